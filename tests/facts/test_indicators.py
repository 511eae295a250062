"""Every indicator of both reports, compared with the source by hand; the rest by altered copies."""

import datetime

import polars as pl
import pytest
from reports import FOLDER, quarantined, read, real, rows, whole

from pipeline.report import ReportTables

A, B = "2022-03", "2023-03"
MONTHS = pytest.mark.parametrize("month", [A, B])
# First and last line of the chapter.
CHAPTER = {A: (119, 171), B: (73, 117)}

Shown = tuple[object, ...]
COLUMNS = (
    "line_start",
    "raw",
    "indicator",
    "geography",
    "period",
    "value",
    "unit",
    "measure",
    "status",
    "source",
)
# All rows, with the line of the source each stands on. The value is in the unit: 2.4조원 is won.
# fmt: off
ROWS_2022: list[Shown] = [
    (123, "18.4%", "인구", "서울", "’21년", 18.4, "percent", "share", "actual", None),
    (123, "23.7%", "종사자수", "서울", "’20년", 23.7, "percent", "share", "actual", None),
    (125, "18.8%", "경제활동인구", "서울", "’21년", 18.8, "percent", "share", "actual", None),
    (125, "53.5%", "총수신", "서울", "’21년", 53.5, "percent", "share", "actual", None),
    (127, "22.7%", "GRDP", "서울", "’20년", 22.7, "percent", "share", "actual", None),
    (127, "38.9%", "총여신", "서울", "’21년", 38.9, "percent", "share", "actual", None),
    (129, "20.1%", "사업체수", "서울", "’20년", 20.1, "percent", "share", "actual", None),
    (129, "60.7%", "외국인직접투자", "서울", "’21년", 60.7, "percent", "share", "actual", None),
    (135, "3.1%", "경제성장률", "전국", "’22년", 3.1, "percent", "forecast", "forecast", "기재부"),
    (139, "0.01", "경제성장률", "전국", "’22년", -0.01,
     "percentage_point", "forecast", "forecast", "현대경제연구원"),
    (139, "0.06%p", "경제성장률", "전국", "’22년",
     -0.06, "percentage_point", "forecast", "forecast", "현대경제연구원"),
    (145, "507만5천명", "취업자", "서울", "‘22.2월",
     5_075_000, "person", "level", "actual", "통계청"),
    (145, "132천명", "취업자", "서울", "‘22.2월",
     132_000, "person", "change_yoy", "actual", "통계청"),
    (145, "2.7%", "취업자", "서울", "‘22.2월", 2.7, "percent", "change_yoy", "actual", "통계청"),
    (147, "112천명", "전기․운수․통신․금융", "서울", "‘22.2월",
     112_000, "person", "change_yoy", "actual", "통계청"),
    (147, "-39천명", "도소매․숙박음식점", "서울", "‘22.2월",
     -39_000, "person", "change_yoy", "actual", "통계청"),
    (153, "28", "취업자수 증감", "전국", "’22년", 28.0, None, "forecast", "forecast", "정부"),
    (153, "25", "취업자수 증감", "전국", "’22년", 25.0, None, "forecast", "forecast", "한은"),
    (153, "30", "취업자수 증감", "전국", "’22년", 30.0, None, "forecast", "forecast", "KDI"),
    (161, "0.2%", "광공업 생산", "전국", "‘22.1월",
     0.2, "percent", "change_mom", "actual", "통계청"),
    (161, "-0.3%", "서비스업 생산", "전국", "‘22.1월",
     -0.3, "percent", "change_mom", "actual", "통계청"),
    (163, "△1.9%", "소비", "전국", "‘22.1월", -1.9, "percent", "change_mom", "actual", "통계청"),
    (165, "0.6p", "동행종합지수", "전국", "‘22.1월",
     0.6, "point", "change_mom", "actual", "통계청"),
    (165, "0.1p", "선행종합지수", "전국", "‘22.1월",
     -0.1, "point", "change_mom", "actual", "통계청"),
    (171, "2.4조원", "벤처투자액", None, "’17.", 2_400_000_000_000, "KRW", "level", "actual", None),
    (171, "5.3조원", "벤처투자액", None, "’21.", 5_300_000_000_000, "KRW", "level", "actual", None),
    (171, "118개", "유니콘·예비유니콘기업", None, "’17.", 118.0, "item", "level", "actual", None),
    (171, "407개", "유니콘·예비유니콘기업", None, "’21.", 407.0, "item", "level", "actual", None),
]
ROWS_2023: list[Shown] = [
    (78, "2,076", "GRDP", "전국", "'21년", 2_076_000_000_000_000,
     "KRW", "level", "provisional", "통계청"),
    (78, "472", "GRDP", "서울", "'21년", 472_000_000_000_000,
     "KRW", "level", "provisional", "통계청"),
    (78, "22.7%", "GRDP", "서울", "'21년", 22.7, "percent", "share", "provisional", "통계청"),
    (79, "30,454", "외국인직접투자", "전국", "'22년",
     30_454_000_000, "USD", "level", "provisional", "산자부"),
    (79, "10,762", "외국인직접투자", "서울", "'22년",
     10_762_000_000, "USD", "level", "provisional", "산자부"),
    (79, "35.3%", "외국인직접투자", "서울", "'22년",
     35.3, "percent", "share", "provisional", "산자부"),
    (80, "6,076", "사업체수", "전국", "'21년", 6_076_000, "item", "level", "provisional", "통계청"),
    (80, "1,187", "사업체수", "서울", "'21년", 1_187_000, "item", "level", "provisional", "통계청"),
    (80, "19.5%", "사업체수", "서울", "'21년", 19.5, "percent", "share", "provisional", "통계청"),
    (81, "24,993", "종사자수", "전국", "'21년", 24_993_000,
     "person", "level", "provisional", "통계청"),
    (81, "5,816", "종사자수", "서울", "'21년", 5_816_000,
     "person", "level", "provisional", "통계청"),
    (81, "23.3%", "종사자수", "서울", "'21년", 23.3, "percent", "share", "provisional", "통계청"),
    (88, "1.6%", "경제성장률", "전국", "'23년", 1.6, "percent", "forecast", "forecast", "기재부"),
    (88, "2.2%", "경제성장률", "세계", "'23년", 2.2, "percent", "forecast", "forecast", "IMF"),
    (90, "5%", "소비자물가 상승률", None, "9개월 연속",
     5.0, "percent", "level", "actual", "통계청"),
    (90, "2.0%p", "기준금리", None, None, 2.0,
     "percentage_point", "change_yoy", "actual", "한국은행"),
    (96, "60.0", "고용률", "서울", "'19", 60.0,
     "percent", "level", "actual", "통계청, 경제활동인구조사"),
    (96, "59.3", "고용률", "서울", "'20", 59.3,
     "percent", "level", "actual", "통계청, 경제활동인구조사"),
    (96, "59.2", "고용률", "서울", "'21", 59.2,
     "percent", "level", "actual", "통계청, 경제활동인구조사"),
    (96, "60.4", "고용률", "서울", "'22", 60.4,
     "percent", "level", "actual", "통계청, 경제활동인구조사"),
    (97, "4.4", "실업률", "서울", "'19", 4.4, "percent",
     "level", "actual", "통계청, 경제활동인구조사"),
    (97, "4.6", "실업률", "서울", "'20", 4.6, "percent",
     "level", "actual", "통계청, 경제활동인구조사"),
    (97, "4.8", "실업률", "서울", "'21", 4.8, "percent",
     "level", "actual", "통계청, 경제활동인구조사"),
    (97, "3.4", "실업률", "서울", "'22", 3.4, "percent",
     "level", "actual", "통계청, 경제활동인구조사"),
    (98, "-79", "도소매숙박음식", "서울", "'20", -79_000,
     "person", "change_yoy", "actual", "통계청, 경제활동인구조사"),
    (98, "-40", "도소매숙박음식", "서울", "'21", -40_000,
     "person", "change_yoy", "actual", "통계청, 경제활동인구조사"),
    (98, "+22", "도소매숙박음식", "서울", "'22", 22_000,
     "person", "change_yoy", "actual", "통계청, 경제활동인구조사"),
    (100, "+861", "취업자 증감", "전국", "'22", 861_000,
     "person", "change_yoy", "actual", "통계청, 경제활동인구조사"),
    (100, "+9", "취업자 증감", "전국", "'23", 9_000,
     "person", "forecast", "forecast", "통계청, 경제활동인구조사"),
    (109, "1.4%", "소비", "전국", "'22.12월", 1.4,
     "percent", "change_mom", "provisional", "통계청"),
    (110, "△3.5%", "제조업 생산", "전국", "'22.12월",
     -3.5, "percent", "change_mom", "provisional", "통계청"),
    (110, "△0.2%", "서비스업 생산", "전국", "'22.12월",
     -0.2, "percent", "change_mom", "provisional", "통계청"),
    (111, "100.9", "동행지수 순환변동치", "전국", "'22.12월",
     100.9, None, "level", "provisional", "통계청"),
    (111, "△0.9p", "동행지수 순환변동치", "전국", "'22.12월",
     -0.9, "point", "change_mom", "provisional", "통계청"),
    (112, "98.5", "선행지수 순환변동치", "전국", "'22.12월",
     98.5, None, "level", "provisional", "통계청"),
    (112, "△0.5p", "선행지수 순환변동치", "전국", "'22.12월",
     -0.5, "point", "change_mom", "provisional", "통계청"),
]
# fmt: on
ROWS = {A: ROWS_2022, B: ROWS_2023}

# What each period means in days.
DAYS = {
    "’17.": ("2017-01-01", "2017-12-31"),
    "’20년": ("2020-01-01", "2020-12-31"),
    "’21.": ("2021-01-01", "2021-12-31"),
    "’21년": ("2021-01-01", "2021-12-31"),
    "’22년": ("2022-01-01", "2022-12-31"),
    "‘22.1월": ("2022-01-01", "2022-01-31"),
    "‘22.2월": ("2022-02-01", "2022-02-28"),
    "'19": ("2019-01-01", "2019-12-31"),
    "'20": ("2020-01-01", "2020-12-31"),
    "'21": ("2021-01-01", "2021-12-31"),
    "'22": ("2022-01-01", "2022-12-31"),
    "'23": ("2023-01-01", "2023-12-31"),
    "'21년": ("2021-01-01", "2021-12-31"),
    "'22년": ("2022-01-01", "2022-12-31"),
    "'23년": ("2023-01-01", "2023-12-31"),
    "'22.12월": ("2022-12-01", "2022-12-31"),
    "9개월 연속": (None, None),
    None: (None, None),
}
# Lines to the heading that says what they are about, and to the words a change is counted from.
TOPICS = {
    A: [
        (range(123, 130), "서울경제의 위상"),
        (range(135, 140), "경제성장률 전망"),
        (range(145, 154), "일자리·고용 동향"),
        (range(161, 166), "최근 산업동향"),
        (range(171, 172), "스타트업 생태계"),
    ],
    B: [
        (range(78, 82), "서울경제 주요 지표 현황"),
        (range(88, 91), "경제성장률 전망"),
        (range(96, 101), "일자리·고용 동향"),
        (range(109, 113), "최근 산업동향"),
    ],
}
COMPARISONS = {
    A: [
        *[(line, "전국 대비") for line in (123, 123, 125, 125, 127, 127, 129, 129)],  # heading, 121
        (145, "전년동월대비"),
        (145, "전년동월대비"),
        (147, "지난해 대비"),  # the item above it, line 143
        (147, "지난해 대비"),
        *[(153, "전년비")] * 3,
        *[(line, "전월대비") for line in (161, 161, 163, 165, 165)],
    ],
    B: [
        *[(line, "비중 (B/A)") for line in (78, 79, 80, 81)],
        (90, "1년새"),
        *[(98, "전년 대비")] * 3,
        *[(100, "전년대비")] * 2,
        *[(line, "전월대비") for line in (109, 110, 110, 111, 112)],
    ],
}
# What else is said of some rows.
REMARKS = {
    A: [
        (135, "’21.12월", None, None, None),  # (기재부, ’21.12월)
        (139, None, None, None, "low"),
        (139, None, None, None, "high"),
    ],
    B: [
        (90, None, None, "이상", None),
        (111, None, "2015=100", None, None),
        (112, None, "2015=100", None, None),
    ],
}
# Figures of the chapters that are no value, by line.
NO_VALUES = {A: [], B: [(90, "9개월"), (90, "1년")]}


@MONTHS
def test_all_rows(month: str) -> None:
    assert rows(real(month), "indicators", *COLUMNS) == ROWS[month]


@MONTHS
def test_rows_are_numbered_in_order(month: str) -> None:
    numbers = [number for (number,) in rows(real(month), "indicators", "item_no")]
    assert numbers == list(range(1, len(ROWS[month]) + 1))


@MONTHS
def test_periods_in_days(month: str) -> None:
    for period, start, end in rows(
        real(month), "indicators", "period", "period_start", "period_end"
    ):
        days = tuple(day and datetime.date.fromisoformat(day) for day in DAYS[period])
        assert (start, end) == days


@MONTHS
def test_topics(month: str) -> None:
    for line, topic in rows(real(month), "indicators", "line_start", "topic"):
        assert [t for lines, t in TOPICS[month] if line in lines] == [topic]


@MONTHS
def test_comparisons(month: str) -> None:
    found = rows(real(month), "indicators", "line_start", "comparison")
    assert [row for row in found if row[1]] == COMPARISONS[month]


@MONTHS
def test_remarks(month: str) -> None:
    found = rows(
        real(month), "indicators", "line_start", "source_period", "index_base", "modifier", "part"
    )
    assert [row for row in found if any(row[1:])] == REMARKS[month]


@MONTHS
def test_every_figure_of_the_chapter_is_a_row_or_no_value(month: str) -> None:
    first, last = CHAPTER[month]
    quantities = real(month).frames["quantities"]
    inside = quantities.filter(pl.col("line_start").is_between(first, last))
    published = set(real(month).frames["indicators"]["quantity_id"])
    left = inside.filter(~pl.col("quantity_id").is_in(published))
    assert left.select("line_start", "raw").rows() == NO_VALUES[month]
    assert published <= set(inside["quantity_id"])
    assert [held for held in quarantined(real(month)) if held[0] == "indicators"] == []


@MONTHS
def test_rows_point_at_their_figures(month: str) -> None:
    for raw, start, end in rows(real(month), "indicators", "raw", "char_start", "char_end"):
        assert whole(month)[start:end] == raw


# Copies of the reports, printed otherwise.


def _facts(report: ReportTables) -> list[Shown]:
    """Rows without their lines."""
    columns = [name for name in COLUMNS if name != "line_start"]
    return rows(report, "indicators", *columns, "comparison", "topic")


def _chapter(month: str) -> list[str]:
    first, last = CHAPTER[month]
    return whole(month).splitlines(keepends=True)[first - 1 : last]


def _with_chapter(month: str, chapter: str) -> ReportTables:
    lines = whole(month).splitlines(keepends=True)
    first, last = CHAPTER[month]
    text = "".join([*lines[: first - 1], chapter, *lines[last : last + 4]])
    return read(text, f"{FOLDER}/{month}.txt")


def _written(text: str, month: str = A) -> ReportTables:
    """The report with a chapter of one's own."""
    return _with_chapter(month, f"Ⅱ. 경제상황\n\n{text}\n\n")


@MONTHS
def test_without_the_chapter(month: str) -> None:
    report = _with_chapter(month, "")
    assert report.frames["indicators"].height == 0
    assert [held for held in quarantined(report) if held[0] == "indicators"] == []


@MONTHS
@pytest.mark.parametrize("title", ["Ⅱ. 경제 현황\n", "II. 經 濟 狀 況\n", "Ⅱ. 최근 경제동향\n"])
def test_another_title(month: str, title: str) -> None:
    report = _with_chapter(month, "".join([title, *_chapter(month)[1:]]))
    assert _facts(report) == _facts(real(month))


@MONTHS
def test_a_chapter_on_something_else_has_no_indicators(month: str) -> None:
    report = _with_chapter(month, "".join(["Ⅱ. 경제상황 대응 전략\n", *_chapter(month)[1:]]))
    assert report.frames["indicators"].height == 0


@MONTHS
def test_other_bullets(month: str) -> None:
    table = str.maketrans({"○": "ㅇ", "－": "·"})
    swapped = [
        line.replace("- ", "· ", 1) if line.lstrip().startswith("- ") else line.translate(table)
        for line in _chapter(month)
    ]
    assert swapped != _chapter(month)
    assert _facts(_with_chapter(month, "".join(swapped))) == _facts(real(month))


@MONTHS
def test_windows_line_endings(month: str) -> None:
    report = read(whole(month).replace("\n", "\r\n"), f"{FOLDER}/{month}.txt")
    assert _facts(report) == _facts(real(month))


def test_headings_in_another_order() -> None:
    # 2022-03: <일자리·고용 동향> (141-154) and <최근 산업동향> (155-166) change places.
    lines, first = _chapter(A), CHAPTER[A][0]
    work, industry = lines[141 - first : 155 - first], lines[155 - first : 167 - first]
    swapped = [*lines[: 141 - first], *industry, *work, *lines[167 - first :]]
    assert sorted(map(str, _facts(_with_chapter(A, "".join(swapped))))) == sorted(
        map(str, _facts(real(A)))
    )


def test_columns_in_another_order() -> None:
    # 2023-03.txt:77-81, 서울 before 전국, and the remark before the source.
    order = (0, 2, 1, 3, 5, 4)
    lines = [
        "\t".join(line.rstrip("\n").split("\t")[n] for n in order) + "\n" if "\t" in line else line
        for line in _chapter(B)
    ]
    changed = _with_chapter(B, "".join(lines))
    assert sorted(map(str, _facts(changed))) == sorted(map(str, _facts(real(B))))


# One line of a chapter, and what it says: indicator, geography, period, value, unit, measure,
# status, source.
LINES: list[tuple[str, list[Shown]]] = [
    # a carried name, a comparison in front and behind, a source at the end
    (
        "○ ’22.1월 전국 수출 553억 달러로 전년동월대비 15.2% 증가(산업부)",
        [
            ("수출", "전국", "’22.1월", 55_300_000_000, "USD", "level", "actual", None),
            ("수출", "전국", "’22.1월", 15.2, "percent", "change_yoy", "actual", "산업부"),
        ],
    ),
    # whom it is about stands in figures
    (
        "○ 15~64세 고용률 67.4%, 300인 미만 사업체 취업자 2,400만명",
        [
            ("15~64세 고용률", None, None, 67.4, "percent", "level", "actual", None),
            ("300인 미만 사업체 취업자", None, None, 24_000_000, "person", "level", "actual", None),
        ],
    ),
    # what came about and what is to come in one line
    (
        "○ ’21년 성장률 4.0% 기록, ’22년 2.6% 전망(한국은행)",
        [
            ("성장률", None, "’21년", 4.0, "percent", "level", "actual", None),
            ("성장률", None, "’22년", 2.6, "percent", "forecast", "forecast", "한국은행"),
        ],
    ),
    # in a series of a forecast the years that were over are none
    (
        "○ 취업자 증감 전망(전국, 전년대비, 만명) : ('20) -22 → ('21) +37 → ('22) +28",
        [
            ("취업자 증감", "전국", "'20", -220_000, "person", "change_yoy", "actual", None),
            ("취업자 증감", "전국", "'21", 370_000, "person", "change_yoy", "actual", None),
            ("취업자 증감", "전국", "'22", 280_000, "person", "forecast", "forecast", None),
        ],
    ),
    # a minus, a sign with an arrow, a word: one sign each; a balance may be below zero
    (
        "○ 전월대비 수출(△1.2%↓), 수입(-0.3%), 생산 0.4% 감소",
        [
            ("수출", None, None, -1.2, "percent", "change_mom", "actual", None),
            ("수입", None, None, -0.3, "percent", "change_mom", "actual", None),
            ("생산", None, None, -0.4, "percent", "change_mom", "actual", None),
        ],
    ),
    ("○ 무역수지 △4억달러", [("무역수지", None, None, -4e8, "USD", "level", "actual", None)]),
    # counted from something else, provisional by a word beside it
    (
        "○ 서울 소매판매 전분기 대비 3.5%(잠정), 재고 1.0% 상승",
        [
            ("소매판매", "서울", None, 3.5, "percent", "change", "provisional", None),
            ("재고", "서울", None, 1.0, "percent", "change", "actual", None),
        ],
    ),
    # a part of the whole country
    (
        "○ 서울 GRDP 전국 대비 22.7%",
        [("GRDP", "서울", None, 22.7, "percent", "share", "actual", None)],
    ),
    # years of a life are an indicator, years of a run are none
    (
        "○ 기대수명 83세, 3년 연속 평균 근속기간 5년",
        [
            ("기대수명", None, None, 83.0, "age", "level", "actual", None),
            ("평균 근속기간", None, "3년 연속", 5.0, "year", "level", "actual", None),
        ],
    ),
]


@pytest.mark.parametrize(("line", "expected"), LINES)
def test_lines(line: str, expected: list[Shown]) -> None:
    columns = [name for name in COLUMNS if name not in ("line_start", "raw")]
    assert rows(_written(line), "indicators", *columns) == expected


def test_headings_speak_for_what_stands_below_them() -> None:
    report = _written(
        "< 물가 동향, ’22.2월 전국 기준, 잠정치 >\n\n○ 소비자물가 전년동월대비 3.7% 상승\n\n"
        "<자료 : 통계청, 소비자물가조사>\n\n< 금융 동향 >\n\n○ 환율 1,200원\n"
    )
    told = ("topic", "indicator", "geography", "period", "status", "source")
    assert rows(report, "indicators", *told) == [
        ("물가 동향", "소비자물가", "전국", "’22.2월", "provisional", "통계청, 소비자물가조사"),
        ("금융 동향", "환율", None, None, "actual", None),
    ]


def test_an_item_speaks_for_its_own_indicator_only() -> None:
    report = _written(
        "○ ’22년 한국 성장률 3.0%(기재부) 전망\n－ 성장률 0.2%p 감소 가능성(KDI)\n－ 환율 1,200원\n"
    )
    assert rows(report, "indicators", "indicator", "geography", "period", "value") == [
        ("성장률", "전국", "’22년", 3.0),
        ("성장률", "전국", "’22년", -0.2),
        ("환율", None, None, 1200.0),
    ]


def test_rows_and_columns_exchanged() -> None:
    report = _written(
        "주요 지표 현황\n\n구분\t고용률(%)\t취업자(천명)\t출처\n서울\t60.4\t5,210\t통계청\n"
        "전국\t62.1\t28,089\t통계청\n"
    )
    assert rows(report, "indicators", "indicator", "geography", "value", "unit", "source") == [
        ("고용률", "서울", 60.4, "percent", "통계청"),
        ("취업자", "서울", 5_210_000.0, "person", "통계청"),
        ("고용률", "전국", 62.1, "percent", "통계청"),
        ("취업자", "전국", 28_089_000.0, "person", "통계청"),
    ]


def test_a_figure_that_nothing_names_is_held_back() -> None:
    report = _written("○ 2.6% 기록\n")
    assert report.frames["indicators"].height == 0
    assert [held[:2] for held in quarantined(report)[-1:]] == [("indicators", 121)]


def test_a_length_of_time_alone_in_a_cell_is_no_value() -> None:
    report = _written("구분\t실적\t상태\n수출\t553건\t9개월 연속\n수입\t602건\t-\n")
    assert rows(report, "indicators", "indicator", "raw") == [
        ("수출 / 실적", "553건"),
        ("수입 / 실적", "602건"),
    ]


@pytest.mark.parametrize(
    ("month", "title"), [(A, "Ⅳ. 주요 업무 추진계획"), (B, "IV. 주요 업무보고")]
)
def test_any_chapter_is_read_without_losing_a_figure(month: str, title: str) -> None:
    """Hundreds of figures in every form: none is lost, and none makes the report unreadable."""
    text = whole(month).replace(title, f"{title.partition('.')[0]}. 경제동향")
    report = read(text, f"{FOLDER}/{month}.txt")
    assert report.frames["indicators"].height > 300
    held = [held for held in quarantined(report) if held[0] == "indicators"]
    assert len(held) < 15


def test_a_rate_beside_amounts_under_a_note_of_both_units() -> None:
    report = _written(
        "주요 지표 현황\n(단위 : 억원, %)\n\n구분\t서울\t전국\t비중\n총생산\t4,720\t20,760\t22.7\n"
    )
    assert rows(report, "indicators", "raw", "value", "unit") == [
        ("4,720", 4.72e11, "KRW"),
        ("20,760", 2.076e12, "KRW"),
        ("22.7", 22.7, "percent"),
    ]
