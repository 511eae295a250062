"""Parquet: the format inside the pipeline, and the one that keeps every type.

What belongs here: writing a file, and what it says of its columns. What does not: reading and
checking (`tables`).
"""

from collections.abc import Iterable
from pathlib import Path

import nanoarrow as na
import polars as pl

from pipeline.release.column_types import column_type
from pipeline.release.tables import PART
from schemas import TableSpec


class ParquetFile:
    """The Parquet file of a table whose rows come part by part.

    All parts but the last wait on disk until it is closed. Same parts, same library versions: same
    bytes.
    """

    def __init__(self, path: Path, spec: TableSpec) -> None:
        self.path = path
        self.rows = 0
        self.spec = spec
        self._last = spec.frame([])
        self._aside: list[Path] = []

    def append(self, part: pl.DataFrame) -> None:
        """Add rows."""
        if self._last.height:
            aside = self.path.with_suffix(f".{len(self._aside)}.arrow")
            self._last.write_ipc(aside, compression="lz4")
            self._aside.append(aside)
        self._last = part
        self.rows += part.height

    def close(self, *, published: bool = False) -> None:
        """Write the file.

        Args:
            published: it says what the table and each column is, and has NULL only where declared.
        """
        parts = [*map(pl.scan_ipc, self._aside), self._last.lazy()]
        pl.concat(parts).sink_parquet(
            self.path,
            row_group_size=PART,
            metadata=_about(self.spec) if published else None,
            arrow_schema=arrow_schema(self.spec) if published else None,
        )
        for aside in self._aside:
            aside.unlink()


def write_parquet(parts: Iterable[pl.DataFrame], spec: TableSpec, path: Path) -> int:
    """Write a sorted table, and say how many rows it has."""
    file = ParquetFile(path, spec)
    for part in parts:
        file.append(part)
    file.close(published=True)
    return file.rows


def arrow_schema(spec: TableSpec) -> na.Schema:
    """Arrow schema of a table; descriptions, Korean terms and units are metadata of its fields."""
    fields = [
        na.Schema(
            column_type(column).arrow,
            name=column.name,
            nullable=column.nullable,
            metadata={"description": column.description, "ko": column.ko}
            | ({} if column.unit is None else {"unit": column.unit}),
        )
        for column in spec.columns
    ]
    return na.Schema(na.Type.STRUCT, fields=fields, metadata=_about(spec))


def _about(spec: TableSpec) -> dict[str, str]:
    return {"title": spec.title, "ko": spec.ko, "description": spec.description}
