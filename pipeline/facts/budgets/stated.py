"""Budgets that a line states with its parts: `예산 : 925백만원(감사담당관 506, 청렴담당관 419)`.

The parts are departments, or what else adds up to the budget of the office itself: sources,
accounts, lines of revenue. What belongs here: such lines outside programs. What does not: tables,
and what a program costs.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, content_start
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import Members, is_department, read_heading
from pipeline.facts.budgets.budgets import plan_year
from pipeline.facts.budgets.tables import CURRENT
from pipeline.facts.cube.periods import year_of
from pipeline.facts.cube.values import read_values
from pipeline.facts.departments import TOTAL, Mention, Names
from pipeline.facts.identity import Identity
from pipeline.facts.own_office import lines_outside_programs
from pipeline.facts.rows import Findings
from pipeline.vocabulary.dimensions import Year, dimensions

_LONGEST_LABEL = 16
_LINE = re.compile(
    r"(?:[가-하][.)]\s*)?(?P<label>[^:：]+)[:：]\s*(?P<before>(?:20\d\d년)?[^\d(]*)"
    r"(?P<whole>\d[^()]*?)\s*\((?P<parts>[^()]+)\)"
)
_OWN = {"organisation", "staffing", "budget"}
"""Roles of the headings below which an office tells of its own budget."""
_MEASURES = ("budget", "budget_current")


@dataclass(frozen=True)
class StatedAmount:
    """One amount of such a line."""

    span: Span
    amount: Fraction
    """Won."""
    name: str | None
    """Of a part, as printed, closed up; None for all of them."""
    of: str
    """Kind of the parts of the line: department, source or item."""
    heading: Span
    said: Members
    """The meaning of the label of the line."""
    year: Year | None


def stated_amounts(findings: Findings, outline: Outline) -> list[StatedAmount]:
    """The amounts of every line that divides a budget."""
    found: list[StatedAmount] = []
    text = findings.document.text
    for stated in lines_outside_programs(findings.document, outline):
        match = _LINE.match(text, stated.content.start, stated.content.end)
        if match is None or len(closed(match["label"])) > _LONGEST_LABEL:
            continue
        said = read_heading(match["label"])
        if said.side or (said.measure and said.measure.name in _MEASURES) or said.stage:
            found += _divide(text, match, said, is_own=stated.above <= _OWN)
    return found


def _divide(text: str, line: re.Match[str], said: Members, *, is_own: bool) -> list[StatedAmount]:
    """A total and its parts in brackets: departments, or else the parts that add up to it."""
    whole, *more = read_values(text, Span(*line.span("whole")))
    parts = read_values(text, Span(*line.span("parts")))
    values = [whole, *parts]
    if more or not parts or whole.unit is None or whole.unit.canonical != "KRW":
        return []
    starts = [line.start("parts"), *(part.span.end for part in parts)]
    headings = [
        Span(content_start(text, start, part.span.start), part.span.start).stripped(text)
        for start, part in zip(starts, parts, strict=False)
    ]
    names = [closed(heading.of(text)) for heading in headings]
    amounts = [v.figure.value * (v.unit or whole.unit).factor for v in values if v.figure]
    of = _kind_of(names)
    stated = of == "department" or (is_own and sum(amounts[1:]) == amounts[0])
    if not all(names) or len(amounts) < len(values) or not stated:
        return []
    dated = dimensions().year(closed(line["before"]))
    year = dated[0] if dated else said.year
    return [
        StatedAmount(value.span, amount, name, of, heading or value.span, said, year)
        for value, amount, name, heading in zip(
            values, amounts, [None, *names], [None, *headings], strict=True
        )
    ]


def _kind_of(names: list[str]) -> str:
    """The kind of the parts of a line."""
    if all(map(is_department, names)):
        return "department"
    funding = dimensions().funding
    return "source" if (funding.words | funding.letters).issuperset(names) else "item"


def stated_mentions(report_id: str, amounts: list[StatedAmount]) -> list[Mention]:
    """The places where such lines name a department."""
    return [
        Mention(f"{report_id}/{a.heading.start}", a.heading, a.name)
        for a in amounts
        if a.name and a.of == "department"
    ]


def add_stated(
    findings: Findings, amounts: list[StatedAmount], names: Names, identity: Identity
) -> None:
    """Publish what these lines state, but what a table states as well."""
    known = {
        (
            row["department"],
            row.get("project") or row.get("funding_source"),
            row["amount_krw"],
            row["side"],
        )
        for row in findings.rows.get("budgets", [])
    }
    year = plan_year(identity)
    for stated in amounts:
        said, is_part = stated.said, stated.name is not None
        by_department = stated.of == "department"
        department = names.canonical(stated.name) if stated.name and by_department else None
        whose = department or (TOTAL if by_department else None)
        other = None if by_department else stated.name
        if (whose, other, int(stated.amount), said.side) in known:
            continue
        current = said.measure is not None and said.measure.name == "budget_current"
        findings.add(
            "budgets",
            {
                "department": whose,
                "department_id": names.department_id(department) if department else None,
                "project": other if stated.of == "item" else None,
                "funding_source": other if stated.of == "source" else None,
                "is_total": not is_part,
                "side": said.side,
                "measure": "budget",
                "stage": said.stage or (CURRENT if current else None),
                "fiscal_year": year_of(stated.year, year) if stated.year else year,
                "amount_krw": int(stated.amount),
                "amount_raw": stated.span.of(findings.document.text),
                **findings.place(stated.span),
            },
        )
