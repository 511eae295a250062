"""What headings tell of an amount of a budget: its kind, year, unit and whose it is."""

from typing import Any

import pytest
from reports import read, rows

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 기본현황\n\n"
KRW_MILLION = 1_000_000


def budgets(text: str, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the budgets of a text."""
    return rows(read(HEAD + text), "budgets", *columns)


def test_sources_of_money_by_year_are_a_budget_whatever_is_above_them() -> None:
    table = "구 분\t계\t2024\t2025\n계\t30\t10\t20\n국 비\t20\t6\t14\n{other}\t10\t4\t6\n"
    text = "□ 도서관 건립\n(단위 : 백만원)\n" + table
    columns = ("project", "funding_source", "fiscal_year", "measure", "amount_krw")
    assert budgets(text.format(other="도 비"), *columns)[3:6] == [
        ("도서관 건립", "국비", None, "total_cost", 20 * KRW_MILLION),
        ("도서관 건립", "국비", 2024, "budget", 6 * KRW_MILLION),
        ("도서관 건립", "국비", 2025, "budget", 14 * KRW_MILLION),
    ]
    private = text.replace("국 비", "민간").format(other="자부담")
    assert budgets(private, "amount_krw") == []


def test_accounts_by_year_are_a_budget_and_a_formula_alone_heads_its_change() -> None:
    text = (
        "(단위 : 백만원)\n구 분\t2024년(A)\t2025년(B)\tB-A\n일반회계\t30\t40\t10\n기금\t6\t5\t△1\n"
    )
    assert budgets(text, "project", "fiscal_year", "measure", "amount_krw")[:3] == [
        ("일반회계", 2024, "budget", 30 * KRW_MILLION),
        ("일반회계", 2025, "budget", 40 * KRW_MILLION),
        ("일반회계", 2025, "change", 10 * KRW_MILLION),
    ]


def test_the_cost_of_one_of_several_years_is_the_budget_of_that_year() -> None:
    text = (
        "□ 도서관 건립\n(단위 : 백만원)\n구 분\t합 계\t2024년까지\t2025년\n"
        "총사업비\t30\t10\t20\n국비\t20\t6\t14\n시비\t10\t4\t6\n"
    )
    assert budgets(text, "fiscal_year", "year_bound", "measure")[:3] == [
        (None, None, "total_cost"),
        (2024, "until", "budget"),
        (2025, None, "budget"),
    ]


@pytest.mark.parametrize(
    ("columns", "measures"),
    [
        ("사업비\t집행액", ["budget", "execution"]),
        ("총사업비\t집행액", ["total_cost", "execution"]),
    ],
)
def test_the_cost_beside_what_is_paid_of_it_is_the_budget(
    columns: str, measures: list[str]
) -> None:
    text = f"□ 사업별 집행\n(단위 : 백만원)\n사업명\t{columns}\n조림\t30\t20\n임도\t10\t9\n"
    assert [measure for (measure,) in budgets(text, "measure")] == measures * 2


def test_what_is_paid_up_to_a_day_is_of_the_year_of_that_day() -> None:
    text = (
        "□ 예산 (2024. 12. 31. 기준, 단위 : 천원)\n구분\t예산현액\t집행액\n계\t3\t2\n인건비\t3\t2\n"
    )
    assert set(budgets(text, "fiscal_year")) == {(2024,)}
    assert set(budgets(text.replace("집행액", "증감"), "fiscal_year")) == {(2025,)}


def test_the_name_of_a_project_is_where_its_heading_says() -> None:
    text = (
        "□ 공모사업\n(단위 : 백만원)\n공모사업명\t주관\t총사업비\t국비\n"
        "도서관 건립\t문체부\t30\t20\n임도 신설\t산림청\t10\t5\n"
    )
    assert budgets(text, "project") == [("도서관 건립",)] * 2 + [("임도 신설",)] * 2


def test_rows_that_are_named_by_a_counter_are_not_counted_in_it() -> None:
    text = "(단위 : 백만원)\n단위사업(팀)\t예산현액\t집행액\n계\t30\t20\n조림\t30\t20\n"
    assert budgets(text, "amount_krw")[:2] == [(30 * KRW_MILLION,), (20 * KRW_MILLION,)]


def test_the_project_of_a_caption_is_what_stands_before_the_words_for_its_money() -> None:
    table = "재원\t계\t2024\t2025\n합계\t30\t10\t20\n국비\t30\t10\t20\n"
    text = "□ 봉안당 건립 연차별 투자계획 (단위 : 백만원)\n" + table
    assert set(budgets(text, "project")) == {("봉안당 건립",)}
