"""Two halves of a table side by side are one long table."""

import pytest
from reports import read, rows

from pipeline.report import read_report
from pipeline.sources.html_page import read_html

HEAD = "2025. 2.\n\n가람문화재단\n\n주요업무보고\n\nⅠ. 일반현황\n\n"


def test_halves_with_the_same_headings() -> None:
    text = (
        "□ 인력\n(단위 : 명)\n부서\t정원\t현원\t부서\t정원\t현원\n"
        "계\t40\t38\t교육과\t9\t8\n총무과\t11\t10\t홍보과\t20\t20\n"
    )
    assert rows(read(HEAD + text), "staffing", "department", "authorized", "actual") == [
        ("계", 40, 38),
        ("총무과", 11, 10),
        ("교육과", 9, 8),
        ("홍보과", 20, 20),
    ]


def test_halves_with_headings_of_their_own() -> None:
    """Each half's heading says the side of its amounts; totals of both halves come out."""
    text = (
        "□ 예산\n(단위 : 천원)\n수입\t2025년 예산\t지출\t2025년 예산\n"
        "합계\t5,300\t합계\t5,300\n보조금\t4,000\t인건비\t2,300\n이자수입\t1,300\t운영비\t3,000\n"
    )
    report = read(HEAD + text)
    found = rows(report, "budgets", "side", "project", "is_total", "amount_krw")
    assert found == [
        ("revenue", None, True, 5_300_000),
        ("revenue", "보조금", False, 4_000_000),
        ("revenue", "이자수입", False, 1_300_000),
        ("expenditure", None, True, 5_300_000),
        ("expenditure", "인건비", False, 2_300_000),
        ("expenditure", "운영비", False, 3_000_000),
    ]
    verdicts = rows(report, "relations", "stated_value", "verdict")
    assert verdicts.count((5_300_000.0, "exact")) == 2


def test_halves_with_a_heading_above_each() -> None:
    page = (
        "<p>2025. 2.</p><p>가람문화재단</p><p>주요업무보고</p><p>Ⅰ. 일반현황</p><p>□ 예산</p>"
        "<p>(단위 : 천원)</p><table><tr><th colspan=2>수 입</th><th colspan=2>지 출</th></tr>"
        "<tr><th>과목</th><th>예산액</th><th>과목</th><th>예산액</th></tr>"
        "<tr><td>합계</td><td>530</td><td>합계</td><td>530</td></tr>"
        "<tr><td>보조금</td><td>530</td><td>인건비</td><td>230</td></tr>"
        "<tr><td></td><td></td><td>운영비</td><td>300</td></tr></table>"
    )
    report = read_report(read_html("office/2025-02.html", page.encode()))
    assert rows(report, "budgets", "side", "project", "is_total", "amount_krw") == [
        ("revenue", None, True, 530_000),
        ("revenue", "보조금", False, 530_000),
        ("expenditure", None, True, 530_000),
        ("expenditure", "인건비", False, 230_000),
        ("expenditure", "운영비", False, 300_000),
    ]


def test_halves_that_share_some_of_their_headings() -> None:
    page = (
        "<p>2025. 2.</p><p>가람문화재단</p><p>주요업무보고</p><p>Ⅰ. 일반현황</p><p>□ 예산</p>"
        "<p>(단위 : 천원)</p><table><tr><th colspan=3>수 입</th><th colspan=3>지 출</th></tr>"
        "<tr><th>구분</th><th>예산액</th><th>수입액</th>"
        "<th>구분</th><th>예산액</th><th>집행액</th></tr>"
        "<tr><td>계</td><td>530</td><td>420</td><td>계</td><td>530</td><td>310</td></tr>"
        "<tr><td>보조금</td><td>500</td><td>400</td><td>인건비</td><td>230</td><td>110</td></tr>"
        "<tr><td>이자</td><td>30</td><td>20</td><td>운영비</td><td>300</td><td>200</td></tr>"
        "</table>"
    )
    report = read_report(read_html("office/2025-02.html", page.encode()))
    assert rows(report, "budgets", "side", "project", "measure", "amount_krw") == [
        ("revenue", None, "budget", 530_000),
        ("revenue", None, "execution", 420_000),
        ("revenue", "보조금", "budget", 500_000),
        ("revenue", "보조금", "execution", 400_000),
        ("revenue", "이자", "budget", 30_000),
        ("revenue", "이자", "execution", 20_000),
        ("expenditure", None, "budget", 530_000),
        ("expenditure", None, "execution", 310_000),
        ("expenditure", "인건비", "budget", 230_000),
        ("expenditure", "인건비", "execution", 110_000),
        ("expenditure", "운영비", "budget", 300_000),
        ("expenditure", "운영비", "execution", 200_000),
    ]
    assert rows(report, "relations", "kind", "verdict").count(("column_sum", "exact")) == 4


@pytest.mark.parametrize(
    "table",
    [
        "부서\t정원\t현원\t비율\n총무과\t40\t38\t3\n홍보과\t20\t20\t2\n",
        # figures stand below the second of two equal headings
        "구분\t금액\t구분\t금액\n가람\t40\t38\t30\n한빛\t20\t20\t20\n",
    ],
)
def test_other_tables_keep_their_columns(table: str) -> None:
    found = rows(read(f"{HEAD}□ 현황\n(단위 : 명)\n{table}"), "tables", "row_count", "column_count")
    assert found == [(3, 4)]


def test_labels_before_their_values_are_a_pair_a_row() -> None:
    """8,400㎡ is no heading of the amount below it, and a place is no project."""
    page = (
        "<p>2025년도 주요업무보고</p><p>2025. 2.</p><p>솔빛시 체육과</p><p>Ⅰ. 주요업무</p>"
        "<h3>1. 수영장 건립</h3><table>"
        "<tr><th>위 치</th><td>푸른동 12-3</td><th>부지면적</th><td>8,400㎡</td></tr>"
        "<tr><th>총사업비</th><td>245억원</td><th>이용인원</th><td>연 18만명</td></tr>"
        "<tr><th>사업내용</th><td colspan=3>수영장 8레인</td></tr></table>"
    )
    report = read_report(read_html("office/2025-02.html", page.encode()))
    assert rows(report, "table_cells", "row_header", "text")[1::2] == [
        ("위치", "푸른동 12-3"),
        ("부지면적", "8,400㎡"),
        ("총사업비", "245억원"),
        ("이용인원", "연 18만명"),
        ("사업내용", "수영장 8레인"),
    ]
    stated = rows(report, "budgets", "project", "measure", "amount_krw")
    assert stated == [("수영장 건립", "total_cost", 24_500_000_000)]


def test_halves_that_repeat_only_the_heading_of_their_names() -> None:
    text = (
        "□ 예산\n(단위 : 천원)\n과목\t수입예산\t비율\t과목\t지출예산\t비율\n"
        "합계\t530\t100\t합계\t530\t100\n보조금\t530\t100\t인건비\t530\t100\n"
    )
    assert rows(read(HEAD + text), "budgets", "side", "project", "amount_krw") == [
        ("revenue", None, 530_000),
        ("revenue", "보조금", 530_000),
        ("expenditure", None, 530_000),
        ("expenditure", "인건비", 530_000),
    ]
