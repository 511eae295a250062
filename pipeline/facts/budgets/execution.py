"""Budget execution (예산 집행) by department, and the components of the budget (예산현액)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.axes import Head
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import read_heading
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.departments import TOTAL, Mention, Names
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.figures.number import Figure, parse_number, round_half_up
from pipeline.vocabulary.dimensions import Measure
from pipeline.vocabulary.messages import message

AMOUNTS = ("budget", "commitment", "expenditure")
_OPTIONAL = ("commitment",)
"""Amounts that a table may leave out."""
RATES = ("commitment_rate", "expenditure_rate")
_COLUMNS = {
    "budget_current": "budget",
    "commitment": "commitment",
    "expenditure": "expenditure",
    "commitment_rate": "commitment_rate",
    "expenditure_rate": "expenditure_rate",
}
"""Measure to column."""
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
        amount = self.amounts.get(rate.removesuffix("_rate"))
        return 100 * amount.figure.value / base if amount and base else None


@dataclass(frozen=True)
class Component:
    """One part of the budget."""

    name: str
    amount: Amount


@dataclass
class _Seen:
    """The figures that a table states of one department."""

    heading: Head | None
    observations: list[Observation]


def execution_mentions(cubes: Sequence[Cube]) -> list[Mention]:
    """The places where tables of budget execution name a department."""
    return [
        Mention(cube.table.table_id, seen.heading.cell.span, name)
        for cube in cubes
        for name, seen in _by_department(cube).items()
        if seen.heading and name
    ]


def _by_department(cube: Cube) -> dict[str, _Seen]:
    """The values of each department, closed up as printed; those of all of them under ''.

    A subtotal is none.
    """
    found: dict[str, _Seen] = {}
    for seen in _name_only_rate(cube):
        if _column(seen) is None or seen.figure is None:
            continue
        heads = [
            h for h in (*seen.rows, *seen.columns) if not (h.members.measure or h.members.year)
        ]
        named = [head for head in heads if not head.members.total]
        head = named[-1] if named else None
        if any(h.members.total == "subtotal" for h in heads):
            continue
        name = closed(head.text) if head else ""
        found.setdefault(name, _Seen(head, [])).observations.append(seen)
    return found


def _name_only_rate(cube: Cube) -> list[Observation]:
    """The values of a table; its only rate is that of what is paid where nothing else is spent."""
    measures = [(o, o.members.measure) for o in cube.observations]
    if any(m and m.name == "commitment" for _, m in measures):
        return list(cube.observations)
    paid = Measure("expenditure_rate", "rate", "%")
    return [
        replace(o, members=replace(o.members, measure=paid))
        if m and m.name == "execution_rate"
        else o
        for o, m in measures
    ]


def _column(seen: Observation) -> str | None:
    """budget, commitment, expenditure or one of the rates."""
    measure = seen.members.measure
    return _COLUMNS.get(measure.name) if measure and seen.state != "words" else None


def read_budget(findings: Findings, cubes: Sequence[Cube], names: Names) -> list[BudgetRow]:
    """Read every department of every table; one with an unreadable figure is held back."""
    found: dict[str, BudgetRow] = {}
    for cube in cubes:
        if reason := _unfit_table(cube):
            findings.hold_back("budget_execution", cube.table.grid.span, reason)
            continue
        stated = {_column(o) for o in cube.observations}
        required = [name for name in AMOUNTS if name in stated or name not in _OPTIONAL]
        for name, seen in _by_department(cube).items():
            department = names.canonical(name) if name else TOTAL
            amounts = {
                column: Amount(o.figure, o.span)
                for o in seen.observations
                if (column := _column(o)) and o.figure
            }
            spans = [o.span for o in seen.observations]
            span = Span(min(s.start for s in spans), max(s.end for s in spans))
            if seen.observations[0].rows:
                start = seen.observations[0].rows[0].cell.span.start
                span = Span(min(start, span.start), span.end)
            row = BudgetRow(cube.table, seen.observations[0].row, department, span, amounts)
            if reason := _unfit(row, seen, required, found):
                findings.hold_back("budget_execution", span, reason)
            else:
                found[department] = row
    return list(found.values())


def _unfit_table(cube: Cube) -> str | None:
    """The reason to hold back all figures of a table; None if they are sound."""
    seen = [o for by in _by_department(cube).values() for o in by.observations]
    if any(_column(o) in AMOUNTS and o.unit != "KRW" for o in seen):
        return message("no unit of money, such as (단위 : 백만원), is printed with the table")
    columns = [[_column(o) for o in by.observations] for by in _by_department(cube).values()]
    if any(len(names) > len(set(names)) for names in columns):
        return message(
            "two columns have the same heading, as of two years; only one can be published"
        )
    return None


def _unfit(
    row: BudgetRow, seen: _Seen, required: Sequence[str], found: dict[str, BudgetRow]
) -> str | None:
    """The reason to hold back a department's figures; None if they are sound."""
    money = [o for o in seen.observations if _column(o) in AMOUNTS]
    if any(o.figure and o.figure.value.denominator != 1 for o in money):
        return message("an amount has parts of a won; compare it with the original")
    unread = [amount for amount in required if amount not in row.amounts]
    if unread:
        return f"{', '.join(unread)} cannot be read; compare it with the original"
    if row.department in found:
        return f"{row.department} is already stated in another row or table"
    return None


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
                **{
                    f"{a}_krw": int(row.amounts[a].figure.value) if a in row.amounts else None
                    for a in AMOUNTS
                },
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
        said = read_heading(subject).measure
        if said is None or said.name != "budget_current" or not _SUM_OF_PARTS.search(content):
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
                "budget_components",
                span,
                message("no amount of money can be read for '{name}'", name=name),
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
