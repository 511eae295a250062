"""Chapters without numbers: titles that tell a role of chapters, by their look and place.

What belongs here: which of such titles are chapters. What does not: chapters that count
(`chapters`), and what is below them.
"""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import name_of
from pipeline.document.outline.roles import role_of
from pipeline.vocabulary.roles import CHAPTER_ROLES

_SAME_SIZE = 0.88
_LARGER = 1.12
_LONGEST = 25
"""Letters of the title of a chapter."""
_BOX = "▭"
"""The mark of a title in a frame of its own."""
_PROSE = 3
"""Paragraphs below a chapter that has no marked text."""
_LEAST_ALIKE = 2
"""Titles of one mark that are chapters."""
_FRAME = "【】[]<>〈〉《》■□◆◇▣❏◈ "
"""Signs around the title of a chapter without number."""


def unnumbered_chapters(headings: Headings, free: Sequence[Heading]) -> list[Heading]:
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
        whole = headings.readable_line(line.no)
        shown = whole.strip(_FRAME)
        if role_of(shown) not in CHAPTER_ROLES or len(name_of(shown)) > _LONGEST:
            continue
        style = headings.style(line.no)
        apart = headings.knows_looks and (headings.is_distinct(line.no) or bool(style.boxed))
        alone = apart or (not headings.has_looks and _is_alone(headings, line.no))
        if alone:
            found.append(_title(headings, line.no))
    last = {name_of(h.title): h for h in found}  # the last printing, behind contents and cover
    alike: dict[str, list[Heading]] = defaultdict(list)
    for h in sorted(last.values(), key=lambda h: h.line):
        alike[h.marker].append(h)
    sized = [chapters for listed in alike.values() for chapters in _by_size(listed)]
    marked = [_with_bodies(headings, _on_top(chapters)) for chapters in sized]
    several = [chapters for chapters in marked if len(chapters) >= _LEAST_ALIKE]
    chapters = max(several, key=_rank, default=[])
    return _in_one_look(headings, chapters) if chapters else []


def _rank(chapters: Sequence[Heading]) -> tuple[bool, float, int]:
    """Frames before sizes, which nothing but letters of a frame may have small."""
    return chapters[0].marker == _BOX, chapters[0].size, len(chapters)


def _title(headings: Headings, number: int) -> Heading:
    """A title without number; its mark, or the frame that it stands in, is that of its like."""
    whole, style = headings.readable_line(number), headings.style(number)
    mark = whole[0] if whole[0] in _FRAME else _BOX if style.boxed else ""
    page = headings.document.page_of(headings.document.lines[number - 1])
    title = whole.strip(_FRAME)
    return Heading(*(number, number, "look", None, mark, title), style, True, page)


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
    """The chapters, with the titles in their look that tell no role, if these are not more."""
    first = chapters[0]
    known = {h.line for h in chapters}
    if first.marker == _BOX:
        alike = [h for h in _boxed(headings, first.line) if h.line not in known]
        every = sorted([*chapters, *alike], key=lambda h: h.line)
        return _with_bodies(headings, every) if len(alike) <= len(chapters) else chapters
    if first.size < _LARGER:
        return chapters
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


def _boxed(headings: Headings, after: int) -> list[Heading]:
    """Titles in a frame of their own, without mark or number."""
    kinds = headings.document.kinds
    return [
        title
        for number in range(after + 1, len(kinds) + 1)
        if kinds[number - 1] == "paragraph"
        and headings.style(number).boxed
        and number not in headings.by_line
        and len(name_of((title := _title(headings, number)).title)) <= _LONGEST
    ]


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
