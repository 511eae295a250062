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
    ]
    assert "주차요금 체납 해소" in rows[-1]["subject"]
