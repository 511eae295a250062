"""tables.html and table/<table>.html: what every column means, and the rows themselves.

What belongs here: the dictionary, and which rows are HTML and which are data for the page's script.
What does not: how rows are shown (`table_view`), sorting and searching (`static/table.js`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.checksums import FileEntry
from pipeline.release.column_types import column_type
from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.table_columns import in_order_of_text, is_placed
from pipeline.site.table_data import table_data
from pipeline.site.table_filters import filters
from pipeline.site.table_view import NUMERIC, table_view
from pipeline.site.tables import data_name, scan
from pipeline.site.text import unit_text
from schemas import TABLES, ColumnSpec, TableSpec

STATIC_ROWS = 50
"""Rows that are there from the start, and that the script shows at once."""
DATA_ROWS = 50_000
"""Tables with more rows are shown by their first rows only."""
_FORMATS = (
    ("CSV", "csv", "csv"),
    ("CSV (Excel)", "csv-excel", "csv"),
    ("Parquet", "parquet", "parquet"),
)


@dataclass(frozen=True)
class _Page:
    """The page of one table."""

    site: Site
    release: Path
    spec: TableSpec
    height: int
    """Rows of the table."""
    reports: Sequence[Report]
    parts: Mapping[Report, int]
    """Reports with their number of rows, the newest first, if the rows come report by report."""


def write_table_pages(
    site: Site,
    release: Path,
    reports: Sequence[Report],
    *,
    rows: Mapping[str, int],
    split: frozenset[str],
    files: Mapping[str, FileEntry],
) -> None:
    """A page a table, its rows as data, and the page that lists them all."""
    for spec in TABLES:
        own = _reports_in(release, spec, reports) if spec.name in split else {}
        page = _Page(site, release, spec, rows[spec.name], reports, own)
        _write_table_page(page, downloads(spec.name, files))
    groups = list(dict.fromkeys(spec.group for spec in TABLES))
    site.write(
        "tables.html",
        "tables.html",
        groups=[(group, [spec for spec in TABLES if spec.group == group]) for group in groups],
        rows=rows,
    )


def downloads(table: str, files: Mapping[str, FileEntry]) -> list[tuple[str, FileEntry]]:
    """The files of one table: what to call the format, and the file."""
    paths = ((label, f"{folder}/{table}.{suffix}") for label, folder, suffix in _FORMATS)
    return [(label, files[path]) for label, path in paths if path in files]


def write_report_data(
    site: Site, report: Report, tables: Mapping[str, pl.DataFrame], split: frozenset[str]
) -> None:
    """The rows of one report as data, of the tables that are split."""
    for spec in TABLES:
        if spec.name in split and tables[spec.name].height:
            name = data_name(spec.name, report.report_id)
            rows = in_order_of_text(spec, tables[spec.name])
            view = table_view(spec, rows, tables["quantities"].lazy(), [report])
            site.write_data(f"data/{name}.js", name, table_data(view, rows))


def _reports_in(release: Path, spec: TableSpec, reports: Sequence[Report]) -> dict[Report, int]:
    """The reports that have rows in a table, with their number, the newest first."""
    counted = scan(release, spec.name).group_by("report_id").len().collect()
    counts = dict(counted.iter_rows())
    newest_first = sorted(reports, key=lambda r: (r.period, r.report_id), reverse=True)
    return {r: counts[r.report_id] for r in newest_first if r.report_id in counts}


def _write_table_page(page: _Page, files: Sequence[tuple[str, FileEntry]]) -> None:
    spec, newest = page.spec, next(iter(page.parts), None)
    rows = scan(page.release, spec.name)
    if newest is not None:
        rows = rows.filter(pl.col("report_id") == newest.report_id)
    shown = page.parts[newest] if newest else page.height
    whole = shown <= DATA_ROWS
    in_one = whole and newest is None
    frame = (rows if in_one else rows.head(STATIC_ROWS)).collect()
    frame = in_order_of_text(spec, frame)
    quantities = scan(page.release, "quantities")
    view = table_view(spec, frame, quantities, page.reports, is_whole=in_one)
    if in_one:
        page.site.write_data(f"data/{spec.name}.js", spec.name, table_data(view, frame))
    own = filters(view, frame if in_one else None) if whole else []
    others = [column for column in view.columns if column not in [one.column for one in own]]
    page.site.write(
        f"table/{spec.name}.html",
        "table.html",
        spec=spec,
        columns=[(column, _about(column)) for column in spec.columns],
        shown_columns=[(column, _about(column)) for column in view.shown],
        placed=is_placed(spec),
        height=page.height,
        shown=shown,
        reports=list(page.parts),
        whole=whole,
        filters=own,
        others=others,
        page_rows=STATIC_ROWS,
        preview=view.preview(frame.head(STATIC_ROWS)),
        downloads=files,
    )


def _about(column: ColumnSpec) -> dict[str, Any]:
    """The dictionary of a column, as texts."""
    limits = [
        f"{sign} {limit:g}"
        for sign, limit in (("≥", column.minimum), ("≤", column.maximum))
        if limit is not None
    ]
    return {
        "type": column_type(column).label,
        "key": "PK" if column.key else "",
        "allowed": [
            *(f"{value} {column.labels.get(value, '')}".strip() for value in column.values or ()),
            *limits,
            *([column.pattern] if column.pattern else []),
        ],
        "numeric": column.dtype in NUMERIC,
        "unit": unit_text(column.unit),
    }
