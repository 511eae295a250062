"""Dates as reports print them."""

import datetime

import pytest

from pipeline.figures.date_values import as_of_dates, cover_month


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("(’22.3.15. 기준)", ["2022-03-15"]),  # 2022-03 line 7
        ("(단위 : 백만원, '23.2.10. 기준)", ["2023-02-10"]),  # 2023-03 line 56
        ("2023. 2. 10. 기준", ["2023-02-10"]),
        ("2023년 2월 10일 현재", ["2023-02-10"]),
        ("’23. 2. 10.(금) 기준", ["2023-02-10"]),
        ("’23.2.10. 기준, ’22.12.31. 현재", ["2023-02-10", "2022-12-31"]),
        ("’98.1.1. 기준", ["1998-01-01"]),
        # no day, no date, no statement of a day
        ("’23.13.1. 기준", []),
        ("2.10. 기준", []),
        ("’23.2.10. 개최", []),
        ("기준금리 1년새 2.0%p", []),  # 2023-03 line 90
    ],
)
def test_as_of(text: str, days: list[str]) -> None:
    assert [day.isoformat() for day in as_of_dates(text)] == days


@pytest.mark.parametrize(
    ("line", "month"),
    [
        ("2023. 3.", datetime.date(2023, 3, 1)),  # 2023-03 line 6
        ("2023년 3월", datetime.date(2023, 3, 1)),
        ("2023. 3. 7.", datetime.date(2023, 3, 1)),
        ("2023. 3. 7.(화)", datetime.date(2023, 3, 1)),
        ("’23. 3.", datetime.date(2023, 3, 1)),
        ("2023. 13.", None),
        ("1. 일반 현황", None),
        ("2023. 3. 업무보고", None),
    ],
)
def test_cover_month(line: str, month: datetime.date | None) -> None:
    assert cover_month(line) == month
