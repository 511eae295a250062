"""csvw.json: the CSV files for readers of CSV on the Web (W3C), with types, keys and meanings.

What belongs here: the terms of the Metadata Vocabulary for Tabular Data. What does not: any file
but those of csv/.
"""

from typing import Any

import polars as pl

from pipeline.release.column_types import column_type
from pipeline.release.descriptors.data_license import LICENSE_URL
from pipeline.release.descriptors.package import LANGUAGE, Package, csv_path
from pipeline.release.duckdb_file import column_comment, table_comment
from schemas import ColumnSpec, TableSpec


def csvw(package: Package) -> dict[str, Any]:
    """The CSV files of a release as a group of tables."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": LANGUAGE}],
        "dc:title": package.title,
        "dc:description": package.description,
        "dc:license": {"@id": LICENSE_URL},
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\n"], "header": True},
        "tables": [_table(spec) for spec in package.specs],
    }


def _table(spec: TableSpec) -> dict[str, Any]:
    return {
        "url": csv_path(spec.name),
        "dc:title": f"{spec.ko} · {spec.title}",
        "dc:description": table_comment(spec),
        "tableSchema": {
            "columns": [_column(column) for column in spec.columns],
            "primaryKey": list(spec.primary_key),
            "foreignKeys": [
                {
                    "columnReference": column,
                    "reference": {"resource": csv_path(table), "columnReference": target},
                }
                for column, table, target in spec.foreign_keys
            ],
        },
    }


def _column(column: ColumnSpec) -> dict[str, Any]:
    # A text that is never NULL may be empty (a blank line): nothing is missing there.
    empty: dict[str, Any] = (
        {"null": []} if column.dtype == pl.String and not column.nullable else {}
    )
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.ko,
        "dc:description": column_comment(column),
        "datatype": column_type(column).csvw,
        "required": not column.nullable and column.dtype != pl.String,
        **empty,
    }
