"""The levels of a chapter: goals, programs and their parts, or headings.

What belongs here: naming levels by what stands below them, and goals that have no number. What
does not: which headings are levels (levels.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.document.outline.announced import announced
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.levels import Level, find_levels
from pipeline.document.outline.lost import LostHeadings
from pipeline.document.outline.mentions import Mentions
from pipeline.vocabulary.numbered import numbered

_STRAIGHT = 3
"""Lines between a goal and its first program, at most: a slogan."""
_HALF = 0.5
_COVER = 14
"""Lines above a first program among which the title of its goal is sought."""
_GOAL_LETTERS = 40


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
    return len(level.items) > 1 and any(
        h.family in ("sign", "tag") or (h.number is not None and h.line not in own) for h in inside
    )


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
    tags = _goals_above(chapter, programs)
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
        if 2 * sum(announced(item.title) is not None for item in items) < len(items)
    ]


def _programs(items: Sequence[Heading]) -> list[Part]:
    return [Part("program", item) for item in items]


def _is_goal(chapter: Chapter, upper: Level, below: Sequence[Level]) -> bool:
    """At least half of its items run straight into the level below, or the overview says so."""
    lower = sorted((h for level in below for h in level.items), key=lambda h: h.line)
    held = straight = 0
    for item in upper.items:
        end = chapter.end_of(item, upper.items)
        first = next((h for h in lower if item.line < h.line <= end), None)
        if first is None:
            continue
        held += 1
        straight += chapter.lines_between(item.end, first.line) <= _STRAIGHT
    if not held:
        return False
    return straight >= _HALF * held or _overview_names(chapter, upper, below[0])


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
        programs = middle.within(goal.line, end)
        programs += chapter.lost.among(programs, goal.end + 1, end)
        found += _programs(programs)
        if has_parts and programs:
            found += [Part("subprogram", item) for item in rest[0].within(programs[0].line, end)]
        elif not programs:
            found += _of_lone_goal(chapter, goal, end, rest)
    return found


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
    known = sum(announced(h.title) is not None for h in listed)
    if 2 * known < len(listed):
        return listed
    heads = [
        h
        for h, after in pairwise(listed)
        if not announced(h.title)
        and announced(after.title)
        and not chapter.lines_between(h.end, after.line)
    ]
    return heads if len(heads) > 1 else []


def _goals_above(chapter: Chapter, programs: Sequence[Heading]) -> list[Heading]:
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
        if not _may_be_goal(chapter, number, program) or not _same_title(headings, number, lines):
            break
        lines.insert(0, number)
        if not headings.has_looks:
            break
    if not lines or (headings.has_looks and not _is_apart(headings, lines[0], program)):
        return None
    known = headings.by_line.get(lines[0])
    words = [known.title if known and known.family == "tag" else headings.shown(lines[0])]
    words += [headings.shown(number) for number in lines[1:]]
    marker = known.marker if known and known.family in ("tag", "glyph") else ""
    return Heading(
        *(lines[0], lines[-1], "goal", None, marker, " ".join(words)),
        *(headings.style(lines[0]), True, program.page),
    )


def _may_be_goal(chapter: Chapter, number: int, program: Heading) -> bool:
    headings = chapter.headings
    shown = headings.shown(number)
    known = headings.by_line.get(number)
    if headings.document.kinds[number - 1] not in ("paragraph", "heading"):
        return False
    if known is not None and (known.number is not None or known.family == "sign"):
        return False
    if len(shown) > _GOAL_LETTERS or (known is None and not shown[:1].isalnum()):
        return False
    if headings.has_looks:
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
    if len(tops) > 1:
        return _programs(tops)
    signs = _signs(chapter, chapter.first, chapter.last)
    return _programs(signs) if len(signs) > 1 else []


def _in_order(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.heading.line)
