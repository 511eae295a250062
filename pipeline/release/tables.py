"""The tables as they come in: read, checked against their declaration, sorted by primary key.

A table comes in parts of `PART` rows. One that is larger is sorted by DuckDB, on disk where memory
does not do, so that a release of any size needs the memory of a few parts.

What belongs here: every condition a table must meet before any format of it is written. What does
not: the formats, and any judgement of what the figures say (those are rows of `checks`).
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from pandera.errors import SchemaErrors

from pipeline.release.errors import ReleaseError, first_of
from pipeline.release.sql import one_file, quote_name
from pipeline.vocabulary.messages import message
from schemas import TableSpec
from schemas.rules import keeps_rules

PART = 122_880
"""Rows of a part of a table, and of a row group of its Parquet file: whole vectors of DuckDB."""
PART_FILE = "part.parquet"
"""The rows of one agency: `<table>/agency_id=<id>/part.parquet`, the layout of Hive."""
_MEMORY = "512MB"  # of DuckDB while it sorts and joins
_LINE = "line_start"  # the column that says where a row was read, in every table that has one


def table_file(folder: Path, name: str) -> Path:
    """The place where the Parquet file of a table is, in the input as in the release."""
    return folder / f"{name}.parquet"


def table_files(folder: Path, name: str) -> list[Path]:
    """The Parquet files that a table consists of: one, or one for each agency, in their order."""
    one = table_file(folder, name)
    if one.exists() or not (folder / name).is_dir():
        return [one]
    return sorted(below / PART_FILE for below in (folder / name).iterdir() if below.is_dir())


def is_parted(folder: Path, name: str) -> bool:
    """True of a table that consists of one file for each agency."""
    return table_files(folder, name) != [table_file(folder, name)]


def scan(folder: Path, name: str) -> pl.LazyFrame:
    """The rows of a table, of which only what is asked for is read."""
    return pl.scan_parquet(table_files(folder, name), glob=False, hive_partitioning=False)


def require_exactly(folder: Path, specs: Sequence[TableSpec]) -> None:
    """Refuse a folder that lacks a declared table or holds an undeclared one.

    Raises:
        ReleaseError: with the names of both kinds.
    """
    declared = {table_file(folder, spec.name).name for spec in specs}
    present = {path.name for path in folder.glob("*.parquet")}
    present |= {table_file(folder, s.name).name for s in specs if is_parted(folder, s.name)}
    problems = [message("missing: {name}", name=name) for name in sorted(declared - present)]
    problems += [message("not declared: {name}", name=name) for name in sorted(present - declared)]
    if problems:
        raise ReleaseError(
            "the tables are not those declared\n{problems}", problems=first_of(problems)
        )


def sorted_parts(folder: Path, spec: TableSpec, scratch: Path) -> Iterator[pl.DataFrame]:
    """One table, columns in published order, rows sorted by primary key (texts by code point).

    There is always one part, of no rows if the table has none.

    Args:
        scratch: a folder for what sorting cannot hold in memory.

    Raises:
        ReleaseError: a column is missing, undeclared or mistyped, or a row breaks a rule of the
            declaration (NULL, key, range, closed list, pattern), or a number is not finite.
    """
    file = table_file(folder, spec.name)
    _require_columns(pl.scan_parquet(file, glob=False).collect_schema(), spec)
    last: tuple[Any, ...] | None = None
    for part in _sort_rows(file, spec, scratch):
        problems = _broken_rules(part, spec) + _not_finite(part, spec)
        if not problems and part.height:
            keys = part.select(spec.primary_key)
            # Within a part the schema looks for equal keys.
            if last == keys.row(0):
                problems = [message("key {key} is there twice", key=last)]
            last = keys.row(-1)
        if problems:
            raise ReleaseError(
                "table {table} breaks its declaration\n{problems}",
                table=spec.name,
                problems=first_of(problems),
            )
        yield part


def parts(file: Path) -> Iterator[pl.DataFrame]:
    """A Parquet file of a release, part by part."""
    rows = pl.scan_parquet(file, glob=False)
    for start in range(0, max(_count(rows), 1), PART):
        yield rows.slice(start, PART).collect()


def height(folder: Path, name: str) -> int:
    """Rows of a table; none of them is read."""
    return _count(scan(folder, name))


def _count(rows: pl.LazyFrame) -> int:
    return int(rows.select(pl.len()).collect().item())


def check_references(folder: Path, specs: Sequence[TableSpec], scratch: Path) -> None:
    """Every foreign key points at a row that exists; only key columns are read.

    Args:
        scratch: a folder for what joining cannot hold in memory.

    Raises:
        ReleaseError: with the rows whose key points nowhere.
    """
    with _on_disk(scratch) as connection:
        problems = [
            problem
            for spec in specs
            for key in spec.foreign_keys
            for problem in _dangling(connection, folder, spec, key)
        ]
    if problems:
        raise ReleaseError("foreign keys point at nothing\n{problems}", problems=first_of(problems))


def _sort_rows(file: Path, spec: TableSpec, scratch: Path) -> Iterator[pl.DataFrame]:
    columns = list(spec.polars_schema)
    if height(file.parent, spec.name) <= PART:
        # Sorted before it is checked: the rows an error names do not depend on input order.
        yield pl.read_parquet(file, glob=False).select(columns).sort(spec.primary_key)
        return
    with _on_disk(scratch) as connection:
        wanted, key = (", ".join(map(quote_name, names)) for names in (columns, spec.primary_key))
        query = f"SELECT {wanted} FROM read_parquet(?) ORDER BY {key}"
        # `sql`, not `execute`: that one would hold all rows before the first is given.
        rows = pl.scan_arrow_c_stream(connection.sql(query, params=[one_file(file)]))
        yield from rows.collect_batches(chunk_size=PART)


@contextmanager
def _on_disk(scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB within a limit of memory; what goes beyond is written to a folder, and removed."""
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": _MEMORY,
        "threads": "2",  # each holds a part: with many of them the limit is not enough
        "temp_directory": str(scratch / "duckdb"),
    }
    try:
        with duckdb.connect(":memory:", config=config) as connection:
            yield connection
    finally:
        if (scratch / "duckdb").exists():
            shutil.rmtree(scratch / "duckdb")


def _require_columns(schema: Mapping[str, pl.DataType], spec: TableSpec) -> None:
    declared = spec.polars_schema
    problems = [message("missing: {name}", name=name) for name in declared if name not in schema]
    for name, dtype in schema.items():
        if name not in declared:
            problems.append(message("not declared: {name}", name=name))
        elif dtype != declared[name]:
            problems.append(
                message(
                    "{name} is {dtype}, declared as {declared}",
                    name=name,
                    dtype=dtype,
                    declared=declared[name],
                )
            )
    if problems:
        raise ReleaseError(
            "table {table} has other columns\n{problems}",
            table=spec.name,
            problems=first_of(problems),
        )


def _broken_rules(frame: pl.DataFrame, spec: TableSpec) -> list[str]:
    if keeps_rules(spec, frame):
        return []
    try:
        spec.schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [
            message(
                "{column}: {rule}, but is {value}{place}",
                column=case["column"],
                rule=case["check"],
                value=case["failure_case"],
                place=_place(frame, spec, case["index"]),
            )
            for case in errors.failure_cases.iter_rows(named=True)
        ]
    return []


def _not_finite(frame: pl.DataFrame, spec: TableSpec) -> list[str]:
    # NaN and infinity are no figures: what is missing is NULL. No pandera rule says so.
    return [
        message(
            "{column}: a finite number, but is {value}{place}",
            column=name,
            value=value,
            place=_place(frame, spec, index),
        )
        for name, dtype in spec.polars_schema.items()
        if dtype == pl.Float64
        for index, value in frame.with_row_index("index_")
        .filter(pl.col(name).is_finite().not_())
        .select("index_", name)
        .iter_rows()
    ]


def _place(frame: pl.DataFrame, spec: TableSpec, index: int | None) -> str:
    """Key and source line of a row, for a message; nothing when it is about the whole table."""
    if index is None:
        return ""
    row = frame.row(index, named=True)
    place = ", ".join(f"{name}={row[name]}" for name in spec.primary_key)
    line = row.get(_LINE)
    if line is None:
        return f" ({place})"
    return message(" ({row}, line {line})", row=place, line=line)


def _dangling(
    connection: duckdb.DuckDBPyConnection, folder: Path, spec: TableSpec, key: tuple[str, str, str]
) -> list[str]:
    """The rows of a table whose foreign key points at nothing."""
    column, table, target = key
    line = [_LINE] if _LINE in spec.polars_schema else []
    names = dict.fromkeys([*spec.primary_key, column, *line])
    wanted, order = (", ".join(map(quote_name, some)) for some in (names, spec.primary_key))
    own = quote_name(column)
    query = (
        f"SELECT {wanted} FROM read_parquet($child) "
        f"ANTI JOIN (SELECT {quote_name(target)} AS {own} FROM read_parquet($parent)) "
        f"USING ({own}) WHERE {own} IS NOT NULL ORDER BY {order}"
    )
    files = {"child": table_file(folder, spec.name), "parent": table_file(folder, table)}
    given = {name: one_file(file) for name, file in files.items()}
    lost = pl.DataFrame(connection.sql(query, params=given))
    return [
        message(
            "{column} is {value}, which is not in {target}{place}",
            column=f"{spec.name}.{column}",
            value=row[column],
            target=f"{table}.{target}",
            place=_place(lost, spec, index),
        )
        for index, row in enumerate(lost.iter_rows(named=True))
    ]
