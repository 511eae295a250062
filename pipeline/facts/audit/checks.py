"""The checks of the audit tables: were they read whole, and does the report number them all?"""

import re
from collections import Counter

import polars as pl

from pipeline.document.readable import closed
from pipeline.document.tables.cell_lines import letters
from pipeline.facts.audit.summary import MEASURES
from pipeline.figures.number import parse_number
from pipeline.rules.check import Check, Outcome, at_line, per_report, row_check, table_check
from pipeline.rules.common_checks import claim_check, rows_accounted, spans_slice
from pipeline.rules.frames import Frames, rows_of
from pipeline.vocabulary.audit import audit
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.words import words
from schemas.table import Row

_LEADING_ZEROS = re.compile(r"^(?:\s|<p>)*0+(?=\d)")
_PUBLISHED = ("finding", "department_raw", "status_raw", "progress", "plan")


@table_check("audit_findings.words_kept_once", "error")
def words_kept_once(frames: Frames) -> list[Outcome]:
    """Every letter and digit of a finding and its answer is published, and only once."""
    headings = letters("".join(s for term in audit().parts for s in term.spellings))
    beside: dict[tuple[str, int], str] = {}
    own = pl.col("table_id").is_in(frames["audit_findings"]["table_id"].unique().implode())
    columns = ("table_id", "row_no", "text_raw")
    for table_id, row_no, raw in frames["table_cells"].filter(own).select(columns).iter_rows():
        beside[table_id, row_no] = f"{beside.get((table_id, row_no), '')} {raw or ''}"

    def failure(row: Row) -> str | None:
        cells = letters(_LEADING_ZEROS.sub("", row["finding_raw"])) + letters(row["result_raw"])
        shown = letters(" ".join(str(row[name]) for name in _PUBLISHED if row[name] is not None))
        row_cells = letters(beside.get((row["table_id"], row["row_no"]), ""))
        aside = headings + letters(str(row["number"]))  # it may have a column of its own
        lost, doubled = (cells - shown) - aside, shown - (cells | row_cells)
        if not lost and not doubled:
            return None
        what = (
            message("'{letters}' is lost", letters=_spell(lost))
            if lost
            else message("'{letters}' is doubled", letters=_spell(doubled))
        )
        return at_line(row, "{category} {number}: {fault}", fault=what)

    return per_report(rows_of(frames, "audit_findings"), failure)


def _spell(some: Counter[str]) -> str:
    return "".join(sorted(some.elements()))


@table_check("audit_summary.counts_stand_in_source", "error")
def counts_stand_in_source(frames: Frames) -> list[Outcome]:
    """Every count is a cell of its own row."""
    cells: dict[tuple[str, int], Counter[int]] = {}
    own = pl.col("table_id").is_in(frames["audit_summary"]["table_id"].unique().implode())
    columns = ("table_id", "row_no", "text_raw")
    body = frames["table_cells"].filter(own & ~pl.col("is_header")).select(columns)
    for table_id, row_no, raw in body.iter_rows():
        read = parse_number(raw or "")
        if read or closed(raw or "") in words().nil:
            value = int(read.figure.value) if read else 0
            cells.setdefault((table_id, row_no), Counter())[value] += 1

    def failure(row: Row) -> str | None:
        counts = Counter(row[measure] for measure in MEASURES if row[measure] is not None)
        wrong = counts - cells.get((row["table_id"], row["row_no"]), Counter())
        if not wrong:
            return None
        return at_line(row, "{category}: {count} is no cell there", count=min(wrong))

    return per_report(rows_of(frames, "audit_summary"), failure)


@table_check("audit_summary.every_kind_listed", "warning")
def every_kind_listed(frames: Frames) -> list[Outcome]:
    """Findings of every kind that the summary counts are listed."""
    listed = set(frames["audit_findings"].select("report_id", "category").iter_rows())

    def failure(row: Row) -> str | None:
        if row["is_total"] or not row["total"] or (row["report_id"], row["category"]) in listed:
            return None
        return at_line(row, "{category}: {total} are counted, none is listed")

    return per_report(rows_of(frames, "audit_summary"), failure)


@table_check("audit_findings.numbers_run", "warning")
def numbers_run(frames: Frames) -> list[Outcome]:
    """The findings of each kind are numbered 1 to n, none left out."""
    kinds = ["report_id", "category"]
    rows = frames["audit_findings"].sort(*kinds, "number").with_columns(
        pl.col("number").shift(fill_value=0).over(kinds).alias("before")
    )  # fmt: skip

    def failure(row: Row) -> str | None:
        first, last = row["before"] + 1, row["number"] - 1
        if first > last:
            return None
        if first == last:
            return at_line(row, "{category} {first} is missing before {number}", first=first)
        return at_line(
            row, "{category} {first} to {last} are missing before {number}", first=first, last=last
        )

    return per_report(rows, failure)


@row_check("audit_findings.departments_named", "warning")
def findings_name_departments(row: Row) -> str | None:
    """Every finding names the department that answers it."""
    if row["department_id"]:
        return None
    return at_line(row, "{category} {number} names no department")


COMMON_CHECKS: tuple[Check, ...] = (
    spans_slice("audit_findings"),
    spans_slice("audit_findings", "result_char", "answers_slice"),
    rows_accounted("audit_summary"),
    rows_accounted("audit_findings"),
    claim_check(
        "audit_summary.findings",
        "Each count of the summary is the number of findings listed of that kind and status.",
    ),
    claim_check("audit_summary.status_total", "The statuses add up to the findings of each kind."),
    claim_check(
        "audit_summary.category_total", "The kinds of findings add up to 계 in each column."
    ),
    claim_check(
        "audit_summary.heading_total",
        "The heading above the summary counts as many findings as 계.",
    ),
)
