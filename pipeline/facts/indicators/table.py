"""What a table says of each of its figures: headings of row and column, source and remark.

What belongs here: cells that are one figure. What does not: prose in cells (`indicator_statement`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.indicators.wording import (
    ASIDE,
    Period,
    Said,
    aside_geography,
    dates_in,
    period_of,
    read_name,
)
from pipeline.figures.date_values import DateSpan
from pipeline.vocabulary.indicators import economy

_LETTER = re.compile(r"[A-Z]")
_PROSE = re.compile(r"[가-힣]{2,}")


@dataclass(frozen=True)
class Headed:
    """The headings of one cell and what stands in the other cells of its row."""

    row: tuple[str, ...]
    column: tuple[str, ...]
    source: str | None
    remark: str
    dates: tuple[DateSpan, ...]
    """Of the headings, then of the remark."""


def cell_at(grid: Grid, at: int) -> Cell | None:
    """The cell that holds a character."""
    return next((c for c in grid.cells if c.span.start <= at < c.span.end), None)


def is_heading(grid: Grid, cell: Cell) -> bool:
    """Whether a cell heads a row or column."""
    return cell.row < grid.header_rows or cell.column < grid.stub_columns


def is_figure(text: str, cell: Cell, figure: Span) -> bool:
    """Whether a cell is a figure but for marks, letters of a note, and parentheses."""
    around = text[cell.span.start : figure.start] + " " + text[figure.end : cell.span.end]
    return not re.search(r"[0-9]", around) and not _PROSE.search(around)


def read_cell(text: str, grid: Grid, cell: Cell, dates: Sequence[DateSpan]) -> Said:
    """What the table says of the figure of a cell."""
    words = economy()
    headed = _headed(text, grid, cell, dates)
    headings = [*headed.row, *headed.column]
    names: list[str] = []
    geography: str | None = None
    measure: tuple[str | None, str | None] = (None, None)
    for heading in headings:
        bare = closed(ASIDE.sub("", heading))
        compared = next(iter(words.compared(heading)), None)
        if compared:
            measure = (compared.measure, heading[compared.start : compared.end])
        if bare in words.share_columns:
            measure = ("share", heading)
            geography = _numerator(text, grid, heading) or geography
        elif found := words.geography(bare):
            geography = found
        elif not any(closed(date.raw) in bare for date in headed.dates):
            name = read_name(readable(ASIDE.sub(" ", heading)))
            names += [name.text] if name.text and name.text not in names else []
            geography = name.geography or aside_geography(heading) or geography
    return Said(
        name=" / ".join(names) or None,
        geography=geography,
        period=_period(headed),
        measure=measure[0],
        comparison=measure[1],
        source=headed.source,
        provisional=words.is_provisional(" ".join([*headings, headed.remark])),
        forecast=words.is_forecast(closed(headed.remark)),
        named_forecast=any(words.is_forecast(closed(ASIDE.sub("", h))) for h in headings),
    )


def _headed(text: str, grid: Grid, cell: Cell, dates: Sequence[DateSpan]) -> Headed:
    words = economy()
    row = [
        c
        for c in grid.cells
        if c.row <= cell.row < c.row + c.row_span and c.span.start < c.span.end
    ]
    stub = [c.span for c in row if c.column < grid.stub_columns]
    path = list(grid.column_path(cell.column))
    sources, remarks = [], []
    for other in row:
        heads = {closed(ASIDE.sub("", s.of(text))) for s in grid.column_path(other.column)}
        if other.column < grid.stub_columns or other.column == cell.column:
            continue
        if heads & words.source_columns:
            sources.append(other.span)
        elif heads & words.remark_columns:
            remarks.append(other.span)
    return Headed(
        row=tuple(readable(span.of(text)) for span in stub),
        column=tuple(readable(span.of(text)) for span in path),
        source=", ".join(readable(span.of(text)) for span in sources) or None,
        remark=" ".join(span.of(text) for span in remarks),
        dates=tuple(d for span in [*path, *stub, *remarks] for d in dates_in(dates, span)),
    )


def _numerator(text: str, grid: Grid, heading: str) -> str | None:
    """Whose share it is: of 비중 (B/A), what the column marked (B) is about."""
    parts = [aside.split("/") for aside in ASIDE.findall(heading)]
    letter = next(
        (closed(p[0]) for p in parts if len(p) == 2 and _LETTER.fullmatch(closed(p[0]))), None
    )
    for cell in grid.cells:
        content = cell.span.of(text)
        if letter and is_heading(grid, cell) and letter in map(closed, ASIDE.findall(content)):
            return economy().geography(closed(ASIDE.sub("", content)))
    return None


def _period(headed: Headed) -> Period | None:
    return period_of(headed.dates[0]) if headed.dates else None
