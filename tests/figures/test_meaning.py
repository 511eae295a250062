"""What statements say of their figures: label, part and period, for each way of writing them."""

import pytest
from reading import figures_of

LABELS = [
    ("- 시제품 제작 및 CJ 오쇼핑 런칭 5개사", "5개사", "시제품 제작 및 CJ 오쇼핑 런칭"),
    ("- 3회에 걸쳐 5개사 선정", "5개사", "선정"),
    ("- 구인기업 발굴(300개사), 모집(789명)", "789명", "모집"),
    (
        "○ 인건비 : 9,289백만원 (市 : 6,336백만원, 자치구 : 2,953백만원)",
        "2,953백만원",
        "인건비 / 자치구",
    ),
    ("- (전시) 250개사 900부스, (참관) 30,000명", "30,000명", "참관"),
    ("○ 사업규모 : [본예산]7,830명+[추경]1,076명", "1,076명", "사업규모 / 추경"),
    ("○ 기반구축사업 ▹’24~’27, 313.3억원(국150, 시150)", "313.3억원", "기반구축사업"),
    ("- 자부담을 낮춰(20%→10%) 참여자 확대(1,500개사)", "1,500개사", "참여자 확대"),
    ("○ 15~64세 고용률 67.4%", "67.4%", "15~64세 고용률"),
    ("- 45종 59대 보유장비", "45종", "보유장비"),
]


@pytest.mark.parametrize(("text", "raw", "label"), LABELS)
def test_a_label_is_whole_and_no_neighbours(text: str, raw: str, label: str) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label


PERIODS = [
    ("- 목표 : 기업 100개사('22) ⇒ 150개사('23)", "150개사", "'23"),
    ("- 성장률 3.1%(기재부, ’21.12월)", "3.1%", None),
    ("- 총사업비 : 총 264억원 ('23년 93억원)", "264억원", None),
    ("- ('22년) 매출액 200억 미만, 2백만원 한도", "2백만원", "'22년"),
    ("- ’21년 대비 매출 30억원", "30억원", None),
]


@pytest.mark.parametrize(("text", "raw", "period"), PERIODS)
def test_a_date_holds_only_for_what_it_is_said_of(text: str, raw: str, period: str | None) -> None:
    said = {q.span.of(text): q.meaning.period for q in figures_of(text).quantities}
    found = said[raw]
    assert (found.raw if found else None) == period
