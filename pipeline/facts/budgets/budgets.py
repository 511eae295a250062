"""Budgets as published: whose money, of which side, source, year and stage (`budgets`)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.budgets.context import Projects
from pipeline.facts.budgets.sections import section_sides
from pipeline.facts.budgets.tables import BudgetAmount
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.periods import year_of
from pipeline.facts.departments import TOTAL, Names
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.tables import department_name
from pipeline.vocabulary.dimensions import Year
from pipeline.vocabulary.messages import message
from schemas.table import Row

_PAID = {"execution", "expenditure"}
_DIGIT = re.compile(r"[0-9]")
_TITLE_YEAR = re.compile(r"(20\d\d)\s*년")


@dataclass(frozen=True)
class Whose:
    """The owner of an amount."""

    department: str | None
    department_id: str | None
    project: str | None
    program_id: str | None


def add_budgets(
    findings: Findings,
    amounts: Sequence[BudgetAmount],
    names: Names,
    projects: Projects,
    identity: Identity,
) -> None:
    """Publish every amount; one that nothing says the owner of is held back.

    A source of money alone needs no owner: it is a part of the whole.
    """
    year = plan_year(identity)
    sides = section_sides(amounts)
    for amount in amounts:
        whose = _whose(amount, names, projects)
        seen = amount.seen
        printed = seen.span.of(findings.document.text)
        unread = seen.figure is None and _DIGIT.search(printed)
        if unread or (seen.figure is not None and seen.figure.value.denominator != 1):
            findings.hold_back("budgets", seen.span, message("no amount of money can be read here"))
            continue
        by_source = seen.members.funding is not None
        if not (whose.department or whose.project or by_source or _is_whole(amount)):
            findings.hold_back("budgets", seen.span, message("nothing says whose money this is"))
            continue
        row = _row(findings, amount, whose, year, projects.year_of_results(amount.cube))
        side = row["side"] or sides.get((amount.cube.table.table_id, seen.row))
        findings.add("budgets", {**row, "side": side})


def plan_year(identity: Identity) -> int:
    """The year that a report plans: the last of its title, else of the month it is for."""
    stated = _TITLE_YEAR.findall(identity.title or "")
    return int(max(stated)) if stated else identity.period.year


def _row(
    findings: Findings, amount: BudgetAmount, whose: Whose, year: int, of_results: Year | None
) -> Row:
    seen, members, about = amount.seen, amount.seen.members, amount.cube.about
    stated = members.year or about.year or _year_paid(amount.cube) or of_results
    timed = amount.measure != "total_cost"
    return {
        "table_id": amount.cube.table.table_id,
        "row_no": seen.row + 1,
        "column_no": seen.column + 1,
        "department": whose.department,
        "department_id": whose.department_id,
        "project": whose.project,
        "program_id": whose.program_id,
        "funding_source": members.funding,
        "account": members.account or about.account,
        "is_total": _is_whole(amount),
        "side": members.side or about.side,
        "measure": amount.measure,
        "stage": amount.stage,
        "fiscal_year": _year(stated, year) if timed else None,
        "year_bound": stated.bound if stated and timed else None,
        "as_of": amount.cube.table.as_of,
        "amount_krw": None if seen.figure is None else int(seen.figure.value),
        "amount_raw": seen.span.of(findings.document.text),
        **findings.place(seen.span),
    }


def _year_paid(cube: Cube) -> Year | None:
    """The year up to a day of which a table says what is paid of the budget."""
    day = cube.table.as_of
    paid = {m.name for o in cube.observations if (m := o.members.measure)} & _PAID
    return Year(day.year) if day and paid else None


def _is_whole(amount: BudgetAmount) -> bool:
    """The total of others, or a row that names nothing but a side of the budget: 수입예산."""
    seen = amount.seen
    return seen.is_total or (
        amount.name is None and bool(seen.rows) and seen.rows[-1].members.side is not None
    )


def _year(stated: Year | None, year: int) -> int | None:
    """The fiscal year; of 기투자 and 향후 투자 there is no one year."""
    if stated is None:
        return year
    return None if stated.printed is None and stated.bound else year_of(stated, year)


def _whose(amount: BudgetAmount, names: Names, projects: Projects) -> Whose:
    """The department, or the project; of a total of departments 계, of a project its name."""
    published = projects.program(amount.seen.span)
    program = published.program_id if published else None
    if amount.by_department:
        name = names.canonical(department_name(amount.name)) if amount.name else None
        item = amount.item.text if amount.item else None
        return Whose(name or TOTAL, names.department_id(name) if name else None, item, program)
    own = amount.name.text if amount.name else None
    return Whose(None, None, _plain(own) if own else projects.name(amount.cube), program)


def _plain(text: str) -> str:
    return text.strip("∎■□○◦●•∙·▪-⋅* ") or text
