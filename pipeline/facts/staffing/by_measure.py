"""Staffing where 정원 and 현원 have a row each: of the whole agency, or of each of its parts.

The other shape, a department a row with 정원 and 현원 in one cell, is `staffing.py`'s.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import row_headings
from pipeline.facts.departments import TOTAL, Mention, Names
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.staffing.by_department import StaffingCell, read_headcounts, staff_categories
from pipeline.facts.tables import is_total
from pipeline.vocabulary.tables import staffing


@dataclass
class _Group:
    """The rows of one part of the agency."""

    name: str
    """Closed up, without the marks of notes; empty for the whole agency."""
    heading: Span
    rows: dict[str, int] = field(default_factory=dict)
    """authorized and actual to their rows."""


def rows_mentions(text: str, tables: Sequence[PlacedTable]) -> list[Mention]:
    """Where such tables name a part of the agency."""
    return [
        Mention(table.table_id, group.heading, group.name)
        for table in tables
        for group in _groups(text, table)[0]
        if group.name
    ]


def read_staffing_rows(
    findings: Findings,
    tables: Sequence[PlacedTable],
    names: Names,
    known: Sequence[StaffingCell],
) -> list[StaffingCell]:
    """Read every part and category of every such table; what cannot be read is held back.

    Args:
        findings: the report.
        tables: tables with rows of 정원 and rows of 현원.
        names: the departments of the report.
        known: staffing that was read already, and is not stated again.
    """
    text = findings.document.text
    found = {(cell.department, cell.category): cell for cell in known}
    read: list[StaffingCell] = []
    for table in tables:
        groups, others = _groups(text, table)
        for row in others:
            cells = [cell for cell in table.grid.cells if cell.row == row]
            span = Span(cells[0].span.start, cells[-1].span.end)
            findings.hold_back("staffing", span, "the row is neither 정원 nor 현원")
        for group in groups:
            department = names.canonical(group.name) if group.name else TOTAL
            for column, category in staff_categories(text, table).items():
                cell = _cell(findings, table, group, column, (department, category))
                if cell and (department, category) in found:
                    findings.hold_back(
                        "staffing",
                        cell.span or cell.heading,
                        f"{department} / {category} is already stated in another table",
                    )
                elif cell:
                    found[department, category] = cell
                    read.append(cell)
    return read


def _groups(text: str, table: PlacedTable) -> tuple[list[_Group], list[int]]:
    """The parts of the agency in a table, and the rows that are neither 정원 nor 현원."""
    grid = table.grid
    groups: dict[str, _Group] = {}
    others = []
    for row, path in row_headings(text, grid, grid.stub_columns).items():
        *parts, last = path.split(" / ")
        measure = next(
            (m for m in ("authorized", "actual") if closed(last) in getattr(staffing(), m)), None
        )
        name = closed("".join(parts)).rstrip("*")
        name = "" if is_total(name) else name
        if measure is None or measure in groups.get(name, _Group("", Span(0, 0))).rows:
            others.append(row)
            continue
        group = groups.setdefault(name, _Group(name, _heading(text, table, row)))
        group.rows[measure] = row
    return list(groups.values()), others


def _heading(text: str, table: PlacedTable, row: int) -> Span:
    """The cell that names the part of the agency; of the whole one, the row's own heading."""
    stub = [
        cell
        for cell in table.grid.cells
        if cell.column < table.grid.stub_columns
        and cell.row <= row < cell.row + cell.row_span
        and closed(cell.span.of(text))
    ]
    return stub[-2 if len(stub) > 1 else -1].span


def _cell(
    findings: Findings, table: PlacedTable, group: _Group, column: int, names: tuple[str, str]
) -> StaffingCell | None:
    counts: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for measure, row in group.rows.items():
        cell = table.cell(row, column)
        stands = cell.span if cell and cell.span.start < cell.span.end else None
        read = read_headcounts(stands.of(findings.document.text)) if stands else None
        if stands is None or read is None or len(read) > 1:
            findings.hold_back(
                "staffing",
                stands or _row_start(table.grid.cells, row),
                f"under {names[1]} stands not one count; compare it with the original",
            )
            return None
        counts[measure], spans[measure] = (read[0] if read else 0), stands
    first = spans.get("authorized") or spans["actual"]
    both = len(spans) > 1
    return StaffingCell(
        table=table,
        row=group.rows.get("authorized", group.rows.get("actual", 0)),
        department=names[0],
        category=names[1],
        authorized=counts.get("authorized"),
        actual=counts.get("actual"),
        status="printed",
        span=first,
        heading=group.heading,
        actual_row=group.rows["actual"] if both else None,
        actual_span=spans["actual"] if both else None,
    )


def _row_start(cells: Sequence[Cell], row: int) -> Span:
    return next(cell.span for cell in cells if cell.row == row)
