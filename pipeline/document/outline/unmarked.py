"""Headings that have no mark at all, told by where they stand.

What belongs here: short lines that stand alone above what they head. What does not: numbers, looks.
"""

from collections.abc import Sequence

from pipeline.document.document import Document
from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.marks import Mark
from pipeline.document.outline.numbered import Numbered
from pipeline.document.readable import readable

_LONGEST_LABEL = 25
"""Letters of a heading that has no mark at all."""


def unmarked_headings(
    document: Document, marks: dict[int, Mark], headings: Sequence[Numbered]
) -> dict[int, Mark]:
    """Short lines that stand alone at the top of a chapter, or above a bracket or boxed number.

    So do names of what programs have, such as 추진일정, above a table or list. What they head must
    be marked or a table; above plain text, such a line is text.
    """
    below_chapter = {h.title_end for h in headings if h.kind == "chapter"}
    titles = {n for h in headings for n in range(h.line, h.title_end + 1)}
    found = {}
    before: int | None = None
    for number, kind in enumerate(document.kinds, start=1):
        if kind == "blank":
            continue
        last, before = before, number
        if kind != "paragraph" or number in marks or number in titles:
            continue
        line = document.lines[number - 1]
        shown = readable(document.text[line.start : line.end])
        after = next_filled_line(document, number)
        sort = marks[after].sort if after in marks else document.kinds[after - 1]
        top = last in below_chapter and sort in ("heading", "bracket", "table", "caption")
        alone = {number - 1, number + 1}.isdisjoint((last, after)) or not document.source.wraps
        named = announced_role(shown) is not None and sort in ("item", "table", "caption")
        heads = alone and (top or named or sort in ("bracket", "boxed"))
        is_name = shown[:1].isalnum() and not shown.endswith(".")
        if heads and is_name and len(shown) <= _LONGEST_LABEL:
            found[number] = Mark(number, "label", "", None, shown, False)
    return found


def next_filled_line(document: Document, number: int) -> int:
    """The next line that is not blank; 0 at the end."""
    following = range(number + 1, len(document.lines) + 1)
    return next((n for n in following if document.kinds[n - 1] != "blank"), 0)
