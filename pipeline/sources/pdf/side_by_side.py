"""Titles of tables that stand side by side: each title belongs to the table below it.

What belongs here: which lines above such tables are parted, and whose they are. What does not: the
order of what is left (`reading_order`).
"""

from collections.abc import Sequence
from math import inf

from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.pdf.objects import Box

_REACH = 42.0
"""Points above a table among which its title and unit stand: three lines."""
_WIDEST = 60.0
"""Points between two tables that share a line of titles, at most."""
_LEVEL = 3.0
"""Points by which the tops of tables side by side differ, at most."""


def gutters(tables: Sequence[Box]) -> list[Box]:
    """The stretches between tables side by side, drawn up over the lines of their titles."""
    found = []
    for left, right in _neighbours(tables):
        top = min(left[1], right[1])
        found.append((left[2], top - _REACH, right[0], top))
    return found


def titles_of(tables: Sequence[Box], lines: Sequence[TextLine]) -> dict[int, list[TextLine]]:
    """Number of a table to the lines above it, of tables side by side that each have some.

    A line over both of them is the title of neither, and so is what stands above it.
    """
    found: dict[int, list[TextLine]] = {}
    for left, right in _neighbours(tables):
        top = min(left[1], right[1])
        near = [line for line in lines if top - _REACH <= line.box[1] and line.box[3] <= top + 1]
        across = (line for line in near if line.box[0] < left[2] and right[0] < line.box[2])
        floor = max((line.box[3] for line in across), default=-inf)
        own = [line for line in near if line.box[1] >= floor - 1]
        sides = (
            [line for line in own if left[0] - _REACH <= line.box[0] and line.box[2] <= right[0]],
            [line for line in own if left[2] <= line.box[0] and line.box[2] <= right[2] + _REACH],
        )
        if all(sides) and _begin_alike(
            *(min(side, key=lambda line: line.box[1]).text for side in sides)
        ):
            for box, titles in zip((left, right), sides, strict=True):
                found[tables.index(box)] = titles
    return found


def _begin_alike(one: str, other: str) -> bool:
    """Two titles have one mark; a title and the unit at its right end do not."""
    return one[:1] == other[:1] and not one[:1].isalnum()


def _neighbours(tables: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Pairs of tables that begin at one height, the second next to the first on its right."""
    pairs = []
    for left in tables:
        beside = [
            box
            for box in tables
            if abs(box[1] - left[1]) <= _LEVEL and 0 <= box[0] - left[2] <= _WIDEST
        ]
        if beside:
            pairs.append((left, min(beside)))
    return pairs
