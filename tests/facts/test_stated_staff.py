"""Staff that a line states of the whole office, in no table."""

import pytest
from reports import read, rows

from pipeline.reconcile import place_checks
from pipeline.rules.check import checks_in, run_checks

PLACE_CHECKS = checks_in(place_checks)

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\n"


@pytest.mark.parametrize(
    ("line", "authorized", "actual"),
    [
        ("□ 인력 : 정원 120명 / 현원 130명", 120, 130),
        ("□ 인력: 정원 44, 현원 46명", 44, 46),
        ("□ 인력현황 : 정원 1,071명(현원 1,068명)", 1071, 1068),
        ("□ 정원·현원 : 129 / 125명", 129, 125),
        ("□ 인력 : 정·현원 85/82명", 85, 82),
        ("□ 인력현황 - 현원 62명", None, 62),
    ],
)
def test_a_line_states_the_staff(line: str, authorized: int | None, actual: int | None) -> None:
    report = read(f"{HEAD}Ⅰ. 일반현황\n\n□ 조직 : 1실 4과 12팀\n{line}\n□ 예산 : 12억원\n")
    assert rows(report, "staffing", "department", "category", "authorized", "actual") == [
        ("계", "합계", authorized, actual)
    ]
    failed = [c for c in run_checks(PLACE_CHECKS, report.frames) if not c.passed]
    assert not failed


@pytest.mark.parametrize(
    "body",
    [
        # The staff of an institution, and posts that a program asks for.
        "Ⅰ. 일반현황\n\n□ 산하기관\n ○ 가람문화회관\n  - 인력 : 정원 71명(현원 68명)\n",
        "Ⅱ. 주요업무\n\n1. 소방 인력 확충\n□ 인력 : 정원 71명(현원 68명)\n",
        # Two years beside each other, and no 정원 or 현원.
        "Ⅰ. 일반현황\n\n□ 인력 : 정원 71명(’24년), 정원 75명(’25년)\n",
        "Ⅰ. 일반현황\n\n□ 인력 : 71명\n",
    ],
)
def test_what_is_not_the_staff_of_the_office(body: str) -> None:
    assert read(HEAD + body).frames["staffing"].is_empty()


def test_a_table_goes_before_the_line() -> None:
    table = "구 분\t계\t3급\t4급\n정 원\t45명\t1\t44\n현 원\t51명\t1\t50\n"
    report = read(f"{HEAD}Ⅰ. 일반현황\n\n□ 인력 : 정원 45명 / 현원 51명\n{table}")
    found = rows(report, "staffing", "category", "authorized", "actual")
    assert found[0] == ("합계", 45, 51)
    assert [row[0] for row in found].count("합계") == 1


@pytest.mark.parametrize(
    ("line", "grades"),
    [
        ("정원 24명 / 현원 23명(5급 1, 6급 22)", [("5급", None, 1), ("6급", None, 22)]),
        (
            "정원 24명 / 현원 23명(대표이사 1, 5급 1, 6급 21)",
            [("대표이사", None, 1), ("5급", None, 1), ("6급", None, 21)],
        ),
        ("정원 23명 / 현원 24명(5급 1, 6·7급 22명)", [("5급", 1, None), ("6·7급", 22, None)]),
        ("정원 23명 / 현원 23명(5급 1, 6급 22)", []),  # of either
        ("정원 24명 / 현원 23명(5급 1, 6급 2)", []),  # of neither
        ("정원 24명 / 현원 23명(본청 1, 사업소 22)", []),
    ],
)
def test_grades_behind_a_count_are_of_the_count_they_add_up_to(
    line: str, grades: list[tuple[object, ...]]
) -> None:
    report = read(f"{HEAD}Ⅰ. 일반현황\n\n□ 인력 : {line}\n")
    found = rows(report, "staffing", "category", "authorized", "actual")
    assert found[0][0] == "합계"
    assert found[1:] == grades


def test_grades_of_the_line_go_with_the_total_of_a_table_of_teams() -> None:
    line = "□ 인력 : 정원 24명 / 현원 23명(5급 2, 6급 21)\n"
    table = "팀 명\t정원\t현원\n계\t24\t{}\n총무팀\t14\t13\n예산팀\t10\t10\n"
    columns = ("department", "category", "authorized", "actual")
    same = rows(read(f"{HEAD}Ⅰ. 일반현황\n\n{line}{table.format(23)}"), "staffing", *columns)
    assert ("계", "5급", None, 2) in same
    assert ("계", "합계", 24, 23) in same
    other = rows(read(f"{HEAD}Ⅰ. 일반현황\n\n{line}{table.format(22)}"), "staffing", *columns)
    assert not [row for row in other if row[1] == "5급"]


def test_offices_that_belong_to_the_agency_have_rows_of_their_own() -> None:
    text = (
        f"{HEAD}Ⅰ. 일반현황\n\n□ 인력 : 정원 85명, 현원 84명\n"
        "□ 사업소 : 해양수산과학원 정원 168명 / 현원 161명, 어업기술센터 6개소\n"
        "□ 출연기관 : 가람연구원 정원 30명 / 현원 29명\n"
    )
    report = read(text)
    assert rows(report, "staffing", "department", "is_total", "authorized", "actual") == [
        ("계", True, 85, 84),
        ("해양수산과학원", False, 168, 161),
    ]
    assert rows(report, "departments", "name") == [("해양수산과학원",)]
    failed = [c for c in run_checks(PLACE_CHECKS, report.frames) if not c.passed]
    assert not failed
