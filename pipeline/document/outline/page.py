"""The way the lines of a page are set: what stands between them, and how wide they are.

What belongs here: the look of lines. What does not: what their words say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from pipeline.document.document import Document
from pipeline.document.lines import shown_width
from pipeline.document.outline.marks import Mark

_NEAR = 6
"""Steps from line to line, either way, that tell how a place is set."""
_LEAST_WIDTH = 60
"""Columns that the lines of a page have at least; a letter of Hangul takes two."""

_SET_OTHERWISE = ("table", "caption", "furniture")

_Step = tuple[int, int]
"""From one line of text to the next, with one blank line between or none: their numbers."""


@dataclass(frozen=True)
class Page:
    """The lines of one document as they are set."""

    document: Document
    marks: Mapping[int, Mark]
    """Lines to the marks they begin with."""
    numbered: Collection[int]
    """Lines of numbered headings."""

    def is_marked(self, number: int) -> bool:
        """A line begins an item or a heading."""
        return number in self.marks or number in self.numbered

    def kind(self, number: int) -> str | None:
        """The kind of a line; None behind the last one."""
        kinds = self.document.kinds
        return kinds[number - 1] if number <= len(kinds) else None

    def raw(self, number: int) -> str:
        """A line as it is printed."""
        line = self.document.lines[number - 1]
        return self.document.text[line.start : line.end]

    def is_double_spaced(self, first: int, last: int) -> bool:
        """One blank line stands between most lines around a stretch: three quarters at least.

        Blank lines inside the stretch do not count, nor those beside headings and tables, which
        every report sets off. Where nothing stands around it, nothing tells.
        """
        above, below = self._near(first, last)
        blanks = [lower - upper - 1 for upper, lower in (*above, *below)]
        return bool(blanks) and 4 * blanks.count(1) >= 3 * len(blanks)

    def around(self, first: int, last: int) -> list[int]:
        """The lines of text nearest to a stretch, either way."""
        above, below = self._near(first, last)
        return [upper for upper, _ in above] + [lower for _, lower in below]

    def is_full(self, line: int, word: str) -> bool:
        """A word would not have stood on a line as well: its page is no wider."""
        return shown_width(self.raw(line).strip()) + 1 + shown_width(word) >= self._width

    def _near(self, first: int, last: int) -> tuple[list[_Step], list[_Step]]:
        """The steps above a stretch and below it."""
        above = bisect_right(self._steps, first, key=lambda step: step[1])
        below = bisect_left(self._steps, last, key=lambda step: step[0])
        return self._steps[max(above - _NEAR, 0) : above], self._steps[below : below + _NEAR]

    @cached_property
    def _steps(self) -> list[_Step]:
        filled = [n for n, kind in enumerate(self.document.kinds, start=1) if kind != "blank"]
        return [
            (upper, lower)
            for upper, lower in pairwise(filled)
            if lower - upper <= 2 and self._is_text(upper) and self._is_text(lower)
        ]

    @cached_property
    def _width(self) -> int:
        """Columns of a page: a quarter of all items take as many, or more."""
        taken = sorted(shown_width(self.raw(n).strip()) for n in self.marks if self._is_text(n))
        return max(taken[3 * len(taken) // 4], _LEAST_WIDTH) if taken else _LEAST_WIDTH

    def _is_text(self, number: int) -> bool:
        """An item, or a line without any mark."""
        if number in self.numbered or self.document.kinds[number - 1] in _SET_OTHERWISE:
            return False
        return number not in self.marks or self.marks[number].sort in ("item", "note")
