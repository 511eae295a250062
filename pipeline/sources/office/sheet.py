"""A sheet as lines and tables: which cells belong together.

What belongs here: where cells stand. What does not: how a workbook stores them.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.sources.blocks import Block, Paragraph, Table, TableCell


@dataclass(frozen=True)
class Cell:
    """A cell that shows something. Rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


def sheet_blocks(cells: Sequence[Cell]) -> Iterator[Block]:
    """A sheet as lines and tables: an empty row parts them, a row with one text is a line."""
    in_order = sorted(cells, key=lambda cell: (cell.row, cell.column))
    rows = [list(row) for _, row in groupby(in_order, key=lambda cell: cell.row)]
    part: list[list[Cell]] = []
    end = 0
    for row in rows:
        if part and row[0].row > end:
            yield from _part(part)
            part = []
        part.append(row)
        end = max(end if len(part) > 1 else 0, *(cell.row + cell.row_span for cell in row))
    yield from _part(part)


def _part(rows: list[list[Cell]]) -> Iterator[Block]:
    """Rows without an empty one between: titles, a table, and notes below it."""
    first, last = 0, len(rows)
    while first < last and _is_line(rows[first]):
        first += 1
    while last > first and _is_line(rows[last - 1]) and _is_note(rows[last - 1][0]):
        last -= 1
    yield from (Paragraph(row[0].text) for row in rows[:first])
    if first < last:
        cells = [cell for row in rows[first:last] for cell in row]
        top, left = rows[first][0].row, min(cell.column for cell in cells)
        yield Table(
            tuple(
                TableCell(
                    cell.row - top,
                    cell.column - left,
                    cell.row_span,
                    cell.column_span,
                    (Paragraph(cell.text),),
                )
                for cell in cells
            )
        )
    yield from (Paragraph(row[0].text) for row in rows[last:])


def _is_line(row: Sequence[Cell]) -> bool:
    return len(row) == 1 and row[0].row_span == 1


def _is_note(cell: Cell) -> bool:
    """A text below a table, and no row of it: it goes over columns, or begins with a sign."""
    return cell.column_span > 1 or not cell.text.lstrip()[:1].isalnum()


def closed_up(
    cells: Sequence[Cell], hidden_rows: Collection[int], hidden_columns: Collection[int]
) -> list[Cell]:
    """The cells with rows and columns counted without those that are hidden."""
    rows, columns = sorted(hidden_rows), sorted(hidden_columns)
    return [
        replace(
            cell,
            row=cell.row - bisect_left(rows, cell.row),
            column=cell.column - bisect_left(columns, cell.column),
        )
        for cell in cells
    ]
