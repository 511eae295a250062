"""Checks of which files a release is made from. Warnings: what they find is published, and said."""

import polars as pl

from pipeline.rules.check import Outcome, fault, per_report, table_check
from pipeline.rules.frames import Frames
from schemas.table import Row


@table_check("superseded.one_file_each", "warning", of_all=True)
def one_file_each(frames: Frames) -> list[Outcome]:
    """Every report stands in one file; where two hold it, the newer is published."""
    left_out = frames["superseded"]
    return per_report(left_out, lambda row: fault(row, "{source_file}: {reason}"))


@table_check("reports.agency_named_alike", "warning", of_all=True)
def agency_named_alike(frames: Frames) -> list[Outcome]:
    """Reports of one agency_id name their office alike."""
    names = (
        frames["reports"]
        .group_by("agency_id")
        .agg(
            pl.col("agency").n_unique().alias("names"),
            pl.struct("agency", "source_file").sort_by("period", "report_id").alias("said"),
        )
        .sort("agency_id")
    )

    def failure(row: Row) -> str | None:
        if row["names"] == 1:
            return None
        said = "; ".join(f"{one['agency']} ({one['source_file']})" for one in row["said"])
        return fault(
            row,
            "'{agency_id}' is {said}: if they are two offices, say another `agency_id` in the note "
            "beside one; if one was renamed, nothing is wrong",
            said=said,
        )

    failures = tuple(f for row in names.iter_rows(named=True) if (f := failure(row)))
    return [Outcome(None, names.height, failures)]
