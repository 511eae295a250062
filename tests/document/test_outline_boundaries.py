"""Where titles, chapters and programs end: figures in titles, boxes, appendices, lone ones."""

from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.sources.markdown import read_markdown
from pipeline.sources.source import Source

COVER = "2025년도 주요업무보고\n\n2025. 2.\n\n가람시 소방본부\n\nⅠ. 일반현황\n\n□ 3과\n\n"
BODY = "□ 사업개요\n ○ 사업비 : 250백만원\n□ 추진계획\n ○ ’25. 3월 : 착공\n\n"


def _headings(source: Source) -> list[tuple[str, str]]:
    sections = read_outline(read_document(source)).sections
    return [
        (s.kind, s.title)
        for s in sections
        if s.kind in ("chapter", "goal", "program") or (s.kind == "heading" and s.rank == 1)
    ]


def test_titles_may_begin_with_a_figure() -> None:
    text = (
        f"{COVER}Ⅱ. 2025년 업무계획\n\n1 전기차 화재 대응\n{BODY}2 119구급 품질 향상\n{BODY}"
        f"3 소방서 신축\n{BODY}4 119체험관 운영\n{BODY}"
    )
    assert [title for kind, title in _headings(source_of(text)) if kind == "program"] == [
        *("전기차 화재 대응", "119구급 품질 향상", "소방서 신축", "119체험관 운영")
    ]


def test_what_is_attached_is_no_part_of_the_last_program() -> None:
    programs = f"Ⅱ. 2025년 업무계획\n\n1. 도로 정비\n{BODY}2. 공원 조성\n{BODY}"
    for title in ("【붙임】 신규사업 현황", "<참고 1> 행사 일정표", "별첨. 지적사항 처리결과"):
        text = f"{COVER}{programs}{title}\n 연번 | 사업명\n 1 | 도서관\n"
        attached = title.split(maxsplit=2 if "참고" in title else 1)[-1]
        assert _headings(source_of(text))[-2:] == [("program", "공원 조성"), ("heading", attached)]


def test_a_box_within_the_work_ends_no_chapter() -> None:
    text = (
        f"{COVER}Ⅱ. 2025년 업무계획\n\n1. 도로 정비\n{BODY}참고 1 조감도\n\n2. 공원 조성\n{BODY}"
        f"참고 2 단면도\n\n{BODY}"
    )
    assert _headings(source_of(text))[1:] == [
        *(("chapter", "2025년 업무계획"), ("program", "도로 정비"), ("program", "공원 조성"))
    ]


def test_a_goal_may_have_one_program() -> None:
    text = (
        f"{COVER}Ⅱ. 2025년 업무계획\n\n가. 안전한 도시\n\n (1) 도로 정비\n{BODY} (2) 하천 정비\n"
        f"{BODY}나. 즐거운 도시\n\n (1) 공원 조성\n{BODY}"
    )
    assert _headings(source_of(text))[2:] == [
        *(("goal", "안전한 도시"), ("program", "도로 정비"), ("program", "하천 정비")),
        *(("goal", "즐거운 도시"), ("program", "공원 조성")),
    ]


def test_work_that_is_told_as_it_goes_on_has_programs() -> None:
    text = f"{COVER}Ⅱ. 주요업무 추진상황\n\n1. 도로 정비\n{BODY}2. 공원 조성\n{BODY}"
    assert _headings(source_of(text))[2:] == [("program", "도로 정비"), ("program", "공원 조성")]


def test_a_number_and_its_title_below_are_one_heading() -> None:
    page = (
        "# Ⅰ. 일반현황\n\n- 3과\n\n# Ⅱ. 중점 추진과제\n\n## 과제 1\n## 안정 생산\n\n- 3종 출원\n\n"
        "## 과제 2\n## 스마트 원예\n\n- 4종 고시\n\n# 별첨. 일정\n\n- 4월\n"
    )
    assert _headings(read_markdown("office/2025-03.md", page.encode()))[1:] == [
        *(("chapter", "중점 추진과제"), ("program", "안정 생산"), ("program", "스마트 원예")),
        ("heading", "일정"),
    ]


def test_work_with_what_was_done_first_has_programs() -> None:
    body = "○ 사업비 : 250백만원\n○ 추진실적\n - 점검 12회\n○ 향후계획 : 준공(’25. 8월)\n\n"
    text = f"{COVER}Ⅱ. 주요업무 추진실적\n\n1. 도로 정비\n{body}2. 공원 조성\n{body}"
    assert _headings(source_of(text))[2:] == [("program", "도로 정비"), ("program", "공원 조성")]


def test_results_alone_are_no_programs() -> None:
    text = f"{COVER}Ⅱ. 2024년 주요성과\n\n1. 도로 정비\n○ 42㎞ 준공\n\n2. 공원 조성\n○ 3개소 조성\n"
    assert not [title for kind, title in _headings(source_of(text)) if kind == "program"]


def test_answers_to_an_audit_are_chapters_by_what_was_asked() -> None:
    finding = (
        "1. 홍보예산 편중\n ❍ 지적사항\n   - 편중 집행\n ❍ 처리결과 : 완료\n   - 기준 마련\n\n"
    )
    text = (
        "행정사무감사 처리결과\n\n2025. 3.\n\n가람시의회 의회사무처\n\n"
        f"□ 시정요구사항\n\n{finding}□ 처리요구사항\n\n{finding}□ 건의사항\n\n{finding}"
    )
    assert [title for kind, title in _headings(source_of(text)) if kind == "chapter"] == [
        *("시정요구사항", "처리요구사항", "건의사항")
    ]
