"""The tables of a release as the pages need them: rows, their names in links, and their place.

What belongs here: reading a table, and what a row is called in a URL. What does not: HTML.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release import tables
from schemas import TABLES, TableSpec

Row = Mapping[str, Any]

_KEY_PARTS = "|"
_WHOLE_ROWS = 5_000
"""Up to this many rows the data of a table is one file; past that, one a report."""
_QUANTITY = ("quantities", "quantity_id")
_AT_ONCE = 20  # reports whose rows are in memory
_NO_REPORT = ""


def read(release: Path, name: str) -> pl.DataFrame:
    """A whole table of a release, in published order."""
    return scan(release, name).collect()


def scan(release: Path, name: str) -> pl.LazyFrame:
    """A table of a release, of which only what is asked for is read."""
    return tables.scan(release / "parquet", name)


def by_report(release: Path, report_ids: Sequence[str]) -> Iterator[dict[str, pl.DataFrame]]:
    """The rows of each report in every table, in published order; some reports in memory at once.

    A table of rows that name no report but quantities has its rows with each report that one of
    those is of.
    """
    for start in range(0, len(report_ids), _AT_ONCE):
        chosen = report_ids[start : start + _AT_ONCE]
        tables = {spec.name: _rows_of(release, spec, chosen) for spec in TABLES}
        for report_id in chosen:
            yield {
                name: rows.get(report_id, rows[_NO_REPORT].clear()) for name, rows in tables.items()
            }


def _rows_of(release: Path, spec: TableSpec, report_ids: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Report to its rows of a table; all of them, without a report, under `_NO_REPORT`."""
    rows = scan(release, spec.name)
    if "report_id" in spec.polars_schema:
        own = rows.filter(
            pl.col("report_id").is_between(pl.lit(min(report_ids)), pl.lit(max(report_ids)))
            & pl.col("report_id").is_in(report_ids)
        ).collect()
        parts = own.partition_by("report_id", as_dict=True)
        return {_NO_REPORT: own} | {str(key[0]): part for key, part in parts.items()}
    found = {_NO_REPORT: rows.head(0).collect()}
    keys = quantity_keys(spec)
    for report_id in report_ids if keys else ():
        # A quantity is named for its report.
        mine = [pl.col(key).str.starts_with(f"{report_id}/") for key in keys]
        found[report_id] = rows.filter(pl.any_horizontal(mine)).collect()
    return found


def quantity_keys(spec: TableSpec) -> list[str]:
    """The columns that name a quantity."""
    return [column.name for column in spec.columns if column.references == _QUANTITY]


def split_tables(rows: Mapping[str, int]) -> frozenset[str]:
    """Tables whose rows the pages get report by report, so that no file grows with their number."""
    return frozenset(
        spec.name for spec in TABLES if rows[spec.name] > _WHOLE_ROWS and spec.is_of_reports
    )


def data_name(table: str, report_id: str | None) -> str:
    """The name of the data of a table, or of its rows of one report,: its path in `data/`."""
    return table if report_id is None else f"{table}/{report_id}"


def row_id(spec: TableSpec, row: Row) -> str:
    """The name of a row in a link: its primary key, which no other release changes."""
    return reference_id(_KEY_PARTS.join(str(row[name]) for name in spec.primary_key))


def reference_id(value: object) -> str:
    """The name of the row with this key in a link.

    An HTML id holds no spaces, and a link must not read a part of it as an escape.
    """
    return "_".join(str(value).replace("%", "％").split())


def source_link(row: Row, up: str = "") -> str:
    """The place of a row in the source, from a page `up` below the top."""
    return f"{up}source/{row['report_id']}.html#{place(row)}"


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
