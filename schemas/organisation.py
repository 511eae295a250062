"""Tables of the organisation: departments, their spellings, staffing and duties."""

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
)
from schemas.table import Table

ALIAS_METHODS = ("exact", "spacing", "ocr", "reference")
CELL_STATUSES = ("printed", "placed_by_totals", "not_printed")


class Departments(Table):
    """Departments of an agency, each under one canonical name in all its reports."""

    department_id: str = column("Agency and canonical name.", ko="부서 식별자", key=True)
    name: str = column("Canonical name, without letter-spacing.", ko="부서명")
    agency_id: str = column("Agency the department belongs to.", ko="기관 식별자")
    kind: str = column(
        "Sort of unit, the ending of its name (과, 관, 센터 …); NULL for one that is not listed.",
        ko="부서 종류",
        nullable=True,
    )
    first_report_id: str = column(
        "Earliest report that names it.", ko="처음 나온 보고서", references="reports.report_id"
    )
    last_report_id: str = column(
        "Latest report that names it.", ko="마지막에 나온 보고서", references="reports.report_id"
    )

    class Config:
        """Identity of the table."""

        name = "departments"
        title = "Departments"
        metadata = {"ko": "부서", "group": "facts"}


class DepartmentAliases(Table):
    """Every place where a table of a report names a department, and how the name was understood."""

    report_id: str = report_key()
    line_start: int = line_start(key=True)
    char_start: int = char_start(key=True)
    department_id: str = department_id(total=False)
    alias_raw: str = column("The name as printed.", ko="원문 표기", printed="char")
    method: str = column(
        "How the printed name was matched: exact, spacing (spaces closed up), ocr (a known "
        "misreading, or one close enough and alone), reference (a listed spelling).",
        ko="맞춘 방법",
        values=ALIAS_METHODS,
    )
    score: float = column(
        "Similarity of the printed and the canonical name, letter by letter (jamo), 0 to 1.",
        ko="유사도",
        ge=0,
        le=1,
    )
    line_end: int = line_end()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "department_aliases"
        title = "Department spellings"
        metadata = {"ko": "부서 표기", "group": "facts"}


class Staffing(Table):
    """Authorised posts (정원) and people in post (현원), by department and category."""

    report_id: str = report_key()
    department: str = department()
    category: str = column(
        "Category of staff as this report's heading names it; 합계 is all staff, 여성 the women "
        "among them.",
        ko="구분",
        key=True,
    )
    department_id: str = department_id()
    is_total: bool = is_total()
    authorized: int = column(
        "Authorised posts; NULL for 여성, for which none are stated, and for a cell that is not "
        "printed.",
        ko="정원",
        nullable=True,
        unit="person",
        ge=0,
    )
    actual: int = column(
        "People in post; NULL for a cell that is not printed.",
        ko="현원",
        nullable=True,
        unit="person",
        ge=0,
    )
    as_of: datetime.date = as_of()
    cell_status: str = column(
        "printed: the figure stands in its column, or in a line of text. placed_by_totals: its row "
        "prints fewer cells than columns, and only this column lets the totals come out. "
        "not_printed: no such cell.",
        ko="칸 상태",
        values=CELL_STATUSES,
    )
    table_id: str = column(
        "Table of the source it was read from; NULL for a line that states the staff of all.",
        ko="표",
        nullable=True,
        references="tables.table_id",
    )
    row_no: int = column(
        "Row of that table; table_cells has the exact place of each figure.",
        ko="행",
        nullable=True,
        ge=1,
    )
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start(nullable=True)
    char_end: int = char_end(nullable=True)
    actual_row_no: int = column(
        "Row of the table, from 1, in which 현원 stands where 정원 and 현원 have a row each; "
        "otherwise NULL.",
        ko="현원 행",
        nullable=True,
        ge=1,
    )
    actual_char_start: int = column(
        "First character of 현원 where it has a place of its own; char_start and char_end are then "
        "those of 정원.",
        ko="현원 시작 위치",
        nullable=True,
        ge=0,
    )
    actual_char_end: int = column(
        "Character behind 현원 where it has a place of its own.",
        ko="현원 끝 위치",
        nullable=True,
        ge=0,
    )

    class Config:
        """Identity of the table."""

        name = "staffing"
        title = "Staffing"
        metadata = {"ko": "인력현황", "group": "facts"}


class Duties(Table):
    """What each department is for (주요기능), one row a bullet."""

    report_id: str = report_key()
    department: str = department(total=False)
    item_no: int = column("Order of the bullet in its department.", ko="순번", key=True, ge=1)
    department_id: str = department_id(total=False)
    text: str = column("The duty, readable.", ko="담당업무")
    text_raw: str = column("The duty as printed, bullet included.", ko="원문 표기", printed="char")
    table_id: str = column(
        "Table of the source it was read from; empty for a line of text.",
        ko="표",
        nullable=True,
        references="tables.table_id",
    )
    row_no: int = column("Row of that table.", ko="행", nullable=True, ge=1)
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()

    class Config:
        """Identity of the table."""

        name = "duties"
        title = "Duties"
        metadata = {"ko": "주요기능", "group": "facts"}


class Entrustments(Table):
    """What the office has others run (민간위탁): one row a facility or task."""

    report_id: str = report_key()
    table_id: str = column(
        "Table of the source it was read from.", ko="표", key=True, references="tables.table_id"
    )
    row_no: int = column("Row of that table.", ko="행", key=True, ge=1)
    facility: str = column("Facility or task that is entrusted.", ko="위탁 시설·사무")
    trustee: str = column("Who runs it.", ko="수탁기관")
    period: str = column("Term of the contract, as printed.", ko="위탁기간", nullable=True)
    department: str = column("Department in charge, as printed.", ko="담당부서", nullable=True)
    headcount: int = column("People who work there.", ko="종사자", unit="명", nullable=True)
    amount_krw: int = column("Money for it.", ko="위탁금", unit="KRW", nullable=True)
    line_start: int = line_start()
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "entrustments"
        title = "Entrustments"
        metadata = {"ko": "민간위탁", "group": "facts"}
