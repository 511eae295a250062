"""The DuckDB file: all tables with keys, NOT NULL and comments, the same bytes on every build.

A key is an index that has to fit into memory while it is made: a table of more than `KEYED_ROWS`
has none, nor has a column that points at it. Its keys hold (`tables`), and `datapackage.json`
declares them.

Measured with DuckDB 2.0; each setting is needed for equal bytes:
- storage v1.2.0 and uncompressed columns: clients since 1.3 open it; the default gives neither;
- the smallest blocks there are: each column of each table takes whole blocks, and most columns
  are short. Two reports: 4 MB instead of 30, of which the SQL page fetches what a query needs;
- one thread, rows in order: threads race for the blocks;
- block allocator: the unused rest of a filled block of texts is written as the memory happened to
  be. From the general allocator that is whatever the process held there before, which differs
  from build to build and has no business in a published file; from a pool of fresh pages used by
  this database alone it is the same each time. Texts of about 200 kB in a column are enough to
  see it;
- a memory limit of its own: past it blocks are evicted, in an order that depends on the limit.

What belongs here: SQL generated from the schemas, the views, and the settings above. What does
not: queries on a release (`query`).
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from pipeline.release.column_types import column_type
from pipeline.release.sql import literal, one_file, quote_name
from pipeline.release.tables import PART_FILE, height, table_files
from pipeline.release.views import views
from schemas import ColumnSpec, TableSpec

DUCKDB_FILE = "openbogo.duckdb"
SCRIPT_FILE = "openbogo.sql"
"""Makes the DuckDB file of a release of parts: `duckdb my.duckdb < openbogo.sql`."""
KEYED_ROWS = 2_000_000
"""Rows of a table up to which the file has its keys."""
_SETTINGS = {
    "memory_limit": "512MB",  # twice what the keys of KEYED_ROWS need
    "threads": "1",
    "force_compression": "uncompressed",
    "preserve_insertion_order": "true",
    "block_allocator_memory": "100%",  # of memory_limit: the pool never runs out before memory
    "temp_directory": "",  # nothing is written beside the file
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
}
_BLOCK_SIZE = 16_384  # bytes


def write_duckdb(specs: Sequence[TableSpec], parquet: Path, path: Path) -> None:
    """Write the database from sorted Parquet files. `path` must not exist.

    Args:
        specs: tables in an order in which each comes after those its foreign keys point at.
    """
    with duckdb.connect(":memory:") as connection:
        for name, value in _SETTINGS.items():
            connection.execute(f"SET {name} = {literal(value)}")
        connection.execute(
            f"ATTACH {literal(str(path))} AS release "
            f"(STORAGE_VERSION 'v1.2.0', BLOCK_SIZE {_BLOCK_SIZE})"
        )
        connection.execute("USE release")
        rows = {spec.name: height(parquet, spec.name) for spec in specs}
        keyed = frozenset(name for name, count in rows.items() if count <= KEYED_ROWS)
        for spec in specs:
            for statement in create_statements(spec, keyed):
                connection.execute(statement)
            files = ", ".join(literal(one_file(f)) for f in table_files(parquet, spec.name))
            connection.execute(insert_statement(spec, f"[{files}]"))
        for view in views():
            for statement in view.statements:
                connection.execute(statement)
        connection.execute("CHECKPOINT release")
        connection.execute("USE memory")
        connection.execute("DETACH release")


def create_statements(spec: TableSpec, keyed: Collection[str]) -> list[str]:
    """CREATE TABLE with its constraints, then a comment on the table and on each column.

    Args:
        keyed: the tables whose keys are declared.
    """
    table = quote_name(spec.name)
    lines = [_column_line(column) for column in spec.columns]
    if spec.name in keyed:
        lines.append(f"PRIMARY KEY ({', '.join(map(quote_name, spec.primary_key))})")
    lines += [
        f"FOREIGN KEY ({quote_name(column)}) REFERENCES {quote_name(target)} ({quote_name(key)})"
        for column, target, key in spec.foreign_keys
        # A table that refers to itself cannot be loaded in one statement: DuckDB looks a parent
        # up among the rows of earlier statements only. `check_references` has looked already.
        if target != spec.name and {spec.name, target} <= set(keyed)
    ]
    comments = [
        f"COMMENT ON COLUMN {table}.{quote_name(column.name)} IS {literal(column_comment(column))}"
        for column in spec.columns
    ]
    body = ",\n  ".join(lines)
    return [
        f"CREATE TABLE {table} (\n  {body}\n)",
        f"COMMENT ON TABLE {table} IS {literal(table_comment(spec))}",
        *comments,
    ]


def insert_statement(spec: TableSpec, files: str) -> str:
    """INSERT of Parquet files, in their order.

    Args:
        files: a file, pattern or list of files, as an expression of SQL.
    """
    columns = ", ".join(quote_name(column.name) for column in spec.columns)
    return (
        f"INSERT INTO {quote_name(spec.name)} ({columns}) "
        f"SELECT {columns} FROM read_parquet({files}, hive_partitioning = false)"
    )


def script(specs: Sequence[TableSpec], parted: Collection[str]) -> str:
    """SQL that makes the database of a release of parts, run in the folder of the release.

    Args:
        parted: those that consist of one file for each agency. They have no keys.
    """
    keyed = [spec.name for spec in specs if spec.name not in parted]
    lines = ["-- openbogo: duckdb openbogo.duckdb < openbogo.sql"]
    for spec in specs:
        below = f"{spec.name}/*/{PART_FILE}" if spec.name in parted else f"{spec.name}.parquet"
        lines += create_statements(spec, keyed)
        lines.append(insert_statement(spec, literal(f"parquet/{below}")))
    lines += [statement for view in views() for statement in view.statements]
    return "".join(f"{line};\n" if line[:2] != "--" else f"{line}\n" for line in lines)


def table_comment(spec: TableSpec) -> str:
    """Korean title, English title, description."""
    return f"{spec.ko} · {spec.title}: {spec.description}"


def column_comment(column: ColumnSpec) -> str:
    """Korean term, description and unit."""
    unit = f" [{column.unit}]" if column.unit else ""
    return f"{column.ko} · {column.description}{unit}"


def _column_line(column: ColumnSpec) -> str:
    null = "" if column.nullable else " NOT NULL"
    return f"{quote_name(column.name)} {column_type(column).sql}{null}"
