"""Tables: cells point at what they say, for any text that looks like a table."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import head, source_of

from pipeline.document.document import Document, read_document
from pipeline.document.tables.headers import split_header


def _document(text: str) -> Document:
    return read_document(source_of(text))


def _rows(text: str) -> list[list[str]]:
    """The first table of a text, row by row, merged cells once."""
    grid = _document(text).tables[0]
    found: dict[int, list[str]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell.span.of(text))
    return [found[row] for row in sorted(found)]


# Which words head the columns.
@pytest.mark.parametrize(
    ("line", "names"),
    [
        # 2022-03 lines 20, 49, 96, 99
        (
            "구 분 합 계 일반직 임기제 지도/연구 관리운영",
            ["구분", "합계", "일반직", "임기제", "지도/연구", "관리운영"],
        ),
        ("구 분 담 당 업 무", ["구분", "담당업무"]),
        ("구 분 예산현액1) 원인행위액 지출액", ["구분", "예산현액", "원인행위액", "지출액"]),
        ("집행률(%)", ["집행률"]),
        ("구 분 합 계 (명) 일 반 직", ["구분", "합계", "일반직"]),
    ],
)
def test_header_words(line: str, names: list[str]) -> None:
    assert [word.name for word in split_header(line, 0, len(line))] == names


def test_spaced_table_of_figures() -> None:
    # 2022-03 lines 20-24
    text = (
        "구 분 합 계 일반직 임기제\n\n계 60/61 여성(3) 50/50 10/11\n"
        "경 제 과 60/61 (3) 50/50 10/11\n"
    )
    assert _rows(text) == [
        ["구 분", "합 계", "일반직", "임기제"],
        ["계", "60/61", "여성(3)", "50/50", "10/11"],
        ["경 제 과", "60/61", "(3)", "50/50", "10/11"],
    ]


# One row with a value too many must not widen the table and shift the columns of all others.
@pytest.mark.parametrize("torn", ["2,236 44 3 319 19.8 14.3", "2,236 443 319 19.8 14.3 1"])
def test_a_row_too_long_shifts_nothing(torn: str) -> None:
    text = head("2022-03").replace("2,236 443 319 19.8 14.3", torn)
    grid = _document(text).tables[2]
    assert grid.columns == 6
    assert [len(row.values) for row in grid.short_rows] == [6]


def test_merged_headers_of_a_tabbed_table() -> None:
    # 2023-03 lines 58-60
    grid = _document(head("2023-03")).tables[2]
    text = head("2023-03")
    paths = [[span.of(text) for span in grid.column_path(column)] for column in range(6)]
    assert paths == [
        ["구 분"],
        ["예산현액"],
        ["원인행위액"],
        ["지출액"],
        ["집행률(%)", "원인행위액"],
        ["집행률(%)", "지출액"],
    ]


def test_heading_on_two_lines_and_bullets_below() -> None:
    # 2022-03 lines 49 and 63-67
    text = (
        "구 분 담 당 업 무\n\n캠 퍼 스 타 운\n활 성 화 과\n\n∙캠퍼스타운 정책 총괄\n∙조성(종합형)\n"
    )
    assert _rows(text)[1] == ["캠 퍼 스 타 운\n활 성 화 과", "∙캠퍼스타운 정책 총괄\n∙조성(종합형)"]


def test_bullets_end_where_another_section_begins() -> None:
    # 2022-03 lines 90-91, and line 17 below them: the staff heading is no duty
    text = (
        "구 분 담 당 업 무\n서울시립과학관 ∙서울과학관 운영\n∙과학교육 기본계획\n\n"
        "인력현황 - 정원 307 / 현원 301명 (△6)\n"
    )
    assert _rows(text)[1:] == [["서울시립과학관", "∙서울과학관 운영\n∙과학교육 기본계획"]]


def test_html_table_with_spans() -> None:
    text = (
        '<table><tr><th rowspan="2">구분</th><th colspan="2">집행률</th></tr>'
        "<tr><th>원인행위액</th><th>지출액</th></tr><tr><td>계</td><td>1.0</td><td></td></table>"
    )
    grid = _document(text).tables[0]
    assert (grid.rows, grid.columns, grid.header_rows) == (3, 3, 2)
    assert [span.of(text) for span in grid.column_path(2)] == ["집행률", "지출액"]


def test_unreadable_table_is_said() -> None:
    # A header of the genre over prose, as in 2022-03 line 1660
    document = _document("프로그램 기 간 장 소 비 고\n\n해외패션위크 진출\n\n3.4(금)~3.7(월)\n")
    assert not document.tables
    assert len(document.unread) == 1


CELL = st.text("경제과 1234567890,./()-△%<>br여성", max_size=9)
GRID = st.lists(st.lists(CELL, min_size=1, max_size=5).map("\t".join), min_size=1, max_size=6).map(
    "\n".join
)
SPACED = st.lists(
    st.sampled_from(
        [
            "구 분 합 계 일반직 임기제",
            "구 분 담 당 업 무",
            "계 3/4 여성(3) 3/4 -",
            "경 제 과 1/2 (1) 1/2 -",
            "도 시 과 1/2",
            "활 성 화 과",
            "∙정책 총괄",
            "집행률(%)",
            "",
            "\t",
            "<table><tr><td>구분<td>계</table>",
            "- 3 -",
            "1. 현황",
        ]
    ),
    max_size=12,
).map("\n".join)


@settings(deadline=None, max_examples=250)
@given(st.one_of(GRID, SPACED, st.text(max_size=60)))
def test_every_cell_stands_in_the_text(text: str) -> None:
    document = _document(text)
    assert len(document.kinds) == len(document.lines)
    for grid in document.tables:
        assert 0 <= grid.span.start <= grid.span.end <= len(text)
        places = [(cell.row, cell.column) for cell in grid.cells]
        assert places == sorted(set(places))
        for cell in grid.cells:
            assert grid.span.start <= cell.span.start <= cell.span.end <= grid.span.end
            assert cell.span.of(text) == cell.span.of(text).strip()
            assert cell.row + cell.row_span <= grid.rows
            assert cell.column + cell.column_span <= grid.columns


def test_offices_and_years_head_a_spaced_table() -> None:
    """Most words of its header are of no list: those of departments, or years."""
    text = (
        "구 분 합계 문화예술과 관광과 체육진흥과\n정 원 53 18 15 20\n현 원 51 18 14 19\n\n"
        "구 분 2024년 2025년 증감\n계 36 38 2\n관광과 6 7 1\n"
    )
    first, second = read_document(source_of(text)).tables
    assert (first.rows, first.columns, second.rows, second.columns) == (3, 5, 3, 4)
