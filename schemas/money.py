"""Tables of public money: budget execution by department, and what the budget is made of."""

import datetime

from schemas.column import (
    as_of,
    char_end,
    char_start,
    column,
    department,
    department_id,
    is_total,
    line_end,
    line_start,
    report_key,
    row_no,
    table_id,
)
from schemas.table import Table

BUDGET_MEASURES = (
    "budget",
    "budget_current",
    "budget_supplementary",
    "budget_final",
    "settlement",
    "commitment",
    "expenditure",
    "execution",
    "remainder",
    "carryover",
    "balance",
    "change",
    "total_cost",
    "cost",
    "unit_price",
    "target",
    "result",
)


class BudgetExecution(Table):
    """Budget, commitments and expenditure by department, with the two execution rates."""

    report_id: str = report_key()
    department: str = department(fiscal="administrative-classification:generic:label")
    department_id: str = department_id(fiscal="administrative-classification:generic:code")
    is_total: bool = is_total()
    fiscal_year: int = column(
        "Fiscal year (January to December), the year of the day the figures are stated for.",
        fiscal="date:fiscal-year",
        ko="회계연도",
        ge=1948,
        le=2999,
    )
    as_of: datetime.date = as_of(fiscal="date:generic")
    budget_krw: int = column(
        "Current budget: the original budget with transfers and carry-over.",
        ko="예산현액",
        measure="budget_current",
        unit="KRW",
    )
    commitment_krw: int = column(
        "Commitments: money bound by contracts and decisions; NULL where the table has none.",
        ko="원인행위액",
        measure="commitment",
        unit="KRW",
        nullable=True,
    )
    expenditure_krw: int = column("Money paid out.", ko="지출액", measure="expenditure", unit="KRW")
    commitment_rate_pct: float = column(
        "Commitments as a share of the budget, as the report states it.",
        ko="집행률 (원인행위액)",
        unit="percent",
        nullable=True,
    )
    expenditure_rate_pct: float = column(
        "Expenditure as a share of the budget, as the report states it.",
        ko="집행률 (지출액)",
        unit="percent",
        nullable=True,
    )
    commitment_rate_derived_pct: float = column(
        "Commitments as a share of the budget, computed from this row to three decimals.",
        ko="계산한 집행률 (원인행위액)",
        unit="percent",
        nullable=True,
    )
    expenditure_rate_derived_pct: float = column(
        "Expenditure as a share of the budget, computed from this row to three decimals.",
        ko="계산한 집행률 (지출액)",
        unit="percent",
        nullable=True,
    )
    table_id: str = table_id()
    row_no: int = row_no()
    line_start: int = line_start()
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "budget_execution"
        title = "Budget execution"
        metadata = {"ko": "예산 집행", "group": "facts"}


class BudgetComponents(Table):
    """What the current budget (예산현액) of the agency is made of."""

    report_id: str = report_key()
    component: str = column(
        "Part of the budget as the report names it: 본예산, 예산 이체, 이월액 …",
        fiscal="value-kind:code",
        ko="구성 항목",
        key=True,
    )
    amount_krw: int = column("Amount of the part.", fiscal="value", ko="금액", unit="KRW")
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "budget_components"
        title = "Budget components"
        metadata = {"ko": "예산현액 구성", "group": "facts"}


class Budgets(Table):
    """Budgets: by department or project, side, source of money, stage and year."""

    report_id: str = report_key()
    char_start: int = char_start(key=True)
    table_id: str = column(
        "Table of the source it was read from; NULL for a line that states the budget of "
        "departments.",
        ko="표",
        nullable=True,
        references="tables.table_id",
    )
    row_no: int = column("Row of that table.", ko="행", nullable=True, ge=1)
    column_no: int = column("Column of that table.", ko="열", nullable=True, ge=1)
    department: str = column(
        "Department, canonical; 계 for all departments of the table, NULL where the money is that "
        "of a project.",
        fiscal="administrative-classification:generic:label",
        ko="부서",
        nullable=True,
    )
    department_id: str = department_id(fiscal="administrative-classification:generic:code")
    project: str = column(
        "Project, account or item whose money it is, or what a department's money is for: as a "
        "heading of the amount prints it, else the cell, caption or section around the table.",
        fiscal="activity:generic:project:label",
        ko="사업·항목",
        nullable=True,
    )
    program_id: str = column(
        "Program that the table stands in; NULL where it stands in none.",
        fiscal="activity:generic:program:code",
        ko="업무 식별자",
        nullable=True,
        references="programs.program_id",
    )
    account: str = column("Account as printed: 일반회계, 특별회계 …", ko="회계", nullable=True)
    funding_source: str = column(
        "Source of money as printed: 국비, 시비 …; NULL for all sources together.",
        fiscal="fin-source:generic:code",
        ko="재원",
        nullable=True,
    )
    is_total: bool = column("The amount is the total of others of its table.", ko="계 여부")
    side: str = column(
        "revenue (세입) or expenditure (세출); NULL where the table does not say.",
        fiscal="direction",
        ko="세입·세출",
        nullable=True,
        values=("revenue", "expenditure"),
    )
    measure: str = column(
        "What the amount is: budget (예산), budget_supplementary (추경), budget_final (최종), "
        "settlement (결산), execution (집행), remainder (잔액), change (증감), "
        "balance (조성액: money of a fund), total_cost (총사업비: of all years) …",
        fiscal="value-kind:code",
        ko="구분",
        values=BUDGET_MEASURES,
    )
    stage: str = column(
        "Stage of the budget as printed: 본예산, 기정액, 1회추경 …",
        fiscal="phase:id",
        ko="예산 단계",
        nullable=True,
    )
    fiscal_year: int = column(
        "Fiscal year that the heading names, else that of the report; NULL for total_cost.",
        fiscal="date:fiscal-year",
        ko="회계연도",
        nullable=True,
        ge=1948,
        le=2999,
    )
    year_bound: str = column(
        "until: all years up to this one (이전); from: this year and all after it (이후).",
        ko="연도 범위",
        nullable=True,
        values=("until", "from"),
    )
    as_of: datetime.date = as_of(fiscal="date:generic")
    amount_krw: int = column(
        "Amount; a dash is 0; NULL where words stand in its place, such as 미정.",
        fiscal="value",
        ko="금액",
        nullable=True,
        unit="KRW",
    )
    amount_raw: str = column("The amount as printed.", ko="원문 표기", printed="char")
    line_start: int = line_start()
    line_end: int = line_end()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "budgets"
        title = "Budgets by department, project, source and year"
        metadata = {"ko": "예산", "group": "facts"}
