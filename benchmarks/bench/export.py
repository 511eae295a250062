"""Writing tables in every format, against DuckDB's own `COPY`; what equal bytes cost."""

import shutil
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.bench.measure import Measure, alternating
from pipeline.release.csv_files import write_csv
from pipeline.release.duckdb_file import create_statements, insert_statement, write_duckdb
from pipeline.release.parquet import write_parquet
from pipeline.release.sql import literal, quote_name
from pipeline.release.tables import height, parts, sorted_parts, table_file
from schemas import TABLE, TABLES

EXPORT_TARGET = 1.3


def export(tables: Path, scratch: Path, times: int) -> list[Measure]:
    """Write all tables as Parquet and CSV, and as a DuckDB file.

    Floors: `COPY (FROM …) TO …` of the same sorted Parquet files in the same formats, by a DuckDB
    with its own settings; for the database `CREATE TABLE AS`, which makes no keys.

    Args:
        tables: `<table>.parquet` of every table, as they are put together, in any order.
        scratch: a folder to write to.
        times: measurements, of which the median is taken.
    """
    written, again = scratch / "written", scratch / "again"
    made = scratch / "made"
    for folder in (written, again, made, scratch / "copied"):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _from_input(tables, written)
    files, whole, copies = alternating(
        times,
        lambda: _files(written, again),
        lambda: _from_input(tables, made),
        lambda: _copies(written, scratch / "copied"),
    )
    database, plain = alternating(
        times,
        lambda: _database(written, scratch),
        lambda: _plain_database(written, scratch),
    )
    rows = sum(height(tables, spec.name) for spec in TABLES)
    what = f"{rows:,} rows in {len(TABLES)} tables"
    copy = "bare `COPY` of the same"
    return [
        Measure(f"export of {what} as Parquet and CSV", copy, files, copies, "s", EXPORT_TARGET),
        Measure(
            f"the same, with reading, validating and sorting of {what}", copy, whole, copies, "s"
        ),
        Measure(
            f"DuckDB file of {what}",
            "`CREATE TABLE AS` of the same",
            database,
            plain,
            "s",
            note="with keys, checked as they are loaded",
        ),
    ]


def promise_seconds(tables: Path, scratch: Path, times: int) -> float:
    """Seconds that equal bytes cost: sorting every table, and a DuckDB file made by one thread.

    Against the same tables written as they come, and a DuckDB file with the same keys made with
    DuckDB's own settings.
    """
    written = scratch / "written"
    shutil.rmtree(written, ignore_errors=True)
    written.mkdir(parents=True)
    _from_input(tables, written)

    def sort() -> None:
        for spec in TABLES:
            pl.read_parquet(table_file(tables, spec.name), glob=False).sort(spec.primary_key)

    def read() -> None:
        for spec in TABLES:
            pl.read_parquet(table_file(tables, spec.name), glob=False)

    took = alternating(
        times,
        sort,
        read,
        lambda: _database(written, scratch),
        lambda: _plain_database(written, scratch, keys=True),
    )
    return (took[0] - took[1]) + (took[2] - took[3])


def _from_input(tables: Path, folder: Path) -> None:
    for spec in TABLES:
        file = table_file(folder, spec.name)
        write_parquet(sorted_parts(tables, spec, folder), spec, file)
        write_csv(parts(file), folder / f"{spec.name}.csv")


def _files(written: Path, folder: Path) -> None:
    for spec in TABLES:
        file = table_file(written, spec.name)
        write_parquet(parts(file), spec, table_file(folder, spec.name))
        write_csv(parts(file), folder / f"{spec.name}.csv")


def _copies(tables: Path, folder: Path) -> None:
    with duckdb.connect(":memory:") as connection:
        for spec in TABLES:
            source = f"(FROM read_parquet({literal(str(table_file(tables, spec.name)))}))"
            file = str(folder / spec.name)
            connection.execute(
                f"COPY {source} TO {literal(file + '.parquet')} (FORMAT parquet, COMPRESSION zstd)"
            )
            connection.execute(f"COPY {source} TO {literal(file + '.csv')} (FORMAT csv, HEADER)")


def _database(parquet: Path, scratch: Path) -> None:
    path = scratch / "ours.duckdb"
    path.unlink(missing_ok=True)
    write_duckdb(TABLES, parquet, path)


def _plain_database(parquet: Path, scratch: Path, *, keys: bool = False) -> None:

    path = scratch / "plain.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        for spec in TABLES:
            file = table_file(parquet, spec.name)
            if keys:
                for statement in create_statements(spec, TABLE):
                    connection.execute(statement)
                connection.execute(insert_statement(spec, literal(str(file))))
            else:
                source = f"FROM read_parquet({literal(str(file))})"
                connection.execute(f"CREATE TABLE {quote_name(spec.name)} AS {source}")
