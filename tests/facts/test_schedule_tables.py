"""Which rows of a table are steps: a column of dates, columns of events, a column a period."""

import pytest

from pipeline.report import read_report
from pipeline.sources.html_page import read_html
from pipeline.sources.markdown import read_markdown

_PAGE = """\
<h1>2025년도 주요업무보고</h1><p>2025. 2.</p><p>가람시 기획조정실</p>
<h2>Ⅰ. 일반현황</h2><p>□ 인력 : 정원 30명, 현원 28명</p>
<h2>Ⅱ. 2025년 주요업무 추진계획</h2>
<h3>1. 시립도서관 건립</h3><p>□ {heading}</p><table>{table}</table>
<h3>2. 스마트주차장 조성</h3><p>□ 사업개요</p><p>○ 사업비 : 3,400백만원</p>
"""


def _rows(heading: str, *table: tuple[str, ...]) -> list[tuple[str, str, str, str | None]]:
    """Description, first and last day, and subject of the steps of a table."""
    rows = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table]
    page = _PAGE.format(heading=heading, table="".join(rows)).encode()
    frames = read_report(read_html("garam/2025-02.html", page)).frames
    return [
        (row["description"], f"{row['start_date']}", f"{row['end_date']}", row["subject"])
        for row in frames["milestones"].iter_rows(named=True)
    ]


_Table = tuple[tuple[str, ...], ...]
_Step = tuple[str, str, str, str | None]
CASES: list[tuple[str, _Table, list[_Step]]] = [
    # signs below quarters say enough, whatever the heading
    (
        "재난대응 훈련",
        (
            ("훈련", "1분기", "2분기", "3분기", "4분기"),
            ("익수사고", "○", "", "○", "-"),
            ("화재 대피", "", "◎", "◎", ""),
        ),
        [
            ("익수사고", "2025-01-01", "2025-03-31", "재난대응 훈련"),
            ("화재 대피", "2025-04-01", "2025-09-30", "재난대응 훈련"),
            ("익수사고", "2025-07-01", "2025-09-30", "재난대응 훈련"),
        ],
    ),
    # … but not beside figures
    ("이용 현황", (("시설", "1분기", "2분기"), ("수영장", "○", "120")), []),
    # boxes beside each other with a row of dates, arrows between
    (
        "추진일정",
        (("용역 착수", "→", "준공"), ("’25. 3월", "", "’25. 12월")),
        [
            ("용역 착수", "2025-03-01", "2025-03-31", "시립도서관 건립"),
            ("준공", "2025-12-01", "2025-12-31", "시립도서관 건립"),
        ],
    ),
    # a sign for what is done in a quarter, a dash for nothing
    (
        "추진일정",
        (("구분", "1분기", "2분기", "3분기"), ("설계", "○", "-", "-"), ("공사", "-", "○", "○")),
        [
            ("설계", "2025-01-01", "2025-03-31", "시립도서관 건립"),
            ("공사", "2025-04-01", "2025-09-30", "시립도서관 건립"),
        ],
    ),
    # a cell below a part of a year that says its own month
    (
        "추진 로드맵",
        (
            ("추진과제", "1분기", "2분기"),
            ("산불 대응", "감시 강화(2월)", "진화차 배치 완료(4월)"),
            ("산사태 예방", "", "실태조사"),
        ),
        [
            ("실태조사", "2025-04-01", "2025-06-30", "산사태 예방"),
            ("감시 강화", "2025-02-01", "2025-02-28", "산불 대응"),
            ("진화차 배치 완료", "2025-04-01", "2025-04-30", "산불 대응"),
        ],
    ),
    # what cells say below a part of a year, but figures
    (
        "추진일정",
        (
            ("구분", "1~3월", "하반기"),
            ("보상", "감정평가", "협의 착수"),
            ("방문", "", "50명"),
        ),
        [
            ("감정평가", "2025-01-01", "2025-03-31", "보상"),
            ("협의 착수", "2025-07-01", "2025-12-31", "보상"),
        ],
    ),
    # … and under any heading, where most say that something happens
    (
        "추진계획",
        (
            ("단계", "1/4분기", "2/4분기"),
            ("상점가", "수요조사", "신청접수"),
            ("시장", "", "컨설팅"),
        ),
        [
            ("수요조사", "2025-01-01", "2025-03-31", "상점가"),
            ("신청접수", "2025-04-01", "2025-06-30", "상점가"),
            ("컨설팅", "2025-04-01", "2025-06-30", "시장"),
        ],
    ),
    # what happens beside each year
    (
        "연차별 투자",
        (
            ("연도", "사업내용", "사업비"),
            ("2024년", "부지 매입", "1,100"),
            ("2026년", "준공", "900"),
        ),
        [
            ("부지 매입", "2024-01-01", "2024-12-31", "연차별 투자"),
            ("준공", "2026-01-01", "2026-12-31", "연차별 투자"),
        ],
    ),
    # a calendar with a column an office: each cell is a step, and a month of its name is no date
    (
        "월별 주요 일정",
        (
            ("월", "초등과", "중등과"),
            ("1월", "신입생 추가모집", "3월 학력평가 신청"),
            ("11월", "임용시험", "수능시험(11.13.)"),
        ),
        [
            ("신입생 추가모집", "2025-01-01", "2025-01-31", "초등과"),
            ("3월 학력평가 신청", "2025-01-01", "2025-01-31", "중등과"),
            ("임용시험", "2025-11-01", "2025-11-30", "초등과"),
            ("수능시험", "2025-11-13", "2025-11-13", "중등과"),
        ],
    ),
    # … and a cell of one holds several steps
    (
        "추진일정",
        (("시기", "주요일정"), ("2월", "○ 착공식 ○ 점검"), ("3월", "<p>보상</p><p>준공</p>")),
        [
            ("착공식", "2025-02-01", "2025-02-28", "시립도서관 건립"),
            ("점검", "2025-02-01", "2025-02-28", "시립도서관 건립"),
            ("보상", "2025-03-01", "2025-03-31", "시립도서관 건립"),
            ("준공", "2025-03-01", "2025-03-31", "시립도서관 건립"),
        ],
    ),
    # a site a row, whose cells each say what happened or will
    (
        "추진현황 및 계획",
        (
            ("대상지", "추진상황", "향후계획"),
            ("가람 나루항", "계획 승인(’24. 5.)", "착공(’25. 4.)"),
            ("가람 모래항", "실시설계 중(공정 60%)", "착공(’25. 9.)"),
        ),
        [
            ("계획 승인", "2024-05-01", "2024-05-31", "가람 나루항"),
            ("착공", "2025-04-01", "2025-04-30", "가람 나루항"),
            ("착공", "2025-09-01", "2025-09-30", "가람 모래항"),
        ],
    ),
    # a column of dates, in a schedule or named as one; the detail says what, the group whose
    (
        "추진일정",
        (
            ("추진내용", "시기", "비고"),
            ("진단검사 실시", "2025. 3.", "초2"),
            ("성과 분석", "2025. 12.", ""),
        ),
        [
            ("진단검사 실시", "2025-03-01", "2025-03-31", "시립도서관 건립"),
            ("성과 분석", "2025-12-01", "2025-12-31", "시립도서관 건립"),
        ],
    ),
    (
        "세부사업",
        (
            ("구분", "사업량", "예산액", "추진시기"),
            ("자전거도로 재포장", "2.4㎞", "196,000", "4월 ~ 9월"),
            ("자전거보험 가입", "1식", "118,500", "3월"),
        ),
        [
            ("자전거도로 재포장", "2025-04-01", "2025-09-30", "세부사업"),
            ("자전거보험 가입", "2025-03-01", "2025-03-31", "세부사업"),
        ],
    ),
    (
        "추진일정",
        (
            ("과제명", "추진내용", "시기"),
            ("빈집정비", "은행 시범운영", "’25.3분기"),
            ("기금", "배분 확정", "’25.11월"),
        ),
        [
            ("은행 시범운영", "2025-07-01", "2025-09-30", "빈집정비"),
            ("배분 확정", "2025-11-01", "2025-11-30", "기금"),
        ],
    ),
    # a column for each time
    (
        "추진일정",
        (("구분", "1차", "2차"), ("참여자 공고", "3월", "6월")),
        [
            ("참여자 공고 (1차)", "2025-03-01", "2025-03-31", "시립도서관 건립"),
            ("참여자 공고 (2차)", "2025-06-01", "2025-06-30", "시립도서관 건립"),
        ],
    ),
    # of two columns of dates the finer one counts; the month that groups the rows is none
    (
        "주요행사 일정",
        (
            ("월", "행사명", "일시"),
            ("4월", "벚꽃축제", "4.5.~4.8."),
            ("5월", "어린이날 행사", "5.5.(월)"),
        ),
        [
            ("벚꽃축제", "2025-04-05", "2025-04-08", "시립도서관 건립"),
            ("어린이날 행사", "2025-05-05", "2025-05-05", "시립도서관 건립"),
        ],
    ),
    # the heading of the column says what happens, the row to whom
    (
        "시설별 현황",
        (
            ("시설명", "착공일", "준공예정일"),
            ("동부센터", "2024. 3.", "2025. 9."),
            ("서부센터", "2025. 4.", "2026. 12."),
        ),
        [
            ("착공일", "2024-03-01", "2024-03-31", "동부센터"),
            ("준공예정일", "2025-09-01", "2025-09-30", "동부센터"),
            ("착공일", "2025-04-01", "2025-04-30", "서부센터"),
            ("준공예정일", "2026-12-01", "2026-12-31", "서부센터"),
        ],
    ),
    # quarters, and the year behind them
    (
        "향후계획",
        (
            ("구분", "’25. 3분기", "’25. 4분기", "’26년"),
            ("추진내용", "입주기업 공고", "입주기업 협약", "준공 및 개소"),
        ),
        [
            ("입주기업 공고", "2025-07-01", "2025-09-30", "추진내용"),
            ("입주기업 협약", "2025-10-01", "2025-12-31", "추진내용"),
            ("준공 및 개소", "2026-01-01", "2026-12-31", "추진내용"),
        ],
    ),
    # … each cell of a schedule, whatever happens; a column of months
    (
        "세부일정",
        (
            ("구분", "1/4분기", "2/4분기", "3/4분기"),
            ("주요내용", "연구진 구성", "비파괴 성분분석", "제작기법 연구"),
        ),
        [
            ("연구진 구성", "2025-01-01", "2025-03-31", "주요내용"),
            ("비파괴 성분분석", "2025-04-01", "2025-06-30", "주요내용"),
            ("제작기법 연구", "2025-07-01", "2025-09-30", "주요내용"),
        ],
    ),
    (
        "행사 안내",
        (("월", "행사명", "담당"), ("4월", "육상대회", "교육과"), ("10월", "예술제", "총무과")),
        [
            ("육상대회", "2025-04-01", "2025-04-30", "행사 안내"),
            ("예술제", "2025-10-01", "2025-10-31", "행사 안내"),
        ],
    ),
    # bars: a step from its first to its last month
    (
        "추진일정",
        (
            ("구분", "1월", "2월", "3월", "4월"),
            ("실시설계", "■", "■", "", ""),
            ("공사 시행", "", "", "■", "■"),
        ),
        [
            ("실시설계", "2025-01-01", "2025-02-28", "시립도서관 건립"),
            ("공사 시행", "2025-03-01", "2025-04-30", "시립도서관 건립"),
        ],
    ),
    # how long projects take is no step, nor is a table of figures by year
    (
        "추진현황",
        (("사업명", "사업기간", "사업비"), ("공원 조성", "2023. 1. ~ 2026. 5.", "5,200")),
        [],
    ),
    (
        "투자계획",
        (("구분", "2024년", "2025년"), ("국비", "100", "200"), ("시비", "300", "400")),
        [],
    ),
]


@pytest.mark.parametrize(("heading", "table", "steps"), CASES)
def test_rows_that_are_steps(
    heading: str,
    table: _Table,
    steps: list[_Step],
) -> None:
    assert _rows(heading, *table) == steps


def test_how_long_projects_take_is_not_held_back() -> None:
    rows = (("사업명", "사업기간"), ("공원 조성", "2023. 1. ~ 2026. 5."))
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    page = _PAGE.format(heading="추진현황", table=table).encode()
    frames = read_report(read_html("garam/2025-02.html", page)).frames
    assert frames["quarantine"].height == 0


def test_a_name_without_mark_announces_a_schedule() -> None:
    table = (
        "<tr><td>구분</td><td>1월</td><td>2월</td></tr><tr><td>착공</td><td></td><td>■</td></tr>"
    )
    page = _PAGE.format(heading="추진일정", table=table).replace("□ 추진일정", "추진일정")
    frames = read_report(read_html("garam/2025-02.html", page.encode())).frames
    assert frames["milestones"]["description"].to_list() == ["착공"]


def test_paragraphs_of_a_web_page_are_statements_of_their_own() -> None:
    page = _PAGE.format(heading="사업개요", table="<tr><td>규모</td><td>3층</td></tr>")
    page += "<p>총사업비 : 320억원</p><p>2026. 3. : 착공</p>"
    frames = read_report(read_html("garam/2025-02.html", page.encode())).frames
    assert frames["milestones"]["description"].to_list() == ["착공"]


def test_a_bold_line_of_markdown_is_no_note() -> None:
    text = (
        "# 업무보고\n\n2025. 2.\n\n가람시 기획조정실\n\n## 2025년 주요업무 추진계획\n\n"
        "### 도서관 건립\n\n**추진일정**\n\n| 구분 | 1월 | 2월 |\n|---|---|---|\n| 착공 | | ■ |\n"
    )
    frames = read_report(read_markdown("garam/2025-02.md", text.encode())).frames
    assert frames["milestones"]["description"].to_list() == ["착공"]


def test_dates_with_colons_beside_each_other_are_a_step_each() -> None:
    page = _PAGE.format(heading="사업개요", table="<tr><td>규모</td><td>3층</td></tr>")
    page += "<p>□ 추진일정</p><ul><li>2025년 3월 : 발주 / 하반기 : 완료</li></ul>"
    frames = read_report(read_html("garam/2025-02.html", page.encode())).frames
    steps = frames["milestones"].select("description", "start_date").rows()
    found = [(what, f"{day:%Y-%m}") for what, day in steps]
    assert found == [("발주", "2025-03"), ("완료", "2025-07")]


_SCHEDULE = """\
<tr><td rowspan="2">추진내용</td><td colspan="2">2024년</td><td colspan="3">2025년</td></tr>
<tr><td>11</td><td>12</td><td>1</td><td>2</td><td>3</td></tr>
<tr><td>실시설계</td><td bgcolor="yellow" colspan="2"></td><td></td><td></td><td></td></tr>
<tr bgcolor="#eeeeee"><td>보상 협의</td><td bgcolor="white"></td>
<td style="background: navy"></td><td bgcolor="navy"></td><td bgcolor="white"></td>
<td style="background-color: rgb(0, 0, 128)"></td></tr>
<tr bgcolor="#eeeeee"><td>정비 공사</td><td></td><td></td><td></td><td></td><td></td></tr>
"""


def _steps(table: str) -> list[tuple[str, str, str]]:
    page = _PAGE.format(heading="추진일정", table=table).encode()
    frames = read_report(read_html("garam/2025-02.html", page)).frames
    columns = ("description", "start_date", "end_date")
    return [(what, f"{a}", f"{b}") for what, a, b in frames["milestones"].select(columns).rows()]


def test_bars_of_colour_below_months_are_steps() -> None:
    """Months as bare numbers below their years; a row whose cells are all filled is a stripe."""
    assert _steps(_SCHEDULE) == [
        ("실시설계", "2024-11-01", "2024-12-31"),
        ("보상 협의", "2024-12-01", "2025-01-31"),
        ("보상 협의", "2025-03-01", "2025-03-31"),
    ]


def test_numbers_are_months_or_quarters_where_they_count_on() -> None:
    def row(*cells: str) -> str:
        return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"

    quarters = row("구분", "1/4", "2/4", "3/4", "4/4") + row("공사", "", "●", "●", "")
    assert _steps(quarters) == [("공사", "2025-04-01", "2025-09-30")]
    months = row("구분", *map(str, range(1, 13))) + row("점검", *[""] * 9, "○", "○", "○")
    assert _steps(months) == [("점검", "2025-10-01", "2025-12-31")]
    assert not _steps(row("구분", "1", "2", "4") + row("공사", "●", "", ""))
