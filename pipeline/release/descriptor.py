"""datapackage.json: the release for machines, as Data Package v2.

What belongs here: the descriptor as plain data, generated from the schemas, the reports and the
files. What does not: writing it, and prose (`dictionary`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.release.checksums import FileEntry
from pipeline.release.column_types import column_type
from pipeline.release.data_license import LICENSE_ID, LICENSE_TITLE, LICENSE_URL
from pipeline.release.reports import Report, offices, release_title
from schemas import ColumnSpec, TableSpec

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".duckdb": "application/vnd.duckdb",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
}


def data_package(
    specs: Sequence[TableSpec],
    reports: Sequence[Report],
    files: Mapping[str, FileEntry],
    csv: Mapping[str, str],
) -> dict[str, Any]:
    """The descriptor of a release.

    Args:
        specs: the tables, in published order.
        reports: the reports they were read from.
        files: path to entry, of every file the release holds so far.
        csv: table name to the path of its CSV file, a key of `files`. All other files are listed
            as `alternates`: a resource is something any Data Package reader can validate.
    """
    resources = [_resource(spec, files[csv[spec.name]]) for spec in specs]
    paths = {resource["path"] for resource in resources}
    return {
        "$schema": PROFILE,
        "name": "openbogo",
        "title": release_title(reports),
        "description": (
            "정부 업무보고를 원문 그대로, 그리고 원문의 줄을 가리키는 표로 읽은 공개 데이터. "
            "Korean government reports as open data: the text itself, and tables whose every row "
            f"points at the lines it was read from. By: {', '.join(offices(reports))}."
        ),
        "keywords": ["업무보고", "공공데이터", "open data", "Korea", "public finance"],
        "licenses": [{"name": LICENSE_ID, "path": LICENSE_URL, "title": LICENSE_TITLE}],
        "sources": [_source(report) for report in reports],
        "resources": resources,
        "alternates": [_file(entry) for path, entry in files.items() if path not in paths],
    }


def table_schema(spec: TableSpec) -> dict[str, Any]:
    """Table Schema v2 of one table."""
    return {
        "fields": [_field(column) for column in spec.columns],
        "primaryKey": spec.primary_key,
        "foreignKeys": [
            {"fields": [column.name], "reference": {"resource": table, "fields": [target]}}
            for column in spec.columns
            if column.references is not None
            for table, target in [column.references]
        ],
        "missingValues": [""],
    }


def _resource(spec: TableSpec, entry: FileEntry) -> dict[str, Any]:
    return {
        "name": spec.name,
        "type": "table",
        "title": f"{spec.ko} · {spec.title}",
        "description": spec.description,
        **_file(entry),
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\n"},
        "schema": table_schema(spec),
    }


def _file(entry: FileEntry) -> dict[str, Any]:
    suffix = entry.path[entry.path.rindex(".") :]
    return {
        "path": entry.path,
        "mediatype": MEDIA_TYPES[suffix],
        "bytes": entry.bytes,
        "hash": f"sha256:{entry.sha256}",
    }


def _source(report: Report) -> dict[str, Any]:
    return {
        "title": report.name,
        "path": f"raw/{report.source_file}",
        "bytes": report.source_bytes,
        "hash": f"sha256:{report.source_sha256}",
    }


def _field(column: ColumnSpec) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": column_type(column).table_schema,
        "title": column.ko,
        "description": column.description,
    }
    if constraints := _constraints(column):
        field["constraints"] = constraints
    if column.dtype == pl.String and not column.nullable:
        # A text that is never NULL may be empty (a blank line): "" is a value here, not missing.
        field["missingValues"] = []
    optional = {"unit": column.unit, "code": column.code}
    return field | {name: value for name, value in optional.items() if value is not None}


def _constraints(column: ColumnSpec) -> dict[str, Any]:
    constraints: dict[str, Any] = {
        "required": True if not column.nullable else None,
        "enum": list(column.values) if column.values is not None else None,
        "minimum": _limit(column, column.minimum),
        "maximum": _limit(column, column.maximum),
        "pattern": column.pattern,
    }
    return {name: value for name, value in constraints.items() if value is not None}


def _limit(column: ColumnSpec, limit: float | None) -> float | None:
    # 1, not 1.0, for an integer column: a strict reader parses limits as the column's type.
    return int(limit) if limit is not None and column.dtype == pl.Int64 else limit
