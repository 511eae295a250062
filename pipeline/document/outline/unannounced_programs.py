"""Programs of chapters whose titles announce none: results of work that goes on, flat reports.

What belongs here: the evidence that headings are programs. What does not: finding the headings
(`parts`).
"""

from collections.abc import Sequence

from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.headings import Heading
from pipeline.document.outline.parts import have_parts, programs_of
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.stretch import Chapter, Part
from pipeline.document.readable import closed, content_start, readable
from pipeline.vocabulary.programs import programs


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
    told = sum(_plans(chapter, item, items) or _has_form(chapter, item) for item in items)
    return parts if told > 1 and 2 * told >= len(items) else []


def _plans(chapter: Chapter, item: Heading, items: Sequence[Heading]) -> bool:
    """Below a heading stands what will be done: 향후계획."""
    document = chapter.headings.document
    for number in range(item.end + 1, chapter.end_of(item, items) + 1):
        if document.kinds[number - 1] in ("blank", "table", "furniture"):
            continue
        line = document.lines[number - 1]
        start = content_start(document.text, line.start, line.end)
        known = announced_role(readable(document.text[start : line.end]).replace("*", ""))
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
