"""One release from a folder of tables: the steps, in order.

    tables/<table>.parquet → checked, sorted → every format → pages → checksums → published

What belongs here: the order of the steps. What does not: any step itself.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.checksums import SHA256SUMS, file_entries, sums_text
from pipeline.release.csv_files import write_csv, write_excel_twin
from pipeline.release.data_license import data_license
from pipeline.release.descriptor import data_package
from pipeline.release.dictionary import data_dictionary
from pipeline.release.duckdb_file import DUCKDB_FILE, write_duckdb
from pipeline.release.manifest import MANIFEST, manifest, release_id
from pipeline.release.parquet import write_parquet
from pipeline.release.publish import publish, staging
from pipeline.release.reports import REPORTS_TABLE, Report, read_reports
from pipeline.release.tables import check_references, read_table, require_exactly, table_file
from schemas import TABLES

_PARQUET = "parquet"
_CSV = "csv"
_EXCEL = "csv-excel"


@dataclass(frozen=True)
class Release:
    """A published release."""

    release_id: str
    """Latest month reported and a hash of the content: `2023-03-0123456789ab`."""
    path: Path
    """Its folder, `outputs/releases/<release_id>`."""
    rows: dict[str, int]
    """Table name to number of rows, in published order."""


def build_release(
    tables: Path, outputs: Path, pages: Callable[[Path], None] | None = None
) -> Release:
    """Build a release and publish it as `outputs/latest`.

    The same tables give the same bytes and so the same release; publishing it again changes
    nothing. Until the last step nothing published is touched, whatever fails.

    Args:
        tables: folder with one `<table>.parquet` for each of `schemas.TABLES`, rows in any order.
        outputs: folder of all releases; created if need be.
        pages: writes pages for people into the finished data's folder; the same data must give
            the same pages. They are covered by the checksums and named by the release id.

    Raises:
        ReleaseError: the tables break their declaration or their foreign keys, there is no report,
            or the same release is there already and was changed.
    """
    with staging(outputs) as folder:
        rows, reports = _write_tables(tables, folder)
        _write_descriptions(folder, rows, reports)
        if pages is not None:
            pages(folder)
        id_ = _write_identity(folder, rows, reports)
        path = publish(folder, outputs, id_)
    return Release(id_, path, rows)


def _write_tables(tables: Path, folder: Path) -> tuple[dict[str, int], tuple[Report, ...]]:
    """Every table in every format. One table is in memory at a time."""
    require_exactly(tables, TABLES)
    for name in (_PARQUET, _CSV, _EXCEL):
        (folder / name).mkdir()
    rows = {}
    for spec in TABLES:
        frame = read_table(tables, spec)
        rows[spec.name] = frame.height
        write_parquet(frame, spec, table_file(folder / _PARQUET, spec.name))
        write_csv(frame, folder / _csv_path(spec.name))
        write_excel_twin(folder / _csv_path(spec.name), folder / _EXCEL / f"{spec.name}.csv")
    check_references(folder / _PARQUET, TABLES)
    write_duckdb(TABLES, folder / _PARQUET, folder / DUCKDB_FILE)
    reports = pl.read_parquet(table_file(folder / _PARQUET, REPORTS_TABLE), glob=False)
    return rows, read_reports(reports)


def _write_descriptions(folder: Path, rows: Mapping[str, int], reports: tuple[Report, ...]) -> None:
    """What the data is, for people and for machines."""
    _write_text(folder / "data-dictionary.md", data_dictionary(TABLES, rows, reports))
    _write_text(folder / "LICENSE.md", data_license(reports))
    files = {entry.path: entry for entry in file_entries(folder)}
    csv = {spec.name: _csv_path(spec.name) for spec in TABLES}
    _write_json(folder / "datapackage.json", data_package(TABLES, reports, files, csv))


def _write_identity(folder: Path, rows: Mapping[str, int], reports: tuple[Report, ...]) -> str:
    """SHA256SUMS over all that is there, the release id from it, and the manifest last."""
    entries = file_entries(folder)
    sums = sums_text(entries)
    _write_text(folder / SHA256SUMS, sums)
    id_ = release_id(reports, sums)
    _write_json(folder / MANIFEST, manifest(id_, reports, rows, entries))
    return id_


def _csv_path(table: str) -> str:
    return f"{_CSV}/{table}.csv"


def _write_json(path: Path, content: dict[str, Any]) -> None:
    _write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
