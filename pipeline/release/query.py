"""Asking a release questions in SQL, with no way out of it.

What belongs here: the one locked-down connection that the command line, the site and the tests
share. What does not: particular questions.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import duckdb
from fsspec import AbstractFileSystem

from pipeline.release.duckdb_file import DUCKDB_FILE, SCRIPT_FILE
from pipeline.release.sql import literal, quote_name
from pipeline.release.tables import table_files
from pipeline.release.views import views

Settings = dict[str, str | bool | int | float | list[str]]
"""Of DuckDB, by name."""
# SQL from anyone may run here: it reads this one file, and nothing else in or out.
_LOCKED: Settings = {
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "temp_directory": "",
}


IN_A_BUILD = "512MB"
"""Memory for queries of a build, as DuckDB keeps what it read. They are aggregates: with 10,000
reports they need less. One that needs more would fail, as nothing may be written aside."""


def connect(path: Path, memory_limit: str | None = None) -> duckdb.DuckDBPyConnection:
    """Open a release read-only: no files, no network, no extensions, no Python variables.

    In memory a query may still do as it likes (temporary tables): it dies with the connection.
    DuckDB lets one process open a file under one configuration only, so while this connection is
    open the same file cannot be opened differently.

    Args:
        path: a release folder, or its DuckDB file. A release of parts has none: its tables are
            views of the parts, which DuckDB can read and not write.
        memory_limit: of DuckDB; its default is four fifths of the machine's.

    Raises:
        duckdb.IOException: there is no such file.
    """
    limit: Settings = {} if memory_limit is None else {"memory_limit": memory_limit}
    if (path / SCRIPT_FILE).is_file():
        connection = duckdb.connect(":memory:", config=limit)
        _show_parts(connection, path / "parquet")
    else:
        file = path / DUCKDB_FILE if path.is_dir() else path
        connection = duckdb.connect(file, read_only=True, config=_LOCKED | limit)
    connection.execute("SET enable_progress_bar = false")  # it would stand among the rows
    connection.execute("SET lock_configuration = true")
    return connection


def _show_parts(connection: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    """Give a connection views of the parts of a release, and lock it down."""
    files: dict[str, Path] = {}
    connection.register_filesystem(_Parts(files))
    connection.execute(f"SET allowed_directories = ['{_Parts.protocol}://']")
    for name, value in reversed(_LOCKED.items()):  # no external access as the last of them
        connection.execute(f"SET {name} = {literal(str(value))}")
    for table in sorted({path.stem for path in parquet.iterdir()}):
        parts = {f"{table}/{n}": file for n, file in enumerate(table_files(parquet, table))}
        files.update(parts)
        listed = ", ".join(literal(f"{_Parts.protocol}://{part}") for part in parts)
        connection.execute(
            f"CREATE VIEW {quote_name(table)} AS "
            f"SELECT * FROM read_parquet([{listed}], hive_partitioning = false)"
        )
    for view in views():
        for statement in view.statements:
            connection.execute(statement)


class _Parts(AbstractFileSystem):  # type: ignore[misc]
    """Files under names that DuckDB can read, and under which nothing is written."""

    protocol = "parts"
    cachable = False

    def __init__(self, files: Mapping[str, Path]) -> None:
        super().__init__()
        self._files = files

    def _open(self, path: str, mode: str = "rb", **_: object) -> BinaryIO:
        if mode != "rb":
            raise PermissionError(path)
        return self._file(path).open("rb")

    def info(self, path: str, **_: object) -> dict[str, object]:
        """What is to be known of a file before it is read."""
        return {"name": path, "type": "file", "size": self._file(path).stat().st_size}

    def modified(self, path: str) -> datetime:
        """When it was written."""
        return datetime.fromtimestamp(self._file(path).stat().st_mtime, UTC)

    def _file(self, path: str) -> Path:
        try:
            return self._files[self._strip_protocol(path)]
        except KeyError as error:
            raise FileNotFoundError(path) from error
