"""The words of a program on itself: its purpose, and its legal basis."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, readable
from pipeline.vocabulary.programs import programs
from pipeline.vocabulary.wraps import wraps

_NUMBER = re.compile(r"^(?:\d{1,2}(?:-\d{1,2})?|[①-⑳➀-➉]+)")
_LABELLED = re.compile(r"^(?P<label>[^:：()]{1,20}?)\s*[:：]\s*(?P<text>.+)$")
_ARROWS = "⇒⇨→☞ "
"""A title may point at its aim: `AI 허브 운영 ⇒ …`."""


@dataclass(frozen=True)
class Said:
    """Readable words, and the lines they stand on."""

    text: str
    line_start: int
    line_end: int


def objective(document: Document, outline: Outline, index: int, own: Sequence[int]) -> Said | None:
    """The text between the title of a section and the first mark, or a marked, labelled item."""
    section = outline.sections[index]
    rest = closed(section.title)
    found: list[Said] = []
    for line in document.lines[section.line_start - 1 : section.line_end]:
        inside = outline.section_of[line.no - 1] == index
        if not inside or document.kinds[line.no - 1] not in ("paragraph", "heading"):
            continue
        shown = readable(document.text[line.start : line.end])
        if not found and (taken := _title_part(closed(shown), rest, section.marker)) is not None:
            rest = rest[taken:]
        else:
            found.append(Said(shown.lstrip(_ARROWS), line.no, line.no))
    if found:
        return _join(found, wraps().joined([phrase.text for phrase in found]))
    if aim := _marked_aim(outline, index):
        return aim
    return _a_line_each(list(_labelled_items(outline, own, programs().objective)))


def _marked_aim(outline: Outline, index: int) -> Said | None:
    """The item right below a title that its mark tells to be the aim: ❖."""
    first = index + 1
    if first >= len(outline.sections):
        return None
    section = outline.sections[first]
    if section.parent != index or section.marker not in programs().aim_marks:
        return None
    return Said(section.title, section.line_start, section.title_end)


def legal_basis(outline: Outline, own: Sequence[int]) -> Said | None:
    """The things the label names, and the items below a heading of that name; one a line."""
    found = list(_labelled_items(outline, own, programs().legal_basis))
    for index in own:
        if closed(outline.sections[index].title) in programs().legal_basis:
            for section in outline.sections:
                if section.parent == index:
                    found.append(Said(section.title, section.line_start, section.title_end))
    return _a_line_each(found)


def _title_part(printed: str, rest: str, marker: str) -> int | None:
    """The share of what is left of a title that a line prints, with or without its number."""
    for part in (printed.removeprefix(closed(marker)), _NUMBER.sub("", printed), printed):
        if rest.startswith(part):
            return len(part)
    return None


def _labelled_items(
    outline: Outline, own: Sequence[int], labels: tuple[str, ...]
) -> Iterator[Said]:
    """Texts of the program's own items that carry one of the labels."""
    for index in own:
        section = outline.sections[index]
        match = _LABELLED.match(section.title)
        if match and closed(match["label"]) in labels:
            yield Said(match["text"], section.line_start, section.title_end)


def _a_line_each(found: Sequence[Said]) -> Said | None:
    return _join(found, "\n".join(phrase.text for phrase in found)) if found else None


def _join(found: Sequence[Said], text: str) -> Said:
    return Said(text, min(s.line_start for s in found), max(s.line_end for s in found))
