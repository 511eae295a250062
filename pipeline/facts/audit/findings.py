"""Findings of the council's audit (행정사무감사 지적사항) and what became of each."""

from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.document.tables.headers import heading_name
from pipeline.facts.audit.answer import read_answer
from pipeline.facts.audit.rows import FindingRow, readable_lines, status_of
from pipeline.facts.departments import Names
from pipeline.facts.rows import Findings
from pipeline.vocabulary.messages import message

_LISTED = "pipeline/vocabulary/audit.toml"


@dataclass(frozen=True)
class AuditFinding:
    """One finding, read."""

    row: FindingRow
    category: str
    number: int
    finding: str
    status: str
    """done, in_progress, under_review or not_adopted."""
    status_raw: str
    progress: str | None
    plan: str | None


def read_findings(findings: Findings, rows: list[FindingRow]) -> list[AuditFinding]:
    """Read every finding; a row of which any part is not understood is held back."""
    found: dict[tuple[str, int], AuditFinding] = {}
    for row in rows:
        read = _read(findings.document.text, row)
        if isinstance(read, AuditFinding) and (read.category, read.number) in found:
            read = f"{read.category} {read.number} is already stated in another row"
        if isinstance(read, AuditFinding):
            found[read.category, read.number] = read
        else:
            findings.hold_back("audit_findings", row.span, read)
    return list(found.values())


def _read(text: str, row: FindingRow) -> AuditFinding | str:
    """The finding of a row, or why there is none."""
    if len(row.cells) != 2:
        return (
            f"the row has {len(row.cells)} cells; findings are read from one column, and the "
            "answers to them from one beside it"
        )
    answer = read_answer(readable_lines(text, row.cells[1]))
    stated = readable(row.status.of(text)) if row.status else answer.status
    status = status_of(heading_name(stated)) if stated else None
    finding = "\n".join(readable_lines(text, row.body))
    category = row.category or (heading_name(row.heading) if row.status else None)
    if category is None:
        return f"'{row.heading}' heads no kind of finding that {_LISTED} lists"
    if row.number is None or not finding:
        return message("no number or no text stands in this row; compare it with the original")
    if not stated:
        return message("the answer does not say how far the finding is settled (추진상황)")
    if status is None:
        return f"'{stated}' is no status that {_LISTED} lists"
    return AuditFinding(
        row, category, row.number, finding, status, stated, answer.progress, answer.plan
    )


def add_findings(findings: Findings, read: list[AuditFinding], names: Names) -> None:
    """Publish the findings; the first of several departments is the one that answers."""
    text = findings.document.text
    for finding in read:
        row = finding.row
        cell, answer = row.cells
        printed = row.responsible.names if row.responsible else ()
        department = names.canonical(closed(printed[0].of(text))) if printed else None
        findings.add(
            "audit_findings",
            {
                "category": finding.category,
                "number": finding.number,
                "finding": finding.finding,
                "finding_raw": cell.of(text),
                "department": department,
                "department_id": names.department_id(department) if department else None,
                "department_raw": readable(Span(printed[0].start, printed[-1].end).of(text))
                if printed
                else None,
                "status": finding.status,
                "status_raw": finding.status_raw,
                "progress": finding.progress,
                "plan": finding.plan,
                "result_raw": answer.of(text),
                "table_id": row.table.table_id,
                "row_no": row.row + 1,
                **findings.place(cell),
                **findings.lines(row.span),
                "result_char_start": answer.start,
                "result_char_end": answer.end,
            },
        )
