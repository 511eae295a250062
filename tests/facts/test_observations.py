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
