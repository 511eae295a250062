"""Budgets that a line states of departments: `예산 : 925백만원(감사담당관 506, 청렴담당관 419)`.

What belongs here: such lines outside programs. What does not: tables, and what a program costs.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.readable import closed, content_start
from pipeline.document.tables.grid import Span
from pipeline.document.tables.members import is_department, read_heading
from pipeline.facts.budgets.budgets import plan_year
from pipeline.facts.budgets.context import Projects
from pipeline.facts.cube.periods import year_of
from pipeline.facts.cube.values import Value, read_values
from pipeline.facts.departments import TOTAL, Mention, Names
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings

_LONGEST_LABEL = 16
_LINE = re.compile(r"(?P<label>[^:：]+)[:：]\s*(?P<rest>\S.*?)\s*$")


@dataclass(frozen=True)
class StatedAmount:
    """One amount of such a line."""

    span: Span
    amount: Fraction
    """Won."""
    name: str | None
    """Department as printed, closed up; None for all of them."""
    heading: Span
    label: str


def stated_amounts(findings: Findings, projects: Projects) -> list[StatedAmount]:
    """The amounts of every line that divides a budget among departments."""
    found: list[StatedAmount] = []
    document = findings.document
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind in ("blank", "table", "furniture"):
            continue
        start = content_start(document.text, line.start, line.end)
        match = _LINE.match(document.text[start : line.end])
        if match is None or len(match["label"]) > _LONGEST_LABEL:
            continue
        said = read_heading(match["label"])
        budget = said.side or (said.measure and said.measure.name == "budget") or said.stage
        rest = Span(start + match.start("rest"), start + match.end("rest"))
        if budget and projects.program(rest) is None:
            found += _divide(document.text, rest, match["label"])
    return found


def _divide(text: str, rest: Span, label: str) -> list[StatedAmount]:
    """A total and its parts in brackets, all of which are departments."""
    values = read_values(text, rest)
    if len(values) < 2 or values[0].unit is None or values[0].unit.canonical != "KRW":
        return []
    names = [closed(text[_before(text, rest, v) : v.span.start]) for v in values[1:]]
    if not all(map(is_department, names)):
        return []
    found = []
    for value, name in zip(values, [None, *names], strict=True):
        unit = value.unit or values[0].unit
        if value.figure is None:
            return []
        amount = value.figure.value * unit.factor
        heading = Span(_before(text, rest, value), value.span.start) if name else value.span
        found.append(StatedAmount(value.span, amount, name, heading.stripped(text), label))
    return found


def _before(text: str, rest: Span, value: Value) -> int:
    """The place where the word before a value begins: behind the bracket or comma before it."""
    return max(text.rfind(mark, rest.start, value.span.start) for mark in "(,，·") + 1


def stated_mentions(report_id: str, amounts: list[StatedAmount]) -> list[Mention]:
    """The places where such lines name a department."""
    return [Mention(f"{report_id}/{a.heading.start}", a.heading, a.name) for a in amounts if a.name]


def add_stated(
    findings: Findings, amounts: list[StatedAmount], names: Names, identity: Identity
) -> None:
    """Publish what these lines state, but what a table states as well."""
    known = {
        (row["department"], row["amount_krw"], row["side"])
        for row in findings.rows.get("budgets", [])
    }
    for stated in amounts:
        said = read_heading(stated.label)
        department = names.canonical(stated.name) if stated.name else None
        amount = int(stated.amount)
        if (department or TOTAL, amount, said.side) in known:
            continue
        year = plan_year(identity)
        findings.add(
            "budgets",
            {
                "department": department or TOTAL,
                "department_id": names.department_id(department) if department else None,
                "is_total": department is None,
                "side": said.side,
                "measure": "budget",
                "stage": said.stage,
                "fiscal_year": year_of(said.year, year) if said.year else year,
                "amount_krw": amount,
                "amount_raw": stated.span.of(findings.document.text),
                **findings.place(stated.span),
            },
        )
