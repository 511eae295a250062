"""Results outside chapters of results: in columns and rows that announce them, in progress."""

from reports import read

REPORT = """가람시 교통국

2025. 7.

Ⅰ. 일반현황

□ 인력현황 - 정원 55 / 현원 53명

Ⅱ. 주요업무 추진계획

1. 환승센터 조성

사업명\t사업개요\t2분기 추진실적\t추진일정
환승센터\t부지 3,100㎡\t주민설명회 4회 개최\t시험운영 2회(9월)
공영차고지\t충전기 20대\t충전기 12대 설치\t충전기 8대(11월)

Ⅲ. 주요사업 추진현황

1. 버스 노선 개편

○ 사업개요 : 노선 41개 조정

○ 노선 조정 17개 완료

○ 추진상황 : 정류장 정비 26개소

○ 향후계획 : 노선 조정 24개

2. 교통약자 이동 지원 (2개 권역)

○ 특별교통수단 14대 도입

Ⅳ. 행정사무감사 조치결과

번호\t지적사항\t조치결과\t처리상황
1\t주차요금 체납 해소\t체납 요금 310건 징수\t완료
2\t정류장 청소 강화\t인력 6명 증원 예정\t추진 중
3\t요금 감면 확대\t조례 검토 2회\t미반영
4\t승강장 조명 개선\t조명 52개 교체\t2025. 5. 12.
5\t노선도 정비\t노선도 18개 교체\t2025. 9월 예정
"""


def test_results_are_found_by_what_announces_them() -> None:
    rows = read(REPORT).frames["outcomes"].to_dicts()
    assert [(row["raw"], row["metric"], row["heading"]) for row in rows] == [
        ("4회", "추진실적 / 주민설명회 개최", "2분기 추진실적"),
        ("12대", "추진실적 / 충전기 설치", "2분기 추진실적"),
        ("17개", "노선 조정 완료", "Ⅲ. 주요사업 추진현황"),
        ("26개소", "추진상황 / 정류장 정비", "추진상황"),
        ("14대", "특별교통수단 도입", "Ⅲ. 주요사업 추진현황"),
        ("310건", "조치결과 / 체납 요금 징수", "조치결과"),
        ("52개", "조치결과 / 조명 교체", "조치결과"),
    ]
    assert "주차요금 체납 해소" in rows[-2]["subject"]


PROGRESS = """가람시 교통국

2025. 7.

Ⅰ. 일반현황

□ 인력현황 - 정원 55 / 현원 53명

Ⅱ. 주요업무 추진계획

1. 환승센터 조성

□ 추진경과

○ ’25. 3. : 주민설명회 참석 120명

○ ’25. 9. : 착공식 참석 300명

○ 진입로 정비 4개소 완료, 안내판 12개

○ 부지 2필지, 조합원 31명

□ 추진상황 및 향후계획

○ 방음벽 3개소 설치

Ⅲ. 행정사무감사 지적사항 처리결과

1. 주차요금 체납 해소 (지적 21건)

⇒ 체납 요금 310건 징수, 요금 14건 감면 예정
"""


def test_progress_tells_results_where_it_has_come_about() -> None:
    rows = read(PROGRESS).frames["outcomes"].to_dicts()
    assert [(row["raw"], row["metric"], row["heading"]) for row in rows] == [
        ("120명", "주민설명회 참석", "추진경과"),
        ("4개소", "진입로 정비 완료", "추진경과"),
        ("12개", "안내판", "추진경과"),
        ("310건", "체납 요금 징수", "행정사무감사 지적사항 처리결과"),
    ]


BESIDE = """가람시 관광국

2025. 7.

Ⅰ. 일반현황

□ 인력현황 - 정원 55 / 현원 53명

Ⅱ. 주요업무 추진계획

1. 관광객 유치

□ 그간 추진실적

○ 관광객 628만명 유치(전년 481만명 대비 30.6% ↑)

○ 등록률 62.7%(가람시 평균 58.1%)

○ 한우 축제 240두 출품

지표\t가중치\t실적\t비고
만족도\t8\t90.2점\t분기 4회

Ⅲ. 행정사무감사 지적사항 처리결과

번호\t지적사항\t조치결과 및 향후계획
1\t정산 지연\t정산점검 120건 완료
2\t설명회 부족\t권역별 설명회 3회
"""


def test_what_stands_beside_a_result_is_none() -> None:
    rows = read(BESIDE).frames["outcomes"].to_dicts()
    assert [(row["raw"], row["unit"]) for row in rows] == [
        ("628만명", "person"),
        ("30.6%", "percent"),
        ("62.7%", "percent"),
        ("240두", "animal"),
        ("90.2점", "score"),
        ("120건", "case"),
    ]


FORM = """가람시 교통국

2025. 11.

Ⅰ. 일반현황

□ 인력현황 - 정원 55 / 현원 53명

Ⅱ. 경영실적

□ 2025년 지출 현황(10월말)
(단위 : 백만원, %)
과 목\t예산(A)\t집행액(B)\t집행률(B/A)
합계\t900\t720\t80.0
인건비\t500\t400\t80.0
경비\t400\t320\t80.0

□ 월별 이용 실적
구분\t단위\t누계\t7월\t8월\t9월
환승센터 이용\t천명\t96\t31\t33\t32

Ⅲ. 주요업무 추진실적 및 계획

1. 환승센터 조성

사업개요\t부지 3,100㎡, 주차 420면
추진상황\t정류장 26개소 정비 완료, 쉼터 조성
향후계획\t쉼터 8개소 개장(12월)
"""


def test_tables_of_budgets_months_and_forms_among_results() -> None:
    rows = read(FORM).frames["outcomes"].to_dicts()
    found = {(row["raw"], row["line_start"]) for row in rows}
    assert ("96", FORM[: FORM.index("환승센터 이용")].count("\n") + 1) in found  # 누계 alone
    assert {raw for raw, _ in found} == {"96", "26개소"}
