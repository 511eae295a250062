"""The project that a table as a whole is about: of its parent cell, its caption, its section.

What belongs here: names for tables whose rows and columns name none. What does not: amounts.
"""

import re
from collections.abc import Sequence

from pipeline.document.outline.tree import Outline, Section
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import read_heading
from pipeline.facts.cube.observations import Cube
from pipeline.facts.programs.programs import PublishedProgram
from pipeline.facts.rows import Findings
from pipeline.vocabulary.dimensions import Year
from pipeline.vocabulary.planned_budgets import budgets

_LABEL = r"\s(?:[^\w\s(]\s?|[a-z]\s)?[가-힣]{2,8}\s*[:：]"
_WORDS = "|".join(r"\s*".join(word) for word in budgets().project)
_NAMED = re.compile(
    rf"(?:{_WORDS})\s*[:：]\s*"
    rf"(?P<name>\S.*?)(?={_LABEL}|\s[□○◦ㅇ※❍▶-]\s|$)"
)
_MARK = re.compile(r"^[【\[(<]?\s*(?:\d{1,2}|[가-하])\s*[】\])>.]\s*(?=\S)|^[\W_]+(?=\w)")
_BY_YEAR = re.compile(rf"\s+(?:{'|'.join(budgets().by_year)}).{{0,16}}$")
_OPEN = re.compile(r"\s*\([^()]*$")
"""A bracket that is cut off in its middle: (단위 of (단위 : 백만원)."""
_ASIDE = re.compile(r"\s*※|[\W_]*(?:20\d\d|\d\d)\s*\.\s*(?:\d|[상하]반기|[가-힣]{1,2}기)")
"""A note, or a date at the beginning of a step."""
_YEAR = re.compile(r"(20\d\d)\s*년")
_LONGEST = 80
_ABOVE_PROGRAMS = ("report", "chapter", "goal")
"""Sections whose titles are of more than one project."""


class Projects:
    """Looks up what a table is about."""

    def __init__(
        self,
        findings: Findings,
        cubes: Sequence[Cube],
        outline: Outline,
        programs: Sequence[PublishedProgram],
    ) -> None:
        self._findings, self._cubes = findings, cubes
        self._outline, self._programs = outline, programs

    def program(self, span: Span) -> PublishedProgram | None:
        """The innermost program around a place."""
        line = self._findings.lines(span)["line_start"]
        around = [
            published
            for published in self._programs
            if self._section(published).line_start <= line <= self._section(published).line_end
        ]
        return max(around, key=lambda p: self._section(p).line_start, default=None)

    def _section(self, published: PublishedProgram) -> Section:
        return self._outline.sections[published.program.section]

    def name(self, cube: Cube) -> str | None:
        """The project's name: from the cell around the table, its caption, program or section."""
        return (
            self._of_parent(cube.table.grid.span)
            or self._of_caption(cube)
            or self._of_program(cube.table.grid.span)
            or self._of_section(cube.table.grid.span)
        )

    def _of_parent(self, span: Span) -> str | None:
        text = self._findings.document.text
        for cube in self._cubes:
            outer = cube.table.grid
            if outer.span == span or not (outer.span.start <= span.start < outer.span.end):
                continue
            cell = next(
                (c for c in outer.cells if c.span.start <= span.start and span.end <= c.span.end),
                None,
            )
            found = list(_NAMED.finditer(text, cell.span.start, span.start)) if cell else []
            if found:
                return readable(found[-1]["name"])[:_LONGEST]
            heads = cube.axes.rows.get(cell.row, ()) if cell else ()
            named = [h.text for h in heads if h.members.items]
            if named:
                return named[-1]
        return None

    def _of_caption(self, cube: Cube) -> str | None:
        name = next(
            (
                name
                for span in cube.table.grid.captions
                if (name := _specific(readable(span.of(self._findings.document.text))))
            ),
            None,
        )
        title = self._of_program(cube.table.grid.span)
        return title if title and name and closed(name).endswith(closed(title)) else name

    def _of_program(self, span: Span) -> str | None:
        published = self.program(span)
        return self._section(published).title if published else None

    def year_of_results(self, cube: Cube) -> Year | None:
        """The only year that the title of a chapter of results names: 2024년 추진실적."""
        line = self._findings.lines(cube.table.grid.span)["line_start"]
        index: int | None = self._outline.section_of[line - 1]
        while index is not None:
            section = self._outline.sections[index]
            if section.kind == "chapter":
                years = set(_YEAR.findall(section.title))
                told = self._outline.roles[index] == "results" and len(years) == 1
                return Year(int(years.pop())) if told else None
            index = section.parent
        return None

    def _of_section(self, span: Span) -> str | None:
        line = self._findings.lines(span)["line_start"]
        index: int | None = self._outline.section_of[line - 1]
        while index is not None:
            section = self._outline.sections[index]
            if section.kind in _ABOVE_PROGRAMS:
                return None
            if name := _specific(f"{section.marker or ''} {section.title or ''}"):
                return name
            index = section.parent
        return None


def _specific(heading: str) -> str | None:
    """A heading that names something of its own; None for 예산 현황 and for figures.

    Of `도서관 건립 연차별 투자계획` it is 도서관 건립. A note, a step with its date and a
    label such as 사업 규모 name nothing.
    """
    if _ASIDE.match(heading):
        return None
    name = _OPEN.sub("", _MARK.sub("", heading.partition(":")[0])).strip()
    name = _BY_YEAR.sub("", name)
    said = read_heading(name)
    measured = said.known and not (said.items or said.department)
    general = (
        measured or any(word in closed(name) for word in budgets().general) or _is_aspect(name)
    )
    short = 2 <= len(closed(name)) <= _LONGEST
    return name if short and not general and not name.startswith(("(", "*")) else None


def _is_aspect(name: str) -> bool:
    """사업 규모, 소관, 추진 기간."""
    words, plain = budgets(), closed(name)
    return any(
        plain.startswith(before) and plain[len(before) :] in words.aspects
        for before in words.aspect_of
    )
