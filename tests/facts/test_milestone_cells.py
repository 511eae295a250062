"""Which tables are schedules with a column a period, and where their items stand."""

import pytest

from pipeline.document.document import read_document
from pipeline.facts.milestones.diagrams import items_of_periods
from pipeline.sources.html_page import read_html


def _items(*table: tuple[str, ...]) -> list[list[str]]:
    """The items of each line of a table on a page of its own."""
    markup = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    page = f"<p>이행계획</p><table>{markup}</table>".encode()
    document = read_document(read_html("office/2025-12.html", page))
    found = items_of_periods(document)
    return [[span.of(document.text).strip() for span in found[line]] for line in sorted(found)]


# moel2025_고용노동부_업무보고.hwpx, lines 165 and 166, 255 and 256, shortened
QUARTERS = ("1분기", "2분기")


@pytest.mark.parametrize(
    ("cells", "items"),
    [
        (
            ("· 로드맵 점검단 구성(1월) · 법 입법 지원(3월)", "· 입법 지원(5월)"),
            ["· 로드맵 점검단 구성(1월)", "· 법 입법 지원(3월)", "· 입법 지원(5월)"],
        ),
        (
            ("･한랭질환 예방지도(~2월) ･건강진단 비용지원(연중)", ""),
            ["･한랭질환 예방지도(~2월)", "･건강진단 비용지원(연중)"],
        ),
        # a dot inside words begins no item
        (("· 집중·심층 점검(2월)", "캠페인(6월)"), ["· 집중·심층 점검(2월)", "캠페인(6월)"]),
    ],
)
def test_items_of_cells(cells: tuple[str, str], items: list[str]) -> None:
    assert _items(QUARTERS, cells) == [[], items]


@pytest.mark.parametrize(
    "heads", [("구분", "1분기"), ("1분기 실적", "2분기 실적"), ("2024", "2025")]
)
def test_other_tables(heads: tuple[str, str]) -> None:
    assert _items(heads, ("· 공모(1월)", "· 심사(4월)")) == []
