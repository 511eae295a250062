"""What the summary of the audit claims, and what is said when the text does not bear it out."""

from collections.abc import Callable
from typing import Any

import pytest
from audit_chapter import chapter, read_chapter
from reports import quarantined, real, rows, with_row

from pipeline.facts.audit import checks as audit_checks
from pipeline.report import ReportTables
from pipeline.rules.check import Result, checks_in, run_checks

AUDIT_READING_CHECKS = [check for check in checks_in(audit_checks) if check.severity == "error"]
AUDIT_SOURCE_CHECKS = [check for check in checks_in(audit_checks) if check.severity == "warning"]

KINDS = ("계", "시정·처리요구사항", "건의사항", "기타사항")
MEASURES = ("total", "done", "in_progress", "under_review", "not_adopted")


def _failing(report: ReportTables) -> dict[str, Result]:
    return {r.check.id: r for r in run_checks(AUDIT_SOURCE_CHECKS, report.frames) if not r.passed}


def _claims(report: ReportTables) -> dict[tuple[str, str], tuple[float, float | None, str]]:
    columns = ("relation_id", "rule", "stated_value", "computed_value", "verdict")
    return {
        (rule, _subject(relation, rule)): (stated, computed, verdict)
        for relation, rule, stated, computed, verdict in rows(report, "relations", *columns)
        if rule.startswith("audit_")
    }


def _subject(relation: str, rule: str) -> str:
    """What a claim is about; of a sum, the place in its table."""
    subject = relation.partition(f"{rule.replace('.', '/')}/")[2]
    return (
        subject.partition("/")[2] if rule.endswith(("status_total", "category_total")) else subject
    )


def test_every_claim_of_the_real_report() -> None:
    # 2023-03.txt lines 1618 (총 48 건) and 1627-1630; 기타 prints nothing under 추진 중
    stated = {
        "계": (48, 28, 18, 2, 0),
        "시정·처리요구사항": (27, 12, 13, 2, 0),
        "건의사항": (9, 4, 5, 0, 0),
        "기타사항": (12, 12, None, 0, 0),
    }
    expected = {("audit_summary.heading_total", "계"): 48}
    for row, kind in enumerate(KINDS, start=2):
        counts = dict(zip(MEASURES, stated[kind], strict=True))
        expected[("audit_summary.status_total", f"r{row}c3")] = counts["total"]
        for measure, count in counts.items():
            if count is not None:
                expected[("audit_summary.findings", f"{kind}/{measure}")] = count
    for column, count in enumerate(stated["계"][:-1], start=3):  # the last one is dashes only
        expected[("audit_summary.category_total", f"r2c{column}")] = count
    claims = _claims(real("2023-03"))
    assert claims == {key: (count, count, "exact") for key, count in expected.items()}
    assert len(claims) == 28
    assert not _claims(real("2022-03"))


def test_checks_of_the_real_report() -> None:
    assert not _failing(real("2023-03"))
    asked = {
        r.check.id: r.outcome.checked
        for r in run_checks(AUDIT_SOURCE_CHECKS, real("2023-03").frames)
    }
    assert set(asked) == {check.id for check in AUDIT_SOURCE_CHECKS}
    assert asked["audit_findings.numbers_run"] == 48
    assert asked["audit_summary.findings"] == 19


def _row(text: str, start: str) -> str:
    """The line of the text that begins so, whole."""
    at = text.index(f"\n{start}") + 1
    return text[at : text.index("\n", at) + 1]


SUGGESTION = "\t건의사항\t9\t4\t5\t-\t-"

# Check, what the text says instead, and what the failure must say.
CASES = [
    # a digit of the summary: its row, its column and the findings do not bear it out
    (
        "findings",
        SUGGESTION,
        "\t건의사항\t9\t5\t5\t-\t-",
        "건의사항 완료: 4 findings are listed; 5",
    ),
    ("status_total", SUGGESTION, "\t건의사항\t9\t5\t5\t-\t-", "5 + 5 + - + - = 10; 계 states 9"),
    (
        "category_total",
        SUGGESTION,
        "\t건의사항\t9\t5\t5\t-\t-",
        "12 + 5 + 12 = 29; 계 / 계 states 28",
    ),
    ("category_total", "계\t계\t48", "계\t계\t47", "계: 27 + 9 + 12 = 48; 계 / 계 states 47"),
    ("heading_total", "총 48 건", "총 47 건", "47 in the heading; 계 has 48"),
    # a status of a finding
    ("findings", "추진상황 : 검토 중", "추진상황 : 추진 중", "검토 중: 0 findings are listed; 2"),
    # a cell that is empty can be anything, but not less than nothing
    ("status_total", SUGGESTION, "\t건의사항\t9\t5\t5\t\t-", "= 10; 계 states 9"),
]


@pytest.mark.parametrize(("check", "old", "new", "message"), CASES)
def test_a_change_of_the_source_is_said(check: str, old: str, new: str, message: str) -> None:
    assert old in chapter()
    failing = _failing(read_chapter(chapter().replace(old, new)))
    sample = failing[f"audit_summary.{check}"].sample or ""
    assert message in sample
    assert "[mismatch]" in sample
    assert sample.startswith("line ")


def test_empty_cell_that_could_make_up_the_sum() -> None:
    report = read_chapter(chapter().replace(SUGGESTION, "\t건의사항\t9\t4\t\t-\t-"))
    claims = _claims(report)
    assert claims["audit_summary.status_total", "r4c3"] == (9, None, "not_checkable")
    assert claims["audit_summary.category_total", "r2c5"][2] == "not_checkable"
    assert ("audit_summary.findings", "건의사항/in_progress") not in claims
    assert not _failing(report)


def test_a_finding_is_removed() -> None:
    text = chapter()
    report = read_chapter(text.replace(_row(text, "<p>14. "), ""))
    failing = _failing(report)
    assert set(failing) == {"audit_summary.findings", "audit_findings.numbers_run"}
    (message,) = failing["audit_findings.numbers_run"].outcome.failures
    assert message == (
        f"line {dict(rows(report, 'audit_findings', 'number', 'line_start'))[15]}: "
        "시정·처리요구사항 14 is missing before 15"
    )
    said = failing["audit_summary.findings"].sample or ""
    assert "시정·처리요구사항 추진 중: 12 findings are listed; 13 is stated [mismatch]" in said


def test_several_findings_are_removed() -> None:
    text = chapter()
    for number in (5, 6, 7):
        text = text.replace(_row(text, f"<p>{number}. "), "", 1)
    failing = _failing(read_chapter(text))
    assert "5 to 7 are missing before 8" in (failing["audit_findings.numbers_run"].sample or "")


def test_a_finding_held_back_leaves_its_kind_uncounted() -> None:
    report = read_chapter(chapter().replace("추진상황 : 검토 중", "추진상황 : 일부 완료"))
    assert len(quarantined(report)) == 2
    claims = _claims(report)
    uncounted = {key for key, claim in claims.items() if claim[2] == "not_checkable"}
    assert uncounted == {
        ("audit_summary.findings", f"{kind}/{measure}")
        for kind in KINDS[:2]
        for measure in MEASURES
    }
    assert set(_failing(report)) == {"audit_findings.numbers_run"}


def test_a_kind_of_which_nothing_is_listed() -> None:
    text = chapter()
    first, last = text.index("건의사항\t조치결과"), text.index("자료제출 등 기타사항\t")
    report = read_chapter(text[:first] + text[last:])
    failing = _failing(report)
    assert set(failing) == {"audit_summary.every_kind_listed"}
    assert "건의사항: 9 are counted, none is listed" in (
        failing["audit_summary.every_kind_listed"].sample or ""
    )
    assert {
        claim[2] for key, claim in _claims(report).items() if key[1].startswith("건의사항")
    } == {"not_checkable"}


def test_a_summary_without_findings_and_findings_without_a_summary() -> None:
    text = chapter()
    summary, lists = text.index("구 분\t\t계"), text.index("시정 및 처리 요구사항\t")
    alone = read_chapter(text[:lists])
    assert alone.frames["audit_summary"].height == 4
    assert set(_failing(alone)) == {"audit_summary.every_kind_listed"}
    without = read_chapter(text[:summary] + text[lists:])
    assert without.frames["audit_findings"].height == 48
    assert not _claims(without)
    assert not _failing(without)


def test_a_finding_without_department() -> None:
    report = read_chapter(chapter().replace("고려할 것 (캠퍼스타운활성화과)", "고려할 것"))
    failing = _failing(report)
    assert set(failing) == {"audit_findings.departments_named"}
    assert "건의사항 1 names no department" in (
        failing["audit_findings.departments_named"].sample or ""
    )


def test_nothing_of_the_chapter_is_misread() -> None:
    results = run_checks(AUDIT_READING_CHECKS, real("2023-03").frames)
    assert all(result.passed for result in results)
    assert {r.check.id for r in results} == {check.id for check in AUDIT_READING_CHECKS}


# Check, row and column changed as a defect of the reader would, and what the failure must say.
TAMPERINGS = [
    ("audit_findings.spans_slice", 3, "char_start", lambda n: n + 1, "is published"),
    ("audit_findings.answers_slice", 3, "result_char_end", lambda n: n + 1, "stands there"),
    ("audit_findings.words_kept_once", 9, "progress", lambda _: None, "is lost"),
    ("audit_findings.words_kept_once", 9, "plan", lambda t: f"{t}\n{t}", "is doubled"),
    ("audit_findings.words_kept_once", 9, "number", lambda n: n + 1, "is lost"),
    ("audit_summary.counts_stand_in_source", 1, "done", lambda n: n + 1, "is no cell there"),
    ("audit_summary.rows_accounted", 1, "row_no", lambda n: 99, "neither published nor held back"),
    ("audit_findings.rows_accounted", 9, "row_no", lambda n: 99, "neither published nor held back"),
]


@pytest.mark.parametrize(("check", "index", "column", "change", "message"), TAMPERINGS)
def test_tampering_is_found(
    check: str, index: int, column: str, change: Callable[[Any], Any], message: str
) -> None:
    frames = real("2023-03").frames
    table = check.partition(".")[0]
    tampered = with_row(frames[table], index, **{column: change(frames[table][column][index])})
    failing = {
        r.check.id: r
        for r in run_checks(AUDIT_READING_CHECKS, frames | {table: tampered})
        if not r.passed
    }
    assert message in (failing[check].sample or "")
    assert failing[check].check.severity == "error"


def test_every_reading_check_is_tampered_with() -> None:
    assert {case[0] for case in TAMPERINGS} == {check.id for check in AUDIT_READING_CHECKS}
