"""Which rows and columns of a table are headings, by what stands in and below them."""

import pytest
from reports import source_of

from pipeline.document.document import read_document


@pytest.mark.parametrize(
    ("rows", "headings", "stub"),
    [
        # a second row of words below merged headings, no corner: an agency, an account
        (("총무과||재무과|", "정원|현원|정원|현원", "21|20|15|16"), 2, 0),
        # … and with a corner that only the first row has
        (("구분|2024년||2025년|", "부서|예산|집행|예산|집행", "총무과|10|9|12|1"), 2, 1),
        # words below headings that nothing merges are a row of their own
        (("구분|위원장|장소", "영화위원회|김하나|해운대구", "등급위원회|이두리|남구"), 1, 1),
        # names beside the corner's column, before the first figures
        (("구분|항목|2023년|2024년", "대기|미세먼지|27|31", "수질|총인|3|2"), 1, 2),
        (("총사업비|기투자|2025년", "3,262|476|125"), 1, 0),
        # columns of one name, told apart by the words below it; 성명 and 소속 tell nothing apart
        (("지역|중구|마포구|중구", "업종|인쇄|인쇄|봉제", "경과|심사|설계|선정"), 2, 1),
        (("구분|1월|2월", "회의|개최|연기", "행사|개최|취소"), 1, 1),
        # rows of one name, told apart by the words beside it
        (
            ("캠퍼스|교육기간|대상", "|총계|414명", "영등포|’20~’21|184명", "영등포|’22~’23|230명"),
            1,
            2,
        ),
        (("캠퍼스|교육기간|대상", "영등포|’20~’21|청년", "영등포|’22~’23|230명"), 1, 1),
        # numbers of rows are no figures
        (("연번|사업명|예산", "1|도로정비|300", "2|하천정비|200"), 1, 2),
    ],
)
def test_headings(rows: tuple[str, ...], headings: int, stub: int) -> None:
    cells = [row.split("|") for row in rows]
    markup = ""
    for row in cells:
        markup += "<tr>"
        at = 0
        while at < len(row):
            width = 1
            while at + width < len(row) and not row[at + width] and row is cells[0]:
                width += 1
            markup += f'<td colspan="{width}">{row[at]}</td>'
            at += width
        markup += "</tr>"
    (grid,) = read_document(source_of(f"<table>{markup}</table>\n")).tables
    assert (grid.header_rows, grid.stub_columns) == (headings, stub)
