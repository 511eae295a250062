"""Programs that a table lists, a row each: 연번 | 사업명 | 추진내용 | 추진일정.

What belongs here: such tables of chapters of work that hold no programs of their own. What does
not: what their cells state.
"""

from collections.abc import Iterator, Sequence

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell
from pipeline.document.tables.headers import heading_name
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.records import RecordTable, record_table
from pipeline.facts.programs.programs import PublishedProgram
from pipeline.facts.rows import Findings
from pipeline.facts.sections import SectionNames
from pipeline.facts.tables import is_subtotal, is_total
from pipeline.vocabulary.programs import programs as words
from pipeline.vocabulary.roles import WORK_ROLES

_LEAST = 2


def add_listed_programs(
    findings: Findings,
    outline: Outline,
    sections: SectionNames,
    cubes: Sequence[Cube],
    known: Sequence[PublishedProgram],
) -> None:
    """Publish the rows of tables of programs, in chapters that have no other programs.

    Where other chapters have programs, what a chapter of results lists is what became of them.
    """
    held = {outline.sections[p.program.section].path[0] for p in known}
    roles = WORK_ROLES if known else (*WORK_ROLES, "results")
    numbers: dict[int, int] = {}
    for cube in cubes:
        line = findings.lines(cube.table.grid.span)["line_start"]
        section = outline.section_of[line - 1]
        place = outline.sections[section]
        chapter = place.path[0] if place.path else None
        if chapter is None or chapter in held or outline.roles[section] not in roles:
            continue
        table = _table(findings.document.text, cube)
        for row in _rows(findings.document.text, table) if table else ():
            number = numbers[chapter] = numbers.get(chapter, 0) + 1
            findings.add(
                "programs",
                {
                    "program_id": f"{findings.report_id}/ch{chapter}-{number}",
                    "section_id": sections.ids[section],
                    "goal": place.title,
                    "program_no": number,
                    "title": readable(row["name"].span.of(findings.document.text)),
                    **findings.lines(row["name"].span),
                },
            )


def _table(text: str, cube: Cube) -> RecordTable | None:
    """A table with a column of names and one that says what is done."""
    names = {heading_name(head.text) for heads in cube.axes.columns.values() for head in heads}
    names |= {heading_name(head.text) for head in cube.axes.corner}
    if not any(name.endswith(words().listed_work) for name in names):
        return None
    return record_table(text, cube, {"name": words().listed_name}, ("name",))


def _rows(text: str, table: RecordTable) -> Iterator[dict[str, Cell]]:
    totals = {
        cell.row for cell in table.cube.table.grid.cells if is_total(closed(cell.span.of(text)))
    }
    rows = [row for row in table.rows() if "name" in row and row["name"].row not in totals]
    named = [row for row in rows if _is_name(closed(row["name"].span.of(text)))]
    yield from named if len(named) >= _LEAST else ()


def _is_name(name: str) -> bool:
    return len(name) > 1 and not is_total(name) and not is_subtotal(name) and not name.isdigit()
