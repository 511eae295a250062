"""Checks of `budgets`: every amount is what stands at its place."""

from pipeline.document.readable import closed
from pipeline.figures.number import parse_number
from pipeline.rules.check import Check, Outcome, at_line, per_report, table_check
from pipeline.rules.common_checks import spans_slice
from pipeline.rules.frames import Frames, rows_of
from pipeline.vocabulary.words import words
from schemas.table import Row

_POWERS = 13
"""From won to 조."""


@table_check("budgets.figures_stand_in_source", "error")
def amounts_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every amount is what stands at its place, in the unit of its table."""
    columns = ("report_id", "char_start", "value")
    seen = {
        (report, start): value
        for report, start, value in frames["observations"].select(columns).iter_rows()
    }

    def failure(row: Row) -> str | None:
        amount, observed = row["amount_krw"], seen.get((row["report_id"], row["char_start"]))
        if observed is not None:
            right = amount is not None and float(amount) == observed
        elif closed(row["amount_raw"]) in words().nil:
            right = amount == 0
        elif read := parse_number(row["amount_raw"]):
            right = any(read.figure.value * 10**power == amount for power in range(_POWERS))
        else:
            right = amount is None
        return None if right else at_line(row, "{amount} is not '{amount_raw}'", amount=amount)

    return per_report(rows_of(frames, "budgets"), failure)


BUDGETS_READING_CHECKS: tuple[Check, ...] = (
    spans_slice("budgets"),
    amounts_stand_in_source,
)
