"""The numbered headings of a document: chapters, goals, programs and their parts.

What belongs here: putting together what chapters.py, levels.py and parts.py find, with whole
titles, and programs of chapters whose titles announce none. What does not: marks below them
(tree.py).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.chapters import find_appendices, find_chapters
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions
from pipeline.document.outline.parts import have_parts, headings_of, programs_of
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.stretch import Chapter, Part
from pipeline.document.outline.whole_titles import WholeTitles, texts_of_cells, without_offices
from pipeline.document.readable import closed, content_start, readable
from pipeline.vocabulary.programs import programs
from pipeline.vocabulary.roles import WORK_ROLES

_LARGE = 1.2
"""Size of a title on top of a page, of the body's, that heads a program of its own."""
_LEVELS = {"chapter": 1, "appendix": 1, "goal": 2, "program": 3, "subprogram": 4}


def flat_programs_of(chapter: Chapter) -> list[Part]:
    """The programs of a report without chapters: most begin with what programs have (사업개요)."""
    parts = programs_of(chapter)
    items = [part.heading for part in parts if part.kind == "program"]
    named = [h for h in items if announced_role(h.title) is None and role_of(h.title) is None]
    is_flat = len(items) > 1 and named == items and have_parts(chapter, items, announced_role)
    return parts if is_flat else []


def ongoing_programs_of(chapter: Chapter) -> list[Part]:
    """The programs of a chapter that tells work as it goes on.

    Half of them, and two at least, say what will be done next or begin with a form of their own.
    """
    parts = programs_of(chapter)
    items = [part.heading for part in parts if part.kind == "program"]
    planned = sum(_plans(chapter, item, items) or _has_form(chapter, item) for item in items)
    return parts if planned > 1 and 2 * planned >= len(items) else []


def _plans(chapter: Chapter, item: Heading, items: Sequence[Heading]) -> bool:
    """Below a heading stands what will be done: 향후계획, as a line or as the head of a row."""
    document = chapter.headings.document
    counted = {heading.line: heading.title for heading in chapter.inside}  # 다. 향후계획
    for number in range(item.end + 1, chapter.end_of(item, items) + 1):
        if document.kinds[number - 1] in ("blank", "furniture"):
            continue
        line = document.lines[number - 1]
        start = content_start(document.text, line.start, line.end)
        first = document.text[start : line.end].partition("\t")[0]
        for shown in {readable(first).replace("*", ""), counted.get(number, "")}:
            known = announced_role(shown)
            if known and {"schedule", "plan"} & set(known.roles):
                return True
    return False


def _has_form(chapter: Chapter, item: Heading) -> bool:
    """Right below a heading stands a table whose first row has labels of a program: 사업기간."""
    line = chapter.headings.following(item.end)
    document = chapter.headings.document
    if line is None or document.kinds[line - 1] != "table":
        return False
    place = document.lines[line - 1]
    cells = document.text[place.start : place.end].split("\t")
    return any(closed(cell) in programs().form for cell in cells)


@dataclass(frozen=True)
class Numbered:
    """A heading with its place among the others."""

    kind: str
    """chapter, appendix, goal, program, subprogram or heading."""
    level: int
    number: int | None
    marker: str
    title: str
    line: int
    """First line of its section."""
    title_end: int
    """Last line of its title; the same as `line` for a title on one line."""


@dataclass(frozen=True)
class Found:
    """The evidence that numbers and looks give of a document."""

    numbered: tuple[Numbered, ...]
    """In order."""
    mentions: frozenset[int]
    """Lines that only mention a heading."""
    headings: Headings


def numbered_headings(document: Document) -> Found:
    """The numbered headings of a document, and the lines that only mention them."""
    headings = Headings(document)
    mentions = Mentions(headings)
    titles = WholeTitles(headings, mentions)
    chapters = [titles.whole(h) for h in find_chapters(headings, mentions)]
    last = len(document.lines)
    after = chapters[-1].line if chapters else last
    tops = [*chapters, *find_appendices(headings, after)]
    found: list[Numbered] = []
    for chapter, following in zip(tops, [*tops[1:], None], strict=False):
        is_chapter = chapter.family != "appendix"
        found.append(_make_numbered("chapter" if is_chapter else "appendix", 1, chapter))
        if not is_chapter:
            continue
        end = following.line - 1 if following else last
        stretch = Chapter(headings, mentions, chapter.end + 1, end)
        parts = _parts(stretch, role_of(chapter.title))
        found += _place_levels([replace(p, heading=titles.whole(p.heading)) for p in parts])
    if not tops:
        flat = flat_programs_of(Chapter(headings, mentions, 1, last))
        found += _place_levels([replace(p, heading=titles.whole(p.heading)) for p in flat])
    in_order = _without_offices(document, sorted(found, key=lambda heading: heading.line))
    return Found(tuple(in_order), frozenset(mentions.lines), headings)


def _without_offices(document: Document, found: Sequence[Numbered]) -> list[Numbered]:
    """The headings, their programs without the office in charge."""
    titles = [h.title for h in found if h.kind == "program"]
    bare = iter(without_offices(titles, texts_of_cells(document)))
    return [replace(h, title=next(bare)) if h.kind == "program" else h for h in found]


def _parts(chapter: Chapter, role: str | None) -> list[Part]:
    """The programs of work, and competitions with a page each; headings elsewhere."""
    if role in WORK_ROLES:
        return programs_of(chapter)
    if role in (None, "results") and (parts := ongoing_programs_of(chapter)):
        return parts  # work as it goes on: each with what was done and what will be
    parts = headings_of(chapter)
    heads = [p.heading for p in parts if p.heading.style.page_top and p.heading.size >= _LARGE]
    if role == "competition" and heads and len(heads) == len(parts):
        return [replace(part, kind="program") for part in parts]
    return parts


def _place_levels(parts: Sequence[Part]) -> list[Numbered]:
    """Parts with their levels; of headings, the families that come first are on top."""
    families: list[str] = []
    placed = []
    counted: Counter[str] = Counter()
    used: set[int] = set()
    """Numbers of the programs of one goal: a count that starts again without one goes on."""
    for part in parts:
        family = part.heading.family
        counted[part.kind] += 1
        if part.kind == "goal":
            counted["program"] = 0
            used.clear()
        heading = part.heading
        again = part.kind == "program" and heading.number in used
        if part.kind != "heading" and (heading.number is None or again):
            heading = replace(heading, number=max([counted[part.kind], *(n + 1 for n in used)]))
        if part.kind == "program":
            used.add(heading.number or 0)
        if part.kind == "heading" and family not in (*families, "lost"):
            families.append(family)
        level = _LEVELS.get(part.kind) or 2 + min(
            families.index(family) if family in families else 0, 2
        )
        placed.append(_make_numbered(part.kind, level, heading))
    return placed


def _make_numbered(kind: str, level: int, heading: Heading) -> Numbered:
    return Numbered(
        *(kind, level, heading.number, heading.marker, heading.title, heading.line, heading.end)
    )
