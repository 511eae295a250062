"""PDF pages to text: what is printed, where lines make tables, and in which order it is read."""

import ctypes
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_file import Page, pdf

from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.source import Source


def read(*pages: Page) -> Source:
    """Pages, written and read."""
    return read_pdf("busan-office/2025-02.pdf", pdf(*pages))


def cells(source: Source, table: int = 0) -> list[tuple[int, int, int, int, str]]:
    """Row, column, spans and text of the cells of a table."""
    return [
        (c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end])
        for c in source.tables[table].cells
    ]


def test_lines_are_read_from_the_top_with_a_space_where_a_gap_is() -> None:
    page = Page().text(50, 120, "ㅇ 둘째 줄").text(50, 100, "□ 첫째").text(90, 100, "줄")
    source = read(page)
    # □ 첫째 ends at 85; a gap of half a letter is a space.
    assert source.text == "□ 첫째 줄\nㅇ 둘째 줄\n"
    assert (source.format, source.text_origin, source.tables) == ("pdf", "text_layer", ())


def test_letters_of_a_word_set_apart_are_one_word() -> None:
    page = Page()
    for number, letter in enumerate("모두가행복한도시"):
        page.text(50 + 13 * number, 100, letter)  # 10 wide: 0.3 of the size between all
    assert read(page).text == "모두가행복한도시\n"


def test_figures_set_apart_are_not_one_figure() -> None:
    page = Page()
    for number, digit in enumerate("12345"):
        page.text(50 + 8 * number, 100, digit)
    assert read(page).text == "1 2 3 4 5\n"


def test_the_same_digit_set_tightly_stands_twice() -> None:
    # 0.44 of the size between the two: PDFium alone takes the second for the first, overprinted.
    page = Page().text(50, 100, "1").text(54.4, 100, "1").text(58.8, 100, "억원")
    assert read(page).text == "11억원\n"


def test_what_is_overprinted_for_bold_stands_once() -> None:
    page = Page()
    for shift in (0, 0.2, 0.4):
        page.text(50 + shift, 100, "총 1,234명")
    assert read(page).text == "총 1,234명\n"


def test_raised_words_stand_in_their_line() -> None:
    page = Page().text(50, 100, "시행자 :", 14).text(120, 94, "공항", 8).text(140, 100, "공단", 14)
    assert read(page).text == "시행자 : 공항 공단\n"


def test_a_raised_digit_is_no_part_of_the_figure_beside_it() -> None:
    page = Page().text(50, 100, "27", 14).text(64, 94, "5", 8).text(68, 100, "명", 14)
    assert read(page).text == "27 5명\n"
    page = Page().text(50, 100, "27", 14).text(64, 100, "5", 10)  # smaller, and not raised
    assert read(page).text == "275\n"


def test_numbers_in_touching_columns_are_parted_by_the_line_between_them() -> None:
    page = Page().grid((50, 80, 110), (100, 120, 140))
    page.text(50.5, 115, "12,345").text(80.5, 115, "67,890")  # 30 wide: from line to line
    page.text(50.5, 135, "1").text(80.5, 135, "2")
    source = read(page)
    assert source.text == "12,345\t67,890\n1\t2\n"
    assert cells(source) == [
        (0, 0, 1, 1, "12,345"),
        (0, 1, 1, 1, "67,890"),
        (1, 0, 1, 1, "1"),
        (1, 1, 1, 1, "2"),
    ]


def merged_header() -> Page:
    """구분 over two rows, 예산 over two columns."""
    page = Page().text(50, 90, "(단위 : 백만원)")
    for y in (100, 140, 160):
        page.line(50, y, 200, y)
    page.line(100, 120, 200, 120)
    for x in (50, 100, 200):
        page.line(x, 100, x, 160)
    page.line(150, 120, 150, 160)
    page.text(55, 125, "구 분").text(130, 115, "예산").text(105, 135, "2024").text(155, 135, "2025")
    return page.text(55, 155, "시비").text(105, 155, "1,200").text(155, 155, "-")


def test_merged_cells_stand_once_with_their_spans() -> None:
    source = read(merged_header())
    assert source.text == "(단위 : 백만원)\n구 분\t예산\t\n\t2024\t2025\n시비\t1,200\t-\n"
    assert cells(source)[:3] == [(0, 0, 2, 1, "구 분"), (0, 1, 1, 2, "예산"), (1, 1, 1, 1, "2024")]
    assert source.text[source.tables[0].start : source.tables[0].end].startswith("구 분\t예산")


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_a_page_that_is_turned_is_read_as_it_is_shown(rotate: int) -> None:
    # Operators that turn the page's content back, so that a reader sees it upright.
    turn = {90: "0 1 -1 0 595 0 cm", 180: "-1 0 0 -1 595 842 cm", 270: "0 -1 1 0 0 842 cm"}[rotate]
    page = Page(rotate=rotate).raw(turn)
    page.content += merged_header().content
    assert read(page).text == read(merged_header()).text


def test_a_table_printed_without_its_sides_is_closed_where_its_rows_end() -> None:
    page = Page()
    for y in (100, 120, 140):
        page.line(50, y, 170, y)
    page.line(90, 100, 90, 140).line(130, 100, 130, 140)
    for row, y in enumerate((115, 135)):
        for column, x in enumerate((60, 100, 140)):
            page.text(x, y, f"{row}{column}")
    assert read(page).text == "00\t01\t02\n10\t11\t12\n"


def ruled_rows(*rows: tuple[str, ...], at: tuple[tuple[int, ...], ...]) -> Page:
    """Words at places, with a rule above and below each row and none between columns."""
    page = Page()
    for number, (row, places) in enumerate(zip(rows, at, strict=True)):
        page.line(50, 100 + 20 * number, 450, 100 + 20 * number)
        for x, words in zip(places, row, strict=True):
            page.text(x, 114 + 20 * number, words)
    return page.line(50, 100 + 20 * len(rows), 450, 100 + 20 * len(rows))


def test_rows_that_alone_are_ruled_are_a_table() -> None:
    """Headings stand in the middle of their column, figures at its right: one column each."""
    page = ruled_rows(
        ("회계", "2025년", "증감"), ("일반회계", "1,042", "96"), ("기금", "138", "-"),
        at=((100, 220, 370), (130, 325, 440), (150, 335, 445)),
    )  # fmt: skip
    assert read(page).text == "회계\t2025년\t증감\n일반회계\t1,042\t96\n기금\t138\t-\n"


def test_a_heading_above_columns_that_no_line_parts() -> None:
    page = ruled_rows(
        ("정원", "합계", "5급"), ("정원", "현원", "정원", "현원"),
        ("본청", "352", "349", "8", "7"), ("소속기관", "12", "-", "6", "5"),
        at=((70, 180, 360), (140, 220, 320, 400), (60, 145, 225, 345, 425),
            (60, 150, 230, 345, 425)),
    )  # fmt: skip
    # The rule below the first row begins behind the first column, whose heading stands on it.
    rule, heading = page.content[4], page.content[1]
    page.content[4] = rule.replace("50 ", "130 ", 1)
    page.content[1] = heading.replace("70 728", "70 718")
    assert cells(read(page))[:4] == [
        (0, 0, 2, 1, "정원"), (0, 1, 1, 2, "합계"), (0, 3, 1, 2, "5급"), (1, 1, 1, 1, "정원"),
    ]  # fmt: skip


def test_ruled_lines_of_prose_are_no_table() -> None:
    page = ruled_rows(
        *[("가", "산림청은 본청과 여러 소속기관으로 이루어져 있고 현장에서 일한다")] * 4,
        at=((55, 75),) * 4,
    )
    assert read(page).tables == ()


def test_lines_drawn_as_thin_bars_or_dashes_are_lines() -> None:
    page = Page()
    for y in (100, 120, 140):
        page.bar(50, y, 80, 0.7)
    for x in (50, 90, 130):
        for y in range(100, 140, 2):
            page.line(x, y, x, y + 1)
    page.text(60, 115, "가").text(100, 115, "나").text(60, 135, "다").text(100, 135, "라")
    assert read(page).text == "가\t나\n다\t라\n"


def test_a_shade_of_many_bars_is_no_table() -> None:
    page = Page().line(50, 99, 50, 131).line(150, 99, 150, 131).text(60, 118, "Ⅰ. 기본현황")
    for number in range(30):
        page.bar(50, 100 + number, 100, 1)
    assert read(page).text == "Ⅰ. 기본현황\n"


def test_the_lines_of_a_cell_are_joined_and_empty_cells_kept() -> None:
    page = Page().grid((50, 120, 190), (100, 130, 150))
    page.text(55, 112, "관광 홍보").text(55, 126, "종합계획").text(125, 118, "10명").text(
        125, 145, "-"
    )
    assert read(page).text == "관광 홍보 종합계획\t10명\n\t-\n"


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    page = Page().grid((50, 80, 300), (100, 200))
    page.line(50, 220, 300, 220).line(50, 200, 50, 220).line(80, 200, 80, 220).line(
        300, 200, 300, 220
    )
    page.text(60, 150, "1").text(90, 112, "총사업비").text(60, 215, "2").text(90, 215, "없음")
    # The right side of the inner table touches the side of the cell.
    page.grid((120, 200, 299.5), (120, 140, 160))
    page.text(125, 135, "국비").text(210, 135, "6,448").text(125, 155, "시비").text(
        210, 155, "1,382"
    )
    page.text(90, 190, "추진중")
    source = read(page)
    assert source.text == "1\t총사업비 국비 6,448 시비 1,382 추진중\n2\t없음\n"
    assert [cell[:2] + cell[4:] for cell in cells(source, 1)] == [
        (0, 0, "국비"),
        (0, 1, "6,448"),
        (1, 0, "시비"),
        (1, 1, "1,382"),
    ]


def test_frames_are_no_tables() -> None:
    page = Page().frame(50, 50, 80, 80).frame(84, 50, 300, 80)
    page.text(60, 70, "1", 14).text(90, 70, "조 직", 14)  # a number and its heading
    page.frame(50, 100, 300, 160).text(60, 120, "◇ 첫째").text(60, 140, "◇ 둘째")
    for number, letters in enumerate(("기획팀", "보상팀")):  # words from the top down
        page.frame(50 + 60 * number, 180, 70 + 60 * number, 240)
        for row, letter in enumerate(letters):
            page.text(55 + 60 * number, 195 + 18 * row, letter)
    source = read(page)
    assert source.tables == ()
    lines = [line for line in source.text.splitlines() if line]
    assert lines == ["1  조 직", "◇ 첫째", "◇ 둘째", "기 획 팀", "보 상 팀"]


def test_a_title_on_the_edge_of_a_frame_makes_no_table() -> None:
    page = Page().frame(150, 90, 250, 110).text(180, 104, "목 표")
    page.line(50, 100, 150, 100).line(250, 100, 350, 100)
    page.line(50, 100, 50, 160).line(350, 100, 350, 160).line(50, 160, 350, 160)
    page.text(60, 130, "1,000만 관광객").text(60, 150, "부산")
    source = read(page)
    assert source.tables == ()
    assert [line for line in source.text.splitlines() if line] == [
        "목 표",
        "1,000만 관광객",
        "부산",
    ]


def test_text_beside_a_box_is_read_after_it_and_not_through_it() -> None:
    page = Page().frame(50, 100, 150, 160).text(60, 115, "가 1").text(60, 135, "가 2")
    page.text(200, 115, "나 1").text(200, 135, "나 2")
    assert read(page).text.split() == ["가", "1", "가", "2", "나", "1", "나", "2"]


def test_pages_and_what_stands_on_each() -> None:
    pages = [
        Page().text(50, 60, "부산광역시").text(50, 100, f"□ {word}").text(280, 800, f"- {number} -")
        for number, word in enumerate(("가", "나", "다"), start=1)
    ]
    pages[1].text(50, 150, "5")  # a number that does not count along
    source = read(Page(), *pages)
    text = source.text
    assert source.page_starts[:2] == (0, 0)
    assert [text[start:].splitlines()[2] for start in source.page_starts[1:]] == [
        "□ 가",
        "□ 나",
        "□ 다",
    ]
    assert [span.of(text) for span in source.furniture] == [
        words for number in (1, 2, 3) for words in ("부산광역시", f"- {number} -")
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 5).map(lambda column: 40 + 90 * column),
            st.integers(0, 50).map(lambda line: 60 + 14 * line),
            st.text("0123456789,.가나", min_size=1, max_size=8),
        ),
        min_size=1,
        max_size=25,
        unique_by=lambda place: place[:2],  # one over another would be overprinted
    ),
    st.lists(st.integers(45, 520), min_size=2, max_size=6, unique=True),
    st.lists(st.integers(65, 790), min_size=2, max_size=6, unique=True),
)
def test_every_glyph_comes_to_stand_once(
    words: list[tuple[int, int, str]], xs: list[int], ys: list[int]
) -> None:
    page = Page().grid(sorted(xs), sorted(ys))
    for x, y, word in words:
        page.text(x, y, word)
    source = read(page)
    printed = sorted("".join(word for _, _, word in words))
    assert sorted("".join(source.text.split())) == printed
    for table in source.tables:
        inside = [text for *_, text in cells(Source(**{**vars(source), "tables": (table,)}))]
        stands = source.text[table.start : table.end]
        assert sorted("".join("".join(inside).split())) == sorted("".join(stands.split()))


def _two_up(*sheets: tuple[list[str], list[str]]) -> Source:
    """Sheets laid across, with lines on their left and right halves."""
    pages = []
    for sides in sheets:
        page = Page(box="0 247 842 842")
        for x, lines in zip((60, 480), sides, strict=True):
            for number, line in enumerate(lines):
                page.text(x, 100 + 30 * number, line)
        pages.append(page)
    return read(*pages)


LEFT, RIGHT = ["2025. 2.", "가람시", "□ 인력 30명"], ["□ 주요현안", "○ 사업비 12억원", "- 끝"]


def test_two_pages_on_a_sheet_are_read_one_after_the_other() -> None:
    source = _two_up((LEFT, RIGHT), (LEFT, []))
    lines = [line for line in source.text.splitlines() if line]
    assert lines == [*LEFT, *RIGHT, *LEFT]
    assert len(source.page_starts) == 2  # a page is a sheet, as viewers count


def test_a_wide_page_with_a_title_across_it_is_one_page() -> None:
    title = ["가람시 기획조정실 주요업무 추진계획 및 성과 보고서 요약본 제1부 총괄 현황"]
    source = _two_up((title + LEFT, ["", *RIGHT]))
    assert [line for line in source.text.splitlines() if line][1] == "2025. 2. □ 주요현안"


def test_cells_on_a_colour_are_filled() -> None:
    """White over a colour is none; a bar that fills most of the width of a cell is one."""
    page = Page().grid((100, 200, 300, 400), (100, 130, 160))
    for (x, y, width, height), colour in (
        ((100, 100, 100, 30), "0.9 0.9 0.5"),
        ((200, 100, 100, 30), "0.2 0.2 0.2"),
        ((200, 100, 100, 30), "1 1 1"),
        ((305, 140, 80, 10), "0 0 1"),
    ):
        page.raw(f"{colour} rg").bar(x, y, width, height)
    page.raw("0 0 0 rg")
    for n, word in enumerate("가나다"):
        page.text(105 + 100 * n, 120, word).text(105 + 100 * n, 157, word)
    (table,) = read(page).tables
    assert [(c.row, c.column) for c in table.cells if c.is_filled] == [(0, 0), (1, 2)]


def test_rows_without_rules_between_them_are_rows() -> None:
    """Each line level with those beside it; a name over two lines beside one figure is no two."""
    page = Page().grid((100, 200, 300), (100, 120, 200, 240))
    page.text(105, 115, "부서").text(205, 115, "예산")
    for n, (name, amount) in enumerate((("총무과", "300"), ("회계과", "1,200"), ("계", "1,500"))):
        page.text(105, 135 + 20 * n, name).text(205, 135 + 20 * n, amount)
    page.text(105, 215, "도시").text(105, 230, "재생과").text(205, 222, "70")
    assert [text for *_, text in cells(read(page))] == [
        "부서", "예산", "총무과", "300", "회계과", "1,200", "계", "1,500", "도시 재생과", "70",
    ]  # fmt: skip


def _halves(left: str, right: str) -> Page:
    """Two tables side by side with a line above them that has a part over each."""
    page = Page().text(50, 90, left).text(280, 90, right)
    page.grid([50, 150, 250], [100, 120, 140]).grid([280, 380, 480], [100, 120, 140])
    for x, word in zip((60, 160, 290, 390), ("팀", "정원", "시설", "수"), strict=True):
        page.text(x, 114, word).text(x, 134, "7" if x in (160, 390) else "가나")
    return page


def test_each_of_two_tables_side_by_side_has_its_own_title() -> None:
    page = _halves("□ 인력 (2025. 1. 1.)", "□ 시설 (2024. 12. 31.)")
    assert read(page).text == (
        "□ 인력 (2025. 1. 1.)\n팀\t정원\n가나\t7\n□ 시설 (2024. 12. 31.)\n시설\t수\n가나\t7\n"
    )


def test_a_title_with_its_unit_at_the_right_heads_both_tables() -> None:
    page = _halves("□ 인력과 시설 현황", "(단위 : 명)")
    assert read(page).text == (
        "□ 인력과 시설 현황 (단위 : 명)\n팀\t정원\n가나\t7\n시설\t수\n가나\t7\n"
    )


def test_a_line_of_a_cell_that_had_room_for_the_next_word_ends_its_paragraph() -> None:
    page = Page().text(50, 80, "업무").grid((50, 150, 300), (100, 120, 180))
    page.text(52, 114, "과").text(152, 114, "주요 업무").text(52, 134, "총무과")
    # 10 a letter: 148 wide, so that 조정 found no room, and 문서 would have found it.
    page.text(152, 134, "인사와 조직에 관한 사항의").text(152, 148, "조정 및 총괄")
    page.text(152, 162, "문서 관리")
    source = read(page)
    cell = source.tables[0].cells[-1]
    begins = (cell.start, *cell.paragraphs)
    parts = [source.text[a:b].strip() for a, b in zip(begins, (*begins[1:], cell.end), strict=True)]
    assert parts == ["인사와 조직에 관한 사항의 조정 및 총괄", "문서 관리"]


def _read_without_fonts(data: bytes) -> str:
    """The text of a PDF on a machine that has no font."""
    pypdfium2.raw.FPDF_DestroyLibrary()
    none = (ctypes.POINTER(ctypes.c_char) * 1)()
    pypdfium2.raw.FPDF_InitLibraryWithConfig(
        pypdfium2.raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=none)
    )
    return read_pdf("busan-office/2025-02.pdf", data).text


def test_a_glyph_that_no_font_draws_is_read_all_the_same() -> None:
    """PDFium leaves out a text of one glyph that neither file nor machine has a font for."""
    page = Page().text(50, 100, "예산").text(90, 100, "7").text(95, 100, "억원").text(50, 120, "명")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        text = pool.submit(_read_without_fonts, pdf(page)).result()
    assert text == read(page).text == "예산 7억원\n명\n"


def _in_columns(right: list[tuple[str, str]], down: int = 0) -> Page:
    """A page with a heading over two columns; the right one stands lower by some points."""
    page = Page().text(50, 60, "Ⅲ. 추진계획과 당면 현안").text(500, 30, "가람공사")
    left = [("1", "전동차 교체"), ("▸", "1단계 서른두 량 시제차 반입"), ("▸", "9월 말까지 시운전")]
    for column, lines in ((50, left), (310, right)):
        for n, (mark, words) in enumerate(lines):
            y = 100 + 20 * n + (down if column == 310 else 0)
            page.text(column, y, mark).text(column + 15, y, words)
    return page.text(290, 800, "7")


def test_text_in_two_columns_is_read_one_column_after_the_other() -> None:
    """By a heading on both sides, or by lines that do not stand level."""
    headed = _in_columns(
        [("2", "역사 누수 대책"), ("▸", "여섯 곳에 차수판을 보강"), ("▸", "7월 말 보수 완료")]
    )
    assert read(headed).text.splitlines() == [
        "가람공사", "", "Ⅲ. 추진계획과 당면 현안", "",
        "1 전동차 교체", "▸ 1단계 서른두 량 시제차 반입", "▸ 9월 말까지 시운전", "",
        "2 역사 누수 대책", "▸ 여섯 곳에 차수판을 보강", "▸ 7월 말 보수 완료", "", "7",
    ]  # fmt: skip
    same = [("▸", "여섯 곳에 차수판을 보강"), ("▸", "배수로 정비"), ("▸", "7월 말 보수 완료")]
    lower = read(_in_columns(same, down=7)).text
    assert lower.index("시운전") < lower.index("차수판") < lower.index("7월 말 보수")


def test_a_title_with_its_table_is_a_column() -> None:
    page = Page().text(50, 60, "Ⅰ. 일반현황과 가람공사의 조직 및 인력과 예산을 함께 보이는 줄")
    for y, words in (
        (100, "◎ 설립근거 : 가람공사 설립 조례"),
        (120, "◎ 주요기능 : 시설 운영"),
        (140, "◎ 조직 : 세 본부 아홉 팀"),
    ):
        page.text(50, y, words)
    page.text(310, 100, "◎ 예산현황").text(420, 120, "(단위 : 백만원)")
    for y in (130, 150, 170):
        page.line(310, y, 500, y)
    for x in (310, 400, 500):
        page.line(x, 130, x, 170)
    page.text(320, 145, "과목").text(410, 145, "2025").text(320, 165, "계").text(410, 165, "48")
    assert [line for line in read(page).text.splitlines() if line][1:] == [
        "◎ 설립근거 : 가람공사 설립 조례", "◎ 주요기능 : 시설 운영", "◎ 조직 : 세 본부 아홉 팀",
        "◎ 예산현황", "(단위 : 백만원)", "과목\t2025", "계\t48",
    ]  # fmt: skip


def test_columns_under_two_headings_end_at_the_next_program() -> None:
    page = Page().text(
        50, 60, "가람의 해를 계기로 관광객 일억 명 시대를 여는 기반을 마련하고 지역 경제를 살림"
    )
    page.text(50, 100, "1-1. 관광객 유치").text(50, 180, "1-2. 할인 행사")
    for y, left, right in (
        (120, "▣ 추진실적", "▣ 향후계획"),
        (140, "◦ 외래관광객 62만명을 유치", "◦ 박람회 참가 : 12월"),
        (160, "◦ 설명회 열일곱 회에 참가", "- 홍보물 제작 11월 말"),
        (200, "▣ 추진실적", "▣ 향후계획"),
        (220, "◦ 쿠폰 십만 장을 모두 발행", "◦ 동계 할인 : 1월"),
        (240, "◦ 참여업체 오백 곳과 협약", "◦ 결과보고 : 2월 초"),
    ):
        page.text(50, y, left).text(260, y, right)
    assert [line for line in read(page).text.splitlines() if line][1:] == [
        "1-1. 관광객 유치",
        "▣ 추진실적", "◦ 외래관광객 62만명을 유치", "◦ 설명회 열일곱 회에 참가",
        "▣ 향후계획", "◦ 박람회 참가 : 12월", "- 홍보물 제작 11월 말",
        "1-2. 할인 행사",
        "▣ 추진실적", "◦ 쿠폰 십만 장을 모두 발행", "◦ 참여업체 오백 곳과 협약",
        "▣ 향후계획", "◦ 동계 할인 : 1월", "◦ 결과보고 : 2월 초",
    ]  # fmt: skip


def test_pairs_of_items_on_level_lines_are_no_columns() -> None:
    page = Page()
    for n, words in enumerate(
        ("위치 : 가람시 중앙로 일대에 걸친 곳", "규모 : 연면적 12,300제곱미터")
    ):
        page.text(50, 100 + 20 * n, f"○ {words}").text(310, 100 + 20 * n, f"○ {words}까지")
    assert [line.count("○") for line in read(page).text.splitlines()] == [2, 2]
