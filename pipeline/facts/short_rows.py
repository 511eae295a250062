"""The places where the values of a short row belong, when only the column totals can tell.

A row of a single-spaced table that prints fewer values than there are columns says nothing about
which columns it left out. If the table has a total row, then each way of placing the values either
lets every column add up or does not. One way that does is a reading; several are not.

Where no way does, one figure of the table may be wrong, and keep one total from being reached. Then
the one way that misses only one is the reading: if not more than one figure is wrong, it is right.
"""

import itertools
import math
import re
from dataclasses import dataclass, replace

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, ShortRow, Span
from pipeline.figures.number import figure_text
from pipeline.vocabulary.words import words

_WHOLE = r"(\d{1,3}(?:,\d{3})+|\d+)"
_PAIR = re.compile(rf"{_WHOLE}/{_WHOLE}")
_PART = re.compile(rf"[가-힣]*\({_WHOLE}\)")
_COUNT = re.compile(_WHOLE)
_MAX_WAYS = 50_000
"""Ways of placing all short rows of a table that are tried before it is left alone."""

_MOST_MISSED = 1
"""Totals that a way of placing all short rows may miss: what one wrong figure explains."""

Value = tuple[int, ...]
"""The counts a cell prints: two for a pair, one otherwise, none for a dash."""
_Figures = tuple[frozenset[tuple[int, Value]], ...]
"""Of each short row, the columns and values of its figures."""


@dataclass(frozen=True)
class Placement:
    """A grid with its short rows placed, as far as the totals prove."""

    grid: Grid
    placed: frozenset[tuple[int, int]]
    missing: frozenset[tuple[int, int]]
    unplaced: tuple[ShortRow, ...]


def read_counts(content: str) -> Value | None:
    """The counts in a cell: `25/25` is (25, 25), `여성(13)` and `7` are one, `-` is ()."""
    shown = figure_text(content)
    if shown is None:
        return None
    if shown in words().nil:
        return ()
    for shape in (_PAIR, _PART, _COUNT):
        if match := shape.fullmatch(shown):
            return tuple(int(count.replace(",", "")) for count in match.groups())
    return None


def place_short_rows(text: str, grid: Grid) -> Placement:
    """Place the values of short rows where the column totals put them, or leave them unplaced."""
    if not grid.short_rows:
        return Placement(grid, frozenset(), frozenset(), ())
    solved = _solve(text, grid)
    if solved is None:
        return Placement(grid, frozenset(), frozenset(), grid.short_rows)
    cells = list(grid.cells)
    placed: set[tuple[int, int]] = set()
    missing: set[tuple[int, int]] = set()
    for short, columns in solved.items():
        for column, span in zip(columns, short.values, strict=True):
            cells.append(Cell(short.row, column, span))
            placed.add((short.row, column))
        missing.update(
            (short.row, column)
            for column in range(grid.stub_columns, grid.columns)
            if column not in columns
        )
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Placement(
        replace(grid, cells=tuple(cells), short_rows=()),
        frozenset(placed),
        frozenset(missing),
        (),
    )


def _solve(text: str, grid: Grid) -> dict[ShortRow, tuple[int, ...]] | None:
    """The one way to place all short rows that lets every column add up, or all but one."""
    needed = _read_needs(text, grid)
    options = [_options(text, grid, short, needed) for short in grid.short_rows] if needed else []
    if not needed or not 0 < math.prod(map(len, options)) <= _MAX_WAYS:
        return None
    ways: dict[int, dict[_Figures, list[tuple[int, ...]]]] = {}
    for way in itertools.product(*options):
        missed = _count_missed(way, needed)
        if missed <= _MOST_MISSED:
            # Ways that differ only in where dashes stand put every figure in the same place.
            figures = tuple(
                frozenset((c, v) for c, v in zip(option.columns, option.values, strict=True) if v)
                for option in way
            )
            ways.setdefault(missed, {}).setdefault(figures, [option.columns for option in way])
    best = ways[min(ways)] if ways else {}
    if len(best) != 1:
        return None
    return dict(zip(grid.short_rows, next(iter(best.values())), strict=True))


@dataclass(frozen=True)
class _Option:
    """One way to place the values of one short row."""

    columns: tuple[int, ...]
    values: tuple[Value, ...]


def _options(text: str, grid: Grid, short: ShortRow, needed: dict[int, Value]) -> list[_Option]:
    """Every way to place a row's values in order; none when one of them is no count."""
    read = [read_counts(span.of(text)) for span in short.values]
    values = tuple(value for value in read if value is not None)
    if len(values) < len(read):
        return []
    return [
        _Option(chosen, values)
        for chosen in itertools.combinations(range(grid.stub_columns, grid.columns), len(values))
        if all(_counts_same_things(v, needed[c]) for v, c in zip(values, chosen, strict=True))
    ]


def _read_needs(text: str, grid: Grid) -> dict[int, Value] | None:
    """The rest each column lacks to its total, or None when there is no total row."""
    short = {row.row for row in grid.short_rows}
    rows = {row[0].row: row for row in grid.body() if row[0].row not in short}
    totals = [row for row in rows.values() if closed(row[0].span.of(text)) in words().total]
    if len(totals) != 1:
        return None
    needed = {}
    for total in totals[0][1:]:
        stated = read_counts(total.span.of(text))
        if stated is None:
            return None
        lacks = list(stated)
        for number, row in rows.items():
            if number == total.row:
                continue
            cell = next((c for c in row if c.column == total.column), None)
            value = read_counts(cell.span.of(text)) if cell else ()
            if value is None or (value and len(value) != len(lacks)):
                return None
            for part, count in enumerate(value):
                lacks[part] -= count
        needed[total.column] = tuple(lacks)
    return needed


def _counts_same_things(value: Value, lacking: Value) -> bool:
    """A value can stand in a column: it counts the same things there."""
    return not value or len(value) == len(lacking)


def _count_missed(way: tuple[_Option, ...], needed: dict[int, Value]) -> int:
    """The number of totals that are not reached; each column has one for each thing it counts."""
    lacks = {column: list(lacking) for column, lacking in needed.items()}
    for option in way:
        for column, value in zip(option.columns, option.values, strict=True):
            for part, count in enumerate(value):
                lacks[column][part] -= count
    return sum(left != 0 for lacking in lacks.values() for left in lacking)


def row_span(grid: Grid, short: ShortRow) -> Span:
    """The whole short row, its heading included."""
    heading = next(cell for cell in grid.cells if cell.row == short.row)
    return Span(heading.span.start, short.values[-1].end)
