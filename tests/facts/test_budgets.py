"""Budgets by department, side, source of money and year, and the checks of them."""

from typing import Any

import pytest
from pdf_file import Page, pdf
from reports import quarantined, read, rows, with_row

from pipeline.facts.budgets.planned_checks import BUDGETS_READING_CHECKS
from pipeline.report import ReportTables, read_report
from pipeline.rules.check import run_checks
from pipeline.sources.pdf.reader import read_pdf

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 기본현황\n\n"
# The three shapes of tables that Busan reports have.
BY_SIDE = (
    "□ 예산\n(단위 : 백만원)\n구 분\t계\t주택정책과\t건축정책과\n"
    "세 입\t330,993\t330,989\t4\n세 출\t1,557\t-\t1,557\n"
)
BY_YEAR = (
    "3 예산\n(단위 : 백만원)\n구 분\t2025년\t2024년\t증 감\t증감률\n"
    "계\t3,458\t4,369\t△911\t△20.9%\n공 항 기 획 과\t3,273\t2,286\t987\t43.2%\n"
    "신 공 항 도 시 과\t185\t2,083\t△1,898\t△91.1%\n"
)
COLUMNS = ("department", "side", "fiscal_year", "amount_krw")


def budgets(text: str, *columns: str) -> list[tuple[Any, ...]]:
    """Columns of the budgets of a text."""
    return rows(read(HEAD + text), "budgets", *columns)


def test_sides_a_row_departments_a_column() -> None:
    assert budgets(BY_SIDE, *COLUMNS) == [
        ("계", "revenue", 2025, 330_993_000_000),
        ("주택정책과", "revenue", 2025, 330_989_000_000),
        ("건축정책과", "revenue", 2025, 4_000_000),
        ("계", "expenditure", 2025, 1_557_000_000),
        ("주택정책과", "expenditure", 2025, 0),
        ("건축정책과", "expenditure", 2025, 1_557_000_000),
    ]
    assert rows(read(HEAD + BY_SIDE), "departments", "name") == [("건축정책과",), ("주택정책과",)]


def test_departments_a_row_years_a_column() -> None:
    assert [row for row in budgets(BY_YEAR, *COLUMNS, "measure") if row[-1] == "budget"][:4] == [
        ("계", None, 2025, 3_458_000_000, "budget"),
        ("계", None, 2024, 4_369_000_000, "budget"),
        ("공항기획과", None, 2025, 3_273_000_000, "budget"),
        ("공항기획과", None, 2024, 2_286_000_000, "budget"),
    ]
    changes = [row for row in budgets(BY_YEAR, "amount_krw", "measure") if row[-1] != "budget"]
    assert changes == [(n * 1_000_000, "change") for n in (-911, 987, -1_898)]


def test_the_last_stage_of_last_year_beside_this_years_first_is_its_budget() -> None:
    table = (
        "□ 예산\n(단위 : 천원)\n구 분\t2024년 최종\t2025년 예산(안)\t증 감\n"
        "계\t900\t1,000\t100\n인건비\t600\t650\t50\n기본경비\t300\t350\t50\n"
    )
    found = budgets(table, "fiscal_year", "measure", "stage", "amount_krw")[:2]
    assert found == [(2024, "budget", "최종", 900_000), (2025, "budget", None, 1_000_000)]
    stages = table.replace("2025년 예산(안)", "2024년 당초")
    assert budgets(stages, "measure")[:2] == [("budget_final",), ("budget",)]


def test_a_heading_with_the_unit_a_tab_away_is_no_row_and_its_account_is_of_the_office() -> None:
    table = (
        "□ 2025년 예산 (공기업특별회계)\t\t(단위 : 백만원)\n구분\t2025년\t2024년\n"
        "세입 계\t30\t20\n세출 계\t30\t20\n"
    )
    assert budgets(table, "side", "fiscal_year", "amount_krw") == [
        ("revenue", 2025, 30_000_000),
        ("revenue", 2024, 20_000_000),
        ("expenditure", 2025, 30_000_000),
        ("expenditure", 2024, 20_000_000),
    ]


def test_what_a_project_costs_in_years_to_come_is_its_budget() -> None:
    years = "구분\t계\t2025\t2026\n면적\t12\t5\t7\n금액\t60\t20\t40\n"
    table = "□ 산림 복원\n(단위 : ha, 억원)\n" + years
    columns = ("project", "measure", "fiscal_year", "amount_krw")
    assert budgets(table, *columns) == [
        ("산림 복원", "total_cost", None, 6_000_000_000),
        ("산림 복원", "budget", 2025, 2_000_000_000),
        ("산림 복원", "budget", 2026, 4_000_000_000),
    ]
    # what was paid in past years is none
    assert budgets(table.replace("2025", "2023").replace("2026", "2024"), *columns) == []


def test_a_total_in_the_first_column_is_no_name() -> None:
    table = "□ 정수장 증설\n ○ 연도별 투자\t(단위 : 억원)\n계\t기투자\t2025\t2026\n60\t10\t20\t30\n"
    found = budgets(table, "measure", "fiscal_year", "amount_krw")
    assert found[0] == ("total_cost", None, 6_000_000_000)
    assert [row for row in found if row[1] and row[0] == "budget"][-2:] == [
        ("budget", 2025, 2_000_000_000),
        ("budget", 2026, 3_000_000_000),
    ]


ONE_COLUMN = (
    "2 예산\n(단위 : 천원)\n구분\t2025년 예산\t2024년 예산\n"
    "{0}\t1,000\t900\n출연금\t700\t650\n사업수입\t{2}\t250\n"
    "{1}\t1,000\t900\n인건비\t600\t580\n사업비\t400\t320\n"
)


@pytest.mark.parametrize(
    "heads", [("수입", "지출"), ("수입 합계", "지출 합계"), ("세입계", "세출계")]
)
def test_rows_below_a_side_that_add_up_to_it_are_of_that_side(heads: tuple[str, str]) -> None:
    found = budgets(ONE_COLUMN.format(*heads, 300), "side", "project", "is_total", "fiscal_year")
    assert [row[:3] for row in found if row[3] == 2025] == [
        ("revenue", None, True),
        ("revenue", "출연금", False),
        ("revenue", "사업수입", False),
        ("expenditure", None, True),
        ("expenditure", "인건비", False),
        ("expenditure", "사업비", False),
    ]


def test_rows_below_a_side_that_do_not_add_up_to_it_have_no_side() -> None:
    found = budgets(ONE_COLUMN.format("수입", "지출", 301), "side", "project")
    assert {side for side, project in found if project in ("출연금", "사업수입")} == {None}
    assert {side for side, project in found if project == "인건비"} == {"expenditure"}


def test_a_body_states_revenue_and_expenditure_as_rows() -> None:
    """출연금 is revenue of a body here, not money that it gives to others."""
    text = (
        "2 예산\n(단위 : 백만원)\n구분\t항목\t2025년\t2024년\n"
        "수입\t계\t125\t118\n수입\t출연금\t80\t75\n수입\t사업수입\t45\t43\n"
        "지출\t계\t125\t118\n지출\t인건비\t125\t118\n"
        "\n○ 총괄\n(단위 : 백만원)\n구분\t2025년 예산\n수입예산\t125\n지출예산\t125\n"
    )
    found = budgets(text, "side", "project", "is_total", "fiscal_year", "amount_krw")
    assert [row for row in found if row[3] == 2025] == [
        ("revenue", None, True, 2025, 125_000_000),
        ("revenue", "출연금", False, 2025, 80_000_000),
        ("revenue", "사업수입", False, 2025, 45_000_000),
        ("expenditure", None, True, 2025, 125_000_000),
        ("expenditure", "인건비", False, 2025, 125_000_000),
        ("revenue", None, True, 2025, 125_000_000),
        ("expenditure", None, True, 2025, 125_000_000),
    ]


def by_source(total: str = "12,893", later: str = "-") -> ReportTables:
    """A PDF with a table of a project's budget inside a cell, as in lists of 공모사업."""
    page = Page().text(50, 40, "2025. 2.", 14).text(50, 70, "주택건축국", 14)
    page.text(50, 100, "주요업무보고", 14).text(50, 130, "Ⅰ. 공모사업", 14).text(50, 150, "□ 현황")
    page.grid((50, 80, 540), (160, 180, 330)).text(55, 175, "연번").text(90, 175, "사업내용")
    page.text(55, 250, "1").text(90, 195, "총사업비 (단위: 백만원)").text(90, 320, "추진중")
    xs = (100, 150, 210, 270, 330, 390, 450, 530)
    page.grid(xs, (200, 240, 260, 280)).line(210, 220, 330, 220)
    page.content = [c for c in page.content if c != "0.5 w 270 642 m 270 562 l S"]
    page.line(270, 220, 270, 280)
    for x, y, words in (
        (102, 225, "구 분"), (152, 225, "총사업비"), (215, 215, "‘23년 이전"), (212, 235, "예산"),
        (272, 235, "집행"), (332, 225, "‘24년"), (392, 225, "‘25년"), (452, 225, "‘26년 이후"),
    ):  # fmt: skip
        page.text(x, y, words)
    for y, cells in (
        (255, ("계", total, "6,448", "6,448", "3,326", "3,119", later)),
        (275, ("기 타", total, "6,448", "6,448", "3,326", "3,119", later)),
    ):
        for x, words in zip(xs, cells, strict=False):
            page.text(x + 2, y, words)
    return read_report(read_pdf("busan-housing/2025-02.pdf", pdf(page)))


def test_sources_a_row_years_and_measures_a_column_inside_a_cell() -> None:
    report = by_source()
    columns = ("funding_source", "measure", "fiscal_year", "year_bound", "amount_krw")
    assert rows(report, "budgets", *columns)[6:] == [
        ("기타", "total_cost", None, None, 12_893_000_000),
        ("기타", "budget", 2023, "until", 6_448_000_000),
        ("기타", "execution", 2023, "until", 6_448_000_000),
        ("기타", "budget", 2024, None, 3_326_000_000),
        ("기타", "budget", 2025, None, 3_119_000_000),
        ("기타", "budget", 2026, "from", 0),
    ]
    # `- 기 타`: no figure of the line takes the next cell for its unit.
    units = rows(report, "quantities", "raw", "unit")
    assert {raw for raw, unit in units if unit == "KRW"} == {"12,893", "6,448", "3,326", "3,119"}
    assert {raw for raw, _ in units if not raw.replace(",", "").isdigit()} == set()


@pytest.mark.parametrize(
    ("total", "later", "verdict", "last"),
    [
        ("12,893", "-", "exact", 0),
        ("12,993", "-", "not_checkable", 0),  # in every row: the heading means something else
        ("12,893", "미정", None, None),
        ("13,000", "107", "exact", 107_000_000),
    ],
)
def test_the_years_add_up_to_the_total_cost(
    total: str, later: str, verdict: str | None, last: int | None
) -> None:
    report = by_source(total, later)
    claims = rows(report, "relations", "rule", "verdict")
    assert [v for rule, v in claims if rule == "table_cells.sum"] == [verdict] * (
        2 if verdict else 0
    )
    assert rows(report, "budgets", "amount_krw", "amount_raw")[-1] == (last, later)


def test_totals_are_recomputed() -> None:
    for text, stated in ((BY_SIDE, "330,993"), (BY_YEAR, "3,458")):
        assert {v for (v,) in rows(read(HEAD + text), "relations", "verdict")} == {"exact"}
        wrong = read(HEAD + text.replace(stated, stated[:-1] + "0"))
        assert "mismatch" in {v for (v,) in rows(wrong, "relations", "verdict")}


@pytest.mark.parametrize(
    "text",
    [
        BY_YEAR.replace("3 예산", "3 방문객"),  # nothing says that these are budgets
        BY_YEAR.replace("(단위 : 백만원)", "(단위 : 명)"),
        "□ 예산\n(단위 : 백만원)\n기금명\t2024년도말조성액\t2025년\n관광기금과\t6,147\t9,410\n",
    ],
)
def test_a_table_that_nothing_says_is_one_of_budgets_is_not_typed(text: str) -> None:
    assert budgets(text, "amount_krw") == []
    assert len(rows(read(HEAD + text), "tables", "table_id")) == 1


def test_a_figure_that_cannot_be_read_is_held_back() -> None:
    report = read(HEAD + BY_YEAR.replace("2,083", "2,0833"))
    assert quarantined(report) == [
        ("quantities", 14, "commas stand where no thousands are"),
        ("budgets", 14, "no amount of money can be read here"),
    ]
    assert report.frames["budgets"].height == 8


def test_checks_see_a_wrong_amount_and_a_lost_cell() -> None:
    frames = dict(read(HEAD + BY_SIDE).frames)
    assert all(r.sample is None for r in run_checks(BUDGETS_READING_CHECKS, frames))
    good = frames["budgets"]
    frames["budgets"] = with_row(good, 1, amount_krw=330_989)
    failed = [r.check.name for r in run_checks(BUDGETS_READING_CHECKS, frames) if r.sample]
    assert failed == ["figures_stand_in_source"]


@pytest.mark.parametrize(
    ("table", "columns", "stated"),
    [
        # stages in columns; the later one of two is 경정
        ("□ 세출예산 (단위: 백만원)\n부서\t기정액\t경정액\t증감\n계\t900\t1,000\t100\n"
         "총무과\t400\t440\t40\n문화과\t500\t560\t60\n",
         ("department", "stage", "measure", "side", "amount_krw"),
         [("계", "기정액", "budget", "expenditure", 900), ("계", "경정액", "budget_supplementary",
          "expenditure", 1000), ("계", None, "change", "expenditure", 100)]),
        # departments in rows, sides under years in columns
        ("□ 예산현황\n[백만원]\n구분\t2024년\t\t2025년\t\n\t세입\t세출\t세입\t세출\n"
         "총무과\t10\t40\t11\t44\n도서관\t1\t5\t2\t6\n문화과\t1\t5\t2\t6\n",
         ("department", "fiscal_year", "side", "amount_krw"),
         [("총무과", 2024, "revenue", 10), ("총무과", 2024, "expenditure", 40),
          ("총무과", 2025, "revenue", 11), ("총무과", 2025, "expenditure", 44),
          ("도서관", 2024, "revenue", 1)]),
        # projects in rows; a value with its sources in brackets
        ("□ 투자사업\n(단위 : 백만원)\n사업명\t총사업비\t2025년 예산\t비고\n"
         "하천 정비\t900\t300(국비 200, 도비 100)\t신규\n도로 개설\t800\t250\t계속\n",
         ("project", "measure", "funding_source", "fiscal_year", "amount_krw"),
         [("하천 정비", "total_cost", None, None, 900), ("하천 정비", "budget", None, 2025, 300),
          ("하천 정비", "budget", "국비", 2025, 200), ("하천 정비", "budget", "도비", 2025, 100),
          ("도로 개설", "total_cost", None, None, 800)]),
        # lines of the budget under their parent; 사업비 is one of them
        ("□ 예산\n(단위 : 백만원, %)\n구분\t2025 본예산 (A)\t2026년 예산안 (B)\t증감률\n"
         "계\t30\t33\t10.0\n사업비\t20\t22\t10.0\n인건비\t10\t11\t10.0\n",
         ("project", "stage", "fiscal_year", "is_total", "amount_krw"),
         [(None, "본예산", 2025, True, 30), (None, "예산안", 2026, True, 33),
          ("사업비", "본예산", 2025, False, 20), ("사업비", "예산안", 2026, False, 22),
          ("인건비", "본예산", 2025, False, 10)]),
        # departments in rows, what their money is for in columns
        ("□ 2025년 세출예산(부서별·성질별)\n(단위 : 백만원)\n부서명\t계\t인건비\t물건비\n"
         "계\t15\t9\t6\n기획과\t10\t6\t4\n법무과\t5\t3\t2\n",
         ("department", "project", "is_total", "amount_krw"),
         [("계", None, True, 15), ("계", "인건비", True, 9), ("계", "물건비", True, 6),
          ("기획과", None, True, 10), ("기획과", "인건비", False, 6),
          ("기획과", "물건비", False, 4),
          ("법무과", None, True, 5)]),
        # quarters are no budgets of the year
        ("□ 분기별 집행계획 (단위 : 백만원)\n구분\t예산액\t1/4분기\t2/4분기\n"
         "총무과\t82\t50\t32\n문화과\t42\t21\t21\n",
         ("department", "measure", "amount_krw"),
         [("총무과", "budget", 82), ("문화과", "budget", 42)]),
        # the sources of the whole, which is nobody's in particular
        ("□ 예산현황 (단위: 백만원)\n구분\t2025년 예산\t2024년 예산\n"
         "합계\t80\t75\n국비\t45\t40\n시비\t35\t35\n",
         ("project", "funding_source", "fiscal_year", "is_total", "amount_krw"),
         [(None, None, 2025, True, 80), (None, None, 2024, True, 75),
          (None, "국비", 2025, False, 45), (None, "국비", 2024, False, 40),
          (None, "시비", 2025, False, 35), (None, "시비", 2024, False, 35)]),
        # a project that only the line above names, with the unit behind it
        ("□ 지도선 건조 (단위 : 백만원)\n구분\t총사업비\t’24년 예산\t’25년 예산\n"
         "계\t95\t48\t47\n시비\t95\t48\t47\n",
         ("project", "funding_source", "measure", "fiscal_year", "amount_krw"),
         [("지도선 건조", None, "total_cost", None, 95), ("지도선 건조", None, "budget", 2024, 48),
          ("지도선 건조", None, "budget", 2025, 47),
          ("지도선 건조", "시비", "total_cost", None, 95)]),
        # 정원 above a table of the budget is no project of it
        ("□ 조직\n- 정원: 12명\n\n□ 2026년 예산안\n(단위: 백만원)\n구분\t2025년\t2026년\n"
         "합계\t30\t33\n일반회계\t20\t22\n기금\t10\t11\n",
         ("project", "funding_source", "fiscal_year", "amount_krw"),
         [(None, None, 2025, 30), (None, None, 2026, 33), ("일반회계", None, 2025, 20),
          ("일반회계", None, 2026, 22), (None, "기금", 2025, 10), (None, "기금", 2026, 11)]),
        # a line that divides a budget among departments
        ("□ 예산 : 925백만원(감사담당관 506, 청렴담당관 419)\n",
         ("department", "is_total", "amount_krw"),
         [("계", True, 925), ("감사담당관", False, 506), ("청렴담당관", False, 419)]),
        # the money of others
        ("□ 출연기관 예산\n(단위 : 백만원)\n기관명\t2024년\t2025년\n문화재단\t10\t12\n",
         ("amount_krw",), []),
    ],
)  # fmt: skip
def test_other_layouts(
    table: str, columns: tuple[str, ...], stated: list[tuple[object, ...]]
) -> None:
    millions = [(*row[:-1], row[-1] // 1_000_000) for row in budgets(table, *columns)]
    assert millions[: len(stated) or None] == stated
