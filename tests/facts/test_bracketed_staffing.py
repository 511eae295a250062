"""정원 and 현원 one behind the other in a cell, or in a line by kind of staff."""

import pytest
from reports import read, rows

from pipeline.facts.cube import checks as observation_checks
from pipeline.reconcile import place_checks, reading_checks
from pipeline.rules.check import checks_in, run_checks

READING_CHECKS = checks_in(reading_checks, place_checks, observation_checks)
HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 기본현황\n\n"
TABLE = (
    "구분\t계\t4급\t5급\t6급\n"
    "계\t12 (11)\t2 (2)\t4 (3)\t6 (6)\n"
    "산업정책과\t7 (7)\t1 (1)\t2 (2)\t4 (4)\n"
    "일자리과\t5 (4)\t1 (1)\t2 (1)\t2 (2)\n"
)
COUNTS = [
    ("계", "합계", 12, 11),
    ("산업정책과", "합계", 7, 7),
    ("일자리과", "합계", 5, 4),
    ("일자리과", "5급", 2, 1),
]


def staffing(text: str) -> list[tuple[object, ...]]:
    """What a text says of staff."""
    return rows(read(text), "staffing", "department", "category", "authorized", "actual")


@pytest.mark.parametrize(
    ("above", "table", "below"),
    [
        ("□ 인력 : 정원 12명 / 현원 11명\n(단위 : 명)\n", TABLE, ""),
        ("□ 인력현황\n(단위 : 명)\n", TABLE, "※ ( )는 현원, 휴직 1명 별도\n"),
        ("□ 인력현황\n", TABLE, "* (   ) 안은 현원\n"),
        ("□ 인력현황 [정원(현원)]\n", TABLE, ""),
        ("□ 인력현황\n", TABLE.replace("구분", "정원(현원)"), ""),
    ],
)
def test_the_count_in_brackets_is_of_the_people_in_post(above: str, table: str, below: str) -> None:
    report = read(HEAD + above + table + below)
    found = rows(report, "staffing", "department", "category", "authorized", "actual")
    assert len(found) == 12
    assert set(COUNTS) <= set(found)
    assert all(outcome.passed for outcome in run_checks(READING_CHECKS, report.frames))


def test_a_dash_is_the_zero_of_both() -> None:
    table = TABLE.replace("1 (1)\t2 (1)", "-\t3 (2)").replace("2 (2)\t4 (3)", "1 (1)\t5 (4)")
    found = staffing(HEAD + "□ 인력현황 [정원(현원)]\n" + table)
    assert ("일자리과", "4급", 0, 0) in found
    assert ("일자리과", "5급", 3, 2) in found


def test_the_count_in_brackets_may_be_the_authorized_one() -> None:
    found = staffing(HEAD + "□ 인력현황 [현원(정원)]\n" + TABLE)
    assert ("계", "합계", 11, 12) in found


def test_brackets_that_nothing_explains_are_not_of_staff() -> None:
    found = staffing(HEAD + "□ 현원\n" + TABLE)
    assert ("계", "합계", None, 12) in found
    assert all(row[2] is None for row in found)


@pytest.mark.parametrize(
    "line",
    [
        "○ 직종별(정원/현원) : 일반직 8/7, 연구직 3/3, 공무직 1/1",
        "○ 직종별 정원(현원) : 일반직 8(7), 연구직 3(3), 공무직 1(1)",
        "○ 인력(현원/정원) : 일반직 7명/8명, 연구직 3명/3명, 공무직 1명/1명",
    ],
)
def test_a_line_of_kinds_of_staff(line: str) -> None:
    text = HEAD + "□ 인력 : 정원 12명 / 현원 11명\n" + line + "\n"
    assert staffing(text) == [
        ("계", "합계", 12, 11),
        ("계", "일반직", 8, 7),
        ("계", "연구직", 3, 3),
        ("계", "공무직", 1, 1),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "○ 직종별(정원/현원) : 일반직 9/7, 연구직 3/3, 공무직 1/1",  # not the staff of all
        "○ 일자리과(정원/현원) : 일반직 8/7, 연구직 3/3, 공무직 1/1",
        "○ 학급(정원/현원) : 유아반 8/7, 초등반 3/3, 중등반 1/1",
    ],
)
def test_other_lines_of_pairs_are_no_kinds_of_all_staff(line: str) -> None:
    text = HEAD + "□ 인력 : 정원 12명 / 현원 11명\n" + line + "\n"
    assert staffing(text) == [("계", "합계", 12, 11)]


def test_a_pair_may_begin_with_the_people_in_post() -> None:
    table = TABLE.replace(" (", "/").replace(")", "").replace("구분", "구분(현원/정원)")
    report = read(HEAD + "□ 인력현황\n" + table)
    found = rows(report, "staffing", "department", "category", "authorized", "actual")
    assert ("일자리과", "5급", 1, 2) in found
