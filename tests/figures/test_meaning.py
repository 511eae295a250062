"""What statements say of their figures: label, part and period, for each way of writing them."""

import pytest
from reading import figures_of
from reports import read, rows

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
    ("- 식수원 개선 4개 섬 612세대 혜택", "4개", "식수원 개선 섬"),
    ("- 식수원 개선 4개 섬 612세대 혜택", "612세대", "혜택"),
    ("- 뉴딜300사업 13개소 준공", "13개소", "뉴딜300사업 준공"),
    ("- 행사 개최, 해양포럼 12개국 3,200명 참가", "3,200명", "해양포럼 / 참가"),
]


@pytest.mark.parametrize(("text", "raw", "label"), LABELS)
def test_a_label_is_whole_and_no_neighbours(text: str, raw: str, label: str) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label


def test_a_heading_that_counts_others_too_keeps_saying_so() -> None:
    text = "(단위 : 억원)\n구분\t2024년\t2025년\n금융기관 등\t350\t360\n부산시\t50\t60\n"
    labels = [quantity.label for quantity in figures_of(text).quantities]
    assert labels == ["금융기관 등", "금융기관 등", "부산시", "부산시"]


@pytest.mark.parametrize(
    ("text", "raw", "subject"),
    [
        ("- 여객선 운임지원 78만명 이용, 지원액 128억원", "128억원", ("여객선 운임지원 이용",)),
        (
            "- 앵커기업 투자협약 2건 / 협약금액 1,850억원 / 신규고용 214명",
            "214명",
            ("앵커기업 투자협약",),
        ),
        # it says of what it is, or stands under a head
        ("- 여객선 운임지원 78만명 이용, 섬 마을 조성 6개소", "6개소", ()),
        ("- 사업비 : 여객선 3억원, 인건비 2억원", "2억원", ()),
    ],
)
def test_what_only_says_what_it_measures_is_of_the_figure_before(
    text: str, raw: str, subject: tuple[str, ...]
) -> None:
    found = {q.span.of(text): q.meaning.subject for q in figures_of(text).quantities}
    assert found[raw] == subject


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


@pytest.mark.parametrize(
    ("text", "raw", "label"),
    [
        ("○ 교원 1인당 학생 수 : 초등 14.2명", "14.2명", "교원 1인당 학생 수 / 초등"),
        ("○ 인구 10만명당 사망자 수 27.3명", "27.3명", "인구 10만명당 사망자 수"),
        ("○ 1인 1일당 급수량 : 308㎥", "308㎥", "1인 1일당 급수량"),
        ("○ 대 상 : 독거노인 3,200명", "3,200명", "대상 / 독거노인"),
        ("○ 검사 학교 312교 (대상 320교의 97.5%)", "320교", "검사 학교 / 대상"),
        ("○ 검사 학교 312교 (대상 320교의 97.5%)", "97.5%", "검사 학교 / 대상 / 비율"),
        ("○ 요원 : 목표 80명 대비 88명(110%)", "110%", "요원 / 목표 대비 / 비율"),
        ("○ 설치 50가구 (목표 60가구 대비 83.3%)", "83.3%", "설치 / 목표 대비 / 비율"),
        ("○ 사망자 : 전년 동기 131명 대비 19명 감소", "19명", "사망자 / 감소 / 전년 동기 대비"),
        ("○ 1분기 환자 340명, 2분기 298명", "298명", "환자"),
        ("○ 관로 70㎞ (노후관 20㎞, 28.6%)", "28.6%", "관로 / 노후관 / 비율"),
        ("○ '23년 70㎞, '24년 85㎞ 교체", "70㎞", "교체"),
        ("○ 환자 25명 등록·관리 (등록률 81%)", "81%", "환자 등록·관리 / 등록률"),
        ("○ 요금 감면 : 31천 가구, 22억원", "31천 가구", "요금 감면 / 가구"),
        ("○ 대회(9개 종목 1,500명)", "1,500명", "대회 / 인원"),
        ("○ 인력현황 - 정원 307 / 현원 301명 (△6)", "△6", "인력현황 / 과부족"),
        ("○ 인건비 : 36백만원 (300만원✕6개월✕2명)", "300만원", "인건비 / 단가"),
        ("○ 인건비 : 36백만원 (300만원✕6개월✕2명)", "6개월", "인건비 / 기간"),
        ("○ 위 치 : 자양동 2-6(건대입구역), 총 3,500㎡", "3,500㎡", "위치 / 면적"),
    ],
)
def test_a_label_says_what_is_counted_and_of_what(text: str, raw: str, label: str) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label


@pytest.mark.parametrize(
    ("text", "raw", "days"),
    [
        ("○ 2024학년도 학생 30명", "30명", ("2024-03-01", "2025-02-28")),
        ("○ 2022학년도 2학기 학생 30명", "30명", ("2022-09-01", "2023-02-28")),
        ("○ 1학기 : 초등 30교", "30교", ("2022-03-01", "2022-08-31")),
        ("○ 2021회계연도 세입 30억원", "30억원", ("2021-01-01", "2021-12-31")),
        ("○ '21년 계획 : 82㎞ (상반기 35㎞)", "35㎞", ("2021-01-01", "2021-06-30")),
        ("○ 하반기 장비 250가구 설치", "250가구", ("2022-07-01", "2022-12-31")),
        ("□ 추진실적('21년)\n○ 시범 운영(3월) : 30명", "30명", ("2021-03-01", "2021-03-31")),
        ("□ 추진실적('21년)\n○ 투자 65억원 (전년 60억원)", "60억원", ("2020-01-01", "2020-12-31")),
        ("□ 추진실적('21.3.15. 기준)\n○ 투자 65억원 (전년 60억원)", "60억원", None),
    ],
)
def test_terms_halves_and_the_year_before(
    text: str, raw: str, days: tuple[str, str] | None
) -> None:
    said = {q.span.of(text): q.meaning.period for q in figures_of(text).quantities}
    period = said[raw]
    assert (period and (str(period.start), str(period.end))) == days


@pytest.mark.parametrize(
    ("text", "raw", "part"),
    [
        ("○ 투자 65억원 (전년 60억원)", "60억원", None),
        ("○ 응대율 96.2%('21년 94.8%)", "94.8%", None),
        ("○ 참가자 30명 (여성 12명)", "12명", "of_which"),
        ("□ 추진계획\n□ 추진실적 ('22.2월말 기준)\n○ 연수 30명", "30명", "result"),
    ],
)
def test_what_is_compared_is_no_part(text: str, raw: str, part: str | None) -> None:
    said = {q.span.of(text): q.meaning.part for q in figures_of(text).quantities}
    assert said[raw] == part


def test_the_base_of_a_rate_is_no_quantity() -> None:
    text = "○ 1개소당 강사 3명, 1인당 50만원, 1일 최대 200명"
    assert [q.span.of(text) for q in figures_of(text).quantities] == ["3명", "50만원", "200명"]


@pytest.mark.parametrize(
    ("text", "raw", "label", "days"),
    [
        ("○ '21.3분기 사망자는 457명으로 전년 동기 443명", "443명", "사망자 / 전년 동기",
         "2020-07-01/2020-09-30"),
        ("○ 사망자는 457명으로 전년 443명 대비 14명 증가", "14명", "사망자 / 증가 / 전년 대비",
         None),
        ("* ▴인구 전망(만명): ’25년 3,591 ▴가구(천가구): ’20년 5,680", "5,680", "가구",
         "2020-01-01/2020-12-31"),
        ("○ '21년부터 3개소 운영", "3개소", "운영", "2021-01-01/None"),
        ("○ ②계도기간 1,000명", "1,000명", "계도기간", None),
        ("○ 청사 '21년 이전 완료 3개소", "3개소", "청사 이전 완료", "2021-01-01/2021-12-31"),
    ],
)  # fmt: skip
def test_figures_that_compare_and_dates_that_begin(
    text: str, raw: str, label: str, days: str | None
) -> None:
    quantity = next(q for q in figures_of(text).quantities if q.span.of(text) == raw)
    period = quantity.meaning.period
    assert quantity.label == label
    assert (f"{period.start}/{period.end}" if period else None) == days


def test_headings_of_tables_without_notes_with_open_years_and_pairs_in_brackets() -> None:
    text = (
        "구분\t예산현액1)\t’23년 이전\t조직 (정원/현원)\n"
        "벡스코\t300\t400\t2본부 (89명/83명)\n문화원\t30\t40\t1본부 (9명/8명)\n"
    )
    found = {q.span.of(text): (q.label, q.meaning.period) for q in figures_of(text).quantities}
    assert found["300"][0] == "예산현액"
    assert found["83명"][0] == "조직 / 현원"
    period = found["400"][1]
    assert period
    assert (period.start, str(period.end)) == (None, "2023-12-31")


@pytest.mark.parametrize(
    ("text", "raw", "days"),
    [
        ("○ 예산 : 500백만원(’21년, 추경)", "500백만원", ("2021-01-01", "2021-12-31")),
        ("○ 교육 : ’21년 1회, ’23년 상·하반기 2회", "2회", ("2023-01-01", "2023-12-31")),
    ],
)
def test_a_date_that_opens_a_bracket_and_both_halves(
    text: str, raw: str, days: tuple[str, str]
) -> None:
    said = {q.span.of(text): q.meaning.period for q in figures_of(text).quantities}
    period = said[raw]
    assert period
    assert (str(period.start), str(period.end)) == days


@pytest.mark.parametrize(
    ("text", "raw", "label", "days"),
    [
        ("○ '21년 28개소 조성 (종합형 16, 단위형 12)", "16", "조성 / 종합형",
         "2021-01-01/2021-12-31"),
        ("- (기존) 직원 10인 이상 ⇨ (변경) 30인", "30인", "변경 / 직원", None),
        ("○ 앵커 사업은 '17년에 2개소, '19년에 3개소", "2개소", "앵커 사업",
         "2017-01-01/2017-12-31"),
        ("□ 2021년 행정사무감사 처리결과\n○ 간담회 3회", "3회", "간담회", None),
        ("□ 2021년 추진결과\n○ 간담회 3회", "3회", "간담회", "2021-01-01/2021-12-31"),
    ],
)  # fmt: skip
def test_what_a_date_or_an_arrow_holds_for(
    text: str, raw: str, label: str, days: str | None
) -> None:
    quantity = next(q for q in figures_of(text).quantities if q.span.of(text) == raw)
    period = quantity.meaning.period
    assert quantity.label == label
    assert (f"{period.start}/{period.end}" if period else None) == days


def test_a_bracket_in_the_heading_of_a_row_names_the_figures_of_its_cells() -> None:
    text = "구 분\t로봇\t바이오\n조성규모 (市출자액)\t600억원 (40억원)\t900억원 (50억원)\n"
    found = {q.span.of(text): q.label for q in figures_of(text).quantities}
    assert (found["600억원"], found["40억원"]) == ("조성규모", "조성규모 / 市출자액")


@pytest.mark.parametrize(
    ("text", "raw", "label"),
    [
        ("○ 구 성 : 73명(부산시 4, 외부 69) /사업비 : 22백만원", "73명", "구성"),
        ("○ 사업비 : 34억원(철거 28, 조성 6) *구비(13억원) 별도", "34억원", "사업비"),
        ("○ 거점시설(2개소) 심의 완료 ㅇ", "2개소", "거점시설 심의 완료"),
    ],
)
def test_a_remark_and_a_further_head_say_nothing_of_what_stands_before(
    text: str, raw: str, label: str
) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label


def test_a_cell_that_is_only_a_part_is_a_part_of_what_the_caption_says() -> None:
    text = "【집행 현황】\n구분\t총사업비\t’25년\n계\t1,400\t700\n국비\t600\t300\n"
    found = {q.span.of(text): q.label for q in figures_of(text).quantities}
    assert found["300"] == "집행 현황 / 국비"


@pytest.mark.parametrize(
    ("text", "raw", "label", "days"),
    [
        (
            "◾ (기간 / 용역비) '21.4.17. ~ '22.3.17.(11개월) / 184백만원",
            "184백만원",
            "용역비",
            None,
        ),
        ("▪ (규 모) 75㎡ (전체면적 472㎡) ▪ (운영주체) 공단", "75㎡", "규모", None),
        ("◾ (운항거리/시간) 5,076㎞/ 6시간", "6시간", "시간", None),
        ("○ '21. 9. 의뢰(9.27.), 건축물 450건", "450건", "건축물", "2021-09-30"),
        ("○ '21. 9. 감정평가 의뢰 ‣토지 668필지", "668필지", "토지", "2021-09-30"),
    ],
)
def test_marks_begin_a_clause_and_heads_in_brackets_name_two(
    text: str, raw: str, label: str, days: str | None
) -> None:
    quantity = next(q for q in figures_of(text).quantities if q.span.of(text) == raw)
    period = quantity.meaning.period
    assert quantity.label == label
    assert (str(period.end) if period else None) == days


@pytest.mark.parametrize(
    ("chapter", "first", "last"),
    [
        ("지난해 주요성과", "2024-01-01", "2024-12-31"),
        ("올 한 해를 돌아보며", "2025-01-01", "2025-12-31"),
        ("2 0 2 4 년  주 요 성 과", "2024-01-01", "2024-12-31"),
        ("상반기 추진실적", "2025-01-01", "2025-06-30"),
    ],
)
def test_a_chapter_says_its_year_in_words_or_letter_by_letter(
    chapter: str, first: str, last: str
) -> None:
    text = (
        "주요업무보고\n\n2025. 7.\n\n가람시 복지국\n\nⅠ. 일반현황\n\n□ 3과\n\n"
        f"Ⅱ. {chapter}\n\n□ 돌봄\n ○ 상담 94건 처리\n\nⅢ. 추진계획\n\n1. 돌봄\n"
    )
    found = rows(read(text), "quantities", "raw", "period_start", "period_end")
    periods = [(f"{start}", f"{end}") for raw, start, end in found if raw == "94건"]
    assert periods == [(first, last)]
