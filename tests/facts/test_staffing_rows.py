"""Staffing where 정원 and 현원 have a row each, by grade: of an agency or of its parts."""

import pytest
from reports import quarantined, read, rows, with_row

from pipeline.reconcile.reading_checks import READING_CHECKS
from pipeline.rules.check import run_checks

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


@pytest.mark.parametrize(
    ("printed", "held"),
    [
        ("44", ""),
        ("사십사", "under 4급 stands not one count"),
        ("44/45", "under 4급 stands not one"),
    ],
)
def test_what_is_no_count_is_held_back(printed: str, held: str) -> None:
    report = read(TEXT.replace("\t44\t", f"\t{printed}\t"))
    assert [reason[: len(held)] for _, _, reason in quarantined(report)] == ([held] if held else [])


def test_a_third_row_is_held_back() -> None:
    report = read(TEXT + "과부족\t6명\t0\t6\t-\t\n")
    assert quarantined(report) == [("staffing", 14, "the row is neither 정원 nor 현원")]
    assert len(staffing(TEXT)) == 4


def test_checks_see_a_wrong_figure_a_wrong_place_and_a_lost_row() -> None:
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
    frames["staffing"] = good.with_columns(actual_row_no=None)
    failed = [r.check.name for r in run_checks(READING_CHECKS, frames) if r.sample is not None]
    assert failed == ["rows_accounted"]
