"""tables.html and table/<table>.html: what every column means, and the rows themselves.

What belongs here: the dictionary, the first rows as HTML, all rows as data for the page's script.
What does not: sorting and searching (`static/table.js`).
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
from pipeline.site.tables import (
    Row,
    data_name,
    place,
    reference_id,
    row_id,
    scan,
)
from pipeline.site.text import unit_text, value_text
from schemas import TABLE, TABLES, ColumnSpec, TableSpec

STATIC_ROWS = 50
"""Rows that are there without the script."""
DATA_ROWS = 50_000
"""Tables with more rows are shown by their first rows only."""
_FORMATS = (
    ("CSV", "csv", "csv"),
    ("CSV (Excel)", "csv-excel", "csv"),
    ("Parquet", "parquet", "parquet"),
)
_LONG = 44  # characters that still stand on one line; the script agrees
_NUMERIC = (pl.Int64, pl.Float64)
_EXACT = 2**53  # the integers that a script knows exactly


@dataclass(frozen=True)
class Cell:
    """A cell of the preview."""

    text: str
    href: str | None
    style: str
    """Its class: `n` for a number, `wide` for a text of several lines, or nothing."""
    label: str | None
    """What a value of a closed list is called in Korean."""


@dataclass(frozen=True)
class PreviewRow:
    """A row of the preview."""

    row_id: str
    place: str | None
    """Where the row was read, as a link from the table's page."""
    cells: list[Cell]


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
        _write_table_page(site, release, spec, height=rows[spec.name], reports=own, files=files)
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
    return [(label, files[path]) for label, path in paths]


def write_report_data(
    site: Site, report: Report, tables: Mapping[str, pl.DataFrame], split: frozenset[str]
) -> None:
    """The rows of one report as data, of the tables that are split."""
    for spec in TABLES:
        if spec.name in split and tables[spec.name].height:
            name = data_name(spec.name, report.report_id)
            site.write_data(f"data/{name}.js", name, _data(spec, tables[spec.name]))


def _reports_in(release: Path, spec: TableSpec, reports: Sequence[Report]) -> dict[Report, int]:
    """The reports that have rows in a table, with their number, the newest first."""
    counted = scan(release, spec.name).group_by("report_id").len().collect()
    counts = dict(counted.iter_rows())
    newest_first = sorted(reports, key=lambda r: (r.period, r.report_id), reverse=True)
    return {r: counts[r.report_id] for r in newest_first if r.report_id in counts}


def _write_table_page(
    site: Site,
    release: Path,
    spec: TableSpec,
    *,
    height: int,
    reports: Mapping[Report, int],
    files: Mapping[str, FileEntry],
) -> None:
    """One page. `reports`: where the rows come report by report, how many each has."""
    rows = scan(release, spec.name)
    newest = next(iter(reports), None)
    if newest is not None:
        rows = rows.filter(pl.col("report_id") == newest.report_id)
    shown = reports[newest] if newest else height
    whole = shown <= DATA_ROWS
    if whole and not reports:
        site.write_data(f"data/{spec.name}.js", spec.name, _data(spec, rows.collect()))
    first = rows.head(STATIC_ROWS).collect().iter_rows(named=True)
    site.write(
        f"table/{spec.name}.html",
        "table.html",
        spec=spec,
        columns=[(column, _about(column)) for column in spec.columns],
        height=height,
        shown=shown,
        reports=list(reports),
        whole=whole,
        preview=[_preview_row(spec, row) for row in first],
        downloads=downloads(spec.name, files),
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
        "numeric": column.dtype in _NUMERIC,
        "unit": unit_text(column.unit),
    }


def _data(spec: TableSpec, frame: pl.DataFrame) -> dict[str, Any]:
    """All rows, and all that the script needs to show and link them."""
    return {
        "columns": [
            {
                "name": column.name,
                "ko": column.ko,
                "numeric": column.dtype in _NUMERIC,
                "to": _target(column),
                "labels": column.labels or None,
                "unit": unit_text(column.unit) or None,
            }
            for column in spec.columns
        ],
        "ids": [row_id(spec, row) for row in frame.iter_rows(named=True)],
        "places": [_source_link(row) for row in frame.iter_rows(named=True)],
        "rows": [[_plain(value) for value in row] for row in frame.iter_rows()],
    }


def _plain(value: object) -> object:
    if isinstance(value, bool | str | float) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    return value_text(value)


def _target(column: ColumnSpec) -> str | None:
    """The table whose rows a value of this column names."""
    if column.references is None:
        return None
    table, name = column.references
    return table if TABLE[table].primary_key == [name] else None


def _source_link(row: Row) -> str | None:
    fragment = place(row)
    report = row.get("report_id")
    return None if fragment is None or report is None else f"{report}.html#{fragment}"


def _preview_row(spec: TableSpec, row: Row) -> PreviewRow:
    return PreviewRow(
        row_id(spec, row), _source_link(row), [_cell(spec, column, row) for column in spec.columns]
    )


def _cell(spec: TableSpec, column: ColumnSpec, row: Row) -> Cell:
    value, target = row[column.name], _target(column)
    href = None
    if target is not None and value is not None:
        page = "" if target == spec.name else f"{target}.html"
        href = f"{page}#{reference_id(value)}"
    text = value_text(value)
    wide = "wide" if len(text) > _LONG or "\n" in text else ""
    style = "n" if column.dtype in _NUMERIC else wide
    return Cell(text, href, style, column.labels.get(text))
