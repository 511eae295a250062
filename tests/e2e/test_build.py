"""A build as a new user runs it: what it prints, what it leaves, and that it is the same twice."""

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from frictionless import Package

from schemas import TABLES
from tests.e2e.home import Built, Home


def test_build_names_each_report_and_ends_with_a_summary(built: Built) -> None:
    said = built.process.stderr
    assert re.search(r"read +seoul-economic-policy/2022-03\.txt +\d+\.\d\d s", said)
    assert re.search(r"read +seoul-economic-policy/2023-03\.txt +\d+\.\d\d s", said)
    summary = built.process.stdout
    assert re.search(r"budget_execution +25 rows", summary)
    assert re.search(r"staffing +162 rows", summary)
    assert re.search(r"checks: \d+ passed, \d+ warned, 0 failed", summary)
    checks = pl.read_parquet(built.home.latest / "parquet" / "checks.parquet")
    warned = set(checks.filter(~pl.col("passed"))["check_id"])
    assert warned == {
        "budget_execution.commitment_rate/seoul-economic-policy-2023-03",
        "budget_execution.total/seoul-economic-policy-2023-03",
        "quantities.unit_known/seoul-economic-policy-2022-03",
        "quantities.unit_known/seoul-economic-policy-2023-03",
        "quarantine.nothing_held_back/seoul-economic-policy-2022-03",
        "relations.prose_holds/seoul-economic-policy-2023-03",
        "reports.identity_printed/seoul-economic-policy-2022-03",  # its month is that of 기준
        "table_cells.column_sum/seoul-economic-policy-2023-03",
        "table_cells.row_sum/seoul-economic-policy-2023-03",
        "sections.headings_known/seoul-economic-policy-2022-03",
        "sections.headings_known/seoul-economic-policy-2023-03",
    }
    assert "quarantine: 2 rows" in summary
    assert str(built.home.latest.resolve()) in summary


def test_second_build_says_that_nothing_changed_and_imports_none_of_the_libraries(
    built: Built,
) -> None:
    before = built.home.latest.resolve()
    again = built.home.build(PYTHONPROFILEIMPORTTIME="1")
    assert again.returncode == 0
    assert again.stdout.startswith(f"nothing changed since {before.name}")
    imported = {line.rpartition("|")[2].strip() for line in again.stderr.splitlines()}
    assert "pipeline.state.workspace" in imported
    assert not imported & {"dagster", "polars", "pandera", "duckdb", "nanoarrow"}
    assert built.home.latest.resolve() == before


@pytest.mark.parametrize(
    ("file", "damage"),
    [
        ("csv/staffing.csv", lambda path: path.unlink()),
        ("csv/staffing.csv", lambda path: path.write_bytes(path.read_bytes()[:-1])),
        ("site/source/seoul-economic-policy-2023-03.html", lambda path: path.unlink()),
        ("site/source", shutil.rmtree),
    ],
)
def test_a_release_that_was_tampered_with_is_not_taken_for_whole(
    file: str, damage: Callable[[Path], None], built_copy: Callable[[], Home]
) -> None:
    home = built_copy()
    release = home.latest.resolve()
    damage(release / file)
    again = home.build()
    # The content is the same release, but a release is never mended in place.
    assert again.returncode == 1
    assert release.name in again.stderr


def test_two_builds_in_two_places_give_the_same_bytes(
    built: Built, make_home: Callable[[], Home]
) -> None:
    other = make_home()
    done = other.build(PYTHONHASHSEED="7", TZ="Asia/Seoul")
    assert done.returncode == 0, done.stderr
    one, two = built.home.files(), other.files()
    assert list(one) == list(two)
    assert [name for name in one if one[name] != two[name]] == []
    assert built.home.latest.resolve().name == other.latest.resolve().name


def test_release_holds_every_table_in_every_format(built: Built) -> None:
    names = set(built.home.files())
    for table in TABLES:
        assert {
            f"csv/{table.name}.csv",
            f"csv-excel/{table.name}.csv",
            f"parquet/{table.name}.parquet",
        } <= names
    assert {"openbogo.duckdb", "datapackage.json", "data-dictionary.md", "manifest.json"} <= names


def test_checksums_hold_and_name_the_release(built: Built) -> None:
    files = built.home.files()
    listed = dict(
        reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines()
    )
    assert set(listed) == set(files) - {"SHA256SUMS", "manifest.json"}
    for name, digest in listed.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest
    manifest = json.loads(files["manifest.json"])
    assert manifest["release_id"] == built.home.latest.resolve().name
    assert manifest["release_id"].endswith(hashlib.sha256(files["SHA256SUMS"]).hexdigest()[:12])


def test_frictionless_accepts_the_package(built: Built) -> None:
    report = Package(str(built.home.latest / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])
    assert report.stats["tasks"] >= len(TABLES)


def test_published_raw_text_is_the_raw_files(built: Built) -> None:
    lines = pl.read_parquet(built.home.latest / "parquet" / "lines.parquet")
    ending = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "none": ""}
    for report_id, file in [
        ("seoul-economic-policy-2022-03", "2022-03.txt"),
        ("seoul-economic-policy-2023-03", "2023-03.txt"),
    ]:
        own = lines.filter(pl.col("report_id") == report_id).sort("line_no")
        text = "".join(
            raw + ending[end] for raw, end in own.select("text_raw", "line_ending").iter_rows()
        )
        assert text.encode() == (built.home.raw / "seoul-economic-policy" / file).read_bytes()


def test_raw_files_are_not_touched(built: Built, root_raw: dict[str, bytes]) -> None:
    left = {
        path.relative_to(built.home.raw).as_posix(): path.read_bytes()
        for path in built.home.raw.rglob("*")
        if path.is_file()
    }
    assert left == root_raw
