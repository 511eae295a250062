"""Rows that a check refutes are held back; the rest of their report is published.

Only rows of facts that no other table refers to. A check that refutes anything else, such as the
lines, the figures or the outline, refuses the report.
"""

from collections.abc import Sequence

from pipeline.facts.rows import Findings
from pipeline.rules.check import Result, line_of
from pipeline.vocabulary.messages import message, translation
from schemas import TABLES
from schemas.korean import check_text

_REFERRED_TO = {
    column.references[0]
    for table in TABLES
    for column in table.columns
    if column.references and table.name != column.references[0]
}
_LEAVES = {table.name for table in TABLES if table.group == "facts"} - _REFERRED_TO


def withhold_refuted(findings: Findings, failed: Sequence[Result]) -> bool:
    """Hold back the rows on the lines of which checks fail.

    Args:
        failed: results of checks of this report that did not pass.

    Returns:
        Whether each of them could be held back.
    """
    return all(_withhold(findings, result) for result in failed)


def _withhold(findings: Findings, result: Result) -> bool:
    name = result.check.table
    if name not in _LEAVES:
        return False
    reasons = {line_of(failure): failure for failure in reversed(result.outcome.failures)}
    rows = findings.rows.get(name, [])
    refuted = [row for row in rows if row["line_start"] in reasons]
    findings.rows[name] = [row for row in rows if row["line_start"] not in reasons]
    for row in refuted:
        check = result.check
        reason = message(
            "{failure} (held back by the check: {description})",
            failure=reasons[row["line_start"]],
            description=translation(check.description, check_text(check.id) or check.description),
        )
        findings.hold_back(name, findings.span_of_row(row), reason)
    return bool(refuted)
