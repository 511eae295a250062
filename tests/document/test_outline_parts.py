"""Circled parts that hold headings of their own stand above headings, also behind one."""

import pytest
from reports import of_program, source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline


def _parents(lines: str) -> list[tuple[str, str | None]]:
    sections = read_outline(read_document(source_of(of_program(lines)))).sections
    return [(s.title, None if s.parent is None else sections[s.parent].title) for s in sections]


def test_parts_with_headings_behind_a_heading() -> None:
    tree = _parents(
        "□ 사업개요\n○ 대상\n\n① 첫째 부분\n\n□ 사업개요\n○ 내용\n\n"
        "② 둘째 부분\n\n□ 사업개요\n○ 기타"
    )
    assert ("첫째 부분", "갑 사업 추진") in tree
    assert ("둘째 부분", "갑 사업 추진") in tree
    assert [above for title, above in tree if title == "사업개요"] == [
        *("갑 사업 추진", "첫째 부분", "둘째 부분", "을 사업 추진")
    ]


def test_parts_with_items_stay_below_their_heading() -> None:
    tree = _parents("□ 추진계획\n\n① 첫째 부분\n○ 내용\n\n② 둘째 부분\n○ 기타\n\n□ 향후일정\n○ 4월")
    assert ("첫째 부분", "추진계획") in tree
    assert ("둘째 부분", "추진계획") in tree
    assert ("향후일정", "갑 사업 추진") in tree


def _numbered(text: str) -> list[tuple[int, str, str]]:
    """Depth, marker and title of numbered headings."""
    sections = read_outline(read_document(source_of(text))).sections
    return [(len(s.path), s.marker, s.title) for s in sections if s.kind == "heading" and s.number]


def test_numbers_with_a_dash_and_numbers_alone_count_as_parts() -> None:
    # As in Busan reports: a list of what comes, which holds nothing, and then the parts.
    text = (
        "Ⅰ. 현황\n1  조 직\n□ 3과 9팀\n2  인 력\n□ 51명\n"
        "Ⅱ. 계획\n1. 공항 건설\n1-1 신속 추진\n1-2 적기 보상\n"
        "1-1 신속 추진\n□ 사업개요\nㅇ 부지\n1-2 적기 보상\n□ 보상개요\nㅇ 토지\n"
        "2. 항공 산업\n2-1 인력 양성\n□ 지원\n2-2 노선 확충\n□ 지원\n3 4\n"
    )
    assert _numbered(text) == [
        (2, "1", "조 직"),
        (2, "2", "인 력"),
        (2, "1", "공항 건설"),
        (3, "1-1", "신속 추진"),
        (3, "1-2", "적기 보상"),
        (2, "2", "항공 산업"),
        (3, "2-1", "인력 양성"),
        (3, "2-2", "노선 확충"),
    ]


def test_numbers_that_do_not_count_or_hold_nothing_are_text() -> None:
    assert _numbered("Ⅰ. 현황\n2-1 가\n□ 개요\n2-3 나\n□ 개요\n") == []  # neither begins with 1
    assert _numbered("Ⅰ. 현황\n□ 개요\n1 가\n2 나\n3 다\n") == []  # a list
    assert _numbered("Ⅰ. 현황\n1-2 3월\n□ 개요\n2-3 4월\n") == []


_CHAPTERS = (
    "Ⅰ. 일반현황\nⅡ. 주요 업무\n\n{first}. 일반현황\n\n□ 조직\n○ 과\n\n"
    "{second}. 정책비전\n\n□ 비전\n○ 서울\n\n{third}. 주요 업무\n\n□ 업무\n○ 지원\n"
)


@pytest.mark.parametrize("numbers", [("Ⅰ", "Ⅱ", "Ⅲ"), ("Ⅲ", "Ⅰ", "Ⅱ"), ("Ⅰ", "Ⅱ", "Ⅱ")])
def test_chapters_out_of_order_or_with_a_number_twice(numbers: tuple[str, str, str]) -> None:
    text = _CHAPTERS.format(first=numbers[0], second=numbers[1], third=numbers[2])
    sections = read_outline(read_document(source_of(text))).sections
    chapters = [s.title for s in sections if s.kind == "chapter"]
    assert chapters == ["일반현황", "정책비전", "주요 업무"]
