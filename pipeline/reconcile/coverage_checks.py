"""Checks of what became of a report's text: which of its headings no table of facts knows."""

from collections import Counter

import polars as pl

from pipeline.document.outline.announced import announced_role
from pipeline.facts.coverage import FACT_TABLES, coverage, typed_lines
from pipeline.rules.check import Outcome, at_line, per_report, table_check
from pipeline.rules.frames import Frames, rows_of, rows_of_report
from pipeline.vocabulary.messages import message
from schemas.table import Row

_LEAST_LETTERS = 20
"""Below a heading; fewer are the head of a table that was read, or a word under a picture."""
_MOST_TYPED = 0.5
"""Share of the letters below a heading that may be typed before it counts as known."""
_SHARES = ("typed", "untyped", "furniture")


@table_check("reports.shares_recount", "error")
def shares_recount(frames: Frames) -> list[Outcome]:
    """The shares of typed, untyped and furniture text are those of the published rows."""

    def failure(row: Row) -> str | None:
        own = _own_rows(frames, row["report_id"])
        covered = coverage(own["lines"], typed_lines(own))
        for kind in _SHARES:
            share = covered.share(getattr(covered, kind))
            if share != row[f"{kind}_share_derived_pct"]:
                return message(
                    "{kind} is {share} %, published is {published} %",
                    kind=kind,
                    share=share,
                    published=row[f"{kind}_share_derived_pct"],
                )
        return None

    return per_report(rows_of(frames, "reports"), failure)


@table_check("sections.headings_known", "warning")
def headings_known(frames: Frames) -> list[Outcome]:
    """Every heading over text that mostly became no fact is a known kind of heading."""
    found = {
        row["report_id"]: _letters_by_section(frames, row["report_id"])
        for row in rows_of(frames, "reports")
    }

    def failure(row: Row) -> str | None:
        typed, untyped = (kind[row["section_id"]] for kind in found[row["report_id"]])
        mostly_typed = typed > _MOST_TYPED * (typed + untyped)
        if untyped < _LEAST_LETTERS or mostly_typed or announced_role(row["title"] or ""):
            return None
        return at_line(
            row, "'{title}' heads {untyped} letters in no table of facts", untyped=untyped
        )

    return per_report(frames["sections"].filter(pl.col("kind") == "heading"), failure)


def _own_rows(frames: Frames, report_id: str) -> dict[str, list[Row]]:
    names = ["lines", "tables", *(table.name for table in FACT_TABLES)]
    return {name: rows_of_report(frames, name, report_id) for name in names}


def _letters_by_section(frames: Frames, report_id: str) -> tuple[Counter[str], Counter[str]]:
    """Letters on typed and on untyped lines, by the nearest section that is no item."""
    own = _own_rows(frames, report_id)
    typed = typed_lines(own)
    sections = {row["section_id"]: row for row in rows_of_report(frames, "sections", report_id)}
    found: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    for line in own["lines"]:
        section = sections[line["section_id"]]
        while section["kind"] == "item":
            section = sections[section["parent_id"]]
        own_title = line["line_no"] == section["line_start"]
        if line["kind"] != "furniture" and not own_title:
            kind = found[0 if line["line_no"] in typed else 1]
            kind[section["section_id"]] += len("".join(line["text"].split()))
    return found
