"""Tables of how programs go: their milestones, and what came of them."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.figures import DIRECTIONS, PARTS
from schemas.table import Table

OUTCOME_KINDS = ("result", "change", "threshold", "duration")
PERIOD_SOURCES = ("figure", "statement", "row", "heading", "table", "title")


class Milestones(Table):
    """Each step of work with a date that says when, of any section, in a program or not.

    Schedules (추진일정, 향후계획, 추진절차), progress (추진현황, 추진경과), chains of dated steps
    (설계(’25.3.) ⇨ 착공), lists of dated steps, commitments of audit answers. One row for each date
    that is printed as the date of something: two things at one date are one row, one thing at two
    dates two. Not here: how long a whole project takes
    (사업기간), the day that a figure is stated for, and days of laws.
    """

    report_id: str = report_key()
    item_no: int = column(
        "Its place among the milestones of the report, in the order of the text; a whole precedes "
        "its parts, which stand before its date in the text.",
        ko="연번",
        key=True,
        ge=1,
    )
    program_id: str = column(
        "The program, or part of one, that it belongs to; NULL outside programs.",
        ko="사업",
        nullable=True,
        references="programs.program_id",
    )
    parent_item_no: int = column(
        "The milestone of the same report that this one is a part of: 도쿄(3월), 미국(5월) of "
        "'도쿄(3월), 미국(5월) 등 진출지원 : 3월~'. NULL on the milestone itself.",
        ko="상위 연번",
        nullable=True,
        ge=1,
    )
    section_id: str = column(
        "Its section of the outline.", ko="절", references="sections.section_id"
    )
    heading: str = column(
        "The heading or label it stands under, as printed; NULL for a chain of steps that no such "
        "heading announces.",
        ko="표제",
        nullable=True,
    )
    subject: str = column(
        "Whose step it is: the facility, project or finding that the words alone do not name; the "
        "nearest heading or item above that says something, else the title of the program. NULL "
        "where nothing above says it.",
        ko="대상",
        nullable=True,
    )
    description: str = column(
        "What happens, readable, with the label or head that holds for several steps before it "
        "and a remark on this date behind it, in brackets.",
        ko="내용",
    )
    date_raw: str = column("The date as printed.", ko="일정 원문", printed="char")
    start_date: datetime.date = column(
        "First day; NULL where only the end is printed (~’22. 5월).", ko="시작일", nullable=True
    )
    end_date: datetime.date = column(
        "Last day, inclusive; NULL where only the beginning is printed (3월~).",
        ko="종료일",
        nullable=True,
    )
    precision: str = column(
        "How exactly the date is printed: start_date and end_date are the first and last day of "
        "the days, months or longer parts of a year that are named.",
        ko="정밀도",
        values=["day", "month", "quarter", "half", "part_of_year", "year"],
    )
    year_from: str = column(
        "Where the year is from: stated with the date; range, the other end of its range; chain, "
        "the dates before it, or that of its whole; words, the year that what happens is named "
        "for (’24년 상반기 참여자 모집 : 2월; a month behind that half is one of the year before); "
        "heading, the heading above; report, the report.",
        ko="연도 근거",
        values=["stated", "range", "chain", "words", "heading", "report"],
    )
    status: str = column(
        "What the report says of it, not what came true. planned: it stands in a schedule "
        "(추진일정, 향후계획, 추진절차 …), whatever its date. done: it stands among what was done "
        "(추진현황, 그간의 추진사항 …), begins no later than the month reported and, where it is "
        "dated to a quarter, half or year only, ends no later than it; what begins later there, "
        "and such a longer time that still runs (’23년 in a report of 2023-03), is planned. A step "
        "of days or months that has begun (’22.12~’23.6월) counts as done, and so does one without "
        "an end. Under a heading of both, and in chains without a heading, it is "
        "done if it ends (or, without an end, begins) no later than the day the report's figures "
        "are stated for (reports.as_of), at most the month's last day; without such a day, if it "
        "ends before the month.",
        ko="상태",
        values=["planned", "done"],
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "milestones"
        title = "Milestones"
        metadata = {"ko": "추진일정", "group": "facts"}


class Outcomes(Table):
    """Every figure of what came of the work: 추진성과, 추진실적, 주요성과, and chapters of results.

    Figures under 추진현황 (how it stands) are not here, they are in `quantities`. A running total
    (누적, 누계) has the end of its period and no beginning.
    """

    report_id: str = report_key()
    item_no: int = column(
        "Number of the figure among the results of the report, from 1.",
        ko="번호",
        key=True,
        ge=1,
    )
    program_id: str = column(
        "The program, or the part of one, whose result it is; NULL outside programs.",
        ko="사업",
        nullable=True,
        references="programs.program_id",
    )
    subject: str = column(
        "Whose result it is, as in `quantities`; where that says nothing, the nearest heading or "
        "item above that does. NULL where nothing above says it.",
        ko="대상",
        nullable=True,
    )
    metric: str = column(
        "What it measures, from the general to the particular, in words of the report: the label "
        "of its quantity. NULL where nothing around it says it.",
        ko="지표",
        nullable=True,
    )
    kind: str = column(
        "result; change against an earlier time (전년 대비); threshold, which only says what is "
        "counted (투자유치 3억 이상 of 69팀); duration of what happened (3일간).",
        ko="구분",
        values=OUTCOME_KINDS,
    )
    value: float = column(
        "The figure, in the canonical unit.", ko="값", of_quantity="value_normalized"
    )
    unit: str = column(
        "Canonical unit, a code of data-dictionary.md; NULL where none is printed or the "
        "counter is not listed.",
        ko="단위",
        nullable=True,
        of_quantity="unit",
    )
    unit_raw: str = column(
        "Unit as printed, closed up, with its powers of ten.",
        ko="표기 단위",
        nullable=True,
        of_quantity="unit_raw",
    )
    modifier: str = column(
        "Words around it that say how it is meant (약, 최대, 이상, 총 …), in order; also those "
        "behind the last of several figures that hold for all: 2팀·5명(누적), 10억 또는 3억 이상.",
        ko="한정어",
        nullable=True,
    )
    direction: str = column("Which way a change goes.", ko="방향", nullable=True, values=DIRECTIONS)
    part: str = column(
        "End of a range (low, high) or of a change (from, to), or part of a ratio (7:3).",
        ko="구간 위치",
        nullable=True,
        values=PARTS,
    )
    period: str = column(
        "The time it is stated for, as printed: that of its quantity. NULL where nothing says it.",
        ko="기간",
        nullable=True,
    )
    period_source: str = column(
        "Where the period is printed: right at the figure, in its item or sentence (statement), in "
        "its row, in the heading of its row or column, above the table, or in a title above it.",
        ko="기간 출처",
        nullable=True,
        values=PERIOD_SOURCES,
    )
    period_start: datetime.date = column(
        "First day of the period; NULL where it has no beginning or no year, and for running "
        "totals (누적, 누계). The end of a month or year (’22.12월말) is its last day only.",
        ko="기간 시작일",
        nullable=True,
    )
    period_end: datetime.date = column(
        "Last day of the period, inclusive; NULL where its end is open.",
        ko="기간 종료일",
        nullable=True,
    )
    raw: str = column("The figure as printed.", ko="원문 표기", of_quantity="raw")
    quantity_id: str = column("The quantity.", ko="수량", references="quantities.quantity_id")
    heading: str = column("The heading or label that announces results.", ko="제목")
    item: str = column(
        "The item it stands in, readable; of a table its row, cells apart by |.", ko="항목"
    )
    section_id: str = column(
        "Its section of the outline.", ko="절", references="sections.section_id"
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "outcomes"
        title = "Outcomes"
        metadata = {"ko": "추진성과", "group": "facts"}
