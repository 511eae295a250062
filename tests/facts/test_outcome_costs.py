"""Figures under results that state none: costs of projects, and numbers that are names."""

import datetime

import pytest

from pipeline.document.tables.grid import Span
from pipeline.facts.outcomes.compared import Stated, stating_none
from pipeline.facts.outcomes.costs import is_to_come, states_no_result


@pytest.mark.parametrize(
    ("line", "raw", "unit", "printed", "expected"),
    [
        ("○ 플랫폼 구축 ▹ ’24～’28, 170억원", "170억원", "KRW", "억원", True),
        ("- 양성사업, ’24.5.～’26.12, 73.3억원", "73.3억원", "KRW", "억원", True),
        ("- 센터 운영(’24, 4.5억원) ▹ 지원(20개사)", "4.5억원", "KRW", "억원", True),
        ("○ 혁신 사업 추진▹’23.~’24, 총 871억원", "871억원", "KRW", "억원", True),
        ("○ 보호지원센터 운영▹’24년 13.4억원", "13.4억원", "KRW", "억원", True),
        ("○ 구축사업 ▹’22.～’24,107.8억원(국55.8,시24.2)", "24.2", "KRW", "억원", True),
        ("○ 브랜드 육성사업▹ 3.3억원, 14개사 선정", "3.3억원", "KRW", "억원", True),
        ("○ 국비 확보 ▹ 23억원", "23억원", "KRW", "억원", False),
        ("- 물품 수출계약(’23～’24, 30억원)", "30억원", "KRW", "억원", False),
        ("- 공사 착공(‘24. 4, 101억원)", "101억원", "KRW", "억원", False),
        ("- 57개사 지원 ▸ 매출액 2,392억원", "2,392억원", "KRW", "억원", False),
        ("- ’24～’28, 170억원 절감", "170억원", "KRW", "억원", False),
        ("- 요금할인(17만세대, 60억원)", "60억원", "KRW", "억원", False),
        ("- 교체 5.8억원(국 3.4, 시 1.2)", "3.4", "KRW", "억원", True),
        ("- 4대 전략 수립", "4대", "item", "대", True),
        ("- 장비 4대 도입", "4대", "device", "대", False),
        ("- 창업공간 3호점 개소", "3호", "item", "호", True),
        ("- 임대주택 300호 공급", "300호", "item", "호", False),
        ("- 선박 건조(20톤급), 탱크 제작", "20톤", "tonne", "톤", True),
        ("- 화물 20톤 수송", "20톤", "tonne", "톤", False),
        ("* 지표 : CCTV개수(1㎢당)", "1㎢", "sqm", "㎢", True),
        ("- BUSAN Slush’D’24.6., BOUNCE", "24.6", None, None, True),
        ("- 필요경비 지원(19억원/시(5) :구(6))", "6", "KRW", "억원", True),
        ("- 유치(13건, 2,326억원(국비1,466))", "1,466", "KRW", "억원", False),
        ("- 6년간 117억, 17개사 지원", "117억", "KRW", "억", True),
        ("- 3년간 매출 30억원 증가", "30억원", "KRW", "억원", False),
        ("○ 업무협약 체결 ▹ 산단 380MW", "380MW", "watt", "MW", True),
        ("○ 업무협약 체결 ▹ 16개", "16개", "item", "개", False),
        ("○ 투자협약 체결 ▹ 2조원", "2조원", "KRW", "조원", False),
        ("- 기본계획 수립(5개 분야 1조원 규모)", "1조원", "KRW", "조원", True),
        ("- 상담 3,245건(전년 2,870건 대비)", "2,870건", "case", "건", True),
        ("- 만족도 92.4%(88.1%에서 4.3%p 상승)", "88.1%", "percent", "%", True),
        ("- 11개소에서 38개소로 확대", "11개소", "site", "개소", False),
        ("- 60개교로 확대할 계획", "60개교", "school", "개교", True),
        ("- 700명 추가 증원 예정", "700명", "person", "명", True),
        ("- 계획 대비 700명 증원", "700명", "person", "명", False),
        ("- 17개 시·도 중 부산시 1위", "17개", "item", "개", True),
        ("- 17개 시·도 중 9개 선정", "17개", "item", "개", False),
        ("- 지식산업센터 3호 신항점 착공", "3호", "item", "호", True),
        ("- 대학 외 2", "2", None, None, True),
    ],
)
def test_whether_a_figure_states_a_result(
    line: str, raw: str, unit: str | None, printed: str | None, *, expected: bool
) -> None:
    begin = line.rindex(raw)
    assert states_no_result(line, Span(begin, begin + len(raw)), unit, printed) is expected


def test_the_share_of_an_aim_that_was_reached_is_a_result() -> None:
    line = "- 모금액 7억원(목표 6억원 대비 111.3%)"
    percent, aim = (Span(at := line.index(raw), at + len(raw)) for raw in ("111.3%", "6억원"))
    assert not states_no_result(line, percent, "percent", "%", "모금액 / 목표 대비")
    assert states_no_result(line, aim, "KRW", "억원", "목표 모금액")


def test_parts_of_a_plan_without_a_unit_are_no_results() -> None:
    line = "- 지표 48, 과제 125개 발굴"
    assert states_no_result(line, Span(5, 7), None, None, "지표")
    assert not states_no_result(line, Span(12, 16), "item", "개", "과제 발굴")


@pytest.mark.parametrize(
    ("period", "start", "said", "expected"),
    [
        ("'26년", datetime.date(2026, 1, 1), "증원", True),
        ("'25년", datetime.date(2025, 1, 1), "증원", False),
        ("'26년", datetime.date(2026, 1, 1), "국비 확보", False),
        ("9.4.", datetime.date(2026, 9, 4), "증원", False),
    ],
)
def test_what_is_stated_for_a_later_year_is_planned(
    period: str, start: datetime.date, said: str, *, expected: bool
) -> None:
    assert is_to_come(period, start, datetime.date(2025, 2, 1), said) is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (" 대입 상담 / 전년", True),
        (" 대입 상담 / 전년 대비", False),
        (" 인증 취득 지원 / 계획", True),
        (" 기본계획 수립", False),
        (" 목표 / 연간", True),
        ("총 사업비", True),
        (" 사업비 / 국", True),
        (" 공모사업 / 총사업비", True),
        (" 사업비 절감", False),
        (" 실적 / 연간", False),
    ],
)
def test_what_is_said_of_a_figure_may_be_no_result(said: str, expected: bool) -> None:
    assert states_no_result("- 12건", Span(2, 5), "case", "건", said) is expected


def _stated(key: str, label: str, year: int | None, unit: str = "tonne", table: int = 1) -> Stated:
    start, end = (datetime.date(year, 1, 1), datetime.date(year, 12, 31)) if year else (None, None)
    return Stated(key, table, "수거", label, unit, start, end)


def test_a_table_of_two_years_states_results_of_the_later_one() -> None:
    figures = [
        _stated("old", "계", 2023),
        _stated("new", "계", 2024),
        _stated("rise", "증감률", 2024, "percent"),
        _stated("only", "침적쓰레기", 2023),
        _stated("elsewhere", "계", 2022, table=2),
    ]
    assert stating_none(figures) == {"old", "rise"}
    assert stating_none(figures[1:3]) == set()


def test_a_table_that_says_who_pays_states_costs() -> None:
    money = [_stated(name, name, None, "KRW") for name in ("합계", "국비", "군비", "매출")]
    assert stating_none(money) == {"합계", "국비", "군비"}
    assert stating_none(money[:2]) == set()
