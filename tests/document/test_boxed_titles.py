"""Titles in tables: a number in one cell, the words in the next, alone or on top of a card."""

from hwpx_files import hwpx, p, section, tbl, tc

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.source import Source

TOP = "<h1>주요업무보고</h1><p>2025. 2.</p><p>가람시 기획조정실</p><h2>Ⅰ. 일반현황</h2><p>□ 3과</p>"
BODY = "<p>□ 사업개요</p><p>○ 사업비 : 250백만원</p><p>□ 추진일정</p><p>○ ’25. 3월 : 착공</p>"


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _source(page: str) -> Source:
    return read_html("office/2025-02.html", f"{TOP}<h2>Ⅱ. 2025년 업무계획</h2>{page}".encode())


def _programs(page: str) -> list[str]:
    sections = read_outline(read_document(_source(page))).sections
    return [s.title for s in sections if s.kind == "program"]


def test_a_number_and_a_title_in_cells() -> None:
    page = f"{_table(('1', '도서관 건립'))}{BODY}{_table(('2', '주차장 조성', '교통과'))}{BODY}"
    assert _programs(page) == ["도서관 건립", "주차장 조성"]


def test_cards_are_programs_with_what_their_rows_say() -> None:
    def card(number: int, title: str, cost: str) -> str:
        return _table(
            (f"전략과제 {number}", title, "", ""),
            ("담당부서", "교통과", "사업비", cost),
            ("추진일정", "설계(2025. 2월) → 착공(2025. 4월)", "", ""),
        )

    page = card(1, "주차장 조성", "1,850백만원") + card(2, "수영장 개선", "960백만원")
    assert _programs(page) == ["주차장 조성", "수영장 개선"]
    tables = read_report(_source(page)).frames
    assert tables["programs"]["budget_krw"].to_list() == [1_850_000_000, 960_000_000]
    assert tables["milestones"]["description"].to_list() == ["설계", "착공"] * 2


def test_tables_of_figures_hold_no_titles() -> None:
    rows = (("1", "도서관", "12"), ("2", "주차장", "34"))
    assert _programs(f"<p>1. 도서관 건립</p>{BODY}{_table(*rows)}<p>2. 공원</p>{BODY}") == [
        *("도서관 건립", "공원")
    ]


def test_a_card_may_begin_with_a_number_that_carries_its_goal() -> None:
    def card(number: str, title: str, period: str) -> str:
        return _table((number, title, "", ""), ("사업기간", period, "예산", "30백만원"))

    goals = "<p>1 편리한 교통</p>{}{}<p>1 편리한 교통 (계속)</p>{}<p>2 안전한 거리</p>{}{}"
    page = goals.format(
        card("1-1", "버스 증차", "2025. 1월 ~ 12월"),
        card("1-2", "택시 호출", "2025. 1월 ~ 12월"),
        card("1-3", "역사 정비", "2025. 1월 ~ 12월"),
        card("2-1", "횡단보도 정비", "2025. 3월 ~ 9월"),
        card("2-2", "가로등 교체", "2025. 3월 ~ 9월"),
    )
    sections = read_outline(read_document(_source(page))).sections
    assert [(s.kind, s.title) for s in sections if s.kind in ("goal", "program")] == [
        ("goal", "편리한 교통"),
        ("program", "버스 증차"),
        ("program", "택시 호출"),
        ("program", "역사 정비"),
        ("goal", "안전한 거리"),
        ("program", "횡단보도 정비"),
        ("program", "가로등 교체"),
    ]


def test_a_title_may_begin_with_a_year_and_its_note_have_brackets() -> None:
    first, second = _table(("1", "2025 건축문화제", "[82백만원]")), _table(("2", "주차장 조성"))
    page = f"{first}{BODY}{second}{BODY}"
    assert _programs(page) == ["2025 건축문화제", "주차장 조성"]


def test_frames_with_the_names_of_chapters_are_chapters() -> None:
    def frame(title: str) -> str:
        return p(tbl([tc(0, 0, title)]))

    parts = [p("준비상황 보고"), p("2025. 9. 8."), p("가람시 박람회추진단")]
    parts += [frame("추진단 개요"), p("□ 조직 : 3팀"), frame("주요 성과"), p("○ 협약 9개소")]
    parts += [frame("분야별 준비상황 및 향후계획"), p("○ 교통 대책 : ’25. 10월")]
    parts += [frame("협조 요청사항"), p("○ 예산 편성 협조")]
    source = read_hwpx("office/2025-09.hwpx", hwpx(section(*parts)))
    sections = read_outline(read_document(source)).sections
    assert [s.title for s in sections if s.kind == "chapter"] == [
        "추진단 개요", "주요 성과", "분야별 준비상황 및 향후계획", "협조 요청사항",
    ]  # fmt: skip
