"""Asking a release questions in SQL, with no way out of it.

What belongs here: the one locked-down connection that the command line, the site and the tests
share. What does not: particular questions.
"""

from pathlib import Path

import duckdb
import pyarrow.dataset

from pipeline.release.duckdb_file import DUCKDB_FILE, SCRIPT_FILE
from pipeline.release.tables import table_files
from pipeline.release.views import views

# SQL from anyone may run here: it reads this one file, and nothing else in or out.
_LOCKED: dict[str, str | bool | int | float | list[str]] = {
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
            views of the parts, which DuckDB may read and not write.
        memory_limit: of DuckDB; its default is four fifths of the machine's.

    Raises:
        duckdb.IOException: there is no such file.
    """
    limit = {} if memory_limit is None else {"memory_limit": memory_limit}
    if (path / SCRIPT_FILE).is_file():
        connection = duckdb.connect(":memory:", config=_LOCKED | limit)
        _show_parts(connection, path / "parquet")
    else:
        file = path / DUCKDB_FILE if path.is_dir() else path
        connection = duckdb.connect(file, read_only=True, config=_LOCKED | limit)
    connection.execute("SET enable_progress_bar = false")  # it would stand among the rows
    connection.execute("SET lock_configuration = true")
    return connection


def _show_parts(connection: duckdb.DuckDBPyConnection, parquet: Path) -> None:
    for name in sorted({path.stem for path in parquet.iterdir()}):
        files = [str(file) for file in table_files(parquet, name)]
        connection.register(name, pyarrow.dataset.dataset(files, format="parquet"))
    for view in views():
        for statement in view.statements:
            connection.execute(statement)
