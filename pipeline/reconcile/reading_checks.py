"""Checks that the source was read right. All of them are errors: they stop what they find.

They start from the published rows and go back to the published text, so that they judge what is
released and not what the reader meant to do.
"""

import hashlib

import polars as pl

from pipeline.rules.check import Check, Outcome, at_line, fault, per_report, table_check
from pipeline.rules.common_checks import rows_accounted, spans_slice
from pipeline.rules.frames import Frames, rows_of, texts
from pipeline.sources.encoding import encode
from pipeline.sources.source import PLAIN_TEXT
from pipeline.sources.text import visible_text
from schemas.table import Row

_TYPED = ("budget_components", "budget_execution", "staffing", "departments", "audit_summary")
"""Tables whose columns are known: elsewhere a report may contradict itself as much as it likes."""
_CLAIMS_TO_TELL = 4
"""Claims of one rule from which most of them failing means that the table was misread."""


@table_check(
    "lines.rebuild_source",
    "error",
    description=(
        "The lines, joined with their line endings, are the canonical text; for text files that "
        "is the source file, byte for byte."
    ),
)
def lines_rebuild_source(frames: Frames) -> list[Outcome]:
    """The lines, joined, are the canonical text, and where that is the file itself, the file."""
    text_of = texts(frames)
    counts = dict(frames["lines"].group_by("report_id").len().iter_rows())

    def failure(report: Row) -> str | None:
        text = text_of.get(report["report_id"], "")
        if hashlib.sha256(text.encode("utf-8")).hexdigest() != report["text_sha256"]:
            return fault(report, "{source_file}: its lines do not give its text back")
        if report["source_format"] in PLAIN_TEXT:
            data = encode(text, report["encoding"])
            if hashlib.sha256(data).hexdigest() != report["source_sha256"]:
                return fault(report, "{source_file}: its lines do not give the file back")
        if (len(text), counts[report["report_id"]]) != (report["char_count"], report["line_count"]):
            return fault(report, "{source_file}: lines or characters are miscounted")
        return None

    return per_report(rows_of(frames, "reports"), failure)


@table_check(
    "reports.nothing_lost",
    "error",
    description=(
        "Every character that the file holds stands in a line, or is counted by what leaves it "
        "out (left_out)."
    ),
)
def nothing_lost(frames: Frames) -> list[Outcome]:
    """Every character of the file stands in a line, or is counted among those left out."""
    text_of = texts(frames)

    def failure(report: Row) -> str | None:
        printed = len(visible_text(text_of.get(report["report_id"], "")))
        held = report["stored_char_count"] + report["added_char_count"]
        if held - report["left_out_char_count"] == printed:
            return None
        return fault(
            report,
            "{source_file}: {held:,} characters, {left_out_char_count:,} of them left out, and "
            "{printed:,} in its lines",
            held=held,
            printed=printed,
        )

    return per_report(rows_of(frames, "reports"), failure)


@table_check("relations.reading_plausible", "error")
def reading_plausible(frames: Frames) -> list[Outcome]:
    """No rule of a table whose columns are known fails for more than half of its claims."""
    rules = (
        frames["relations"]
        .filter(pl.col("verdict") != "not_checkable")
        .filter(pl.col("rule").str.extract(r"^([^.]*)").is_in(_TYPED))
        .group_by("report_id", "rule", maintain_order=True)
        .agg(
            pl.len().alias("claims"),
            (pl.col("verdict") == "mismatch").sum().alias("failed"),
            pl.col("line_start").min(),
        )
    )

    def failure(row: Row) -> str | None:
        if row["claims"] < _CLAIMS_TO_TELL or row["failed"] * 2 <= row["claims"]:
            return None
        return at_line(row, "{failed} of {claims} claims of {rule} fail")

    return per_report(rules, failure)


COMMON_CHECKS: tuple[Check, ...] = (
    spans_slice("table_cells"),
    spans_slice("department_aliases"),
    spans_slice("duties"),
    rows_accounted("duties"),
)
