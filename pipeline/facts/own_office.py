"""Lines in which an office tells of itself: what the headings above them are.

What belongs here: the headings. What does not: what a line says.
"""

from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import Outline


def roles_above(outline: Outline, line: int) -> list[str | None] | None:
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
