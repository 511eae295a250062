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


def test_a_heading_that_counts_others_too_keeps_saying_so() -> None:
    text = "(단위 : 억원)\n구분\t2024년\t2025년\n금융기관 등\t350\t360\n부산시\t50\t60\n"
    labels = [quantity.label for quantity in figures_of(text).quantities]
    assert labels == ["금융기관 등", "금융기관 등", "부산시", "부산시"]


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


STAFF = """인력현황 - 정원 55 / 현원 53명 (△2) (’22.3.15. 기준)

구 분\t합 계\t일반직\t지도/연구
계\t55/53 (여성 33)\t49/47\t6/6
정책과\t28/27 (18)\t25/24\t3/3
지원과\t27/26 (15)\t24/23\t3/3
"""


@pytest.mark.parametrize(
    ("raw", "subject", "label"),
    [
        ("28", ("인력현황", "정책과"), "합계 / 정원"),
        ("27", ("인력현황", "정책과"), "합계 / 현원"),
        ("18", ("인력현황", "정책과"), "합계 / 현원 / 여성"),
        ("25", ("인력현황", "정책과"), "일반직 / 정원"),
        ("23", ("인력현황", "지원과"), "일반직 / 현원"),
        ("33", ("인력현황", "계"), "합계 / 현원 / 여성"),
        ("6", ("인력현황", "계"), "지도/연구 / 정원"),
    ],
)
def test_two_figures_of_a_cell_are_called_what_the_caption_calls_them(
    raw: str, subject: tuple[str, ...], label: str
) -> None:
    quantity = next(q for q in figures_of(STAFF).quantities if q.span.of(STAFF) == raw)
    assert (quantity.meaning.subject, quantity.label) == (subject, label)


@pytest.mark.parametrize(
    ("head", "corner", "labels"),
    [
        ("인원", "구분 (정원/현원)", ["인원 / 정원", "인원 / 현원"]),
        ("정원/현원", "구분", ["정원", "현원"]),
        ("인원", "구분", ["인원", "인원"]),
    ],
)
def test_two_figures_of_a_cell_are_called_what_the_table_calls_them(
    head: str, corner: str, labels: list[str]
) -> None:
    text = f"{corner}\t{head}\n정책과\t28/27\n지원과\t21/20\n"
    assert [q.label for q in figures_of(text).quantities][:2] == labels
