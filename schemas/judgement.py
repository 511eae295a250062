"""Tables of the judgement: known errors, checks passed or failed, and what was held back."""

from schemas.column import char_end, char_start, column, line_end, line_start, report_key
from schemas.table import Table

ERRATA_STATUSES = ("confirmed", "unconfirmed")


class Errata(Table):
    """Known errors of the reports, beside what they say. None of them is ever applied."""

    report_id: str = report_key()
    errata_no: int = column("Number of the error in its report.", ko="번호", key=True, ge=1)
    line_start: int = line_start()
    line_end: int = line_end()
    char_start: int = char_start()
    char_end: int = char_end()
    raw: str = column("What the report says.", ko="원문 표기", printed="char")
    meant: str = column(
        "What it should say, as it would be printed; NULL where nobody knows.",
        ko="바른 표기",
        nullable=True,
    )
    quantity_id: str = column(
        "The quantity that stands there; NULL where it is none.",
        ko="수량",
        nullable=True,
        references="quantities.quantity_id",
    )
    proposed_value: float = column(
        "What the quantity should be, in its canonical unit; NULL where nobody knows.",
        ko="제안값",
        nullable=True,
    )
    reason: str = column("How it is known.", ko="근거")
    reason_ko: str = column("The same in Korean.", ko="한국어 근거")
    status: str = column(
        "confirmed: a person compared it with the original. unconfirmed: the report's own figures "
        "say so.",
        ko="상태",
        values=ERRATA_STATUSES,
    )

    class Config:
        """Identity of the table."""

        name = "errata"
        title = "Known errors"
        metadata = {"ko": "정오표", "group": "reconcile"}


class Checks(Table):
    """Every check of the release, passed or failed."""

    check_id: str = column("Table, name of the check, and report.", ko="검사", key=True)
    table_name: str = column("Table the check judges.", ko="표")
    report_id: str = column(
        "Report the check judges; NULL for a check over all.",
        ko="보고서",
        nullable=True,
        references="reports.report_id",
    )
    description: str = column("What is asked.", ko="설명")
    description_ko: str = column("The same in Korean.", ko="한국어 설명")
    severity: str = column(
        "error stops a release; warning is a fact about the source.",
        ko="경고 수준",
        values=("error", "warning"),
    )
    passed: bool = column("The check holds.", ko="통과")
    rows_checked: int = column("Rows or claims looked at.", ko="검사한 수", ge=0)
    rows_failed: int = column("Rows or claims that fail.", ko="통과하지 못한 수", ge=0)
    sample: str = column(
        "The failing rows with their source lines, the first 20; NULL when none.",
        ko="통과하지 못한 예",
        nullable=True,
    )
    sample_ko: str = column("The same in Korean.", ko="한국어 예", nullable=True)

    class Config:
        """Identity of the table."""

        name = "checks"
        title = "Checks"
        metadata = {"ko": "검사", "group": "reconcile"}


class Quarantine(Table):
    """What stands in a source and could not become a fact, and why."""

    report_id: str = column(
        "Report; for a file that was refused as a whole, its path below raw/.",
        ko="보고서",
        key=True,
    )
    table_name: str = column("Table the row was meant for.", ko="표", key=True)
    line_start: int = line_start(key=True)
    char_start: int = char_start(key=True)
    reason: str = column("Why it could not be read, and what to do.", ko="사유")
    reason_ko: str = column("The same in Korean.", ko="한국어 사유")
    raw: str = column(
        "The text as it stands; NULL for a whole file.", ko="원문 표기", nullable=True
    )
    line_end: int = line_end()

    class Config:
        """Identity of the table."""

        name = "quarantine"
        title = "Quarantine"
        metadata = {"ko": "보류", "group": "reconcile"}
