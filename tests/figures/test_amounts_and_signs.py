"""Amounts of several parts, fractions, full-width digits, triangles; and numbers that are none."""

import pytest
from reading import figures_of

from pipeline.figures.triangles import triangles

Row = tuple[str, float, str | None, str | None]


def _read(text: str) -> list[Row]:
    return [
        (q.span.of(text), float(q.value_normalized), q.unit, q.direction or q.modifier)
        for q in figures_of(text).quantities
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("채무 : 5천 3백억원", [("5천 3백억원", 530e9, "KRW", None)]),
        ("국비 : 9조 6,300여억원", [("9조 6,300여억원", 9630e9, "KRW", "여")]),
        ("예산 : 1조 2,345억 6천7백만원", [("1조 2,345억 6천7백만원", 1234567e6, "KRW", None)]),
        ("기금 : 1억 9,000만 원", [("1억 9,000만 원", 190e6, "KRW", None)]),
        ("체납 : 34억 2957만 9000원", [("34억 2957만 9000원", 3429579e3, "KRW", None)]),
        ("참여 : 2천 5백명", [("2천 5백명", 2500, "person", None)]),
        ("기부 : 3천여만원", [("3천여만원", 30e6, "KRW", "여")]),
        # two amounts, not one
        ("국비 300억 시비 5천만원", [("300억", 300e8, "KRW", None), ("5천만원", 5e7, "KRW", None)]),
        # a fraction is a share; minutes stay minutes
        ("사업비의 100분의 30 이상", [("100분의 30", 30, "percent", "이상")]),
        ("사업비의 10분의 1", [("10분의 1", 10, "percent", None)]),
        ("도보 15분의 거리", [("15분", 15, "minute", None)]),
        ("총예산 : １２，３４５백만원", [("１２，３４５백만원", 12345e6, "KRW", None)]),
        ("증가율 : ３．５％", [("３．５％", 3.5, "percent", None)]),
        ("기금 : 7，890천원", [("7，890천원", 7.89e6, "KRW", None)]),
        # ▲ is a minus, unless something else is a fall, or what is before it rises
        ("증감 : ▲5건", [("▲5건", -5, "case", "down")]),
        ("민원 ▲5건, 불편 ▽3건", [("▲5건", 5, "case", "up"), ("▽3건", -3, "case", "down")]),
        ("점수 상승(▲5.5점)", [("▲5.5점", 5.5, "score", "up")]),
        ("증감 : △5건", [("△5건", -5, "case", "down")]),
        ("과부족 : −6명", [("−6명", -6, "person", "down")]),
        # triangles that list things are no signs
        ("▲상담 ▲교육 ▲3개소 설치", [("3개소", 3, "site", None)]),
    ],
)
def test_amounts(text: str, rows: list[Row]) -> None:
    assert _read(text) == rows


def test_values_that_rise_say_that_a_triangle_is_a_rise() -> None:
    assert _read("이용자 : 1,200→1,500명, ▲300명")[-1] == ("▲300명", 300, "person", "up")
    assert _read("이용자 : 1,500→1,200명, ▲300명")[-1] == ("▲300명", -300, "person", "down")


@pytest.mark.parametrize("text", ["예산 : 75,3976천원", "예산 : 1234,567원"])
def test_no_part_of_a_torn_number_is_published(text: str) -> None:
    figures = figures_of(text)
    assert figures.quantities == ()
    assert [torn.span.of(text) for torn in figures.torn] == [text[5:].rstrip("천원")]
    assert {numeral.role for numeral in figures.numerals} == {"unknown"}


def test_small_numbers_in_a_list_are_no_torn_number() -> None:
    assert figures_of("제출 2,3건").torn == ()
    assert figures_of("대구 1756,1759").torn == ()
    assert triangles("").bullets == frozenset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # of parts of one number none is published alone, whatever it counts
        ("구명조끼 3만 6천벌 보급", [(36_000, None, "벌")]),
        ("신발 3만6천켤레 지원", [(36_000, None, "켤레")]),
        ("책 3만 6천권 배부", [(36_000, "item", "권")]),
        # weeks, and plants
        ("교육 2주 운영, 수목 3,400주 식재", [(2, "week", "주"), (3_400, "item", "주")]),
        ("무병묘 112만주 분양", [(1_120_000, "item", "만주")]),
        ("작품 3천점 전시, 평가 95점", [(3_000, "item", "천점"), (95, "score", "점")]),
    ],
)
def test_what_an_amount_in_parts_counts(
    text: str, expected: list[tuple[int, str | None, str]]
) -> None:
    found = figures_of(f"○ {text}\n").quantities
    assert [(q.value_normalized, q.unit, q.unit_raw) for q in found] == expected


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("- 착용 의무화 시행, 팽창식 구명조끼 3\n만 6천벌 보급", ["3\n만 6천"]),
        ("- 이용객 28만\n6천 명 유치", ["28만\n6천 명"]),
        ("- 수료율 3\n만족도 조사", []),
        ("- 사업장 3\n천안시 소재", []),
    ],
)
def test_a_number_over_the_end_of_a_line_is_held_back(text: str, torn: list[str]) -> None:
    text = f"□ 추진실적\n{text}\n"
    found = figures_of(text)
    assert [t.span.of(text) for t in found.torn] == torn
    assert not (torn and found.quantities)
