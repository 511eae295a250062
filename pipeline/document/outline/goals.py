"""Goals without number: the titles above the first of several programs.

What belongs here: where such a title stands and how it looks. What does not: goals that count
(parts.py).
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.stretch import Chapter

_HALF = 0.5
_COVER = 14
"""Lines above a first program among which the title of its goal is sought."""
_GOAL_LETTERS = 40


def goals_above(chapter: Chapter, programs: Sequence[Heading]) -> list[Heading]:
    """Goals without number: what is set above each first program, where the count starts again.

    One in the middle of a count through the chapter stands right above a program.
    """
    goals: list[Heading] = []
    restarts = [p for p in programs if p.number == 1]
    before = chapter.first - 1
    for program in programs:
        starts = program in restarts if len(restarts) > 1 else True
        if starts and (goal := _goal_above(chapter, before, program)):
            goals.append(goal)
        before = program.end
    first = programs[0].line
    if not goals or goals[0].line > first:
        return []
    if len(restarts) > 1 and len(goals) < _HALF * len(restarts):
        return []
    if len(restarts) == 1 and len(goals) > _HALF * len(programs) + 1:
        return []
    return [replace(goal, number=count) for count, goal in enumerate(goals, start=1)]


def _goal_above(chapter: Chapter, before: int, program: Heading) -> Heading | None:
    """The title above a program, over the list of what follows, as one heading."""
    headings = chapter.headings
    kinds = headings.document.kinds
    lines: list[int] = []
    for number in range(program.line - 1, max(before, program.line - 1 - 3 * _COVER), -1):
        kind = kinds[number - 1]
        if kind in ("blank", "furniture"):
            continue
        listed = number in chapter.mentions.lines
        if listed and not lines:
            continue
        if not _may_be_goal(chapter, number) or not _same_title(headings, number, lines):
            break
        lines.insert(0, number)
        if not headings.has_looks:
            break
    if not lines or (headings.has_looks and not _is_apart(headings, lines[0], program)):
        return None
    known = headings.by_line.get(lines[0])
    words = [known.title if known and known.family == "tag" else headings.readable_line(lines[0])]
    words += [headings.readable_line(number) for number in lines[1:]]
    marker = known.marker if known and known.family in ("tag", "glyph") else ""
    return Heading(
        *(lines[0], lines[-1], "goal", None, marker, " ".join(words)),
        *(headings.style(lines[0]), True, program.page),
    )


def _may_be_goal(chapter: Chapter, number: int) -> bool:
    headings = chapter.headings
    shown = headings.readable_line(number)
    known = headings.by_line.get(number)
    if headings.document.kinds[number - 1] not in ("paragraph", "heading"):
        return False
    if known is not None and (known.number is not None or known.family == "sign"):
        return False
    if len(shown) > _GOAL_LETTERS or (known is None and not shown[:1].isalnum()):
        return False
    if headings.has_looks or headings.style(number).size is not None:
        return headings.is_distinct(number)
    return not headings.document.source.wraps or (known is not None and known.family == "tag")


def _same_title(headings: Headings, number: int, lines: Sequence[int]) -> bool:
    """Lines of one title are of one size and face."""
    if not lines or not headings.has_looks:
        return not lines
    one, other = headings.style(number), headings.style(lines[0])
    return one.size == other.size and one.face == other.face


def _is_apart(headings: Headings, number: int, program: Heading) -> bool:
    """The title is larger than the program's, or tops the page."""
    style = headings.style(number)
    return bool(style.page_top) or (style.size or 0.0) > program.size
