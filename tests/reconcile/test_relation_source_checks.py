"""Warnings about tables of any kind: said where a report contradicts itself, and only there."""

import pytest
from reports import FOLDER, head, of_program, read, real, with_row
from table_reading import tabs

from pipeline.reconcile import relation_checks
from pipeline.report import ReportTables
from pipeline.rules.check import Result, checks_in, run_checks

RELATION_SOURCE_CHECKS = [
    check for check in checks_in(relation_checks) if check.severity == "warning"
]

MONTH = "2023-03"
TABLE = tabs(
    "구분 | 국비 (A) | 시비 (B) | 곱 (A×B) | 합 (A+B) | 차이 (B-A) | 비율 (A/B) | 증가율 ((B-A)/A)",
    "계 | 7천원 | 20천원 | 180천원 | 27천원 | 13천원 | 35% | 185.7%",
    "가 | 3천원 | 10천원 | 90천원 | 13천원 | 7천원 | 30% | 233.3%",
    "나 | 4천원 | 10천원 | 90천원 | 14천원 | 6천원 | 40% | 150%",
)  # fmt: skip
COSTS = tabs("구분 | 단가 (A) | 수량 (B) | 금액 (A×B)", "가 | 3천원 | 10개 | 30천원")
RATES = tabs(
    "구분 | 계(명) | 남(명) | 여(명) | 대상 | 취업자 | 취업률",
    "가 | 3 | 1 | 2 | 40명 | 10명 | 25%",
    "나 | 5 | 2 | 3 | 40명 | 20명 | 50%",
)


def _read(more: str) -> ReportTables:
    return read(f"{head(MONTH)}\n\n{more}\n\n글\n\n", f"{FOLDER}/{MONTH}.txt")


def _results(report: ReportTables) -> dict[str, Result]:
    return {r.check.id: r for r in run_checks(RELATION_SOURCE_CHECKS, report.frames)}


def test_what_the_real_report_says_of_itself() -> None:
    results = _results(real(MONTH))
    # line 1689: 382 for 379
    assert {name for name, result in results.items() if not result.passed} == {
        "table_cells.column_sum",
        "table_cells.row_sum",
        # line 836: 1,154 for 680 + 470
        "relations.prose_holds",
    }
    assert set(results) == {
        "table_cells.column_sum", "table_cells.row_sum", "table_cells.share", "table_cells.ratio",
        "errata.entries_stand", "relation_terms.quantities_found", "relations.prose_holds",
    }  # fmt: skip


def test_a_figure_that_is_read_as_two_values_is_said() -> None:
    # line 60: 41,273 is a term of its column's total; as if quantities read it in another unit
    frames = dict(real(MONTH).frames)
    terms = frames["relation_terms"]
    index = terms["raw"].to_list().index("41,273")
    frames["relation_terms"] = with_row(terms, index, quantity_id=None)
    (result,) = [
        r
        for r in run_checks(RELATION_SOURCE_CHECKS, frames)
        if r.check.id == "relation_terms.quantities_found"
    ]
    (failure,) = result.outcome.failures
    assert failure.endswith("'41,273' is claimed as 41,273,000,000.0, and is no such quantity")


def test_rates_beside_amounts_under_a_note_of_both_units_are_percentages() -> None:
    text = head(MONTH).replace("(단위 : 백만원, '23.2.10. 기준)", "(단위 : 백만원, %)")
    report = read(text.replace("집행률(%)", "집행률"), f"{FOLDER}/{MONTH}.txt")
    assert _results(report)["relation_terms.quantities_found"].passed


# Check, text in the tables above, what it is changed to, and what the failure must say.
CASES = [
    ("column_sum", TABLE, "20천원", "30천원", "10천원 + 10천원 = 20; 계 states 30천원"),
    ("row_sum", RATES, "\t3\t1", "\t5\t1", "1 + 2 = 3; 계(명) states 5"),
    ("sum", TABLE, "13천원\t7천원", "15천원\t7천원", "states 15천원 [mismatch]"),
    ("difference", TABLE, "13천원\t7천원", "13천원\t9천원", "states 9천원 [mismatch]"),
    ("share", TABLE, "30%", "45%", "states 45% [mismatch]"),
    ("growth", TABLE, "233.3%", "433.3%", "states 433.3% [mismatch]"),
    (
        "product",
        COSTS,
        "30천원",
        "50천원",
        "단가 (A) 3천원 × 수량 (B) 10개 = 30; 금액 (A×B) states 50천원",
    ),
    ("ratio", RATES, "25%", "27%", "states 27% [mismatch]"),
]


@pytest.mark.parametrize(("check", "table", "old", "new", "message"), CASES)
def test_a_change_is_said(check: str, table: str, old: str, new: str, message: str) -> None:
    name = f"table_cells.{check}"
    assert _results(_read(table))[name].passed
    changed = _results(_read(table.replace(old, new)))[name]
    assert message in (changed.sample or "")
    assert changed.check.severity == "warning"


@pytest.mark.parametrize(("stated", "holds"), [("11개소", True), ("12개소", False)])
def test_prose_that_does_not_add_up_is_said(stated: str, holds: bool) -> None:
    report = read(of_program(f"□ 사업개요\n○ 운영규모 : {stated}(동북권 3, 서남권 8)"))
    result = _results(report)["relations.prose_holds"]
    assert result.passed == holds
    assert holds or "3 + 서남권 8 = 11개소; 12개소 is stated [mismatch]" in (result.sample or "")


def test_every_rule_has_a_case() -> None:
    rules = {check.id for check in RELATION_SOURCE_CHECKS if check.table == "table_cells"}
    assert rules == {f"table_cells.{case[0]}" for case in CASES}
