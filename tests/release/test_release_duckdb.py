"""The DuckDB file: keys, NOT NULL and comments are declared, and nothing gets out of a query."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.release import duckdb_file
from pipeline.release.build import Release
from pipeline.release.duckdb_file import create_statements, write_duckdb
from pipeline.release.query import connect
from pipeline.release.views import views
from schemas import TABLE, TABLES
from tests.reports import real


@pytest.fixture
def connection(hard_release: Release) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect(hard_release.path) as connection:
        yield connection


def test_keys_and_not_null_are_declared(connection: duckdb.DuckDBPyConnection) -> None:
    rows = connection.execute(
        "SELECT table_name, constraint_type, constraint_column_names, referenced_table, "
        "referenced_column_names FROM duckdb_constraints()"
    ).fetchall()
    for spec in TABLES:
        own = [row[1:] for row in rows if row[0] == spec.name]
        assert ("PRIMARY KEY", spec.primary_key, None, []) in own
        foreign = {
            (names[0], table, *targets)
            for kind, names, table, targets in own
            if kind == "FOREIGN KEY"
        }
        assert foreign == {
            (column.name, *column.references)
            for column in spec.columns
            if column.references and column.references[0] != spec.name
        }
        not_null = {name for kind, names, *_ in own if kind == "NOT NULL" for name in names}
        assert not_null == {column.name for column in spec.columns if not column.nullable}


def test_comments_are_korean_and_english(connection: duckdb.DuckDBPyConnection) -> None:
    tables = dict(connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall())
    columns = {
        (table, column): comment
        for table, column, comment in connection.execute(
            "SELECT table_name, column_name, comment FROM duckdb_columns()"
        ).fetchall()
    }
    for spec in TABLES:
        assert spec.ko in tables[spec.name]
        assert spec.description in tables[spec.name]
        for column in spec.columns:
            comment = columns[spec.name, column.name]
            assert comment.startswith(f"{column.ko} · {column.description}")
            assert comment.endswith(f"[{column.unit}]") == (column.unit is not None)


def test_views_answer_and_say_what_they_are(connection: duckdb.DuckDBPyConnection) -> None:
    comments = dict(
        connection.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    )
    named = {view.name: view for view in views() if not view.parameters}
    assert set(comments) == set(named)
    for name, view in named.items():
        assert comments[name] == f"{view.ko} · {view.description}"
        connection.execute(f"FROM {name}").fetchall()
    assert connection.execute("SELECT eok(2281000000)").fetchall() == [(22.81,)]


def test_a_foreign_key_holds_in_the_file(hard_release: Release, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes((hard_release.path / "openbogo.duckdb").read_bytes())
    with duckdb.connect(copy) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("UPDATE budget_components SET report_id = 'nowhere'")


def test_a_table_that_refers_to_itself_declares_no_key_it_could_not_load() -> None:
    spec = TABLE["tables"]
    parent = replace(spec.columns[2], name="parent_id", references=("tables", "table_id"))
    ddl = create_statements(replace(spec, columns=(*spec.columns, parent)), TABLE)[0]
    assert 'REFERENCES "reports" ("report_id")' in ddl
    assert 'REFERENCES "tables"' not in ddl


def test_a_table_too_long_for_an_index_has_no_keys_and_can_be_queried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = real("2023-03").frames
    counts = {}
    for table in TABLES:
        frame = frames.get(table.name, table.frame([])).sort(table.primary_key)
        frame.write_parquet(tmp_path / f"{table.name}.parquet")
        counts[table.name] = frame.height
    monkeypatch.setattr(duckdb_file, "KEYED_ROWS", counts["sections"] - 1)
    write_duckdb(TABLES, tmp_path, tmp_path / "few_keys.duckdb")
    with connect(tmp_path / "few_keys.duckdb") as connection:
        found = connection.execute(
            "SELECT table_name, constraint_type, referenced_table FROM duckdb_constraints()"
        ).fetchall()
        keyed = {table for table, kind, _ in found if kind == "PRIMARY KEY"}
        assert keyed == {name for name, count in counts.items() if count < counts["sections"]}
        assert {"reports", "milestones"} < keyed
        assert keyed.isdisjoint({"lines", "sections"})
        assert {table for _, kind, table in found if kind == "FOREIGN KEY"} <= keyed
        for name, count in counts.items():
            assert connection.execute(f"SELECT count(*) FROM {name}").fetchone() == (count,)


def test_select_works_in_korean(connection: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT DISTINCT agency AS 기관 FROM reports WHERE government = '서울특별시'"
    assert connection.execute(query).fetchall() == [("경제정책실",)]
    assert connection.execute(
        "SELECT count(*) FROM lines JOIN reports USING (report_id) WHERE lines.text LIKE '%따옴표%'"
    ).fetchall() == [(1,)]


def test_the_file_itself_can_be_named(hard_release: Release) -> None:
    with connect(hard_release.path / "openbogo.duckdb") as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() is not None


def test_no_release_no_connection(tmp_path: Path) -> None:
    with pytest.raises(duckdb.IOException):
        connect(tmp_path / "none.duckdb")
    assert list(tmp_path.iterdir()) == []


FORBIDDEN = [
    "COPY reports TO '{folder}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{folder}/export'",
    "SELECT * FROM read_csv('{folder}/secret.csv')",
    "SELECT * FROM '{folder}/secret.csv'",
    "SELECT * FROM read_text('{folder}/secret.csv')",
    "SELECT * FROM read_blob('{folder}/secret.csv')",
    "SELECT * FROM glob('{folder}/*')",
    "SELECT * FROM read_csv('https://localhost/x.csv')",
    "ATTACH '{folder}/other.duckdb' AS other",
    "ATTACH ':memory:' AS other",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "SET temp_directory = '{folder}'",
    "SET profiling_output = '{folder}/profile.json'",
    "PRAGMA enable_profiling = 'json'",
    "SET log_query_path = '{folder}/log'",
    "CALL enable_logging(storage = 'file', storage_config = {{'path': '{folder}/logs'}})",
    "CREATE PERSISTENT SECRET s (TYPE s3)",
    "SELECT * FROM python_variable",
    "INSERT INTO departments SELECT * FROM departments",
    "UPDATE reports SET agency = 'x'",
    "DELETE FROM reports",
    "CREATE TABLE mine (i INTEGER)",
    "CREATE VIEW mine AS SELECT 1",
    "DROP TABLE quarantine",
    "COMMENT ON TABLE reports IS 'x'",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_no_way_out(connection: duckdb.DuckDBPyConnection, tmp_path: Path, sql: str) -> None:
    python_variable = pl.DataFrame({"secret": [1]})
    (tmp_path / "secret.csv").write_text("secret\n1\n")
    before = connection.execute("SELECT count(*) FROM reports").fetchone()
    with pytest.raises(duckdb.Error):
        connection.execute(sql.format(folder=tmp_path)).fetchall()
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert connection.execute("SELECT count(*) FROM reports").fetchone() == before
    assert python_variable.height == 1


def test_no_setting_opens_a_way_out(connection: duckdb.DuckDBPyConnection) -> None:
    # Some of these are shut by two settings; each must be, so that neither is missed when it goes.
    settings = dict(connection.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert settings["temp_directory"] == ""
    assert settings["lock_configuration"] == "true"
    for name in (
        "enable_external_access",
        "autoload_known_extensions",
        "autoinstall_known_extensions",
        "allow_community_extensions",
        "python_enable_replacements",
    ):
        assert settings[name] == "false", name


def test_a_query_leaves_nothing_in_the_release(hard_release: Release) -> None:
    before = sorted(hard_release.path.rglob("*"))
    with connect(hard_release.path) as connection:
        connection.execute("CREATE TEMP TABLE mine AS SELECT * FROM range(300000) ORDER BY 1 DESC")
        assert sorted(hard_release.path.rglob("*")) == before
    assert sorted(hard_release.path.rglob("*")) == before
