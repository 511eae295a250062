"""Budgets as planned: by department, side (세입, 세출), source of money and year (`budgets`)."""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.facts.budgets.planned_headings import About, BudgetTable
from pipeline.facts.departments import TOTAL, Names
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings
from pipeline.figures.date_values import full_year
from pipeline.figures.number import Figure, parse_number
from pipeline.vocabulary.words import words

_DIGIT = re.compile(r"[0-9]")


@dataclass(frozen=True)
class BudgetCell:
    """An amount of a table of budgets."""

    found: BudgetTable
    row: int
    column: int
    about: About
    figure: Figure | None
    """In won; None for a cell that says in words that there is none yet: 미정."""
    span: Span

    @property
    def measure(self) -> str:
        """budget, unless the headings say otherwise."""
        return self.about.measure or "budget"


def read_budgets(findings: Findings, tables: list[BudgetTable]) -> list[BudgetCell]:
    """Read every cell of every table; a figure that cannot be read is held back."""
    text = findings.document.text
    cells = []
    for found in tables:
        unit = found.table.unit
        for cell in (cell for row in found.table.grid.body() for cell in row):
            column, stands = found.columns.get(cell.column), cell.span.of(text)
            if unit is None or column is None or column.aside or not stands:
                continue
            about = found.rows[cell.row].and_also(column)
            figure = _figure(stands, unit.factor)
            if figure is None and _DIGIT.search(stands):
                findings.hold_back("budgets", cell.span, "no amount of money can be read here")
                continue
            cells.append(BudgetCell(found, cell.row, cell.column, about, figure, cell.span))
    return cells


def _figure(stands: str, factor: Fraction) -> Figure | None:
    """A cell in won, a dash being 0. None: no number, another unit, or parts of a won."""
    if closed(stands) in words().nil:
        return Figure(Fraction(0), factor)
    read = parse_number(stands)
    figure = read.figure.scaled(factor) if read and read.unit is None else None
    return figure if figure and figure.value.denominator == 1 else None


def add_budgets(
    findings: Findings, cells: list[BudgetCell], names: Names, identity: Identity
) -> None:
    """Publish every amount."""
    for cell in cells:
        about, table = cell.about, cell.found.table
        department = names.canonical(about.department) if about.department else None
        year = about.year
        reported = identity.period.year if cell.measure != "total_cost" else None
        findings.add(
            "budgets",
            {
                "table_id": table.table_id,
                "row_no": cell.row + 1,
                "column_no": cell.column + 1,
                "department": department or (TOTAL if _of_departments(cell) else None),
                "department_id": names.department_id(department) if department else None,
                "funding_source": about.source,
                "is_total": about.total,
                "side": about.side,
                "measure": cell.measure,
                "fiscal_year": full_year(int(year.year), identity.period.year)
                if year
                else reported,
                "year_bound": year.bound if year else None,
                "as_of": table.as_of,
                "amount_krw": None if cell.figure is None else int(cell.figure.value),
                "amount_raw": cell.span.of(findings.document.text),
                **findings.place(cell.span),
            },
        )


def _of_departments(cell: BudgetCell) -> bool:
    """The total is one of departments."""
    abouts = (*cell.found.rows.values(), *cell.found.columns.values())
    return cell.about.total and any(about.department for about in abouts)
