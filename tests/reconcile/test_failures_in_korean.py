"""Failures of checks in both languages: what is wrong, the line, and the cut of a long list."""

from reports import real

from pipeline.reconcile import source_checks
from pipeline.rules.check import (
    SAMPLE_SIZE,
    Check,
    Outcome,
    Result,
    add_rows_of_check,
    at_line,
    checks_in,
    fault,
    line_of,
    run_checks,
    table_label,
)
from pipeline.vocabulary.messages import in_korean

SOURCE_CHECKS = checks_in(source_checks)

ROW = {
    "line_start": 1689,
    "expression": "88 + 37 = 125; 120 is stated",
    "expression_ko": "88 + 37 = 125; 적힌 값은 120",
}


def _row(count: int) -> dict[str, object]:
    failures = tuple(fault({"raw": f"{n}{{}}"}, "what is '{raw}'?") for n in range(count))
    check = Check("numerals", "every_role_known", "warning", "", lambda frames: [])
    return Result(check, Outcome("a", count, failures)).row()


def test_a_failure_takes_its_words_from_the_row_in_both_languages() -> None:
    wrong = at_line(ROW, "{table}: {reason}", table=table_label("staffing"), reason="?")
    assert (wrong, in_korean(wrong)) == ("line 1689: staffing: ?", "1689줄: 인력현황: ?")
    claim = at_line(ROW, "{expression} [{verdict}]", verdict="x")
    assert claim == "line 1689: 88 + 37 = 125; 120 is stated [x]"
    assert in_korean(claim) == "1689줄: 88 + 37 = 125; 적힌 값은 120 [x]"
    assert line_of(claim) == 1689
    assert line_of("no line") == 1


def test_the_rows_of_checks_have_their_failures_in_both_languages() -> None:
    row = _row(SAMPLE_SIZE + 1)
    assert str(row["sample"]).splitlines()[-1] == "… first 20 of 21"
    assert str(row["sample_ko"]).splitlines()[0] == "'0{}'이(가) 무엇인지 알 수 없음"
    both = add_rows_of_check(_row(2), _row(SAMPLE_SIZE))
    assert both["sample"].splitlines()[1:3] == ["what is '1{}'?", "what is '0{}'?"]
    assert both["sample_ko"].splitlines()[-1] == "… 22개 가운데 처음 20개"


def test_the_doubts_of_the_reports_are_told_in_korean() -> None:
    frames = real("2023-03").frames
    rows = {r.check.id: r.row() for r in run_checks(SOURCE_CHECKS, frames)}
    # 2023-03.txt line 64: 14,054 of 53,538 is 26.3 %, and 26.2 is printed.
    assert rows["budget_execution.commitment_rate"]["sample_ko"] == (
        "64줄: 뷰티패션산업과: 원인행위액 14,054 ÷ 예산현액 53,538 = 26.251 %; "
        "집행률(%) / 원인행위액에 적힌 값은 26.2 [반올림]"
    )
