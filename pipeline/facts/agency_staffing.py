"""Staffing of the whole agency by category, where 정원 and 현원 have a row each.

The other shape, a department a row with 정원 and 현원 in one cell, is `staffing.py`'s.
"""

from collections.abc import Sequence

from pipeline.document.grid import Cell, Span
from pipeline.facts.departments import row_name
from pipeline.facts.located import Findings, PlacedTable
from pipeline.facts.staffing import TOTAL, StaffingCell, read_headcounts, staff_categories
from pipeline.reference import staffing


def read_agency_staffing(
    findings: Findings, tables: Sequence[PlacedTable], known: Sequence[StaffingCell]
) -> list[StaffingCell]:
    """Read every category of every such table; what cannot be read is held back.

    Args:
        findings: the report.
        tables: tables with one row 정원 and one row 현원.
        known: staffing that was read already; a total that it states is not stated again.
    """
    found = {cell.category: cell for cell in known if cell.is_total}
    read: list[StaffingCell] = []
    for table in tables:
        rows = _rows(findings, table)
        for column, category in staff_categories(findings.document.text, table).items():
            cell = _cell(findings, table, rows, column, category)
            if cell is None:
                continue
            if category in found:
                findings.hold_back(
                    "staffing",
                    cell.span or cell.heading,
                    f"{TOTAL} / {category} is already stated in another table",
                )
                continue
            found[category] = cell
            read.append(cell)
    return read


def _rows(findings: Findings, table: PlacedTable) -> tuple[list[Cell], list[Cell]]:
    """The rows of 정원 and of 현원; any other one is held back."""
    text = findings.document.text
    named = {row_name(text, row): row for row in table.grid.body()}
    authorized = next(row for name, row in named.items() if name in staffing().authorized)
    actual = next(row for name, row in named.items() if name in staffing().actual)
    for row in table.grid.body():
        if row[0] not in (authorized[0], actual[0]):
            findings.hold_back(
                "staffing",
                Span(row[0].span.start, row[-1].span.end),
                "the row is neither 정원 nor 현원",
            )
    return authorized, actual


def _cell(
    findings: Findings,
    table: PlacedTable,
    rows: tuple[list[Cell], list[Cell]],
    column: int,
    category: str,
) -> StaffingCell | None:
    spans: list[Span] = []
    counts: list[int] = []
    for row in rows:
        cell = table.cell(row[0].row, column)
        stands = cell.span if cell and cell.span.start < cell.span.end else row[0].span
        read = read_headcounts(stands.of(findings.document.text)) if cell else None
        if read is None or len(read) > 1:
            findings.hold_back(
                "staffing",
                stands,
                f"under {category} stands not one count; compare it with the original",
            )
            return None
        spans.append(stands)
        counts.append(read[0] if read else 0)
    return StaffingCell(
        table=table,
        row=rows[0][0].row,
        department=TOTAL,
        category=category,
        authorized=counts[0],
        actual=counts[1],
        status="printed",
        span=spans[0],
        heading=rows[0][0].span,
        actual_row=rows[1][0].row,
        actual_span=spans[1],
    )
