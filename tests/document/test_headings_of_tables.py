"""Headings beside rows, and units above tables with more than one."""

from dataclasses import replace

import pytest
from hwpx_files import hwpx, p, section, tbl, tc
from reports import source_of

from pipeline.document.document import read_document
from pipeline.document.outline.tree import read_outline
from pipeline.document.tables.axes import read_axes
from pipeline.document.tables.unit_notes import noted_units, unit_for
from pipeline.sources.hwpx.reader import read_hwpx


def test_row_headings() -> None:
    # moel2025: 합계 covers two rows and heads no other; moef: what is indented stands below
    source = read_hwpx("a/b.hwpx", hwpx(section(p(tbl(
        [tc(0, 0, "구분", columns=3), tc(0, 3, "계")],
        [tc(1, 0, "합계", rows=2, columns=2), tc(1, 2, "정원"), tc(1, 3, "9")],
        [tc(2, 2, "현원"), tc(2, 3, "8")],
        [tc(3, 0, ""), tc(3, 1, "본부"), tc(3, 2, "정원"), tc(3, 3, "5")],
        [tc(4, 0, "수입", columns=3), tc(4, 3, "4")],
        [tc(5, 0, ""), tc(5, 1, "경상", columns=2), tc(5, 3, "3")],
        [tc(6, 0, "지출", columns=3), tc(6, 3, "2")],
    )))))  # fmt: skip
    (grid,) = read_document(source).tables
    assert (grid.header_rows, grid.stub_columns) == (1, 3)
    rows = read_axes(source.text, grid).rows.values()
    assert [" / ".join(head.text for head in heads) for heads in rows] == [
        "합계 / 정원", "합계 / 현원", "본부 / 정원", "수입", "수입 / 경상", "지출",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "header_rows"),
    [
        (["구분", "3", "4"], 1),  # a word that heads tables, whatever follows
        (["직급별 구분", "4급", "5급"], 1),
        (["", "2024", "2025년(안)"], 1),  # years
        (["1분기", "2분기", "3분기"], 1),  # names with a digit
        (["시비", "1,200", "3%"], 0),
        (["인원", "12명", "△3"], 0),
        (["", "", ""], 0),
    ],
)
def test_header_rows(row: list[str], header_rows: int) -> None:
    cells = [[tc(r, c, text) for c, text in enumerate(t)] for r, t in enumerate((row, ["가", "1"]))]
    source = read_hwpx("a/b.hwpx", hwpx(section(p(tbl(*cells)))))
    assert read_document(source).tables[0].header_rows == header_rows


@pytest.mark.parametrize(
    ("notes", "noted"),
    [
        ("(단위 : 백만원, ’22.3.22. 기준)", ("백만원",)),
        ("(단위 : 억원, %)", ("억원", "%")),
        ("[단위: 명]", ("명",)),
        ("(단위：천주)", ("천주",)),  # not listed, yet what the note says
        ("(’22.3.22. 기준)", ()),
        ("(단위: 천㎥/일)", ("천㎥/일",)),
        ("(단위 : 종목, 팀, 명)", ("종목", "팀", "명")),
    ],
)
def test_noted_units(notes: str, noted: tuple[str, ...]) -> None:
    assert noted_units(notes) == noted


@pytest.mark.parametrize(
    ("noted", "headings", "unit"),
    [
        (("억원", "%"), ["예산", "증감률"], "%"),
        (("억원", "%"), ["(B-A)/A", "총지출(a+b)"], "%"),
        (("억원", "%"), ["증감 (B-A)", "총지출(a+b)"], "억원"),
        (("%", "억원"), ["예산액"], "억원"),
        (("%",), ["예산액"], "%"),
        (("명",), ["비율"], "명"),  # the note has no other unit to offer
        ((), ["비율"], None),
        (("동", "천㎡"), ["14년", "동수"], "동"),
        (("동", "천㎡"), ["14년", "연면적"], "천㎡"),
        (("개소", "대"), ["총계", "등록기구수"], "대"),
        (("개소", "대"), ["총계"], None),  # no heading tells which
    ],
)
def test_unit_for(noted: tuple[str, ...], headings: list[str], unit: str | None) -> None:
    assert unit_for(noted, headings) == unit


def _outline(text: str, **source: str) -> list[tuple[int, str, str]]:
    document = read_document(replace(source_of(text), **source))
    return [(len(s.path), s.kind, s.title) for s in read_outline(document).sections[1:]]


def test_dotted_numbers_that_no_contents_page_lists() -> None:
    # moel2025, chapter Ⅱ: they count from 1 and hold headings
    text = "Ⅰ. 방향\n1. 추진방향\n□ 격차 해소\n○ 청년\n2. 추진전략\n□ 전환\nⅡ. 현황\n○ 나\n"
    assert [s for s in _outline(text) if s[1] == "heading"] == [
        (2, "heading", "추진방향"),
        (3, "heading", "격차 해소"),
        (2, "heading", "추진전략"),
        (3, "heading", "전환"),
    ]
    # a list of sentences holds none; a number that does not count is none
    for text in ("Ⅰ. 방향\n□ 법안\n1. 하나\n2. 둘\n", "Ⅰ. 방향\n3. 셋\n□ 가\n5. 다섯\n"):
        assert all(title in ("방향", "법안", "가") for _, _, title in _outline(text))


def test_numbers_in_boxes_head_parts() -> None:
    text = "Ⅰ. 현황\n격차 해소\n\U000f02b1  조직\n□ 가\n\U000f02ba\U000f02c3 예산\n"
    assert _outline(text, format="hwpx") == [
        (1, "chapter", "현황"),
        (2, "heading", "격차 해소"),
        (3, "heading", "조직"),
        (4, "heading", "가"),
        (3, "heading", "예산"),
    ]


def test_a_paragraph_is_a_line_where_the_format_says_so() -> None:
    text = "Ⅰ. 현황\n○ 청년 지원\n이어지는 글\n"
    assert _outline(text)[1] == (2, "item", "청년 지원 이어지는 글")
    assert _outline(text, format="hwpx")[1] == (2, "item", "청년 지원")


def test_a_count_of_whole_things_has_no_decimals() -> None:
    assert unit_for(("호", "%"), ["2020"], "1,405,037") == "호"
    assert unit_for(("호", "%"), ["2020"], "59.7") is None
    assert unit_for(("억원", "%"), ["예산"], "59.7") == "억원"
    assert unit_for(("명",), ["평균"], "2.5") == "명"


def test_labels_that_go_on_in_the_row_below_head_both_rows() -> None:
    text = (
        "신 체\t(어린이, 장애인 등) 1,139명\n약 자\t교통안전 지킴이(52명) 등\n"
        "경 제\t(저소득층 등) 81명\n약 자\t도시락 배달(26명)\n"
    )
    (grid,) = read_document(source_of(text)).tables
    heads = [[head.text for head in heads] for heads in read_axes(text, grid).rows.values()]
    assert heads == [["신체", "약자"], ["신체", "약자"], ["경제", "약자"], ["경제", "약자"]]
