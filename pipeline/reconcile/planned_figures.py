"""Figures that a report plans, each with what is planned, for comparison with a later report.

What belongs here: plans of one report. What does not: results that answer them (`plan_outcomes`).
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.document.outline.announced import announced_role
from pipeline.document.readable import closed
from pipeline.facts.programs.programs import PROGRAM_KINDS
from pipeline.vocabulary.plans import plans
from schemas.table import Row

_LABEL = re.compile(r"^[^\w(]*(?:\(([^()]+)\)|([^:：()]{1,40}?)\s*[:：])")


def label_of(text: str) -> str:
    """The label that an item begins with, closed up: 지원대상 of `○ 지원대상 : …`; else nothing."""
    match = _LABEL.match(text)
    return closed(match[1] or match[2]) if match else ""


_ENDS = ("from", "low", "high", "ratio")
_BOUNDS = frozenset({"이상", "이하", "미만", "초과", "이내", "최대", "최소"})
_PARTS = ("addend", "factor", "base", "minuend", "subtrahend", "numerator")


@dataclass(frozen=True)
class Plan:
    """A figure that a program plans."""

    quantity: Row
    program: Row
    label: str
    text: str
    is_target: bool
    is_budget: bool = False
    """It is the headline budget of its program."""


def read_plans(rows: dict[str, list[Row]]) -> Iterator[Plan]:
    """The figures of programs that can be plans."""
    sections = {row["section_id"]: row for row in rows["sections"]}
    programs = {
        row["section_id"]: row
        for row in rows["programs"]
        if sections[row["section_id"]]["kind"] in PROGRAM_KINDS  # and not a row of a table
    }
    lines = {row["line_no"]: row for row in rows["lines"]}
    others = addend_ids(rows) | {
        row["quantity_id"]
        for table in ("outcomes", "indicators", "program_budgets")
        for row in rows[table]
        if table != "outcomes" or not _is_under_way(row)
    }
    budgets = {row["budget_char_start"] for row in rows["programs"]}
    for quantity in rows["quantities"]:
        is_budget = quantity["char_start"] in budgets
        if quantity["quantity_id"] in others and not is_budget:
            continue
        at = quantity["section_id"]
        while at is not None and at not in programs:
            at = sections[at]["parent_id"]
        if at is None or not _can_be_planned(quantity):
            continue
        line = lines[quantity["line_start"]]
        if line["kind"] == "paragraph":
            continue  # running text and drawings tell of the plan; they do not set it
        text = line["text"]
        label = label_of(text)
        if not any(label.endswith(word) for word in plans().no_target):
            target = not is_budget and any(word in label for word in plans().target)
            yield Plan(quantity, programs[at], quantity["label"] or "", text, target, is_budget)


def with_single_targets(found: list[Plan]) -> list[Plan]:
    """An item that states several figures says of each what it is: none is the target."""
    on_line = Counter(plan.quantity["line_start"] for plan in found)
    return [
        replace(plan, is_target=plan.is_target and on_line[plan.quantity["line_start"]] == 1)
        for plan in found
    ]


def _can_be_planned(quantity: Row) -> bool:
    words = frozenset((quantity["modifier"] or "").split())
    return (
        quantity["unit"] is not None
        and quantity["unit"] not in plans().no_unit
        and quantity["part"] not in _ENDS
        and not quantity["is_repeat"]
        and not words & _BOUNDS
        and quantity["value_normalized"] > 1
    )


def _is_under_way(outcome: Row) -> bool:
    """It tells of progress in a plan, which a later report can tell more of."""
    found = announced_role(outcome["heading"])
    return found is not None and found.roles == ("progress",)


def addend_ids(rows: dict[str, list[Row]]) -> set[str | None]:
    """Quantities that are a part of another one of their report: the whole is what is compared."""
    return {row["quantity_id"] for row in rows["relation_terms"] if row["role"] in _PARTS}


def program_title(program: Row, programs: Mapping[str, Row]) -> str:
    """Title of a program, and of the one it is a part of."""
    above = program["program_id"].rpartition("-")[0] if program["subprogram_no"] else None
    return f"{program['title']} {programs[above]['title']}" if above else program["title"]
