"""Programs (주요 업무): each work item and each circled part, with what it says of itself."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Span
from pipeline.facts.identity import Identity
from pipeline.facts.programs.headline_budget import (
    HeadlineBudget,
    funding_in,
    headline_budget,
    note_behind,
    title_budget,
)
from pipeline.facts.programs.wording import legal_basis, objective
from pipeline.facts.rows import Findings, beyond_64_bits, fits
from pipeline.facts.sections import SectionNames
from pipeline.vocabulary.messages import message

PROGRAM_KINDS = ("program", "subprogram")
"""Kinds of sections that are programs."""


@dataclass(frozen=True)
class Program:
    """A program or a part of one, and the sections that are its own."""

    number: tuple[str, ...]
    """Goal, program, and part for a part; `ch6` for the goal where chapter 6 has none."""
    goal_no: int | None
    """NULL where the chapter has no goals."""
    program_no: int
    subprogram_no: int | None
    goal: str
    """Title of the goal; of the chapter where it has no goals."""
    section: int
    """Index of its section."""
    own: tuple[int, ...]
    """Indexes of its section and those below it that belong to no part."""

    @property
    def label(self) -> str:
        """Its number as published: 3-1, or 3-1-2 for a part."""
        return "-".join(self.number)


def find_programs(outline: Outline) -> list[Program]:
    """Every program and part of the outline, in order."""
    found = []
    goals: dict[str, tuple[int, int | None]] = {}
    for index, section in enumerate(outline.sections):
        if section.kind not in PROGRAM_KINDS:
            continue
        above = {outline.sections[i].kind: outline.sections[i] for i in _up(outline, index)}
        holder = above.get("goal") or above.get("chapter")
        if holder is None or "program" not in above:
            continue
        goal_no = holder.number or 0 if holder.kind == "goal" else None
        program_no, part = above["program"].number or 0, above.get("subprogram")
        subprogram_no = (part.number or 0) if part else None
        chapter = section.path[0]
        first = f"ch{holder.number or chapter}" if goal_no is None else str(goal_no)
        first = _unlike(goals, first, (chapter, holder.number))
        numbers = (first, str(program_no), *([str(subprogram_no)] if part else []))
        own = tuple(i for i in _below(outline, index) if _owner(outline, i) == index)
        found.append(Program(numbers, goal_no, program_no, subprogram_no, holder.title, index, own))
    return found


def _unlike(
    goals: dict[str, tuple[int, int | None]], name: str, goal: tuple[int, int | None]
) -> str:
    """The name of a goal, with its chapter before it where a goal of another chapter has it."""
    known = goals.setdefault(name, goal)
    return name if known == goal else f"ch{goal[0]}.{name}"


@dataclass(frozen=True)
class PublishedProgram:
    """A program as it was published."""

    program_id: str
    program: Program
    budget: HeadlineBudget | None
    fiscal_year: int
    """Year of its budget, and of what it plans."""


def add_programs(
    findings: Findings, outline: Outline, names: SectionNames, identity: Identity
) -> list[PublishedProgram]:
    """Publish every program; a second one of the same number is held back."""
    seen = set()
    published = []
    for program in find_programs(outline):
        section = outline.sections[program.section]
        first = findings.document.lines[section.line_start - 1]
        if program.number in seen:
            findings.hold_back(
                "programs",
                Span(first.start, first.end),
                message("there is another program {label} above", label=program.label),
            )
            continue
        seen.add(program.number)
        own = _without_projects(outline, program)
        lines = _lines_of(findings.document, outline, program, own)
        title = findings.document.lines[section.line_start - 1 : section.title_end]
        budget = _budget(findings, lines, title)
        line = findings.lines(budget.span)["line_start"] if budget else None
        aim = objective(findings.document, outline, program.section, own)
        basis = legal_basis(outline, own)
        note = note_behind(findings.document, budget) if budget else None
        program_id = f"{findings.report_id}/{program.label}"
        year = (budget.year if budget else None) or identity.period.year
        published.append(PublishedProgram(program_id, program, budget, year))
        findings.add(
            "programs",
            {
                "program_id": program_id,
                "section_id": names.ids[program.section],
                "goal_no": program.goal_no,
                "goal": program.goal,
                "program_no": program.program_no,
                "subprogram_no": program.subprogram_no,
                "title": section.title,
                "objective": aim.text if aim else None,
                "objective_line_start": aim.line_start if aim else None,
                "objective_line_end": aim.line_end if aim else None,
                "legal_basis": basis.text if basis else None,
                "legal_basis_line_start": basis.line_start if basis else None,
                "legal_basis_line_end": basis.line_end if basis else None,
                "budget_krw": budget.krw if budget else None,
                "budget_raw": budget.span.of(findings.document.text) if budget else None,
                "budget_note": note,
                "funding_source": funding_in(note) if note else None,
                "fiscal_year": year if budget else None,
                "line_start": section.line_start,
                "line_end": section.line_end,
                "budget_line": line,
                "budget_char_start": budget.span.start if budget else None,
                "budget_char_end": budget.span.end if budget else None,
            },
        )
    return published


def _budget(
    findings: Findings, lines: Sequence[Line], title: Sequence[Line]
) -> HeadlineBudget | None:
    """The budget of a program; a number that no column holds is held back."""
    budget = headline_budget(findings.document, lines) or title_budget(findings.document, title)
    if budget is None or fits(budget.krw):
        return budget
    findings.hold_back("programs", budget.span, beyond_64_bits("budget_krw"))
    return None


def programs_of_lines(outline: Outline, programs: Sequence[PublishedProgram]) -> list[str | None]:
    """Id of the innermost program of each line, by line number - 1."""
    heads = {published.program.section: published.program_id for published in programs}
    of_section = [
        next((heads[i] for i in _up(outline, index) if i in heads), None)
        for index in range(len(outline.sections))
    ]
    return [of_section[index] for index in outline.section_of]


def _up(outline: Outline, index: int) -> Iterator[int]:
    """A section and those above it."""
    at: int | None = index
    while at is not None:
        yield at
        at = outline.sections[at].parent


def _below(outline: Outline, index: int) -> Iterator[int]:
    """A section and those below it."""
    path = outline.sections[index].path
    for at in range(index, len(outline.sections)):
        if outline.sections[at].path[: len(path)] != path:
            return
        yield at


def _owner(outline: Outline, index: int) -> int | None:
    """The program or part that a section belongs to."""
    return next((i for i in _up(outline, index) if outline.sections[i].kind in PROGRAM_KINDS), None)


def _without_projects(outline: Outline, program: Program) -> tuple[int, ...]:
    """The program's own sections but those of its projects: what they cost is theirs.

    Projects are headings right below the program, two or more, none of which announces what every
    program has (사업개요, 추진계획).
    """
    heads = [
        i
        for i in program.own
        if outline.sections[i].parent == program.section and outline.sections[i].kind == "heading"
    ]
    if len(heads) < 2 or any(announced_role(outline.sections[i].title) for i in heads):
        return program.own
    inside = {below for head in heads for below in _below(outline, head)}
    return tuple(i for i in program.own if i not in inside)


def _lines_of(
    document: Document, outline: Outline, program: Program, own: Iterable[int]
) -> list[Line]:
    """Lines of a program that belong to some of its sections."""
    section = outline.sections[program.section]
    wanted = set(own)
    return [
        line
        for line in document.lines[section.line_start - 1 : section.line_end]
        if outline.section_of[line.no - 1] in wanted
    ]
