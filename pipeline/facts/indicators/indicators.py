"""The economic situation (경제상황): every value its chapter states, as `indicators`.

What belongs here: which figures are values, and what a value, its measure and its status are. What
does not: where the words about it stand (`indicator_statement`, `indicator_table`,
`indicator_setting`).
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.cube.observations import Cube
from pipeline.facts.indicators.context import Settings
from pipeline.facts.indicators.prose import Statement
from pipeline.facts.indicators.table import cell_at, is_figure, is_heading, read_cell
from pipeline.facts.indicators.wording import (
    Description,
    find_aside,
    is_economy,
    line_text,
    moves,
    noted_source,
)
from pipeline.facts.quantities import quantity_id
from pipeline.facts.rows import Findings
from pipeline.figures.figures import Figures, Quantity
from pipeline.vocabulary.indicators import economy
from schemas.table import Row

_NO_NAME = "nothing around this figure says what it measures"
_WRONG_UNIT = "this is a rate or a share, and the unit announced for it is none; see the caption"


@dataclass(frozen=True)
class _Group:
    """Figures that are read together: those of a cell, of an item, or of a line."""

    quantities: tuple[Quantity, ...]
    line: int
    """Of the first of them."""
    section: int
    cube: Cube | None
    cell: Cell | None


def add_indicators(
    findings: Findings,
    outline: Outline,
    figures: Figures,
    cubes: Sequence[Cube],
    month: datetime.date,
) -> None:
    """Publish every value of the chapter; a figure that nothing names is held back.

    Args:
        month: first day of the month reported; what was over then is no forecast.
    """
    for chapter in _chapters(outline):
        _Reader(findings, outline, figures, cubes, month=month, chapter=chapter).add()


def _chapters(outline: Outline) -> Iterator[int]:
    """The sections about the economic situation, outermost ones."""
    last_line = 0
    for index, section in enumerate(outline.sections):
        named = section.kind in ("chapter", "goal", "heading") and is_economy(section.title)
        if named and section.line_start > last_line:
            last_line = section.line_end
            yield index


class _Reader:
    def __init__(
        self,
        findings: Findings,
        outline: Outline,
        figures: Figures,
        cubes: Sequence[Cube],
        *,
        month: datetime.date,
        chapter: int,
    ) -> None:
        self._findings, self._outline, self._figures = findings, outline, figures
        self._document: Document = findings.document
        self._cubes = cubes
        self._month = month
        self._settings = Settings(self._document, outline, figures.dates, chapter)
        self._described: dict[int, list[Description]] = {}
        section = outline.sections[chapter]
        self._lines = range(section.line_start, section.line_end + 1)

    def add(self) -> None:
        """Publish the rows of the chapter."""
        inside = [
            quantity
            for quantity in self._figures.quantities
            if self._document.line_at(quantity.span.start) in self._lines
        ]
        for _, members in groupby(inside, self._together):
            quantities = tuple(members)
            group = _Group(quantities, *self._place(quantities[0]))
            for quantity, stated in self._read(group):
                self._add(group, quantity, stated)

    def _together(self, quantity: Quantity) -> tuple[int, int]:
        """The key that figures read together have in common."""
        line, section, _, cell = self._place(quantity)
        if cell:
            return (-1, cell.span.start)
        return (section, 0 if self._outline.sections[section].kind == "item" else line)

    def _place(self, quantity: Quantity) -> tuple[int, int, Cube | None, Cell | None]:
        """Line and section of a figure, and its table and cell if it stands in one."""
        line = self._document.line_at(quantity.span.start)
        cube = None if quantity.table is None else self._cubes[quantity.table]
        cell = cell_at(cube.table.grid, quantity.span.start) if cube else None
        return line, self._outline.section_of[line - 1], cube, cell

    def _read(self, group: _Group) -> Iterator[tuple[Quantity, Description]]:
        text, dates = self._document.text, self._figures.dates
        if group.cube and group.cell:
            if is_heading(group.cube.table.grid, group.cell):
                return
            alone = group.quantities[0]
            if len(group.quantities) == 1 and is_figure(text, group.cell, alone.span):
                if not alone.repeated and not find_aside(text, alone.span, alone.unit):
                    stated = read_cell(text, group.cube, group.cell, dates)
                    going = moves(text, alone, alone.span.end)
                    yield alone, replace(stated, direction=alone.direction, moves=going)
                return
        span = group.cell.span if group.cell else self._span(group)
        statement = Statement(self._document, span, group.quantities, dates)
        for value, stated in zip(statement.values, statement.read(), strict=True):
            yield value.quantity, stated

    def _span(self, group: _Group) -> Span:
        """All lines of an item that are its own; of anything else, the line."""
        first = group.line
        last = self._document.line_at(group.quantities[-1].span.end - 1)
        section = self._outline.sections[group.section]
        if section.kind == "item":
            first = section.line_start
            while last < section.line_end and self._runs_on(group.section, last + 1):
                last += 1
        lines = self._document.lines
        return Span(lines[first - 1].start, lines[last - 1].end)

    def _runs_on(self, section: int, line: int) -> bool:
        own = self._outline.section_of[line - 1] == section
        kind = self._document.kinds[line - 1]
        return own and kind == "paragraph" and not noted_source(line_text(self._document, line))

    def _add(self, group: _Group, quantity: Quantity, stated: Description) -> None:
        if stated.name is None or _wrong_unit(quantity, stated, in_cell=group.cell is not None):
            reason = _NO_NAME if stated.name is None else _WRONG_UNIT
            self._findings.hold_back("indicators", quantity.span, reason)
            return
        section = self._outline.sections[group.section]
        # What a line says is read from it; its own section speaks only for the lines below it.
        below = group.cell is not None or (
            section.kind != "item" and group.line != section.line_start
        )
        start = group.section if below else section.parent
        assert start is not None  # a figure of a chapter stands below it
        above = self._settings.above(start, stated.name, self._described)
        row = _row(quantity, stated, above, self._month)
        self._findings.add(
            "indicators",
            {
                "item_no": len(self._findings.rows.get("indicators", [])) + 1,
                "topic": self._settings.topic(start),
                **row,
                "raw": quantity.span.of(self._document.text),
                "quantity_id": quantity_id(self._findings.report_id, quantity),
                **self._findings.place(quantity.span),
            },
        )
        period = stated.period or above.period
        settled = Description(name=stated.name, geography=row["geography"], period=period)
        self._described.setdefault(group.section, []).append(settled)


def _wrong_unit(quantity: Quantity, stated: Description, *, in_cell: bool) -> bool:
    """A rate in the unit that a caption announces for the other columns: 22.7억 원."""
    share = stated.compared is not None and stated.compared[0] == "share"
    rate = share or (stated.name or "").endswith(economy().rates)
    announced = quantity.unit_source in ("caption", "heading")
    wrong = quantity.unit is not None and quantity.unit not in economy().rate_units
    return in_cell and rate and announced and wrong


def _row(quantity: Quantity, stated: Description, above: Description, month: datetime.date) -> Row:
    """Name, place, time, value and source of one value."""
    whole = stated.or_else(above)
    period, end = whole.period, whole.period.end if whole.period else None
    measure, comparison = _measure(quantity, stated, above)
    over = end is not None and end < month
    forecast = (
        stated.forecast
        or (stated.named_forecast and not (stated.in_series and over))
        or (whole.headed_forecast and not stated.came_about and end is not None and not over)
    )
    status = "provisional" if whole.provisional else "actual"
    value = quantity.value_normalized
    if measure.startswith("change") and stated.direction == "down":
        value = -abs(value)
    return {
        "indicator": stated.name,
        "geography": whole.geography,
        "period": period.text if period else None,
        "period_start": period.start if period else None,
        "period_end": end,
        "value": float(value),
        "unit": quantity.unit,
        "measure": "forecast" if forecast else measure,
        "comparison": comparison,
        "status": "forecast" if forecast else status,
        "source": whole.source,
        "source_period": stated.source_period,
        "index_base": stated.index_base,
        "modifier": quantity.modifier,
        "part": quantity.meaning.part,
    }


def _measure(quantity: Quantity, stated: Description, above: Description) -> tuple[str, str | None]:
    """The value, and the words that say what it is compared with.

    A figure that goes up or down is a change, whatever it is counted from, one with nothing but
    a minus only where it is compared; any other is compared by its own words only. A share is a
    percentage that goes nowhere.
    """
    directed = stated.direction is not None
    for one in (stated.compared, above.compared):
        if one and one[0] == "share" and quantity.unit == "percent" and not directed:
            return one
    compared = stated.compared or above.compared
    if compared and compared[0] != "share" and (directed or stated.compared):
        return compared
    return ("change", None) if stated.moves else ("level", None)
