"""Charts: what their findings say, and where their marks stand."""

import datetime
import re
from typing import Any

import pytest

from pipeline.site.chart_drawings import DRAWN, budget, schedule, spending, staffing, write_rates
from pipeline.site.charts_page import Chart, chart_page, chart_texts
from pipeline.site.svg import Axis, lines_of, width_of

PLACE = {"department_id": None, "report_id": "r-2", "line_start": 3}


def _rate(report: str, name: str, rate: float, *, total: bool = False) -> dict[str, Any]:
    of = {"기준일": f"20{report}", "부서": name, "합계인가": total, "집행률": rate}
    return PLACE | of | {"report_id": report}


def test_every_chart_has_its_drawing_and_asks_for_one_agency() -> None:
    assert [text.id for text in chart_texts()] == list(DRAWN)
    for text in chart_texts():
        assert text.sql.count("$agency") == 1
        assert "r.agency_id = 'it''s'" in text.of("it's")


@pytest.mark.parametrize(
    ("values", "value", "shown"),
    [([6.0, 5.5], 6.0, "6.0"), ([6.0, 12.0], 6.0, "6"), ([0.25, 1.5], 1.5, "1.50")],
)
def test_rates_have_the_decimals_that_their_column_prints(
    values: list[float], value: float, shown: str
) -> None:
    assert write_rates(values)(value) == shown


def test_spending_compares_two_reports_and_leaves_the_total_out_of_the_order() -> None:
    now = [_rate("23", "가과", 29.0), _rate("23", "계", 8.5, total=True), _rate("23", "나과", 6.0)]
    drawn = spending([*now, _rate("22", "나과", 14.5)])
    assert "전체 집행률 8.5 %" in drawn.ko
    assert "가장 높은 곳은 가과(29.0 %), 가장 낮은 곳은 나과(6.0 %)" in drawn.ko
    assert "6.0 ← 14.5" in drawn.body
    assert drawn.body.count("<circle") == 4
    assert drawn.body.index("계</text>") < drawn.body.index("가과</text>")


def test_a_shortage_goes_to_the_left_of_nothing() -> None:
    rows = [
        PLACE | {"부서": name, "합계인가": False, "정원": 10, "현원": 10 + over, "과부족": over}
        for name, over in (("가과", -4), ("나과", 0), ("다과", 2))
    ]
    drawn = staffing(rows)
    assert "적은 부서 1곳(가장 부족한 곳은 가과, 4명), 많은 부서 1곳" in drawn.ko
    (short,) = re.findall(r'<rect class="low" x="([\d.]+)%"[^>]*width="([\d.]+)%"', drawn.body)
    (over,) = re.findall(r'<rect class="s1" x="([\d.]+)%"[^>]*width="[1-9]', drawn.body)
    assert float(short[0]) + float(short[1]) == pytest.approx(float(over), abs=0.02)
    assert "−4" in drawn.body
    assert "정원 10명, 현원 6명" in drawn.body


def test_money_is_shown_in_eok_and_whole_on_hover() -> None:
    won = {"부서": "가과", "예산현액(원)": 41_619_000_000, "지출액(원)": 2_281_000_000}
    drawn = budget([PLACE | won])
    assert ">416.2</text>" in drawn.body
    assert "예산현액 41,619,000,000원, 지출액 2,281,000,000원" in drawn.body


def test_a_schedule_begins_with_the_month_of_its_report() -> None:
    first = datetime.date(2023, 2, 1)
    step = {"달": first, "사업": "가 사업", "일정": "공고", "원문": "3월", "program_id": None}
    days = {"시작": datetime.date(2023, 3, 1), "끝": datetime.date(2023, 3, 31)}
    drawn = schedule([PLACE | step | days])
    assert "사업 1개에 예정된 일정 1건" in drawn.ko
    # the year at its first month only: 2023.2 and 2023.4 overlapped on a phone
    months = re.findall(r'<text class="axis"[^>]*>([^<]+)</text>', drawn.body)
    assert months == ["2023.2", "4", "6", "8", "10", "12", "2024.2"]
    assert "3월 공고" in drawn.body


def test_texts_of_a_report_are_no_markup() -> None:
    won = {"부서": "<b>&과", "예산현액(원)": 1_0000_0000, "지출액(원)": None}
    body = budget([PLACE | won]).body
    assert "<b>" not in body
    assert "&lt;b&gt;&amp;과" in body


@pytest.mark.parametrize(("low", "high", "ticks"), [(0, 40, 5), (-5, 5, 5), (0, 1, 6), (0, 3e9, 4)])
def test_an_axis_has_round_values(low: float, high: float, ticks: int) -> None:
    axis = Axis(low, high)
    assert len(axis.ticks()) == ticks
    assert axis.at(low) == 1
    assert axis.at(high) == 99


def test_long_names_are_two_lines_that_fit_a_phone() -> None:
    name = "청년창업 육성으로 대학 지역 활성화하는 캠퍼스타운 조성과 지역경제 회복 " * 2
    lines = lines_of(name)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(width_of(line) <= 29 for line in lines)
    assert lines_of("가과") == ["가과"]


def test_links_lead_up_from_the_page_of_an_agency() -> None:
    text = chart_texts()[0]
    assert chart_page("a", "a") == "charts.html"
    assert chart_page("b", "a") == "charts/b.html"
    row = _rate("23", "가과", 1.0) | {"department_id": "agency/가과"}
    chart = Chart(text, "", "charts/b/spending", [], [], spending([row]))
    assert 'href="../department/agency/' in chart.svg("../")
