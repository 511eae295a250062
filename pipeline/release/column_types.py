"""The name of a column's type in each published format.

What belongs here: one line a type. What does not: any particular column, any file.
"""

from dataclasses import dataclass

import nanoarrow as na
import polars as pl

from pipeline.release.errors import ReleaseError
from schemas import ColumnSpec


@dataclass(frozen=True)
class ColumnType:
    """One type under its name in every format."""

    polars: type[pl.DataType]
    arrow: na.Type
    sql: str
    """DuckDB type."""
    table_schema: str
    """Table Schema (Data Package) type."""
    label: str
    """Its name in the data dictionary, Korean first."""
    csvw: str
    """Datatype of CSV on the Web."""
    schema_org: str
    """Its name at schema.org, which Croissant takes."""


COLUMN_TYPES = (
    ColumnType(pl.String, na.Type.LARGE_STRING, "VARCHAR", "string", "글 text", "string", "Text"),
    ColumnType(pl.Int64, na.Type.INT64, "BIGINT", "integer", "정수 integer", "integer", "Integer"),
    ColumnType(pl.Float64, na.Type.DOUBLE, "DOUBLE", "number", "실수 number", "double", "Float"),
    ColumnType(
        pl.Boolean, na.Type.BOOL, "BOOLEAN", "boolean", "참/거짓 boolean", "boolean", "Boolean"
    ),
    ColumnType(pl.Date, na.Type.DATE32, "DATE", "date", "날짜 date", "date", "Date"),
)


def column_type(column: ColumnSpec) -> ColumnType:
    """The type of a column in every format.

    Raises:
        ReleaseError: the column has a type that no published format is defined for.
    """
    for known in COLUMN_TYPES:
        if column.dtype == known.polars:
            return known
    raise ReleaseError(
        "column {column}: no published format for type {dtype}",
        column=column.name,
        dtype=column.dtype,
    )
