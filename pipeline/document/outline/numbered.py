"""The numbered headings of a document: chapters, goals, programs and their parts.

What belongs here: putting together what chapters.py, levels.py and parts.py find, with whole
titles. What does not: marks below them (tree.py).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.chapters import find_appendices, find_chapters
from pipeline.document.outline.headings import Heading, Headings
from pipeline.document.outline.mentions import Mentions
from pipeline.document.outline.parts import headings_of, programs_of
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.stretch import Chapter, Part
from pipeline.document.outline.unannounced_programs import flat_programs_of, ongoing_programs_of
from pipeline.document.outline.whole_titles import WholeTitles, texts_of_cells, without_offices
from pipeline.vocabulary.roles import WORK_ROLES

_LARGE = 1.2
"""Size of a title on top of a page, of the body's, that heads a program of its own."""
_LEVELS = {"chapter": 1, "appendix": 1, "goal": 2, "program": 3, "subprogram": 4}


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
