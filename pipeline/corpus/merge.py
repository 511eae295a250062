"""Tables of several reports or collections, put together.

Reports are independent of each other; the only table that is more than their rows, one report
after another, is `departments`.
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl

from schemas import TABLE, TABLES

Frames = dict[str, pl.DataFrame]


def merge(parts: Iterable[Frames]) -> Frames:
    """Put the tables of several reports or collections together, sorted by their keys."""
    listed = list(parts)
    merged = {
        table.name: pl.concat(
            [table.frame([]), *(part[table.name] for part in listed if table.name in part)]
        )
        for table in TABLES
    }
    merged["departments"] = _mentioned_departments(
        merged["departments"], merged["department_aliases"]
    )
    return {table.name: merged[table.name].sort(table.primary_key) for table in TABLES}


def _mentioned_departments(departments: pl.DataFrame, aliases: pl.DataFrame) -> pl.DataFrame:
    """One row each, of those that a report names: one that gave way to a newer file does not."""
    named = aliases.group_by("department_id").agg(
        pl.col("report_id").min().alias("first_report_id"),
        pl.col("report_id").max().alias("last_report_id"),
    )
    return (
        merge_departments(departments)
        .drop("first_report_id", "last_report_id")
        .join(named, on="department_id")
        .select(*TABLE["departments"].polars_schema)
    )


def merge_departments(departments: pl.DataFrame) -> pl.DataFrame:
    """The departments of several reports: one row each, from its first report to its last."""
    return (
        departments.sort("department_id", "first_report_id")
        .group_by("department_id", maintain_order=True)
        .agg(
            pl.col("name", "agency_id", "kind").first(),
            pl.col("first_report_id").min(),
            pl.col("last_report_id").max(),
        )
        .select(*TABLE["departments"].polars_schema)
    )


def read_frames(folder: Path) -> Frames:
    """The tables in a folder, one Parquet file each."""
    return {
        table.name: pl.read_parquet(folder / f"{table.name}.parquet", glob=False)
        for table in TABLES
    }
