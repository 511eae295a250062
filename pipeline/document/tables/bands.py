"""Second bands of headings: the lower half of a table that begins anew under headings of its own.

What belongs here: where a table begins again further down. What does not: halves side by side
(`halves`), or a table that goes on elsewhere (`continued`).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import first_rows, is_figure
from pipeline.document.tables.members import read_heading
from pipeline.sources import limits
from pipeline.vocabulary.words import words

_LEAST_HEADS = 2
"""Headings of a band behind the first column, at least."""


def split_bands(text: str, grid: Grid) -> list[Grid]:
    """The bands of a table, each with its own headings; the table itself where it has one."""
    if grid.short_rows or not grid.header_rows:
        return [grid]
    rows = _rows(grid)
    begins = [0, *_begins(text, grid, rows)]
    if len(begins) == 1:
        return [grid]
    ends = [*begins[1:], grid.rows]
    parts = [_part(text, grid, rows, begin, end) for begin, end in zip(begins, ends, strict=True)]
    found = parts[:1]
    for part in parts[1:]:
        if (wider := _beside(text, found[-1], part)) is not None:
            found[-1] = wider
        else:
            found.append(replace(part, is_band=True))
    return found


def _beside(text: str, first: Grid, second: Grid) -> Grid | None:
    """Bands of the same rows as one table: 계, 총무과 … above and 회계과 … below, of 정원, 현원."""
    same = (first.rows, first.header_rows, first.stub_columns)
    if same != (second.rows, second.header_rows, second.stub_columns):
        return None
    stub = first.stub_columns
    heads = [
        [(c.row, closed(c.span.of(text))) for c in grid.cells if c.column < stub]
        for grid in (first, second)
    ]
    filled = max((c.column for c in second.cells if closed(c.span.of(text))), default=0) + 1
    if heads[0] != heads[1] or filled <= stub or len(heads[0]) <= second.header_rows:
        return None
    if first.columns + filled - stub > limits.TABLE_COLUMNS:
        return None
    moved = [
        replace(cell, column=cell.column - stub + first.columns)
        for cell in second.cells
        if stub <= cell.column < filled
    ]
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        columns=first.columns + filled - stub,
        cells=tuple(sorted((*first.cells, *moved), key=lambda cell: (cell.row, cell.column))),
    )


def _rows(grid: Grid) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(cell)
    return rows


def _begins(text: str, grid: Grid, rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Rows below the headings with which another band begins."""
    found: list[int] = []
    contents = [[closed(cell.span.of(text)) for cell in row] for row in rows]
    titled = [_is_title(text, grid, row) for row in rows]
    crossed = _crossed_rows(grid)
    figured = [n for n in range(grid.header_rows, grid.rows) if any(map(is_figure, contents[n]))]
    heads = {tuple(contents[n]) for n in range(grid.header_rows) if not titled[n]}
    number = grid.header_rows + 1
    while number < grid.rows - 1:
        at = number + 1 if titled[number] and number + 2 < grid.rows else number
        among = bool(figured) and figured[0] < at < figured[-1]
        if tuple(contents[at]) in heads:
            heads_anew = _can_head(rows[at], contents[at]) and tuple(contents[at - 1]) not in heads
        else:
            heads_anew = among and _heads_others(rows, contents, at)
        if heads_anew and number not in crossed:
            found.append(number)
            heads.add(tuple(contents[at]))
            number = at + 1
        number += 1
    return found


def _can_head(row: Sequence[Cell], contents: Sequence[str]) -> bool:
    """A row of words from the first column on."""
    filled = [content for content in contents if content]
    starts = bool(row) and row[0].column == 0
    return starts and len(filled) > _LEAST_HEADS and not any(map(is_figure, filled))


def _heads_others(
    rows: Sequence[Sequence[Cell]], contents: Sequence[Sequence[str]], number: int
) -> bool:
    """A row of other headings: its first cell is a word that heads a column of names."""
    if not _can_head(rows[number], contents[number]) or contents[number][0] not in words().stub:
        return False
    filled = [content for content in contents[number] if content]
    measured = any(read_heading(content).known for content in filled[1:])
    return measured or len(rows[number]) == len(rows[number - 1])


def _is_title(text: str, grid: Grid, row: Sequence[Cell]) -> bool:
    """One cell over all columns, without figures."""
    filled = [cell for cell in row if closed(cell.span.of(text))]
    if len(filled) != 1 or filled[0].column_span < grid.columns:
        return False
    return not is_figure(closed(filled[0].span.of(text)))


def _crossed_rows(grid: Grid) -> set[int]:
    """Rows that a merged cell of an earlier one reaches into."""
    return {
        number for cell in grid.cells for number in range(cell.row + 1, cell.row + cell.row_span)
    }


def _part(text: str, grid: Grid, rows: Sequence[Sequence[Cell]], begin: int, end: int) -> Grid:
    """Some rows of a table as a table."""
    cells = tuple(replace(cell, row=cell.row - begin) for row in rows[begin:end] for cell in row)
    header = grid.header_rows if begin == 0 else first_rows(text, cells, end - begin, grid.columns)
    start = grid.span.start if begin == 0 else min(cell.span.start for cell in cells)
    stop = grid.span.end if end == grid.rows else max(cell.span.end for cell in cells)
    corner = next((cell for cell in cells if cell.row == header - 1), cells[0])
    stub = corner.column_span if corner.column_span < grid.columns else 1
    return replace(
        grid,
        span=Span(start, stop),
        rows=end - begin,
        header_rows=header,
        stub_columns=grid.stub_columns if begin == 0 else stub,
        cells=cells,
    )
