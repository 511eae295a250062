"""Tables of plain text: drawn with bars, or with their cells below each other."""

import pytest
from reports import read, rows

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 일반현황\n\n"
DRAWN = """□ 인력 현황
                     (단위: 명)
┌──────┬────┬─────┬─────┐
│ 구   분 │ 계 │총무과 │재무과 │
├──────┼────┼─────┼─────┤
│ 정   원 │ 48 │   28  │  20  │
│ 현   원 │ 46 │   27  │  19  │
│ 과부족  │ △2 │  △1  │  △1 │
└──────┴────┴─────┴─────┘
"""
ALIGNED = """□ 2025년 세출예산                       (단위 : 천원)
   세부사업              2025년         2024년      증  감    증감률
   총     계           3,100,000      2,900,000     200,000     6.9%
   교통행정 운영       1,100,000      1,000,000     100,000    10.0%
   안전시설 확충       2,000,000      1,900,000     100,000     5.3%
"""
RULED = """ 마. 소관 세출예산(안)                  (단위 : 천원)
 ------------------------------------------------------------
   구    분      2013년(안)     2012년 당초      증  감
 ------------------------------------------------------------
   계             4,862,300      4,515,800       346,500
   기획관리         612,400        598,200        14,200
   의회법무         236,500        248,000       △11,500
 ------------------------------------------------------------
"""
LETTERS = """□ 연도별 투자계획                 (단위 : 백만원)
   구  분      계      2023년    2024년    2025년
   합  계     900       200       300       400
   국  비     500       100       200       200
   시  비     400       100       100       200
"""


FLATTENED = (
    "□ 인력 (단위 : 명)\n구분\n정원\n현원\n과부족\n계\n61\n60\n△1\n총무과\n40\n39\n△1\n"
    "재무과\n21\n21\n-"
)


def _cells(text: str) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for row, cell in rows(read(HEAD + text), "table_cells", "row_no", "text"):
        found.setdefault(row, []).append(cell)
    return list(found.values())


def test_lines_across_divide_rows_and_a_title_is_none() -> None:
    assert _cells(RULED) == [
        ["구 분", "2013년(안)", "2012년 당초", "증 감"],
        ["계", "4,862,300", "4,515,800", "346,500"],
        ["기획관리", "612,400", "598,200", "14,200"],
        ["의회법무", "236,500", "248,000", "△11,500"],
    ]


def test_bars() -> None:
    assert _cells(DRAWN)[0] == ["구 분", "계", "총무과", "재무과"]
    assert _cells(DRAWN)[3] == ["과부족", "△2", "△1", "△1"]
    columns = ("department", "category", "authorized", "actual")
    assert rows(read(HEAD + DRAWN), "staffing", *columns) == [
        ("계", "합계", 48, 46),
        ("총무과", "합계", 28, 27),
        ("재무과", "합계", 20, 19),
    ]


def test_a_cell_a_line() -> None:
    assert _cells(FLATTENED + "\n\n□ 예산\n") == [
        ["구분", "정원", "현원", "과부족"],
        ["계", "61", "60", "△1"],
        ["총무과", "40", "39", "△1"],
        ["재무과", "21", "21", "-"],
    ]
    staff = rows(read(HEAD + FLATTENED), "staffing", "department", "authorized", "actual")
    assert staff == [("계", 61, 60), ("총무과", 40, 39), ("재무과", 21, 21)]


@pytest.mark.parametrize("lost", ["39\n", "21\n", "계\n"])
def test_a_cell_a_line_with_one_left_out_is_no_table(lost: str) -> None:
    assert _cells(FLATTENED.replace(lost, "", 1)) == []


def test_a_cell_over_two_columns() -> None:
    table = (
        "│ 구분   │       인원       │ 비고 │\n"
        "│        │  정원  │  현원   │      │\n"
        "├────────┼────────┼─────────┼──────┤\n"
        "│ 총무과 │   12   │   11    │      │\n"
        "│ 재무과 │    8   │    8    │      │\n"
    )
    report = read(HEAD + "□ 인력 현황\n" + table)
    assert rows(report, "staffing", "department", "authorized", "actual") == [
        ("총무과", 12, 11),
        ("재무과", 8, 8),
    ]


def test_blanks_between_columns() -> None:
    columns = ("project", "fiscal_year", "measure", "amount_krw")
    found = rows(read(HEAD + ALIGNED), "budgets", *columns)
    assert ("교통행정 운영", 2024, "budget", 1_000_000_000) in found
    assert ("안전시설 확충", 2025, "change", 100_000_000) in found
    assert len(found) == 9


def test_letters_that_stand_apart_are_one_word() -> None:
    assert [row[0] for row in _cells(LETTERS)] == ["구 분", "합 계", "국 비", "시 비"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        # headings that stand apart from what is below them
        ("부  서    담 당 업 무\n연구개발과    작물 품종 육성\n기술보급과    농기계 임대\n",
         ["부 서", "담당업무", "연구개발과", "작물 품종 육성", "기술보급과", "농기계 임대"]),
        ("□ 일정\n  내    용       시  기\n  계획 수립    2025. 1월\n  착공         2025. 3월\n",
         ["내 용", "시 기", "계획 수립", "2025. 1월", "착공", "2025. 3월"]),
    ],
)  # fmt: skip
def test_two_columns_of_words_under_headings(text: str, cells: list[str]) -> None:
    assert [row[0] for row in rows(read(HEAD + text), "table_cells", "text")] == cells


@pytest.mark.parametrize(
    "text",
    [
        # two columns only, and lines of prose with a wide gap
        "  2025. 1월     계약 체결\n  2025. 3월     확인사업\n  2025. 9월     동시접종\n",
        "총무과  인사와 조직을 맡음\n재무과  계약을 맡음\n회계과  지출을 맡음\n",
        "│ 보도자료 │\n│ 배포일 │\n",
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert read(HEAD + text).frames["tables"].is_empty()


def test_a_column_gives_the_unit_of_each_row() -> None:
    table = (
        "□ 목표 대비 실적\n사업명\t단위\t목표\t실적\t달성률\n"
        "등록\t명\t40\t30\t75\n수출액\t억원\t8\t6\t75\n"
    )
    found = rows(read(HEAD + table), "observations", "value", "unit")
    assert found == [
        (40, "person"),
        (30, "person"),
        (75, "percent"),
        (8e8, "KRW"),
        (6e8, "KRW"),
        (75, "percent"),
    ]


def test_bold_cells_of_markdown() -> None:
    text = HEAD.replace("Ⅰ.", "## Ⅰ.") + (
        "### 인력현황\n\n| 구분 | 정원 | 현원 |\n|---|---|---|\n| **계** | **12** | **11** |\n"
        "| 총무과 | 12 | 11 |\n"
    )
    found = rows(read(text, "a/2025-02.md"), "staffing", "department", "authorized", "actual")
    assert found == [("계", 12, 11), ("총무과", 12, 11)]


def test_two_lines_are_a_table_if_years_head_the_second() -> None:
    text = (
        "□ 청사 건립\n   연도별        계      ’24년까지     ’25년\n"
        "   사업비(억원)  238          74        164\n"
    )
    assert _cells(text) == [
        ["연도별", "계", "’24년까지", "’25년"],
        ["사업비(억원)", "238", "74", "164"],
    ]
    assert _cells(text.replace("164", "추후")) == []
