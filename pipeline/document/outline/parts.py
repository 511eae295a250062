"""The levels of a chapter: goals, programs and their parts, or headings.

What belongs here: naming levels by what stands below them. What does not: which headings are
levels (levels.py), and goals that have no number (goals.py).
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from pipeline.document.outline.announced import announced_role, is_answer
from pipeline.document.outline.goals import goals_above
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.levels import Level, find_levels
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.stretch import Chapter, Part
from pipeline.document.outline.whole_titles import without_notes
from pipeline.vocabulary.numbered import numbered

_LABELLED = re.compile(r"[^:：]{2,14}\s?[:：]\s*\S")
"""추진방향 : 전문성 제고."""
_STRAIGHT = 3
"""Lines between a goal and its first program, at most: a slogan."""
_HALF = 0.5
_THIRD = 1 / 3


def headings_of(chapter: Chapter) -> list[Part]:
    """The numbered headings of a chapter that holds no programs.

    Where no look sets them apart, a list of short sentences counts as well, but holds no headings.
    """
    levels = find_levels(chapter.inside, chapter.mentions)
    found = []
    for level in levels:
        if level.family in ("look", "sign"):
            continue
        if chapter.headings.has_looks or _holds_headings(chapter, level):
            lost = chapter.lost.among(level.items, chapter.first, chapter.last)
            found += [Part("heading", item) for item in [*level.items, *lost]]
    return sorted(found, key=lambda part: part.heading.line)


def _holds_headings(chapter: Chapter, level: Level) -> bool:
    """Headings stand between its items, or they announce what follows."""
    inside = [h for h in chapter.inside if level.first < h.line < level.items[-1].line]
    own = {item.line for item in level.items}
    if sum(bool(chapter.mentions.of(item)) for item in level.items) >= _HALF * len(level.items):
        return True
    return len(level.items) > 1 and (
        any(
            h.family in ("sign", "tag") or (h.number is not None and h.line not in own)
            for h in inside
        )
        or have_parts(chapter, level.items, is_answer)
    )


def have_parts(
    chapter: Chapter, items: Sequence[Heading], is_part: Callable[[str], object]
) -> bool:
    """Right below most of some headings stands the name of a part."""
    by_line = {h.line: h for h in chapter.headings.found}
    below = (chapter.headings.following(item.end) for item in items)
    parts = [by_line[line].title for line in below if line in by_line]
    return 2 * sum(bool(is_part(title)) for title in parts) > len(items)


def programs_of(chapter: Chapter) -> list[Part]:
    """The goals, programs and parts of a chapter of work, in order."""
    levels = _stated_levels(chapter) or find_levels(chapter.inside, chapter.mentions)
    if not levels:
        return _unnumbered_parts(chapter)
    top, below = levels[0], levels[1:]
    if below and _is_goal(chapter, top, below):
        goals = [Part("goal", item) for item in top.items]
        parts = _below_goals(chapter, top, below)
        return _in_order([*goals, *parts])
    if numbered().heads_goals(top.family) and (parts := _signs_below(chapter, top)):
        return _in_order([*(Part("goal", item) for item in top.items), *parts])
    programs = [*top.items, *chapter.lost.among(top.items, chapter.first, chapter.last)]
    programs.sort(key=lambda item: item.line)
    tags = goals_above(chapter, programs)
    return _in_order([*(Part("goal", goal) for goal in tags), *_programs(programs)])


def _stated_levels(chapter: Chapter) -> list[Level]:
    """The levels of headings that the file states, but those that every program has.

    Of one level, those that say that they are goals (전략 1) are above the others.
    """
    found: dict[tuple[int, bool], list[Heading]] = {}
    for heading in chapter.inside:
        if heading.style.heading_level is not None:
            below = not numbered().heads_goals(heading.family)
            found.setdefault((heading.style.heading_level, below), []).append(heading)
    return [
        Level(f"level {level}", tuple(items))
        for (level, _), items in sorted(found.items())
        if 2 * sum(announced_role(item.title) is not None for item in items) < len(items)
    ]


def _programs(items: Sequence[Heading]) -> list[Part]:
    return [Part("program", item) for item in items]


def _is_goal(chapter: Chapter, upper: Level, below: Sequence[Level]) -> bool:
    """At least half of its items run straight into the level below, or the overview says so.

    Where a third of them have a text of their own and nothing of that level, all are programs.
    """
    lower = sorted((h for level in below for h in level.items), key=lambda h: h.line)
    if _are_texts(lower) or _have_offices(upper, lower):
        return False
    held = straight = alone = 0
    for item in upper.items:
        end = chapter.end_of(item, upper.items)
        first = next((h for h in lower if item.line < h.line <= end), None)
        if first is None:
            alone += not _signs(chapter, item.end + 1, end)
            continue
        held += 1
        straight += chapter.lines_between(item.end, first.line) <= _STRAIGHT
    if not held:
        return False
    if alone > 1 and alone >= _THIRD * len(upper.items):
        return _overview_names(chapter, upper, below[0])
    return straight >= _HALF * held or _overview_names(chapter, upper, below[0])


def _are_texts(lower: Sequence[Heading]) -> bool:
    """Half of the points are labels with what they say, or name what every program has."""
    texts = sum(
        announced_role(h.title) is not None or bool(_LABELLED.match(h.title)) for h in lower
    )
    return 2 * texts >= len(lower)


def _have_offices(upper: Level, lower: Sequence[Heading]) -> bool:
    """Behind the upper titles stands the office in charge, and not behind the lower ones."""
    above, below = ([without_notes(h.title) != h.title for h in hs] for hs in (upper.items, lower))
    return 2 * sum(above) > len(above) and not any(below)


def _overview_names(chapter: Chapter, upper: Level, lower: Level) -> bool:
    """The overview lists the lower level and not the upper one."""
    low = sum(bool(chapter.mentions.of(item)) for item in lower.items)
    high = sum(bool(chapter.mentions.of(item)) for item in upper.items)
    return low >= _HALF * len(lower.items) and high < _HALF * len(upper.items)


def _below_goals(chapter: Chapter, top: Level, below: Sequence[Level]) -> list[Part]:
    """The programs below each goal; a goal with a text of its own and none is one itself."""
    middle, rest = below[0], below[1:]
    has_parts = (
        bool(rest) and rest[0].family not in ("sign", "look") and _is_goal(chapter, middle, rest)
    )
    found: list[Part] = []
    for goal in top.items:
        end = chapter.end_of(goal, top.items)
        programs = middle.within(goal.line, end) or _only_one(chapter, goal, end, middle)
        programs += chapter.lost.among(programs, goal.end + 1, end)
        found += _programs(programs)
        if has_parts and programs:
            found += [Part("subprogram", item) for item in rest[0].within(programs[0].line, end)]
        elif not programs:
            found += _of_lone_goal(chapter, goal, end, rest)
    return found


def _only_one(chapter: Chapter, goal: Heading, end: int, level: Level) -> list[Heading]:
    """The first of a level right below a goal, where no second counts on from it."""
    alike = (h for h in chapter.inside if goal.end < h.line <= end and h.family == level.family)
    first = next(alike, None)
    if first is None or first.number != 1 or chapter.lines_between(goal.end, first.line) > 0:
        return []
    return [first] if first.size == level.items[0].size else []


def _of_lone_goal(chapter: Chapter, goal: Heading, end: int, rest: Sequence[Level]) -> list[Part]:
    """Programs of a goal that the level of programs leaves out: □ below it, or the goal itself."""
    lower = next((items for level in rest if (items := level.within(goal.line, end))), [])
    signs = _signs(chapter, goal.end + 1, end)
    if goal.number is None:
        return _programs(lower or signs)
    return _programs(lower)


def _signs_below(chapter: Chapter, goals: Level) -> list[Part]:
    """Programs that a sign leads below goals that say that they are some: 전략 1."""
    found: list[Part] = []
    for goal in goals.items:
        found += _programs(_signs(chapter, goal.end + 1, chapter.end_of(goal, goals.items)))
    return found


def _signs(chapter: Chapter, first: int, last: int) -> list[Heading]:
    """The headings □ of a stretch that name things; others head what every program has.

    Where one sign leads both, those that run straight into 사업개요 and the like name programs.
    """
    listed = [h for h in chapter.inside if first <= h.line <= last and h.family == "sign"]
    sign = listed[0].marker if listed else ""
    listed = [h for h in listed if h.marker == sign]
    known = sum(announced_role(h.title) is not None for h in listed)
    if 2 * known < len(listed):
        return listed
    heads = [
        h
        for h, after in pairwise(listed)
        if not announced_role(h.title)
        and announced_role(after.title)
        and not chapter.lines_between(h.end, after.line)
    ]
    return heads if len(heads) > 1 else []


def _unnumbered_parts(chapter: Chapter) -> list[Part]:
    """Programs of a chapter that numbers nothing: tags, titles set apart, or □."""
    tags = [h for h in chapter.inside if h.family == "tag" and h.distinct]
    if len(tags) > 1:
        found: list[Part] = []
        for tag in tags:
            signs = _signs(chapter, tag.end + 1, chapter.end_of(tag, tags))
            found += [Part("goal", tag), *_programs(signs)] if signs else _programs([tag])
        return found
    tops = [h for h in chapter.inside if h.family == "look" and h.style.page_top]
    titles = _titles_apart(chapter)
    if len(tops) > 1 or titles:
        return _programs(max(titles, tops, key=len))
    signs = _signs(chapter, chapter.first, chapter.last)
    return _programs(signs) if len(signs) > 1 else []


def _titles_apart(chapter: Chapter) -> list[Heading]:
    """Titles of one look and mark, from the top of the chapter on, with marked text right below."""
    headings = chapter.headings
    apart = [
        h
        for h in chapter.inside
        if h.family in ("look", "glyph", "sign") and headings.is_distinct(h.line)
    ]
    alike = [h for h in apart if _look(h) == _look(apart[0])]
    if len(alike) < 2 or headings.filled_between(chapter.first - 1, alike[0].line):
        return []
    below = [headings.following(h.end) for h in alike]
    have_bodies = all(line and _is_body(headings, line) for line in below)
    are_parts = any(announced_role(h.title) or role_of(h.title) for h in alike)
    return alike if have_bodies and not are_parts else []


def _is_body(headings: Headings, line: int) -> bool:
    """A line has a mark, or the look of text where looks are known."""
    kind = headings.document.kinds[line - 1]
    as_text = kind == "paragraph" and headings.has_looks and not headings.is_distinct(line)
    return as_text or kind in ("item", "heading", "table")


def _look(heading: Heading) -> tuple[str, str, float, str | None]:
    marker = heading.marker if heading.family == "sign" else ""
    return heading.family, marker, heading.size, heading.style.face


def _in_order(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.heading.line)
