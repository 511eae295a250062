"""The meaning of each figure of a document: subject, label, part and period, decided once.

Every table that names a figure takes these from here. What belongs here: which figures are read
together, and where they stand. What does not: what one of them means (`figure_meaning`).
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Grid, Span
from pipeline.figures.announced_units import CellAround, Surroundings
from pipeline.figures.date_values import DateSpan
from pipeline.figures.distinctions import areas, factors, find_bases, tell_apart
from pipeline.figures.figure_meaning import StatedFigure, Where, meaning_of
from pipeline.figures.modifiers import with_modifiers
from pipeline.figures.periods import as_of, with_halves
from pipeline.figures.quantity import Meaning, Quantity
from pipeline.figures.reading import Reading
from pipeline.figures.said import Above, Said
from pipeline.figures.statements import Statements
from pipeline.figures.table_meaning import TableWords
from pipeline.figures.titles import Titles
from pipeline.figures.tree import Place, parse

_TOGETHER = ("high", "to", "ratio")


def read_meanings(
    document: Document,
    outline: Outline,
    grids: Sequence[Grid],
    around: Surroundings,
    *,
    quantities: Sequence[Quantity],
    dates: Sequence[DateSpan],
    report_year: int,
) -> list[Meaning]:
    """The meaning of every quantity, in order."""
    reader = _Meanings(
        document,
        outline,
        grids,
        around,
        quantities=quantities,
        dates=dates,
        report_year=report_year,
    )
    return reader.all()


class _Meanings:
    def __init__(
        self,
        document: Document,
        outline: Outline,
        grids: Sequence[Grid],
        around: Surroundings,
        *,
        quantities: Sequence[Quantity],
        dates: Sequence[DateSpan],
        report_year: int,
    ) -> None:
        self._document, self._around = document, around
        dates = [as_of(document.text, date) for date in dates]
        self._quantities, self._dates = quantities, with_halves(document, dates, report_year)
        self._date_starts = [date.char_start for date in self._dates]
        self._titles = Titles(document, outline, self._dates, report_year)
        self._statements = Statements(document, outline)
        self._tables = [TableWords(document, grid, self._titles, self._titles) for grid in grids]

    def all(self) -> list[Meaning]:
        """The meaning of every quantity: those of one statement are read together."""
        where = [self._statement(quantity) for quantity in self._quantities]
        order = range(len(self._quantities))
        found: dict[int, Meaning] = {}
        for _, group in groupby(
            order, key=lambda number: (where[number][0].start, where[number][0].end)
        ):
            numbers = list(group)
            found.update(self._read(where[numbers[0]], numbers))
        return [found[number] for number in order]

    def _statement(self, quantity: Quantity) -> tuple[Span, CellAround | None]:
        cell = self._around.cell(quantity.span.start)
        if cell is not None:
            return cell.span, cell
        return self._statements.around(self._document.line_at(quantity.span.start)), None

    def _read(
        self, where: tuple[Span, CellAround | None], numbers: Sequence[int]
    ) -> Iterator[tuple[int, Meaning]]:
        span, cell = where
        places = self._places(span, numbers)
        first = bisect_left(self._date_starts, span.start)
        last = bisect_left(self._date_starts, span.end)
        spans = [Span(d.char_start, d.char_end) for d in self._dates[first:last]]
        shown = [self._quantities[place.numbers[-1]] for place in places]
        reading = Reading(self._document.text, [q.unit_raw for q in shown], [q.unit for q in shown])
        reading.read(parse(self._document.text, span, places, spans), Above())
        tell_apart(reading.said, shown)
        factors(self._document.text, reading.said, shown, places)
        areas(reading.said, shown)
        measured = find_bases(self._document.text, reading.said, shown, places)
        place_of_all = self._where(span, cell, len(places))
        outside = [i for i in range(len(places)) if reading.said.get(i, Said()).whole is None]
        positions = {index: position for position, index in enumerate(outside)}
        for index, place in enumerate(places):
            said = reading.said.get(index, Said())
            whole = None if said.whole is None else shown[said.whole]
            date = None if said.date is None else self._dates[first + said.date]
            for number in place.numbers:
                quantity = self._quantities[number]
                shown_with = index if said.whole is None else said.whole
                position = positions.get(shown_with, -1)
                figure = StatedFigure(
                    quantity, said, date, whole, index, position, measured.get(index, "")
                )
                yield (
                    number,
                    replace(
                        meaning_of(figure, place_of_all),
                        statement=span,
                        describes=index in reading.describing,
                    ),
                )

    def _where(self, span: Span, cell: CellAround | None, count: int) -> Where:
        lines = self._document.line_span(span)
        return Where(
            above=self._titles.above(*lines),
            subject=self._titles.subject(*lines),
            cell=cell,
            table=None if cell is None else self._tables[cell.table],
            count=count,
        )

    def _places(self, span: Span, numbers: Sequence[int]) -> list[Place]:
        found: list[Place] = []
        for number in numbers:
            quantity = self._quantities[number]
            begin = found[-1].end if found else span.start
            start, end = with_modifiers(self._document.text, quantity.span, begin)
            if quantity.part in _TOGETHER and found and start - begin <= 3:
                found[-1] = Place(found[-1].start, min(end, span.end), (*found[-1].numbers, number))
            else:
                found.append(Place(start, min(end, span.end), (number,)))
        return found
