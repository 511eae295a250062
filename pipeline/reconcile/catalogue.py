"""All checks of a release, and the table of their outcomes."""

import polars as pl

from pipeline.facts.audit import checks as audit_checks
from pipeline.facts.budgets import planned_checks
from pipeline.facts.cube import checks as observation_checks
from pipeline.facts.indicators import checks as indicator_checks
from pipeline.facts.milestones import checks as milestone_checks
from pipeline.facts.outcomes import checks as outcome_checks
from pipeline.facts.programs import checks as program_checks
from pipeline.reconcile import (
    coverage_checks,
    figure_checks,
    file_checks,
    outline_checks,
    place_checks,
    plan_checks,
    reading_checks,
    relation_checks,
    source_checks,
)
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS, schema_failures
from pipeline.rules.check import Check, Outcome, Result, checks_in, run_checks, table_check
from pipeline.rules.frames import Frames
from pipeline.vocabulary.messages import translation
from schemas import TABLE


@table_check("reports.every_report_read", "warning", of_all=True)
def every_report_read(frames: Frames) -> list[Outcome]:
    """Every file of raw/ is a report of this release."""
    refused = frames["quarantine"].filter(pl.col("table_name") == "reports")
    failures = tuple(
        translation(f"{at}: {row['reason']}", f"{at}: {row['reason_ko']}")
        for row in refused.iter_rows(named=True)
        for at in [f"{row['report_id']}:{row['line_start']}"]
    )
    return [Outcome(None, frames["reports"].height + refused.height, failures)]


_OF_REPORTS = checks_in(
    *(reading_checks, place_checks, observation_checks, outline_checks, figure_checks),
    *(audit_checks, planned_checks, coverage_checks, relation_checks, indicator_checks),
    *(outcome_checks, milestone_checks, program_checks, source_checks),
)

REFUSING_CHECKS = tuple(check for check in _OF_REPORTS if check.severity == "error")
"""Was it read right? Asked of each report alone, which is refused if it was not, and of all."""

CHECKS: tuple[Check, ...] = (
    *SCHEMA_CHECKS,
    *REFUSING_CHECKS,
    *checks_in(plan_checks),
    every_report_read,
    *checks_in(file_checks),
    *(check for check in _OF_REPORTS if check.severity == "warning"),
)


def judge_release(frames: Frames) -> tuple[list[Result], pl.DataFrame]:
    """Ask every check of all tables.

    Returns:
        The results, and the table `checks` made of them.

    Raises:
        ValueError: the table of checks itself is not what its schema says.
    """
    results = run_checks(CHECKS, frames)
    table = TABLE["checks"]
    frame = table.frame([result.row() for result in results]).sort(table.primary_key)
    if failures := schema_failures(table, frame):
        raise ValueError(f"the table of checks is not as declared: {failures[0]}")
    return results, frame
