"""datapackage.json: the release for machines, as Data Package v2.

The columns of budgets have the column types of the Fiscal Data Package (its budget taxonomy). A row
with amounts of several kinds says how to make a row of each (`normalize`, `extraFields`).

What belongs here: the descriptor as plain data, generated from the schemas, the reports and the
files. What does not: writing it, and prose (`dictionary`).
"""

from typing import Any

import polars as pl

from pipeline.release.checksums import FileEntry
from pipeline.release.column_types import column_type
from pipeline.release.descriptors.data_license import LICENSE_ID, LICENSE_TITLE, LICENSE_URL
from pipeline.release.descriptors.package import NAME, Package, csv_path, file_format
from pipeline.release.reports import Report
from schemas import ColumnSpec, TableSpec

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def data_package(package: Package) -> dict[str, Any]:
    """The descriptor of a release.

    The CSV file of each table is a resource, all other files are listed as `alternates`: a resource
    is something any Data Package reader can validate.
    """
    csv = {csv_path(spec.name): spec for spec in package.specs}
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": package.title,
        "description": package.description,
        "version": package.version,
        "keywords": package.keywords,
        "licenses": [{"name": LICENSE_ID, "path": LICENSE_URL, "title": LICENSE_TITLE}],
        "sources": [_source(report) for report in package.reports],
        "resources": [_resource(spec, package.files[path]) for path, spec in csv.items()],
        "alternates": [_file(entry) for path, entry in package.files.items() if path not in csv],
    }


def table_schema(spec: TableSpec) -> dict[str, Any]:
    """Table Schema v2 of one table."""
    return {
        "fields": [_field(column) for column in spec.columns],
        "primaryKey": spec.primary_key,
        "foreignKeys": [
            {"fields": [column], "reference": {"resource": table, "fields": [target]}}
            for column, table, target in spec.foreign_keys
        ],
        "missingValues": [""],
        **_fiscal(spec),
    }


def _fiscal(spec: TableSpec) -> dict[str, Any]:
    """What the Fiscal Data Package asks for beside the columns of a table of budgets."""
    if not any(column.fiscal or column.measure for column in spec.columns):
        return {}
    extra: list[dict[str, Any]] = [
        {
            "name": "currency",
            "type": "string",
            "columnType": "value-currency:code",
            "constant": "KRW",
        }
    ]
    if any(column.measure for column in spec.columns):
        extra += [
            {
                "name": "amount_krw",
                "type": "integer",
                "columnType": "value",
                "normalizationTarget": True,
            },
            {"name": "measure", "type": "string", "columnType": "value-kind:code"},
        ]
    return {"extraFields": extra}


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
    return {
        "path": entry.path,
        "mediatype": file_format(entry.path).media_type,
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
    optional = {
        "unit": column.unit,
        "columnType": column.fiscal,
        "normalize": {"measure": column.measure} if column.measure is not None else None,
    }
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
