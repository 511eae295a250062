"""Programs that carry the number of their goal: 1-1, 1-2, 2-1.

What belongs here: finding them, and the goals they belong to, in a chapter where no list announces
the goals. What does not: goals and programs that lists announce (`numbered`).
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz import fuzz

from pipeline.document.document import Document
from pipeline.document.outline.headings import Numbered
from pipeline.document.outline.marks import Mark
from pipeline.document.readable import closed, readable

_LEAST_SIMILAR = 60.0
"""Similarity (0-100) of two headings that are one: on the cover of a goal, and above the text."""
_NUMBER_ALONE = re.compile(r"^\d{1,2}\s*[./]?$")
_COVER_LINES = 4
"""Lines that a goal's number and title take on its cover."""

Pair = tuple[int, int]


def paired_programs(document: Document, marks: Sequence[Mark], first: int) -> list[Numbered]:
    """The goals and programs of a chapter, in order; none unless every program has its goal.

    Args:
        document: the document.
        marks: what begins the lines of the chapter, in order.
        first: first line of the chapter below its title.
    """
    printed: dict[Pair, list[Mark]] = {}
    for mark in marks:
        if mark.sort == "dashed" and mark.title:
            goal, _, number = mark.marker.partition("-")
            printed.setdefault((int(goal), int(number)), []).append(mark)
    # The last of several is above the text; the others stand on covers.
    body = {
        pair: [mark for mark in listed if _alike(mark, listed[0])][-1]
        for pair, listed in printed.items()
    }
    in_order = sorted(body, key=lambda pair: body[pair].line)
    if len(in_order) < 2 or not _counts(in_order):
        return []
    found: list[Numbered] = []
    for pair in in_order:
        mark = body[pair]
        if pair[1] == 1:
            before = found[-1].line if found else first - 1
            goal_heading = _dotted(document, marks, pair[0], printed[pair], before) or _on_cover(
                document, marks, pair[0], (before, printed[pair][0].line)
            )
            if goal_heading is None:
                return []
            found.append(goal_heading)
        found.append(Numbered("program", pair[1], mark.marker, mark.title, mark.line, mark.line))
    return found


def _alike(one: Mark, other: Mark) -> bool:
    return fuzz.ratio(closed(one.title), closed(other.title)) >= _LEAST_SIMILAR


def _counts(pairs: Sequence[Pair]) -> bool:
    """From 1-1 on, without a gap."""
    follows = (
        after in ((goal, number + 1), (goal + 1, 1)) for (goal, number), after in pairwise(pairs)
    )
    return pairs[0] == (1, 1) and all(follows)


def _dotted(
    document: Document, marks: Sequence[Mark], goal: int, programs: Sequence[Mark], before: int
) -> Numbered | None:
    """The heading `1. …` right above a goal's first program, wherever that is printed."""
    by_line = {mark.line: mark for mark in marks if mark.sort == "dotted"}
    for program in reversed(programs):
        above = _filled_above(document, program.line, before)
        mark = by_line.get(above[0]) if above else None
        if mark and mark.number == goal:
            return Numbered("goal", goal, mark.marker, mark.title, mark.line, mark.line)
    return None


def _on_cover(
    document: Document, marks: Sequence[Mark], goal: int, between: tuple[int, int]
) -> Numbered | None:
    """The number alone on its line, and the title below it, above a goal's list of programs."""
    before, first_program = between
    marked = {mark.line for mark in marks if mark.title}
    title: list[str] = []
    for number in _filled_above(document, first_program, before)[:_COVER_LINES]:
        shown = _shown(document, number)
        if title and _NUMBER_ALONE.match(shown):
            marker = shown.rstrip("./ ")
            if int(marker) != goal:
                return None
            return Numbered("goal", goal, marker, " ".join(title), number, first_program - 1)
        if document.kinds[number - 1] != "paragraph" or number in marked:
            return None
        title.insert(0, shown)
    return None


def _filled_above(document: Document, line: int, before: int) -> list[int]:
    """Lines above one, from it upwards, that are neither blank nor of the page."""
    above = range(line - 1, before, -1)
    return [n for n in above if document.kinds[n - 1] not in ("blank", "furniture")]


def _shown(document: Document, number: int) -> str:
    line = document.lines[number - 1]
    return readable(document.text[line.start : line.end])
