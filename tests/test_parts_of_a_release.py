"""A release of many rows: of each agency a part, linked as long as its rows are the same."""

import os
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.cli.answer import CommandError
from pipeline.cli.export import export
from pipeline.corpus.validate import AGAINST_LAST, judge
from pipeline.parallel.setting import Setting
from pipeline.reconcile.catalogue import CHECKS
from pipeline.release.agency_parts import PARTED, are_whole
from pipeline.release.build import Release, build_release
from pipeline.release.checksums import changed_files
from pipeline.release.duckdb_file import DUCKDB_FILE
from pipeline.release.query import connect
from pipeline.release.tables import scan, table_files
from pipeline.release.verify import verify
from pipeline.state.workspace import Workspace
from schemas import TABLE, TABLES
from tests.reports import head, read

INSIDE = Setting(processes=0)
AGENCIES = ("alpha-bureau", "beta-bureau")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of two offices, one collection each."""
    home = tmp_path_factory.mktemp("home")
    for agency, month in zip(AGENCIES, ("2022-03", "2023-03"), strict=True):
        folder = Workspace(home).collection_tables / agency
        folder.mkdir(parents=True)
        frames = read(head(month), f"{agency}/{month}.txt").frames
        for table in TABLES:
            frame = frames.get(table.name, table.frame([]))
            frame.write_parquet(folder / f"{table.name}.parquet")
    return home


def _released(home: Path, outputs: Path, parts_above: int) -> Release:
    workspace = Workspace(home)
    collections = {workspace.collection_tables / agency: {agency: agency} for agency in AGENCIES}
    checks = (*CHECKS, *AGAINST_LAST)
    judge(workspace, collections, checks, INSIDE, accept_loss=False, parts_above=parts_above)
    return build_release(workspace.tables, outputs)


@pytest.fixture(scope="module")
def whole(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    return _released(home, tmp_path_factory.mktemp("whole"), 1_000_000)


@pytest.fixture(scope="module")
def parted(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Release:
    return _released(home, tmp_path_factory.mktemp("parted"), 1)


def test_a_release_of_parts_has_the_same_rows(whole: Release, parted: Release) -> None:
    assert parted.rows == whole.rows
    for spec in TABLES:
        one, many = (scan(r.path / "parquet", spec.name).collect() for r in (whole, parted))
        assert many.sort(spec.primary_key).equals(one.sort(spec.primary_key)), spec.name


def test_each_agency_has_a_file_that_other_programs_read_as_one_table(parted: Release) -> None:
    assert {"lines", "quantities", "observations"} <= PARTED
    files = table_files(parted.path / "parquet", "lines")
    assert [file.parent.name for file in files] == [f"agency_id={name}" for name in AGENCIES]
    lines = pl.scan_parquet(parted.path / "parquet" / "lines", hive_partitioning=True).collect()
    assert lines.group_by("agency_id").agg(pl.col("report_id").n_unique())["report_id"].sum() == 2
    assert (parted.path / "parquet" / "reports.parquet").is_file()


def test_csv_is_the_parts_in_order(whole: Release, parted: Release) -> None:
    for folder in ("csv", "csv-excel"):
        for spec in TABLES:
            one, many = ((r.path / folder / f"{spec.name}.csv") for r in (whole, parted))
            assert sorted(many.read_bytes().split(b"\n")) == sorted(one.read_bytes().split(b"\n"))
            assert many.read_bytes().split(b"\n")[0] == one.read_bytes().split(b"\n")[0]


def test_a_release_of_parts_is_verified(parted: Release) -> None:
    assert [answer.failures for answer in verify(parted.path)] == [()] * 7


def test_a_part_that_was_changed_is_found(home: Path, tmp_path: Path) -> None:
    release = _released(home, tmp_path, 1)
    (file, _) = table_files(release.path / "parquet", "quantities")
    content = file.read_bytes()
    file.unlink()  # a name of its own, so that what is kept stays as it is
    file.write_bytes(content[:-1] + b"x")
    failures = [failure for answer in verify(release.path) for failure in answer.failures]
    assert f"parquet/quantities/agency_id={AGENCIES[0]}/part.parquet" in failures[0]


def test_sql_asks_the_parts_and_writes_nothing(whole: Release, parted: Release) -> None:
    sql = "SELECT * FROM v_departments ORDER BY ALL"
    with connect(parted.path) as many, connect(whole.path) as one:
        assert many.sql(sql).fetchall() == one.sql(sql).fetchall() != []
        refused = [
            *("COPY lines TO 'x.csv'", "FROM read_text('/etc/passwd')", "SET threads = 1"),
            *("COPY lines TO 'parts://lines/0'", "FROM read_text('parts:///etc/passwd')"),
            *("FROM read_text('parts://../../etc/passwd')", "FROM glob('parts://**')"),
            *("ATTACH 'parts://lines/0'", "EXPORT DATABASE 'parts://x'"),
        ]
        for statement in refused:
            with pytest.raises((duckdb.Error, AssertionError)):
                assert many.sql(statement).fetchall(), statement
    assert not changed_files(parted.path)


def test_the_database_is_made_by_command_or_by_script(
    whole: Release, parted: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not (parted.path / DUCKDB_FILE).exists()
    made = tmp_path / "made.duckdb"
    export(parted.path, "duckdb", made)
    with pytest.raises(CommandError, match="is there already"):
        export(parted.path, "duckdb", made)
    monkeypatch.chdir(parted.path)  # the script names files from the folder of the release
    with duckdb.connect(tmp_path / "script.duckdb") as script:
        script.execute((parted.path / "openbogo.sql").read_text("utf-8"))
    asked = "SELECT table_name, estimated_size FROM duckdb_tables() ORDER BY ALL"
    found = []
    for file in (made, tmp_path / "script.duckdb", whole.path / DUCKDB_FILE):
        with duckdb.connect(file, read_only=True) as connection:
            found.append(connection.execute(asked).fetchall())
    assert found[0] == found[1] == found[2] != []


def test_the_same_tables_give_the_same_parts(home: Path, parted: Release, tmp_path: Path) -> None:
    again = _released(home, tmp_path, 1)
    assert again.release_id == parted.release_id
    for name in sorted(PARTED):
        for file in table_files(parted.path / "parquet", name) if parted.rows[name] else ():
            assert os.path.samefile(file, again.path / file.relative_to(parted.path))


def test_a_kept_part_that_was_changed_is_made_again(home: Path, tmp_path: Path) -> None:
    first = _released(home, tmp_path / "first", 1)
    (file, _) = table_files(first.path / "parquet", "lines")
    content = file.read_bytes()
    file.write_bytes(content[:200] + b"damage" + content[206:])  # and so in what is kept
    kept = next(f for f in (Workspace(home).work / "parts").iterdir() if not are_whole(f))
    second = _released(home, tmp_path / "second", 1)
    assert second.release_id == first.release_id
    assert are_whole(kept), changed_files(kept)
    (again, _) = table_files(second.path / "parquet", "lines")
    assert again.read_bytes() == content


def test_a_table_without_rows_is_one_file(parted: Release) -> None:
    empty = [name for name, count in parted.rows.items() if not count and name in PARTED]
    assert empty
    for name in empty:
        (file,) = table_files(parted.path / "parquet", name)
        assert pl.read_parquet(file).schema == pl.Schema(TABLE[name].polars_schema)
