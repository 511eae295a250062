"""Staffing (인력현황) as a projection of cubes: 정원 and 현원 by department and category.

Departments, categories and the two measures may stand in rows or columns, or both measures in one
cell (84/90); what says which is which are the headings. What belongs here: which tables state the
staff there is, and what their values say. What does not: reading any cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.document.tables.axes import Head
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.cube.observations import Observation
from pipeline.facts.departments import TOTAL, Names
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.staffing.tables import (
    MEASURES,
    StaffTable,
    category_of,
    department_heading,
    department_name,
    is_count,
    measure_of,
)
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.tables import staffing


@dataclass(frozen=True)
class StaffingCell:
    """One department's staff of one category."""

    table: PlacedTable
    row: int
    """Row of the table, from 0."""
    department: str
    """Canonical name, or 계."""
    category: str
    authorized: int | None
    actual: int | None
    status: str
    """printed, placed_by_totals or not_printed."""
    span: Span | None
    """The cell, or that of 정원 where 현원 has its own; None when it is not printed."""
    heading: Span
    """The heading of its department; of the whole agency, that of its row."""
    actual_row: int | None = None
    """Row of 현원, where it has a cell of its own."""
    actual_span: Span | None = None
    """현원, where it has its own cell or stands before 정원."""

    @property
    def is_total(self) -> bool:
        """It stands in the total row."""
        return self.department == TOTAL


@dataclass
class _Entry:
    """The figures that a table states of one department and category."""

    heading: Head | None
    seen: dict[str, Observation] = field(default_factory=dict)
    """authorized and actual."""


def read_staffing(
    findings: Findings, tables: Sequence[StaffTable], names: Names
) -> list[StaffingCell]:
    """Read every table; what another one states differently is held back."""
    found: dict[tuple[str, str], StaffingCell] = {}
    for table in tables:
        _hold_back(findings, table)
        for (name, category), entry in _entries(table).items():
            department = names.canonical(name) if name else TOTAL
            cell = _cell(table, entry, (department, category))
            known = found.setdefault((department, category), cell)
            counts = ("authorized", "actual")
            if known is not cell and any(
                None not in (getattr(known, m), getattr(cell, m))
                and getattr(known, m) != getattr(cell, m)
                for m in counts
            ):
                findings.hold_back(
                    "staffing",
                    cell.span or cell.heading,
                    message(
                        "{department} / {category} is stated otherwise in another row or table",
                        department=department,
                        category=category,
                    ),
                )
        for cell in _omitted_cells(table, names, found):
            found.setdefault((cell.department, cell.category), cell)
    return list(found.values())


def _hold_back(findings: Findings, table: StaffTable) -> None:
    """Words, or another number of figures than headings promise."""
    for seen in table.cube.observations:
        if not seen.members.remark and _is_odd(table, seen):
            wanted = "a pair 정원/현원" if table.form == "pair" else "one count"
            findings.hold_back(
                "staffing",
                seen.span,
                message(
                    "under {category} stands not {wanted}; compare it with the original",
                    category=category_of(table, seen),
                    wanted=wanted,
                ),
            )


def _is_odd(table: StaffTable, seen: Observation) -> bool:
    measure = seen.members.measure
    if table.form == "measures":
        odd = seen.state == "words" or (seen.place == "second" and not _is_pair(table, seen))
        return odd and measure is not None and measure.name in MEASURES
    if table.form == "pair" and measure is None:
        alone = seen.place == "main" and seen.state == "figure"
        return seen.state == "words" or (alone and seen.members.category not in staffing().part)
    return False


def _is_pair(table: StaffTable, seen: Observation) -> bool:
    heads = (*seen.rows, *seen.columns, *table.cube.axes.corner)
    return any(head.members.pair for head in heads)


def _entries(table: StaffTable) -> dict[tuple[str, str], _Entry]:
    """Department as printed (empty for all of them) and category, to what is stated of them."""
    entries: dict[tuple[str, str], _Entry] = {}
    for seen in table.cube.observations:
        measure = measure_of(table, seen) if is_count(seen) else None
        category = category_of(table, seen)
        head = department_heading(table, seen)
        if measure is None or category is None or (head and head.members.total == "subtotal"):
            continue
        name = department_name(head) if head and not head.members.total else ""
        entry = entries.setdefault((name, category), _Entry(head))
        entry.seen.setdefault(measure, seen)
        if table.form == "pair" and seen.place == "main" and measure == "authorized":
            entry.seen["actual"] = seen  # a dash is the zero of both
    return entries


def _cell(table: StaffTable, entry: _Entry, names: tuple[str, str]) -> StaffingCell:
    seen = entry.seen
    first, actual = seen.get("authorized") or seen["actual"], seen.get("actual")
    elsewhere = actual and (actual.row, actual.column) != (first.row, first.column)
    own = actual is not None and (elsewhere or actual.span.start < first.span.start)
    counts = {m: int(o.figure.value) for m, o in seen.items() if o.figure}
    placed = (first.row, first.column) in first.table.placed
    return StaffingCell(
        table=table.cube.table,
        row=first.row,
        department=names[0],
        category=names[1],
        authorized=counts.get("authorized"),
        actual=counts.get("actual"),
        status="placed_by_totals" if placed else "printed",
        span=_span(first, seen, own=bool(own)),
        heading=entry.heading.cell.span if entry.heading else _row_heading(first),
        actual_row=actual.row if own and actual else None,
        actual_span=actual.span if own and actual else None,
    )


def _span(first: Observation, seen: dict[str, Observation], *, own: bool) -> Span:
    """The value; of a pair in one cell, both values."""
    if own or len(seen) == 1:
        return first.span
    return Span(first.span.start, seen["actual"].span.end)


def _row_heading(seen: Observation) -> Span:
    return seen.rows[0].cell.span if seen.rows else seen.span


def _omitted_cells(
    table: StaffTable, names: Names, found: dict[tuple[str, str], StaffingCell]
) -> list[StaffingCell]:
    """Cells that a row of a table of pairs leaves out, of a department that it names."""
    grid, cells = table.cube.table.grid, []
    for row, column in sorted(table.cube.table.missing):
        blank = Cell(row, column, Span(0, 0))
        seen = next(o for o in table.cube.observations if o.row == row)
        there = replace(seen, column=column, columns=table.cube.axes.columns[column])
        there = replace(there, members=table.cube.axes.members(row, column))
        head, category = department_heading(table, there), category_of(table, there)
        if head is None or category is None or blank.column >= grid.columns:
            continue
        department = TOTAL if head.members.total else names.canonical(department_name(head))
        cells.append(
            StaffingCell(
                table.cube.table, row, department, category, None, None, "not_printed", None,
                head.cell.span,
            )
        )  # fmt: skip
    return [c for c in cells if (c.department, c.category) not in found]


def add_staffing(findings: Findings, cells: list[StaffingCell], names: Names) -> None:
    """Publish staffing."""
    for cell in cells:
        span = cell.span
        printed = [s for s in (span, cell.actual_span) if s] or [cell.heading]
        start = min(s.start for s in printed)
        end = max(s.end for s in printed)
        findings.add(
            "staffing",
            {
                "department": cell.department,
                "category": cell.category,
                "department_id": None if cell.is_total else names.department_id(cell.department),
                "is_total": cell.is_total,
                "authorized": cell.authorized,
                "actual": cell.actual,
                "as_of": cell.table.as_of,
                "cell_status": cell.status,
                "table_id": cell.table.table_id,
                "row_no": cell.row + 1,
                **findings.lines(Span(start, end)),
                "char_start": span.start if span else None,
                "char_end": span.end if span else None,
                "actual_row_no": None if cell.actual_row is None else cell.actual_row + 1,
                "actual_char_start": cell.actual_span.start if cell.actual_span else None,
                "actual_char_end": cell.actual_span.end if cell.actual_span else None,
            },
        )
