"""Rows and columns of lines that touch, and the cells that their walls enclose.

Where a wall is missing, its cells are one merged cell; what is open to the outside is no cell.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.sources.pdf.objects import Box, box_around
from pipeline.sources.pdf.rulings import THICK, Ruling

TOUCH = THICK
"""Points between lines that touch."""
_MOST_PLACES = 250_000
"""Places of a lattice beyond which it is a drawing, and has no cells."""
_SURROUNDED = 3
"""Sides of a table on which the text of the cell that it stands in goes past it."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid. Rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    is_filled: bool = False
    """It stands on a colour, or holds a bar of one."""


@dataclass(frozen=True)
class RuledGrid:
    """Cells that share walls, by row and column; one cell alone is a frame."""

    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The box around all cells."""
        return box_around([cell.box for cell in self.cells])


class Groups:
    """The groups of numbered things that belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, one: int) -> int:
        """The first of those that belong together with one."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        """Put two, and all that belong together with them, together."""
        one, other = sorted((self.of(one), self.of(other)))
        self._above[other] = one


Place = tuple[int, int]
"""Row and column of a lattice."""


class Lattice:
    """The lines that touch, as rows and columns with walls between."""

    def __init__(self, horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> None:
        self._ys = _merge_close(line.at for line in horizontal)
        self._xs = _merge_close(line.at for line in vertical)
        self._rows, self._columns = len(self._ys) - 1, len(self._xs) - 1
        if self._rows * self._columns > _MOST_PLACES:
            self._rows = self._columns = 0
        self._above = self._walls(horizontal, self._ys, self._xs)
        self._left = self._walls(vertical, self._xs, self._ys)

    @staticmethod
    def _walls(
        lines: Sequence[Ruling], across: Sequence[float], along: Sequence[float]
    ) -> set[Place]:
        """The place where a line stands: (its number, the stretch between two crossing lines)."""
        walls: set[Place] = set()
        middles = [(a + b) / 2 for a, b in pairwise(along)]
        for line in lines:
            number = min(range(len(across)), key=lambda n: abs(across[n] - line.at))
            first, last = bisect_left(middles, line.start), bisect_right(middles, line.end)
            walls.update((number, stretch) for stretch in range(first, last))
        return walls

    def grids(self) -> list[RuledGrid]:
        """Every group of cells that share walls; a table inside a cell is a group of its own."""
        regions = self._regions()
        found: list[RuledGrid] = []
        while regions:
            around = next((region for region in regions if _inside(region, regions)), None)
            if around is None:
                return found + self._grids([r for region in regions for r in _rectangles(region)])
            inner = _inside(around, regions)
            regions = [region for region in regions if region not in inner]
            regions[regions.index(around)] = set(_places(_around(around)))
            found += self._grids([r for region in inner for r in _rectangles(region)])
        return found

    def _grids(self, cells: Sequence["_Rectangle"]) -> list[RuledGrid]:
        groups = Groups(len(cells))
        at = {place: n for n, cell in enumerate(cells) for place in _places(cell)}
        for (row, column), number in at.items():
            for beside in ((row, column + 1), (row + 1, column)):
                if beside in at:
                    groups.join(number, at[beside])
        together: dict[int, list[_Rectangle]] = defaultdict(list)
        for number, cell in enumerate(cells):
            together[groups.of(number)].append(cell)
        return [self._grid(group) for group in together.values()]

    def _regions(self) -> list[set[Place]]:
        """Places without walls between them; those open to the outside are left out."""
        seen: set[Place] = set()
        regions = []
        for row in range(self._rows):
            for column in range(self._columns):
                if (row, column) not in seen:
                    region, enclosed = self._flood((row, column))
                    seen |= region
                    if enclosed:
                        regions.append(region)
        return regions

    def _flood(self, start: Place) -> tuple[set[Place], bool]:
        region, enclosed, todo = {start}, True, [start]
        while todo:
            row, column = todo.pop()
            for beside, wall in (
                ((row - 1, column), (row, column) in self._above),
                ((row + 1, column), (row + 1, column) in self._above),
                ((row, column - 1), (column, row) in self._left),
                ((row, column + 1), (column + 1, row) in self._left),
            ):
                if wall or beside in region:
                    continue
                if 0 <= beside[0] < self._rows and 0 <= beside[1] < self._columns:
                    region.add(beside)
                    todo.append(beside)
                else:
                    enclosed = False
        return region, enclosed

    def _grid(self, cells: Sequence["_Rectangle"]) -> RuledGrid:
        """Cells with the rows and columns that they themselves make up."""
        rows = sorted({edge for c in cells for edge in (c.top, c.bottom)})
        columns = sorted({edge for c in cells for edge in (c.left, c.right)})
        return RuledGrid(
            tuple(
                GridCell(
                    row=rows.index(c.top),
                    column=columns.index(c.left),
                    row_span=rows.index(c.bottom) - rows.index(c.top),
                    column_span=columns.index(c.right) - columns.index(c.left),
                    box=(self._xs[c.left], self._ys[c.top], self._xs[c.right], self._ys[c.bottom]),
                )
                for c in sorted(cells, key=lambda c: (c.top, c.left))
            )
        )


def _merge_close(values: Iterable[float]) -> list[float]:
    """Sorted values, those that touch being one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return found


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """Rows and columns of a lattice, half-open."""

    top: int
    left: int
    bottom: int
    right: int


def _places(cell: _Rectangle) -> Iterable[Place]:
    for row in range(cell.top, cell.bottom):
        for column in range(cell.left, cell.right):
            yield row, column


def _around(region: set[Place]) -> _Rectangle:
    rows, columns = {row for row, _ in region}, {column for _, column in region}
    return _Rectangle(min(rows), min(columns), max(rows) + 1, max(columns) + 1)


def _inside(region: set[Place], regions: Sequence[set[Place]]) -> list[set[Place]]:
    """The cells of a table inside a cell: what a region surrounds, on three sides at least."""
    box = _around(region)
    if len(region) == (box.bottom - box.top) * (box.right - box.left):
        return []
    sides = (
        {(box.top, column) for column in range(box.left, box.right)},
        {(box.bottom - 1, column) for column in range(box.left, box.right)},
        {(row, box.left) for row in range(box.top, box.bottom)},
        {(row, box.right - 1) for row in range(box.top, box.bottom)},
    )
    if sum(side <= region for side in sides) < _SURROUNDED:
        return []
    places = set(_places(box))
    return [other for other in regions if other is not region and other <= places]


def _rectangles(region: set[Place]) -> list[_Rectangle]:
    """A region as rectangles: one, unless a piece of a line is missing; then one a band of rows."""
    found: list[_Rectangle] = []
    for row in sorted({row for row, _ in region}):
        runs: list[list[int]] = []
        for column in sorted(c for r, c in region if r == row):
            if runs and column == runs[-1][1]:
                runs[-1][1] += 1
            else:
                runs.append([column, column + 1])
        for left, right in runs:
            above = next(
                (f for f in found if (f.left, f.right, f.bottom) == (left, right, row)), None
            )
            if above:
                found.remove(above)
            found.append(_Rectangle(above.top if above else row, left, row + 1, right))
    return sorted(found, key=lambda f: (f.top, f.left))
