"""Checks of outcomes: a heading of results has some below it, and each one is announced."""

from collections import defaultdict

from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.roles import role_of
from pipeline.facts.above import announcing
from pipeline.facts.outcomes.columns import is_result_column
from pipeline.rules.check import Check, Outcome, at_line, per_report, table_check
from pipeline.rules.common_checks import states_quantity
from pipeline.rules.frames import Frames, rows_of
from schemas.table import Row

_LEAST_FIGURES = 3
"""Figures right below a heading that may all be plans, costs or names."""


@table_check(
    "outcomes.found_below_headings",
    "warning",
    description=(
        "Below a heading of results with several figures right below it, some figure is an outcome."
    ),
)
def found_below_headings(frames: Frames) -> list[Outcome]:
    """Of each heading of results over figures in text: one of them at least is an outcome."""
    below: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(frames, "quantities"):
        if row["table_id"] is None:
            below[row["section_id"]].add(row["quantity_id"])
    for row in reversed([*rows_of(frames, "sections")]):  # those inside an item stand behind it
        if row["kind"] == "item" and row["parent_id"] is not None:
            below[row["parent_id"]] |= below[row["section_id"]]
    published = set(frames["outcomes"]["quantity_id"])

    def failure(row: Row) -> str | None:
        found = announcing(row["kind"], row["title"] or "")
        held = below[row["section_id"]]
        if found is None or found.roles != ("results",) or len(held) < _LEAST_FIGURES:
            return None
        return None if held & published else at_line(row, "no figure below '{title}' is an outcome")

    return per_report(rows_of(frames, "sections"), failure)


@table_check(
    "outcomes.announced",
    "error",
    description="The heading of an outcome announces results, progress or answers to findings.",
)
def announced(frames: Frames) -> list[Outcome]:
    """What each outcome names as its heading says that results stand below it."""

    def failure(row: Row) -> str | None:
        heading = row["heading"]
        found = announced_role(heading)
        says = found is not None and {"results", "progress"} & set(found.roles)
        if says or is_result_column(heading) or role_of(heading) == "results":
            return None
        return at_line(row, "'{heading}' announces no results")

    return per_report(rows_of(frames, "outcomes"), failure)


OUTCOME_SOURCE_CHECKS: tuple[Check, ...] = (found_below_headings,)

OUTCOME_READING_CHECKS: tuple[Check, ...] = (
    announced,
    states_quantity(
        "outcomes",
        "as_in_quantities",
        "Every outcome has the value, unit, text and place of its quantity, and no two have one.",
    ),
)
