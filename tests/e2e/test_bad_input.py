"""Bad files: a clear message with file, line and remedy; the others are built; the last stays."""

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from pipeline.state.workspace import Workspace
from tests.e2e.home import Built, Home

GOOD = {"seoul-economic-policy-2022-03", "seoul-economic-policy-2023-03"}


def _real(root: Path, name: str) -> str:
    return (root / "raw" / "seoul-economic-policy" / name).read_text("utf-8")


def _cut_in_budget(root: Path) -> bytes:
    # 2023-03.txt line 66, 캠퍼스타운활성화과 of the budget: cut off in its second figure.
    text = _real(root, "2023-03.txt").replace("2023. 3.", "2024. 3.", 1)
    return text[: text.index("41,273\t21,328") + 9].encode()


def _cut_after_row(root: Path) -> bytes:
    # The same, but between two rows: only the totals can tell.
    text = _real(root, "2023-03.txt").replace("2023. 3.", "2024. 3.", 1)
    return text[: text.index("\n전 략 산 업 기 반 과\t10,971")].encode()


BAD = {
    "empty": (lambda root: b"", 1, "empty"),
    "only spaces": (lambda root: b" \n\n ", 1, "empty"),
    "not text": (lambda root: bytes(range(256)) * 40, 1, "not a text file"),
    "a picture": (lambda root: b"\x89PNG\r\n\x1a\n" + b"\0" * 900, 1, "not a text file"),
    "no report": (lambda root: b"Dear all,\n\nlunch is at noon.\n" * 30, 1, "not a report"),
    "no report, Korean": (
        lambda root: "점심은 열두 시에 먹습니다.\n".encode() * 30,
        1,
        "not a report",
    ),
    "cut off in a row": (_cut_in_budget, 66, "ends inside the table that begins at line 58"),
    "cut off between rows": (_cut_after_row, 66, "ends inside the table that begins at line 58"),
}


UNSEEN = 2
"""Files that are refused for where they are or what they are called."""


@pytest.fixture(scope="module")
def with_bad_files(root: Path, make_home: Callable[[], Home]) -> Built:
    """One build of the two good reports, one bad file of each sort, 2024-01.txt and on, and two
    that are refused unseen."""
    home = make_home()
    (home.raw / "loose.txt").write_text("업무보고", "utf-8")
    (home.raw / "seoul-economic-policy" / "2024-12.rtf").write_bytes(b"x")
    for month, (content, _, _) in enumerate(BAD.values(), start=1):
        path = home.raw / "seoul-economic-policy" / f"2024-{month:02}.txt"
        path.write_bytes(content(root))
    return Built(home, home.build())


def test_bad_files_are_refused_and_the_others_are_released(with_bad_files: Built) -> None:
    process, parquet = with_bad_files.process, with_bad_files.home.latest / "parquet"
    assert process.returncode == 0, process.stderr
    assert f"NOT IN THE RELEASE, {len(BAD) + UNSEEN} of the files in raw/" in process.stdout
    assert set(pl.read_parquet(parquet / "reports.parquet")["report_id"]) == GOOD
    checks = pl.read_parquet(parquet / "checks.parquet")
    told = checks.filter(pl.col("check_id") == "reports.every_report_read")
    assert told["rows_failed"].to_list() == [len(BAD) + UNSEEN]


@pytest.mark.parametrize("case", BAD)
def test_each_bad_file_is_named_with_line_problem_and_remedy(
    case: str, with_bad_files: Built
) -> None:
    _, line, problem = BAD[case]
    file = f"seoul-economic-policy/2024-{list(BAD).index(case) + 1:02}.txt"
    said = re.search(rf"{re.escape(file)}:{line}: (.+) — (.+)", with_bad_files.process.stderr)
    assert said
    assert problem in said[1]
    held = pl.read_parquet(with_bad_files.home.latest / "parquet" / "quarantine.parquet")
    own = held.filter((pl.col("table_name") == "reports") & (pl.col("report_id") == file))
    assert own["line_start"].to_list() == [line]
    assert problem in own["reason"].item()


@pytest.mark.parametrize("case", ["empty", "not text", "cut off in a row"])
def test_report_of_the_last_release_going_bad_keeps_the_last_release(
    case: str, root: Path, built_copy: Callable[[], Home]
) -> None:
    home = built_copy()
    before, files = home.latest.resolve(), home.digests()
    (home.raw / "seoul-economic-policy" / "2023-03.txt").write_bytes(BAD[case][0](root))
    process = home.build()
    assert process.returncode == 1
    assert "seoul-economic-policy-2023-03" in process.stderr
    assert f"the last one, {before.name}, stays" in process.stderr
    assert home.latest.resolve() == before
    assert home.digests() == files


def test_report_cut_off_in_its_prose_is_not_published_over_the_whole_one(
    root: Path, built_copy: Callable[[], Home]
) -> None:
    # 2023-03.txt up to line 900: the text alone does not tell that there was more.
    home = built_copy()
    before = home.latest.resolve()
    report = home.raw / "seoul-economic-policy" / "2023-03.txt"
    report.write_text("".join(_real(root, "2023-03.txt").splitlines(keepends=True)[:900]), "utf-8")
    process = home.build()
    assert process.returncode == 1
    assert re.search(
        r"2023-03 has 0 rows in audit_findings, 48 in the last release", process.stderr
    )
    assert "dagster" not in process.stderr
    assert home.latest.resolve() == before
    accepted = home.run("build", "--accept-loss")
    assert accepted.returncode == 0, accepted.stderr
    assert home.latest.resolve() != before


@pytest.fixture(scope="module")
def altered(root: Path, make_home: Callable[[], Home]) -> Built:
    """One build of the older report in CP949 and the newer one with another digit."""
    home = make_home()
    # CP949 has no private-use bullets and no some of the circled digits: the tables are enough.
    text = _real(root, "2022-03.txt").replace("\uf000", "□")
    text = "".join(char for char in text if char.encode("cp949", "ignore"))
    (home.raw / "seoul-economic-policy" / "2022-03.txt").write_bytes(text.encode("cp949"))
    # 2023-03.txt line 60: 계 749,663
    text = _real(root, "2023-03.txt").replace("749,663", "849,663")
    (home.raw / "seoul-economic-policy" / "2023-03.txt").write_text(text, "utf-8")
    process = home.build()
    assert process.returncode == 0, process.stderr
    return Built(home, process)


def test_changed_digit_in_a_total_is_said_with_its_line_and_published_as_mismatch(
    altered: Built,
) -> None:
    assert re.search(
        r"line 60: 예산현액: .* = 749,664; 계 states 849,663 \[mismatch\]", altered.process.stdout
    )
    relations = pl.read_parquet(altered.home.latest / "parquet" / "relations.parquet")
    total = relations.filter(
        pl.col("relation_id") == "seoul-economic-policy-2023-03/budget_execution/total/t003/r3c2"
    )
    assert total.select("verdict", "stated_value", "computed_value").rows() == [
        ("mismatch", 849_663_000_000.0, 749_664_000_000.0)
    ]


def test_cp949_is_read_and_recorded(altered: Built) -> None:
    reports = pl.read_parquet(altered.home.latest / "parquet" / "reports.parquet")
    assert dict(reports.select("report_id", "encoding").iter_rows()) == {
        "seoul-economic-policy-2022-03": "cp949",
        "seoul-economic-policy-2023-03": "utf-8",
    }
    budget = pl.read_parquet(altered.home.latest / "parquet" / "budget_execution.parquet")
    total = budget.filter(
        (pl.col("report_id") == "seoul-economic-policy-2022-03") & pl.col("is_total")
    )
    assert total["budget_krw"].to_list() == [753_976_000_000]


def test_file_outside_any_collection_and_unknown_format_are_refused(with_bad_files: Built) -> None:
    told = with_bad_files.process.stderr
    assert "loose.txt:1: " in told
    assert re.search(r"2024-12\.rtf:1: files ending in '\.rtf' are not read — add", told)


def test_empty_raw_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    process = Home(tmp_path).build()
    assert process.returncode == 1
    assert "`openbogo add FILE` puts one there" in process.stderr
    assert not (tmp_path / "outputs" / "latest").exists()


def test_two_builds_at_once(built_copy: Callable[[], Home]) -> None:
    home = built_copy()
    with Workspace(home.path).lock():
        process = home.build()
    assert process.returncode == 1
    assert "another build is running" in process.stderr
    assert home.build().returncode == 0
