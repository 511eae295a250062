"""HWPML, Word and OpenDocument: the same small report, and nothing of it lost."""

import pytest
from hwpx_files import archive

from pipeline.errors import ReportError
from pipeline.sources.hwpx.hwpml import read_hml
from pipeline.sources.office.docx import read_docx
from pipeline.sources.office.odt import read_odt
from pipeline.sources.source import Source

FILE = "a/2025-02.x"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "draw", "style")
)


def hml(body: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><HWPML Version="2.8"><HEAD>{head}</HEAD>'
        f"<BODY><SECTION>{body}</SECTION></BODY><TAIL><SCRIPTCODE>x</SCRIPTCODE></TAIL></HWPML>"
    ).encode()


def docx(body: str, **parts: str) -> bytes:
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return archive(
        {"word/document.xml": document.encode()}
        | {f"word/{name}.xml": part.encode() for name, part in parts.items()}
    )


def odt(body: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text>"
    return archive({"content.xml": f"{content}</office:body></office:document-content>".encode()})


def cells(source: Source) -> list[tuple[int, int, int, int, str]]:
    return [
        (c.row, c.column, c.row_span, c.column_span, source.text[c.start : c.end])
        for c in source.tables[0].cells
    ]


def left_out(source: Source) -> dict[str, int]:
    assert source.balance is not None
    return dict(source.balance.left_out)


GRID = [(0, 0, 2, 1, "부서"), (0, 1, 1, 2, "정원"), (1, 1, 1, 1, "남"), (1, 2, 1, 1, "여 3")]
TEXT = "부서\t정원\t\n\t남\t여 3\n"


def _hml_cell(row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> str:
    return (
        f'<CELL RowAddr="{row}" ColAddr="{column}" RowSpan="{rows}" ColSpan="{columns}"><PARALIST>'
        f"<P><TEXT><CHAR>{text}</CHAR></TEXT></P></PARALIST></CELL>"
    )


def test_hml() -> None:
    head = (
        '<MAPPINGTABLE><NUMBERINGLIST><NUMBERING Id="1"><PARAHEAD Level="1" Start="1" '
        'NumFormat="HangulSyllable">^1.</PARAHEAD></NUMBERING></NUMBERINGLIST><PARASHAPELIST>'
        '<PARASHAPE Id="7" HeadingType="Number" Heading="1" Level="0"/></PARASHAPELIST>'
        '<CHARSHAPELIST><CHARSHAPE Id="5"><SUPERSCRIPT/></CHARSHAPE></CHARSHAPELIST></MAPPINGTABLE>'
    )
    table = (
        "<TABLE><SHAPEOBJECT><CAPTION Side=\"Bottom\"><PARALIST><P><TEXT><CHAR>자료</CHAR></TEXT>"
        "</P></PARALIST></CAPTION></SHAPEOBJECT><ROW>" + _hml_cell(0, 0, "부서", rows=2)
        + _hml_cell(0, 1, "정원", columns=2) + "</ROW><ROW>" + _hml_cell(1, 1, "남")
        + _hml_cell(1, 2, "여<TAB/>3") + "</ROW></TABLE>"
    )  # fmt: skip
    source = read_hml(FILE, hml(
        '<P ParaShape="7"><TEXT><CHAR>하나</CHAR></TEXT></P>'
        '<P ParaShape="7"><TEXT><CHAR>’</CHAR></TEXT><TEXT CharShape="5"><CHAR>29</CHAR></TEXT>'
        '<TEXT><CHAR>3.5%</CHAR></TEXT></P>'
        f"<P><TEXT>{table}<FOOTNOTE><PARALIST><P><TEXT>"
        '<AUTONUM Number="1" NumberType="Footnote">'
        '<AUTONUMFORMAT SuffixChar=")" Type="Digit"/></AUTONUM><CHAR> 주</CHAR></TEXT></P>'
        "</PARALIST>"
        "</FOOTNOTE><HIDDENCOMMENT><PARALIST><P><TEXT><CHAR>12</CHAR></TEXT></P></PARALIST>"
        "</HIDDENCOMMENT></TEXT></P>", head,
    ))  # fmt: skip
    assert source.text == f"가. 하나\n나. ’29 3.5%\n{TEXT}자료\n1)\n1) 주\n"
    assert cells(source) == GRID
    assert left_out(source) == {"hidden comment": 2}


def _w(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def _wc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{_w(text)}</w:p></w:tc>"


def test_docx_tables_and_what_is_not_printed() -> None:
    source = read_docx(FILE, docx(
        f"<w:p>{_w('정원 ')}{_w('30', '<w:strike/>')}{_w('31명')}{_w('9', '<w:vanish/>')}"
        "<w:del><w:r><w:delText>7</w:delText></w:r></w:del>"
        f"<w:ins>{_w(' 증')}</w:ins><w:r><w:instrText>PAGE</w:instrText><w:tab/><w:t>끝</w:t></w:r>"
        + "</w:p><w:tbl><w:tr>" + _wc("부서", '<w:vMerge w:val="restart"/>')
        + _wc("정원", '<w:gridSpan w:val="2"/>') + "</w:tr><w:sdt><w:sdtContent><w:tr>"
        + _wc("", "<w:vMerge/>") + _wc("남") + _wc("여 3")
        + "</w:tr></w:sdtContent></w:sdt></w:tbl>"
        + "<w:p><w:r><w:drawing><w:posOffset>123</w:posOffset><w:txbxContent>"
        + f"<w:p>{_w('글상자 4')}</w:p></w:txbxContent></w:drawing></w:r></w:p>",
        header1=f"<w:hdr {W}><w:p>{_w('가람시')}</w:p></w:hdr>",
        comments=f"<w:comments {W}><w:comment><w:p>{_w('55')}</w:p></w:comment></w:comments>",
    ))  # fmt: skip
    assert source.text == f"정원 31명 증 끝\n{TEXT}글상자 4\n가람시\n"
    assert cells(source) == GRID
    assert [span.of(source.text) for span in source.furniture] == ["가람시"]
    assert left_out(source) == {
        "drawing": 3, "field": 4, "hidden": 1, "hidden comment": 2, "struck out": 3,
    }  # fmt: skip


def test_docx_numbers_and_notes() -> None:
    numbering = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="3">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="ganada"/>'
        '<w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="8"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
    )

    def item(text: str, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="8"/></w:numPr>'
        return f"<w:p><w:pPr>{number}</w:pPr>{_w(text)}</w:p>"

    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = item("하나", 0) + item("첫째", 1) + item("둘째", 1) + item("둘", 0) + item("다시", 1)
    notes = f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{_w("본예산")}</w:p></w:footnote>'
    data = docx(
        f"{body}<w:p>{_w('예산')}{note}{_w(' 12억원')}</w:p>",
        numbering=numbering,
        footnotes=f"{notes}</w:footnotes>",
    )
    assert read_docx(FILE, data).text == (
        "1. 하나\n가) 첫째\n나) 둘째\n2. 둘\n가) 다시\n예산1) 12억원\n1) 본예산\n"
    )


def test_odt() -> None:
    source = read_odt(FILE, odt(
        '<text:tracked-changes><text:p>77</text:p></text:tracked-changes>'
        '<text:h text:outline-level="1">Ⅰ. 일반현황</text:h>'
        '<text:p>□ 예산<text:s text:c="2"/><text:span>12</text:span>억원<text:note>'
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>본예산</text:p>"
        "</text:note-body></text:note><office:annotation><text:p>5</text:p></office:annotation>"
        "</text:p><text:list><text:list-item><text:p>○ 정원</text:p></text:list-item></text:list>"
        '<table:table><table:table-header-rows><table:table-row><table:table-cell '
        'table:number-rows-spanned="2"><text:p>부서</text:p></table:table-cell><table:table-cell '
        'table:number-columns-spanned="2"><text:p>정원</text:p></table:table-cell>'
        "<table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row>"
        "<table:covered-table-cell/><table:table-cell><text:p>남</text:p></table:table-cell>"
        "<table:table-cell><text:p>여</text:p><text:p>3</text:p></table:table-cell>"
        "</table:table-row></table:table>"
        "<text:p><draw:frame><draw:text-box><text:p>글상자</text:p></draw:text-box></draw:frame></text:p>"
    ))  # fmt: skip
    assert source.text == (f"Ⅰ. 일반현황\n□ 예산 12억원1)\n1) 본예산\n○ 정원\n{TEXT}글상자\n")
    assert cells(source) == GRID
    assert left_out(source) == {"hidden comment": 1, "struck out": 2}


@pytest.mark.parametrize(
    ("reader", "data", "problem"),
    [
        (read_hml, b"<HTML/>", "no HWPML"),
        (read_hml, b"%PDF-1.7", "a PDF"),
        (read_hml, hml("<P><NEW>예산 3억</NEW></P>").replace(b"</HEAD>", b"<HEAD>"), "well-formed"),
        (read_docx, archive({"Contents/section0.xml": b"<a/>"}), "without the text of a Word"),
        (read_docx, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an OLE file"),
        (read_docx, docx(f"<w:p><w:new>{'예산 3억'}</w:new></w:p>"), "would be lost: '예산3억'"),
        (read_odt, odt("<text:list>예산 3억</text:list>"), "would be lost: '.*예산3억'"),
        (read_odt, archive({"a": b""}), "no text of OpenDocument"),
    ],
)
def test_refusals(reader: object, data: bytes, problem: str) -> None:
    assert callable(reader)
    with pytest.raises(ReportError, match=problem) as refused:
        reader(FILE, data)
    assert refused.value.remedy


def test_letters_of_a_word_document_have_the_look_of_run_style_or_file() -> None:
    styles = (
        f'<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr>'
        '</w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Base"><w:rPr>'
        '<w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Top"><w:basedOn '
        'w:val="Base"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style></w:styles>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Top"/></w:pPr><w:r><w:t>일반현황</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:b/><w:sz w:val="33"/></w:rPr><w:t>인력</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>이 문장은 본문이며 다른 것보다 길게 써서 크기의 기준이 됨</w:t></w:r></w:p>"
    )
    source = read_docx(FILE, docx(body, styles=styles))
    looks = dict(zip(source.text.splitlines(), source.styles, strict=False))
    assert [(looks[name].size, looks[name].bold) for name in ("일반현황", "인력")] == [
        (2.0, True),
        (1.5, True),
    ]
    text = next(style for line, style in looks.items() if line.startswith("이 문장은"))
    assert (text.size, text.bold) == (1.0, False)


def test_headings_have_the_level_that_style_or_paragraph_states() -> None:
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Heading1">'
        '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Heading1"/></w:style>'
        "</w:styles>"
    )
    body = "".join(
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        for properties, text in (
            ('<w:pStyle w:val="Own"/>', "기관 현황"),
            ('<w:outlineLvl w:val="1"/>', "인력"),
            ('<w:pStyle w:val="Own"/><w:outlineLvl w:val="9"/>', "정원 12명"),
            ('<w:pStyle w:val="Heading1"/>', "긴 문장입니다. " * 12),
        )
    )
    source = read_docx(FILE, docx(body, styles=styles))
    assert [style.heading_level for style in source.styles if style.size] == [1, 2, None, None]
    page = odt('<text:h text:outline-level="2">예산</text:h><text:p>12억원</text:p>')
    assert next(style.heading_level for style in read_odt(FILE, page).styles) == 2
