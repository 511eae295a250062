"""Parts of a year without a digit, and ranges whose end stays open."""

import pytest
from reading import figures_of

from pipeline.document.tables.grid import Span
from pipeline.figures.date_values import spoken_dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("개관 : 하반기", [("하반기", "2023-07-01", "2023-12-31", "half")]),
        ("상반기 수요조사", [("상반기", "2023-01-01", "2023-06-30", "half")]),
        ("회의(상·하반기)", [("상·하반기", "2023-01-01", "2023-12-31", "year")]),
        ("하반기에 개관", [("하반기", "2023-07-01", "2023-12-31", "half")]),
        ("교육 운영 : 연중", [("연중", "2023-01-01", "2023-12-31", "year")]),
        ("'23년 하반기 개관", []),  # printed with its year: a date already
        ("상반기별 점검", []),
        ("분기별 추진", []),
    ],
)
def test_spoken(text: str, expected: list[tuple[str, ...]]) -> None:
    printed = figures_of(text, 2023).dates
    found = spoken_dates(text, Span(0, len(text)), printed, 2023, "report")
    assert [(d.raw, str(d.start), str(d.end), d.precision) for d in found] == expected


@pytest.mark.parametrize(
    ("text", "raw", "start", "end"),
    [
        ("협약체결 등(7~8월~)", "7~8월~", "2023-07-01", "None"),  # 2023-03 line 801
        ("운영 : '23.7~8월 ~", "'23.7~8월 ~", "2023-07-01", "None"),
        ("평가(6~7월)", "6~7월", "2023-06-01", "2023-07-31"),
    ],
)
def test_a_range_may_be_the_beginning_of_an_open_one(
    text: str, raw: str, start: str, end: str
) -> None:
    (date,) = figures_of(text, 2023).dates
    assert (date.raw, str(date.start), str(date.end)) == (raw, start, end)
    assert date.open_end == raw.endswith("~")
