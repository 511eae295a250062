"""`openbogo releases`, `diff` and `verify` on real releases, and what a loss is."""

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import polars as pl
import pytest

from pipeline.release.checksums import SHA256SUMS, file_entries, sums_text
from pipeline.release.manifest import MANIFEST
from pipeline.release.verify import Answer, verify
from tests.e2e.home import Built, Home

OFFICE = "seoul-economic-policy"


def test_a_release_is_whole(built: Built) -> None:
    process = built.home.run("verify")
    assert process.returncode == 0, process.stdout
    assert process.stdout.count("  ok  ") == 7
    assert process.stdout.endswith("whole\n")
    checked = {answer.question: answer.checked for answer in verify(built.home.latest)}
    assert checked["every raw value stands at its place in the text"] > 10_000
    assert checked["the lines of plain texts are the files that were read"] == 2


def _append_space(release: Path) -> None:
    with (release / "csv" / "duties.csv").open("a") as file:
        file.write(" ")


def _remove(release: Path) -> None:
    (release / "csv-excel" / "duties.csv").unlink()


def _add(release: Path) -> None:
    (release / "parquet" / "notes.parquet").write_bytes(b"")


def _point_outside(release: Path) -> None:
    with (release / SHA256SUMS).open("a") as file:
        file.write(f"{'0' * 64}  ../../../etc/passwd\n")


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (_append_space, "csv/duties.csv is missing or was changed"),
        (_remove, "csv-excel/duties.csv is missing or was changed"),
        (_add, f"parquet/notes.parquet is not listed in {SHA256SUMS}"),
        (_point_outside, "../../../etc/passwd is outside of the release"),
    ],
)
def test_a_file_that_is_not_as_published_is_named(
    tamper: Callable[[Path], None], said: str, built_copy: Callable[[], Home]
) -> None:
    home = built_copy()
    tamper(home.latest.resolve())
    process = home.run("verify")
    assert process.returncode == 1
    assert "FAIL  every file is the one that was published" in process.stdout
    assert said in process.stdout
    assert process.stdout.endswith("NOT WHOLE: do not use it\n")


def _reseal(release: Path) -> None:
    """Make checksums, manifest and id fit what is there now, as a forger would."""
    (release / SHA256SUMS).unlink()
    manifest = json.loads((release / MANIFEST).read_text("utf-8"))
    (release / MANIFEST).unlink()
    entries = file_entries(release)
    sums = sums_text(entries)
    (release / SHA256SUMS).write_text(sums, "utf-8")
    digest = hashlib.sha256(sums.encode()).hexdigest()[:12]
    manifest["release_id"] = f"{manifest['release_id'][:7]}-{digest}"
    manifest["files"] = [vars(entry) for entry in entries]
    (release / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def _parquet(table: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> Callable[[Path], None]:
    def tamper(release: Path) -> None:
        path = release / "parquet" / f"{table}.parquet"
        change(pl.read_parquet(path)).write_parquet(path)

    return tamper


def _duckdb(sql: str) -> Callable[[Path], None]:
    def tamper(release: Path) -> None:
        with duckdb.connect(release / "openbogo.duckdb") as connection:
            connection.execute(sql)

    return tamper


def _csv(old: str, new: str) -> Callable[[Path], None]:
    def tamper(release: Path) -> None:
        path = release / "csv" / "duties.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return tamper


SCHEMA = "every table is as its schema declares it"
KEYS = "every key names one row, and every reference points at one"
PLACES = "every raw value stands at its place in the text"
SOURCES = "the lines of plain texts are the files that were read"
CSV = "CSV holds what Parquet holds"
DUCKDB = "DuckDB holds what Parquet holds"

FORGED: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "a value that no closed list has": (
        _parquet("lines", lambda f: f.with_columns(kind=pl.lit("poem"))),
        SCHEMA,
        "lines.kind: 3438 values break 'enum'",
    ),
    "a required value that is missing": (
        _parquet("duties", lambda f: f.with_columns(text_raw=pl.lit(None, pl.String))),
        SCHEMA,
        "duties.text_raw: 46 values break 'required'",
    ),
    "a number below its range": (
        _parquet("staffing", lambda f: f.with_columns(authorized=pl.lit(-1, pl.Int64))),
        SCHEMA,
        "staffing.authorized: 162 values break 'minimum'",
    ),
    "another type": (
        _parquet("staffing", lambda f: f.with_columns(pl.col("actual").cast(pl.Float64))),
        SCHEMA,
        "staffing: columns",
    ),
    "a row less": (
        _parquet("staffing", lambda f: f.head(-1)),
        SCHEMA,
        "staffing: 161 rows, 162 in manifest.json",
    ),
    "a row twice": (
        _parquet("duties", lambda f: pl.concat([f, f.head(1)])),
        KEYS,
        "duties: 2 rows share their key",
    ),
    "a reference to nothing": (
        _parquet("duties", lambda f: f.with_columns(table_id=pl.lit("t-none"))),
        KEYS,
        "duties.table_id: t-none is not in tables.table_id",
    ),
    "a figure that is not in the text": (
        _parquet("quantities", lambda f: f.with_columns(raw=pl.lit("7조"))),
        PLACES,
        "'7조' is not there",
    ),
    "a place outside of the text": (
        _parquet("staffing", lambda f: f.with_columns(char_end=pl.lit(10**9, pl.Int64))),
        PLACES,
        "lies outside of its report",
    ),
    "a line that the file does not have": (
        _parquet("lines", lambda f: f.with_columns(line_ending=pl.lit("crlf"))),
        SOURCES,
        "the lines of seoul-economic-policy-2022-03 are not the file it names",
    ),
    "another text in CSV": (_csv("경제", "경재"), CSV, "csv/duties.csv: values of"),
    "a row less in CSV": (
        lambda release: (release / "csv" / "duties.csv").write_text(
            "".join((release / "csv" / "duties.csv").read_text("utf-8").splitlines(True)[:-1])
        ),
        CSV,
        "csv/duties.csv: 45 rows, 46 in Parquet",
    ),
    "another number in DuckDB": (
        _duckdb("UPDATE staffing SET actual = actual + 1 WHERE is_total"),
        DUCKDB,
        "staffing: values of actual differ from Parquet",
    ),
    "no such table in DuckDB": (_duckdb("DROP TABLE quarantine"), DUCKDB, "quarantine"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_release_fails_the_question_about_it(
    case: str, built_copy: Callable[[], Home]
) -> None:
    tamper, question, said = FORGED[case]
    release = built_copy().latest.resolve()
    tamper(release)
    _reseal(release)
    answers: dict[str, Answer] = {answer.question: answer for answer in verify(release)}
    assert answers["every file is the one that was published"].failures == ()
    assert any(said in failure for failure in answers[question].failures), answers[question]


def test_a_folder_that_is_no_release_is_not_verified(built: Built) -> None:
    process = built.home.run("verify", "raw")
    assert process.returncode == 2
    assert "raw is no release" in process.stderr


def test_two_releases_one_after_another(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    first = home.latest.resolve().name
    report = home.raw / OFFICE / "2023-03.txt"
    text = report.read_text("utf-8")
    # 2023-03.txt line 60, 계 of the budget table
    report.write_text(text.replace("749,663", "849,663"), "utf-8")
    assert home.build().returncode == 0
    second = home.latest.resolve().name

    listed = home.run("releases").stdout
    assert re.search(rf"1  {first} +2 reports", listed)
    assert re.search(rf"2  {second} .*← latest", listed)
    entries = json.loads(home.run("releases", "--json").stdout)["releases"]
    assert [(e["release_id"], e["replaced"], e["there"]) for e in entries] == [
        (first, None, True),
        (second, first, True),
    ]

    different = home.run("diff", first, "latest")
    assert different.returncode == 1
    assert "budget_krw 749663000000 → 849663000000" in different.stdout
    changelog = (home.path / "outputs" / "history" / f"0002-{second}.md").read_text("utf-8")
    assert "budget_krw 749663000000 → 849663000000" in changelog
    data = json.loads(home.run("diff", first, second, "--json").stdout)
    budget = next(t for t in data["tables"] if t["table"] == "budget_execution")
    assert budget["changed"][0]["key"] == {
        "report_id": "seoul-economic-policy-2023-03",
        "department": "계",
    }
    same = home.run("diff", second)
    assert (same.returncode, "identical" in same.stdout) == (0, True)
    unknown = home.run("diff", "1999-01")
    assert unknown.returncode == 2
    assert "no release is called 1999-01; there are: " in unknown.stderr


def test_a_loss_is_named_row_by_row_and_published_only_when_accepted(
    built_copy: Callable[[], Home],
) -> None:
    # 2023-03.txt line 66: 캠퍼스타운활성화과 is a row of the budget table. Without it, and with the
    # total of each column made less by it, the report is whole and says less.
    home = built_copy()
    before = home.latest.resolve()
    report = home.raw / OFFICE / "2023-03.txt"
    lines = report.read_text("utf-8").splitlines(keepends=True)
    (at,) = [n for n, line in enumerate(lines) if "41,273\t21,328" in line]
    del lines[at]
    report.write_text("".join(lines), "utf-8")
    process = home.build()
    assert process.returncode == 1
    assert re.search(
        r"2023-03 has 11 rows in budget_execution, 12 in the last release; "
        r"lost: department '캠퍼스타운활성화과'",
        process.stderr,
    )
    assert home.latest.resolve() == before
    accepted = home.run("build", "--accept-loss")
    assert accepted.returncode == 0, accepted.stderr
    assert re.search(
        r"lost +\S+2023-03 has 11 rows in budget_execution.*\(accepted\)", accepted.stderr
    )
    changelog = home.path / "outputs" / "history" / f"0002-{home.latest.resolve().name}.md"
    assert "department '캠퍼스타운활성화과'" in changelog.read_text("utf-8")
