"""Tables of the council's audit (행정사무감사): how many findings, and what became of each."""

import datetime

from schemas.column import (
    char_end,
    char_start,
    column,
    line_end,
    line_start,
    report_key,
    row_no,
    table_id,
)
from schemas.table import Table

STATUSES = ("done", "in_progress", "under_review", "not_adopted")


def _count(description: str, ko: str) -> int:
    """A number of findings; a dash is 0, an empty cell NULL."""
    count: int = column(
        f"{description} A dash is 0, an empty cell NULL.", ko=ko, nullable=True, unit="case", ge=0
    )
    return count


class AuditSummary(Table):
    """How many findings of the council's audit are settled, by kind, as the report counts them."""

    report_id: str = report_key()
    category: str = column(
        "Kind of findings, under the same name as in audit_findings; 계 on the total row.",
        ko="구분",
        key=True,
    )
    category_raw: str = column("The kind as printed.", ko="구분 원문")
    is_total: bool = column("The row is the total of all kinds.", ko="계 여부")
    total: int = _count("All findings of this kind.", "계")
    done: int = _count("Findings that are settled.", "완료")
    in_progress: int = _count("Findings that are being settled.", "추진 중")
    under_review: int = _count("Findings that are under review.", "검토 중")
    not_adopted: int = _count("Findings that are not taken up.", "미반영")
    as_of: datetime.date = column("Day the counts are stated for.", ko="기준일", nullable=True)
    table_id: str = table_id()
    row_no: int = row_no()
    line_start: int = line_start()
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "audit_summary"
        title = "Audit findings, counted"
        metadata = {"ko": "행정사무감사 처리결과 총괄", "group": "facts"}


class AuditFindings(Table):
    """Each finding of the council's audit, and the office's answer to it."""

    report_id: str = report_key()
    category: str = column(
        "Kind of finding, under the same name as in audit_summary.", ko="구분", key=True
    )
    number: int = column("Number of the finding within its kind.", ko="연번", key=True, ge=1)
    finding: str = column(
        "What the council found or asked for, readable, without number and department; one bullet "
        "a line.",
        ko="지적사항",
    )
    finding_raw: str = column(
        "The whole cell as it stands, with number, department and markup.",
        ko="지적사항 원문",
        printed="char",
    )
    department: str = column(
        "Department that answers, canonical; the first one where several are named; NULL where "
        "none is.",
        ko="소관 부서",
        nullable=True,
    )
    department_id: str = column(
        "The department; NULL where none is named.",
        ko="부서 식별자",
        nullable=True,
        references="departments.department_id",
    )
    department_raw: str = column(
        "What stands in the parentheses behind the finding, all departments named there.",
        ko="소관 부서 원문",
        nullable=True,
    )
    status: str = column("How far it is settled.", ko="추진상황", values=STATUSES)
    status_raw: str = column("The status as printed.", ko="추진상황 원문")
    progress: str = column(
        "What was done (추진내용), readable: one bullet a line with its mark, rows of a nested "
        "table as lines with ' | ' between cells. Includes text under headings of other names "
        "before the plan, with the heading, and text that the report heads 추진내용 및 향후 "
        "추진계획, which it does not divide. NULL where nothing is printed.",
        ko="추진내용",
        nullable=True,
    )
    plan: str = column(
        "What is planned (향후계획), readable as in progress; NULL where the answer has no such "
        "part.",
        ko="향후계획",
        nullable=True,
    )
    result_raw: str = column(
        "The whole answer as it stands, markup included: status, progress and plan.",
        ko="조치결과 원문",
        printed="result_char",
    )
    table_id: str = table_id()
    row_no: int = row_no()
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()
    result_char_start: int = column(
        "Where the answer begins in the report's canonical text: 0-based, in code points.",
        ko="조치결과 시작 위치",
        ge=0,
    )
    result_char_end: int = column(
        "Where the answer ends, half-open: text[result_char_start:result_char_end] is result_raw.",
        ko="조치결과 끝 위치",
        ge=0,
    )

    class Config:
        """Identity of the table."""

        name = "audit_findings"
        title = "Audit findings"
        metadata = {"ko": "행정사무감사 지적사항", "group": "facts"}
