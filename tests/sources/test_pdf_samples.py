"""Three Busan reports as PDF, beside their rendered pages. Skipped where the samples are absent."""

from collections import Counter
from functools import cache
from unicodedata import category

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from samples import sample

from pipeline.sources.pdf.reader import read_pdf
from pipeline.sources.source import Source

AIRPORT = "busan2025_신공항추진본부.pdf"
TOURISM = "busan2025_관광마이스국.pdf"
HOUSING = "busan2025_주택건축국.pdf"
ALL = pytest.mark.parametrize("name", [AIRPORT, TOURISM, HOUSING])


@cache
def read(name: str) -> Source:
    """A sample, read."""
    return read_pdf("busan-office/2025-02.pdf", sample(name))


def page(name: str, number: int) -> str:
    """The canonical text of one page."""
    source = read(name)
    ends = [*source.page_starts[1:], len(source.text)]
    return source.text[source.page_starts[number - 1] : ends[number - 1]]


def tables(name: str, number: int) -> list[list[list[str]]]:
    """The tables of one page, row by row; what a merged cell covers is empty."""
    source = read(name)
    ends = [*source.page_starts[1:], len(source.text)]
    return [
        [row.split("\t") for row in source.text[table.start : table.end].split("\n")]
        for table in source.tables
        if source.page_starts[number - 1] <= table.start < ends[number - 1]
    ]


@ALL
def test_every_glyph_of_the_text_layer_stands_in_the_text(name: str) -> None:
    """Held against PDFium's own reading of each page, which leaves out what it takes for doubled.

    Its reading lacks 99 dots of the leaders on one contents page, and a `∼` and a `市` elsewhere.
    """
    restored: Counter[str] = Counter()
    document = pypdfium2.PdfDocument(sample(name))
    for number in range(1, len(document) + 1):
        textpage = document[number - 1].get_textpage()
        layer = Counter(
            chr(pdfium.FPDFText_GetUnicode(textpage, index))
            for index in range(pdfium.FPDFText_CountChars(textpage))
            if pdfium.FPDFText_IsGenerated(textpage, index) != 1
        )
        printed = Counter(
            {c: n for c, n in layer.items() if not (c.isspace() or category(c) == "Cc")}
        )
        stands = Counter(c for c in page(name, number) if not c.isspace() and c != "\ufffd")
        assert not printed - stands, number
        restored += stands - printed
        digits = [Counter(c for c in counted.elements() if c.isdecimal())
                  for counted in (printed, stands)]  # fmt: skip
        assert digits[0] == digits[1], number
    assert set(restored) <= {"·", "∼", "市"}


@ALL
def test_cells_lie_in_their_tables_and_overlap_nowhere(name: str) -> None:
    source = read(name)
    for table in source.tables:
        at = table.start
        for cell in table.cells:
            assert at <= cell.start <= cell.end <= table.end
            assert "\t" not in source.text[cell.start : cell.end]
            at = cell.end


@pytest.mark.parametrize(
    ("name", "pages", "found", "numbered"),
    [(AIRPORT, 21, 4, 17), (TOURISM, 46, 32, 38), (HOUSING, 60, 48, 56)],
)
def test_pages_tables_and_page_numbers(name: str, pages: int, found: int, numbered: int) -> None:
    source = read(name)
    assert (len(source.page_starts), len(source.tables)) == (pages, found)
    feet = [span.of(source.text) for span in source.furniture]
    # The pages before the first chapter, and notes at the end, have no number.
    assert feet == [f"- {number} -" for number in range(1, numbered + 1)]


def test_the_same_bytes_give_the_same_source() -> None:
    assert read_pdf("busan-office/2025-02.pdf", sample(AIRPORT)) == read(AIRPORT)


def test_columns_that_touch_are_told_apart() -> None:
    # Page 2 as numbered: the figures of neighbouring columns are printed over the line between.
    _, visitors, *_ = tables(TOURISM, 6)
    assert visitors[2][:6] == ["2024.11.", "2,696,477", "389,254", "14.4", "418,243", "15.5"]
    assert visitors[3][-2:] == ["871,810", "47.9"]


def test_merged_headers_and_stubs() -> None:
    # Page 3 as numbered, printed without its left and right side.
    renewal = tables(HOUSING, 7)[1]
    assert renewal[0] == ["구 분", "합계", "단계별 추진사항", *[""] * 6, "정비구역 지정전", "", ""]
    assert " ".join(renewal[2]) == "합 계 387 316 31 38 15 21 102 109 71 4 67"
    works = tables(AIRPORT, 7)[0]
    assert [row[:3] for row in works[1:4]] == [
        ["공 항 부 문", "부지 조성", "11.6조"],
        ["", "건축 시설", "1.9조"],
        ["접근도로", "", "0.6조"],
    ]


def test_a_table_in_a_cell_whose_side_it_touches() -> None:
    # Page 50 as numbered: three projects, each with its budget by year.
    projects, *budgets = tables(HOUSING, 54)
    assert [row[0] for row in projects] == ["연번", "1", "2", "3"]
    assert len(budgets) == 3
    inner = next(table for table in read(HOUSING).tables if len(table.cells) == 42)
    contents = [read(HOUSING).text[c.start : c.end] for c in inner.cells if c.row == 2]
    assert contents == ["계", "12,893", "6,448", "6,448", "3,326", "3,326", "3,119", "-"]


def test_glyphs_without_a_character() -> None:
    # Blank ones between the words of a cover are spaces; the numbers of the contents are unknown.
    assert "상상 이상의 미래 주거 ·도시공간을 조성하겠습니다" in page(HOUSING, 15)
    assert page(AIRPORT, 3).count("\ufffd") == 2


def test_frames_headings_and_organisation_charts_are_lines() -> None:
    lines = page(AIRPORT, 5).splitlines()
    assert [line for line in lines if line[:2] in ("1 ", "2 ", "3 ")] == [
        "1  조 직",
        "2  인 력",
        "3  예 산",
    ]
    assert "공 항 기 획 팀" in lines  # written from the top down, in a frame
    assert "4  특별건축구역 활성화 사업" in page(HOUSING, 50).splitlines()
    roof = page(AIRPORT, 10).splitlines()
    assert roof[2:4] == [
        "대내외 정책여건",
        "◇ (세계항공운송시장) 국제항공운송협회(IATA)는 '25년부터 코로나 이전",
    ]
