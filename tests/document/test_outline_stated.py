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
