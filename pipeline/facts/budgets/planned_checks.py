"""Checks of `budgets`: every cell of its tables is accounted for, and is what it says."""

import polars as pl

from pipeline.document.readable import closed
from pipeline.figures.number import parse_number
from pipeline.rules.check import Check, Outcome, at_line, per_report
from pipeline.rules.common_checks import claim_check, spans_slice
from pipeline.rules.frames import Frames, body_cells, rows_of
from pipeline.vocabulary.planned_budgets import budgets
from pipeline.vocabulary.units import units
from pipeline.vocabulary.words import words
from schemas.table import Row


def cells_accounted(frames: Frames) -> list[Outcome]:
    """Each cell below a heading that states amounts was published or held back."""
    used = set(frames["budgets"]["table_id"])
    keys = ("table_id", "row_no", "column_no")
    published = set(frames["budgets"].select(keys).iter_rows())
    held = set(
        frames["quarantine"]
        .filter(pl.col("table_name") == "budgets")
        .select("report_id", "char_start")
        .iter_rows()
    )
    body = frames["table_cells"].filter(
        pl.col("table_id").is_in(used) & body_cells() & pl.col("text_raw").is_not_null()
    )

    def failure(cell: Row) -> str | None:
        aside = closed((cell["column_header"] or "").rpartition(" / ")[2]) in budgets().asides
        known = tuple(cell[key] for key in keys) in published
        if aside or known or (cell["report_id"], cell["char_start"]) in held:
            return None
        return at_line(cell, f"'{cell['text']}' is neither published nor held back")

    return per_report(body, failure)


def amounts_stand_in_source(frames: Frames) -> list[Outcome]:
    """Each amount is what is printed, times the unit of its table; words have none."""
    factors = {
        table_id: units()[closed(unit)].factor
        for table_id, unit in frames["tables"].select("table_id", "unit").iter_rows()
        if unit and closed(unit) in units()
    }

    def failure(row: Row) -> str | None:
        read = parse_number(row["amount_raw"])
        nil = closed(row["amount_raw"]) in words().nil
        factor = factors.get(row["table_id"])
        printed = 0 if nil else read.figure.value * factor if read and factor else None
        if printed == row["amount_krw"]:
            return None
        return at_line(row, f"{row['amount_krw']} is not '{row['amount_raw']}'")

    return per_report(rows_of(frames, "budgets"), failure)


BUDGETS_READING_CHECKS: tuple[Check, ...] = (
    spans_slice("budgets"),
    Check(
        "budgets",
        "cells_accounted",
        "error",
        "Cells read = cells published + cells quarantined.",
        cells_accounted,
    ),
    Check(
        "budgets",
        "figures_stand_in_source",
        "error",
        "Every amount is what its cell prints, in the table's unit.",
        amounts_stand_in_source,
    ),
)

BUDGETS_SOURCE_CHECKS: tuple[Check, ...] = (
    claim_check(
        "budgets.total",
        "계 is the sum of the departments or sources, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "budgets.total_cost",
        "총사업비 is what is budgeted for all years, as far as rounding explains.",
        rounding=True,
    ),
)
