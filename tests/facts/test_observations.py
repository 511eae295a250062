"""Values of tables of any kind, with what their headings say of them."""

import datetime

from reports import read, rows

HEAD = "2025. 7.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 일반현황\n\n"


def test_a_rate_without_a_measure_of_its_own_keeps_its_name_and_months_end() -> None:
    table = (
        "□ 재무현황\n(단위 : 억원, %)\n구 분\t2024년 말\t2025. 6월 말\n"
        "부 채\t55\t59\n부채비율\t88.5\t88.4\n"
    )
    end = datetime.date(2025, 6, 30)
    assert rows(
        read(HEAD + table), "observations", "item", "measure", "period_start", "period_end", "value"
    )[1::2] == [
        ("부채", None, end, end, 5_900_000_000.0),
        ("부채비율", "rate", end, end, 88.4),
    ]


def test_parts_of_a_year_and_years_that_only_brackets_name() -> None:
    table = (
        "□ 투자계획\n(단위 : 백만원)\n구 분\t계\t국비\n"
        "기투자(’24년까지)\t54\t27\n향후\t80\t40\n상반기 실적\t20\t10\n"
    )
    assert rows(
        read(HEAD + table), "observations", "measure", "period_start", "period_end", "value"
    )[::2] == [
        (None, None, datetime.date(2024, 12, 31), 54_000_000.0),
        (None, None, None, 80_000_000.0),
        ("result", datetime.date(2025, 1, 1), datetime.date(2025, 6, 30), 20_000_000.0),
    ]


def test_an_office_whose_name_ends_like_another_word_is_one_where_staff_says_so() -> None:
    table = "□ 인력\n(단위 : 명)\n구 분\t교통과\t도로과\n정 원\t20\t31\n현 원\t19\t30\n"
    assert rows(read(HEAD + table), "observations", "department", "item")[:2] == [
        ("교통과", None),
        ("도로과", None),
    ]
