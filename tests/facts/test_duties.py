"""What departments are for: tables with and without bullets, and what looks like them."""

import pytest
from reports import read, rows

from pipeline.report import read_report
from pipeline.sources.html_page import read_html

HEAD = "2025. 2.\n\n경제정책실\n\n주요업무보고\n\nⅠ. 일반현황\n\n"


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        # a cell without bullets is one duty, one with bullets several
        ("□ 부서별 업무\n부서명\t추진업무\n총무과\t인사, 조직\n재무과\t∙ 회계, 계약 ∙ 재산 관리\n",
         [("총무과", "인사, 조직"), ("재무과", "회계, 계약"), ("재무과", "재산 관리")]),
        # teams without an ending, where the caption says what it is
        ("□ 창업과 주요업무\n구 분\t주요 추진 업무\n창업기획\t• 창업 기획\n벤처투자\t• 펀드 조성\n",
         [("창업기획", "창업 기획"), ("벤처투자", "펀드 조성")]),
        # a column that says no more than 업무; no headings at all
        ("□ 팀별 업무\n팀\t업 무\n총무팀\t인사, 조직\n재무팀\t회계\n",
         [("총무팀", "인사, 조직"), ("재무팀", "회계")]),
        ("□ 부서별 분장사무\n총무과\t인사, 조직\n재무과\t회계\n문화과\t축제\n",
         [("총무과", "인사, 조직"), ("재무과", "회계"), ("문화과", "축제")]),
        ("□ 부서별 집행액\n총무과\t3억원\n재무과\t2억원\n문화과\t1억원\n", []),
        # a third column, and a number
        ("□ 사무분장\n연번\t팀명\t정원\t분장사무\n1\t총무팀\t4\t- 인사\n2\t조직팀\t5\t- 조직\n",
         [("총무팀", "인사"), ("조직팀", "조직")]),
        # a list without a table
        ("2. 주요기능\n  총무과 : 인사·조직, 문서 관리\n  재무과 : 회계, 계약\n",
         [("총무과", "인사·조직, 문서 관리"), ("재무과", "회계, 계약")]),
        ("다. 주요사무\n  ◦ 예산담당 : 예산 편성\n  ◦ 통신담당 : 통신망 운영\n",
         [("예산담당", "예산 편성"), ("통신담당", "통신망 운영")]),
        # items below the name of each department, one of which sounds like another word (통과)
        ("3. 주요업무\n ○ 환경과\n   - 환경보전계획 수립\n   - 친환경자동차 보급\n ○ 대중교통과\n"
         "   - 시내버스 노선 조정\n",
         [("환경과", "환경보전계획 수립"), ("환경과", "친환경자동차 보급"),
          ("대중교통과", "시내버스 노선 조정")]),
        # teams with their staff in brackets
        ("나. 팀별 현원 및 담당업무\n 복지정책팀(6명)  : 복지정책 총괄\n 자활팀(4명): 자활근로\n",
         [("복지정책팀", "복지정책 총괄"), ("자활팀", "자활근로")]),
        # the number of its teams in the cell of a department, its teams beside it
        ("□ 조직: 2과 3팀\n과\t팀\t주요 업무\n총무과 (2팀)\t인사팀, 조직팀\t인사, 조직\n"
         "재무과 (1팀)\t회계팀\t회계\n",
         [("총무과", "인사, 조직"), ("재무과", "회계")]),
        # staff between teams and what they do
        ("□ 인력\n팀 별\t현 원\t주 요 업 무\n세정팀\t2\t세입 총괄\n도세팀\t3\t취득세 부과\n",
         [("세정팀", "세입 총괄"), ("도세팀", "취득세 부과")]),
        # departments that are counted, beside their staff
        ("□ 조직 및 인력\n부서\t정원\t주요 업무\n건설1과\t33\t토목 공사\n건설2과\t29\t건축 공사\n"
         "계\t62\t-\n",
         [("건설1과", "토목 공사"), ("건설2과", "건축 공사")]),
        # departments of a public body, behind a dash, below a heading that says no more
        ("□ 업  무\n 경영본부 — 기획, 인사\n 생활문화관 — 시민 예술교육\n",
         [("경영본부", "기획, 인사"), ("생활문화관", "시민 예술교육")]),
        # no headings, and one name that does not look like a department
        ("□ 부서별 분장사무\n총무과\t인사, 조직\n재무과\t회계\n119종합상황실\t신고 접수\n",
         [("총무과", "인사, 조직"), ("재무과", "회계"), ("119종합상황실", "신고 접수")]),
        ("□ 주요업무\n 주최기관 : 문화재단\n 세부 : 공연, 전시\n", []),
        ("□ 추진체계\n ○ 총무과 : 계획 수립\n ○ 재무과 : 예산 편성\n", []),
        # institutions, months
        ("□ 출연기관 현황\n기관명\t주요기능\n문화재단\t문화 진흥\n복지재단\t복지 증진\n", []),
        ("□ 추진계획\n구분\t주요업무\n1월\t계획 수립\n2월\t착공\n", []),
    ],
)  # fmt: skip
def test_layouts(table: str, stated: list[tuple[str, str]]) -> None:
    assert rows(read(HEAD + table), "duties", "department", "text") == stated


def test_each_paragraph_of_a_cell_is_a_duty() -> None:
    page = (
        "<p>2025. 2.</p><p>경제정책실</p><p>주요업무보고</p><p>□ 일반현황</p><p>□ 과별 업무</p>"
        "<table><tr><th>부서명</th><th>주요업무</th></tr>"
        "<tr><td>총무과</td><td><p>인사, 조직,</p><p>문서 관리</p><p>청사 관리</p></td></tr>"
        "<tr><td>재무과</td><td><p>회계</p></td></tr></table>"
    )
    report = read_report(read_html("busan-office/2025-02.html", page.encode()))
    assert rows(report, "duties", "department", "item_no", "text") == [
        ("총무과", 1, "인사, 조직, 문서 관리"),
        ("총무과", 2, "청사 관리"),
        ("재무과", 1, "회계"),
    ]


def test_a_department_with_staff_and_duties_in_one_row_is_named_once() -> None:
    """Its cell was a mention in both tables, and the report was refused for it."""
    table = (
        "□ 부서별 주요업무\n부 서\t정원\t현원\t주요업무\n"
        "기획조정실\t38\t37\t경영계획, 예산\n개발사업본부\t92\t88\t도시개발, 보상\n"
    )
    report = read(HEAD + table)
    assert report.frames["quarantine"].is_empty()
    assert rows(report, "department_aliases", "alias_raw") == [("기획조정실",), ("개발사업본부",)]
    assert rows(report, "staffing", "department", "authorized", "actual") == [
        ("기획조정실", 38, 37),
        ("개발사업본부", 92, 88),
    ]
    assert [text for _, text in rows(report, "duties", "department", "text")] == [
        "경영계획, 예산",
        "도시개발, 보상",
    ]
