"""Items that letters and numbers in brackets count."""

import pytest
from reports import source_of

from pipeline.document.counted import count_of
from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline


@pytest.mark.parametrize(
    ("line", "family", "number"),
    [
        ("가. 사업대상 : 어린이 9,100명", "hangul", 1),
        ("다) 목표", "hangul bracket", 3),
        ("(나) 예산", "hangul brackets", 2),
        ("2) 국비 지원", "bracket", 2),
        ("(12) 예산", "brackets", 12),
        ("㉮ 계획", "ringed", 1),
    ],
)
def test_what_a_line_counts_with(line: str, family: str, number: int) -> None:
    found = count_of(line)
    assert found is not None
    assert (found.family, found.number) == (family, number)


@pytest.mark.parametrize(
    "line", ["가.나 지구", "2025) 예산", "(가칭) 도서관", "다음과 같다", "① 하나"]
)
def test_what_counts_nothing(line: str) -> None:
    assert count_of(line) is None


TEXT = """\
Ⅰ. 2025년 주요업무 계획

1) 예방접종률 향상
  가. 사업대상 : 어린이
  나. 추진일정
     2025. 1월    계약 체결
     2025. 3월    확인사업
2) 건강센터 건립
  가. 위치 : 하늘동
  나. 사업비 : 8,760백만원
     - 국비 4,000
"""


def test_counted_lines_are_items_below_the_numbers_above_them() -> None:
    outline = read_outline(read_document(source_of(TEXT)))
    shown = [(s.kind, s.marker, s.title) for s in outline.sections if s.kind != "report"]
    assert shown == [
        ("chapter", "Ⅰ", "2025년 주요업무 계획"),
        ("program", "1", "예방접종률 향상"),
        ("item", "가.", "사업대상 : 어린이"),
        ("item", "나.", "추진일정"),
        ("program", "2", "건강센터 건립"),
        ("item", "가.", "위치 : 하늘동"),
        ("item", "나.", "사업비 : 8,760백만원"),
        ("item", "-", "국비 4,000"),
    ]


def test_a_letter_that_nothing_goes_on_from_is_text() -> None:
    document = read_document(source_of("□ 개요\n가. 혼자 서 있는 줄\n○ 항목\n"))
    assert document.kinds[1] == "paragraph"


def test_a_note_that_heads_items_is_one_on_the_list_above() -> None:
    text = (
        "○ 성장 지원\n － 교육\n － 상담\n※ 시설현황\n · (위치) 금천구\n · (규모) 2,373㎡\n※ 참고\n"
    )
    sections = read_outline(read_document(source_of(text))).sections
    above = {s.title: sections[s.parent].title for s in sections if s.parent is not None}
    assert above["시설현황"] == "성장 지원"
    assert above["(위치) 금천구"] == above["(규모) 2,373㎡"] == "시설현황"
