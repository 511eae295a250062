"""Labels that a figure takes from the figure before it, and labels that are lists."""

import pytest
from reading import figures_of

CASES = [
    # 2023 line 1496: the parenthesis explains 181개 사업; 1,978명 is said of the same
    ("- (공공형) 181개 사업(市 30개 부서, 25개 자치구), 1,978명", "1,978명", "공공형 / 인원"),
    # the parenthesis explains 직무분야, which is no figure
    ("- 참여기업 68개사, 직무분야(5개), 4개 교육기관 선정", "4개 교육기관", "교육기관 선정"),
    # 2023 line 504: 연관된 describes what is right behind it
    (
        "- 시 정책과 연관된 25개 국제기구 가입, 8개 국제기구에서 주도",
        "8개 국제기구",
        "국제기구 주도",
    ),
    ("- 참여기업 68개사, 4개 교육기관 선정", "4개 교육기관", "교육기관 선정"),
    # 2023 line 1020: 등 sums up both
    ("- AI, 빅데이터 등 유망학과 신설(5개)", "5개", "AI, 빅데이터 등 유망학과 신설"),
    ("- 장비 도입, 빅데이터 등 유망학과 신설(5개)", "5개", "빅데이터 등 유망학과 신설"),
    ("- 교육, 유망학과 신설(5개)", "5개", "유망학과 신설"),
    # what is done of the things before a figure is no name of the next one
    ("- 모태펀드 120억원 조성(국 60, 시 60), 9개사 투자", "9개사", "투자"),
    # what the other figure of its unit says is said of the year before too
    ("- 공모사업 7건 선정, 국비 486억원 확보(’23년 5건 312억원)", "5건", "공모사업 선정"),
    ("- 공모사업 7건 선정, 국비 486억원 확보(’23년 5건 312억원)", "312억원", "국비 확보"),
    # behind 하여 stands what came of it
    ("- 공공주택 38호 인허가를 완료하여 공급 우려를 완화", "38호", "공공주택 인허가"),
    # what is done with the last of a list is done with all of it
    ("- 급속충전기 15대, 완속충전기 40대 설치", "15대", "급속충전기 설치"),
    ("- 급속충전기 15대, 교육 4회 실시", "15대", "급속충전기"),
    ("- 환승센터 3개소 120면 조성", "3개소", "환승센터 조성"),
    # a parenthesis behind what was done keeps the whole name
    ("- 전기저상차 12대 추가 배치(배치율 38.5%)", "38.5%", "전기저상차 추가 배치 / 배치율"),
    # what is done with the second of two figures side by side is done with both
    ("- 숙박시설 12개소 3,940실 전수 조사", "12개소", "숙박시설 전수 조사"),
    ("ㅇ 직불금 2,410명에게 총 512억원 지급", "2,410명", "직불금 지급"),
    ("- 상시근로자 10인 3년간 투자유치 3억", "10인", "상시근로자"),
    # words up to 하고 belong to the figure before them
    ("ㅇ 간담회에서 규제 38건을 발굴하고 23건을 개선", "38건", "간담회에서 규제 발굴"),
    ("• 훼손지 38개소를 복원하고, 사유지 19㎢를 매수(287억원)하였습니다.", "38개소", "훼손지 복원"),
    ("• 훼손지 38개소를 복원하고, 사유지 19㎢를 매수(287억원)하였습니다.", "19㎢", "사유지 매수"),
    ("돌보미는 신규로 5,870명을 양성", "5,870명", "돌보미는 신규 양성"),
    # the end of a sentence is no part of a name
    ("상담 창구는 3천건으로 전년 대비 7.1% 증가하였고", "7.1%", "상담 창구 / 전년 대비 증가"),
]


@pytest.mark.parametrize(("text", "raw", "label"), CASES)
def test_a_label_is_lent_only_where_it_says_the_same(
    text: str, raw: str, label: str | None
) -> None:
    found = {quantity.span.of(text): quantity.label for quantity in figures_of(text).quantities}
    assert found[raw] == label


LED = [
    # alone, a word for who takes part or how well it went is said of the figure before it
    ("- 투자유치 설명회 5회 개최, 참여기업 132개사", "132개사", ("투자유치 설명회 개최",)),
    ("- 마리나 선박 대여업 등록 82건, 이용객 214명", "214명", ("마리나 선박 대여업 등록",)),
    ("- 어촌사업 2개소 준공, 1개소 착공", "1개소", ("어촌사업 준공",)),
    ("- 복지관 4개소 연인원 412명 이용", "412명", ("복지관",)),
    ("- 수출 유망상품화 27개사 36개 품목 지원", "36개 품목", ("수출 유망상품화",)),
    # a measure beside it, behind it or behind an arrow, and the next one of the same
    ("- 입주기업 19개사 매출 67억원, 신규고용 43명", "67억원", ("입주기업",)),
    ("- 입주기업 19개사 매출 67억원, 신규고용 43명", "43명", ("입주기업",)),
    ("- 콜택시 12대 증차, 평균 대기시간 5분 단축", "5분", ("콜택시 증차",)),
    ("- 결핵 검진 3,467명 실시 ⇒ 확진 5명", "5명", ("결핵 검진 실시",)),
    ("- 안전점검 57회 실시 후 132건 조치", "132건", ("안전점검",)),
    ("- 명품마을 22곳의 소득이 41억원으로 증가", "41억원", ("명품마을",)),
    ("- 공원 정비 12개소, 가로수 300주 식재", "300주", ()),
    # of several figures before it nothing tells which; what has a name of its own needs none
    ("- 창업기업 18개사 발굴, 시제품 24건 지원, 신규고용 63명", "63명", ()),
    ("- 설명회 5회 개최, 안전교육 24회", "24회", ()),
    # one short word, or what is done, is said of what the statement speaks of
    ("- 폐건전지 수집 21톤, 수거함 140개소 / 보상금 3천만원", "140개소", ("폐건전지 수집",)),
    ("- 폐건전지 수집 21톤, 수거함 140개소 / 보상금 3천만원", "3천만원", ("폐건전지 수집",)),
    ("- 찾아가는 법률교실 9개소 / 31회", "31회", ("찾아가는 법률교실",)),
    ("- 노후관 교체 12km, 폐관 5km", "5km", ()),
    # so is a sentence, of its topic
    ("긴급주거지원은 9개 시로 넓어져 310명이 이용하였고", "310명", ("긴급주거지원",)),
    ("- 건설공사 5억원 · 용역 1억원", "1억원", ()),
]


@pytest.mark.parametrize(("text", "raw", "subject"), LED)
def test_a_word_that_is_said_of_another_figure_has_its_name_above(
    text: str, raw: str, subject: tuple[str, ...]
) -> None:
    found = {q.span.of(text): q.meaning.subject for q in figures_of(text).quantities}
    assert found[raw] == subject
