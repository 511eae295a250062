"""Rows of a table that are printed without rules between them, told apart by their lines.

What belongs here: which rows of cells are several. What does not: where lines of a page stand.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pipeline.sources.pdf.lattice import GridCell
from pipeline.sources.pdf.lines import TextLine

_FEWEST = 3
"""Lines of each cell: of two, the second may go on with the first, or be its share in brackets."""
_LEVEL = 0.5
"""Distance of the middles, of the size, of lines of one row."""
_FIGURE = re.compile(r"[△▲▽+-]?\d[\d,.]*%?|[-–－]")


Held = TypeVar("Held")
Filled = tuple[GridCell, list[Held]]


def split_fused(cells: Sequence[Filled[Held]]) -> list[Filled[Held]]:
    """The cells of a grid, where a row of several lines each is as many rows.

    All its cells have as many lines, level with each other, and those of some column are figures.
    """
    by_row: dict[int, list[Filled[Held]]] = defaultdict(list)
    for cell, items in cells:
        by_row[cell.row].append((cell, items))
    found: list[Filled[Held]] = []
    down = 0
    for row in sorted(by_row):
        merged = any(c.row < row < c.row + c.row_span for c, _ in cells)
        count = 1 if merged else _lines_of(by_row[row])
        for cell, items in by_row[row]:
            if count == 1:
                found.append((replace(cell, row=cell.row + down), items))
            else:
                found += [
                    (replace(cell, row=row + down + n, box=item.box), [item])
                    for n, item in enumerate(items)
                    if isinstance(item, TextLine)
                ]
        down += count - 1
    return sorted(found, key=lambda pair: (pair[0].row, pair[0].column))


def _lines_of(row: Sequence[Filled[Held]]) -> int:
    """The number of rows that a row is."""
    counts = {len(items) for _, items in row}
    if len(row) < 2 or len(counts) != 1 or any(cell.row_span > 1 for cell, _ in row):
        return 1
    (count,) = counts
    columns = [_texts(items) for _, items in row]
    if count < _FEWEST or any(len(lines) != count for lines in columns):
        return 1
    for level in zip(*columns, strict=True):
        middles = [(line.box[1] + line.box[3]) / 2 for line in level]
        if max(middles) - min(middles) > _LEVEL * min(line.size for line in level):
            return 1
    counted = [all(_FIGURE.fullmatch(line.text.strip()) for line in lines) for lines in columns]
    return count if any(counted) else 1


def _texts(items: Sequence[object]) -> list[TextLine]:
    return [item for item in items if isinstance(item, TextLine)]
