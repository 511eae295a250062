"""Tables that draw rules between their rows and none between their columns.

Where no glyph of any row stands, a column ends; a heading above several columns stands in their
middle. What belongs here: the walls that are not drawn. What does not: cells (`lattice`).
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.lattice import TOUCH, Lattice, RuledGrid
from pipeline.sources.pdf.rulings import Ruling

_GUTTER = 0.7
"""Room, of the size of the glyphs, that parts columns."""
_WIDEST = 0.6
"""Share of the width of a table beyond which a stretch of text is prose, and no cell."""
_LEAST_ROWS = 3

Stretch = tuple[float, float]
"""From one x to another."""


def open_grids(horizontal: Sequence[Ruling], glyphs: Iterable[Glyph]) -> list[RuledGrid]:
    """The grids of tables whose rows alone are ruled.

    Args:
        horizontal: lines that no vertical one touches.
        glyphs: of the page.
    """
    inked = [glyph for glyph in glyphs if glyph.char != " "]
    found: list[RuledGrid] = []
    for width in sorted({(line.start, line.end) for line in horizontal}):
        within = [line for line in horizontal
                  if width[0] - TOUCH <= line.start and line.end <= width[1] + TOUCH]  # fmt: skip
        for block in _blocks(sorted(within), width, inked):
            found += block.grids()
    return found


def _blocks(lines: Sequence[Ruling], width: Stretch, inked: Sequence[Glyph]) -> Iterable["_Block"]:
    """Runs of lines with a row of cells between each two; the first and the last are whole."""
    run: list[Ruling] = []
    rows: list[list[Glyph]] = []
    for line in lines:
        if run:
            between = [g for g in inked if run[-1].at <= g.middle[1] < line.at
                       and width[0] <= g.middle[0] <= width[1]]  # fmt: skip
            if _is_row(between, width):
                rows.append(between)
            else:
                yield _Block(run, rows, width)
                run, rows = [], []
        run.append(line)
    yield _Block(run, rows, width)


def _is_row(glyphs: Sequence[Glyph], width: Stretch) -> bool:
    most = _WIDEST * (width[1] - width[0])
    return bool(glyphs) and all(end - start <= most for start, end in _stretches(glyphs))


def _stretches(glyphs: Sequence[Glyph]) -> list[Stretch]:
    """The stretches of glyphs from left to right; those with next to no room between are one."""
    found: list[Stretch] = []
    for glyph in sorted(glyphs, key=lambda g: g.left):
        if found and glyph.left - found[-1][1] <= _GUTTER * glyph.size:
            found[-1] = found[-1][0], max(found[-1][1], glyph.right)
        else:
            found.append((glyph.left, glyph.right))
    return found


def _ends(rows: Sequence[Sequence[Glyph]]) -> list[float]:
    """The places where one column ends and the next begins.

    A heading beside the figures of its column, as it stands in the middle, is no column: no row
    has both.
    """
    columns: list[Stretch] = []
    for stretch in _stretches([glyph for row in rows for glyph in row]):
        if columns and not any(_fills(row, columns[-1]) and _fills(row, stretch) for row in rows):
            columns[-1] = columns[-1][0], stretch[1]
        else:
            columns.append(stretch)
    return [(left[1] + right[0]) / 2 for left, right in pairwise(columns)]


def _fills(row: Sequence[Glyph], stretch: Stretch) -> bool:
    return any(stretch[0] <= glyph.middle[0] <= stretch[1] for glyph in row)


class _Block:
    """Lines of one table, the glyphs of each row between them, and how wide it is."""

    def __init__(
        self, lines: Sequence[Ruling], rows: Sequence[Sequence[Glyph]], width: Stretch
    ) -> None:
        self._lines, self._rows, self._width = lines, rows, width

    def grids(self) -> list[RuledGrid]:
        """Its grid; none where its columns cannot be told."""
        partial = [n for n, line in enumerate(self._lines) if not self._is_whole(line)]
        heading = max(partial, default=0)
        ends = _ends(self._rows[heading:])
        if len(self._rows) < _LEAST_ROWS or not ends or heading > len(self._rows) // 2:
            return []
        walls = [self._side(self._width[0]), self._side(self._width[1])]
        for number, row in enumerate(self._rows):
            parted = ends if number >= heading else self._spans(number, row, ends)
            if not parted:
                return []
            top, bottom = self._lines[number].at, self._lines[number + 1].at
            walls += [Ruling(x, top, bottom) for x in parted]
        return Lattice(self._lines, walls).grids()

    def _is_whole(self, line: Ruling) -> bool:
        return line.start <= self._width[0] + TOUCH and line.end >= self._width[1] - TOUCH

    def _side(self, x: float) -> Ruling:
        return Ruling(x, self._lines[0].at, self._lines[-1].at)

    def _spans(self, number: int, row: Sequence[Glyph], ends: Sequence[float]) -> list[float]:
        """The walls of a row of headings; none where a heading is not in the middle of columns.

        The lines above and below the row say where cells of one column go on.
        """
        beside = [line for line in self._lines[number : number + 2] if not self._is_whole(line)]
        left, right = self._width
        known = {_nearest(x, [left, *ends, right]) for line in beside for x in line[1:]}
        walls = known - {left, right}
        for start, end in pairwise(sorted({left, right} | known)):
            inside = [s for s in _stretches(row) if start <= s[0] and s[1] <= end]
            wall = start
            for stretch in inside[:-1]:
                middle = (stretch[0] + stretch[1]) / 2
                places = [x for x in ends if wall < x < end]
                wall = _nearest(2 * middle - wall, places or [start])
                if wall < stretch[1]:
                    return []
                walls.add(wall)
        return sorted(walls)


def _nearest(x: float, places: Iterable[float]) -> float:
    return min(places, key=lambda place: abs(place - x))
