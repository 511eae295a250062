"""Steps told in sentences: each verb says what happens at the date of its clause."""

import pytest

from pipeline.report import read_report
from pipeline.sources.html_page import read_html

_PAGE = """\
<h1>2025년도 주요업무보고</h1><p>2025. 2.</p><p>가람시 기획조정실</p>
<h2>Ⅰ. 일반현황</h2><p>□ 인력 : 정원 30명, 현원 28명</p>
<h2>Ⅱ. 2025년 주요업무 추진계획</h2><h3>1. 돌봄 확대</h3>
<p>□ 돌봄 서비스</p><p>○ {sentence}</p><h3>2. 주차장 조성</h3><p>□ 사업비 : 34억원</p>
"""
CASES = [
    (
        "대상을 200% 이하 가구로 확대하고(’25.1월), 등록제 시범사업을 하반기부터 실시하겠습니다.",
        [("대상을 200% 이하 가구로 확대", "2025-01-01"), ("등록제 시범사업을 실시", "2025-07-01")],
    ),
    (
        "서비스를 ’25.3월 본사업으로 전환하고, 강사를 6월 중 200명 양성하겠습니다.",
        [("서비스를 본사업으로 전환", "2025-03-01"), ("강사를 200명 양성", "2025-06-01")],
    ),
    # a later clause leaves out of what it speaks
    (
        "특별법 개정안이 2024. 9. 26. 국회를 통과하여 2025. 4. 17. 시행될 예정입니다.",
        [("특별법 개정안이 국회를 통과", "2024-09-26"), ("특별법 개정안 시행", "2025-04-17")],
    ),
    # a noun has its date in brackets, and the verb behind it another
    (
        "이사회 의결(3월) 후 계약을 체결하고(2분기), 9월 이전을 완료하겠습니다.",
        [
            ("이사회 의결", "2025-03-01"),
            ("이사회 의결 후 계약을 체결", "2025-04-01"),
            ("이전을 완료", "2025-09-01"),
        ],
    ),
    # a year is the date of what is to come, where nothing says it closer
    (
        "통합지원 사업을 ’26년 전국으로 확대하겠습니다.",
        [("통합지원 사업을 전국으로 확대", "2026-01-01")],
    ),
    (
        "’26년 예산안에 반영하도록 협의하겠습니다(5월).",
        [("’26년 예산안에 반영하도록 협의", "2025-05-01")],
    ),
    ("2024년 12만 명을 지원하였고, 고용률은 12월 46.5%로 상승하였습니다.", []),
]


@pytest.mark.parametrize(("sentence", "steps"), CASES)
def test_the_verb_of_a_clause_says_what_happens(
    sentence: str, steps: list[tuple[str, str]]
) -> None:
    page = _PAGE.format(sentence=sentence).encode()
    found = read_report(read_html("garam/2025-02.html", page)).frames["milestones"]
    rows = [(row["description"], f"{row['start_date']}") for row in found.iter_rows(named=True)]
    assert rows == steps
