"""Chapters, goals and programs of pages: levels that the file states, or none at all."""

import pytest

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.sources.html_page import read_html

CHAPTERS = ("일반현황", "2024년 주요업무 추진실적", "2025년 주요업무 추진계획")
PROGRAMS = ("시립도서관 건립", "스마트주차장 조성", "청년 창업 지원", "어르신 돌봄 강화")


def _page(chapter: str, goal: str, program: str, mark: str) -> bytes:
    def tag(name: str, text: str) -> str:
        return f"<{name}>{text}</{name}>"

    lines = [
        tag("h1", "2025년도 주요업무보고"),
        tag("p", "2025. 2."),
        tag("p", "가람시 기획조정실"),
    ]
    lines += [tag(chapter, CHAPTERS[0]), "<ul><li>정원 30명</li><li>3과 10팀</li></ul>"]
    lines += [tag(chapter, CHAPTERS[1]), "<ul><li>이용자 35,000명</li><li>행사 120회</li></ul>"]
    lines.append(tag(chapter, CHAPTERS[2]))
    for number, title in enumerate(PROGRAMS):
        if goal and number % 2 == 0:
            lines.append(tag(goal, f"전략 {number // 2 + 1}. 살기 좋은 도시"))
        lines.append(tag(program, mark.format(n=number % 2 + 1, t=title)))
        lines += ["<p>□ 사업개요</p><ul><li>위치 : 하늘동</li></ul>", "<p>□ 추진일정</p>"]
        lines.append("<ul><li>2025. 3월 : 착공</li><li>2025. 9월 : 준공</li></ul>")
    return "".join(lines).encode()


@pytest.mark.parametrize("mark", ["{t}", "{n}. {t}", "□ {t}"])
@pytest.mark.parametrize(
    ("chapter", "goal", "program"),
    [
        ("h2", "", "h3"), ("h2", "h3", "h4"), ("h2", "h3", "h3"), ("h1", "", "h2"),
        ("h1", "h2", "h3"), ("h1", "h2", "h2"),
    ],
)  # fmt: skip
def test_stated_levels(chapter: str, goal: str, program: str, mark: str) -> None:
    assert _found(_page(chapter, goal, program, mark)) == (list(CHAPTERS), list(PROGRAMS))


def test_chapters_without_number_above_numbered_programs() -> None:
    assert _found(_page("p", "", "p", "1-{n} {t}")) == (list(CHAPTERS), list(PROGRAMS))


def _found(page: bytes) -> tuple[list[str], list[str]]:
    sections = read_outline(read_document(read_html("a/2025-02.html", page))).sections
    return tuple([s.title for s in sections if s.kind == kind] for kind in ("chapter", "program"))


def _outline(html: str) -> list[tuple[str, str]]:
    outline = read_outline(read_document(read_html("office/2025-02.html", html.encode())))
    kinds = ("chapter", "goal", "program")
    return [(s.kind, s.title) for s in outline.sections if s.kind in kinds]


def test_stated_levels_that_count_are_chapters_though_few_name_a_role() -> None:
    work = "<ul><li>추진실적 : 지정 3건</li><li>향후계획 : ’25. 3. 착공</li></ul>"
    assert _outline(
        "<h1>공약사항 추진상황 보고</h1><p>2024. 12. 20.</p><h2>1. 총괄</h2><p>총 68건</p>"
        f"<h2>2. 분야별 주요 추진상황</h2><h3>1-1. 특화단지 조성 `정상추진`</h3>{work}"
        f"<h3>1-2. 청년 창업 육성 `완료`</h3>{work}<h2>3. 향후 관리</h2><p>회의 개최</p>"
    ) == [
        ("chapter", "총괄"),
        ("chapter", "분야별 주요 추진상황"),
        ("program", "특화단지 조성"),
        ("program", "청년 창업 육성"),
        ("chapter", "향후 관리"),
    ]


def test_titles_with_the_office_in_charge_are_programs_and_not_what_stands_below() -> None:
    assert _outline(
        "<h1>주요업무 보고</h1><p>2025. 1. 21.</p><h2>Ⅰ. 일반현황</h2><p>정원 3명</p>"
        "<h2>Ⅱ. 2025년 주요업무 추진계획</h2><p>1. 의사일정 운영 [의사담당관]</p>"
        "<p>가. 연간 회기 130일</p><p>나. 전자회의 개선</p><p>2. 입법 강화 [입법담당관]</p>"
        "<p>가. 전문성 제고</p><p>나. 사후 평가</p>"
    )[2:] == [("program", "의사일정 운영"), ("program", "입법 강화")]
