"""Checks of what became of a report's text: which of its headings no table of facts knows."""

from collections import Counter

import polars as pl

from pipeline.facts.coverage import FACT_TABLES, coverage, typed_lines
from pipeline.facts.located import Row
from pipeline.reconcile.check import Check, Frames, Outcome, at_line, per_report
from pipeline.reference.headings import announced

_LEAST_LETTERS = 20
"""Below a heading; fewer are the head of a table that was read, or a word under a picture."""
_SHARES = ("typed", "untyped", "furniture")


def shares_recount(frames: Frames) -> list[Outcome]:
    """The shares of a report are those of its lines and facts."""

    def failure(row: Row) -> str | None:
        own = _own_rows(frames, row["report_id"])
        covered = coverage(own["lines"], typed_lines(own))
        for kind in _SHARES:
            share = covered.share(getattr(covered, kind))
            if share != row[f"{kind}_share_derived_pct"]:
                return f"{kind} is {share} %, published is {row[f'{kind}_share_derived_pct']} %"
        return None

    return per_report(frames["reports"], failure)


def headings_known(frames: Frames) -> list[Outcome]:
    """Every heading over text that no fact was read from is listed in the reference."""
    untyped = {
        row["report_id"]: _untyped_by_section(frames, row["report_id"])
        for row in frames["reports"].iter_rows(named=True)
    }

    def failure(row: Row) -> str | None:
        letters = untyped[row["report_id"]][row["section_id"]]
        if letters < _LEAST_LETTERS or announced(row["title"] or ""):
            return None
        return at_line(row, f"'{row['title']}' heads {letters} letters in no table of facts")

    return per_report(frames["sections"].filter(pl.col("kind") == "heading"), failure)


def _own_rows(frames: Frames, report_id: str) -> dict[str, list[Row]]:
    names = ["lines", "tables", *(table.name for table in FACT_TABLES)]
    own = pl.col("report_id") == report_id
    return {name: frames[name].filter(own).to_dicts() for name in names}


def _untyped_by_section(frames: Frames, report_id: str) -> Counter[str]:
    """Letters on lines that no fact was read from, by the nearest section that is no item."""
    own = _own_rows(frames, report_id)
    typed = typed_lines(own)
    sections = {
        row["section_id"]: row
        for row in frames["sections"].filter(pl.col("report_id") == report_id).to_dicts()
    }
    found: Counter[str] = Counter()
    for line in own["lines"]:
        section = sections[line["section_id"]]
        while section["kind"] == "item":
            section = sections[section["parent_id"]]
        own_title = line["line_no"] == section["line_start"]
        if line["line_no"] not in typed and line["kind"] != "furniture" and not own_title:
            found[section["section_id"]] += len("".join(line["text"].split()))
    return found


COVERAGE_READING_CHECKS: tuple[Check, ...] = (
    Check(
        "reports",
        "shares_recount",
        "error",
        "The shares of typed, untyped and furniture text are those of the published rows.",
        shares_recount,
    ),
)
COVERAGE_SOURCE_CHECKS: tuple[Check, ...] = (
    Check(
        "sections",
        "headings_known",
        "warning",
        "Every heading over text that became no fact is in pipeline/reference/headings.toml.",
        headings_known,
    ),
)
