"""A stretch of a document under one title, and what the headings in it are.

What belongs here: what is asked of any chapter. What does not: which headings are what (parts.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.lost import LostHeadings
from pipeline.document.outline.mentions import Mentions


@dataclass(frozen=True)
class Part:
    """A heading, and what it is."""

    kind: str
    """goal, program, subprogram or heading."""
    heading: Heading


@dataclass(frozen=True)
class Chapter:
    """A stretch of a document under one title."""

    headings: Headings
    mentions: Mentions
    first: int
    """The first line below the title."""
    last: int

    @property
    def lost(self) -> LostHeadings:
        """Finds headings that are only announced."""
        return LostHeadings(self.headings, self.mentions)

    @property
    def inside(self) -> list[Heading]:
        """Its headings without mentions."""
        return [
            h
            for h in self.headings.found
            if self.first <= h.line <= self.last and h.line not in self.mentions.lines
        ]

    def end_of(self, item: Heading, among: Sequence[Heading]) -> int:
        """The last line below a heading, before the next one of its level."""
        return next((h.line - 1 for h in among if h.line > item.line), self.last)

    def lines_between(self, first: int, last: int) -> int:
        """Lines between two that are neither blank nor mentions."""
        listed = [h for h in self.mentions.entries if first < h.line < last]
        inside = sum(h.end - h.line + 1 for h in listed)
        return self.headings.filled_between(first, last) - inside
