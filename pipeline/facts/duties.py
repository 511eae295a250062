"""Duties (주요기능): what each department is for, one row a bullet, or a cell without bullets.

What belongs here: tables and lists of departments with what they do. What does not: the duties of
institutions outside the office, and work that is planned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import heading_name
from pipeline.document.tables.members import is_department
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.records import RecordTable, record_table
from pipeline.facts.departments import Mention, Names
from pipeline.facts.rows import Findings
from pipeline.facts.tables import is_subtotal, is_total
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.tables import duties


@dataclass(frozen=True)
class DutyRow:
    """What one row states of a department."""

    table: RecordTable
    department: Cell
    content: Cell


def duty_rows(text: str, cubes: Sequence[Cube]) -> list[DutyRow]:
    """The rows of every table of what the departments of the office do."""
    fields = {"text": duties().duty, "department": duties().department}
    return [
        DutyRow(table, row["department"], row["text"])
        for cube in cubes
        if (table := record_table(text, cube, fields, fields)) and _is_of_departments(text, table)
        for row in table.rows()
        if len(row) == len(fields)
    ]


def _is_of_departments(text: str, table: RecordTable) -> bool:
    """Most rows are named like departments, or the caption announces what departments do."""
    axes = table.cube.axes
    across = [head for heads in axes.columns.values() for head in heads]
    if any(heading_name(head.text) in duties().foreign for head in (*across, *axes.corner)):
        return False
    names = [closed(row["department"].span.of(text)) for row in table.rows() if "department" in row]
    departments = sum(is_department(name) for name in names)
    caption = closed(table.cube.caption)
    announced = any(word in caption for word in duties().duty)
    return departments * 2 > len(names) or (announced and len(names) > 1)


def duty_mentions(text: str, rows: Sequence[DutyRow]) -> list[Mention]:
    """Where these tables name a department."""
    cells = {(row.table.cube.table.table_id, row.department.span) for row in rows}
    return [
        Mention(table, span, closed(span.of(text)))
        for table, span in sorted(cells, key=lambda c: c[1].start)
        if _is_name(closed(span.of(text)))
    ]


def _is_name(name: str) -> bool:
    return bool(name) and not is_total(name) and not is_subtotal(name)


def add_duties(findings: Findings, rows: Sequence[DutyRow], names: Names) -> None:
    """Publish every bullet of every department; a row without either is held back."""
    text = findings.document.text
    numbers: dict[str, int] = {}
    for row in rows:
        printed = closed(row.department.span.of(text))
        bullets = _bullets(text, row.content.span)
        if not _is_name(printed) or not bullets:
            findings.hold_back(
                "duties",
                Span(row.department.span.start, row.content.span.end),
                message("no department or no duty in this row; compare it with the original"),
            )
            continue
        department = names.canonical(printed)
        for bullet in bullets:
            numbers[department] = numbers.get(department, 0) + 1
            findings.add(
                "duties",
                {
                    "department": department,
                    "item_no": numbers[department],
                    "department_id": names.department_id(department),
                    "text": readable(bullet.of(text)).lstrip("".join(duties().bullets) + " "),
                    "text_raw": bullet.of(text),
                    "table_id": row.table.cube.table.table_id,
                    "row_no": row.content.row + 1,
                    **findings.place(bullet),
                },
            )


def _bullets(text: str, content: Span) -> list[Span]:
    """Bullets of a cell: a mark at its start, after a tag or after a space, up to the next one.

    All bullets of a cell have the mark of its first, so that a `·` inside a duty splits nothing. A
    cell that begins with none is one duty.
    """
    marks = "|".join(map(re.escape, duties().bullets))
    stands = content.of(text)
    if not closed(stands):
        return []
    first = re.match(rf"(?:\s|<[^<>]*>)*({marks})", stands)
    if first is None:
        return [content]
    starts = [
        content.start + match.start(1)
        for match in re.finditer(rf"(?:^|>|\s)({re.escape(first[1])})", stands)
    ]
    ends = [*starts[1:], content.end]
    return [
        Span(start, start + len(text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    ]
