"""Checks of `observations`: no figure of a table is lost, each is the quantity that it names."""

import polars as pl

from pipeline.document.tables.members import read_heading
from pipeline.rules.check import Outcome, at_line, per_report, table_check
from pipeline.rules.frames import Frames, body_cells, rows_of
from schemas.table import Row


@table_check("observations.figures_accounted", "error")
def figures_accounted(frames: Frames) -> list[Outcome]:
    """Every cell of a table that is one quantity is an observation."""
    seen = set(frames["observations"]["quantity_id"])
    body = frames["table_cells"].filter(
        body_cells() & pl.col("quantity_id").is_not_null() & pl.col("value").is_not_null()
    )

    def failure(cell: Row) -> str | None:
        numbers = read_heading((cell["column_header"] or "").rpartition(" / ")[2]).ordinal
        if numbers or cell["quantity_id"] in seen:
            return None
        return at_line(cell, "'{text}' is no observation")

    return per_report(body, failure)


@table_check("observations.quantities_named", "error")
def quantities_named(frames: Frames) -> list[Outcome]:
    """Every observation stands where the quantity that it names stands."""
    places = {
        row["quantity_id"]: (row["char_start"], row["char_end"])
        for row in rows_of(frames, "quantities")
    }

    def failure(row: Row) -> str | None:
        start, end = places.get(row["quantity_id"], (-1, -1))
        inside = row["char_start"] <= start and end <= row["char_end"]
        return None if inside else at_line(row, "{value} is not {quantity_id}")

    return per_report(rows_of(frames, "observations"), failure)
