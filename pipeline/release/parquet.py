"""Parquet: the format inside the pipeline, and the one that keeps every type.

What belongs here: the Arrow schema of a table and the settings of the file. What does not: reading
and checking (`tables`).
"""

from collections.abc import Iterable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.release.column_types import column_type
from pipeline.release.tables import PART
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


def write_parquet(parts: Iterable[pl.DataFrame], spec: TableSpec, path: Path) -> int:
    """Write a sorted table, and say how many rows it has.

    Same rows, same library versions: same bytes.
    """
    rows = 0
    schema = arrow_schema(spec)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as writer:
        for part in parts:
            rows += part.height
            writer.write_table(part.to_arrow().cast(schema), row_group_size=PART)
    return rows


def _field_metadata(column: ColumnSpec) -> dict[str, str]:
    unit = {} if column.unit is None else {"unit": column.unit}
    return {"description": column.description, "ko": column.ko, **unit}
