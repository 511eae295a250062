"""Do the other formats of a release hold the rows of its Parquet files?

What belongs here: reading CSV and DuckDB back, and saying how they differ. What does not: whether
the rows are as declared (`verify`).
"""

from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.release.column_types import COLUMN_TYPES
from pipeline.release.csv_files import BYTE_ORDER_MARK, without_formulas
from pipeline.release.file_list import Asked
from pipeline.release.reader import Described
from pipeline.release.sql import one_file
from pipeline.vocabulary.messages import Message, message

# An empty field is NULL and "" is the empty text.
_READ_CSV = (
    "SELECT * FROM read_csv(?, columns = ?, header = true, nullstr = '', delim = ',', "
    "quote = '\"', escape = '\"', allow_quoted_nulls = false, new_line = '\\n', "
    "auto_detect = false, encoding = 'utf-8')"
)


def compare_csv(
    folder: Path, table: Described, frame: pl.DataFrame, memory: duckdb.DuckDBPyConnection
) -> Asked:
    """CSV, and its twin for Excel, hold the rows of Parquet."""
    path = folder / table.csv
    read = _fetch(memory, _READ_CSV, [one_file(path), _sql_types(table)], frame)
    failures = [] if read.equals(frame) else [_difference(table.csv, read, frame)]
    twin = folder / "csv-excel" / path.name
    if twin.read_bytes() != BYTE_ORDER_MARK + path.read_bytes():  # as in older releases
        read = _fetch(memory, _READ_CSV, [one_file(twin), _sql_types(table)], frame)
        if not read.equals(without_formulas(frame)):
            failures.append(_difference(f"csv-excel/{path.name}", read, without_formulas(frame)))
    return frame.height, failures


def compare_duckdb(
    table: Described, frame: pl.DataFrame, database: duckdb.DuckDBPyConnection
) -> Asked:
    """DuckDB holds the rows of Parquet."""
    columns = ", ".join(f'"{name}"' for name in frame.columns)
    read = _fetch(database, f'SELECT {columns} FROM "{table.name}"', [], frame)
    read, frame = read.sort(table.key), frame.sort(table.key)
    same = read.equals(frame)
    return frame.height, [] if same else [_difference(f"DuckDB, {table.name}", read, frame)]


def _fetch(
    connection: duckdb.DuckDBPyConnection, sql: str, values: list[Any], like: pl.DataFrame
) -> pl.DataFrame:
    return pl.DataFrame(connection.sql(sql, params=values)).cast(like.schema)


def _sql_types(table: Described) -> dict[str, str]:
    sql = {known.polars: known.sql for known in COLUMN_TYPES}
    return {name: sql[dtype] for name, dtype in table.types.items()}


def _difference(where: str, read: pl.DataFrame, frame: pl.DataFrame) -> Message:
    """The difference of what was read from the rows of Parquet."""
    if read.height != frame.height:
        return message(
            "{where}: {there} rows, {rows} in Parquet",
            where=where,
            there=read.height,
            rows=frame.height,
        )
    columns = [c for c in frame.columns if c not in read.columns or not read[c].equals(frame[c])]
    names = ", ".join(columns)
    return message("{where}: values of {columns} differ from Parquet", where=where, columns=names)
