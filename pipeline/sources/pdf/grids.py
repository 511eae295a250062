"""Cells from ruling lines: what the lines enclose, and which cells make one grid.

Lines that touch make a lattice. Where a wall of a lattice is missing, its cells are one merged
cell; what is open to the outside is no cell. Cells that share a wall are one grid, so that boxes
hung on the lines of an organisation chart stay boxes.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.sources.pdf.rulings import THICK, Box, Ruling, Rulings

_TOUCH = THICK
"""Points between lines that touch."""
_LEAST_SIDES = 2
"""Horizontal lines that begin (or end) at one x, for a table to be closed there without a line."""

_BESIDE = 6.0
"""Points between two frames of one height that are parts of one."""
MOST_LATTICE = 250_000
"""Cells of a lattice beyond which it is a drawing."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid. Rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


@dataclass(frozen=True)
class RuledGrid:
    """Cells that share walls, by row and column; one cell alone is a frame."""

    cells: tuple[GridCell, ...]

    @property
    def box(self) -> Box:
        """The box around all cells."""
        boxes = [cell.box for cell in self.cells]
        return (
            min(b[0] for b in boxes),
            min(b[1] for b in boxes),
            max(b[2] for b in boxes),
            max(b[3] for b in boxes),
        )


def find_grids(rulings: Rulings) -> list[RuledGrid]:
    """Every grid and every frame of a page, by their place."""
    found: list[RuledGrid] = []
    for horizontal, vertical in _touching(rulings):
        found += _Lattice(horizontal, [*vertical, *_open_sides(horizontal, vertical)]).grids()
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
    level = abs(left[1] - right[1]) <= _TOUCH and abs(left[3] - right[3]) <= _TOUCH
    return level and 0 <= right[0] - left[2] <= _BESIDE


def _touching(rulings: Rulings) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Lines that touch, directly or through others."""
    horizontal = sorted(rulings.horizontal, key=lambda r: (r.at, r.start))
    vertical = sorted(rulings.vertical, key=lambda r: (r.at, r.start))
    heights = [ruling.at for ruling in horizontal]
    groups = _Groups(len(horizontal) + len(vertical))
    for number, line in enumerate(vertical):
        first = bisect_left(heights, line.start - _TOUCH)
        for other in range(first, bisect_right(heights, line.end + _TOUCH)):
            crossed = horizontal[other]
            if crossed.start - _TOUCH <= line.at <= crossed.end + _TOUCH:
                groups.join(other, len(horizontal) + number)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate([*horizontal, *vertical]):
        parts[groups.of(number)][number >= len(horizontal)].append(line)
    return [(h, v) for h, v in parts.values() if len(h) > 1 and v]


def _open_sides(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Ruling]:
    """The left and right side of a table that is printed without them.

    Lines that end at the same x, beyond every vertical line, are the rows of such a table.
    """
    sides = []
    edge = min(line.start for line in horizontal)
    if edge < min(line.at for line in vertical) - _TOUCH:
        sides.append((edge, [h for h in horizontal if h.start <= edge + _TOUCH]))
    edge = max(line.end for line in horizontal)
    if edge > max(line.at for line in vertical) + _TOUCH:
        sides.append((edge, [h for h in horizontal if h.end >= edge - _TOUCH]))
    return [
        Ruling(x, min(h.at for h in ends), max(h.at for h in ends))
        for x, ends in sides
        if len(ends) >= _LEAST_SIDES
    ]


class _Groups:
    """Which of some numbered things belong together."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def of(self, one: int) -> int:
        """The first of those that belong together with one."""
        while self._above[one] != one:
            self._above[one] = self._above[self._above[one]]
            one = self._above[one]
        return one

    def join(self, one: int, other: int) -> None:
        one, other = sorted((self.of(one), self.of(other)))
        self._above[other] = one


Place = tuple[int, int]
"""Row and column of a lattice."""


class _Lattice:
    """The lines that touch, as rows and columns with walls between."""

    def __init__(self, horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> None:
        self._ys = _distinct(line.at for line in horizontal)
        self._xs = _distinct(line.at for line in vertical)
        self._rows, self._columns = len(self._ys) - 1, len(self._xs) - 1
        if self._rows * self._columns > MOST_LATTICE:
            self._rows = self._columns = 0
        self._above = self._walls(horizontal, self._ys, self._xs)
        self._left = self._walls(vertical, self._xs, self._ys)

    @staticmethod
    def _walls(
        lines: Sequence[Ruling], across: Sequence[float], along: Sequence[float]
    ) -> set[Place]:
        """Where a line stands: (its number, the stretch between two crossing lines)."""
        walls: set[Place] = set()
        middles = [(a + b) / 2 for a, b in zip(along, along[1:], strict=False)]
        for line in lines:
            number = min(range(len(across)), key=lambda n: abs(across[n] - line.at))
            first, last = bisect_left(middles, line.start), bisect_right(middles, line.end)
            walls.update((number, stretch) for stretch in range(first, last))
        return walls

    def grids(self) -> list[RuledGrid]:
        """Every group of cells that share walls."""
        cells = [rect for region in self._regions() for rect in _rectangles(region)]
        groups = _Groups(len(cells))
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
                    box=(
                        self._xs[c.left],
                        self._ys[c.top],
                        self._xs[c.right],
                        self._ys[c.bottom],
                    ),
                )
                for c in sorted(cells, key=lambda c: (c.top, c.left))
            )
        )


def _distinct(values: Iterable[float]) -> list[float]:
    """Sorted values, those that touch being one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
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
            above = next((f for f in found if (f.left, f.right, f.bottom) == (left, right, row)), None)
            if above:
                found.remove(above)
            found.append(_Rectangle(above.top if above else row, left, row + 1, right))
    return sorted(found, key=lambda f: (f.top, f.left))
