"""Every budget row of the two reports, and what they claim, against the source text."""

import datetime

import pytest
from reports import read, real, rows

# Amounts in millions of won and rates in percent, as printed.
EXPECTED = {
    # 2022-03.txt lines 100-113
    "2022-03": """
        100 계                 753,976 176,965 149,038 23.5 19.8
        102 경제정책과         131,125 28,493 25,060 21.7 19.1
        103 창업정책과         39,822 9,976 8,857 25.1 22.2
        104 일자리정책과       230,044 66,757 65,715 29.0 28.6
        105 제조산업혁신과     55,245 15,353 9,578 27.8 17.3
        106 캠퍼스타운활성화과 38,846 6,692 6,455 17.2 16.6
        107 도시농업과         94,657 16,621 16,368 17.6 17.3
        108 전략산업기반과     9,488 4,892 3,478 51.6 36.7
        109 바이오AI산업과     93,232 17,506 6,500 18.8 7.0
        110 금융투자과         26,920 3,885 3,642 14.4 13.5
        111 미디어콘텐츠산업과 28,793 5,973 2,862 20.7 9.9
        112 서울시립과학관     2,236 443 319 19.8 14.3
        113 농업기술센터       3,568 375 204 10.5 5.7
        """,
    # 2023-03.txt lines 60-71; lines 51 and 70 print 시 for AI
    "2023-03": """
        60 계                 749,663 118,124 63,785 15.8 8.5
        61 경제정책과         185,503 11,125 1,308 6.0 0.7
        62 일자리정책과       254,197 34,068 32,332 13.4 12.7
        63 창업정책과         41,619 3,186 2,281 7.7 5.5
        64 뷰티패션산업과     53,538 14,054 5,624 26.2 10.5
        65 미디어콘텐츠산업과 45,633 2,368 1,231 5.2 2.7
        66 캠퍼스타운활성화과 41,273 21,328 11,505 51.7 27.9
        67 전략산업기반과     10,971 550 364 5.0 3.3
        68 국제협력과         10,359 3,052 3,004 29.5 29.0
        69 금융투자과         26,452 2,798 2,738 10.6 10.4
        70 바이오AI산업과     77,101 25,273 3,210 32.8 4.2
        71 서울시립과학관     3,018 325 188 10.8 6.2
        """,
}
COLUMNS = (
    "line_start",
    "department",
    "budget_krw",
    "commitment_krw",
    "expenditure_krw",
    "commitment_rate_pct",
    "expenditure_rate_pct",
)


def _expected(table: str) -> list[tuple[object, ...]]:
    found = []
    for row in table.strip().splitlines():
        line, department, *amounts, one, two = row.split()
        won = [int(amount.replace(",", "")) * 1_000_000 for amount in amounts]
        found.append((int(line), department, *won, float(one), float(two)))
    return found


@pytest.mark.parametrize("month", EXPECTED)
def test_every_row(month: str) -> None:
    assert sorted(rows(real(month), "budget_execution", *COLUMNS)) == _expected(EXPECTED[month])


@pytest.mark.parametrize(
    ("month", "as_of", "year"),
    [
        ("2022-03", datetime.date(2022, 3, 22), 2022),  # line 94
        ("2023-03", datetime.date(2023, 2, 10), 2023),  # line 56
    ],
)
def test_day_and_year(month: str, as_of: datetime.date, year: int) -> None:
    found = set(rows(real(month), "budget_execution", "as_of", "fiscal_year"))
    assert found == {(as_of, year)}


def test_derived_rates_stand_beside_stated_ones() -> None:
    # 2023-03 line 64: 14,054 / 53,538 = 0.262505…, 5,624 / 53,538 = 0.105047…
    derived = {
        row[0]: row[1:]
        for row in rows(
            real("2023-03"),
            "budget_execution",
            "department",
            "commitment_rate_derived_pct",
            "expenditure_rate_derived_pct",
        )
    }
    assert derived["뷰티패션산업과"] == (26.251, 10.505)


def test_components() -> None:
    # 2022-03 line 115; the 2023 report prints none
    assert rows(real("2022-03"), "budget_components", "component", "amount_krw", "line_start") == [
        ("본예산", 708_321_000_000, 115),
        ("예산 이체", 3_087_000_000, 115),
        ("이월액", 42_568_000_000, 115),
    ]
    assert rows(real("2023-03"), "budget_components", "component") == []


# What does not come out to the digit, in won or percent: rule, stated, computed, verdict, z.
@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (
            "2022-03",
            # 28,493 + … + 375 (lines 102-113) = 176,966; line 100 states 176,965
            [("budget_execution.total", 176_965e6, 176_966e6, "rounding", 0.961)],
        ),
        (
            "2023-03",
            [
                # lines 61-71 add up to 749,664; line 60 states 749,663
                ("budget_execution.total", 749_663e6, 749_664e6, "rounding", 1.0),
                # … and to 118,127, where 118,124 is stated: 3 / sqrt(12 / 12) = 3
                ("budget_execution.total", 118_124e6, 118_127e6, "unlikely", 3.0),
                # 53,538 and 14,054: 26.2505… %, which rounds to 26.3; half a million decides
                ("budget_execution.commitment_rate", 26.2, 26.250514, "rounding", None),
            ],
        ),
    ],
)
def test_claims_that_are_not_exact(month: str, expected: list[tuple[object, ...]]) -> None:
    claims = rows(
        real(month), "relations", "rule", "stated_value", "computed_value", "verdict", "z_score"
    )
    typed = [claim for claim in claims if str(claim[0]).startswith(("budget", "staffing"))]
    assert [claim for claim in typed if claim[3] != "exact"] == expected


def test_a_table_without_commitments() -> None:
    """The only rate is that of what is paid; a table of projects is no budget execution."""
    table = (
        "2025. 9.\n\n건설교통국\n\n주요업무보고\n\nⅠ. 일반현황\n\n□ 예산 집행 현황\n"
        "(단위 : 백만원, 2025. 8. 31. 기준)\n\n"
        "구    분      예산현액      지출액      집행률(%)\n"
        "계            120,500       73,505      61.0\n"
        "{}           102,500       64,185      62.6\n"
        "{}            18,000        9,320      51.8\n"
    )
    roads = read(table.format("도로과", "물류과"))
    assert rows(roads, "budget_execution", *COLUMNS[1:], "commitment_rate_derived_pct") == [
        ("계", 120_500_000_000, None, 73_505_000_000, None, 61.0, None),
        ("도로과", 102_500_000_000, None, 64_185_000_000, None, 62.6, None),
        ("물류과", 18_000_000_000, None, 9_320_000_000, None, 51.8, None),
    ]
    assert rows(read(table.format("도로개설", "하천정비")), "budget_execution", "line_start") == []
