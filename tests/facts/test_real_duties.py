"""Duties and departments of the two reports, against the source text."""

import pytest
from reports import real, rows

# Department: (line, beginning of the first duty), (line, end of the second), as printed.
EXPECTED = {
    "2022-03": {
        "경제정책과": ((51, "서울 경제정책 총괄"), (52, "市 우수정책 해외진출 지원")),
        "창업정책과": ((54, "창업지원정책 수립"), (55, "창업지원시설 통합 성과관리")),
        "일자리정책과": ((57, "일자리정책 종합계획"), (58, "취업지원 정책 추진")),
        "제조산업혁신과": ((60, "도시제조업 거점"), (61, "동대문 패션브랜드 지원")),
        # lines 63-64: a heading on two lines, its bullets below a blank one
        "캠퍼스타운활성화과": ((66, "캠퍼스타운 정책 총괄"), (67, "프로그램(단위형) 사업 추진")),
        "도시농업과": ((69, "도시농업 활성화"), (70, "상생 활성화")),
        "전략산업기반과": ((72, "전략산업 육성"), (73, "마곡산단 관리 및 활성화 추진")),
        "바이오AI산업과": ((75, "바이오의료산업 육성"), (76, "강소연구개발특구 운영")),
        "금융투자과": ((78, "금융산업 육성"), (79, "외국인학교 지원")),
        "미디어콘텐츠산업과": ((84, "미디어콘텐츠산업 육성"), (85, "서울애니메이션센터 재건축")),
        "농업기술센터": ((87, "농업기술지도사업"), (88, "귀농․전통음식교육")),
        "서울시립과학관": ((90, "서울과학관 운영"), (91, "프로그램 개발·운영")),
    },
    "2023-03": {
        "경제정책과": ((42, "서울 경제정책 총괄"), (42, "로봇과학관 건립")),
        "일자리정책과": ((43, "일자리정책 종합계획"), (43, "취업지원 정책 추진")),
        "창업정책과": ((44, "창업지원정책 수립"), (44, "창업지원시설 통합 성과관리")),
        "뷰티패션산업과": ((45, "뷰티산업 디지털기반"), (45, "도시형 소공인 지원")),
        "미디어콘텐츠산업과": ((46, "미디어콘텐츠산업 육성"), (46, "서울애니메이션센터 재건축")),
        "캠퍼스타운활성화과": ((47, "캠퍼스타운 종합형"), (47, "정책협의회 운영")),
        "전략산업기반과": ((48, "전략산업 육성"), (48, "마곡산단 관리 및 활성화 추진")),
        "국제협력과": ((49, "국제교류협력"), (49, "해외진출 지원")),
        "금융투자과": ((50, "금융산업 육성"), (50, "외국인학교 지원")),
        "바이오AI산업과": ((51, "바이오의료산업 육성"), (51, "강소연구개발특구 운영")),
        # a bullet with · inside it is one bullet
        "서울시립과학관": ((52, "서울과학관 운영"), (52, "연구·운영관리")),
    },
}


@pytest.mark.parametrize("month", EXPECTED)
def test_two_duties_a_department(month: str) -> None:
    found: dict[str, list[tuple[int, str]]] = {}
    for department, line, text in rows(real(month), "duties", "department", "line_start", "text"):
        found.setdefault(department, []).append((line, text))
    assert {name: [line for line, _ in items] for name, items in found.items()} == {
        name: [line for line, _ in items] for name, items in EXPECTED[month].items()
    }
    for name, ((_, begins), (_, ends)) in EXPECTED[month].items():
        assert found[name][0][1].startswith(begins)
        assert found[name][1][1].endswith(ends)


@pytest.mark.parametrize(
    ("month", "names"),
    [
        # 10 과, 1 센터, 1 관 (2022-03 line 7); 10 과, 1 관 (2023-03 line 12)
        ("2022-03", EXPECTED["2022-03"].keys()),
        ("2023-03", EXPECTED["2023-03"].keys()),
    ],
)
def test_departments_are_named_once(month: str, names: set[str]) -> None:
    assert {name for (name,) in rows(real(month), "departments", "name")} == set(names)


def test_misread_names() -> None:
    # 2023-03 lines 51 and 70 print 시 where line 36 prints AI; no other name is corrected
    columns = ("line_start", "alias_raw", "method", "score")
    aliases = rows(real("2023-03"), "department_aliases", *columns)
    # of 16 letters each (ㅂㅏㅇㅣㅇㅗㅅㅣ… and ㅂㅏㅇㅣㅇㅗAI…) 14 are the same
    assert [alias for alias in aliases if alias[2] == "ocr"] == [
        (51, "바 이 오 시 산 업 과", "ocr", 0.875),
        (70, "바 이 오 시 산 업 과", "ocr", 0.875),
    ]
    assert {score for _, _, method, score in aliases if method == "exact"} == {1.0}
    assert {m for (m,) in rows(real("2022-03"), "department_aliases", "method")} == {
        "exact",
        "spacing",
    }
