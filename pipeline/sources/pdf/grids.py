"""Cells from ruling lines: what the lines enclose, and which cells make one grid.

Lines that touch make a lattice. Where a wall of a lattice is missing, its cells are one merged
cell; what is open to the outside is no cell. Cells that share a wall are one grid, so that boxes
hung on the lines of an organisation chart stay boxes.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.lattice import TOUCH, GridCell, Groups, Lattice, RuledGrid
from pipeline.sources.pdf.objects import Box
from pipeline.sources.pdf.open_rows import open_grids
from pipeline.sources.pdf.rulings import Ruling, Rulings

_LEAST_SIDES = 2
"""Horizontal lines that begin (or end) at one x, for a table to be closed there without a line."""

_BESIDE = 6.0
"""Points between two frames of one height that are parts of one."""


def find_grids(rulings: Rulings, glyphs: Iterable[Glyph] = ()) -> list[RuledGrid]:
    """Every grid and every frame of a page, by their place; of tables without walls, by glyphs."""
    found: list[RuledGrid] = []
    alone: list[Ruling] = []
    for horizontal, vertical in _group_touching(rulings):
        if vertical:
            found += Lattice(horizontal, [*vertical, *_open_sides(horizontal, vertical)]).grids()
        else:
            alone += horizontal
    found += open_grids(alone, glyphs)
    found = [grid for grid in found if len(grid.cells) > 1] + _rows_of_frames(
        [grid.cells[0].box for grid in found if len(grid.cells) == 1]
    )
    return sorted(found, key=lambda grid: (grid.box[1], grid.box[0], *grid.box))


def _rows_of_frames(frames: Sequence[Box]) -> list[RuledGrid]:
    """Frames; those of one height with next to nothing between them are cells of one row."""
    rows: list[list[Box]] = []
    for box in sorted(frames):
        row = next((row for row in rows if _goes_on(row[-1], box)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    return [
        RuledGrid(tuple(GridCell(0, column, 1, 1, box) for column, box in enumerate(row)))
        for row in rows
    ]


def _goes_on(left: Box, right: Box) -> bool:
    level = abs(left[1] - right[1]) <= TOUCH and abs(left[3] - right[3]) <= TOUCH
    return level and 0 <= right[0] - left[2] <= _BESIDE


def _group_touching(rulings: Rulings) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch, directly or through others."""
    horizontal = sorted(rulings.horizontal, key=lambda r: (r.at, r.start))
    vertical = sorted(rulings.vertical, key=lambda r: (r.at, r.start))
    heights = [ruling.at for ruling in horizontal]
    groups = Groups(len(horizontal) + len(vertical))
    for number, line in enumerate(vertical):
        first = bisect_left(heights, line.start - TOUCH)
        for other in range(first, bisect_right(heights, line.end + TOUCH)):
            crossed = horizontal[other]
            if crossed.start - TOUCH <= line.at <= crossed.end + TOUCH:
                groups.join(other, len(horizontal) + number)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate([*horizontal, *vertical]):
        parts[groups.of(number)][number >= len(horizontal)].append(line)
    return [(h, v) for h, v in parts.values() if not v or len(h) > 1]


def _open_sides(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Ruling]:
    """The left and right side of a table that is printed without them.

    Lines that end at the same x, beyond every vertical line, are the rows of such a table.
    """
    sides = []
    edge = min(line.start for line in horizontal)
    if edge < min(line.at for line in vertical) - TOUCH:
        sides.append((edge, [h for h in horizontal if h.start <= edge + TOUCH]))
    edge = max(line.end for line in horizontal)
    if edge > max(line.at for line in vertical) + TOUCH:
        sides.append((edge, [h for h in horizontal if h.end >= edge - TOUCH]))
    return [
        Ruling(x, min(h.at for h in ends), max(h.at for h in ends))
        for x, ends in sides
        if len(ends) >= _LEAST_SIDES
    ]
