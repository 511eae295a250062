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


@pytest.mark.parametrize(
    ("line", "rows_of_line"),
    [
        (
            "□ 예산현액 : 18백만원(국 6, 도 3, 군 9)",
            [(None, None, True, 18), (None, "국", False, 6), (None, "도", False, 3),
             (None, "군", False, 9)],
        ),
        (
            "□ 세입예산 : 30백만원(국고보조금 20 세외수입 10)",
            [(None, None, True, 30), ("국고보조금", None, False, 20),
             ("세외수입", None, False, 10)],
        ),
        (
            "□ 예산 : 2025년 총지출 14조 2억원(예산 13조 1억원, 기금 1조 1억원)",
            [(None, None, True, 14_000_200), ("예산", None, False, 13_000_100),
             ("기금", None, False, 1_000_100)],
        ),
        ("□ 예산 : 18백만원(국 6, 도 3, 군 8)", []),  # no sum
    ],
)  # fmt: skip
def test_a_line_divides_the_budget_of_the_office(
    line: str, rows_of_line: list[tuple[Any, ...]]
) -> None:
    columns = ("project", "funding_source", "is_total", "amount_krw")
    assert budgets(line + "\n", *columns) == [
        (*row[:3], row[3] * KRW_MILLION) for row in rows_of_line
    ]
    assert budgets("\nⅡ. 현안\n\n" + line + "\n", *columns) == []


def test_parts_in_a_bracket_that_add_up_are_in_the_unit_of_their_whole() -> None:
    text = "위치\t본청\t총사업비\t{0}\n목표\t3월\t집행액\t4백만원\n"
    columns = ("funding_source", "measure", "amount_krw")
    stated = budgets("□ 도서관 건립\n" + text.format("9백만원(국 4, 도 5)"), *columns)
    assert stated[:3] == [
        (None, "total_cost", 9 * KRW_MILLION),
        ("국", "total_cost", 4 * KRW_MILLION),
        ("도", "total_cost", 5 * KRW_MILLION),
    ]
    other = budgets("□ 도서관 건립\n" + text.format("9백만원(부지 4, 건물 5)"), *columns)
    assert other[1:2] == [(None, "execution", 4 * KRW_MILLION)]


def test_the_bracket_of_a_heading_says_up_to_which_month_it_is_paid() -> None:
    text = "(단위 : 백만원)\n사업명\t총사업비\t집행액(’24.12.말)\n조림\t30\t20\n임도\t10\t9\n"
    assert budgets(text, "measure", "fiscal_year")[:2] == [
        ("total_cost", None),
        ("execution", 2024),
    ]


def test_funds_of_the_office_have_a_balance_and_two_sides() -> None:
    text = (
        "□ 기금 현황\n(단위 : 백만원)\n"
        "기금명\t2024년도말 조성액\t2025년도 조성계획\t\t\t2025년도말 조성액\t비고(융자금)\n"
        "\t\t수입\t지출\t증감\t\t\n농어촌진흥기금 *\t812\t124\t158\t△34\t778\t-\n"
    )
    columns = ("project", "side", "measure", "fiscal_year", "amount_krw")
    assert budgets(text, *columns) == [
        ("농어촌진흥기금", None, "balance", 2024, 812 * KRW_MILLION),
        ("농어촌진흥기금", "revenue", "budget", 2025, 124 * KRW_MILLION),
        ("농어촌진흥기금", "expenditure", "budget", 2025, 158 * KRW_MILLION),
        ("농어촌진흥기금", None, "change", 2025, -34 * KRW_MILLION),
        ("농어촌진흥기금", None, "balance", 2025, 778 * KRW_MILLION),
    ]
    assert budgets(text.replace("농어촌진흥기금 *", "신용보증재단"), *columns) == []


def test_what_is_done_in_a_year_is_not_whose_money_it_is() -> None:
    head = "연도\t추진 내용\t사업비(백만원)\n"
    table = f"{head}2024년\t부지 매입\t11\n2025년\t착공\t15\n2026년\t준공\t12\n"
    text = f"□ 문화공간 조성\n{table}"
    assert budgets(text, "project", "measure", "fiscal_year") == [
        ("문화공간 조성", "budget", year) for year in (2024, 2025, 2026)
    ]


def test_funds_among_fields_are_a_field_and_among_sources_a_source() -> None:
    text = "□ 예산\n(단위 : 억원)\n부문\t2024년\t2025년\n합계\t30\t34\n{}\t20\t22\n기금\t10\t12\n"
    columns = ("project", "funding_source")
    assert budgets(text.format("물관리"), *columns)[4:] == [("기금", "기금")] * 2
    assert budgets(text.format("국비"), *columns)[4:] == [(None, "기금")] * 2


@pytest.mark.parametrize(
    "line",
    [
        "○ 사업 규모 : 환기설비 58교",
        "○ 소 관 : 학교급식과",
        "○ (’25. 8.) 착공 ○ (’27. 상반기) 준공",
        "※ 이사장 1명, 상임이사 1명 별도",
    ],
)
def test_a_line_above_a_table_that_names_no_project(line: str) -> None:
    text = (
        f"□ 급식실 현대화\n{line}\n(단위 : 백만원)\n구분\t계\t2024년\t2025년\t2026년\n"
        "계\t30\t10\t12\t8\n국비\t20\t6\t8\t6\n시비\t10\t4\t4\t2\n"
    )
    assert set(budgets(text, "project")) == {("급식실 현대화",)}


def test_what_is_paid_of_a_budget_in_a_chapter_of_results_is_of_its_year() -> None:
    table = "(단위 : 천원)\n사업명\t예산현액\t집행액\n소각로 보수\t42\t41\n선별장 증설\t61\t58\n"
    text = f"Ⅱ. {{}} 추진실적\n\n1. 처리시설 현대화\n□ 예산집행\n{table}\nⅢ. 2025년 추진계획\n"
    assert set(budgets(text.format("2024년 주요업무"), "fiscal_year")) == {(2024,)}
    assert set(budgets(text.format("2024년 및 2025년"), "fiscal_year")) == {(2025,)}


def test_what_is_received_of_revenue_is_no_name() -> None:
    text = (
        "□ 2024년 수입예산 (단위 : 천원, %)\n"
        "구분\t당초예산\t최종예산\t수납액\t수납률\n계\t30\t40\t20\t50.0\n사용료\t30\t40\t20\t50.0\n"
    )
    assert budgets(text, "project", "side", "measure")[2::3] == [
        (None, "revenue", "execution"),
        ("사용료", "revenue", "execution"),
    ]


def test_the_only_row_below_years_names_no_project_if_it_says_what_is_spent() -> None:
    text = (
        "1. 소독시설 확충\n□ 연차별 투자계획\n(단위 : 백만원)\n"
        "구분\t계\t기투자\t2025\t2026\n투자액\t30\t10\t12\t8\n"
    )
    assert set(budgets("\nⅡ. 주요업무\n" + text, "project")) == {("소독시설 확충",)}


def test_the_total_of_a_plan_over_years_is_the_total_cost() -> None:
    text = "□ 관광단지 조성\n(단위 : 백만원)\n구분\t계\t2024년\t2025년\n투자계획\t30\t10\t20\n"
    assert budgets(text, "measure", "fiscal_year", "amount_krw") == [
        ("total_cost", None, 30 * KRW_MILLION),
        ("budget", 2024, 10 * KRW_MILLION),
        ("budget", 2025, 20 * KRW_MILLION),
    ]


def test_the_half_year_of_two_sides_beside_each_other_is_paid_or_come_in() -> None:
    text = (
        "□ 2025년 예산\n(단위 : 백만원)\n"
        "수입\t\t\t지출\t\t\n과목\t예산\t상반기 실적\t과목\t예산\t상반기 실적\n"
        "합계\t30\t14\t합계\t30\t13\n진료수입\t30\t14\t인건비\t30\t13\n"
    )
    columns = ("side", "project", "measure", "fiscal_year", "amount_krw")
    assert [row for row in budgets(text, *columns) if row[1]] == [
        ("revenue", "진료수입", "budget", 2025, 30 * KRW_MILLION),
        ("revenue", "진료수입", "execution", 2025, 14 * KRW_MILLION),
        ("expenditure", "인건비", "budget", 2025, 30 * KRW_MILLION),
        ("expenditure", "인건비", "execution", 2025, 13 * KRW_MILLION),
    ]


@pytest.mark.parametrize(
    ("columns", "values", "measure", "year"),
    [
        ("사업비\t공정률", "30\t68%", "total_cost", None),
        ("사업비\t착공\t준공", "30\t’24. 11.\t’26. 5.", "total_cost", None),
        ("사업비\t1/4\t2/4\t3/4\t4/4", "30\t모집\t설치\t\t평가", "budget", 2025),
        ("사업비\t주관", "30\t공원과", "cost", 2025),
    ],
)
def test_a_list_of_projects_says_by_its_other_columns_of_which_years_the_cost_is(
    columns: str, values: str, measure: str, year: int | None
) -> None:
    text = f"□ 추진현황\n(단위 : 백만원)\n사업명\t{columns}\n주차타워 건립\t{values}\n"
    found = budgets(text, "project", "measure", "fiscal_year", "amount_krw")
    assert found == [("주차타워 건립", measure, year, 30 * KRW_MILLION)]
    assert budgets(text.replace("사업비", "상금"), "project") == []


def test_own_money_beside_public_money_is_a_source() -> None:
    text = (
        "□ 학교 증축 연차별 투자\n(단위 : 백만원)\n"
        "구분\t계\t2025년\t2026년\n계\t30\t10\t20\n국비\t20\t6\t14\n자체\t10\t4\t6\n"
    )
    found = budgets(text, "project", "funding_source", "fiscal_year", "amount_krw")[6:]
    assert found == [
        ("학교 증축", "자체", None, 10 * KRW_MILLION),
        ("학교 증축", "자체", 2025, 4 * KRW_MILLION),
        ("학교 증축", "자체", 2026, 6 * KRW_MILLION),
    ]


def test_the_year_of_a_plan_is_the_last_that_the_title_names() -> None:
    text = (
        "2025. 2.\n\n경제정책실\n\n2024년 실적 및 2025년 주요업무계획\n\nⅠ. 기본현황\n\n"
        "□ 예산\n(단위 : 백만원)\n구 분\t예산액\n인건비\t30\n"
    )
    assert rows(read(text), "budgets", "fiscal_year") == [(2025,)]


def test_amounts_of_two_sides_below_a_budget_are_the_budget() -> None:
    table = "(단위 : 백만원)\n수입\t금액\t지출\t금액\n계\t30\t계\t30\n영업수익\t30\t인건비\t30\n"
    found = budgets("□ 2025년 예산\n" + table, "side", "project", "measure", "fiscal_year")
    assert found[1::2] == [
        ("revenue", "영업수익", "budget", 2025),
        ("expenditure", "인건비", "budget", 2025),
    ]
    assert budgets("□ 임대료 현황\n" + table, "measure") == []


def test_what_was_settled_beside_a_budget_is_no_budget() -> None:
    table = "구분\t2025년 예산\t2024년 결산\n수입 계\t30\t28\n지출 계\t30\t27\n"
    text = f"□ 예산\n(단위 : 백만원)\n{table}"
    assert budgets(text, "side", "measure", "fiscal_year") == [
        ("revenue", "budget", 2025),
        ("revenue", "settlement", 2024),
        ("expenditure", "budget", 2025),
        ("expenditure", "settlement", 2024),
    ]
