"""Parquet: the format inside the pipeline, and the one that keeps every type.

What belongs here: the Arrow schema of a table and the settings of the file. What does not: reading
and checking (`tables`).
"""

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.release.column_types import column_type
from schemas import ColumnSpec, TableSpec


def arrow_schema(spec: TableSpec) -> pa.Schema:
    """Arrow schema of a table; descriptions, Korean terms and units are metadata of its fields."""
    fields = [
        pa.field(
            column.name,
            column_type(column).arrow,
            nullable=column.nullable,
            metadata=_field_metadata(column),
        )
        for column in spec.columns
    ]
    about = {"title": spec.title, "ko": spec.ko, "description": spec.description}
    return pa.schema(fields, metadata=about)


def write_parquet(frame: pl.DataFrame, spec: TableSpec, path: Path) -> None:
    """Write a sorted table. Same rows, same library versions: same bytes."""
    table = frame.to_arrow().cast(arrow_schema(spec))
    pq.write_table(table, path, compression="zstd", version="2.6", row_group_size=122_880)


def _field_metadata(column: ColumnSpec) -> dict[str, str]:
    optional = {"unit": column.unit, "code": column.code}
    return {
        "description": column.description,
        "ko": column.ko,
        **{name: value for name, value in optional.items() if value is not None},
    }
