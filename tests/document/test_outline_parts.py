"""Circled parts that hold headings of their own stand above headings, also behind one."""

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
