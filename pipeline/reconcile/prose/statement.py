"""A statement of the prose: its text, figures and parentheses, and the items around it.

What belongs here: what can be asked of one statement, each in the time that its answer takes. What
does not: which statements a report has (`statements`), or what they claim.
"""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from operator import attrgetter

from pipeline.document.brackets import read_brackets
from pipeline.document.tables.grid import Grid, Span
from pipeline.document.tables.headers import heading_name
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure
from pipeline.vocabulary.relations import plain

_BARE = re.compile(r"(?<![A-Za-z\d.,'’‘])\d[\d,.]*(?=[\s,)/(·]|$)")
"""A number without a unit, that is no part of a name."""


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


_start, _end = attrgetter("start"), attrgetter("end")


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


@dataclass
class Statement:
    """An item with its figures, and the items around it."""

    text: str = field(repr=False)
    """Of the whole document: all places count from its beginning."""
    start: int
    end: int
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    dates: tuple[DateSpan, ...]
    section: int | None
    """Index in the outline; None for a sentence of a cell."""
    marker: str = ""
    program: tuple[str, ...] = ()
    """Kinds and numbers of the sections it belongs to, from the top down."""
    below: list["Statement"] = field(default_factory=list, repr=False)
    """The items right below it, in order."""
    above: "Statement | None" = field(default=None, repr=False)
    """The item before it of the same rank, or the one that it is below."""
    following: "Statement | None" = field(default=None, repr=False)
    """The next item of the same rank."""
    earlier: list["Statement"] = field(default_factory=list, repr=False)
    """Of a sentence of a cell: those before it."""
    tables: list["TableBelow"] = field(default_factory=list, repr=False)
    """The table below it, where nothing else is between but what belongs to both."""

    def within(self, group: int | None) -> list[Mention]:
        """Figures directly in a parenthesis, or outside of all."""
        return self._by_group.get(group, [])

    @cached_property
    def _by_group(self) -> dict[int | None, list[Mention]]:
        found: dict[int | None, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.group, []).append(mention)
        return found

    def before(self, place: int) -> Iterator[Mention]:
        """The figures that end before a place, the nearest first."""
        for index in range(bisect_right(self.mentions, place, key=_end) - 1, -1, -1):
            yield self.mentions[index]

    def next_from(self, place: int) -> Mention | None:
        """The first figure that begins at a place or behind it."""
        index = bisect_left(self.mentions, place, key=_start)
        return self.mentions[index] if index < len(self.mentions) else None

    def between(self, start: int, end: int) -> list[Mention]:
        """The figures that stand in a stretch."""
        first = bisect_left(self.mentions, start, key=_start)
        return list(self.mentions[first : bisect_right(self.mentions, end, key=_end)])

    @cached_property
    def marks(self) -> str:
        """The text with its figures and parentheses blanked out: only words and marks are left."""
        covered = [(group.opened, group.closed + 1) for group in self.groups]
        covered += [(mention.start, mention.end) for mention in self.mentions]
        pieces, at = list[str](), self.start
        for low, high in sorted(covered):
            if high > at:
                pieces += [self.text[at : max(low, at)], " " * (min(high, self.end) - max(low, at))]
                at = min(high, self.end)
        return "".join([*pieces, self.text[at : self.end]])

    def head_of(self, group: int | None) -> Mention | None:
        """The nearest figure before a parenthesis, of the text around it."""
        if group is None:
            return None
        outer = self.groups[group].outer
        around = self.within(outer)
        index = bisect_right(around, self.groups[group].opened, key=_end)
        return around[index - 1] if index else None

    def around(self, mention: Mention) -> Group | None:
        """The innermost parenthesis around a figure."""
        return None if mention.group is None else self.groups[mention.group]

    def inside(self, group: int) -> str:
        """The text of a parenthesis."""
        return self.text[self.groups[group].opened + 1 : self.groups[group].closed]

    def unread(self, start: int, end: int) -> bool:
        """True when a number stands in a stretch that is neither a figure nor part of a date."""
        first = bisect_right(self.mentions, start, key=_end)
        last = bisect_left(self.mentions, end, key=_start)
        covered = [(mention.start, mention.end) for mention in self.mentions[first:last]]
        covered += [(date.char_start, date.char_end) for date in self.dates]
        return any(
            not any(low <= match.start() < high for low, high in covered)
            for match in _BARE.finditer(self.text, start, end)
        )

    def undated(self, start: int, end: int) -> str:
        """A stretch without its dates."""
        first = bisect_left(self.dates, start, key=lambda date: date.char_start)
        dates = map(self.dates.__getitem__, range(first, len(self.dates)))
        return self._without(((date.char_start, date.char_end) for date in dates), start, end)

    def plain(self, start: int, end: int) -> str:
        """A stretch without the parentheses that open and close in it."""
        first = bisect_left(self.groups, start, key=lambda group: group.opened)
        groups = map(self.groups.__getitem__, range(first, len(self.groups)))
        return self._without(((group.opened, group.closed + 1) for group in groups), start, end)

    def _without(self, cuts: Iterable[tuple[int, int]], start: int, end: int) -> str:
        """A stretch with a blank in place of each part that is whole in it; parts are in order."""
        shown, at = "", start
        for low, high in itertools.takewhile(lambda cut: cut[0] < end, cuts):
            if low >= at and high <= end:
                shown += self.text[at:low] + " "
                at = high
        return shown + self.text[at:end]


@dataclass(frozen=True)
class TableBelow:
    """A table, with what the cells of its body state."""

    grid: Grid
    cells: dict[tuple[int, int], Statement] = field(repr=False)
    """By row and column; a merged cell by its first ones."""
    text: str = field(repr=False)
    """Of the whole document."""

    @cached_property
    def headings(self) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
        """The headings of each row, and each column, closed up and outermost first."""
        rows: dict[int, tuple[str, ...]] = {}
        for cell in self.grid.cells:
            if cell.column < self.grid.stub_columns:
                name = plain(heading_name(cell.span.of(self.text)))
                for row in range(cell.row, min(cell.row + cell.row_span, self.grid.rows)):
                    rows[row] = (*rows.get(row, ()), name)
        columns = {
            column: tuple(
                plain(heading_name(span.of(self.text))) for span in self.grid.column_path(column)
            )
            for column in range(self.grid.columns)
        }
        return rows, columns
