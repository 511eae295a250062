"""What of a program stands under which heading: schedule, progress, results.

What belongs here: which lines a heading or label of a program announces. What does not: the words
themselves (`reference/headings.toml`), or what is read from those lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.outline.announced import LABEL_END, announced
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Span
from pipeline.facts.programs.programs import Program
from pipeline.figures.date_values import full_year
from pipeline.vocabulary.milestones import milestones


@dataclass(frozen=True)
class Announcement:
    """A heading or label of a program, and what it announces."""

    roles: tuple[str, ...]
    section: int
    """Index of the section that it heads."""
    year: int | None
    """The year that it, or an announcement above it, names: four digits."""
    begins: int
    """Offset in the text where what it announces begins: behind the colon of a label."""
    words: Span
    """Its own words, from the beginning of its line: where it may print a date."""
    above: "Announcement | None"
    """The announcement that it stands under."""
    dated_items: bool = False
    """It is a schedule because each of its items begins with a date: what stands below is none."""


@dataclass(frozen=True)
class HeadedLine:
    """A line, or the part of it behind a label, under the nearest heading that announces."""

    line: int
    span: Span
    section: int
    """Index of the innermost section of the line."""
    announcement: Announcement


def headed_lines(
    document: Document, outline: Outline, program: Program, report_year: int
) -> Iterator[HeadedLine]:
    """The lines of a program that stand under an announcing heading, in order.

    Blank lines are left out. The nearest heading counts: 추진실적 below 추진계획 has results.
    """
    nearest = _nearest(document, outline, program, report_year)
    section = outline.sections[program.section]
    for line in document.lines[section.line_start - 1 : section.line_end]:
        inner = outline.section_of[line.no - 1]
        announcement = nearest.get(inner)
        if announcement is None or document.kinds[line.no - 1] == "blank":
            continue
        start = max(line.start, announcement.begins)
        if start < line.end and document.text[start : line.end].strip():
            yield HeadedLine(line.no, Span(start, line.end), inner, announcement)


def _nearest(
    document: Document, outline: Outline, program: Program, report_year: int
) -> dict[int, Announcement]:
    """The announcement over each section that is the program's own, where there is one."""
    found: dict[int, Announcement] = {}
    for index in program.own:
        section = outline.sections[index]
        above = None if section.parent is None else found.get(section.parent)
        own = announced(section.title) if index != program.section else None
        if own is not None:
            inherited = above.year if above else None
            begins = _begins(document, section.line_start, section.title, own.label_end)
            is_dated = own.roles == ("plan",) and _is_dated(outline, index)
            found[index] = Announcement(
                ("schedule",) if is_dated else own.roles,
                index,
                inherited if own.year is None else full_year(own.year, report_year),
                begins,
                Span(document.lines[section.line_start - 1].start, begins),
                above,
                dated_items=is_dated,
            )
        elif above is not None:
            found[index] = above
    return found


def _is_dated(outline: Outline, index: int) -> bool:
    """Each item of a plan (추진계획) begins with its date, so that it is a schedule."""
    below = [s for s in outline.sections if s.parent == index]
    items = [s for s in below if not (s.signature and s.signature[0] == "note")]
    return bool(items) and all(milestones().dated_item.pattern.match(s.title) for s in items)


def _begins(document: Document, first_line: int, title: str, label_end: int) -> int:
    """Where the announced text begins: behind the colon, or behind the heading's line."""
    line = document.lines[first_line - 1]
    if label_end >= len(title):
        return line.end
    label = LABEL_END.search(document.text, line.start, line.end)
    return label.end() if label else line.end
