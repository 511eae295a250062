"""The meaning of each figure of a document: subject, label, part and period, decided once.

Every table that names a figure takes these from here. What belongs here: putting together what the
statement, its titles and its table say. What does not: how any of them is read.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Grid, Span
from pipeline.figures.announced_units import CellAround, Surroundings
from pipeline.figures.date_values import DateSpan
from pipeline.figures.distinctions import areas, factors, find_bases, tell_apart
from pipeline.figures.modifiers import with_modifiers
from pipeline.figures.periods import as_of, period_of, with_halves
from pipeline.figures.quantity import Meaning, Quantity
from pipeline.figures.reading import Reading
from pipeline.figures.said import Above, Said
from pipeline.figures.statements import Statements
from pipeline.figures.table_meaning import TableWords, pair_of
from pipeline.figures.titles import Title, Titles
from pipeline.figures.tree import Place, parse
from pipeline.figures.wording import is_vague
from pipeline.vocabulary.meaning import meaning

_SIDES = re.compile(
    rf"(?P<plan>{'|'.join(meaning().plan)})|(?P<result>{'|'.join(meaning().result)})"
)
_TITLE_SIDES = re.compile(rf"(?:{_SIDES.pattern})\W*(?:[(\[].*)?$")
_OUTLINE = re.compile(r"개요\W*(?:[(\[].*)?$")
"""A title that says neither plan nor result, nor does one above it for what stands below."""
_GAP = "과부족"
_SIDES_REACH = 3
"""Titles above, nearest first, that may say whether a figure is planned or has come about."""
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
                told = _Told(quantity, said, date, whole, index, position, measured.get(index, ""))
                yield (
                    number,
                    replace(
                        _meaning(told, place_of_all),
                        statement=span,
                        describes=index in reading.describing,
                    ),
                )

    def _where(self, span: Span, cell: CellAround | None, count: int) -> "_Where":
        lines = self._document.line_span(span)
        return _Where(
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


@dataclass(frozen=True)
class _Where:
    """The place where a statement stands."""

    above: Sequence[Title]
    subject: tuple[str, ...]
    cell: CellAround | None
    table: TableWords | None
    count: int
    """The number of its figures."""


@dataclass(frozen=True)
class _Told:
    """A figure with what its statement says of it."""

    quantity: Quantity
    said: Said
    date: DateSpan | None
    whole: Quantity | None
    """The figure whose bracket it stands in."""
    index: int
    """Among the figures of its statement."""
    position: int
    """Its own, or that of the figure whose bracket it stands in, among those outside brackets."""
    against: str = ""
    """Its base: 목표 대비."""


def _meaning(told: _Told, where: _Where) -> Meaning:
    subject, label = [*where.subject], list(told.said.label)
    if where.cell is not None and where.table is not None:
        named, label = _of_cell(told, where.cell, where.table, where.count)
        subject += [where.table.caption, *named]
        if label and where.table.caption and is_vague(" ".join(label)):
            label = [where.table.caption, *label]
    subject += told.said.lead
    if heading := _heading_of(told, where, label):
        label = [heading, *label]
    if told.against and told.against not in " ".join(label):
        label.append(told.against)
    if where.cell is None and told.said.counted:
        label.append(told.said.counted)
    label += _qualifiers(told.quantity, label)
    if _is_gap(told, label):
        label = [*label[:-1], _GAP]
    shown = _drop_repeated_parts(label)
    return Meaning(
        subject=tuple(dict.fromkeys(p for p in subject if p and p not in shown)),
        label=tuple(shown),
        before=told.said.before,
        part=_part(told, shown, where.above),
        period=period_of(
            told.quantity,
            shown,
            date=told.date,
            dated=told.said.dated,
            titles=where.above,
            cell=where.cell,
            table=where.table,
        ),
    )


def _heading_of(told: _Told, where: _Where, label: Sequence[str]) -> str | None:
    """The title above, where it says what is measured, or the words below it say too little."""
    if not where.above or not where.above[0].words:
        return None
    if not label:
        return where.above[0].words
    if where.cell is not None:
        return None
    vague = is_vague(" ".join(label)) and not told.said.lead
    return where.above[0].words if vague or where.above[0].is_measure else None


def _of_cell(
    told: _Told, cell: CellAround, table: TableWords, count: int
) -> tuple[list[str], list[str]]:
    """Names that say whose, and the label: column heading, then the words in the cell."""
    rows, columns = table.names(cell.row_heading), table.names(cell.column_heading)
    own = list(told.said.label)
    if not cell.is_short:
        return [*rows, *columns], own
    alone = table.is_bracket(cell)
    part = alone or told.said.whole is not None
    spelled = " ".join(own) if alone else told.said.own if part else ""
    outer, inner = table.bracket(cell, spelled, alone=alone)
    inner = _name_of_figure(inner, told.index, count)
    stated = table.pair(cell, -1 if alone else told.position)
    if part and inner:
        columns, own = [*columns[:-1], outer], [inner]
    elif inner and columns and count > 1:
        columns = [*columns[:-1], outer or columns[-1]]
    elif columns and not stated and (pair := pair_of(columns[-1], told.index, count)):
        columns = [*columns[:-1], pair]
    elif rows and not stated and (pair := pair_of(rows[-1], told.index, count)):
        rows = [*rows[:-1], pair]
    if stated and columns:
        last = [] if _is_pair(columns[-1], stated) else [columns[-1]]
        columns = [*columns[:-1], *last, stated]
    if inner and rows and count > 1:
        rows = [*rows[:-1], rows[-1].partition("(")[0].strip() or rows[-1]]
    return _of_headings(rows, columns, own)


def _of_headings(
    rows: list[str], columns: list[str], own: list[str]
) -> tuple[list[str], list[str]]:
    """Names that say whose and the label, by which heading says what is measured."""
    if columns and rows and _says_side(rows[-1]):
        return rows[:-1], [rows[-1], *columns, *own]
    if columns and rows and _is_measure(rows[-1]) and not _is_measure(columns[-1]):
        side = columns[-1:] if _says_side(columns[-1]) else []
        return [*columns[: len(columns) - len(side)], *rows[:-1]], [rows[-1], *side, *own]
    if not columns and rows:
        return rows[:-1], [rows[-1], *own]
    return rows, [*columns, *own]


def _qualifiers(quantity: Quantity, label: Sequence[str]) -> list[str]:
    shown = " ".join(label)
    kept = (w.strip("()") for w in (quantity.modifier or "").split() if w in meaning().kept)
    return [word for word in dict.fromkeys(kept) if word not in shown]


def _is_gap(told: _Told, label: Sequence[str]) -> bool:
    """The signed figure in the bracket behind 현원 says how far it is from 정원: 301명 (△6)."""
    behind = told.whole is not None and label and closed(label[-1]) == "현원"
    return bool(behind and told.quantity.direction and not told.said.own)


def _name_of_figure(named: str, index: int, count: int) -> str:
    """정원 or 현원: the bracket of a heading names the last figures of a cell (정원/현원)."""
    names = [name.strip() for name in named.split("/")]
    at = index - (count - len(names))
    return names[at] if len(names) > 1 and at >= 0 else named


def _is_pair(heading: str, name: str) -> bool:
    """The heading names two figures, this one among them: 정원/현원."""
    return name in closed(heading).split("/")


def _says_side(heading: str) -> bool:
    """It says only that figures are aimed at or have come about: 목표, 실적."""
    return _SIDES.fullmatch(closed(heading)) is not None


def _is_measure(heading: str) -> bool:
    """It says what is measured, not whose it is: 학과, 조성규모 (市출자액)."""
    return closed(heading.partition("(")[0]).endswith(meaning().measure_heading)


def _drop_repeated_parts(label: Iterable[str]) -> list[str]:
    """Without a part that the part behind it says again."""
    kept: list[str] = []
    for part in label:
        if part and closed(part) not in map(closed, kept):
            kept.append(part)
    return kept


def _part(told: _Told, label: Sequence[str], above: Sequence[Title]) -> str | None:
    """Its place in a range or change, a part of the figure before, or plan or result."""
    quantity = told.quantity
    if quantity.part is not None:
        return quantity.part
    whole = told.whole
    if whole is not None and _is_part_of(told, whole, label):
        return "of_which"
    own = f"{' '.join(label)} {quantity.modifier or ''}"
    titles = [title.printed for title in above[:_SIDES_REACH]]
    for printed, words in [(own, _SIDES), *((title, _TITLE_SIDES) for title in titles)]:
        if found := words.search(printed):
            return "plan" if found.lastgroup == "plan" else "result"
        if words is _TITLE_SIDES and _OUTLINE.search(printed):
            return None
    return None


def _is_part_of(told: _Told, whole: Quantity, label: Sequence[str]) -> bool:
    """No figure of another time, of a wider area or of an aim: (전년 89.8점), (’23년 94.8%)."""
    quantity = told.quantity
    return (
        whole.unit == quantity.unit
        and quantity.value_normalized <= whole.value_normalized
        and not told.said.dated
        and quantity.direction is None
        and closed(label[-1] if label else "") not in meaning().compared
    )
