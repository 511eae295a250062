"""Workbooks: sheets as lines and tables, numbers as they are shown, and nothing of them lost."""

import io
from collections.abc import Callable

import openpyxl
import pytest
from hwpx_files import archive
from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.errors import ReportError
from pipeline.sources.office.number_format import format_number
from pipeline.sources.office.xlsx import read_xlsx
from pipeline.sources.source import Source
from pipeline.vocabulary.messages import in_korean

FILE = "a/2025-02.xlsx"


def workbook(fill: Callable[[Worksheet], object], title: str = "Sheet1") -> bytes:
    """A workbook with one sheet, as openpyxl writes it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    fill(sheet)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def read(fill: Callable[[Worksheet], object], title: str = "Sheet1") -> Source:
    return read_xlsx(FILE, workbook(fill, title))


def left_out(source: Source) -> dict[str, int]:
    assert source.balance is not None
    return dict(source.balance.left_out)


@pytest.mark.parametrize(
    ("stored", "code", "printed"),
    [
        ("1234567", "General", "1234567"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("3.3333333333333335", "General", "3.333333333"),
        ("-5.50", "General", "-5.5"),
        ("1.5E3", "General", "1500"),
        ("1234567.5", "#,##0", "1,234,568"),
        ("-1234.5", "#,##0.0", "-1,234.5"),
        ("0", "#,##0", "0"),
        ("0", "#,###", ""),
        ("0.4525", "0.0%", "45.3%"),
        ("0.45", "0%", "45%"),
        ("1234567890", "#,##0,,", "1,235"),
        ("7", "000", "007"),
        ("2.5", "0.0#", "2.5"),
        ("-320", '#,##0;"△"#,##0', "△320"),
        ("-320", "#,##0_ ;[Red]\\-#,##0\\ ", "-320"),
        ("-320", "#,##0_);\\(#,##0\\)", "(320)"),
        ("0", '_-* #,##0_-;-* #,##0_-;_-* "-"_-;_-@_-', "-"),
        ("1500", '#,##0"백만원"', "1,500백만원"),
        ("1500", "[$₩-412]#,##0", "₩1,500"),
        ("5", '[>=3]"많음 "0;"적음 "0', "많음 5"),
        ("2", '[>=3]"많음 "0;"적음 "0', "적음 2"),
        ("-0.2", "0", "0"),
        ("45658", "yyyy-mm-dd", "2025-01-01"),
        ("45658", 'yyyy"년" m"월" d"일"', "2025년 1월 1일"),
        ("45658.75", "yyyy.m.d. hh:mm", "2025.1.1. 18:00"),
        ("45658.75", "h:mm AM/PM", "6:00 PM"),
        ("45658", "m/d(aaa)", "1/1(수)"),
        ("1.5", "[h]:mm", "36:00"),
        ("0.5", "mm:ss", "00:00"),
        ("1E+999999", "0", "1E+999999"),
        ("text", "0", "text"),
    ],
)
def test_a_number_is_printed_as_its_cell_shows_it(stored: str, code: str, printed: str) -> None:
    assert format_number(stored, code) == printed


def test_days_may_be_counted_from_1904() -> None:
    assert format_number("44196", "yyyy-mm-dd", from_1904=True) == "2025-01-01"


def _report(sheet: Worksheet) -> None:
    sheet["B2"] = "2025년도 예산 집행현황"
    sheet.merge_cells("B2:D2")
    sheet["D3"] = "(단위: 백만원)"
    for row in (("부서", "예산", None), (None, "금액", "집행률"), ("기획과", 1200.4, 0.4525)):
        sheet.append([None, *row])
    sheet.merge_cells("B4:B5")
    sheet.merge_cells("C4:D4")
    sheet["C6"].number_format, sheet["D6"].number_format = "#,##0", "0.0%"
    sheet["B7"] = "※ 2024년 12월 31일 기준"
    sheet["B9"] = "붙임"


def test_titles_tables_and_notes() -> None:
    source = read(_report, "집행현황")
    assert source.text == (
        "집행현황\n2025년도 예산 집행현황\n(단위: 백만원)\n부서\t예산\t\n\t금액\t집행률\n"
        "기획과\t1,200\t45.3%\n※ 2024년 12월 31일 기준\n붙임\n"
    )
    (table,) = source.tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells[:4]] == [
        (0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1),
    ]  # fmt: skip
    assert left_out(source) == {"number as it is stored": len("1200.4") + len("0.4525")}
    assert source.format == "xlsx"
    assert source.saved is not None


def test_a_second_reader_finds_the_same_cells() -> None:
    data = workbook(_report)
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).active
    assert isinstance(sheet, Worksheet)
    texts = [str(c.value) for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]
    lines = read_xlsx(FILE, data).text.replace("\t", "\n").split("\n")
    assert [text for text in texts if text not in lines] == []


def test_what_is_hidden_is_a_named_loss() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (("가", "나", "다"), ("1", "2", "3"), ("4", "5", "6")):
            sheet.append(row)
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["C3"].number_format = ";;;"
        sheet["C3"] = 66
        sheet["A3"].comment = Comment("메모", "갑")
        assert sheet.parent is not None
        sheet.parent.create_sheet("숨김").append(["777"])
        sheet.parent["숨김"].sheet_state = "hidden"

    source = read(fill)
    assert source.text == "가\t다\n4\t\n"
    assert left_out(source)["hidden"] == len("나123566777")
    assert left_out(source)["hidden comment"] > 0


def test_a_merged_cell_shows_where_its_first_row_is_hidden() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["계", "1"])
        sheet.append([None, "2"])
        sheet.append([None, "3"])
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[1].hidden = True

    assert read(fill).text == "계\t2\n\t3\n"


def _xml(cells: str, strings: str = "") -> bytes:
    """A workbook with these cells, as no program needs to write it."""
    relations = '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'
    book = '<workbook xmlns:r="r"><sheets><sheet name="Sheet1" r:id="r1"/></sheets></workbook>'
    return archive({
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": relations.encode(),
        "xl/worksheets/s.xml": f"<worksheet>{cells}</worksheet>".encode(),
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>".encode(),
    })  # fmt: skip


def test_texts_in_pieces_and_how_words_are_read() -> None:
    source = read_xlsx(FILE, _xml(
        '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>나</t>'
        '</is></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c></row></sheetData>',
        "<si><r><t>정</t></r><r><t>원</t></r><rPh><t>セイ</t></rPh></si><si><t>쓰지 않음</t></si>",
    ))  # fmt: skip
    assert source.text == "정원\t나\tTRUE\t#N/A\n"
    assert left_out(source)["hidden"] == len("セイ") + len("쓰지않음")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (_xml('<sheetData><row><c r="B7"><f>A1*2</f></c></row></sheetData>'), "cell B7 has a form"),
        (_xml('<sheetData><row><c r="A1" t="s"><v>9</v></c></row></sheetData>'), "missing"),
        (_xml('<other><c r="A1"><v>9</v></c></other>'), "cell A1 holds text that would be lost"),
        (archive({"a": b"b"}), "without a workbook"),
        (b"\xd0\xcf\x11\xe0", "no .xlsx file"),
        (b"PK", "no whole zip"),
    ],
)
def test_what_cannot_be_read_whole_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(ReportError) as refused:
        read_xlsx(FILE, data)
    assert told in refused.value.problem
    assert refused.value.remedy


def test_lost_text_is_named_in_korean_too() -> None:
    with pytest.raises(ReportError) as refused:
        read_xlsx(FILE, _xml('<other><c r="A1"><v>9</v></c></other>'))
    assert in_korean(refused.value.problem) == "Sheet1 시트 A1 칸에서 글이 빠집니다: '9'"


def test_cells_far_away_cost_no_time() -> None:
    source = read_xlsx(FILE, _xml(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576">'
        '<v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ))  # fmt: skip
    assert source.text == "1\n"
