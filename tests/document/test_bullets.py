"""Bullets and signs: where a line begins, and which signs inside a line begin an item."""

import pytest

from pipeline.document.bullets import bullet_inside, bullets_only, without_marks
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.signs import more_behind, signs, times_sign


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        (" - ▶ 유니세프, 시티넷", "유니세프, 시티넷"),
        ("○ 1) 운영", "운영"),
        ("① 사업", "사업"),
        ("12개소", "12개소"),
        ("가. 개요", "개요"),
        ("(나) 현황", "현황"),
        ("▶ (캐) 몬트리올, (미) 뉴욕", "(캐) 몬트리올, (미) 뉴욕"),
        (" · ", ""),
    ],
)
def test_marks_before_a_line_are_no_text(line: str, rest: str) -> None:
    assert without_marks(line, Span(0, len(line))).of(line) == rest


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("추진 중 ○ 계획 - 시설", ["추진 중 ", " 계획 ", " 시설"]),
        ("명단 ▶ 부산, 대구", ["명단 ", " 부산, 대구"]),
        ("11개 ▶ 19개", ["11개 ▶ 19개"]),
        ("5만원 * 100개소", ["5만원 * 100개소"]),
        ("교육·상담", ["교육·상담"]),
        ("AI - 로봇 • 바이오", ["AI ", " 로봇 ", " 바이오"]),
    ],
)
def test_a_mark_between_spaces_begins_an_item(line: str, pieces: list[str]) -> None:
    assert bullet_inside().split(line) == pieces


def test_a_mark_that_is_no_other_sign() -> None:
    assert {"○", "-", "□", "※"} <= set(bullets_only())
    assert {"▶", "⇨", "*"}.isdisjoint(bullets_only())


def test_ends_of_lists_say_whether_there_are_more() -> None:
    assert [end for end in signs().more if not more_behind().search(end)] == []
    assert [end for end in signs().no_more if more_behind().search(end)] == []


def test_a_letter_is_a_sign_between_spaces_alone() -> None:
    products = ("3명×2월", "3명 x 2월", "3×2", "3 X 2", "3*2")
    assert [shown for shown in products if not times_sign().search(shown)] == []
    assert times_sign().search("TaxXY 3x") is None
