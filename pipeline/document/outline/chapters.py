"""The chapters of a document: the run of numbers that spans it, chosen by evidence.

What belongs here: which headings are chapters and appendices. What does not: what is below them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions, name_of
from pipeline.document.outline.numbering import WEAK
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.unnumbered_chapters import unnumbered_chapters
from pipeline.document.readable import closed
from pipeline.vocabulary.chapters import appendix, contents
from pipeline.vocabulary.numbered import numbered
from pipeline.vocabulary.roles import CHAPTER_ROLES

_OWN = ("roman", "chapter", "part")
"""Numberings that are used for chapters and hardly for anything else."""
_LEAST = 3.0
"""Evidence that a run of numbers without an own family needs: two titles with roles, or one and
the contents."""
_SPAN = 40
"""Lines to the next heading of a family from which on a chapter is no entry of a list."""
_MOST_GAP = 2
_MOST_LOST = 3
"""Numbers that a count jumps over at most, behind a box within."""


def find_chapters(headings: Headings, mentions: Mentions) -> list[Heading]:
    """The chapters, in order; none where nothing tells them."""
    free = [
        h
        for h in headings.found
        if h.line not in mentions.lines and closed(h.title) not in contents().words
    ]
    by_family: dict[str, list[Heading]] = defaultdict(list)
    for heading in free:
        if heading.style.heading_level is not None:
            by_family[f"level {heading.style.heading_level}"].append(heading)
        if heading.number is not None:
            by_family[heading.family].append(heading)
    best: tuple[float, list[Heading]] = (0.0, [])
    for family, listed in sorted(by_family.items()):  # h1 before h2
        if family.startswith("level") and best[1] and best[1][0].style.heading_level is not None:
            continue
        is_stated = family.startswith("level")
        chain = _without_title(headings, listed) if is_stated else _chain(listed, mentions)
        score = _score(family, chain, listed, mentions, len(headings.document.lines))
        if score > best[0]:
            best = score, chain
    chapters = best[1] or unnumbered_chapters(headings, free)
    chapters = _with_others(chapters, by_family, headings)
    return _with_first(chapters, headings, mentions)


def _without_title(headings: Headings, listed: list[Heading]) -> list[Heading]:
    """Headings of one level without the report's own title, which stands on its cover alone."""
    first, rest = listed[0], listed[1:]
    kinds = headings.document.kinds
    before = set(kinds[: first.line - 1])
    below = set(kinds[first.end : rest[0].line - 1]) if rest else {"item"}
    is_cover = not ((before | below) & {"heading", "item", "table"}) and first.number is None
    return rest if is_cover and role_of(rest[0].title) in CHAPTER_ROLES else listed


def find_appendices(headings: Headings, after: int) -> list[Heading]:
    """The appendix behind the last chapter, no part of its last program."""
    found = []
    for number in range(after + 1, len(headings.document.lines) + 1):
        if headings.document.kinds[number - 1] not in ("paragraph", "heading", "table"):
            continue
        match = appendix().pattern.match(headings.readable_line(number))
        if match and not _is_inside(headings, after, number):
            count = int(match["number"] or 0) or None
            line = headings.document.lines[number - 1]
            found.append(
                Heading(
                    *(number, number, "appendix", count, match["word"]),
                    match["title"] or match["word"],
                    *(headings.style(number), True, headings.document.page_of(line)),
                )
            )
    return found


def _is_inside(headings: Headings, chapter: int, number: int) -> bool:
    """The work of the last chapter goes on behind a line: it is a box within.

    Its numbers count on, or a box that is no more than a remark (참고) has parts of work below it.
    """
    last: dict[str, int] = {}
    is_remark = "참고" in headings.readable_line(number)[:4]
    for heading in headings.found:
        count = heading.number or 0
        if heading.line <= chapter or heading.line == number:
            continue
        if heading.line > number and is_remark and announced_role(heading.title):
            return True
        if heading.family in WEAK or not count:
            continue
        if heading.line < number:
            last[heading.family] = count
        elif 0 < count - last.get(heading.family, count) <= _MOST_LOST:
            return True
    return False


def _chain(listed: Sequence[Heading], mentions: Mentions) -> list[Heading]:
    """The run of numbers that counts on through the document, with most evidence for each."""
    best: list[tuple[float, int | None]] = []
    ending: dict[int, tuple[float, int]] = {}  # number to the best run that ends in it
    for index, heading in enumerate(listed):
        until = listed[index + 1].line if index + 1 < len(listed) else heading.line + _SPAN
        own = _weight(heading, until - heading.line, mentions)
        before = None
        total = own - (heading.number or 1) + 1.0
        number = heading.number or 0
        for step in range(1, _MOST_GAP + 1):
            if number - step in ending:
                run, j = ending[number - step]
                gain = run + own - (step - 1) * 0.5
                if gain > total:
                    total, before = gain, j
        best.append((total, before))
        if number not in ending or total > ending[number][0]:
            ending[number] = total, index
    if not best:
        return []
    at: int | None = max(range(len(best)), key=lambda i: best[i][0])
    chain = []
    while at is not None:
        chain.append(listed[at])
        at = best[at][1]
    return chain[::-1]


def _weight(heading: Heading, span: int, mentions: Mentions) -> float:
    return (
        0.5
        + min(span, _SPAN) / _SPAN
        + (0.6 if role_of(heading.title) in CHAPTER_ROLES else 0.0)
        + (0.3 if heading.style.page_top else 0.0)
        + (0.3 if mentions.of(heading) else 0.0)
    )


def _score(
    family: str, chain: Sequence[Heading], listed: Sequence[Heading], mentions: Mentions, lines: int
) -> float:
    """The evidence that a chain is the chapters; 0 where it does not do."""
    with_role = len({name_of(h.title) for h in chain if role_of(h.title) in CHAPTER_ROLES})
    if family in _OWN:
        early = chain[0].line < lines // 2 if chain else False
        return 3.0 + len(chain) + with_role if with_role or early else 0.0
    if len(chain) < 2 or not with_role or not all(h.distinct for h in chain):
        return 0.0
    announced = sum(bool(mentions.of(h)) for h in chain)
    share = len(chain) / len(listed)
    score = with_role * 1.5 + announced * 0.5 + len(chain) * share * 0.5
    counted = [h.number for h in chain] == list(range(1, len(chain) + 1))
    sure = 2 * (with_role + announced) >= len(chain) or (family.startswith("level") and counted)
    return score if score >= _LEAST and sure else 0.0


def _with_others(
    chapters: Sequence[Heading], by_family: dict[str, list[Heading]], headings: Headings
) -> list[Heading]:
    """Add what the chain left out: a number printed twice or out of order, and appendices."""
    if not chapters:
        return []
    first, family = chapters[0], chapters[0].family
    known = {h.line for h in chapters}
    names = {name_of(h.title) for h in chapters}
    for heading in by_family.get(family, ()) if family in (*_OWN, "latin") else ():
        if heading.line in known or name_of(heading.title) in names:
            continue
        tops = heading.style.page_top and abs(heading.size - first.size) <= 0.12 * first.size
        has_role = role_of(heading.title) in CHAPTER_ROLES
        if tops or (has_role and heading.style.page_top is None):
            known.add(heading.line)
            chapters = [*chapters, heading]
    stated = [h.style.heading_level for h in chapters]
    if stated[0] is not None and len(set(stated)) == 1:
        alike = by_family.get(f"level {stated[0]}", ())
        more = (h for h in alike if h.line > first.line and h.line not in known)
        behind = appendix().pattern
        chapters = [
            *chapters,
            *(h for h in more if not behind.match(headings.readable_line(h.line))),
        ]
    for word in numbered().attached:
        attached = by_family.get(f"word:{word}", ())
        chapters = [*chapters, *(h for h in attached if h.distinct and h.line > chapters[-1].line)]
    return sorted(chapters, key=lambda h: h.line)


def _with_first(
    chapters: Sequence[Heading], headings: Headings, mentions: Mentions
) -> list[Heading]:
    """Ⅰ may be printed as 1: the last one above Ⅱ that nothing else counts on from."""
    if not chapters or chapters[0].family not in _OWN or chapters[0].number == 1:
        return list(chapters)
    if any(h.number == 1 for h in chapters):
        return list(chapters)
    ones = [
        h
        for h in headings.found
        if h.line < chapters[0].line
        and h.line not in mentions.lines
        and (h.family, h.number) in (("dotted", 1), ("plain", 1))
    ]
    return [*(replace(one) for one in ones[-1:]), *chapters]
