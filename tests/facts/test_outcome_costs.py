"""Figures under results that state none: costs of projects, and numbers that are names."""

import pytest

from pipeline.document.tables.grid import Span
from pipeline.facts.outcomes.costs import states_no_result


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
        ("- 교체 5.8억원(국 3.4, 시 1.2)", "3.4", "KRW", "억원", False),
        ("- 4대 전략 수립", "4대", "item", "대", True),
        ("- 장비 4대 도입", "4대", "device", "대", False),
        ("- 창업공간 3호점 개소", "3호", "item", "호", True),
        ("- 임대주택 300호 공급", "300호", "item", "호", False),
        ("- 선박 건조(20톤급), 탱크 제작", "20톤", "tonne", "톤", True),
        ("- 화물 20톤 수송", "20톤", "tonne", "톤", False),
        ("* 지표 : CCTV개수(1㎢당)", "1㎢", "sqm", "㎢", True),
        ("- BUSAN Slush’D’24.6., BOUNCE", "24.6", None, None, True),
    ],
)
def test_whether_a_figure_states_a_result(
    line: str, raw: str, unit: str | None, printed: str | None, *, expected: bool
) -> None:
    begin = line.rindex(raw)
    assert states_no_result(line, Span(begin, begin + len(raw)), unit, printed) is expected
