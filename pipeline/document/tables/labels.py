"""Tables of labels, each before what it says, put as one label and its value a row.

What belongs here: 위치 | 푸른동 | 면적 | 8,400㎡. What does not: tables under headings (`halves`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid
from pipeline.document.tables.heading_rows import LONGEST_HEADING
from pipeline.vocabulary.words import words

_DIGIT = re.compile(r"[0-9]")
_FEWEST_LABELS = 2
_LETTER = re.compile(r"[가-힣A-Za-z]")


def stack_labels(text: str, grid: Grid) -> Grid:
    """A table whose cells are labels and values in turn, a pair a row; else the table itself."""
    by_row: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = [by_row[number] for number in sorted(by_row)]
    if grid.short_rows or not _alternates(text, rows):
        return grid
    pairs = [row[at : at + 2] for row in rows for at in range(0, len(row), 2)]
    cells = tuple(
        Cell(number, column, cell.span, is_filled=cell.is_filled)
        for number, pair in enumerate(pairs)
        for column, cell in enumerate(pair)
    )
    return replace(grid, rows=len(pairs), columns=2, header_rows=0, stub_columns=1, cells=cells)


def join_split_labels(text: str, grid: Grid) -> Grid:
    """A table whose labels go on in the row below, as 신체 and 약자 do, a label over both rows."""
    labels = [cell for cell in grid.cells if cell.column == 0]
    names = [closed(cell.span.of(text)) for cell in labels]
    first, second = names[::2], names[1::2]
    alternates = len(first) == len(second) == len(set(first)) >= _FEWEST_LABELS
    whole = all(map(_is_label, names)) and all(cell.row_span == 1 for cell in labels)
    if grid.header_rows or grid.rows != len(labels) or not (alternates and whole):
        return grid
    if len(set(second)) > 1 or second[0] in first:
        return grid
    cells = [
        replace(cell, column=cell.column + 1)
        if cell.column
        else Cell(cell.row - cell.row % 2, cell.row % 2, cell.span, 2)
        for cell in grid.cells
    ]
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return replace(grid, columns=grid.columns + 1, stub_columns=2, cells=ordered)


def _alternates(text: str, rows: Sequence[Sequence[Cell]]) -> bool:
    """Rows of labels and values in turn, some of two pairs; the first row is none of headings."""
    if len(rows) < 2 or any(len(row) % 2 or len(row) > 4 for row in rows):
        return False
    if max(map(len, rows)) < 4 or any(cell.row_span > 1 for row in rows for cell in row):
        return False
    labels = [closed(cell.span.of(text)) for row in rows for cell in row[::2]]
    values = [[closed(cell.span.of(text)) for cell in row[1::2]] for row in rows]
    if len(set(labels)) < len(labels) or not all(map(_is_label, labels)):
        return False
    figured = [any(map(_DIGIT.search, told)) for told in values]
    return figured[0] and sum(figured) * 2 >= len(rows)


def _is_label(content: str) -> bool:
    heads = content in words().stub or content in words().total
    short = len(content) <= LONGEST_HEADING // 2 and _LETTER.search(content)
    return bool(short) and not heads and not _DIGIT.search(content)
