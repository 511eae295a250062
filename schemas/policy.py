"""Tables of policy: the programs of a report, and their milestones."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table


class Programs(Table):
    """Each work item (주요 업무) of a report, and each circled part of one."""

    program_id: str = column(
        "Report, goal, program and part: …/1-1-2 is part ② of program 1 of goal 1.",
        ko="사업",
        key=True,
    )
    report_id: str = report_key(key=False)
    section_id: str = column(
        "Its section of the outline.", ko="절", references="sections.section_id"
    )
    goal_no: int = column("Number of the goal.", ko="목표 번호", ge=1)
    goal: str = column("The goal (정책목표) it belongs to.", ko="목표")
    program_no: int = column("Number of the program in its goal.", ko="사업 번호", ge=1)
    subprogram_no: int = column(
        "Number of the circled part; NULL on the program itself.",
        ko="세부사업 번호",
        nullable=True,
        ge=1,
    )
    title: str = column("Title.", ko="사업명")
    objective: str = column(
        "What it is for: the paragraph below its title, or what is labelled 사업목적.",
        ko="목적",
        nullable=True,
    )
    legal_basis: str = column(
        "Laws and plans it rests on, one a line.", ko="추진근거", nullable=True
    )
    budget_krw: int = column(
        "Its own headline budget, as stated (소요예산, 사업예산, '23년 예산 …).",
        ko="예산",
        nullable=True,
        unit="KRW",
        code="BGT_AMT",
    )
    budget_raw: str = column("The amount as printed.", ko="예산 원문", nullable=True)
    fiscal_year: int = column(
        "Year the budget is for: as stated with it, else the report's.",
        ko="회계연도",
        nullable=True,
        code="FYR",
        ge=1948,
        le=2999,
    )
    line_start: int = line_start()
    line_end: int = line_end()
    budget_line: int = column("Line the budget stands on.", ko="예산 줄", nullable=True, ge=1)
    budget_char_start: int = column(
        "Where the amount begins in the canonical text: 0-based, in code points.",
        ko="예산 시작 위치",
        nullable=True,
        ge=0,
    )
    budget_char_end: int = column(
        "Where the amount ends in the canonical text, half-open.",
        ko="예산 끝 위치",
        nullable=True,
        ge=0,
    )

    class Config:
        """Identity of the table."""

        name = "programs"
        title = "Programs"
        metadata = {"ko": "주요 업무", "group": "facts"}


class Milestones(Table):
    """Each dated step of a program: of schedules, of progress, of chains of dated steps elsewhere.

    Schedules are 추진일정, 향후계획, 추진절차 and the like, progress 추진현황 and 그간의 추진사항.
    One row for each date that is printed as the date of something: two things at one date are one
    row, one thing at two dates two.
    """

    program_id: str = column(
        "The program, or part of one, that it belongs to.",
        ko="사업",
        key=True,
        references="programs.program_id",
    )
    item_no: int = column(
        "Its place among the milestones of the program, in the order of the text.",
        ko="연번",
        key=True,
        ge=1,
    )
    report_id: str = report_key(key=False)
    parent_item_no: int = column(
        "The milestone of the same program that this one is a part of: 도쿄(3월), 미국(5월) of "
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
    description: str = column(
        "What happens, readable, with the label or head that holds for several steps before it "
        "and a remark on this date behind it, in brackets.",
        ko="내용",
    )
    date_raw: str = column("The date as printed.", ko="일정 원문")
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
        values=["day", "month", "quarter", "half", "year"],
    )
    year_from: str = column(
        "Where the year is from: stated with the date, the other end of its range, a chain of "
        "dates it stands in, the heading above, or the report.",
        ko="연도 근거",
        values=["stated", "range", "chain", "heading", "report"],
    )
    status: str = column(
        "What the report says of it, not what came true. planned: it stands in a schedule "
        "(추진일정, 향후계획, 추진절차 …), whatever its date. done: it stands among what was done "
        "(추진현황, 그간의 추진사항 …) and begins no later than the month reported; what begins "
        "later there is planned. Under a heading of both, and in chains without a heading, it is "
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
