"""The terms of claims: where each figure stands, and that nothing but them gives the result."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from reports import REPORTS, real, rows, with_row

from pipeline.reconcile import relation_checks
from pipeline.rules.check import Result, checks_in, run_checks

RELATION_READING_CHECKS = [
    check for check in checks_in(relation_checks) if check.severity == "error"
]


def _failing(frames: dict[str, pl.DataFrame]) -> dict[str, Result]:
    return {r.check.id: r for r in run_checks(RELATION_READING_CHECKS, frames) if not r.passed}


def _terms(month: str, relation: str) -> list[tuple[Any, ...]]:
    report = real(month)
    columns = ("relation_id", "role", "value", "raw", "line_start", "quantity_id")
    return [
        (*term[:-1], term[-1] is not None)
        for name, *term in rows(report, "relation_terms", *columns)
        if name == f"{report.report_id}/{relation}"
    ]


def test_terms_of_a_rate_and_of_a_pair() -> None:
    # 2023-03.txt line 64: 뷰티패션산업과 53,538 14,054 in 백만원
    assert _terms("2023-03", "budget_execution/commitment_rate/t003/r7c5") == [
        ("numerator", 14_054e6, "14,054", 64, True),
        ("denominator", 53_538e6, "53,538", 64, True),
    ]
    # line 27: 경제정책과 35/38 26/30 8/8 - - 1/0: a dash is 0, and no quantity
    assert _terms("2023-03", "staffing/category_total/t001/r3c2/2") == [
        ("addend", 30, "30", 27, True),
        ("addend", 8, "8", 27, True),
        ("addend", 0, "-", 27, False),
        ("addend", 0, "-", 27, False),
        ("addend", 0, "0", 27, True),
    ]
    # line 21: 정원 269 / 현원 257명 [△ 12]
    assert _terms("2023-03", "staffing/surplus/계") == [
        ("minuend", 257, "257", 21, True),
        ("subtrahend", 269, "269", 21, True),
    ]


def test_what_is_counted_stands_nowhere() -> None:
    # 2023-03.txt line 1628: 27 findings of the first kind
    assert _terms("2023-03", "audit_summary/findings/시정·처리요구사항/total") == [
        ("counted", 27, None, None, False)
    ]


@pytest.mark.parametrize("month", REPORTS)
def test_terms_of_the_real_reports(month: str) -> None:
    frames = real(month).frames
    assert not _failing(frames)
    # every claim has terms, and every term with a figure names its quantity
    assert set(frames["relations"]["relation_id"]) == set(frames["relation_terms"]["relation_id"])
    of_figures = frames["relation_terms"].filter(pl.col("role") != "counted")
    unnamed = of_figures.filter(pl.col("quantity_id").is_null())
    assert set(unnamed["raw"]) <= {"-", None}


# Check, table, column and change as a defect would make it, and what the failure must say.
TAMPERINGS: list[tuple[str, str, str, Callable[[Any], Any], str]] = [
    ("relations.terms_recompute", "relation_terms", "value", lambda n: n + 1, "do not give"),
    ("relations.terms_recompute", "relation_terms", "role", lambda _: "subtrahend", "do not give"),
    ("relations.terms_recompute", "relations", "computed_value", lambda n: n + 1, "do not give"),
    ("relations.terms_recompute", "relation_terms", "relation_id", lambda _: "x", "do not give"),
    ("relation_terms.quantities_agree", "relation_terms", "value", lambda n: -n, "is "),
    ("relation_terms.quantities_agree", "relations", "stated_value", lambda n: n + 1, "is "),
    ("relation_terms.spans_slice", "relation_terms", "char_end", lambda n: n + 1, "stands there"),
    ("errata.spans_slice", "errata", "char_start", lambda n: n + 1, "stands there"),
    ("relation_terms.spans_slice", "relation_terms", "char_start", lambda _: None, "'' stands"),
]


@pytest.mark.parametrize(("check", "table", "column", "change", "message"), TAMPERINGS)
def test_tampering_is_found(
    check: str, table: str, column: str, change: Callable[[Any], Any], message: str
) -> None:
    frames = real("2023-03").frames
    total = f"{real('2023-03').report_id}/budget_execution/total/t003/r3c2"
    index = 0 if table == "errata" else frames[table]["relation_id"].to_list().index(total)
    value = frames[table][column][index]
    tampered = with_row(frames[table], index, **{column: change(value)})
    failing = _failing(frames | {table: tampered})
    assert message in (failing[check].sample or "")
    assert failing[check].check.severity == "error"


def test_every_check_is_tampered_with() -> None:
    assert {case[0] for case in TAMPERINGS} == {check.id for check in RELATION_READING_CHECKS}
