"""The figures that a statement mentions, and the parentheses they stand in.

What belongs here: the parts of a statement. What does not: what they claim.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.brackets import read_brackets
from pipeline.document.tables.grid import Span
from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure


@dataclass(frozen=True)
class Mention:
    """A figure where a statement mentions it."""

    quantity: Quantity
    group: int | None
    """Index of the innermost parenthesis around it, in its statement."""

    @property
    def start(self) -> int:
        """Its first character."""
        return self.quantity.span.start

    @property
    def end(self) -> int:
        """Behind its unit."""
        return self.quantity.span.end

    @property
    def unit(self) -> str | None:
        """Canonical unit."""
        return self.quantity.unit

    @property
    def value(self) -> Fraction:
        """In the canonical unit."""
        return self.quantity.value_normalized

    @property
    def figure(self) -> Figure:
        """Value and precision, in the canonical unit; a bare whole number counts things."""
        bare = self.unit is None and self.value.denominator == 1
        return Figure(self.value, Fraction(0) if bare else self.quantity.resolution)

    @property
    def words(self) -> tuple[str, ...]:
        """The modifiers around it."""
        return tuple((self.quantity.modifier or "").split())


@dataclass(frozen=True)
class Group:
    """A parenthesis of a statement."""

    opened: int
    closed: int
    """Its closing mark."""
    outer: int | None
    """Index of the parenthesis around it."""


def read_groups(text: str, span: Span) -> tuple[Group, ...]:
    """The parentheses that open and close in a stretch, by where they open."""
    found: list[Group] = []
    around: list[int] = []
    for pair in read_brackets(text, span.start, span.end).pairs:
        while around and found[around[-1]].closed < pair.start:
            around.pop()
        found.append(Group(pair.start, pair.end - 1, around[-1] if around else None))
        around.append(len(found) - 1)
    return tuple(found)


def innermost(groups: Sequence[Group], at: int) -> int | None:
    """Index of the innermost parenthesis around a character."""
    index: int | None = bisect_left(groups, at, key=lambda group: group.opened) - 1
    while index is not None and index >= 0 and groups[index].closed <= at:
        index = groups[index].outer
    return None if index == -1 else index
