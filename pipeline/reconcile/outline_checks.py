"""Checks of the outline: that it is a tree over all lines, and that its numbers run on."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from pipeline.rules.check import Outcome, at_line, fault, per_report, table_check
from pipeline.rules.frames import Frames, rows_of
from pipeline.vocabulary.roles import WORK_ROLES
from schemas.table import Row

_NUMBERED = ("chapter", "goal", "program", "subprogram")


@table_check("sections.nest", "error")
def sections_nest(frames: Frames) -> list[Outcome]:
    """Sections lie within the section above them and do not overlap."""
    by_id = {row["section_id"]: row for row in rows_of(frames, "sections")}
    before: dict[str, Row] = {}

    def failure(row: Row) -> str | None:
        parent = by_id.get(row["parent_id"])
        if parent is None:
            return None if row["level"] == 0 else at_line(row, "no section above it")
        sibling = before.get(row["parent_id"])
        before[row["parent_id"]] = row
        inside = parent["line_start"] <= row["line_start"] <= row["line_end"] <= parent["line_end"]
        if not inside or (sibling and sibling["line_end"] >= row["line_start"]):
            return at_line(row, "'{title}' lies across {parent}", parent=parent["title"])
        return None

    in_order = sorted(rows_of(frames, "sections"), key=lambda r: (r["report_id"], r["ordinal"]))
    return per_report(in_order, failure)


@table_check("lines.in_their_section", "error")
def lines_in_their_section(frames: Frames) -> list[Outcome]:
    """Every line belongs to the innermost section around it."""
    innermost: defaultdict[str, dict[int, str]] = defaultdict(dict)
    columns = ("report_id", "section_id", "line_start", "line_end")
    for report_id, section_id, first, last in (
        frames["sections"]
        .sort("report_id", "level", maintain_order=True)
        .select(columns)
        .iter_rows()
    ):
        innermost[report_id] |= dict.fromkeys(range(first, last + 1), section_id)

    def failure(row: Row) -> str | None:
        found = innermost[row["report_id"]].get(row["line_no"])
        if found == row["section_id"]:
            return None
        return fault(row, "line {line_no}: it names {section_id} and lies in {found}", found=found)

    return per_report(rows_of(frames, "lines"), failure)


@table_check("sections.numbers_run_on", "warning")
def numbers_run_on(frames: Frames) -> list[Outcome]:
    """Goals, programs and circled parts are counted without a gap."""
    sections = frames["sections"].sort("report_id", "ordinal")
    gaps = dict(_gaps(sections.filter(pl.col("kind").is_in(_NUMBERED))))
    return per_report(
        sections.filter(pl.col("kind").is_in(_NUMBERED)),
        lambda row: (
            at_line(row, "'{title}' is {number}, after {before}", before=before)
            if (before := gaps.get(row["section_id"])) is not None
            else None
        ),
    )


def _gaps(numbered: pl.DataFrame) -> Iterator[tuple[str, int]]:
    """Sections whose number does not follow, with the number before."""
    last: dict[tuple[str, str], int] = {}
    through: dict[str, int] = {}
    """The last program of each report: they may be counted through all goals."""
    for row in numbered.iter_rows(named=True):
        key = (row["parent_id"], row["kind"])
        wanted = last.get(key, 0) + 1
        last[key] = row["number"] or wanted
        goes_on = row["kind"] == "program" and wanted == 1 and row["number"] is not None
        goes_on = goes_on and row["number"] == through.get(row["report_id"], 0) + 1
        if row["kind"] == "program":
            through[row["report_id"]] = row["number"] or 0
        if row["number"] not in (None, wanted) and not goes_on:
            yield row["section_id"], wanted - 1


@table_check("sections.roles_known", "warning")
def roles_known(frames: Frames) -> list[Outcome]:
    """The title of every chapter says what it holds."""
    return per_report(
        (row for row in rows_of(frames, "sections") if row["kind"] == "chapter"),
        lambda row: None if row["role"] else at_line(row, "'{title}' tells no role"),
    )


@table_check("sections.work_has_programs", "warning")
def work_has_programs(frames: Frames) -> list[Outcome]:
    """Chapters of plans and issues have programs."""
    rows = rows_of(frames, "sections")
    held = {(row["report_id"], _chapter(row["section_id"])) for row in rows_of(frames, "programs")}

    def failure(row: Row) -> str | None:
        if (row["report_id"], _chapter(row["section_id"])) in held:
            return None
        return at_line(row, "'{title}' has no program")

    chapters = (row for row in rows if row["kind"] == "chapter" and row["role"] in WORK_ROLES)
    return per_report(chapters, failure)


def _chapter(section_id: str) -> str:
    """The place of a section's chapter in the outline: 4 of 4.1.2."""
    return section_id.rpartition("/")[2].partition(".")[0]
