"""Stretches of text that stand inside each other, such as tables in cells of tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.sources.span import Span


class Nesting:
    """Stretches of text by where they stand, each asked for in time that does not grow with all.

    Two stretches either stand apart, or one holds the other.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        """Take them.

        Args:
            spans: in the order of the text, the outer one first of two that begin together.
        """
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._outer = _outer(spans)

    def innermost(self, at: int) -> int | None:
        """Index of the innermost stretch around a character."""
        index: int | None = bisect_right(self._starts, at) - 1
        while index is not None and index >= 0 and at >= self._spans[index].end:
            index = self._outer[index]
        return None if index is None or index < 0 else index

    def is_inside(self, index: int) -> bool:
        """It stands inside another."""
        return self._outer[index] is not None

    def inside(self, index: int) -> list[Span]:
        """All that stand inside one."""
        end = bisect_left(self._starts, self._spans[index].end, index + 1)
        return list(self._spans[index + 1 : end])


def _outer(spans: Sequence[Span]) -> list[int | None]:
    """Index of the stretch around each; None of an outermost one."""
    found: list[int | None] = []
    opened: list[int] = []
    for index, span in enumerate(spans):
        while opened and spans[opened[-1]].end <= span.start:
            opened.pop()
        found.append(opened[-1] if opened else None)
        opened.append(index)
    return found
