"""Dates as reports print them."""

import datetime

import pytest

from pipeline.figures.stated_days import as_of_dates, cover_month, titled_month, titled_year


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
        # each mark that stands for a century
        *((f"{mark}22.3.15. 기준", ["2022-03-15"]) for mark in "'’‘`´ˊ′＇"),
        ("기준일 : 2025. 1. 31.", ["2025-01-31"]),
        ("(기준: 2025.1.31.)", ["2025-01-31"]),
        ("2024년 12월말 현재", ["2024-12-31"]),
        ("2019.6월말 기준", ["2019-06-30"]),
        ("24.12월말 기준", ["2024-12-31"]),
        ("’24년말 기준", ["2024-12-31"]),
        ("2010.11월 누계 기준", ["2010-11-30"]),
        ("(2014. 8월(누계) 기준/잠정)", ["2014-08-31"]),
        ("2022. 1. 1.~2022. 12. 31. 기준", ["2022-12-31"]),
        ("２０２５. １. ３１. 기준으로", ["2025-01-31"]),
        ("2024년 기준", []),
        ("2024년 12월 기준금리", []),
        ("현재 25명", []),
        ("3.5 기준금리", []),
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
        ("25. 2.", datetime.date(2025, 2, 1)),
        ("２０２５. ２.", datetime.date(2025, 2, 1)),
        ("2025. 2. 10.(월) 16:00", datetime.date(2025, 2, 1)),
        ("2025. 2. 10. (월) 오후 2시", datetime.date(2025, 2, 1)),
        ("2025년 2월 10일 월요일", datetime.date(2025, 2, 1)),
        ("일시 : 2025. 2. 10.(월) 14:00", datetime.date(2025, 2, 1)),
        (
            "보도시점\t2025. 3. 14.(금) 11:00\t배포\t2025. 3. 14.(금) 08:00",
            datetime.date(2025, 3, 1),
        ),
        ("(2010.11월 누계 기준/잠정)", datetime.date(2010, 11, 1)),
        ("2023. 13.", None),
        ("- 2025년도 -", None),
        ("1. 일반 현황", None),
        ("2023. 3. 업무보고", None),
    ],
)
def test_cover_month(line: str, month: datetime.date | None) -> None:
    assert cover_month(line) == month


@pytest.mark.parametrize(
    ("line", "month", "year"),
    [
        ("2025년 2월 주요업무보고", datetime.date(2025, 2, 1), 2025),
        ("2025년도 주요업무계획", None, 2025),
        ("주요업무계획", None, None),
    ],
)
def test_dates_of_titles(line: str, month: datetime.date | None, year: int | None) -> None:
    assert (titled_month(line), titled_year(line)) == (month, year)
