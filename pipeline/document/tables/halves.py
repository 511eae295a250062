"""Two halves of one table that are printed side by side, put below each other.

What belongs here: where a table begins again to the right. What does not: tables over pages.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid

_LETTER = re.compile(r"[가-힣A-Za-z]")
_FEWEST_NAMES = 2


def stack_halves(text: str, grid: Grid) -> Grid:
    """A table whose columns begin again, as one long table: 부서, 정원, 부서, 정원.

    Halves with headings of their own (수입, 예산, 지출, 예산; or 수입 and 지출 each above 과목 and
    예산) keep them, as the outer row headings of their rows. What only one of them has (수납액,
    집행액; 수입예산, 지출예산 behind 과목 in both) becomes a column of its own.
    """
    if not grid.header_rows or grid.short_rows:
        return grid
    heads = [_heads(text, grid, column) for column in range(grid.columns)]
    width = next((n for n in range(2, grid.columns // 2 + 1) if _begins_again(heads, n)), None)
    if width is None or _crosses(grid, width):
        return grid
    begins = range(0, grid.columns, width)
    if not all(_are_names(text, grid, column) for column in begins):
        return grid
    named = len({heads[column] for column in begins}) > 1
    body = grid.rows - grid.header_rows
    places = _places(heads, width)
    cells = [_move_cell(grid, cell, width, places, named=named) for cell in grid.cells]
    kept = [cell for cell in cells if cell is not None]
    return replace(
        grid,
        rows=grid.header_rows + body * len(begins),
        columns=max(places) + 1 + named,
        stub_columns=1 + named,
        cells=tuple(sorted(kept, key=lambda cell: (cell.row, cell.column))),
    )


def _heads(text: str, grid: Grid, column: int) -> tuple[str, ...]:
    return tuple(closed(span.of(text)) for span in grid.column_path(column))


def _begins_again(heads: Sequence[tuple[str, ...]], width: int) -> bool:
    """Every half has the same headings behind its names, its own name above them left out."""
    halves = [heads[at : at + width] for at in range(0, len(heads), width)]
    first = halves[0]
    if any(len(half) != width or not all(half) for half in halves):
        return False
    if all(half[1:] == first[1:] for half in halves) or _repeats_name(heads, width):
        return True
    return all(
        len({head[0] for head in half}) == 1
        and len(half[0]) > 1
        and half[0][1:] == first[0][1:]
        and _share_values(half, first)
        for half in halves
    )


def _repeats_name(heads: Sequence[tuple[str, ...]], width: int) -> bool:
    """과목, 수입예산, 과목, 지출예산: one heading above all names, and above nothing else."""
    begins = [at for at, head in enumerate(heads) if head == heads[0]]
    return begins == list(range(0, len(heads), width))


def _share_values(half: Sequence[tuple[str, ...]], first: Sequence[tuple[str, ...]]) -> bool:
    """They have the first column of values in common at least: 예산액."""
    return half[1][1:] == first[1][1:]


def _places(heads: Sequence[tuple[str, ...]], width: int) -> list[int]:
    """The new column of each column: columns of one heading share it."""
    known: dict[tuple[tuple[str, ...], int], int] = {}
    places: list[int] = []
    for at in range(0, len(heads), width):
        below = [head[1:] or head for head in heads[at + 1 : at + width]]
        own = [(head, below[:n].count(head)) for n, head in enumerate(below)]
        places += [0, *(known.setdefault(head, len(known) + 1) for head in own)]
    return places


def _crosses(grid: Grid, width: int) -> bool:
    """A merged cell belongs to two halves."""
    return any(
        cell.column // width != (cell.column + cell.column_span - 1) // width for cell in grid.cells
    )


def _are_names(text: str, grid: Grid, column: int) -> bool:
    """A column of names: words in each cell that is not blank."""
    held = [
        cell.span.of(text)
        for cell in grid.cells
        if cell.column == column and cell.row >= grid.header_rows
    ]
    names = [printed for printed in held if printed.strip()]
    return len(names) >= _FEWEST_NAMES and all(map(_LETTER.search, names))


def _move_cell(
    grid: Grid, cell: Cell, width: int, places: Sequence[int], *, named: bool
) -> Cell | None:
    """The cell at its new place; None for a heading that repeats one of a half before."""
    half, column = cell.column // width, places[cell.column]
    body = grid.rows - grid.header_rows
    down = half * body
    if cell.row >= grid.header_rows:
        return replace(cell, row=cell.row + down, column=column + named)
    repeated = column in places[: half * width]
    if not named:
        return None if repeated else replace(cell, column=column)
    alone = cell.row + cell.row_span == grid.header_rows and cell.row == 0
    if column == 0 and (cell.column_span == width or alone):
        return Cell(grid.header_rows + down, 0, cell.span, body)
    return None if repeated else replace(cell, column=column + named)
