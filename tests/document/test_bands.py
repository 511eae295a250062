"""Tables that go on elsewhere are one; a second band of headings begins a part of its own."""

import pytest
from reports import read, rows

from pipeline.report import read_report
from pipeline.sources import limits
from pipeline.sources.html_page import read_html

HEAD = "2025. 2.\n\n가람문화재단\n\n주요업무보고\n\nⅠ. 일반현황\n\n"
STAFF = "□ 인력\n(단위 : 명)\n부서\t정원\t현원\n계\t40\t38\n총무과\t11\t10\n"
REST = "교육과\t9\t8\n홍보과\t20\t20\n"
WHOLE = [("계", 40, 38), ("총무과", 11, 10), ("교육과", 9, 8), ("홍보과", 20, 20)]


def _tables(text: str) -> list[tuple[int, int]]:
    return rows(read(HEAD + text), "tables", "row_count", "column_count")


@pytest.mark.parametrize(
    "between",
    [
        "\n- 3 -\n\n",  # without headings
        "\n- 3 -\n\n부서\t정원\t현원\n",
        "\n- 3 -\n\n□ 인력(계속)\n(단위 : 명)\n부서\t정원\t현원\n",
        "\n<계속>\n\n부서\t정원\t현원\n",
        "부서\t정원\t현원\n",  # the headings again, in the same table
    ],
)
def test_a_table_that_goes_on_is_one(between: str) -> None:
    report = read(HEAD + STAFF + between + REST)
    assert rows(report, "staffing", "department", "authorized", "actual") == WHOLE
    assert _tables(STAFF + between + REST) == [(5, 3)]
    assert rows(report, "relations", "stated_value", "verdict") == [(40, "exact"), (38, "exact")]


LIST = "연번\t사업명\t추진일정\n8\t빈집 정비\t10월\n9\t공원 조성\t11월\n"


def test_a_list_that_counts_on_over_a_page_is_one_table() -> None:
    assert _tables(LIST + "\n- 3 -\n\n10\t도시숲 조성\t9월\n11\t건축상 시상\t12월\n") == [(5, 3)]


@pytest.mark.parametrize(
    ("between", "rest"),
    [
        ("\n□ 시설 인력\n(단위 : 명)\n부서\t정원\t현원\n", REST),  # a caption of its own
        ("\n\n부서\t정원\t현원\n", "계\t29\t28\n" + REST),  # a total of its own
        ("\n\n부서\t예산\t집행\n", REST),
        ("\n(단위 : 백만원)\n부서\t정원\t현원\n", REST),
        ("\n이 밖에 다음 부서가 있다.\n\n부서\t정원\t현원\n", REST),
    ],
)
def test_another_table_is_none_that_goes_on(between: str, rest: str) -> None:
    assert len(_tables(STAFF + between + rest)) == 2


def test_rows_of_long_texts_go_on_without_headings() -> None:
    first = "□ 지적사항\n지적사항\t조치결과\n자료 제출을 서두를 것\t완료\n"
    rest = "청사 안전을 위하여 모든 시설을 다시 한번 살펴보고 보완할 것\t추진 중\n"
    assert _tables(first + "\n- 3 -\n\n" + rest + rest) == [(4, 2)]


def test_a_second_band_has_its_own_headings() -> None:
    text = (
        "□ 재정\n(단위 : 백만원)\n구분\t2024년\t2025년\n보조금\t300\t350\n자체수입\t200\t250\n"
        "구분\t예산액\t집행액\n인건비\t400\t360\n"
    )
    report = read(HEAD + text)
    assert rows(report, "tables", "caption", "unit", "row_count") == [
        ("재정", "백만원", 3),
        ("재정", "백만원", 2),
    ]
    found = rows(report, "table_cells", "row_header", "column_header", "value")
    assert [row for row in found if row[2] and row[0] == "인건비"] == [
        ("인건비", "예산액", 400),
        ("인건비", "집행액", 360),
    ]


def test_a_band_of_the_same_rows_stands_beside_the_first() -> None:
    """The total above is that of both bands."""
    text = (
        "□ 인력\n(단위 : 명)\n구분\t계\t총무과\n정원\t40\t11\n현원\t38\t10\n"
        "구분\t교육과\t홍보과\n정원\t9\t20\n현원\t8\t20\n"
    )
    report = read(HEAD + text)
    assert rows(report, "staffing", "department", "authorized", "actual") == WHOLE
    assert rows(report, "relations", "stated_value", "verdict") == [(40, "exact"), (38, "exact")]


def test_two_titles_over_the_same_headings_are_two_bands() -> None:
    page = (
        "<table><tr><td colspan=3>세 입</td></tr>{head}<tr><td>수수료</td><td>20</td><td>30</td>"
        "</tr><tr><td colspan=3>세 출</td></tr>{head}<tr><td>인건비</td><td>25</td><td>42</td></tr>"
        "</table>"
    ).format(head="<tr><td>구분</td><td>2024년</td><td>2025년</td></tr>")
    above = "".join(f"<p>{line}</p>" for line in HEAD.split("\n"))
    markup = f"{above}<p>□ 예산</p><p>(단위 : 천원)</p>{page}"
    report = read_report(read_html("office/2025-02.html", markup.encode()))
    found = rows(report, "budgets", "side", "project", "fiscal_year", "amount_krw")
    assert found == [
        ("revenue", "수수료", 2024, 20_000),
        ("revenue", "수수료", 2025, 30_000),
        ("expenditure", "인건비", 2024, 25_000),
        ("expenditure", "인건비", 2025, 42_000),
    ]


def test_many_bands_stand_in_several_tables() -> None:
    """One table of more columns than a table may have would refuse the file."""
    bands = "".join(f"구분\t정원{n}\t현원{n}\n경제과\t{n}\t{n}\n" for n in range(400))
    report = read(HEAD + f"□ 인력\n(단위 : 명)\n{bands}○ 끝\n")
    assert report.frames["quarantine"].is_empty()
    counts = rows(report, "tables", "column_count")
    assert sum(count for (count,) in counts) > 512
    assert max(count for (count,) in counts) <= limits.TABLE_COLUMNS
    assert sum(count - 1 for (count,) in counts) == 800
