"""Staffing (인력현황): authorised posts and people in post by department and category."""

import re
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.document.tables.headers import row_headings
from pipeline.facts.departments import TOTAL, Names, row_name
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.short_rows import read_counts
from pipeline.facts.tables import header_names, is_subtotal, is_total
from pipeline.vocabulary.tables import staffing

ALL_STAFF = "합계"
"""What the category of all staff is called."""

_LEAST_CATEGORIES = 2
_UNIT = re.compile(rf"(?<=\d)\s*(?:{'|'.join(staffing().unit)})(?!\w)")
_PART_LABEL = re.compile(r"([가-힣]+)\(\d")


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
    """The row's heading."""
    actual_row: int | None = None
    """Row of 현원, where it stands in a row of its own."""
    actual_span: Span | None = None
    """The cell of 현원, where it has its own."""

    @property
    def is_total(self) -> bool:
        """It stands in the total row."""
        return self.department == TOTAL


def staffing_tables(text: str, tables: list[PlacedTable]) -> list[PlacedTable]:
    """Tables with a department a row, whose header names at least two categories of staff."""
    return [
        table for table in tables if _has_categories(text, table) and not is_by_measure(text, table)
    ]


def staffing_rows_tables(text: str, tables: list[PlacedTable]) -> list[PlacedTable]:
    """Tables of staff by category with 정원 and 현원 a row each."""
    return [
        table for table in tables if _has_categories(text, table) and is_by_measure(text, table)
    ]


def _has_categories(text: str, table: PlacedTable) -> bool:
    known = set(staffing().category)
    columns = range(table.grid.stub_columns, table.grid.columns)
    names = (header_names(text, table.grid, column) for column in columns)
    return sum(bool(path) and path[-1] in known for path in names) >= _LEAST_CATEGORIES


def is_by_measure(text: str, table: PlacedTable) -> bool:
    """Some row of the table is headed 정원, another one 현원."""
    paths = row_headings(text, table.grid, table.grid.stub_columns).values()
    names = {closed(path.rpartition(" / ")[2]) for path in paths}
    return all(names & set(words) for words in (staffing().authorized, staffing().actual))


def read_staffing(
    findings: Findings, tables: list[PlacedTable], names: Names
) -> list[StaffingCell]:
    """Read every cell of every staffing table; what cannot be read is held back."""
    found: dict[tuple[str, str], StaffingCell] = {}
    for table in tables:
        categories = staff_categories(findings.document.text, table)
        for row in table.grid.body():
            heading = row[0].span
            printed = row_name(findings.document.text, row)
            if not printed or is_subtotal(printed):
                reason = (
                    "a subtotal is no department"
                    if printed
                    else "the row has no heading; name its department"
                )
                findings.hold_back("staffing", Span(heading.start, row[-1].span.end), reason)
                continue
            department = TOTAL if is_total(printed) else names.canonical(printed)
            for column, category in categories.items():
                cell = _read_cell(
                    findings, _Place(table, row[0].row, column, department, category, heading)
                )
                if cell is None:
                    continue
                if (department, category) in found:
                    findings.hold_back(
                        "staffing",
                        cell.span or heading,
                        f"{department} / {category} is already stated in another row or table",
                    )
                    continue
                found[department, category] = cell
    return list(found.values())


def staff_categories(text: str, table: PlacedTable) -> dict[int, str]:
    """Category of each value column. A column of figures in parentheses is named in its cells.

    Columns of remarks are left out.
    """
    found = {}
    for column in range(table.grid.stub_columns, table.grid.columns):
        contents = [
            cell.span.of(text) for row in table.grid.body() for cell in row if cell.column == column
        ]
        labels = [
            match[1] for content in contents if (match := _PART_LABEL.search(closed(content)))
        ]
        header = header_names(text, table.grid, column)
        if labels and labels[0] in staffing().part:
            found[column] = labels[0]
        elif header and header[-1] not in staffing().remark:
            name = header[-1].rstrip("*")  # the mark of a note
            found[column] = ALL_STAFF if name in staffing().total else name
    return found


@dataclass(frozen=True)
class _Place:
    """Where a cell stands and what it is about."""

    table: PlacedTable
    row: int
    column: int
    department: str
    category: str
    heading: Span

    def staff(
        self, authorized: int | None, actual: int | None, status: str, span: Span | None
    ) -> StaffingCell:
        return StaffingCell(
            self.table,
            self.row,
            self.department,
            self.category,
            authorized,
            actual,
            status,
            span,
            self.heading,
        )


def _read_cell(findings: Findings, place: _Place) -> StaffingCell | None:
    at = (place.row, place.column)
    cell = place.table.cell(*at)
    if cell is None or cell.span.start == cell.span.end:
        if cell is None and at not in place.table.missing:
            return None  # the row was held back when the table was placed
        return place.staff(None, None, "not_printed", None)
    counts = read_headcounts(cell.span.of(findings.document.text))
    is_part = place.category in staffing().part
    if counts == ():
        counts = (0,) if is_part else (0, 0)
    if counts is None or len(counts) != (1 if is_part else 2):
        wanted = "one count" if is_part else "a pair 정원/현원"
        findings.hold_back(
            "staffing",
            cell.span,
            f"under {place.category} for {place.department} stands not {wanted}; "
            "compare it with the original",
        )
        return None
    status = "placed_by_totals" if at in place.table.placed else "printed"
    if is_part:
        return place.staff(None, counts[0], status, cell.span)
    return place.staff(counts[0], counts[1], status, cell.span)


def read_headcounts(content: str) -> tuple[int, ...] | None:
    """The counts in a cell, people being what is counted: `107명/106명` is (107, 106)."""
    return read_counts(_UNIT.sub("", content))


def add_staffing(findings: Findings, cells: list[StaffingCell], names: Names) -> None:
    """Publish staffing."""
    for cell in cells:
        span = cell.span
        printed = [s for s in (span, cell.actual_span) if s] or [cell.heading]
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
                **findings.lines(Span(printed[0].start, printed[-1].end)),
                "char_start": span.start if span else None,
                "char_end": span.end if span else None,
                "actual_row_no": None if cell.actual_row is None else cell.actual_row + 1,
                "actual_char_start": cell.actual_span.start if cell.actual_span else None,
                "actual_char_end": cell.actual_span.end if cell.actual_span else None,
            },
        )
