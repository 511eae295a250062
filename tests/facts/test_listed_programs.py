"""Programs that a table lists, a row each."""

from reports import read, rows

HEAD = "2025. 10. 13.\n\n경제정책실\n\n주요업무 추진상황\n\nⅠ. 총괄 현황\n\n○ 총 3건\n\n"
TABLE = (
    "연번\t사업명\t추진내용\t추진실적\t추진일정\n"
    "1\t도시기본계획 수립\t용역비 1,250백만원\t공청회 개최\t’25. 12월\n"
    "2\t계획시설 정비\t대상 48개소\t재수립 완료\t’25. 11월\n"
    "합계\t2건\t\t\t\n"
)


def programs(body: str) -> list[tuple[object, ...]]:
    return rows(
        read(f"{HEAD}{body}\n○ 끝\n"), "programs", "program_no", "title", "goal", "line_start"
    )


def test_each_row_is_a_program() -> None:
    # Lines 16 and 17: the head of the table is line 15.
    assert programs(f"Ⅱ. 부서별 주요업무 추진상황\n\n가. 도시계획과\n\n{TABLE}") == [
        (1, "도시기본계획 수립", "가. 도시계획과", 16),
        (2, "계획시설 정비", "가. 도시계획과", 17),
    ]


def test_a_chapter_with_programs_has_no_others_in_tables() -> None:
    body = (
        f"Ⅱ. 2025년 주요업무 추진계획\n\n가. 공원 조성\n□ 개요\n○ 3ha\n나. 역 정비\n□ 개요\n{TABLE}"
    )
    assert "도시기본계획 수립" not in [title for _, title, *_ in programs(body)]


def test_a_table_of_something_else() -> None:
    table = "연번\t사업명\t예산현액\t집행액\n1\t공원 조성\t1,250\t250\n2\t역 정비\t48\t4\n"
    assert programs(f"Ⅱ. 부서별 주요업무 추진상황\n\n가. 도시계획과\n\n{table}") == []


def test_results_list_no_programs_where_a_chapter_of_work_has_some() -> None:
    work = "1. 공원 조성\n□ 개요\n○ 3ha\n2. 역 정비\n□ 개요\n○ 1개소\n"
    body = f"Ⅱ. 2024년 사업실적\n\n{TABLE}\nⅢ. 2025년 주요업무 추진계획\n\n{work}"
    assert [title for _, title, *_ in programs(body)] == ["공원 조성", "역 정비"]
