"""Tables of policy: the programs of a report and the parts of their budgets."""

from typing import Any

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table


def _line(description: str, ko: str) -> Any:
    """A line of the source that a part of a row stands on."""
    return column(description, ko=ko, nullable=True, ge=1)


class Programs(Table):
    """Each work item (주요 업무) of a report, and each circled part of one."""

    program_id: str = column(
        "Report, goal, program and part: …/1-1-2 is part ② of program 1 of goal 1, …/ch6-1 is "
        "program 1 of chapter 6, which has no goals or lists its programs in tables.",
        ko="사업",
        key=True,
    )
    report_id: str = report_key(key=False)
    section_id: str = column(
        "Its section of the outline; of a program that a table lists, the section of the table.",
        ko="절",
        references="sections.section_id",
    )
    goal_no: int = column(
        "Number of the goal; NULL in a chapter without goals.", ko="목표 번호", nullable=True, ge=1
    )
    goal: str = column(
        "The goal (정책목표) it belongs to; the chapter where that has no goals.", ko="목표"
    )
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
    objective_line_start: int = _line("First line of the objective.", "목적 시작 줄")
    objective_line_end: int = _line("Last line of the objective.", "목적 끝 줄")
    legal_basis: str = column(
        "Laws and plans it rests on, one a line.", ko="추진근거", nullable=True
    )
    legal_basis_line_start: int = _line("First line of the legal basis.", "추진근거 시작 줄")
    legal_basis_line_end: int = _line("Last line of the legal basis.", "추진근거 끝 줄")
    budget_krw: int = column(
        "Its own headline budget, as stated (소요예산, 사업예산, '23년 예산 …).",
        ko="예산",
        nullable=True,
        unit="KRW",
    )
    budget_raw: str = column("The amount as printed.", ko="예산 원문", nullable=True)
    budget_note: str = column(
        "What stands behind the amount on its line, as printed.",
        ko="예산 비고",
        nullable=True,
    )
    funding_source: str = column(
        "Where the money comes from, when the note says so (시비, 국비, 추경 …).",
        ko="재원",
        nullable=True,
    )
    fiscal_year: int = column(
        "Year the budget is for: as stated with it, else the report's.",
        ko="회계연도",
        nullable=True,
        ge=1948,
        le=2999,
    )
    line_start: int = line_start()
    line_end: int = line_end()
    budget_line: int = _line("Line the budget stands on.", "예산 줄")
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
        metadata = {"ko": "사업", "group": "facts"}


class ProgramBudgets(Table):
    """Each part of a headline budget (세부 예산), from the brackets and items below it."""

    program_id: str = column(
        "The program whose budget it is a part of.",
        fiscal="activity:generic:program:code",
        ko="사업",
        key=True,
        references="programs.program_id",
    )
    item_no: int = column("Number of the part, in the order printed.", ko="번호", key=True, ge=1)
    report_id: str = report_key(key=False)
    parent_item_no: int = column(
        "The part that it is a part of; NULL right below the headline.",
        ko="상위 번호",
        nullable=True,
        ge=1,
    )
    label: str = column(
        "What it is for, as printed.", fiscal="activity:generic:subproject:label", ko="항목"
    )
    amount_krw: int = column(
        "The amount.", fiscal="value", ko="금액", unit="KRW", of_quantity="value_normalized"
    )
    amount_raw: str = column("The amount as printed.", ko="금액 원문", of_quantity="raw")
    formula_raw: str = column(
        "How it comes about, as printed: 500천원 ✕ 3개월 ✕ 100명.", ko="산출식", nullable=True
    )
    note: str = column("What else stands in brackets behind it.", ko="비고", nullable=True)
    funding_source: str = column(
        "Where the money comes from, when the label says so (시비, 구비, 국비, 추경 …).",
        fiscal="fin-source:generic:code",
        ko="재원",
        nullable=True,
    )
    fiscal_year: int = column(
        "Year it is for: as its label says, else that of the headline.",
        fiscal="date:fiscal-year",
        ko="회계연도",
        ge=1948,
        le=2999,
    )
    quantity_id: str = column("The quantity.", ko="수량", references="quantities.quantity_id")
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "program_budgets"
        title = "Program budgets"
        metadata = {"ko": "사업 예산 내역", "group": "facts"}
