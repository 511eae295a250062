"""The chapters of a document: the run of numbers that spans it, chosen by evidence.

What belongs here: which headings are chapters and appendices. What does not: what is below them.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.outline.announced import announced
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions, name_of
from pipeline.document.outline.numbering import WEAK
from pipeline.document.outline.roles import role_of
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
_SAME_SIZE = 0.88
_LARGER = 1.12
_PROSE = 3
"""Paragraphs below a chapter that has no marked text."""
_LEAST_ALIKE = 2
"""Titles of one mark that are chapters."""
_FRAME = "【】[]<>〈〉《》■□◆◇▣❏◈ "
"""What may stand around the title of a chapter without number."""


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
    chapters = best[1] or _by_role(headings, free)
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
        match = appendix().pattern.match(headings.shown(number))
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
    is_remark = "참고" in headings.shown(number)[:4]
    for heading in headings.found:
        count = heading.number or 0
        if heading.line <= chapter or heading.line == number:
            continue
        if heading.line > number and is_remark and announced(heading.title):
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
    told = len({name_of(h.title) for h in chain if role_of(h.title) in CHAPTER_ROLES})
    if family in _OWN:
        early = chain[0].line < lines // 2 if chain else False
        return 3.0 + len(chain) + told if told or early else 0.0
    if len(chain) < 2 or not told or not all(h.distinct for h in chain):
        return 0.0
    announced = sum(bool(mentions.of(h)) for h in chain)
    share = len(chain) / len(listed)
    score = told * 1.5 + announced * 0.5 + len(chain) * share * 0.5
    return score if score >= _LEAST and 2 * (told + announced) >= len(chain) else 0.0


def _by_role(headings: Headings, free: Sequence[Heading]) -> list[Heading]:
    """Chapters without number: titles that tell a role of chapters, alone on their lines.

    Where looks are known they must be set apart; else nothing stands right above and below.
    """
    by_line = {h.line: h for h in free}
    found = []
    for line, kind in zip(headings.document.lines, headings.document.kinds, strict=True):
        heading = by_line.get(line.no)
        is_text = kind in ("paragraph", "heading")
        if not is_text or (heading is not None and heading.number is not None):
            continue
        whole = headings.shown(line.no)
        shown = whole.strip(_FRAME)
        if role_of(shown) not in CHAPTER_ROLES or len(name_of(shown)) > 25:
            continue
        style = headings.style(line.no)
        apart = headings.knows_looks and headings.is_distinct(line.no)
        alone = apart or (not headings.has_looks and _is_alone(headings, line.no))
        if alone:
            page = headings.document.page_of(line)
            mark = whole[0] if whole[0] in _FRAME else ""
            found.append(Heading(*(line.no, line.no, "look", None, mark, shown), style, True, page))
    last = {name_of(h.title): h for h in found}  # the last printing, behind contents and cover
    alike: dict[str, list[Heading]] = defaultdict(list)
    for h in sorted(last.values(), key=lambda h: h.line):
        alike[h.marker].append(h)
    sized = [chapters for listed in alike.values() for chapters in _by_size(listed)]
    marked = [_with_bodies(headings, _on_top(chapters)) for chapters in sized]
    several = [chapters for chapters in marked if len(chapters) >= _LEAST_ALIKE]
    chapters = max(several, key=lambda chapters: (chapters[0].size, len(chapters)), default=[])
    return _in_one_look(headings, chapters) if chapters else []


def _on_top(chapters: list[Heading]) -> list[Heading]:
    """Those on top of a page, where letters of the text's size tell no chapter from its parts."""
    tops = [h for h in chapters if h.style.page_top]
    as_text = max(h.size for h in chapters) < _LARGER
    return tops if as_text and len(tops) > _LEAST_ALIKE else chapters


def _by_size(listed: Sequence[Heading]) -> list[list[Heading]]:
    """Headings of about one size each, the largest first, in the order of the text."""
    found: list[list[Heading]] = []
    for heading in sorted(listed, key=lambda h: -h.size):
        if found and heading.size >= _SAME_SIZE * found[-1][0].size:
            found[-1].append(heading)
        else:
            found.append([heading])
    return [sorted(chapters, key=lambda h: h.line) for chapters in found]


def _with_bodies(headings: Headings, chapters: Sequence[Heading]) -> list[Heading]:
    """Those that more than a few lines stand below: the title on the cover is none."""
    ends = [*(h.line for h in chapters[1:]), len(headings.document.kinds) + 1]
    return [
        chapter
        for chapter, end in zip(chapters, ends, strict=False)
        if _has_body(headings, chapter, end)
    ]


def _has_body(headings: Headings, chapter: Heading, end: int) -> bool:
    """Marked text or a table stands below a chapter, or prose where looks tell it from titles."""
    kinds = headings.document.kinds[chapter.line : end - 1]
    prose = headings.has_looks and kinds.count("paragraph") >= _PROSE
    return prose or bool(set(kinds) & {"heading", "item", "table"})


def _in_one_look(headings: Headings, chapters: list[Heading]) -> list[Heading]:
    """Chapters told by roles, and titles in their look that tell none: one is enough for two."""
    first = chapters[0]
    if first.size < _LARGER:
        return chapters
    known = {h.line for h in chapters}
    alike = [
        h
        for h in headings.found
        if h.line > first.line
        and h.line not in known
        and (h.family, h.style.face) in (("look", first.style.face), ("sign", first.style.face))
        and (h.marker if h.family == "sign" else "") == first.marker
        and _SAME_SIZE <= h.size / first.size <= 1 / _SAME_SIZE
    ]
    every = sorted([*chapters, *alike], key=lambda h: h.line)
    return _with_bodies(headings, every) if len(alike) <= len(chapters) else chapters


def _is_alone(headings: Headings, number: int) -> bool:
    kinds = headings.document.kinds
    wraps = headings.document.source.wraps
    above = number == 1 or kinds[number - 2] == "blank" or not wraps
    below = number < len(kinds) and kinds[number] in (
        "blank",
        "heading",
        "item",
        "table",
        "caption",
    )
    heads = headings.by_line.get(number + 1)
    return above and (below or (heads is not None and heads.family != "look"))


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
        told = role_of(heading.title) in CHAPTER_ROLES
        if tops or (told and heading.style.page_top is None):
            known.add(heading.line)
            chapters = [*chapters, heading]
    stated = [h.style.heading_level for h in chapters]
    if stated[0] is not None and len(set(stated)) == 1:
        alike = by_family.get(f"level {stated[0]}", ())
        more = (h for h in alike if h.line > first.line and h.line not in known)
        behind = appendix().pattern
        chapters = [*chapters, *(h for h in more if not behind.match(headings.shown(h.line)))]
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
