"""Tables, pages and furniture that a source states: used as they are, beside guessed tables."""

from dataclasses import replace

from reports import source_of

from pipeline.document.document import read_document
from pipeline.sources.source import Source, SourceCell, SourceTable
from pipeline.sources.span import Span

HEAD = "□ 예산 현황\n"
TABLE = "구 분\t예산\t\n\t2024년\t2025년\n시비\t1,200\t1,300\n계\t1,200\t1,300\n"
FOOT = "- 3 -\n"
TAIL = "갑\t을\n1\t2\n"


def _cell(text: str, words: str, row: int, column: int, **spans: int) -> SourceCell:
    start = text.index(words) if words else 0
    return SourceCell(row, column, start, start + len(words), **spans)


def _source() -> Source:
    text = HEAD + TABLE + FOOT + TAIL
    at = len(HEAD)
    row3, row4 = at + TABLE.index("시비"), at + TABLE.index("계\t")
    cells = (
        _cell(text, "구 분", 0, 0, row_span=2),
        SourceCell(0, 1, at + 4, at + 6, column_span=2),
        _cell(text, "2024년", 1, 1),
        _cell(text, "2025년", 1, 2),
        SourceCell(2, 0, row3, row3 + 2),
        SourceCell(2, 1, row3 + 3, row3 + 8),
        SourceCell(2, 2, row3 + 9, row3 + 14),
        SourceCell(3, 0, row4, row4 + 1),
        SourceCell(3, 1, row4 + 2, row4 + 7),
        SourceCell(3, 2, row4 + 8, row4 + 13),
    )
    table = SourceTable(at, at + len(TABLE) - 1, cells)
    foot = len(HEAD + TABLE)
    return replace(
        source_of(text),
        format="hwpx",
        tables=(table,),
        page_starts=(0, foot + len(FOOT)),
        furniture=(Span(foot, foot + len(FOOT) - 1),),
    )


def test_the_stated_grid_is_used_as_it_is() -> None:
    document = read_document(_source())
    box, guessed = document.tables
    assert (box.dialect, box.rows, box.columns) == ("box", 4, 3)
    assert (box.header_rows, box.stub_columns) == (2, 1)
    assert [span.of(document.text) for span in box.column_path(2)] == ["예산", "2025년"]
    assert [[cell.span.of(document.text) for cell in row] for row in box.body()] == [
        ["시비", "1,200", "1,300"],
        ["계", "1,200", "1,300"],
    ]
    # Only the lines that no stated table covers are searched for tables of tabs.
    assert (guessed.dialect, guessed.span.of(document.text)) == ("tabs", TAIL.strip())


def test_captions_pages_and_furniture() -> None:
    document = read_document(_source())
    assert document.tables[0].captions[0].of(document.text) == "□ 예산 현황"
    assert document.kinds == ("heading", *["table"] * 4, "furniture", "table", "table")
    assert [document.page_of(line) for line in document.lines] == [1] * 6 + [2] * 2


def test_plain_text_has_no_pages() -> None:
    document = read_document(source_of(HEAD + TAIL))
    assert {document.page_of(line) for line in document.lines} == {None}


def test_furniture_is_what_the_source_says() -> None:
    source = replace(source_of("□ 가\n서울특별시 경제정책실\n"), furniture=(Span(4, 15),))
    assert read_document(source).kinds == ("heading", "furniture")


def test_headings_marked_by_the_file_win_over_guesses() -> None:
    text = "10\t20\n30\t40"
    cells = tuple(
        SourceCell(row, column, at, at + 2, is_header=row == 0)
        for row, column, at in ((0, 0, 0), (0, 1, 3), (1, 0, 6), (1, 1, 9))
    )
    source = replace(source_of(text), tables=(SourceTable(0, len(text), cells),))
    assert read_document(source).tables[0].header_rows == 1
    plain = tuple(replace(cell, is_header=False) for cell in cells)
    source = replace(source_of(text), tables=(SourceTable(0, len(text), plain),))
    assert read_document(source).tables[0].header_rows == 0


def test_a_table_in_a_cell_is_captioned_by_its_cell_and_a_foot_heads_nothing() -> None:
    text = "□ 사업\n1\t총사업비 (단위: 백만원) 가 10 나 20 끝\n- 3 -\n2\t없음\n"
    outer = tuple(
        _cell(text, words, 0, n)
        for n, words in enumerate(("1", "총사업비 (단위: 백만원) 가 10 나 20 끝"))
    )
    inner = tuple(
        _cell(text, words, n // 2, n % 2) for n, words in enumerate(("가", "10", "나", "20"))
    )
    below = tuple(_cell(text, words, 0, n) for n, words in enumerate(("2", "없음")))
    below = (replace(below[0], start=text.index("2\t"), end=text.index("2\t") + 1), below[1])
    foot = text.index("- 3 -")
    tables = (
        SourceTable(outer[0].start, outer[1].end, outer),
        SourceTable(inner[0].start, inner[3].end, inner),
        SourceTable(below[0].start, below[1].end, below),
    )
    furniture = (Span(foot, foot + 5),)
    source = replace(source_of(text), format="pdf", tables=tables, furniture=furniture)
    document = read_document(source)
    captions = [[span.of(text) for span in grid.captions] for grid in document.tables]
    assert captions == [["□ 사업"], ["(단위: 백만원)"], []]
