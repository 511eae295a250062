"""Chapters and programs, whatever they are numbered or signed with: each form once."""

import pytest
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline

CHAPTERS = ("일반현황", "2024년 주요업무 추진실적", "2025년 주요업무 추진계획", "당면 현안사항")
PROGRAMS = ("시립도서관 건립", "스마트주차장 조성", "청년 창업 지원", "어르신 돌봄 강화")
GOALS = ("살기 좋은 도시", "활력 있는 경제")
BODY = "□ 사업개요\n ○ 사업비 : 25,000백만원\n\n□ 추진일정\n ○ ’25. 3월 : 실시설계 완료\n"


def _report(chapter: str, program: str, goal: str) -> str:
    def head(number: int, title: str) -> str:
        roman, arabic = "ⅠⅡⅢⅣ"[number], number + 1
        return chapter.format(
            roman=roman, n=arabic, latin=("I", "II", "III", "IV")[number], t=title
        )

    def item(number: int, title: str) -> str:
        signs = {name: chr(ord(first) + number) for name, first in _FIRST.items()}
        letter, of_goal, place = "가나다라마"[number], number // 2 + 1, number % 2 + 1
        return program.format(
            n=number + 1, h=letter, g=of_goal, k=place, roman="Ⅲ", t=title, **signs
        )

    contents = "\n".join("  " + head(n, title) for n, title in enumerate(CHAPTERS))
    lines = [f"2025년도 주요업무보고\n\n2025. 2.\n\n가람시 기획조정실\n\n목  차\n\n{contents}"]
    lines += [head(0, CHAPTERS[0]), "□ 인력 : 정원 30명, 현원 28명", "□ 조직 : 3과 10팀"]
    lines += [head(1, CHAPTERS[1]), "□ 이용자 확대\n ○ 이용자 35,000명 달성\n ○ 행사 120회 운영"]
    lines.append(head(2, CHAPTERS[2]))
    for number, title in enumerate(PROGRAMS):
        if goal and number % 2 == 0:
            lines.append(goal.format(n=number // 2 + 1, t=GOALS[number // 2]))
        lines += [item(number, title), BODY]
    lines += [head(3, CHAPTERS[3]), "□ 예산 부족\n ○ 대책 : 추경 확보"]
    return "\n\n".join(lines)


_FIRST = {"circled": "①", "black": "❶", "ringed": "㉮"}


def _found(text: str) -> tuple[list[str], list[str]]:
    sections = read_outline(read_document(source_of(text))).sections
    chapters = [s.title for s in sections if s.kind == "chapter"]
    programs = [s.title for s in sections if s.kind == "program"]
    return chapters, [title for title in programs if title != "예산 부족"]


@pytest.mark.parametrize(
    "chapter",
    [
        "{roman}. {t}", "{roman} {t}", "{n}. {t}", "제{n}장 {t}", "{latin}. {t}", "{n} {t}",
        "0{n} {t}", "[{n}] {t}", "{t}", "■ {t}", "【{t}】",
    ],
)  # fmt: skip
def test_chapters(chapter: str) -> None:
    assert _found(_report(chapter, "{g}-{k} {t}", "")) == (list(CHAPTERS), list(PROGRAMS))


@pytest.mark.parametrize("goal", ["", "전략 {n}. {t}"])
@pytest.mark.parametrize(
    "program",
    [
        "{n}. {t}", "{g}-{k} {t}", "{g}-{k}. {t}", "{g}.{k} {t}", "{h}. {t}", "({n}) {t}",
        "{n}) {t}",
        "{circled} {t}", "{black} {t}", "{ringed} {t}", "과제 {n}. {t}", "【과제 {n}】 {t}",
        "[{n}] {t}", "〔{n}〕 {t}", "<{n}> {t}", "0{n}. {t}", "{n} {t}", "{roman}-{n}. {t}",
        "◈ {t}", "추진과제 {g}-{k}. {t}", "과제 {g}-{k} {t}", "[{g}-{k}] {t}", "({g}-{k}) {t}",
        "역점 {n}  {t}", "핵심사업 {n}. {t}", "과제 {circled} {t}", "{n}．{t}",
        # the office in charge behind the title
        "{n}. {t}  [ 도로과 시설팀 ]", "{g}-{k} {t} (교육지원과 초등담당 ☎ 850-1234)",
        "({n}) {t}        건설팀", "{n} {t} 경영지원부", "{n} {t} 물관리연구소",
    ],
)  # fmt: skip
def test_programs(program: str, goal: str) -> None:
    assert _found(_report("{roman}. {t}", program, goal)) == (list(CHAPTERS), list(PROGRAMS))


def test_titles_that_the_sign_of_their_parts_leads() -> None:
    assert _found(_report("{roman}. {t}", "□ {t}", "")) == (list(CHAPTERS), list(PROGRAMS))
