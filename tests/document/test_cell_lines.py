"""Where the lines of a cell break, whatever its markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document.tables.cell_lines import cell_lines, letters
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.audit import audit

BULLETS, HEADINGS = audit().bullets, audit().headings


def _lines(cell: str) -> list[str]:
    return cell_lines(cell, Span(0, len(cell)), BULLETS, HEADINGS)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("○ 하나 - 둘 · 셋 ※ 넷", ["○ 하나", "- 둘", "· 셋", "※ 넷"]),
        # no bullets: between words, in a range, without space behind it
        ("시정·처리 3-5월 '23. 3~5월 → 완료", ["시정·처리 3-5월 '23. 3~5월 → 완료"]),
        ("<b>굵은</b> 글자 <개정 2015.>", ["굵은 글자 <개정 2015.>"]),
        # text between the cells of a table is not lost
        ("<table>남은 글<tr><td>가</td><td>나</td></tr></table>", ["남은 글", "가", "나"]),
        ("앞<table><td>서울</td><td>부산<br>대구</td></table>뒤", ["앞", "서울 | 부산 대구", "뒤"]),
        # a table inside a table, and one that is never closed
        ("<table><td><table><td>가</td></table></td><td>나</td></table>", ["가 | 나"]),
        ("<table><tr><td>가</td><td>나", ["가", "나"]),
        ("", []),
    ],
)  # fmt: skip
def test_lines_of_a_cell(cell: str, expected: list[str]) -> None:
    assert _lines(cell) == expected


FRAGMENTS = st.sampled_from([
    "○", "-", "·", "▶", "※", "□", " ", "가나", "다", "3월", "'23. 4.", ":", "&amp;", "<개정 1.>",
    "<p>", "</p>", "<ul>", "</ul>", "<ol>", "<li>", '<input type="checkbox"/>',
    "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", '<td colspan="2">',
    "추진상황 : 완료", "향후계획", "추 진 내 용",
])  # fmt: skip


@given(st.lists(FRAGMENTS, max_size=30).map("".join))
def test_lines_lose_and_double_no_letter(cell: str) -> None:
    """… whatever the markup."""
    lines = _lines(cell)
    assert letters("\n".join(lines)) == letters(cell)
    assert all(line == line.strip() and line for line in lines)
