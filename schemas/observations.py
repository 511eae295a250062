"""The table of every value of every table, with the dimensions that its headings name."""

import datetime

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

UNIT_FROM = ("cell", "heading", "measure", "caption", "note")


class Observations(Table):
    """Every value of every table, typed or not, with what its headings say: tidy data."""

    table_id: str = column("The table.", ko="표", key=True, references="tables.table_id")
    row_no: int = column("Row of the table, from 1.", ko="행", key=True, ge=1)
    column_no: int = column("Column of the table, from 1.", ko="열", key=True, ge=1)
    value_no: int = column(
        "Which value of the cell: 84/90 and 508 (46%) are two.", ko="값 순번", key=True, ge=1
    )
    report_id: str = report_key(key=False)
    department: str = column(
        "Department that a heading names, canonical; NULL where none does.",
        ko="부서",
        nullable=True,
    )
    department_id: str = column(
        "The department; NULL where none is named or it is not known from a typed table.",
        ko="부서 식별자",
        nullable=True,
        references="departments.department_id",
    )
    item: str = column(
        "Headings that no dimension knows, as printed, outermost first, joined with ' / '.",
        ko="항목",
        nullable=True,
    )
    measure: str = column(
        "What is measured (headcount_authorized, budget, execution_rate, change …), as "
        "pipeline/vocabulary/dimensions.toml names it; NULL where no heading tells.",
        ko="측정값",
        nullable=True,
    )
    stage: str = column(
        "Stage of a budget as printed: 본예산, 기정액, 1회추경, 결산 …",
        ko="예산 단계",
        nullable=True,
    )
    category: str = column(
        "Kind, grade or sex of the people counted, as printed.", ko="직종·직급", nullable=True
    )
    side: str = column(
        "revenue (세입, 수입) or expenditure (세출, 지출).",
        ko="세입·세출",
        nullable=True,
        values=("revenue", "expenditure"),
    )
    funding_source: str = column(
        "Source of money as printed: 국비, 시비 …", ko="재원", nullable=True
    )
    account: str = column("Account: 일반회계, 특별회계 …", ko="회계", nullable=True)
    period: str = column(
        "The time that a heading or the caption names, as printed.", ko="기간", nullable=True
    )
    period_start: datetime.date = column(
        "First day of it; NULL for all years up to one.", ko="기간 시작일", nullable=True
    )
    period_end: datetime.date = column(
        "Last day of it; NULL for all years from one on.", ko="기간 종료일", nullable=True
    )
    is_total: bool = column("A heading says that it is a total of others.", ko="계 여부")
    formula: str = column(
        "Letters and formulas of its headings, of rows first: A, B-A, (B-A)/A.",
        ko="산식",
        nullable=True,
    )
    value: float = column("The value, in the canonical unit.", ko="값")
    unit: str = column("Canonical unit; NULL where none is known.", ko="단위", nullable=True)
    unit_from: str = column(
        "What says the unit: the cell, a heading, the measure (a rate is %), the caption, or a "
        "note that holds for several tables.",
        ko="단위 근거",
        nullable=True,
        values=UNIT_FROM,
    )
    unconfirmed: bool = column(
        "It was read by text recognition (OCR), and no exact sum, rate or other relation of the "
        "report has it: digits may be wrong.",
        ko="확인되지 않음",
    )
    quantity_id: str = column("The quantity.", ko="수량", references="quantities.quantity_id")
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "observations"
        title = "Observations"
        metadata = {"ko": "표의 값", "group": "figures"}
