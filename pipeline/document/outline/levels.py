"""The levels of numbered headings in a chapter: families that count, split where sizes part.

What belongs here: which headings are levels, and their order. What does not: what the levels are
called (parts.py).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.headings import Heading
from pipeline.document.outline.mentions import Mentions, name_of
from pipeline.document.outline.numbering import WEAK
from pipeline.vocabulary.numbered import numbered

_OF_GOALS = ("dash", "decimal")
"""Families whose numbers carry that of the goal."""
_PARTED = 1.12
"""Ratio of sizes at which one family is two levels."""
_LARGEST_GAP = 3
"""Numbers by which a count may jump over titles that were not read."""
_HALF = 0.5
_LEAST_SIZE = 0.9
_LEAST_BODY = 2
"""Lines from one program to the next, at least."""
_COVER = 1.5
"""Size, of the body's, of titles on covers."""
_MOST_PRINTED = 2
"""A mark's title printed more often is one that many parts have."""


@dataclass(frozen=True)
class Level:
    """Headings of one family and look that count through a chapter."""

    family: str
    items: tuple[Heading, ...]
    """In order."""

    @property
    def first(self) -> int:
        """The line it begins at."""
        return self.items[0].line

    def within(self, first: int, last: int) -> list[Heading]:
        """Its headings in a stretch of lines."""
        return [item for item in self.items if first <= item.line <= last]


def find_levels(inside: Sequence[Heading], mentions: Mentions) -> list[Level]:
    """The levels among the headings of a chapter, the one that comes first at the top.

    Args:
        inside: the headings of the chapter, in order, mentions left out.
    """
    counted = [h for h in inside if h.number is not None and h.title]
    families = _by_family(h for h in counted if h.distinct or mentions.of(h))
    strong = _counting(families, mentions, lambda family: family not in WEAK)
    if not strong:  # nothing looks like a title: what counts and has a text of its own is one
        alike = _counting(_by_family(counted), mentions, lambda family: family not in WEAK)
        strong = [level for level in alike if _have_texts(level, inside)]
    weak = _counting(families, mentions, lambda family: family in WEAK)
    if not strong:
        strong, weak = weak[:1], [w for w in weak[1:] if w.family != weak[0].family]
    levels = [*strong, *(w for w in weak if _holds_weak(strong, w))]
    first = min((level.first for level in levels), default=0)
    for level in _marked_levels(inside, mentions):
        is_top = level.family != "look" or (level.first < first)
        if is_top and not _covers(levels, level):
            levels.append(level)
    return sorted(levels, key=lambda level: level.first)


def _by_family(headings: Iterable[Heading]) -> dict[str, list[Heading]]:
    families: dict[str, list[Heading]] = defaultdict(list)
    for heading in headings:
        families[heading.family].append(heading)
    return families


def _have_texts(level: Level, inside: Sequence[Heading]) -> bool:
    """Signs (□ 사업개요) head a text below most of them, and they are no such heads themselves."""
    ends = [*(item.line for item in level.items[1:]), inside[-1].line + 1]
    held = sum(
        any(h.family in ("sign", "tag") and item.line < h.line < end for h in inside)
        for item, end in zip(level.items, ends, strict=True)
    )
    parts = sum(announced_role(item.title) is not None for item in level.items)
    return len(level.items) > 1 and 2 * held > len(level.items) > 2 * parts


def _holds_weak(strong: Sequence[Level], weak: Level) -> bool:
    """Points under the only level above are programs where most of it runs straight into them.

    They have texts of their own then, and are not what every program has (사업개요).
    """
    named = numbered().heads_goals(strong[0].family) or _count_through(strong[0], weak)
    if len(strong) > 1 or (weak.family in ("circled", "triple") and not named):
        return False
    if 2 * sum(announced_role(item.title) is not None for item in weak.items) >= len(weak.items):
        return False
    lines = [item.line for item in weak.items]
    close = sum(after - line < _LEAST_BODY for line, after in pairwise(lines))
    straight = sum(
        any(0 < line - item.end <= _LEAST_BODY for line in lines) for item in strong[0].items
    )
    return 2 * straight >= len(strong[0].items) and 2 * close < max(len(lines) - 1, 1)


def _count_through(upper: Level, lower: Level) -> bool:
    """The lower level does not begin again with each of the upper: ①②③ below 1, ④⑤ below 2."""
    numbers = [item.number for item in lower.items]
    above = {sum(item.line < low.line for item in upper.items) for low in lower.items}
    return numbers == list(range(1, len(numbers) + 1)) and len(above) > 1


def _counting(
    families: dict[str, list[Heading]], mentions: Mentions, wanted: Callable[[str], bool]
) -> list[Level]:
    levels = []
    for family, listed in families.items():
        if not wanted(family):
            continue
        for part in _part_by_size(listed):
            if items := _counting_runs(part, mentions):
                levels.append(Level(family, tuple(items)))
    return levels


def _part_by_size(listed: Sequence[Heading]) -> list[list[Heading]]:
    """Split where sizes part, if every part then begins with 1."""
    sizes = sorted({heading.size for heading in listed})
    cuts = [high for low, high in pairwise(sizes) if high > low * _PARTED]
    parts: dict[int, list[Heading]] = defaultdict(list)
    for heading in listed:
        parts[sum(heading.size >= cut for cut in cuts)].append(heading)
    if all(part[0].number == 1 and len(part) > 1 for part in parts.values()):
        return list(parts.values())
    return [list(listed)]


def _counting_runs(listed: Sequence[Heading], mentions: Mentions) -> list[Heading]:
    """Those that count on from 1, or start again; of several runs the open one goes on."""
    runs: list[list[Heading]] = []
    for heading in listed:
        number = heading.number or 0
        home = _home(runs, heading)
        if (number == 1 and home is None) or (home is None and mentions.of(heading)):
            runs.append([heading])
        elif home is not None:
            del runs[runs.index(home) + 1 :]
            home.append(heading)
    alone = [run for run in runs if len(run) == 1]
    kept = [run for run in runs if len(run) > 1]
    if kept or len(alone) == 1:
        sure = [run for run in alone if _stands_alone(run[0], mentions)]
        kept += sure if kept else alone
    else:
        kept = [run for run in alone if _stands_alone(run[0], mentions)]
    return sorted((h for run in kept for h in run), key=lambda h: h.line)


def _home(runs: Sequence[list[Heading]], heading: Heading) -> list[Heading] | None:
    """The run that a number counts on from; over a gap where a look or a run of two says so."""
    if runs and heading.family in _OF_GOALS and _goal(heading) == _goal(runs[-1][-1]) + 1:
        return runs[-1] if heading.number == 1 else None
    if (heading.number or 0) < 2:  # nothing counts on to 1
        return None
    for run in reversed(runs):
        if heading.number == (run[-1].number or 0) + 1:
            return run
    for run in runs[-1:]:
        gap = (heading.number or 0) - (run[-1].number or 0)
        if 1 < gap <= _LARGEST_GAP and (len(run) > 1 or heading.style.page_top is not None):
            return run
    return None


def _goal(heading: Heading) -> int:
    """The first number of 1-2 or 1.2."""
    return int(re.split("[-.]", heading.marker)[0])


def _stands_alone(heading: Heading, mentions: Mentions) -> bool:
    """A number that nothing counts on from is a heading where its look or a mention says so."""
    is_title = heading.style.page_top is not None and heading.distinct
    return is_title or bool(mentions.of(heading))


def _marked_levels(inside: Sequence[Heading], mentions: Mentions) -> list[Level]:
    """Marks without number: bracketed tags, glyphs of symbol fonts, and signs an overview lists."""
    found: list[Level] = []
    printed = Counter(name_of(h.title) for h in inside)
    numbered = {h.line: h for h in inside if h.number is not None}
    inside = [h for h in inside if h.family != "look" or _is_cover(h, numbered)]
    for family in ("tag", "glyph", "sign", "look"):
        listed = [
            h
            for h in inside
            if h.family == family
            and h.distinct
            and h.size >= _LEAST_SIZE
            and printed[name_of(h.title)] <= _MOST_PRINTED
            and not announced_role(h.title)
        ]
        if family == "tag" and len(listed) > 1:
            found.append(Level(family, tuple(listed)))
            continue
        for items in _same_look(listed):
            known = [h for h in items if mentions.of(h)]
            if len(known) >= 2 and len(known) >= _HALF * len(items):
                found.append(Level(family, tuple(items)))
    return found


def _is_cover(heading: Heading, numbered: dict[int, Heading]) -> bool:
    """A title without mark on a page of its own, and not the first line of a numbered one."""
    below = numbered.get(heading.line + 1)
    if below is not None and (below.size, below.style.face) == (heading.size, heading.style.face):
        return False
    return bool(heading.style.page_top) or heading.size >= _COVER


def _same_look(listed: Iterable[Heading]) -> list[list[Heading]]:
    looks: dict[tuple[str | None, float], list[Heading]] = defaultdict(list)
    for heading in listed:
        sign = heading.marker if heading.family == "sign" else ""
        looks[sign + str(heading.style.face), round(heading.size, 1)].append(heading)
    return list(looks.values())


def _covers(levels: Sequence[Level], level: Level) -> bool:
    known = {item.line for other in levels for item in other.items}
    return any(item.line in known for item in level.items)
