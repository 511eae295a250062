"""Staffing where 정원 and 현원 have a row each, by grade: of an agency or of its parts."""

import pytest
from reports import quarantined, read, rows, with_row

from pipeline.facts.cube import checks as observation_checks
from pipeline.reconcile import place_checks, reading_checks
from pipeline.rules.check import checks_in, run_checks

READING_CHECKS = checks_in(reading_checks, place_checks, observation_checks)

# Shaped like page 1 of a Busan report: a grade a column, 명 behind some counts, a dash for none.
TEXT = (
    "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 기본현황\n\n"
    "□ 인력\n(2025. 1. 1. 기준, 단위 : 명)\n"
    "구 분\t계\t3급\t4급\t9급\t비 고\n"
    "정 원\t45명\t1\t44\t-\t\n"
    "현 원\t51명\t1\t50\t-\t과원 6\n"
)


def staffing(text: str) -> list[tuple[object, ...]]:
    """What a text says of staff."""
    return rows(read(text), "staffing", "department", "category", "authorized", "actual")


def test_one_row_a_category_with_both_places() -> None:
    report = read(TEXT)
    assert staffing(TEXT) == [
        ("계", "합계", 45, 51),
        ("계", "3급", 1, 1),
        ("계", "4급", 44, 50),
        ("계", "9급", 0, 0),
    ]
    for row in report.frames["staffing"].iter_rows(named=True):
        assert TEXT[row["char_start"] : row["char_end"]].strip("명-") in (
            str(row["authorized"]),
            "",
        )
        stands = TEXT[row["actual_char_start"] : row["actual_char_end"]]
        assert stands.strip("명-") in (str(row["actual"]), "")
        assert (row["row_no"], row["actual_row_no"]) == (2, 3)
        assert (row["line_start"], row["line_end"]) == (12, 13)
        assert str(row["as_of"]) == "2025-01-01"
    assert report.frames["departments"].is_empty()  # 정원 is no department


def test_parts_of_the_agency_with_two_rows_each() -> None:
    # Shaped like a ministry's table: parts of the agency, the last one without posts of its own.
    text = TEXT[: TEXT.index("구 분")] + (
        "구 분\t\t계\t4급\t6급이하\t기타*\n"
        "합계\t정 원\t30\t10\t19\t1\n"
        "\t현 원\t33\t11\t21\t1\n"
        "본부\t정 원\t20\t6\t14\t-\n"
        "\t현 원\t20\t6\t14\t-\n"
        "소속 기관\t정 원\t10\t4\t5\t1\n"
        "\t현 원\t11\t4\t6\t1\n"
        "기타**\t현 원\t2\t1\t1\t-\n"
    )
    assert [row for row in staffing(text) if row[1] in ("합계", "기타")] == [
        ("계", "합계", 30, 33),
        ("계", "기타", 1, 1),
        ("본부", "합계", 20, 20),
        ("본부", "기타", 0, 0),
        ("소속기관", "합계", 10, 11),
        ("소속기관", "기타", 1, 1),
        ("기타", "합계", None, 2),
        ("기타", "기타", None, 0),
    ]
    assert quarantined(read(text)) == []
    assert {verdict for (verdict,) in rows(read(text), "relations", "verdict")} == {"exact"}
    assert len(rows(read(text), "relations", "rule")) == 8 + 7


def test_the_categories_are_added_up() -> None:
    claims = rows(read(TEXT), "relations", "rule", "stated_value", "verdict")
    assert claims == [
        ("staffing.category_total", 45.0, "exact"),
        ("staffing.category_total", 51.0, "exact"),
    ]
    wrong = rows(read(TEXT.replace("\t50\t", "\t49\t")), "relations", "stated_value", "verdict")
    assert wrong == [(45.0, "exact"), (51.0, "mismatch")]


@pytest.mark.parametrize("printed", ["사십사", "44/45"])
def test_what_is_no_count_is_held_back(printed: str) -> None:
    assert quarantined(read(TEXT)) == []
    ((table, line, reason),) = quarantined(read(TEXT.replace("\t44\t", f"\t{printed}\t")))
    assert (table, line) == ("staffing", 12)
    assert reason.startswith("under 4급 stands not one count")


def test_a_row_of_another_measure_is_no_staff() -> None:
    assert staffing(TEXT + "과부족\t6명\t0\t6\t-\t\n") == staffing(TEXT)
    assert staffing(TEXT + "비율\t100%\t2%\t98%\t-\t\n") == staffing(TEXT)


HEAD = TEXT[: TEXT.index("구 분")]
ALL = ("계", "합계", 30, 28)


@pytest.mark.parametrize(
    ("caption", "table", "stated"),
    [
        # departments in rows, the two measures in columns
        ("인력", "부서|정원|현원|과부족;계|30|28|△2;총무과|18|16|△2;홍보담당관|12|12|0",
         [ALL, ("총무과", "합계", 18, 16), ("홍보담당관", "합계", 12, 12)]),
        # kinds of staff of an education office in rows
        ("인력", "구분|정원|현원;계|30|28;교육전문직|18|16;지방공무원|12|12",
         [ALL, ("계", "교육전문직", 18, 16), ("계", "지방공무원", 12, 12)]),
        # both in one cell, and a heading that says so
        ("인력", "구분|계|본청|도서관;정원/현원|30/28|18/16|12/12",
         [ALL, ("본청", "합계", 18, 16), ("도서관", "합계", 12, 12)]),
        # a department that is named for those it serves
        ("인력", "부서|정원|현원;아동청소년과|18|16;학생생활과|12|12",
         [("아동청소년과", "합계", 18, 16), ("학생생활과", "합계", 12, 12)]),
        # people in post only, by grade and by where they come from: nothing is said of posts
        ("현원", "구분|계|4급/총경|5급;계|28|3|25;시|27|3|24;경찰청(파견)|1|-|1",
         [("계", "합계", None, 28), ("계", "4급/총경", None, 3), ("계", "5급", None, 25),
          ("시", "합계", None, 27), ("시", "4급/총경", None, 3), ("시", "5급", None, 24),
          ("경찰청(파견)", "합계", None, 1), ("경찰청(파견)", "4급/총경", None, 0),
          ("경찰청(파견)", "5급", None, 1)]),
        # a unit of an institution, a plan, and a nursery are not the staff of the office
        ("출연기관 현황", "기관명|정원|현원;문화재단|30|28;복지재단|12|11", []),
        ("인력 증원 계획", "부서|정원|현원;총무과|30|28;홍보과|12|11", []),
        ("국공립 시설", "어린이집|정원|현원;햇살|30|28;새싹|12|11", []),
    ],
)  # fmt: skip
def test_other_layouts(caption: str, table: str, stated: list[tuple[object, ...]]) -> None:
    text = HEAD.replace("인력", caption) + table.replace("|", "\t").replace(";", "\n") + "\n"
    assert sorted(staffing(text), key=str) == sorted(stated, key=str)


def test_checks_see_a_wrong_figure_and_a_wrong_place() -> None:
    frames = dict(read(TEXT).frames)
    assert all(result.sample is None for result in run_checks(READING_CHECKS, frames))
    good = frames["staffing"]
    for change in (
        {"actual": 52},
        {"actual_char_start": 0, "actual_char_end": 4},
        {"authorized": 51},
    ):
        frames["staffing"] = with_row(good, 0, **change)
        failed = [r.check.name for r in run_checks(READING_CHECKS, frames) if r.sample is not None]
        assert failed == ["figures_stand_in_source"], change


def test_ranks_of_firefighters_are_categories() -> None:
    text = TEXT[: TEXT.index("구 분")] + (
        "구분\t계\t\t소방정 이상\t\t소방경·위\t\n\t정원\t현원\t정원\t현원\t정원\t현원\n"
        "계\t23\t22\t3\t3\t20\t19\n본부\t15\t14\t3\t3\t12\t11\n소방서\t8\t8\t-\t-\t8\t8\n"
    )
    assert [row for row in staffing(text) if row[0] != "계"] == [
        ("본부", "합계", 15, 14),
        ("본부", "소방정이상", 3, 3),
        ("본부", "소방경·위", 12, 11),
        ("소방서", "합계", 8, 8),
        ("소방서", "소방정이상", 0, 0),
        ("소방서", "소방경·위", 8, 8),
    ]


def test_kinds_of_staff_that_no_list_knows_beside_departments() -> None:
    text = TEXT[: TEXT.index("구 분")] + (
        "구 분\t계\t\t의무·약무\t\t행정 등\t\n\t정원\t현원\t정원\t현원\t정원\t현원\n"
        "계\t35\t33\t6\t4\t29\t29\n보건행정과\t20\t19\t4\t3\t16\t16\n"
        "건강증진과\t15\t14\t2\t1\t13\t13\n"
    )
    assert [row for row in staffing(text) if row[0] in ("계", "건강증진과")] == [
        ("계", "합계", 35, 33),
        ("계", "의무·약무", 6, 4),
        ("계", "행정등", 29, 29),
        ("건강증진과", "합계", 15, 14),
        ("건강증진과", "의무·약무", 2, 1),
        ("건강증진과", "행정등", 13, 13),
    ]


@pytest.mark.parametrize(
    ("caption", "counts"),
    [
        ("□ 인력 현황 (단위 : 명)", (None, 45)),
        ("□ 인력 (2024. 12. 31. 정원 기준, 단위 : 명)", (45, None)),
        ("□ 현원 현황 (단위 : 명)", (None, 45)),
        ("□ 인력 : 정원 45명 / 현원 44명 (단위 : 명)", (45, None)),
        ("□ 인력 : 정원 46명 / 현원 45명 (단위 : 명)", (None, 45)),
        ("□ 인력 : 정원 46명 / 현원 44명 (단위 : 명)", None),  # of neither: of which, nobody says
    ],
)
def test_the_caption_says_of_which_count_a_table_is(
    caption: str, counts: tuple[int | None, int | None] | None
) -> None:
    text = TEXT[: TEXT.index("□")] + (
        f"{caption}\n구 분\t계\t3급\t4급\n계\t45\t1\t44\n본부\t30\t1\t29\n사무소\t15\t-\t15\n"
    )
    found = [row[2:] for row in staffing(text) if row[:2] == ("계", "합계") and row[2:] != (46, 44)]
    assert found == ([counts] if counts else [])


def test_teams_whose_posts_and_people_share_a_cell_below_a_short_heading() -> None:
    text = TEXT[: TEXT.index("구 분")] + "팀 별\t총무팀\t예산팀\n정/현원\t6/7\t4/3\n"
    assert staffing(text) == [("총무팀", "합계", 6, 7), ("예산팀", "합계", 4, 3)]


def test_all_staff_beside_its_kinds() -> None:
    text = (
        f"{HEAD}Ⅰ. 일반현황\n\n□ 인력\n(단위 : 명)\n부서별\t정원\t현원\t일반직\t연구직\n"
        "합계\t32\t31\t20\t11\n총무과\t20\t20\t18\t2\n연구과\t12\t11\t2\t9\n"
    )
    assert rows(read(text), "staffing", "department", "category", "authorized", "actual") == [
        ("계", "합계", 32, 31),
        ("총무과", "합계", 20, 20),
        ("연구과", "합계", 12, 11),
    ]
