"""The words of a table on each of its figures: headings of row and column, source and remark.

What belongs here: cells that are one figure. What does not: prose in cells (`indicator_statement`).
"""

import re
from collections.abc import Sequence

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.cube.observations import Cube
from pipeline.facts.indicators.wording import (
    ASIDE,
    Description,
    aside_geography,
    dates_in,
    period_of,
    read_name,
)
from pipeline.figures.date_values import DateSpan
from pipeline.vocabulary.indicators import Base, economy

_LETTER = re.compile(r"[A-Z]")
_PROSE = re.compile(r"[가-힣]{2,}")


def cell_at(grid: Grid, at: int) -> Cell | None:
    """The cell that holds a character."""
    return next((c for c in grid.cells if c.span.start <= at < c.span.end), None)


def is_heading(grid: Grid, cell: Cell) -> bool:
    """True when a cell heads a row or column."""
    return cell.row < grid.header_rows or cell.column < grid.stub_columns


def is_figure(text: str, cell: Cell, figure: Span) -> bool:
    """True when a cell is a figure but for marks, letters of a note, and parentheses."""
    around = text[cell.span.start : figure.start] + " " + text[figure.end : cell.span.end]
    return not re.search(r"[0-9]", around) and not _PROSE.search(around)


def read_cell(text: str, cube: Cube, cell: Cell, dates: Sequence[DateSpan]) -> Description:
    """The words of the table on the figure of a cell."""
    words = economy()
    rows, columns = cube.axes.rows.get(cell.row, ()), cube.axes.columns.get(cell.column, ())
    sources = _beside(cube, cell, words.source_columns)
    remarks = _beside(cube, cell, words.remark_columns)
    remark = " ".join(c.span.of(text) for c in remarks)
    dated = [
        date
        for c in (*(head.cell for head in (*columns, *rows)), *remarks)
        for date in dates_in(dates, c.span)
    ]
    names: list[str] = []
    geography: str | None = None
    compared: Base | None = None
    headings = [head.text for head in (*rows, *columns)]
    for heading in headings:
        bare = closed(ASIDE.sub("", heading))
        if found := next(iter(words.compared(heading)), None):
            compared = found.of(heading)
        if bare in words.share_columns:
            compared = ("share", heading)
            geography = _numerator(cube, heading) or geography
        elif named := words.geography(bare):
            geography = named
        elif not any(closed(date.raw) in bare for date in dated):
            name = read_name(readable(ASIDE.sub(" ", heading)))
            names += [name.text] if name.text and name.text not in names else []
            geography = name.geography or aside_geography(heading) or geography
    return Description(
        name=" / ".join(names) or None,
        geography=geography,
        period=period_of(dated[0]) if dated else None,
        compared=compared,
        source=", ".join(readable(c.span.of(text)) for c in sources) or None,
        provisional=words.is_provisional(" ".join([*headings, remark])),
        forecast=words.is_forecast(closed(remark)),
        named_forecast=any(words.is_forecast(closed(ASIDE.sub("", h))) for h in headings),
    )


def _beside(cube: Cube, cell: Cell, headed: frozenset[str]) -> list[Cell]:
    """The other filled cells of a row that stand below one of some headings."""
    columns = {
        column
        for column, heads in cube.axes.columns.items()
        if column != cell.column and any(closed(ASIDE.sub("", h.text)) in headed for h in heads)
    }
    return [
        other
        for other in cube.table.grid.cells
        if other.row <= cell.row < other.row + other.row_span
        and other.column in columns
        and other.span.start < other.span.end
    ]


def _numerator(cube: Cube, heading: str) -> str | None:
    """The geography that a share is of: for 비중 (B/A), that of the column marked (B)."""
    parts = [aside.split("/") for aside in ASIDE.findall(heading)]
    letter = next(
        (closed(p[0]) for p in parts if len(p) == 2 and _LETTER.fullmatch(closed(p[0]))), None
    )
    for head in cube.heads:
        if letter and letter in map(closed, ASIDE.findall(head.text)):
            return economy().geography(closed(ASIDE.sub("", head.text)))
    return None
