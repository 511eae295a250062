"""Programs with a number in a box, counted through a whole chapter, below goals without any mark.

What belongs here: these. What does not: goals and programs that lists announce (`numbered`), or
that carry the number of their goal (`paired`).
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document.document import Document
from pipeline.document.outline.headings import Numbered
from pipeline.document.outline.marks import Mark
from pipeline.document.readable import readable

_LONGEST_GOAL = 25
"""Letters of a heading that has no mark."""


def boxed_programs(document: Document, marks: Sequence[Mark]) -> list[Numbered]:
    """The goals and programs of a chapter, in order; none where boxes do not count from 1 on.

    Args:
        document: the document.
        marks: what begins the lines of the chapter, in order.
    """
    boxes = [mark for mark in marks if mark.sort == "boxed" and mark.title]
    numbers = [mark.number or 0 for mark in boxes]
    if len(boxes) < 2 or numbers[0] != 1 or any(b != a + 1 for a, b in pairwise(numbers)):
        return []
    marked = {mark.line for mark in marks}
    found: list[Numbered] = []
    goals = 0
    for mark in boxes:
        if goal := _goal_above(document, marked, mark.line):
            goals += 1
            found.append(Numbered("goal", goals, "", goal, mark.line - 1, mark.line - 1))
        found.append(
            Numbered("program", mark.number or 0, mark.marker, mark.title, mark.line, mark.line)
        )
    return found


def _goal_above(document: Document, marked: set[int], line: int) -> str | None:
    """The short line without a mark right above a box, where lines are whole paragraphs."""
    above = line - 1
    if document.source.wraps or document.kinds[above - 1] != "paragraph" or above in marked:
        return None
    place = document.lines[above - 1]
    shown = readable(document.text[place.start : place.end])
    return shown if shown[:1].isalnum() and len(shown) <= _LONGEST_GOAL else None
