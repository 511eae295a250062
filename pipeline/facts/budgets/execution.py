"""Budget execution (예산 집행) by department, and the components of the budget (예산현액)."""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import TOTAL, Names, row_name
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.tables import header_names, is_subtotal, is_total, table_unit
from pipeline.figures.number import Figure, parse_number, round_half_up
from pipeline.vocabulary.tables import budget
from pipeline.vocabulary.units import Unit
from pipeline.vocabulary.words import words

AMOUNTS = ("budget", "commitment", "expenditure")
RATES = ("commitment_rate", "expenditure_rate")
DERIVED_RESOLUTION = Fraction(1, 1000)

_PART = re.compile(r"(?P<name>[^()+:]+?)\s*\((?P<amount>[\d,.]+\s*[가-힣]+)\)")
_SUM_OF_PARTS = re.compile(r":\s*(?:[^()+:]+\([^()]*\)\s*)(?:\+\s*[^()+:]+\([^()]*\)\s*)+$")


@dataclass(frozen=True)
class Amount:
    """A figure of the table, in its canonical unit, and where it stands."""

    figure: Figure
    """Won for money, percent for rates."""
    span: Span


@dataclass(frozen=True)
class BudgetRow:
    """One department's budget execution."""

    table: PlacedTable
    row: int
    department: str
    """Canonical name, or 계."""
    span: Span
    """The whole row."""
    amounts: dict[str, Amount]
    """budget, commitment, expenditure, and the rates that are printed."""

    @property
    def is_total(self) -> bool:
        """It is the total row."""
        return self.department == TOTAL

    def derived_rate(self, rate: str) -> Fraction | None:
        """A rate computed from the row, in percent; None for a budget of nothing."""
        base = self.amounts["budget"].figure.value
        amount = self.amounts[rate.removesuffix("_rate")].figure.value
        return 100 * amount / base if base else None


@dataclass(frozen=True)
class Component:
    """One part of the budget."""

    name: str
    amount: Amount


def budget_columns(text: str, table: PlacedTable) -> dict[str, int]:
    """Which column holds what, by its headings. Empty: the table is no budget table."""
    columns = dict(_measures(text, table))
    return columns if all(amount in columns for amount in AMOUNTS) else {}


def _measures(text: str, table: PlacedTable) -> list[tuple[str, int]]:
    """Each column that holds something of a budget, by its headings."""
    found = []
    for column in range(table.grid.stub_columns, table.grid.columns):
        path = header_names(text, table.grid, column)
        measure = next((m for m in AMOUNTS if path and path[-1] in getattr(budget(), m)), None)
        if measure is None:
            continue
        is_rate = any(name in budget().rate for name in path[:-1])
        found.append((f"{measure}_rate" if is_rate else measure, column))
    return found


def budget_tables(text: str, tables: list[PlacedTable]) -> list[PlacedTable]:
    """Tables with the columns 예산현액, 원인행위액 and 지출액."""
    return [table for table in tables if budget_columns(text, table)]


def read_budget(findings: Findings, tables: list[PlacedTable], names: Names) -> list[BudgetRow]:
    """Read every row of every budget table; a row with an unreadable figure is held back."""
    found: dict[str, BudgetRow] = {}
    for table in tables:
        unit = table_unit(table, "KRW")
        if unit is None:
            findings.hold_back(
                "budget_execution",
                table.grid.span,
                "no unit of money, such as (단위 : 백만원), is printed above the table",
            )
            continue
        measures = [measure for measure, _ in _measures(findings.document.text, table)]
        if len(measures) > len(set(measures)):
            findings.hold_back(
                "budget_execution",
                table.grid.span,
                "two columns have the same heading, as of two years; only one can be published",
            )
            continue
        for row in _rows(findings, table, unit, names):
            if row.department in found:
                findings.hold_back(
                    "budget_execution",
                    row.span,
                    f"{row.department} is already stated in another row or table",
                )
            else:
                found[row.department] = row
    return list(found.values())


def _rows(findings: Findings, table: PlacedTable, unit: Unit, names: Names) -> list[BudgetRow]:
    text = findings.document.text
    columns = budget_columns(text, table)
    rows = []
    for row in table.grid.body():
        span = Span(row[0].span.start, row[-1].span.end)
        printed = row_name(text, row)
        amounts = {}
        for measure, column in columns.items():
            cell = table.cell(row[0].row, column)
            factor = Fraction(1) if measure in RATES else unit.factor
            figure = _figure(cell.span.of(text), factor) if cell else None
            if cell and figure:
                amounts[measure] = Amount(figure, cell.span)
        unread = [measure for measure in columns if measure not in amounts]
        if not printed or unread or is_subtotal(printed):
            what = ", ".join(unread) or "the department"
            findings.hold_back(
                "budget_execution", span, f"{what} cannot be read; compare it with the original"
            )
            continue
        department = TOTAL if is_total(printed) else names.canonical(printed)
        rows.append(BudgetRow(table, row[0].row, department, span, amounts))
    return rows


def _figure(content: str, factor: Fraction) -> Figure | None:
    """A figure in the canonical unit, a dash being 0. None: no number, or parts of a won."""
    if closed(content) in words().nil:
        return Figure(Fraction(0), factor)
    read = parse_number(content)
    figure = read.figure.scaled(factor) if read else None
    whole_won = figure is not None and (factor == 1 or figure.value.denominator == 1)
    return figure if whole_won else None


def add_budget(findings: Findings, rows: list[BudgetRow], names: Names, identity: Identity) -> None:
    """Publish budget execution, stated and derived side by side."""
    for row in rows:
        as_of = row.table.as_of
        stated = {
            f"{rate}_pct": float(row.amounts[rate].figure.value) if rate in row.amounts else None
            for rate in RATES
        }
        derived = {}
        for rate in RATES:
            value = row.derived_rate(rate)
            derived[f"{rate}_derived_pct"] = (
                None if value is None else float(round_half_up(value, DERIVED_RESOLUTION))
            )
        findings.add(
            "budget_execution",
            {
                "department": row.department,
                "department_id": None if row.is_total else names.department_id(row.department),
                "is_total": row.is_total,
                "fiscal_year": (as_of or identity.period).year,
                "as_of": as_of,
                **{f"{a}_krw": int(row.amounts[a].figure.value) for a in AMOUNTS},
                **stated,
                **derived,
                "table_id": row.table.table_id,
                "row_no": row.row + 1,
                **findings.lines(row.span),
            },
        )


def read_components(findings: Findings) -> list[Component]:
    """The note that says what the budget is made of: `예산현액 : 본예산(…) + 이월액(…)`."""
    document = findings.document
    for line in document.lines:
        content = document.text[line.start : line.end]
        subject = closed(content.partition(":")[0]).lstrip("0123456789)*※")
        if subject not in budget().budget or not _SUM_OF_PARTS.search(content):
            continue
        return _components(findings, document, Span(line.start, line.end))
    return []


def _components(findings: Findings, document: Document, note: Span) -> list[Component]:
    found: dict[str, Component] = {}
    at = document.text.index(":", note.start)
    for match in _PART.finditer(document.text, at + 1, note.end):
        name = readable(match["name"].strip().lstrip("+"))
        span = Span(match.start("amount"), match.end("amount"))
        read = parse_number(match["amount"])
        if read is None or read.unit is None or read.unit.canonical != "KRW" or name in found:
            findings.hold_back(
                "budget_components", span, f"no amount of money can be read for '{name}'"
            )
            continue
        found[name] = Component(name, Amount(read.figure.scaled(read.unit.factor), span))
    return list(found.values())


def add_components(findings: Findings, components: list[Component]) -> None:
    """Publish the components."""
    for component in components:
        findings.add(
            "budget_components",
            {
                "component": component.name,
                "amount_krw": int(component.amount.figure.value),
                **findings.place(component.amount.span),
            },
        )
