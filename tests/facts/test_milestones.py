"""Every milestone of the two reports, against rows compared with the source by hand."""

import re
import tomllib
from pathlib import Path

import pytest
from reports import FOLDER, REPORTS, quarantined, read, real, rows, whole

EXPECTED = tomllib.loads((Path(__file__).parent / "milestone_rows.toml").read_text("utf-8"))
COLUMNS = (
    "line_start", "line_end", "program_id", "start_date", "end_date", "precision", "status",
    "date_raw", "description", "heading", "parent_item_no",
)  # fmt: skip


def _expected(month: str) -> list[tuple[str, ...]]:
    found, heading = [], ""
    for line in filter(None, EXPECTED[month]["rows"].splitlines()):
        if line.startswith("{"):
            heading = line[1:-1]
        else:
            found.append((*line.split(" | ", 7), heading))
    return found


def _found(month: str) -> list[tuple[str, ...]]:
    found = []
    for first, last, program, start, end, precision, status, raw, words, heading, whole_ in rows(
        real(month), "milestones", *COLUMNS
    ):
        lines = f"{first}" if first == last else f"{first}-{last}"
        shown = f"> {words}" if whole_ else words
        number = (program or "-").rpartition("/")[2]
        days = (str(start or "-"), str(end or "-"))
        found.append((lines, number, *days, precision, status, raw, shown, heading or ""))
    return found


@pytest.mark.parametrize(("month", "count"), [("2022-03", 110), ("2023-03", 234)])
def test_every_row(month: str, count: int) -> None:
    assert _found(month) == _expected(month)
    assert len(_expected(month)) == count
    assert not [entry for entry in quarantined(real(month)) if entry[0] == "milestones"]


@pytest.mark.parametrize("month", REPORTS)
def test_dates_stand_where_they_are_said_to_stand(month: str) -> None:
    text, lines = whole(month), whole(month).splitlines()
    for row in real(month).frames["milestones"].iter_rows(named=True):
        assert text[row["char_start"] : row["char_end"]] == row["date_raw"]
        printed = "\n".join(lines[row["line_start"] - 1 : row["line_end"]])
        assert row["date_raw"] in printed


def test_items_are_counted_and_parts_point_at_their_whole() -> None:
    for month in REPORTS:
        found = rows(real(month), "milestones", "item_no", "parent_item_no")
        assert [item for item, _ in found] == list(range(1, len(found) + 1))
        assert all(parent is None or parent < item for item, parent in found)
    found = rows(real("2023-03"), "milestones", "line_start", "item_no", "parent_item_no")
    # line 693: 도쿄(3월) and 미국(5월) are parts of 진출지원 : 3월~
    numbers = [item for line, item, _ in found if line == 693]
    assert [parent for line, _, parent in found if line == 693] == [None, *numbers[:1] * 2]


def test_years_are_from_where_they_are_printed() -> None:
    found = {
        (line, raw): source
        for line, raw, source in rows(
            real("2022-03"), "milestones", "line_start", "date_raw", "year_from"
        )
    }
    assert found[371, "’22.4 ~ 6월"] == "stated"
    assert found[676, "3.8"] == "chain"  # of the date of its item
    assert found[772, "2.14"] == "chain"  # of ’22. 2. 14 ~ 15
    assert found[776, "2. 25"] == "chain"
    assert found[1033, "3월"] == "report"
    words = [
        (line, raw, str(start))
        for line, raw, start, source in rows(
            real("2023-03"), "milestones", "line_start", "date_raw", "start_date", "year_from"
        )
        if source == "words"
    ]
    # '23년 하반기 … 모집 : 5월, '23년 (공공형) … : 3월 and so on
    assert words == [
        (1472, "5월", "2023-05-01"),
        (1506, "3월", "2023-03-01"),
        (1507, "3월", "2023-03-01"),
        (1508, "3월", "2023-03-01"),
        (1566, "2월~", "2023-02-01"),
        (1606, "2월 ~", "2023-02-01"),
    ]


def test_the_year_that_the_words_of_a_step_name_is_another_one() -> None:
    # 2023-03 line 1472: '23년 하반기 서울 동행일자리 사업 참여자 모집 : 5월
    printed = "'23년 하반기 서울 동행일자리 사업 참여자 모집 : 5월"
    changed = "'24년 상반기 서울 동행일자리 사업 참여자 모집 : 2월"
    report = read(whole("2023-03").replace(printed, changed), f"{FOLDER}/2023-03.txt")
    assert [
        (str(start), str(end), source)
        for line, start, end, source in rows(
            report, "milestones", "line_start", "start_date", "end_date", "year_from"
        )
        if line == 1472
    ] == [("2024-02-01", "2024-02-29", "words")]


DECEMBER = [
    # on one line, and on several; what is not over stays in the year of the report
    ("□ 향후일정\n\n○ '24.1월 공고 / 2월 접수\n",
     [("2024-01-01", "stated", "공고"), ("2024-02-01", "chain", "접수")]),
    ("□ 향후일정\n\n○ 공고 : '24.1월\n○ 접수 : 2월\n○ 설명회 : 12월\n○ 심사 : 3월\n",
     [("2024-01-01", "stated", "공고"), ("2024-02-01", "chain", "접수"),
      ("2023-12-01", "report", "설명회"), ("2024-03-01", "chain", "심사")]),
    ("□ 향후일정 : 공고('24.1월), 접수(2월)\n",
     [("2024-01-01", "stated", "공고"), ("2024-02-01", "chain", "접수")]),
    ("□ 향후일정\n\n○ '24년 참여자 모집 : 1월\n○ 교육 : 2월\n",
     [("2024-01-01", "words", "'24년 참여자 모집"), ("2024-02-01", "chain", "교육")]),
    # the year of what is done is none of the day before it; months and years in Chinese characters
    ("□ 향후일정\n\n○ 12月末 : '25년 자치계획 심의\n",
     [("2023-12-01", "report", "'25년 자치계획 심의")]),
    # what was done is no schedule
    ("□ 추진현황\n\n○ 협약 : '24.1월\n○ 접수 : 2월\n",
     [("2024-01-01", "stated", "협약"), ("2023-02-01", "report", "접수")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), DECEMBER)
def test_a_schedule_goes_on_into_the_next_year(
    body: str, expected: list[tuple[str, str, str]]
) -> None:
    text = HEAD.replace("2024. 3.", "2023. 12.") + body + FOOT
    found = rows(
        read(text, f"{FOLDER}/2023-12.txt"), "milestones", "start_date", "year_from", "description"
    )
    assert [(str(start), source, words) for start, source, words in found] == expected


# --- Other reports -----------------------------------------------------------------------------

HEAD = """서울특별시

2024. 3.

경제정책실

Ⅰ. 일반현황

구 분 합 계 일반직

계 3/3 3/3
경제정책과 3/3 3/3

Ⅱ. 주요 업무 추진계획

1. 민생경제 활력 회복

2. 미래산업 육성 기반 조성

1. 민생경제 활력 회복

① 상권 활성화 사업 추진

② 소상공인 경영 지원 강화

1 상권 활성화 사업 추진

"""
FOOT = """
2 소상공인 경영 지원 강화

□ 사업개요

2. 미래산업 육성 기반 조성

① 로봇산업 거점 조성

② 바이오산업 거점 조성

1 로봇산업 거점 조성

□ 사업개요

2 바이오산업 거점 조성

□ 사업개요
"""


def _read(body: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """Days, status, heading and words of each milestone; the reasons of what is held back."""
    report = read(HEAD + body + FOOT, f"{FOLDER}/2024-03.txt")
    found = [
        (f"{start or ''}~{end or ''}", status, heading or "", words)
        for start, end, status, heading, words in rows(
            report, "milestones", "start_date", "end_date", "status", "heading", "description"
        )
    ]
    assert report.frames["programs"].height == 4
    held = [reason for table, _, reason in quarantined(report) if table == "milestones"]
    return found, held


OTHER = [
    # headings and labels by other names, other bullets, and dates in other notations
    (
        "■ 향후 추진일정\n\n• 공고 : 2024. 4. 1.(월) ~ 4. 12.(금)\n• 접수 : 2024년 5월\n"
        "• 심사 : 3/4분기\n• 개관 : 하반기 예정\n• 정산 : 12월까지\n• 운영 : 6월부터\n",
        [("2024-04-01~2024-04-12", "planned", "향후 추진일정", "공고"),
         ("2024-05-01~2024-05-31", "planned", "향후 추진일정", "접수"),
         ("2024-07-01~2024-09-30", "planned", "향후 추진일정", "심사"),
         ("2024-07-01~2024-12-31", "planned", "향후 추진일정", "개관"),
         ("~2024-12-31", "planned", "향후 추진일정", "정산"),
         ("2024-06-01~", "planned", "향후 추진일정", "운영")],
    ),
    # a label that says no more than when
    (
        "□ 사업개요\n\n○ 추진일정 : ’24. 3월 ~ 12월\n○ 지원대상 : 소상공인\n",
        [("2024-03-01~2024-12-31", "planned", "추진일정", "추진일정")],
    ),
    # the year of the heading, and years handed on along the steps of a line
    (
        "□ 사업개요\n\n○ ’25년 추진일정\n － 공고 : 3월\n － 접수 : 4월\n",
        [("2025-03-01~2025-03-31", "planned", "’25년 추진일정", "공고"),
         ("2025-04-01~2025-04-30", "planned", "’25년 추진일정", "접수")],
    ),
    (
        "□ 추진경과\n\n○ 공고(’23.11월), 접수(12월), 협약(1월)\n",
        [("2023-11-01~2023-11-30", "done", "추진경과", "공고"),
         ("2023-12-01~2023-12-31", "done", "추진경과", "접수"),
         ("2024-01-01~2024-01-31", "done", "추진경과", "협약")],
    ),
    # progress that has not begun yet; figures and days they are stated for are no steps
    (
        "□ 추진현황\n\n○ 입주 : 12개사(’24.2.29. 기준)\n○ ’24년 예산 : 5억원\n"
        "○ 기본계획 수립(’24.2월)\n○ 착공(’24.9월)\n○ 참여자 100명(’23년)\n",
        [("2024-02-01~2024-02-29", "done", "추진현황", "기본계획 수립"),
         ("2024-09-01~2024-09-30", "planned", "추진현황", "착공")],
    ),
    # what still runs at the end of the month reported is not done, though it has begun
    (
        "□ 추진현황\n\n○ ’24년 시범운영\n○ 안내서 제작(’24년 상반기)\n○ ’23년 실태조사 실시\n"
        "○ 입주기업 모집(’24.2~6월)\n○ 상담창구 운영(’23년~)\n",
        [("2024-01-01~2024-12-31", "planned", "추진현황", "시범운영"),
         ("2024-01-01~2024-06-30", "planned", "추진현황", "안내서 제작"),
         ("2023-01-01~2023-12-31", "done", "추진현황", "실태조사 실시"),
         ("2024-02-01~2024-06-30", "done", "추진현황", "입주기업 모집"),
         ("2023-01-01~", "done", "추진현황", "상담창구 운영")],
    ),
    # the year that the words of a step name, nearer than that of the heading
    (
        "□ ’24년 향후일정\n\n○ ’25년 상반기 참여자 모집 : 2월\n○ ’25년 상반기 수요조사 : 11월\n"
        "○ ’25년 예산 편성 : 10월\n○ ’25년 사업계획 수립 : 1월\n"
        "○ ’25년 사업 : 공고(2월), 접수(3월)\n"
        "○ ’23~’25년 사업 평가 : 9월\n",
        [("2025-02-01~2025-02-28", "planned", "’24년 향후일정", "’25년 상반기 참여자 모집"),
         ("2024-11-01~2024-11-30", "planned", "’24년 향후일정", "’25년 상반기 수요조사"),
         ("2024-10-01~2024-10-31", "planned", "’24년 향후일정", "’25년 예산 편성"),
         ("2025-01-01~2025-01-31", "planned", "’24년 향후일정", "’25년 사업계획 수립"),
         ("2025-02-01~2025-02-28", "planned", "’24년 향후일정", "’25년 사업 : 공고"),
         ("2025-03-01~2025-03-31", "planned", "’24년 향후일정", "’25년 사업 : 접수"),
         ("2024-09-01~2024-09-30", "planned", "’24년 향후일정", "’23~’25년 사업 평가")],
    ),
    # a step before it with a year of its own says more than the label of both
    (
        "□ 추진경과\n\n○ ’24년 사업 : 공고(’23.11월), 선정(12월), 협약(1월)\n",
        [("2023-11-01~2023-11-30", "done", "추진경과", "’24년 사업 : 공고"),
         ("2023-12-01~2023-12-31", "done", "추진경과", "’24년 사업 : 선정"),
         ("2024-01-01~2024-01-31", "done", "추진경과", "’24년 사업 : 협약")],
    ),
    # a statement over several lines; a table of steps
    (
        "□ 향후계획\n\n○ 상권 활성화 사업 참여자\n\n모집 및 선발 : ’24. 4월\n",
        [("2024-04-01~2024-04-30", "planned", "향후계획", "상권 활성화 사업 참여자 모집 및 선발")],
    ),
    (
        "□ 추진절차\n\n공 고\n신 청\n심 사\n\n(3월) (4월) (5월)\n",
        [("2024-03-01~2024-03-31", "planned", "추진절차", "공고"),
         ("2024-04-01~2024-04-30", "planned", "추진절차", "신청"),
         ("2024-05-01~2024-05-31", "planned", "추진절차", "심사")],
    ),
    # a footnote of the text is no step, a numbered step is one
    (
        "□ 향후계획\n\n○ TIPS1) 공모 : 4월\n\n1) TIPS : 2013년 시작된 지원사업\n",
        [("2024-04-01~2024-04-30", "planned", "향후계획", "TIPS1) 공모")],
    ),
    (
        "□ 향후계획\n\n1) 공모 : 4월\n2) 선정 : 5월\n",
        [("2024-04-01~2024-04-30", "planned", "향후계획", "공모"),
         ("2024-05-01~2024-05-31", "planned", "향후계획", "선정")],
    ),
    # the time of day is no date; it stays with the words
    (
        "□ 향후일정\n\n○ 개막식 : ’24. 4. 15. 14:00\n○ 설명회(4.16. 14시30분)\n",
        [("2024-04-15~2024-04-15", "planned", "향후일정", "개막식"),
         ("2024-04-16~2024-04-16", "planned", "향후일정", "설명회 (14시30분)")],
    ),
    # a plan each item of which begins with its date
    (
        "□ 추진계획\n\n○ ’24. 4. 2단계 용역 중간보고(4.20.)\n○ ’24.下 : 국토부 협의\n"
        "※ 재원 : 국비\n",
        [("2024-04-20~2024-04-20", "planned", "추진계획", "’24. 4. 2단계 용역 중간보고"),
         ("2024-07-01~2024-12-31", "planned", "추진계획", "국토부 협의")],
    ),
    # … and no schedule where an item names a year only, or a figure
    ("□ 추진계획\n\n○ ’24년 3~5개소 조성\n○ ’24년 10~12회 교육\n", []),
    ("□ 추진계획\n\n○ ’24. 12.5억원 투입\n○ ’24. 3.2km 연장\n", []),
    # … where a step has to say itself that something happens
    (
        "□ 추진계획\n\n○ ’24. 4. 용역 중간보고\n○ 상담창구(5월, 100명)\n",
        [("2024-04-01~2024-04-30", "planned", "", "용역 중간보고")],
    ),
    ("□ 추진계획\n\n○ ’24년 32개소 조성\n○ ’24년 청년 취업 지원\n", []),
    # a chain without a heading, over by the month of the report or not; a series of figures is none
    (
        "□ 사업개요\n\n○ 설계(’23.12월) ⇨ 착공(’24.6월)\n○ 10 → 15회 확대(5월)\n"
        "○ 100개사(’23) ⇒ 150개사(’24)\n",
        [("2023-12-01~2023-12-31", "done", "", "설계"),
         ("2024-06-01~2024-06-30", "planned", "", "착공"),
         ("2024-05-01~2024-05-31", "planned", "", "10 → 15회 확대")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), OTHER)
def test_other_reports(body: str, expected: list[tuple[str, ...]]) -> None:
    assert _read(body) == (expected, [])


def test_dates_drawn_below_the_items_of_a_plan_are_held_back() -> None:
    found, held = _read(
        "□ 추진계획\n\n○ ’24. 4. 중간보고\n○ ’24.下 : 협의\n로드맵\n고시 착공\n(‘25.下) (‘29.下)\n"
    )
    assert [words for *_, words in found] == ["중간보고", "협의"]
    assert held == ["below the first line of an item of a plan"]


def test_dates_that_are_not_understood_are_held_back() -> None:
    # more dates than steps; a date that says nothing
    found, held = _read("□ 추진절차\n\n공 고\n\n신 청\n\n(3월) (4월) (5월)\n")
    assert (found, held) == ([], ["3 dates are drawn below 2 steps"])
    found, held = _read("□ 추진일정\n\n○ 공고 : 13월 40일\n○ 정기회의 : 매월 15일\n○ 접수 : 4월\n")
    assert [words for *_, words in found] == ["접수"]


def _rest(month: str, text: str) -> set[tuple[str, ...]]:
    """What the milestones of the programs of a report say, without where."""
    columns = ("program_id", "start_date", "end_date", "precision", "status")
    report = read(text, f"{FOLDER}/{month}.txt")
    return {row for row in rows(report, "milestones", *columns) if row[0]}


@pytest.mark.parametrize(
    ("month", "change"),
    [
        ("2022-03", lambda t: t.replace("○", "◦").replace("－", "-")),
        ("2022-03", lambda t: t.replace("추진일정", "향후 추진일정")),
        ("2022-03", lambda t: t.replace("향후계획", "향후 계획")),
        ("2022-03", lambda t: re.sub(r"’\s?22\.\s?(?=\d)", "2022. ", t)),
        ("2022-03", lambda t: t.replace("’", "'").replace(" ~ ", "~")),
        ("2022-03", lambda t: t.replace("⇨", "→").replace("→", "➔")),
        ("2023-03", lambda t: re.sub(r"(?m)^- (?=.* : [0-9 ~]+월)", "○ ", t)),
        ("2023-03", lambda t: t.replace("향후일정", "향후 일정").replace("□", "■")),
        ("2023-03", lambda t: t.replace("⇨", "→")),
        ("2023-03", lambda t: t[: t.index("V. 2022년 행정사무감사")]),  # a chapter missing
    ],
)  # fmt: skip
def test_printed_otherwise(month: str, change) -> None:
    text = change(whole(month))
    assert text != whole(month)
    assert _rest(month, text) == _rest(month, whole(month))


def test_programs_in_another_order() -> None:
    # 2022-03: the parts ① (line 1150) and ② (line 1191) of 4-1 exchange what they say
    lines = whole("2022-03").splitlines(keepends=True)
    first, second = lines[1150:1190], lines[1191:1236]
    text = "".join([*lines[:1150], *second, lines[1190], *first, *lines[1236:]])
    report = read(text, f"{FOLDER}/2022-03.txt")
    found = {
        program.rpartition("/")[2]: words
        for program, words in rows(report, "milestones", "program_id", "description")
        if program
    }
    assert found["4-1-1"] == "교육 개시"
    assert found["4-1-2"] == "서울로봇아카데미 운영"
    assert len(rows(report, "milestones", "item_no")) == 110


def test_a_second_program_of_one_number_keeps_its_steps() -> None:
    # 2023-03: ③ of 5-3 (지식재산권, line 1606) becomes a second ①
    text = whole("2023-03").replace(
        "③ 중소기업 지식재산권 확보 지원", "① 중소기업 지식재산권 확보 지원"
    )
    report = read(text, f"{FOLDER}/2023-03.txt")
    before = real("2023-03").frames["milestones"]
    after = report.frames["milestones"]
    assert after.height == before.height
    found = rows(report, "milestones", "line_start", "program_id")
    assert [(line, program) for line, program in found if line == 1606] == [
        (1606, f"{report.report_id}/5-3")
    ]


# --- Outside programs and schedules ------------------------------------------------------------

OFFICE = """2025년도 주요업무보고

2025. 2.

가람시 기획조정실

Ⅰ. 일반현황

□ 인력 : 정원 30명, 현원 28명

Ⅱ. 2025년 주요업무 추진계획

1. 살기 좋은 도시

"""
ANYWHERE = [
    # lists: each opening is a step; a bracket with its year; below what is held, a bare name
    ("□ 문화시설 확충\n ○ 가람도서관 개관(3월), 나래체육관 개관(10월)\n",
     [("가람도서관 개관", "2025-03-01", "planned", "문화시설 확충"),
      ("나래체육관 개관", "2025-10-01", "planned", "문화시설 확충")]),
    ("□ 산하기관 종합감사 실시\n ○ (감사대상) 가람시설공단(12월)\n",
     [("(감사대상) 가람시설공단", "2025-12-01", "planned", "산하기관 종합감사 실시")]),
    # a period of what stands above, but not how long a project takes, nor its legal basis
    ("□ 하천 정비사업 특정감사\n ○ (감사기간) 2025. 6월\n"
     " ○ 사업기간 : 2024. 1월 ~ 2027. 12월\n ○ 추진근거 : 하천법 개정(’24. 3. 5.)\n",
     [("감사기간", "2025-06-01", "planned", "하천 정비사업 특정감사")]),
    # a remark in the year of its item; a whole that says nothing but its parts
    ("□ 추진경과\n ○ ’24. 3. : 제안서 접수 ※ 간소화 심의 의결(7월)\n"
     " ○ ’24. 7~9. : 시의회 동의(’24. 7.), 협약 체결(’24. 9.)\n",
     [("제안서 접수", "2024-03-01", "done", None), ("간소화 심의 의결", "2024-07-01", "done", None),
      ("시의회 동의", "2024-07-01", "done", None), ("협약 체결", "2024-09-01", "done", None)]),
    # dated before the report's day: done; what a year only names, and figures, are no steps
    ("□ 향후계획\n ○ ’25. 1. : ’25년 참여기업 모집\n ○ ’25. 2. : 협약\n",
     [("’25년 참여기업 모집", "2025-01-01", "done", None),
      ("협약", "2025-02-01", "planned", None)]),
    ("□ 사업개요\n ○ 사업규모 : ’25년 24대 보급\n ○ 청년 고용률 46.5%(’24. 12월)\n", []),
    # a date that the end of a line breaks, and one on the line below its step
    ("□ 시장 이전\n ○ 추진경과 : 용역 착수(’23. 7월), 공사 착공(’24. 12.\n10.)\n"
     " ○ 기본설계(’25. 3월) → 실시설계\n(’26. 1월 ~ ’27. 2월)\n",
     [("용역 착수", "2023-07-01", "done", None), ("공사 착공", "2024-12-10", "done", None),
      ("기본설계", "2025-03-01", "planned", None), ("실시설계", "2026-01-01", "planned", None)]),
    # … and a step that it breaks before its date
    ("□ 학교 신설\n ○ 착공(’24.11.25.) ⇒ 준공(’25. 8월) ⇒ 기숙사\n개관(’25. 9. 1.)\n",
     [("착공", "2024-11-25", "done", None), ("준공", "2025-08-01", "planned", None),
      ("기숙사 개관", "2025-09-01", "planned", None)]),
    # a list below a part of a year, of which each says its month; since when, behind a space
    ("□ 학교 신설\n ○ [3·4분기] 국제회의(9월 중), 계획 수립(’25. 12.)\n"
     " ○ 관광시설 운영 개시(’26. 3월 이후)\n",
     [("국제회의", "2025-09-01", "planned", None), ("계획 수립", "2025-12-01", "planned", None),
      ("관광시설 운영 개시", "2026-03-01", "planned", None)]),
    # each thing listed ends with its day; a label of days, and what a bracket behind dates
    ("□ 공유오피스\n ○ 추진계획 : 리모델링 3~5월, 입주자 모집 6월 초, 개소 7. 1.\n",
     [("리모델링", "2025-03-01", "planned", None), ("입주자 모집", "2025-06-01", "planned", None),
      ("개소", "2025-07-01", "planned", None)]),
    ("□ 재단 현황\n ○ 설 립 일: 2018. 11. 26. (출범 2019. 3. 4.)\n"
     " ○ 개최시기: 2025. 10. 17.(금) / 장소: 강변광장 일원\n",
     [("설립일", "2018-11-26", "done", None), ("출범", "2019-03-04", "done", None),
      ("개최시기", "2025-10-17", "planned", None)]),
    # a half of a year that names what is held; how much came of it
    ("□ 추진경과\n ○ 2025. 3. 4. : 상반기 협의회 개최\n"
     " ○ 2024. 9. 2. ~ 9. 14. 환급행사 - 환급 3,280명, 5,740만원\n",
     [("상반기 협의회 개최", "2025-03-04", "planned", None),
      ("환급행사 - 환급 3,280명, 5,740만원", "2024-09-02", "done", None)]),
    # halves in brackets, with what is done of it in each; 연중 and a figure of a year are no steps
    ("□ 시설 확충\n ○ 골조공사 완료(하반기), 관광상품 10개 운영(연중)\n"
     " ○ 안심등 설치 300대(상반기 200대, 하반기 100대)\n ○ 콜택시 8대 증차(4월 5대, 9월 3대)\n"
     " ○ 감독관 증원(’25년 550명, ’26년 650명)\n ○ 어촌 5개소, 연말까지 3개소 준공\n",
     [("골조공사 완료", "2025-07-01", "planned", None),
      ("안심등 설치 300대 (200대)", "2025-01-01", "planned", None),
      ("안심등 설치 300대 (100대)", "2025-07-01", "planned", None),
      ("콜택시 8대 증차 (5대)", "2025-04-01", "planned", None),
      ("콜택시 8대 증차 (3대)", "2025-09-01", "planned", None),
      ("3개소 준공", "None", "planned", None)]),
    # as many dates as the times that something is held
    ("□ 관광객 유치\n ○ 초청여행 2회(6월, 10월), 관광안내소 3개소(6월, 10월)\n",
     [("초청여행 2회", "2025-06-01", "planned", None),
      ("초청여행 2회", "2025-10-01", "planned", None)]),
    # a year that names the plan, beside the quarter when it is made
    ("□ 추진일정\n ○ 성과평가 및 2026년 계획 수립   2025. 4분기\n",
     [("성과평가 및 2026년 계획 수립", "2025-10-01", "planned", None)]),
    # … and a half of a year that names what the row of a table dates
    ("□ 추진일정\n\n내 용\t추진시기\n상반기 만족도 조사\t2025. 7월 중\n협약기관 모집\t2025. 2월\n",
     [("상반기 만족도 조사", "2025-07-01", "planned", None),
      ("협약기관 모집", "2025-02-01", "planned", None)]),
    # a date over the end of a line
    ("□ 추진일정\n ○ 입주자 모집 8. 4. ~\n8. 22.\n"
     " ○ 위원회 심의(8월) → 신규 지정 10\n월 → 현판식 11월 초\n"
     " ○ 부지 매입 완료, ’25. 4/4\n분기 준공\n",
     [("입주자 모집", "2025-08-04", "planned", None),
      ("위원회 심의", "2025-08-01", "planned", None),
      ("신규 지정", "2025-10-01", "planned", None), ("현판식", "2025-11-01", "planned", None),
      ("준공", "2025-10-01", "planned", None)]),
    # dots that lead to a date; a day with its year amid the words; what was planned before
    ("□ 재난 대비\n ○ 수방장비 4,215점 전수 점검 ………… 5. 12. ~ 5. 23.\n"
     " ○ 특별할인 행사 : 12. 2. ~ ’25. 1. 31.\n ○ 제작·설치 : 2025년 2~3/4분기\n"
     " ○ 「통합지원법」 ’26. 3. 27. 시행\n ○ 직무교육 2024. 3. 18. ~ 3. 22. 30명 수료\n"
     " ○ 제421회 임시회 : 3. 5. ~ 3. 14.\n ○ 수용재결 신청 : ’25. 12월 (당초 9월)\n",
     [("수방장비 4,215점 전수 점검", "2025-05-12", "planned", None),
      ("특별할인 행사", "2024-12-02", "done", None),
      ("제작·설치", "2025-04-01", "planned", None),
      ("「통합지원법」 시행", "2026-03-27", "planned", None),
      ("직무교육 30명 수료", "2024-03-18", "done", None),
      ("제421회 임시회", "2025-03-05", "planned", None),
      ("수용재결 신청 (당초 9월)", "2025-12-01", "planned", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), ANYWHERE)
def test_steps_stand_anywhere(body: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    report = read(OFFICE + body, "garam/2025-02.txt")
    columns = ("description", "start_date", "status", "subject")
    found = rows(report, "milestones", *columns)
    assert [(words, str(start), status) for words, start, status, _ in found] == [
        step[:3] for step in expected
    ]
    assert all(want[3] in (None, got[3]) for want, got in zip(expected, found, strict=True))


def test_months_of_a_chapter_that_plans_another_year_are_in_it() -> None:
    body = "□ 교통 지원\n ○ 버스 86대 투입(3월부터), 착공(’25. 12월)\n"
    text = OFFICE.replace("Ⅱ. 2025년", "Ⅱ. 2026년").replace("2025. 2.", "2025. 12.")
    report = read(text + body, "garam/2025-12.txt")
    found = rows(report, "milestones", "start_date", "end_date")
    assert [(str(start), str(end)) for start, end in found] == [
        ("2026-03-01", "None"),
        ("2025-12-01", "2025-12-31"),
    ]


def test_months_of_a_chapter_that_looks_back_on_a_year_are_in_it() -> None:
    body = "□ 학술사업\n ○ 학술대회 개최(9월, 11월)\n"
    report = read(OFFICE.replace("Ⅱ. 2025년", "Ⅱ. 2024년 주요성과 :") + body, "garam/2025-02.txt")
    found = rows(report, "milestones", "start_date", "status")
    assert [(str(start), status) for start, status in found] == [
        ("2024-09-01", "done"),
        ("2024-11-01", "done"),
    ]


def test_what_lies_before_the_day_on_the_cover_is_done() -> None:
    body = "□ 국회 통과(’25. 12. 2.), 시행(’25. 12. 18.)\n ○ 조례 개정\n"
    text = OFFICE.replace("2025. 2.", "2025. 12. 17.") + body
    report = read(text, "garam/2025-12.txt")
    assert rows(report, "milestones", "description", "status") == [
        ("국회 통과", "done"),
        ("시행", "planned"),
    ]
