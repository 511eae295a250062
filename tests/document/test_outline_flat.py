"""Outlines of reports without chapters of programs, and of chapters that are called parts."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline

_COVER = "주요업무보고\n\n2025. 2. 11.\n\n가람도시공사\n\n"
_PROGRAMS = """\
1. 행복주택 건립
 □ 사업개요
  ○ 총사업비 : 320억원
 □ 추진계획
  ○ 착공 : 2025. 6.

2. 산업단지 조성
 □ 사업개요
  ○ 면적 : 320천㎡
 □ 향후계획
  ○ 보상 공고 : 2025. 3.
"""
_NOTICE = """\
1. 사업개요
 □ 지원대상
  ○ 중소기업

2. 신청방법
 □ 신청기간
  ○ 2025. 3. ~ 4.
"""
_ANSWERS = """\
Ⅰ. 총괄

□ 지적사항 : 2건

Ⅱ. 지적사항 처리결과

1. 주차장 요금 체계 개선
 ○ 지적사항
  - 체계가 복잡함
 ○ 처리결과 : 완료

2. 버스 노선 조정
 ○ 지적사항
  - 주민 의견을 수렴할 것
 ○ 향후계획
  - 노선 개편 : 2025. 7.
"""


def _found(text: str, *kinds: str) -> list[tuple[str, str]]:
    sections = read_outline(read_document(source_of(_COVER + text, "a/x.txt"))).sections
    return [(s.marker, s.title) for s in sections if s.kind in kinds]


def test_programs_of_a_report_without_chapters() -> None:
    assert _found(_PROGRAMS, "program") == [("1", "행복주택 건립"), ("2", "산업단지 조성")]


def test_the_parts_of_a_notice_are_no_programs() -> None:
    assert _found(_NOTICE, "program") == []


def test_findings_are_headings_of_an_answer_to_an_audit() -> None:
    assert _found(_ANSWERS, "program") == []
    titles = [("1", "주차장 요금 체계 개선"), ("2", "버스 노선 조정")]
    assert [found for found in _found(_ANSWERS, "heading") if found[0].isdigit()] == titles


@pytest.mark.parametrize("mark", ["Part {}", "PART {}.", "제{}장", "第{}章", "Chapter {}:"])
def test_parts_are_chapters(mark: str) -> None:
    titles = ("기관 현황", "2024년 주요 실적", "2025년 주요업무 추진계획")
    chapters = (f"{mark.format(n)} {title}\n" for n, title in enumerate(titles, start=1))
    text = "\n□ 정원 : 3명\n\n".join(chapters) + f"\n{_PROGRAMS}"
    assert _found(text, "chapter") == [
        (mark.format(n).strip(".:"), title) for n, title in enumerate(titles, start=1)
    ]
    assert len(_found(text, "program")) == 2


def test_a_sentence_below_a_chapter_is_no_heading() -> None:
    text = f"Ⅰ. 정책 여건\n\n경제가 불확실하다.\n\nⅡ. 2025년 주요업무 추진계획\n\n{_PROGRAMS}"
    assert "경제가 불확실하다." not in [title for _, title in _found(text, "heading")]
