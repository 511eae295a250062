"""The text above a line: the heading that announces it, its program, and whose it is.

What belongs here: what a section has from those above it. What does not: the words of headings
(`vocabulary/headings.toml`), or what is read from the lines.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.announced import (
    BRACKETED_LABEL,
    LABEL_END,
    Announced,
    announced_role,
)
from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, content_start, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.programs.programs import PROGRAM_KINDS, PublishedProgram
from pipeline.figures.date_values import full_year
from pipeline.vocabulary.milestones import milestones

_ROLES = ("results", "schedule", "progress")
_BRACKETED = re.compile(r"^[(\[（〈<]\s*([^()\[\]（）〈〉<>]{2,30})\s*[)\]）〉>]\s*(?=\S)")
_DETAIL = re.compile(r"\s*(?:[:：▹▷‣➡⇨→※*❖]|\s[-–－]\s|[(\[（【]).*$")
_FIGURE = re.compile(r"[0-9][0-9,.]*\s?(?:[%％㎡㎞명개건억만천원회곳팀대]|백만)")
_SIGNS = " :：,·-–<>〈〉《》【】[]｢｣「」"
_LONGEST = 60
"""Letters of a heading that names something; what is longer is a sentence."""


@dataclass(frozen=True)
class Announcement:
    """A heading or label, and what it announces."""

    roles: tuple[str, ...]
    section: int
    """Index of the section that it heads."""
    year: int | None
    """The year that it, or an announcement above it, names: four digits."""
    begins: int
    """Offset in the text where what it announces begins: behind the colon of a label."""
    words: Span
    """Its own words, from the beginning of its line: where it may print a date."""
    is_progress: bool = False
    """A chapter that tells how far work has come."""
    dated_items: bool = False
    """It is a schedule because each of its items begins with a date: what stands below is none."""


@dataclass(frozen=True)
class OwnLine:
    """A line, or the part of it behind a label, in its section."""

    line: int
    span: Span
    section: int
    """Index of the innermost section of the line."""


@dataclass(frozen=True)
class HeadedLine(OwnLine):
    """A line under a heading that announces something."""

    announcement: Announcement
    is_title: bool
    """It is the title of a section that is no item."""
    is_program: bool

    def tells_results(self, *, in_table: bool) -> bool:
        """Its figures are results.

        A chapter of progress (추진상황) tells them in its items, beside titles and tables of what
        its programs are; the title of a program is never one.
        """
        if "results" not in self.announcement.roles:
            return False
        if self.is_title and self.is_program:
            return False
        return not (self.announcement.is_progress and (self.is_title or in_table))

    @property
    def tells_progress(self) -> bool:
        """It stands in the items below a heading of progress (추진경과) alone."""
        return self.announcement.roles == ("progress",) and not self.is_title


def announcing(kind: str, title: str) -> Announced | None:
    """The role that a section announces for those below it, by its kind and title."""
    if kind in PROGRAM_KINDS:
        return None
    if (own := announced_role(title)) is not None:
        is_part = BRACKETED_LABEL.match(title) and own.roles == ("text",)  # (예산) 5억원
        if kind == "chapter" and own.roles == ("progress",) and role_of(title) == "results":
            return replace(own, roles=("progress", "results"))
        return None if is_part else own
    role = role_of(title) if kind != "item" else None
    return Announced((role,), None, len(title)) if role in _ROLES else None


class HeadingsAbove:
    """Knows of each section of a report what stands above it."""

    def __init__(
        self,
        document: Document,
        outline: Outline,
        programs: Sequence[PublishedProgram],
        report_year: int,
    ) -> None:
        self._document, self._outline = document, outline
        self._programs = {program.program.section: program.program_id for program in programs}
        self._year = report_year
        self._announced: list[Announcement | None] = []
        for index in range(len(outline.sections)):
            self._announced.append(self._announcement(index))

    def lines(self) -> Iterator[OwnLine | HeadedLine]:
        """The lines that are not blank, in order. The nearest heading counts."""
        for line in self._document.lines:
            if self._document.kinds[line.no - 1] in ("blank", "furniture"):
                continue
            section = self._outline.section_of[line.no - 1]
            announcement = self._announced[section]
            if announcement is None:
                yield OwnLine(line.no, Span(line.start, line.end), section)
                continue
            span = Span(max(line.start, announcement.begins), line.end)
            if span.start < span.end and span.of(self._document.text).strip():
                around = self._outline.sections[section]
                is_title = around.kind != "item" and line.no == around.line_start
                is_program = around.kind in PROGRAM_KINDS
                yield HeadedLine(line.no, span, section, announcement, is_title, is_program)

    def program_id(self, section: int) -> str | None:
        """The published program, or part of one, that a section belongs to."""
        found = (self._programs.get(index) for index in self._up(section))
        return next(filter(None, found), None)

    def titles(self, section: int) -> Iterator[str]:
        """The titles above the lines of a section, from its own outwards."""
        return (self._outline.sections[index].title for index in self._up(section))

    def subject(self, section: int, *, own: bool = False) -> str | None:
        """The nearest heading or item above that names something, readable.

        Args:
            own: the section's own heading counts as well.
        """
        names = (self._name(i) for i in self._up(section) if own or i != section)
        return next(filter(None, names), None)

    def _name(self, index: int) -> str | None:
        """The thing a heading names: 장비 구축 of (장비 구축) 12대; nothing for 추진계획."""
        section = self._outline.sections[index]
        title = section.title.strip()
        if index == 0 or not title:
            return None
        if section.kind in PROGRAM_KINDS:
            return title
        if announced_role(title) is not None and section.kind != "chapter":
            return None
        if label := _BRACKETED.match(title):
            return None if milestones().is_general(closed(label[1])) else readable(label[1])
        name = readable(_DETAIL.sub("", title)).strip(_SIGNS)
        named = 2 < len(name) <= _LONGEST and not milestones().is_general(closed(name))
        return name if named and not _FIGURE.search(name) else None

    def _up(self, section: int) -> Iterator[int]:
        at: int | None = section
        while at is not None:
            yield at
            at = self._outline.sections[at].parent

    def _announcement(self, index: int) -> Announcement | None:
        section = self._outline.sections[index]
        above = None if section.parent is None else self._announced[section.parent]
        own = announcing(section.kind, section.title)
        if own is None:
            return above
        begins = self._begins(section.line_start, section.title, own.label_end)
        is_dated = own.roles == ("plan",) and self._is_dated(index)
        if above and own.roles == ("progress",) and "results" in above.roles:
            own = replace(own, roles=("progress", "results"))  # 추진상황 in a chapter of results
        inherited = above.year if above else None
        return Announcement(
            ("schedule",) if is_dated else own.roles,
            index,
            inherited if own.year is None else full_year(own.year, self._year),
            begins,
            Span(self._document.lines[section.line_start - 1].start, begins),
            is_progress=section.kind == "chapter" and own.roles == ("progress", "results"),
            dated_items=is_dated,
        )

    def _is_dated(self, index: int) -> bool:
        """Each item of a plan (추진계획) begins with its date, so that it is a schedule."""
        below = [s for s in self._outline.sections if s.parent == index]
        items = [s for s in below if not (s.signature and s.signature[0] == "note")]
        return bool(items) and all(milestones().dated_item.pattern.match(s.title) for s in items)

    def _begins(self, first_line: int, title: str, label_end: int) -> int:
        """The start of the announced text: behind the colon, or behind the heading's line."""
        line = self._document.lines[first_line - 1]
        if label_end >= len(title):
            return line.end
        start = content_start(self._document.text, line.start, line.end)
        opened = self._document.text.rfind("(", line.start, start)
        label = (
            BRACKETED_LABEL.match(self._document.text[opened : line.end]) if opened >= 0 else None
        )
        if label:
            return opened + label.end()
        label = LABEL_END.search(self._document.text, line.start, line.end)
        return label.end() if label else line.end
