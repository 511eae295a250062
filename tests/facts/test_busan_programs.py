"""Programs and milestones of the samples, beside their pages. Skipped where they are absent."""

import datetime
from typing import Any

import pytest
from reports import rows
from test_busan_reports import report
from test_samples import moel


def _milestones(name: str, program: str) -> list[tuple[Any, ...]]:
    """First and last day, where the year is from, status and line of a program's milestones."""
    columns = ("program_id", "start_date", "end_date", "year_from", "status", "description")
    return [
        row[1:]
        for row in rows(report(name), "milestones", *columns)
        if row[0] and row[0].partition("/")[2] == program
    ]


def _of_goals(*programs: int) -> list[str]:
    """Labels of the programs of each goal, given how many it has."""
    return [f"{goal}-{n}" for goal, last in enumerate(programs, 1) for n in range(1, last + 1)]


def _day(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(year, month, day)


@pytest.mark.parametrize(
    ("name", "programs"),
    [
        # Pages 12 to 21: five programs of goal 1, three of goal 2.
        ("airport", _of_goals(5, 3)),
        # Pages 15 to 28 in five goals, pages 29 to 37 in the chapter 주요현안.
        (
            "tourism",
            [
                "1-1",
                "1-2",
                "1-3",
                "1-4",
                "2-1",
                "2-2",
                "2-3",
                "3-1",
                "3-2",
                "3-3",
                "4-1",
                "4-2",
                "5-1",
                "5-2",
            ]
            + [f"ch6-{n}" for n in range(1, 8)],
        ),
        # Pages 16 to 45 in three goals, pages 46 to 52 in the chapter 주요 현안사업.
        (
            "housing",
            [
                "1-1",
                "1-2",
                "1-3",
                "1-4",
                "1-5",
                "2-1",
                "2-2",
                "2-3",
                "2-4",
                "2-5",
                "3-1",
                "3-2",
                "3-3",
                "3-4",
                "3-5",
                "3-6",
            ]
            + [f"ch5-{n}" for n in range(1, 7)],
        ),
    ],
)
def test_every_program_is_found(name: str, programs: list[str]) -> None:
    found = rows(report(name), "programs", "program_id", "subprogram_no")
    assert sorted(i.partition("/")[2] for i, part in found if part is None) == sorted(programs)


def test_what_programs_are_for_and_what_they_cost() -> None:
    columns = ("program_id", "goal", "objective", "budget_raw")
    by_id = {row[0]: row[1:] for row in rows(report("airport"), "programs", *columns)}
    # Page 12: ❖ …; 사 업 비 : 15.4조원. Page 16: the 30억원 in a box are what a study costs.
    assert by_id["busan-airport-2025-02/1-1"] == (
        "가덕도신공항 건설",
        "신공항 조기 개항 로드맵에 의한 차질없는 사업절차 대응 추진 및 "
        "‘남부권 글로벌 관문공항’으로 성공적인 개항 기반 확보",
        "15.4조원",
    )
    assert by_id["busan-airport-2025-02/1-4"][2] is None
    # Page 17 of the other: three projects below 1-1 with a budget each, none is the program's.
    costs = dict(rows(report("housing"), "programs", "program_id", "budget_raw"))
    assert costs["busan-housing-2025-02/1-1"] is None
    assert costs["busan-housing-2025-02/ch5-3"] == "20백만원"


def test_dates_in_brackets_are_in_the_year_at_the_head_of_their_line() -> None:
    # Page 14: ˊ24. 7. 보상계획 열람·공고(7.12.~7.31.), …; ˊ24.12. … (12.12.), 용역 완료(12.19.)
    found = _milestones("airport", "1-2")
    assert (
        _day(2024, 7, 12), _day(2024, 7, 31), "words", "done", "ˊ24. 7. 보상계획 열람·공고",
    ) in found  # fmt: skip
    assert (_day(2024, 12, 19), _day(2024, 12, 19), "chain", "done", "용역 완료") in found


def test_what_is_to_come_is_planned_also_below_a_heading_of_both() -> None:
    # Page 26: 추진상황 및 계획 of a report of February 2025
    assert [(row[0], row[3]) for row in _milestones("tourism", "ch6-1")] == [
        (_day(2024, 12, 1), "done"),
        (_day(2025, 1, 1), "done"),
        (_day(2025, 3, 1), "planned"),
        (_day(2025, 10, 1), "planned"),
    ]
    # Page 38, 붙임 1, is a calendar of events and no schedule of the last program.
    assert len(_milestones("tourism", "ch6-7")) == 5


def test_a_plan_whose_items_begin_with_dates_is_a_schedule() -> None:
    # Page 15: □ 추진계획, four items; the roadmap drawn below them is none of it
    found = _milestones("airport", "1-3")
    assert [(row[0], row[1], row[3]) for row in found] == [
        (_day(2025, 2, 1), _day(2025, 2, 28), "planned"),
        (_day(2025, 6, 1), _day(2025, 6, 30), "planned"),
        (_day(2025, 1, 1), _day(2025, 6, 30), "planned"),
        (_day(2026, 7, 1), _day(2026, 12, 31), "planned"),
    ]
    assert found[0][4] == "2단계 확장 용역 중간보고"


def test_years_of_money_and_of_the_work_are_no_steps() -> None:
    # Page 38: `23. : 2023년도 사업 추진(3개구, 6지구, 4,350백만원), `24. …, `25.1.∼ …
    found = [row for row in _milestones("housing", "3-2") if "지구" in row[4]]
    assert [(row[0], row[4][:9]) for row in found] == [
        (_day(2023, 1, 1), "2023년도 사업"),
        (_day(2024, 1, 1), "2024년도 사업"),
    ]
    # Page 52: (사 업 비) ‘25년 47.7억원 ※ ’24년 동당 14백만원→ ‘25년 동당 29백만원 확대 지원
    assert not [row for row in _milestones("housing", "ch5-6") if "백만원" in row[4]]


def test_schedules_drawn_as_a_table_by_quarters() -> None:
    # Lines 146 to 148: 이행계획(’26년), one column a quarter, items with their month
    columns = ("program_id", "date_raw", "start_date", "description", "line_start", "year_from")
    found = [row[:5] for row in rows(moel(), "milestones", *columns) if row[5] == "heading"]
    drawn = [row for row in found if row[0]]
    assert len({row[0] for row in drawn}) == 12, "each program has such a table"
    first = [row[1:] for row in drawn if row[0].endswith("/1-1")]
    assert first == [
        ("3월", _day(2026, 3, 1), "청년대책 보완·대응", 148),
        ("3월~", _day(2026, 3, 1), "일자리 첫걸음 대학일자리+센터 운영", 148),
        ("4월", _day(2026, 4, 1), "민관합동 채용박람회", 148),
        ("6월", _day(2026, 6, 1), "대학일자리+센터 현장방문", 148),
        ("9월", _day(2026, 9, 1), "일경험, 훈련 등 참여 청년과의 소통 노력(간담회 등)", 148),
        ("12월", _day(2026, 12, 1), "성과·우수사례 홍보", 148),
    ]
    titles = rows(moel(), "programs", "goal", "program_no")
    assert [n for _, n in sorted(titles, key=lambda row: row[1])] == list(range(1, 13))


def test_numbers_without_a_unit_that_are_names() -> None:
    # Line 83: 40·50·60 맞춤형; line 76: 노조법 2·3조; line 40: 3․4급; line 122: 타워 4·6호기
    roles = {
        (line, raw): role
        for line, raw, role in rows(moel(), "numerals", "line_start", "raw", "role")
    }
    assert [roles[83, raw] for raw in ("40", "50", "60")] == ["name"] * 3
    assert [roles[key] for key in ((76, "2"), (40, "3"), (122, "6"))] == ["ordinal"] * 3


def test_a_total_in_the_first_column_heads_no_row() -> None:
    # Page 6: 관광숙박업 (단위 : 개소): 계 294, 관광호텔업 104 …
    cells = report("tourism").frames["table_cells"]
    cells = cells.filter(table_id="busan-tourism-2025-02/t007", row_no=2)
    listed = cells.select("row_header", "column_header", "value", "unit").rows()
    assert listed[:2] == [(None, "계", 294.0, "개소"), (None, "관광호텔업", 104.0, "개소")]
