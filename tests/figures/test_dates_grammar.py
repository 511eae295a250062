"""Dates as reports print them: first and last day, precision, and where the year comes from."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading import figures_of

# text, year of the report, then (raw, first day, last day, precision, source of the year)
DATES = [
    # 2022-03 line 7
    ("(’22.3.15. 기준)", 2022, [("’22.3.15.", "2022-03-15", "2022-03-15", "day", "stated")]),
    # 2022-03 line 1326: the second year has no mark
    ("’22. 8.~23.7.", 2022, [("’22. 8.~23.7.", "2022-08-01", "2023-07-31", "month", "stated")]),
    # 2022-03 line 512: a space behind the mark
    ("’ 22.5 ~ 12월", 2022, [("’ 22.5 ~ 12월", "2022-05-01", "2022-12-31", "month", "stated")]),
    # 2022-03 line 1245: the last century
    ("(’64.4.15.지정)", 2022, [("’64.4.15.", "1964-04-15", "1964-04-15", "day", "stated")]),
    # 2022-03 line 1466
    ("(’22.下 개관)", 2022, [("’22.下", "2022-07-01", "2022-12-31", "half", "stated")]),
    # 2022-03 line 1487
    ("’22.하반기", 2022, [("’22.하반기", "2022-07-01", "2022-12-31", "half", "stated")]),
    # years, halves and quarters as other offices write them
    ("협약 : 2024-03-05", 2025, [("2024-03-05", "2024-03-05", "2024-03-05", "day", "stated")]),
    ("보고회 : 2025/7/1", 2025, [("2025/7/1", "2025-07-01", "2025-07-01", "day", "stated")]),
    (
        "2024-12-30 ~ 2025-01-03",
        2025,
        [("2024-12-30 ~ 2025-01-03", "2024-12-30", "2025-01-03", "day", "stated")],
    ),
    ("시연 : 2025.Q4", 2025, [("2025.Q4", "2025-10-01", "2025-12-31", "quarter", "stated")]),
    ("시범운영 : 25. 3Q", 2025, [("25. 3Q", "2025-07-01", "2025-09-30", "quarter", "stated")]),
    ("점검 1/4분기", 2025, [("1/4분기", "2025-01-01", "2025-03-31", "quarter", "report")]),
    ("점검 4사분기", 2025, [("4사분기", "2025-10-01", "2025-12-31", "quarter", "report")]),
    ("착공(’25. 상.)", 2025, [("’25. 상", "2025-01-01", "2025-06-30", "half", "stated")]),
    ("완공 : ’26년 하", 2025, [("’26년 하", "2026-07-01", "2026-12-31", "half", "stated")]),
    ("완공 : ’26. 초", 2025, [("’26. 초", "2026-01-01", "2026-04-30", "part_of_year", "stated")]),
    ("2026년말 준공", 2025, [("2026년말", "2026-09-01", "2026-12-31", "part_of_year", "stated")]),
    ("2025년 초·중 학교", 2025, [("2025년", "2025-01-01", "2025-12-31", "year", "stated")]),
    ("’25. 12월말", 2025, [("’25. 12월말", "2025-12-01", "2025-12-31", "month", "stated")]),
    ("차년도 1월 정산", 2025, [("차년도 1월", "2026-01-01", "2026-01-31", "month", "stated")]),
    ("내년 3월", 2025, [("내년 3월", "2026-03-01", "2026-03-31", "month", "stated")]),
    ("금년 3월", 2025, [("금년 3월", "2025-03-01", "2025-03-31", "month", "stated")]),
    # months of a list with dots; both ends in words; the end of a month, apart
    (
        "'24. 5./7./10. 협의",
        2025,
        [
            ("'24. 5.", "2024-05-01", "2024-05-31", "month", "stated"),
            ("7.", "2024-07-01", "2024-07-31", "month", "chain"),
            ("10.", "2024-10-01", "2024-10-31", "month", "chain"),
        ],
    ),
    (
        "3월 2일부터 10일까지",
        2025,
        [("3월 2일부터 10일", "2025-03-02", "2025-03-10", "day", "report")],
    ),
    (
        "2025. 7월 말 ~ 8월 초",
        2025,
        [("2025. 7월 말 ~ 8월 초", "2025-07-01", "2025-08-31", "month", "stated")],
    ),
    ("작년 12월", 2025, [("작년 12월", "2024-12-01", "2024-12-31", "month", "stated")]),
    (
        "2025. 2. 10.(월) 16:00",
        2025,
        [("2025. 2. 10.(월) 16:00", "2025-02-10", "2025-02-10", "day", "stated")],
    ),
    *(
        (
            f"{mark}24. 3월",
            2025,
            [(f"{mark}24. 3월", "2024-03-01", "2024-03-31", "month", "stated")],
        )
        for mark in "'’‘`´ˊ′＇"
    ),
    # 2022-03 line 353
    ("(’21.4분기)", 2022, [("’21.4분기", "2021-10-01", "2021-12-31", "quarter", "stated")]),
    # 2022-03 line 412
    ("’22.3~4월", 2022, [("’22.3~4월", "2022-03-01", "2022-04-30", "month", "stated")]),
    # 2022-03 line 416: until
    ("~ ’22. 5월", 2022, [("’22. 5월", None, "2022-05-31", "month", "stated")]),
    # 2022-03 line 435: from
    ("’22. 4월 ~ 예산 소진", 2022, [("’22. 4월 ~", "2022-04-01", None, "month", "stated")]),
    # 2022-03 line 538
    (
        "’21. 4. 1. ~ ’22. 5. 31.까지",
        2022,
        [("’21. 4. 1. ~ ’22. 5. 31.", "2021-04-01", "2022-05-31", "day", "stated")],
    ),
    # 2022-03 line 676: month and day alone
    ("현장실사(3.8)", 2022, [("3.8", "2022-03-08", "2022-03-08", "day", "report")]),
    ("사업공모(2.18~3.4)", 2022, [("2.18~3.4", "2022-02-18", "2022-03-04", "day", "report")]),
    # an open end, and a range of days
    (
        "상담센터(9.5~9.8), 기간(8.11~29)",
        2025,
        [
            ("9.5~9.8", "2025-09-05", "2025-09-08", "day", "report"),
            ("8.11~29", "2025-08-11", "2025-08-29", "day", "report"),
        ],
    ),
    # a cell of a table that is a day
    ("선정 행사\t2.27.\t서울", 2025, [("2.27.", "2025-02-27", "2025-02-27", "day", "report")]),
    # a day with its name
    ("매년 10.24.(유엔의 날)", 2025, [("10.24.", "2025-10-24", "2025-10-24", "day", "report")]),
    # a short year without its mark, before what figures are stated for
    ("조치결과(24.12기준)", 2025, [("24.12", "2024-12-01", "2024-12-31", "month", "stated")]),
    ("(25.3월말 현재)", 2025, [("25.3월말", "2025-03-01", "2025-03-31", "month", "stated")]),
    # 2022-03 line 776: the second day takes the year of the first
    (
        "’22. 2. 16 / 2. 25",
        2022,
        [
            ("’22. 2. 16", "2022-02-16", "2022-02-16", "day", "stated"),
            ("2. 25", "2022-02-25", "2022-02-25", "day", "chain"),
        ],
    ),
    # 2022-03 line 772
    ("’22. 2. 14 ~ 15", 2022, [("’22. 2. 14 ~ 15", "2022-02-14", "2022-02-15", "day", "stated")]),
    # 2022-03 line 919
    ("(’22.1~11.)", 2022, [("’22.1~11.", "2022-01-01", "2022-11-30", "month", "stated")]),
    # 2022-03 line 1035
    (
        "2분기(~7월)",
        2022,
        [
            ("2분기", "2022-04-01", "2022-06-30", "quarter", "report"),
            ("7월", None, "2022-07-31", "month", "report"),
        ],
    ),
    # 2022-03 line 1639
    (
        "’22.3.18(금) ~ 3.23(수), 6일간",
        2022,
        [("’22.3.18(금) ~ 3.23(수)", "2022-03-18", "2022-03-23", "day", "stated")],
    ),
    # 2023-03 line 297
    ("기간\t9.5~9.9", 2023, [("9.5~9.9", "2023-09-05", "2023-09-09", "day", "report")]),
    # 2023-03 line 363
    (
        "'23. 3.15.(수) ~ 3.19.(일), 5일간",
        2023,
        [("'23. 3.15.(수) ~ 3.19.(일)", "2023-03-15", "2023-03-19", "day", "stated")],
    ),
    # 2023-03 line 510
    ("(9.24. ~ 26.)", 2023, [("9.24. ~ 26.", "2023-09-24", "2023-09-26", "day", "report")]),
    # 2023-03 line 592: weeks of a month
    (
        "'23. 4월 2~3주 중",
        2023,
        [("'23. 4월 2~3주", "2023-04-01", "2023-04-30", "month", "stated")],
    ),
    # 2023-03 line 1007
    (
        "'22.3.1~'25.2.28",
        2023,
        [("'22.3.1~'25.2.28", "2022-03-01", "2025-02-28", "day", "stated")],
    ),
    # 2023-03 line 1195
    (
        "'18.~ '22.12월",
        2023,
        [("'18.~ '22.12월", "2018-01-01", "2022-12-31", "month", "stated")],
    ),
    # 2023-03 line 1203: two months
    (
        "공동 선발(4, 10월)",
        2023,
        [
            ("4", "2023-04-01", "2023-04-30", "month", "report"),
            ("10월", "2023-10-01", "2023-10-31", "month", "report"),
        ],
    ),
    # 2023-03 line 1707: days behind slashes take the year of the first
    (
        "('22. 3/29, 5/9)",
        2023,
        [
            ("'22. 3/29", "2022-03-29", "2022-03-29", "day", "stated"),
            ("5/9", "2022-05-09", "2022-05-09", "day", "chain"),
        ],
    ),
    # 2023-03 line 1725
    ("2018~2022년", 2023, [("2018~2022년", "2018-01-01", "2022-12-31", "year", "stated")]),
    ("(2022. 11. 11.)", 2023, [("2022. 11. 11.", "2022-11-11", "2022-11-11", "day", "stated")]),
    # 2023-03 line 1739: no mark at all
    ("- 22년 파트너스하우스", 2023, [("22년", "2022-01-01", "2022-12-31", "year", "stated")]),
    ("~'26", 2023, [("'26", None, "2026-12-31", "year", "stated")]),
    # the year of the heading above
    (
        "□ '22년 추진실적\n- 공고 : 11월",
        2023,
        [
            ("'22년", "2022-01-01", "2022-12-31", "year", "stated"),
            ("11월", "2022-11-01", "2022-11-30", "month", "heading"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "year", "expected"), DATES)
def test_dates(text: str, year: int, expected: list[tuple]) -> None:
    found = [
        (d.raw, d.start and str(d.start), d.end and str(d.end), d.precision, d.year_from)
        for d in figures_of(text, year).dates
    ]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "‘용산 전자제조지원센터’ 22개소",  # a closing quotation mark
        "(’17. 2.4조원",  # 2022-03 line 171: the year alone, no month
        "9개월 연속 5% 이상",
        "최근 3년간",
        "20년 이상 근속",
        "종합형 3.5% 증가",
        "소비(1.4%↑)",
        "22.5기준금리 인상",
        "22.13기준",
        "증가율(1.4~2.1%)",
        "평균 (0.9~)",
        "배율 13.5.(전년)",
    ],
)
def test_no_month_and_no_day_is_invented(text: str) -> None:
    assert all(date.precision == "year" for date in figures_of(text).dates)
    assert len(figures_of(text).dates) == text.count("’17")


def test_a_number_on_the_next_line_is_no_day() -> None:
    dates = figures_of("○ 개관 : ’22. 5월\n\n2 서울형 R&D").dates
    assert [date.raw for date in dates] == ["’22. 5월"]


FORMS = [
    "'{y}.{m}.{d}.",
    "’{y}. {m}. {d}",
    "20{y}. {m}. {d}.",
    "'{y}년 {m}월 {d}일",
    "'{y}.{m}.{d}",
]


@settings(deadline=None)
@given(st.dates(datetime.date(2010, 1, 1), datetime.date(2035, 12, 31)), st.sampled_from(FORMS))
def test_printed_days_are_read_back(day: datetime.date, form: str) -> None:
    text = form.format(y=f"{day:%y}", m=day.month, d=day.day)
    (date,) = figures_of(f"공고({text})").dates
    assert (date.start, date.end, date.precision) == (day, day, "day")
