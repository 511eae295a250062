"""The tables of a release as the pages need them: rows, their names in links, and their place.

What belongs here: reading a table, and what a row is called in a URL. What does not: HTML.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.tables import table_file
from schemas import TABLES, TableSpec

Row = Mapping[str, Any]

_KEY_PARTS = "|"
_REPORT = ("reports", "report_id")
_WHOLE_ROWS = 5_000
"""Up to this many rows the data of a table is one file; past that, one a report."""


def read(release: Path, name: str) -> pl.DataFrame:
    """A whole table of a release, in published order."""
    return pl.read_parquet(table_file(release / "parquet", name), glob=False)


def read_report(release: Path, name: str, report_id: str) -> pl.DataFrame:
    """The rows of one report, of a table that has a column `report_id`, in published order."""
    scan = pl.scan_parquet(table_file(release / "parquet", name), glob=False)
    return scan.filter(pl.col("report_id") == report_id).collect()


def split_tables(release: Path) -> frozenset[str]:
    """Tables whose rows the pages get report by report, so that no file grows with their number."""
    return frozenset(
        spec.name
        for spec in TABLES
        if any(
            (column.name, column.references, column.nullable) == ("report_id", _REPORT, False)
            for column in spec.columns
        )
        and pl.scan_parquet(table_file(release / "parquet", spec.name), glob=False)
        .select(pl.len() > _WHOLE_ROWS)
        .collect()
        .item()
    )


def data_name(table: str, report_id: str | None) -> str:
    """What the data of a table, or of its rows of one report, is called: its path in `data/`."""
    return table if report_id is None else f"{table}/{report_id}"


def row_id(spec: TableSpec, row: Row) -> str:
    """What a row is called in a link: its primary key, which no other release changes."""
    return reference_id(_KEY_PARTS.join(str(row[name]) for name in spec.primary_key))


def reference_id(value: object) -> str:
    """What the row with this key is called in a link.

    An HTML id holds no spaces, and a link must not read a part of it as an escape.
    """
    return "_".join(str(value).replace("%", "％").split())


def place(row: Row) -> str | None:
    """Fragment of a row's place on the page of its report: a value (`c123`) or a line (`L12`)."""
    start, end = row.get("char_start"), row.get("char_end")
    if start is not None and end is not None and start < end:
        return f"c{start}"
    if row.get("line_start") is not None:
        return f"L{row['line_start']}"
    if row.get("line_no") is not None:
        return f"L{row['line_no']}"
    return None
