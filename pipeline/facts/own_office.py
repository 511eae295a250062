"""Lines in which an office tells of itself: what the headings above them are.

What belongs here: the lines and their headings. What does not: what a line says.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import content_start
from pipeline.document.tables.grid import Span

_NO_STATEMENT = ("blank", "table", "furniture", "caption")


@dataclass(frozen=True)
class LineOutside:
    """A line of text outside of goals and programs."""

    line: Line
    content: Span
    """Without its mark."""
    above: frozenset[str | None]
    """The roles of the headings above it."""


def lines_outside_programs(document: Document, outline: Outline) -> Iterator[LineOutside]:
    """The lines of text that stand in no goal and no program, in order."""
    for line, kind in zip(document.lines, document.kinds, strict=True):
        above = None if kind in _NO_STATEMENT else _roles_above(outline, line.no)
        if above is not None:
            start = content_start(document.text, line.start, line.end)
            yield LineOutside(line, Span(start, line.end), frozenset(above))


def _roles_above(outline: Outline, line: int) -> list[str | None] | None:
    """The roles of the headings above a line, innermost first; None below a program or a goal.

    A line that is a heading itself is not above itself.
    """
    found: list[str | None] = []
    place: int | None = outline.section_of[line - 1]
    while place is not None:
        section = outline.sections[place]
        if section.kind == "report":
            break
        if section.kind in ("program", "subprogram", "goal"):
            return None
        if section.line_start != line:
            found.append(role_of(section.title))
        place = section.parent
    return found
