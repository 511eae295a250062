"""The statements of a document: an item with its wrapped lines, a cell, a line of a table.

What belongs here: where each begins and ends. What does not: what it says (`reading`).
"""

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Span

_GOES_ON = ("heading", "item", "note", "paragraph")


class Statements:
    """Looks up the statement around a line of prose."""

    def __init__(self, document: Document, outline: Outline) -> None:
        self._document = document
        self._first = _first_lines(document, outline)
        self._last = list(range(len(self._first)))
        for index in range(len(self._first) - 1, 0, -1):
            if self._first[index] != index:
                self._last[index - 1] = self._last[index]

    def around(self, line: int) -> Span:
        """The statement that a line (by number) is part of."""
        first = self._first[line - 1]
        lines = self._document.lines
        return Span(lines[first].start, lines[self._last[first]].end)


def _first_lines(document: Document, outline: Outline) -> list[int]:
    """Index of the first line of the statement of each line.

    A title begins one, and what stands below a title that no mark heads begins another.
    """
    begins = {
        number
        for section in outline.sections[1:]
        for number in (section.line_start, *([section.title_end + 1] * (section.kind != "item")))
    }
    titles = {
        number
        for section in outline.sections[1:]
        for number in range(section.line_start + 1, section.title_end + 1)
    }
    found: list[int] = []
    for index, kind in enumerate(document.kinds):
        before = document.kinds[index - 1] if index else "blank"
        goes_on = index + 1 in titles or (
            index + 1 not in begins
            and kind == "paragraph"
            and before in _GOES_ON
            and before != "heading"
            and document.source.wraps
        )
        found.append(found[-1] if goes_on and found else index)
    return found
