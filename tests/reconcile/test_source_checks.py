"""Checks of what the source says: each holds for one real report at least, and fails when the
source text is changed. Every change is of the text: it goes through the whole reader.
"""

import polars as pl
import pytest
from reports import FOLDER, head, read, read_files

from pipeline.corpus.merge import merge
from pipeline.reconcile import source_checks
from pipeline.reconcile.catalogue import CHECKS, every_report_read, judge_release
from pipeline.rules.check import Result, checks_in, run_checks

SOURCE_CHECKS = checks_in(source_checks)

A, B = "2022-03", "2023-03"
# What the 2023 report itself says that does not come out, see facts/test_real_budget.py
# Its month is in the name of the file only.
KNOWN = {
    A: {"reports.identity_printed"},
    B: {"budget_execution.commitment_rate", "budget_execution.total"},
}


def _results(text: str, file: str) -> dict[str, Result]:
    frames = read(text, file).frames
    return {result.check.id: result for result in run_checks(SOURCE_CHECKS, frames)}


def _failing(text: str, file: str) -> dict[str, Result]:
    return {name: result for name, result in _results(text, file).items() if not result.passed}


@pytest.mark.parametrize("month", [A, B])
def test_real_reports(month: str) -> None:
    results = _results(head(month), f"{FOLDER}/{month}.txt")
    assert {name for name, result in results.items() if not result.passed} == KNOWN[month]
    expected = {check.id for check in SOURCE_CHECKS}
    # the 2023 report prints no components
    assert set(results) == expected - ({"budget_components.total"} if month == B else set())


# Check, report, its line, text there, what it is changed to, and what the failure must say.
CASES = [
    # one digit of a rate
    ("budget_execution.commitment_rate", A, 103, "25.1", "25.2", "states 25.2 [mismatch]"),
    ("budget_execution.expenditure_rate", B, 61, "0.7", "0.8", "states 0.8 [mismatch]"),
    # one digit of a total, and of a part
    ("budget_execution.total", A, 100, "753,976", "753,986", "753,986 [mismatch]"),
    ("budget_execution.total", B, 66, "41,273", "42,273", "예산현액"),
    # 지출액 more than 원인행위액, 원인행위액 more than 예산현액
    ("budget_execution.amounts_in_order", A, 113, "375 204", "375 376", "농업기술센터: "),
    ("budget_execution.amounts_in_order", B, 71, "3,018\t325", "318\t325", "서울시립과학관: "),
    ("budget_components.total", A, 115, "42,568", "42,658", "[mismatch]"),
    # one digit in a department, and in 계
    ("staffing.department_total", B, 30, "25/22", "25/21", "일반직"),
    ("staffing.department_total", B, 26, "234/225", "233/225", "일반직"),
    ("staffing.department_total", B, 31, "(9)", "(8)", "계 states 135"),
    ("staffing.category_total", B, 27, "35/38", "36/38", "합계 states 36"),
    # 정원 and 현원 of the heading exchanged, and △ lost
    ("staffing.heading_total", A, 17, "307 / 현원 301", "301 / 현원 307", "in the heading"),
    ("staffing.surplus", A, 17, "△6", "△7", "과부족 △7"),
    ("staffing.surplus", B, 21, "△ 12", "12", "과부족 12"),
    ("departments.count", A, 7, "10과", "11과", "11과"),
    ("departments.count", B, 12, "1관", "2관", "2관"),
    # a department missing from one table, and one that is no unit
    ("departments.in_every_table", B, 69, "금 융 투 자 과", "금 융 정 보 과", "금융투자과"),
    ("departments.kind_known", A, 113, "농 업 기 술 센 터", "농 업 기 술 마 당", "농업기술마당"),
    # the month inside and the one in the file's name
    ("reports.period_matches_file", B, 6, "2023. 3.", "2023. 4.", "says 2023-04 inside"),
    # a cover without its month
    ("reports.identity_printed", B, 6, "2023. 3.", "3월호", "says that it is for 2023-03"),
    # a table that is not recognised for what it is
    ("reports.typed_tables_found", B, 58, "예산현액", "예산총액", "no budget_execution was found"),
    # nothing readable in a cell
    ("quarantine.nothing_held_back", B, 71, "3,018", "3.018.", "budget_execution"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "month", "line", "change", "message"),
    [(check, month, line, (old, new), message) for check, month, line, old, new, message in CASES],
    ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)],
)
def test_a_change_of_the_source_is_said(
    check: str, month: str, line: int, change: tuple[str, str], message: str
) -> None:
    lines = head(month).splitlines(keepends=True)
    assert lines[line - 1].count(change[0]) == 1
    lines[line - 1] = lines[line - 1].replace(*change)
    failing = _failing("".join(lines), f"{FOLDER}/{month}.txt")
    assert check in failing
    assert message in (failing[check].sample or "")
    assert failing[check].check.severity == "warning"


def test_departments_exchanged() -> None:
    # 2023-03 lines 63 and 64: the names change places, the figures do not. Nothing in the report
    # can tell: only the rows differ from the source's.
    text = head(B).replace("창 업 정 책 과\t41", "뷰 티 패 션 산 업 과\t41")
    text = text.replace("뷰 티 패 션 산 업 과\t53", "창 업 정 책 과\t53")
    assert set(_failing(text, f"{FOLDER}/{B}.txt")) == KNOWN[B]
    # … whereas the same in the staffing table breaks no row either, but moves them.
    found = read(text, f"{FOLDER}/{B}.txt").frames["budget_execution"]
    row = found.row(by_predicate=pl.col("department") == "창업정책과", named=True)
    assert row["budget_krw"] == 53_538_000_000


def test_department_left_out_of_one_table() -> None:
    lines = head(A).splitlines(keepends=True)
    del lines[112]  # line 113, 농업기술센터 in the budget table
    failing = _failing("".join(lines), f"{FOLDER}/{A}.txt")
    assert "농업기술센터 is not in budget_execution" in (
        failing["departments.in_every_table"].sample or ""
    )
    assert "budget_execution.total" in failing


def test_office_that_is_not_listed() -> None:
    failing = _failing(head(A), f"housing-policy/{A}.txt".replace("housing", "no-such"))
    assert "is not in pipeline/vocabulary/agencies.toml" in failing["reports.agency_listed"].sample


def test_office_under_another_name_than_the_listed() -> None:
    text = head(A).replace("경 제 정 책 실", "관 광 체 육 국", 1)  # line 1: the cover
    failing = _failing(text, f"{FOLDER}/{A}.txt")
    assert (
        f"'{FOLDER}' is 경제정책실 in pipeline/vocabulary/agencies.toml, but {FOLDER}/{A}.txt "
        "names 관광체육국" in failing["reports.agency_listed"].sample
    )


def test_file_that_is_refused(tmp_path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    (folder / f"{A}.txt").write_text(head(A), "utf-8")
    (folder / f"{B}.txt").write_bytes(b"\x00")
    names = [f"{FOLDER}/{A}.txt", f"{FOLDER}/{B}.txt"]
    frames = read_files(tmp_path, names)
    (outcome,) = every_report_read.run(frames)
    assert outcome.checked == 2
    assert outcome.failures[0].startswith(f"{FOLDER}/{B}.txt:1: not a text file")
    assert not every_report_read.run(read_files(tmp_path, names[:1]))[0].failures


def test_release_is_judged() -> None:
    frames = merge([read(head(m), f"{FOLDER}/{m}.txt").frames for m in (A, B)])
    results, table = judge_release(frames)
    assert table.height == len(results)
    # the heads of the reports hold nothing that the checks of later chapters could ask about
    asked = {r.check.id for r in results}
    assert {check.id for check in SOURCE_CHECKS} <= asked <= {check.id for check in CHECKS}
    assert not table.filter((pl.col("severity") == "error") & ~pl.col("passed")).height
    failed = table.filter(~pl.col("passed"))["check_id"].to_list()
    # line 1689, of which errata.toml knows, is no part of the head
    said = {*KNOWN[B], "errata.entries_stand"}
    assert failed == [
        *(f"{name}/{FOLDER}-{B}" for name in sorted(said)),
        *(f"{name}/{FOLDER}-{A}" for name in sorted(KNOWN[A])),
    ]


def test_a_name_that_ends_like_no_unit_stops_no_release() -> None:
    text = head(A).replace("농 업 기 술 센 터", "농 업 기 술 마 당")
    results, _ = judge_release(merge([read(text, f"{FOLDER}/{A}.txt").frames]))
    assert all(r.passed or r.check.severity == "warning" for r in results)


def test_every_check_has_a_case() -> None:
    elsewhere = {"reports.agency_listed", "quantities.figures_confirmed"}
    tested = {case[0] for case in CASES} | elsewhere
    assert tested == {check.id for check in SOURCE_CHECKS}
