"""Outcomes of both reports, every one compared with the source by hand, and altered copies."""

# ruff: noqa: E501 - the lines of the reports stay whole

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reports import FOLDER, ReportTables, of_program, read, real, rows, whole

from pipeline.document.readable import closed
from pipeline.vocabulary.outcomes import outcomes

LISTED = tomllib.loads((Path(__file__).parent / "outcomes.toml").read_text("utf-8"))["line"]
FACTS = ("program", "raw", "value", "unit", "metric", "kind", "period")


def _outcomes(report: ReportTables) -> list[dict[str, Any]]:
    rows = report.frames["outcomes"].to_dicts()
    return [row | {"program": row["program_id"].rpartition("/")[2]} for row in rows]


def _facts(report: ReportTables) -> Counter[tuple[Any, ...]]:
    """What is said, without where."""
    return Counter(tuple(row[name] for name in FACTS) for row in _outcomes(report))


def _lines(month: str) -> list[str]:
    return whole(month).splitlines(keepends=True)


def _read(month: str, lines: list[str]) -> ReportTables:
    return read("".join(lines), f"{FOLDER}/{month}.txt")


def _missing(row: dict[str, Any], metric: str) -> list[str]:
    """Words of a metric that a row does not say, but for what its unit counts."""
    said = closed(f"{row['subject']} {row['metric']} {row['unit_raw']}")
    counted = {*outcomes().counted.values(), *outcomes().counted_printed.values()}
    words = [word for word in re.findall(r"[^\W_]+", metric) if len(word) > 1]
    return [word for word in words if closed(word) not in said and word not in counted]


@pytest.mark.parametrize("month", ["2022-03", "2023-03"])
def test_every_outcome(month: str) -> None:
    expected = [
        {
            "line_start": entry["line"],
            "program": entry["program"],
            "kind": "result",
            "period": entry.get("period"),
        }
        | figure
        for entry in LISTED
        if entry["report"] == month
        for figure in entry["figures"]
    ]
    names = ("line_start", "program", "kind", "raw", "value", "unit")
    found = sorted(_outcomes(real(month)), key=lambda row: int(row["char_start"]))
    assert [{n: row[n] for n in names} for row in found] == [
        {n: entry[n] for n in names} for entry in expected
    ]
    assert [row["period"] or "" for row in found] == [entry["period"] or "" for entry in expected]
    assert [
        (entry["line_start"], entry["raw"], missing)
        for row, entry in zip(found, expected, strict=True)
        if (missing := _missing(row, entry["metric"]))
    ] == []
    assert len(found) == {"2022-03": 39, "2023-03": 149}[month]


def test_items_are_counted_in_the_order_of_the_text() -> None:
    found = [(row["item_no"], row["char_start"]) for row in _outcomes(real("2023-03"))]
    assert [number for number, _ in found] == list(range(1, len(found) + 1))
    assert found == sorted(found, key=lambda row: row[1])


@pytest.mark.parametrize(
    ("month", "line", "heading", "item", "when"),
    [
        # 2022-03 line 859: 추진실적(’21년~) has no end; line 862 has a date of its own
        ("2022-03", 878, "추진실적(’21년~)", "－ 기술창업스카우터 57명 선발, 市 창업센터 스타트업 30개社 대상 기술컨설팅",
         ("title", (2021, 1, 1), None)),
        ("2022-03", 862, "추진실적(’21년~)", "－ 창업카페 365피칭센터를 통해 46개 창업팀·아이디어 발굴 (’22.1~3월)",
         ("statement", (2022, 1, 1), (2022, 3, 31))),
        # 2022-03 lines 1067 and 1069: an item that goes on below a blank line
        ("2022-03", 1067, "추진실적(’21년)", "－ 선배창업가 지원으로 50억 투자유치(고려대 수호), "
         "‘도전 K-스타트업 2021’ 최우수상 수상(연세대 뤼튼테크놀로지스, 11월) 등 우수 성과 발생",
         ("title", (2021, 1, 1), (2021, 12, 31))),
        # 2023-03 line 602: < 오픈이노베이션 성과 ('19. ~ '22.12월 기준) >, over the label of line 605
        ("2023-03", 605, "성과", "- ✓ 성과 : 투자 유치 1,378억원, 매출액 1,809억원, NDA¹⁾ 205건 체결",
         ("title", (2019, 1, 1), (2022, 12, 31))),
        # 2023-03 line 478: □ 추진성과 names no year
        ("2023-03", 480, "추진성과", "- 서울시 해외 친선·우호도시 결연 체결 : 73개(친선 23개, 우호 50개)",
         (None, None, None)),
        # 2023-03 line 842: the heading of the row of the table is dated
        ("2023-03", 842, "'22년 추진 성과", "영등포 | '20.10 ~ '21.06 (1·2기) | 184 명 | 144 명 | 78 %",
         ("heading", (2020, 10, 1), (2021, 6, 30))),
        # 2023-03 line 951, right above: 전담창구 조성·운영 : '22. 7. 20. ~
        ("2023-03", 952, "운영실적", "- 운영실적 : 구인기업 발굴(300개사), 청년구직자 모집(789명), "
         "취업상담 제공(2,657건), 일자리 매칭(258명)", ("title", (2022, 7, 20), None)),
        # 2023-03 line 1575: '22년 실적, with the days behind the sentence
        ("2023-03", 1575, "'22년 실적", "- '22년 실적 : 총 1,097개 업체 1,106백만원 보험료 지원 ('22.5.1~'23.2.9.)",
         ("statement", (2022, 5, 1), (2023, 2, 9))),
    ],
)  # fmt: skip
def test_heading_item_and_days(
    month: str, line: int, heading: str, item: str, when: tuple[Any, ...]
) -> None:
    source, start, end = when
    row = next(row for row in _outcomes(real(month)) if row["line_start"] == line)
    assert (row["heading"], row["item"], row["period_source"]) == (heading, item, source)
    assert row["period_start"] == (datetime.date(*start) if start else None)
    assert row["period_end"] == (datetime.date(*end) if end else None)


@pytest.mark.parametrize(
    ("above", "period"),
    [
        ("창구 운영 : ’21.7.20. ~", "’21.7.20. ~"),
        ("창구 운영 : ’21.7월 말 기준", "’21.7월 말"),
        ("창구 운영 (’21.7월)", "’21.7월"),
        # what is said beside the date may be of the item alone
        ("창구 운영 : ’21.7월 개소", None),
        ("’21.7월 : 창구 개소", None),
    ],
)
def test_the_item_above_that_is_nothing_but_dated(above: str, period: str | None) -> None:
    report = read(of_program(f"□ 추진실적\n○ {above}\n－ 취업 상담 30건"))
    found = rows(report, "outcomes", "raw", "period", "period_source")
    assert found == [("30건", period, "title" if period else None)]


def test_modifier_direction_and_part() -> None:
    # 2022-03 lines 880, 1063; 2023-03 lines 835, 922, 1014
    said = {
        (row["line_start"], row["raw"]): (
            row["modifier"],
            row["direction"],
            row["part"] if row["part"] != "result" else None,  # below 실적 all of them are
        )
        for month in ("2022-03", "2023-03")
        for row in _outcomes(real(month))
    }
    assert said[880, "2천여건"] == ("여", None, None)
    assert said[1063, "160%"] == (None, "up", None)
    assert said[835, "300"] == (None, None, "low")
    assert said[922, "582개 기업"] == ("누계", None, None)
    assert said[1014, "9명"] == (None, "down", None)
    # 2022-03 line 1061, 2023-03 line 713: 1,963팀·8,037명 발굴(누적); 115개 시설 is no total
    assert said[1061, "115개 시설"] == (None, None, None)
    for line, raw in ((1061, "1,315팀"), (1061, "5,329명"), (713, "1,963팀"), (713, "8,037명")):
        assert said[line, raw] == ("(누적)", None, None)
    # 2022-03 line 1065, 2023-03 line 718: 연매출액 10억 또는 투자유치 3억 이상
    for line in (1065, 718):
        assert said[line, "10억"] == said[line, "3억"] == ("이상", None, None)


def test_running_totals_have_no_first_day() -> None:
    found = {
        (row["line_start"], row["raw"]): (str(row["period_start"]), str(row["period_end"]))
        for month in ("2022-03", "2023-03")
        for row in _outcomes(real(month))
        if row["period_start"] is None and row["period_end"] is not None
    }
    assert found == {
        (1061, "1,315팀"): ("None", "2021-12-31"),  # 추진실적(’21년), 1,315팀·5,329명(누적)
        (1061, "5,329명"): ("None", "2021-12-31"),
        (336, "2억뷰"): ("None", "2022-12-31"),  # 누적 관람 2억뷰
        (407, "893팀"): ("None", "2022-12-31"),  # 누적 893팀
        (713, "1,963팀"): ("None", "2022-12-31"),
        (713, "8,037명"): ("None", "2022-12-31"),
        (922, "582개 기업"): ("None", "2022-12-31"),  # '22.12월말 기준 누계 582개 기업
    }


@pytest.mark.parametrize(
    ("printed", "start", "end"),
    [
        # 2023-03 line 922: '22.12월말 기준 누계 582개 기업, altered
        ("'22.12월말 기준 582개 기업", "2022-12-31", "2022-12-31"),
        ("'22.2월말 현재 582개 기업", "2022-02-28", "2022-02-28"),
        ("'22년 말 기준 582개 기업", "2022-12-31", "2022-12-31"),
        ("'22.12월 기준 582개 기업", "2022-12-01", "2022-12-31"),
        ("'21.1~12월말 기준 582개 기업", "2021-01-01", "2021-12-31"),
        ("'22.12월말 기준 누적 582개 기업", "None", "2022-12-31"),
    ],
)
def test_the_end_of_a_month_is_a_day(printed: str, start: str, end: str) -> None:
    text = whole("2023-03").replace("'22.12월말 기준 누계 582개 기업", printed)
    rows = _outcomes(read(text, f"{FOLDER}/2023-03.txt"))
    found = next(row for row in rows if row["raw"] == "582개 기업")
    assert (str(found["period_start"]), str(found["period_end"])) == (start, end)


@pytest.mark.parametrize("marks", [{"－": "-", "○": "◦"}, {"－": "∙", "▸": "▶"}])
def test_other_bullets(marks: dict[str, str]) -> None:
    lines = _lines("2022-03")
    for number, line in enumerate(lines):
        if (mark := line.lstrip()[:1]) in marks:
            lines[number] = line.replace(mark, marks[mark], 1)
    assert _facts(_read("2022-03", lines)) == _facts(real("2022-03"))


def test_items_in_another_order() -> None:
    # 2023-03 lines 778 (R&D) and 779 (펀드)
    lines = _lines("2023-03")
    lines[777], lines[778] = lines[778], lines[777]
    found = _read("2023-03", lines)
    assert _facts(found) == _facts(real("2023-03"))
    assert [row["raw"] for row in _outcomes(found) if row["program"] == "2-5"][:2] == [
        "16개 조합",
        "8,736억원",
    ]


@pytest.mark.parametrize(
    "heading", ["'22년 주요 성과", "'22년 추진실적", "'22년 성과", "'22년 운영실적"]
)
def test_heading_of_another_name(heading: str) -> None:
    text = whole("2023-03").replace("'22년 추진성과", heading)
    assert _facts(read(text, f"{FOLDER}/2023-03.txt")) == _facts(real("2023-03"))


def test_another_year_in_the_heading() -> None:
    # 2023-03 line 776
    lines = _lines("2023-03")
    lines[775] = lines[775].replace("'22년", "2021년")
    rows = [row for row in _outcomes(_read("2023-03", lines)) if row["program"] == "2-5"]
    assert {(row["period"], row["period_start"]) for row in rows} == {
        ("2021년", datetime.date(2021, 1, 1))
    }


@pytest.mark.parametrize(
    "change",
    [
        lambda line: "\n",  # no heading at all: what was below it is part of what is above
        lambda line: line.replace("추진성과", "추진방향"),
    ],
)
def test_nothing_without_a_heading_of_results(change: Callable[[str], str]) -> None:
    # 2023-03 line 1402, of program 4-6
    lines = _lines("2023-03")
    lines[1401] = change(lines[1401])
    others = Counter({f: n for f, n in _facts(real("2023-03")).items() if f[0] != "4-6"})
    assert _facts(_read("2023-03", lines)) == others


def test_no_results_at_all() -> None:
    text = whole("2022-03").replace("추진실적", "추진여건").replace("실적 :", "여건 :")
    text = text.replace("추진현황", "추진여건")
    assert _outcomes(read(text)) == []


def test_an_item_that_runs_on_over_two_lines() -> None:
    # 2023-03 line 1594
    text = whole("2023-03").replace("기업 대상 맞춤형 컨설팅", "기업 대상\n맞춤형 컨설팅")
    assert _facts(read(text, f"{FOLDER}/2023-03.txt")) == _facts(real("2023-03"))


def test_a_label_in_place_of_a_heading() -> None:
    # 2023-03 line 1404, under a heading, becomes what a label says
    lines = _lines("2023-03")
    lines[1401] = "\n"
    lines[1403] = "- '22년 추진성과 : 34개 실증과제 선정, 100억원 지원\n"
    rows = [row for row in _outcomes(_read("2023-03", lines)) if row["program"] == "4-6"]
    title = "테스트베드 실증기회 확대를 통한 혁신기술 경쟁력 강화"
    assert [
        (row["subject"].rpartition(" / ")[2], row["metric"], row["period"]) for row in rows
    ] == [
        (title, "추진성과 / 실증과제 선정", "'22년"),
        ("실증과제 선정", "추진성과 / 지원", "'22년"),
    ]


def test_a_table_in_html() -> None:
    # 2023-03 lines 646-648 as a table of HTML on one line, with one heading a column
    lines = _lines("2023-03")
    lines[645:648] = [
        "<table><tr><th>구 분</th><th>현지화 지원</th><th>매출액</th></tr>"
        "<tr><td>유럽</td><td>2개국 56개사 (해외법인 6개사 설립)</td><td>399억원</td></tr>"
        "</table>\n"
    ]
    rows = [row for row in _outcomes(_read("2023-03", lines)) if row["program"] == "2-3"]
    assert {row["subject"].rpartition(" / ")[2] for row in rows} == {"유럽"}
    assert [(row["raw"], row["metric"]) for row in rows] == [
        ("2개국", "현지화 지원"),
        ("56개사", "현지화 지원"),
        ("6개사", "현지화 지원 / 해외법인 설립"),
        ("399억원", "매출액"),
    ]


def test_a_second_program_of_one_number_has_no_outcomes() -> None:
    # 2023-03: the two parts ② of 5-3 (매출채권 보험료) and ① change their number
    text = whole("2023-03").replace("② 매출채권 보험료 지원", "① 매출채권 보험료 지원")
    report = read(text, f"{FOLDER}/2023-03.txt")
    known = set(report.frames["programs"]["program_id"])
    assert set(report.frames["outcomes"]["program_id"]) <= known
