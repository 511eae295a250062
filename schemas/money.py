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


class BudgetExecution(Table):
    """Budget, commitments and expenditure by department, with the two execution rates."""

    report_id: str = report_key()
    department: str = department()
    department_id: str = department_id()
    is_total: bool = is_total()
    fiscal_year: int = column(
        "Fiscal year (January to December), the year of the day the figures are stated for.",
        ko="회계연도",
        code="FYR",
        ge=1948,
        le=2999,
    )
    as_of: datetime.date = as_of()
    budget_krw: int = column(
        "Current budget: the original budget with transfers and carry-over.",
        ko="예산현액",
        unit="KRW",
        code="BGT_AMT",
    )
    commitment_krw: int = column(
        "Commitments: money bound by contracts and decisions.", ko="원인행위액", unit="KRW"
    )
    expenditure_krw: int = column("Money paid out.", ko="지출액", unit="KRW", code="EXPD_AMT")
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
        ko="구성 항목",
        key=True,
    )
    amount_krw: int = column("Amount of the part.", ko="금액", unit="KRW")
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "budget_components"
        title = "Budget components"
        metadata = {"ko": "예산현액 구성", "group": "facts"}
