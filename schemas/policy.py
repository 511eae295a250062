"""Tables of policy: the programs of a report."""

from schemas.column import column, line_end, line_start, report_key
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
