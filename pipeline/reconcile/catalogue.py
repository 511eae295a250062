"""All checks of a release, and the table of their outcomes."""

import polars as pl

from pipeline.facts.audit.checks import AUDIT_READING_CHECKS, AUDIT_SOURCE_CHECKS
from pipeline.facts.budgets.planned_checks import BUDGETS_READING_CHECKS
from pipeline.facts.indicators.checks import ECONOMY_READING_CHECKS, ECONOMY_SOURCE_CHECKS
from pipeline.facts.milestones.checks import MILESTONE_READING_CHECKS, MILESTONE_SOURCE_CHECKS
from pipeline.facts.outcomes.checks import OUTCOME_READING_CHECKS, OUTCOME_SOURCE_CHECKS
from pipeline.facts.programs.checks import POLICY_SOURCE_CHECKS
from pipeline.reconcile.coverage_checks import COVERAGE_READING_CHECKS, COVERAGE_SOURCE_CHECKS
from pipeline.reconcile.figure_checks import FIGURE_READING_CHECKS, FIGURE_SOURCE_CHECKS
from pipeline.reconcile.file_checks import FILE_CHECKS
from pipeline.reconcile.outline_checks import OUTLINE_READING_CHECKS, OUTLINE_SOURCE_CHECKS
from pipeline.reconcile.plan_checks import PLAN_CHECKS
from pipeline.reconcile.reading_checks import READING_CHECKS
from pipeline.reconcile.relation_checks import RELATION_READING_CHECKS, RELATION_SOURCE_CHECKS
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS, schema_failures
from pipeline.reconcile.source_checks import SOURCE_CHECKS
from pipeline.rules.check import Check, Outcome, Result, run_checks, table_check
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


REFUSING_CHECKS: tuple[Check, ...] = (
    *READING_CHECKS,
    *OUTLINE_READING_CHECKS,
    *FIGURE_READING_CHECKS,
    *AUDIT_READING_CHECKS,
    *BUDGETS_READING_CHECKS,
    *COVERAGE_READING_CHECKS,
    *RELATION_READING_CHECKS,
    *ECONOMY_READING_CHECKS,
    *OUTCOME_READING_CHECKS,
    *MILESTONE_READING_CHECKS,
)
"""Was it read right? Asked of each report alone, which is refused if it was not, and of all."""

CHECKS: tuple[Check, ...] = (
    *SCHEMA_CHECKS,
    *REFUSING_CHECKS,
    *PLAN_CHECKS,
    every_report_read,
    *FILE_CHECKS,
    *OUTLINE_SOURCE_CHECKS,
    *FIGURE_SOURCE_CHECKS,
    *POLICY_SOURCE_CHECKS,
    *COVERAGE_SOURCE_CHECKS,
    *AUDIT_SOURCE_CHECKS,
    *ECONOMY_SOURCE_CHECKS,
    *OUTCOME_SOURCE_CHECKS,
    *MILESTONE_SOURCE_CHECKS,
    *RELATION_SOURCE_CHECKS,
    *SOURCE_CHECKS,
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
