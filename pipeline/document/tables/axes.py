"""The headings of every row and column of a table, read once, rows and columns alike.

What belongs here: which heading cells a row or column has. What does not: what a heading says
(`members`), or which rows and columns are headings (`heading_rows`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid
from pipeline.document.tables.members import NOTHING, Members, read_heading
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.units import Unit, units

_UNIT_COLUMN = "단위"
_CHANGE_RATE = "증감률"
_FIGURE = re.compile(r"[0-9]")
_DECIMALS = re.compile(r"[0-9]\.[0-9]")


@dataclass(frozen=True)
class Head:
    """One heading cell. Which cell it is tells headings apart, not its words."""

    cell: Cell
    text: str
    """Readable."""
    members: Members


@dataclass(frozen=True)
class Axes:
    """The headings of a table, outermost first."""

    rows: dict[int, tuple[Head, ...]]
    """Of each body row."""
    columns: dict[int, tuple[Head, ...]]
    """Of each column behind the row headings."""
    stubs: dict[int, tuple[Head, ...]]
    """The headings of the columns of row headings."""

    @property
    def corner(self) -> tuple[Head, ...]:
        """The heading of the first of them."""
        return self.stubs.get(0, ())

    def members(self, row: int, column: int) -> Members:
        """The members of the headings of a cell together; those of the column come first."""
        return combine_members(self.columns.get(column, ())).within(
            combine_members(self.rows.get(row, ()))
        )


def combine_members(heads: Sequence[Head]) -> Members:
    """The members of the headings of one row or column together; the innermost comes first."""
    found = NOTHING
    for head in heads:
        found = head.members.within(found)
    return found


def read_axes(text: str, grid: Grid) -> Axes:
    """Read the headings of a table."""
    rows = _rows(text, grid)
    columns = {
        column: _column(text, grid, column) for column in range(grid.stub_columns, grid.columns)
    }
    if "%" in grid.noted.units and len(grid.noted.units) > 1:
        columns = _with_rates(text, grid, rows, columns)
    stubs = {column: _column(text, grid, column) for column in range(grid.stub_columns)}
    return Axes(rows=rows, columns=columns, stubs=stubs)


def _column(text: str, grid: Grid, column: int) -> tuple[Head, ...]:
    """Headings above a column; a heading that repeats the one above it says nothing new."""
    heads = _heads(
        text,
        (cell for cell in grid.cells if cell.row < grid.header_rows and cell.is_over(column)),
    )
    return tuple(h for n, h in enumerate(heads) if n == 0 or heads[n - 1].text != h.text)


def _with_rates(
    text: str,
    grid: Grid,
    rows: dict[int, tuple[Head, ...]],
    columns: dict[int, tuple[Head, ...]],
) -> dict[int, tuple[Head, ...]]:
    """Columns of changes that are in percent, where a note names it beside another unit.

    전년 대비 증감 of whole amounts has decimals only if it is a rate.
    """
    figures: dict[int, list[bool]] = {}
    for cell in grid.cells:
        measure = combine_members(rows.get(cell.row, ())).measure
        printed = cell.span.of(text)
        is_rate = measure is not None and measure.kind == "rate"
        if cell.row >= grid.header_rows and not is_rate and _FIGURE.search(printed):
            figures.setdefault(cell.column, []).append(bool(_DECIMALS.search(printed)))
    found = dict(columns)
    for column, heads in columns.items():
        measure = combine_members(heads).measure
        others = [d for at, decimals in figures.items() if at in columns and at != column
                  for d in decimals]  # fmt: skip
        own = figures.get(column, [])
        if measure and measure.kind == "difference" and own and all(own) and others:
            rate = dimensions().measure(_CHANGE_RATE)
            if not any(others) and rate:
                last = replace(heads[-1], members=replace(heads[-1].members, measure=rate))
                found[column] = (*heads[:-1], last)
    return found


def _rows(text: str, grid: Grid) -> dict[int, tuple[Head, ...]]:
    """Headings of each body row, the innermost with the unit that a column of units gives the row.

    A merged one counts for all rows it covers. One that stands further to the left also heads the
    indented rows below it, until the next; a total heads no other row.
    """
    stub = grid.stub_columns
    stated = _units(text, grid)
    covering: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.column < stub and cell.row >= grid.header_rows:
            for row in range(cell.row, cell.row + cell.row_span):
                covering.setdefault(row, []).append(cell)
    above: list[Head | None] = [None] * stub
    found: dict[int, tuple[Head, ...]] = {}
    for row in range(grid.header_rows, grid.rows):
        own = {h.cell.column: h for h in _heads(text, covering.get(row, []))}
        for column in range(stub):
            if column in own:
                above[column] = own[column]
                above[column + 1 :] = [None] * (stub - column - 1)
            elif column == stub - 1 or _is_total(above[column], row):
                above[column] = None
        heads = [head for head in above if head]
        if heads and row in stated and heads[-1].members.unit is None:
            heads[-1] = replace(heads[-1], members=replace(heads[-1].members, unit=stated[row]))
        found[row] = tuple(heads)
    return found


def _units(text: str, grid: Grid) -> dict[int, Unit]:
    """The unit of each row, where a column headed 단위 states it."""
    headed = {
        cell.column
        for cell in grid.cells
        if cell.row < grid.header_rows and closed(cell.span.of(text)) == _UNIT_COLUMN
    }
    return {
        row: unit
        for cell in grid.cells
        if cell.column in headed and cell.row >= grid.header_rows
        if (unit := units().get(closed(cell.span.of(text)).strip("()")))
        for row in range(cell.row, cell.row + cell.row_span)
    }


def _is_total(head: Head | None, row: int) -> bool:
    """It is a total that does not cover this row."""
    covers = head is not None and row < head.cell.row + head.cell.row_span
    return head is not None and head.members.total is not None and not covers


def _heads(text: str, cells: Iterable[Cell]) -> list[Head]:
    """The heading cells that say something, read."""
    return [
        Head(cell, shown, read_heading(cell.span.of(text)))
        for cell in cells
        if (shown := readable(cell.span.of(text)))
    ]
