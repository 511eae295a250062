"""HWPX: every kind of text in its place, and grids as the file states them."""

import pytest
from hwpx_files import archive, hwpx, p, section, tbl, tc

from pipeline.errors import ReportError
from pipeline.sources.hwpx.numbering import in_form
from pipeline.sources.hwpx.reader import read_hwpx
from pipeline.sources.source import Source

FILE = "office/2025-12.hwpx"
NUMBERS = (
    '<hh:bullet id="1" char="○"/>'
    '<hh:numbering id="1"><hh:paraHead start="1" level="1" numFormat="DIGIT">^1.</hh:paraHead>'
    '<hh:paraHead start="1" level="2" numFormat="HANGUL_SYLLABLE">^2.</hh:paraHead></hh:numbering>'
    '<hh:paraPr id="1"><hh:heading type="BULLET" idRef="1" level="0"/></hh:paraPr>'
    '<hh:paraPr id="2"><hh:heading type="NUMBER" idRef="1" level="0"/></hh:paraPr>'
    '<hh:paraPr id="3"><hh:heading type="NUMBER" idRef="1" level="1"/></hh:paraPr>'
)


def _read(*paragraphs: str, header: str = "") -> Source:
    return read_hwpx(FILE, hwpx(section(*paragraphs), header=header))


def _list(name: str, *paragraphs: str, attributes: str = "") -> str:
    inner = f"<hp:subList>{''.join(paragraphs)}</hp:subList>"
    return f"<hp:ctrl><hp:{name} {attributes}>{inner}</hp:{name}></hp:ctrl>"


def _cells(source: Source, table: int = 0) -> list[tuple[int, int, str]]:
    return [(c.row, c.column, source.text[c.start : c.end]) for c in source.tables[table].cells]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        # characters that are elements, and the text behind them
        ("<hp:t>가<hp:tab/>나<hp:lineBreak/>다</hp:t>", "가 나 다"),
        ("<hp:t>가<hp:nbSpace/>나<hp:fwSpace/>다</hp:t>", "가 나 다"),
        ("<hp:t>2<hp:hyphen/>3<hp:markpenBegin/>호<hp:markpenEnd/> 끝</hp:t>", "2-3호 끝"),
        # what tracked changes have struck out is not printed, what they put in is
        ("<hp:t>12<hp:deleteBegin/>34<hp:deleteEnd/>5</hp:t>", "125"),
        ("<hp:t>12<hp:insertBegin/>34<hp:insertEnd/>5</hp:t>", "12345"),
        # overlapped characters, words with others above them
        ('<hp:compose composeText="①"/>', "①"),
        ("<hp:dutmal><hp:mainText>본</hp:mainText><hp:a>덧</hp:a></hp:dutmal>", "본 덧"),
        # a comment is not printed
        ("<hp:ctrl><hp:hiddenComment><hp:subList><hp:p><hp:run><hp:t>9</hp:t></hp:run></hp:p>"
         "</hp:subList></hp:hiddenComment></hp:ctrl><hp:t>글</hp:t>", "글"),
    ],
)  # fmt: skip
def test_text_of_a_run(content: str, text: str) -> None:
    assert _read(p(content)).text == f"{text}\n"


def test_bullets_and_numbers_that_the_text_does_not_hold() -> None:
    source = _read(
        p("글머리", style="1"), p("하나", style="2"), p("첫째", style="3"), p("둘째", style="3"),
        p("둘", style="2"), p("다시", style="3"), header=NUMBERS,
    )  # fmt: skip
    assert source.text == "○ 글머리\n1. 하나\n가. 첫째\n나. 둘째\n2. 둘\n가. 다시\n"


@pytest.mark.parametrize(
    ("form", "number", "shown"),
    [
        ("DIGIT", 12, "12"), ("CIRCLED_DIGIT", 3, "③"), ("CIRCLED_DIGIT", 21, "㉑"),
        ("HANGUL_SYLLABLE", 1, "가"), ("HANGUL_SYLLABLE", 14, "하"), ("HANGUL_SYLLABLE", 15, "거"),
        ("HANGUL_JAMO", 3, "ㄷ"), ("CIRCLED_HANGUL_SYLLABLE", 2, "㉯"), ("ROMAN_SMALL", 4, "ⅳ"),
        ("CIRCLED_LATIN_SMALL", 2, "ⓑ"), ("DECAGON_CIRCLE", 1, "갑"), ("IDEOGRAPH", 11, "11"),
        ("CIRCLED_HANGUL_JAMO", 1, "㉠"), ("HANGUL_SYLLABLE", 13, "파"), ("USER", 4, "4"),
    ],
)  # fmt: skip
def test_numbers_in_the_forms_of_hangul(form: str, number: int, shown: str) -> None:
    assert in_form(number, form) == shown
    running = f'<hp:autoNum num="{number}"><hp:autoNumFormat type="{form}" prefixChar="("/>'
    source = _read(p(f"<hp:ctrl>{running}</hp:autoNum></hp:ctrl>", " 글"))
    assert source.text == f"({shown} 글\n"


def test_notes_without_numbers_are_counted_by_kind_through_all_sections() -> None:
    foot, end = _list("footNote", p("주")), _list("endNote", p("미주"))
    data = hwpx(section(p("가", foot, foot, end)), section(p("나", foot, end)))
    assert [line for line in read_hwpx(FILE, data).text.splitlines() if "주" not in line] == [
        "가1)2)1)", "나3)2)",
    ]  # fmt: skip


def test_notes_follow_their_paragraph_with_their_number() -> None:
    number = (
        '<hp:ctrl><hp:autoNum num="3"><hp:autoNumFormat suffixChar=")"/></hp:autoNum></hp:ctrl>'
    )
    note = _list("footNote", p(number, " 본예산"), attributes='number="3" suffixChar="41"')
    source = _read(p("예산현액", note, "과 지출액"), p("다음"))
    assert source.text == "예산현액3)과 지출액\n3) 본예산\n다음\n"
    # of a cell, they follow the table: a row stays a line
    source = _read(p(tbl([tc(0, 0, p("예산", note)), tc(0, 1, "12")])), p("다음"))
    assert source.text == "예산3)\t12\n3) 본예산\n다음\n"


def test_headers_and_footers_are_furniture() -> None:
    source = _read(p(_list("header", p("경제정책실")), "□ 개요"), p(_list("footer", p("3쪽"))))
    assert source.text == "□ 개요\n경제정책실\n3쪽\n"
    assert [span.of(source.text) for span in source.furniture] == ["경제정책실", "3쪽"]


def test_text_boxes_also_in_groups() -> None:
    box = f"<hp:drawText><hp:subList>{p('글상자 1')}</hp:subList></hp:drawText>"
    source = _read(p("앞", f"<hp:container><hp:rect>{box}</hp:rect></hp:container>", "뒤"))
    assert source.text == "앞\n글상자 1\n뒤\n"


def test_the_grid_is_the_one_stated() -> None:
    source = _read(
        p("앞", tbl(
            [tc(0, 0, "구 분", rows=2), tc(0, 1, "예산", columns=2)],
            [tc(1, 1, "2024"), tc(1, 2, "2025")],
            [tc(2, 0, "계"), tc(2, 1, "1,200", "(10)"), tc(2, 2, "")],
            caption="(단위 : 백만원)",
        ), "뒤"),
    )  # fmt: skip
    assert source.text == (
        "앞\n(단위 : 백만원)\n구 분\t예산\t\n\t2024\t2025\n계\t1,200 (10)\t\n뒤\n"
    )
    (table,) = source.tables
    assert source.text[table.start : table.end].startswith("구 분\t예산")
    assert _cells(source) == [
        (0, 0, "구 분"), (0, 1, "예산"), (1, 1, "2024"), (1, 2, "2025"),
        (2, 0, "계"), (2, 1, "1,200 (10)"), (2, 2, ""),
    ]  # fmt: skip
    assert [(c.row_span, c.column_span) for c in table.cells][:2] == [(2, 1), (1, 2)]


def test_a_caption_below_stays_below() -> None:
    source = _read(p(tbl([tc(0, 0, "가"), tc(0, 1, "나")], caption="자료 : 통계청", side="BOTTOM")))
    assert source.text == "가\t나\n자료 : 통계청\n"


def test_a_table_in_a_cell_stands_in_the_cell_and_is_a_table() -> None:
    inner = tbl([tc(0, 0, "안"), tc(0, 1, "1")], [tc(1, 0, ""), tc(1, 1, "2")])
    source = _read(p(tbl([tc(0, 0, "앞", p(inner), "뒤"), tc(0, 1, "끝")])))
    assert source.text == "앞 안 1 2 뒤\t끝\n"
    assert _cells(source, 0) == [(0, 0, "앞 안 1 2 뒤"), (0, 1, "끝")]
    assert _cells(source, 1) == [(0, 0, "안"), (0, 1, "1"), (1, 0, ""), (1, 1, "2")]


def test_a_frame_is_no_table() -> None:
    frame = tbl([tc(0, 0, "")], [tc(1, 0, "Ⅰ. 일반현황", "□ 조직")], [tc(2, 0, "")])
    source = _read(p(frame), p(tbl([tc(0, 0, ""), tc(0, 1, " ")])))
    assert (source.text, source.tables) == ("Ⅰ. 일반현황\n□ 조직\n", ())
    # neither around a table, nor inside a cell
    source = _read(p(tbl([tc(0, 0, p(tbl([tc(0, 0, "가"), tc(0, 1, p(frame))])))])))
    assert _cells(source) == [(0, 0, "가"), (0, 1, "Ⅰ. 일반현황 □ 조직")]


def test_raised_digits_stay_apart() -> None:
    # moel2025: 의무고용률 3.1→’29 3.5%, where ’29 is printed small above
    header = '<hh:charPr id="7"><hh:supscript/></hh:charPr>'
    runs = "".join(
        f'<hp:run charPrIDRef="{style}"><hp:t>{text}</hp:t></hp:run>'
        for style, text in (("1", "3.1→"), ("7", "’29"), ("1", "3.5%"), ("7", "*"))
    )
    assert _read(f"<hp:p>{runs}</hp:p>", header=header).text == "3.1→’29 3.5%*\n"


def test_sections_stand_in_the_order_of_the_spine() -> None:
    parts = {
        "Contents/content.hpf": b'<p><item id="a" href="Contents/section0.xml"/>'
        b'<item id="b" href="section1.xml"/><itemref idref="b"/><itemref idref="a"/></p>',
        "Contents/section0.xml": section(p("첫째")).encode(),
        "Contents/section1.xml": section(p("둘째")).encode(),
    }
    assert read_hwpx(FILE, archive(parts)).text == "둘째\n첫째\n"
    del parts["Contents/content.hpf"]
    parts["Contents/section10.xml"] = section(p("열째")).encode()
    assert read_hwpx(FILE, archive(parts)).text == "첫째\n둘째\n열째\n"


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("<hp:tc><hp:subList/></hp:tc>", "no place"),
        ('<hp:tc><hp:cellAddr colAddr="-1" rowAddr="0"/></hp:tc>', "colAddr '-1'"),
        ('<hp:tc><hp:cellAddr colAddr="0"/><hp:cellSpan colSpan="0"/></hp:tc>', "colSpan"),
    ],
)  # fmt: skip
def test_cells_that_make_no_grid_are_refused(cell: str, problem: str) -> None:
    with pytest.raises(ReportError, match=problem):
        _read(p(tbl([tc(5, 5, "글"), cell])))


def test_cells_that_overlap_cost_one_place() -> None:
    rows = [tc(0, 0, "구분", columns=3), tc(0, 1, "예산")], [tc(1, 0, "계"), tc(1, 1, "7")]
    source = _read(p(tbl(*rows, [tc(2, 0, "갑"), tc(2, 1, "3"), tc(2, 1, "4")])), p("끝"))
    assert source.text == "구분\t예산\t\n계\t7\t\n갑\t3 4\t\n끝\n"
    assert _cells(source)[:4] == [(0, 0, "구분"), (0, 1, "예산"), (1, 0, "계"), (1, 1, "7")]
    assert [c.column_span for c in source.tables[0].cells] == [1] * 6


def test_names_with_backslashes_are_names() -> None:
    parts = {"Contents\\section0.xml": section(p("하나")).encode(), "mimetype": b"hwp+zip"}
    assert read_hwpx(FILE, archive(parts)).text == "하나\n"
    parts["Contents/section0.xml"] = section(p("둘")).encode()
    with pytest.raises(ReportError, match="in it 2 times"):
        read_hwpx(FILE, archive(parts))


ROWS = [tc(0, 0, "부서"), tc(0, 1, "예산")], [tc(1, 0, "갑과"), tc(1, 1, "1,200")]
NO_PLACE = "<hp:tc><hp:p><hp:run><hp:t>{}</hp:t></hp:run></hp:p></hp:tc>"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        # programs other than Hangul: a table in the section itself, paragraphs without subList,
        # cells without a place, text right below its paragraph
        (tbl(*ROWS), "부서\t예산\n갑과\t1,200\n"),
        (tbl(*ROWS).replace("<hp:subList>", "").replace("</hp:subList>", ""),
         "부서\t예산\n갑과\t1,200\n"),
        (p("<hp:tbl><hp:tr>" + NO_PLACE.format("가") + NO_PLACE.format("7") + "</hp:tr></hp:tbl>"),
         "가\t7\n"),
        ("<hp:p><hp:t>글 3</hp:t></hp:p>", "글 3\n"),
        # a table in a running head, a drawing of a kind not known
        (p(_list("header", p(tbl([tc(0, 0, "가람시"), tc(0, 1, "기밀")]))), "글"),
         "글\n가람시\n기밀\n"),
        (p("<hp:newShape><hp:inside>" + p("글 4") + "</hp:inside></hp:newShape>"), "글 4\n"),
    ],
)  # fmt: skip
def test_text_is_read_wherever_it_stands(content: str, text: str) -> None:
    assert _read(content).text == text


@pytest.mark.parametrize(
    ("content", "left_out"),
    [
        ("<hp:equation><hp:script>x = 300 over 7</hp:script></hp:equation>",
         {"formula script": 10}),
        ("<hp:t>1<hp:deleteBegin/>23<hp:deleteEnd/></hp:t>", {"struck out": 2}),
        (_list("hiddenComment", p("12")), {"hidden comment": 2}),
        (_list("fieldBegin", p("12"), attributes='type="MEMO"'), {"hidden comment": 2}),
        ("<hp:pic><hp:shapeComment>그림 1</hp:shapeComment></hp:pic>",
         {"description of a picture": 3}),
        ("<hp:switch><hp:case><hp:t>글</hp:t></hp:case><hp:default><hp:t>글</hp:t></hp:default>"
         "</hp:switch>", {"other version of the same": 1}),
    ],
)  # fmt: skip
def test_what_is_not_printed_is_counted(content: str, left_out: dict[str, int]) -> None:
    balance = _read(p("□ 개요"), p(content)).balance
    assert balance is not None
    assert balance.left_out == left_out


def test_text_that_no_rule_takes_refuses_the_file_with_its_place() -> None:
    with pytest.raises(ReportError, match=r"section0\.xml holds text that would be lost: '예산31"):
        _read(p("□ 개요"), p("<hp:unknown>예산 31억원</hp:unknown>"))


def test_cells_on_a_colour_are_filled() -> None:
    brush = (
        '<hh:borderFill id="{}"><hc:fillBrush xmlns:hc="c"><hc:winBrush faceColor="{}"/>'
        "</hc:fillBrush></hh:borderFill>"
    )
    colours = enumerate(("none", "#FFFFFF", "#D9E5FF"))
    header = "".join(brush.format(number, colour) for number, colour in colours)
    cells = [tc(0, n, "가").replace("<hp:tc", f'<hp:tc borderFillIDRef="{n}"') for n in range(4)]
    source = _read(p(tbl(cells)), header=header)
    assert [c.column for c in source.tables[0].cells if c.is_filled] == [2]
