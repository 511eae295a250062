"""The DuckDB file as analysts meet it: the query command, older clients."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from schemas import TABLES
from tests.e2e.home import Built


def test_query_prints_a_table(built: Built) -> None:
    process = built.home.run(
        "query",
        "SELECT budget_krw FROM budget_execution WHERE department = '국제협력과'",
    )
    assert process.returncode == 0
    assert "10359000000" in process.stdout.replace(",", "")  # 2023-03.txt line 68: 10,359 백만원


@pytest.mark.parametrize(
    "sql",
    [
        "COPY reports TO 'stolen.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "DELETE FROM reports",
        "CREATE TABLE extra (x INTEGER)",
        "SELECT * FROM read_text('https://example.org')",
    ],
)
def test_query_reads_nothing_but_the_release(built: Built, sql: str) -> None:
    process = built.home.run("query", sql)
    assert process.returncode == 1
    assert process.stderr.startswith("openbogo: ")
    assert "Traceback" not in process.stderr


def test_query_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    from tests.e2e.home import Home  # noqa: PLC0415

    process = Home(tmp_path).run("query", "SELECT 1")
    assert process.returncode == 1
    assert "openbogo build" in process.stderr


def test_keys_and_comments_are_in_the_file(built: Built) -> None:
    with duckdb.connect(str(built.home.latest / "openbogo.duckdb"), read_only=True) as db:
        keys = dict(
            db.sql(
                "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
                "WHERE constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        )
        foreign = db.sql(
            "SELECT count(*) FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'"
        ).fetchall()
        uncommented = db.sql(
            "SELECT table_name, column_name FROM duckdb_columns() "
            "WHERE comment IS NULL AND NOT internal "
            "AND table_name IN (SELECT table_name FROM duckdb_tables())"
        ).fetchall()
    assert keys == {table.name: table.primary_key for table in TABLES}
    # DuckDB cannot load a table that refers to itself with its key declared (sections.parent_id)
    targets = [(table.name, c.references) for table in TABLES for c in table.columns]
    assert foreign == [(sum(bool(t) and t[0] != table for table, t in targets),)]
    assert uncommented == []


def test_older_client_opens_the_file(built: Built, root: Path) -> None:
    older = Path(sys.prefix) / "compat"
    assert older.is_dir(), "run `make test`, or `make .venv/compat.done`: it installs DuckDB 1.3"
    script = (
        "import duckdb, sys; print(duckdb.__version__);"
        "db = duckdb.connect(sys.argv[1], read_only=True);"
        "sql = 'SELECT sum(budget_krw) FROM budget_execution WHERE is_total';"
        "print(db.sql(sql).fetchall()[0][0])"
    )
    process = subprocess.run(
        [sys.executable, "-c", script, str(built.home.latest / "openbogo.duckdb")],
        env=os.environ | {"PYTHONPATH": str(older)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stderr
    # 계 of 2022-03.txt line 100 (753,976) and of 2023-03.txt line 60 (749,663), in millions
    assert process.stdout.split() == ["1.3.2", str((753_976 + 749_663) * 1_000_000)]
