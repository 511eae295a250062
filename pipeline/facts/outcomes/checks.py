"""Checks of outcomes: every figure under a heading of results is one, and nothing else is."""

from collections.abc import Callable

from pipeline.document.tables.grid import Span
from pipeline.facts.above import announcing
from pipeline.facts.outcomes.columns import is_of_other_column, is_result_column
from pipeline.facts.outcomes.compared import Stated, stating_none
from pipeline.facts.outcomes.costs import is_to_come, states_no_result
from pipeline.facts.programs.programs import PROGRAM_KINDS
from pipeline.rules.check import Check, Outcome, at_line, per_report, table_check
from pipeline.rules.common_checks import states_quantity
from pipeline.rules.frames import Frames, rows_of
from schemas.table import Row


@table_check(
    "outcomes.every_quantity_decided",
    "warning",
    description=(
        "Every figure under a heading of results is an outcome, but for repeated cells, what is "
        "planned or compared with, costs of projects and numbers that are names; no other figure "
        "is, but those in columns of results."
    ),
)
def every_quantity_decided(frames: Frames) -> list[Outcome]:
    """A quantity is an outcome exactly if results are announced over it.

    What is announced is asked of the outline again, by the titles of `sections`. A quantity that
    only repeats a cell is none, nor is what is planned, a cost or a number that is a name.
    """
    is_result = _among_results(frames)
    lines = {(row["report_id"], row["line_no"]): row for row in rows_of(frames, "lines")}

    months = dict(frames["reports"].select("report_id", "period").iter_rows())

    def states_none(row: Row) -> bool:
        line = lines[row["report_id"], row["line_start"]]
        if line["kind"] == "furniture":
            return True
        if row["table_id"] is not None and is_of_other_column(row["subject"], row["label"]):
            return True
        begin, end = (row[name] - line["char_start"] for name in ("char_start", "char_end"))
        place = Span(begin, end)
        said = f"{row['modifier'] or ''} {row['label'] or ''}"
        return states_no_result(
            line["text_raw"], place, row["unit"], row["unit_raw"], said
        ) or is_to_come(row["period"], row["period_start"], months[row["report_id"]], said)

    published = {row["quantity_id"]: row["heading"] for row in rows_of(frames, "outcomes")}
    quantities = rows_of(frames, "quantities")
    stating = [
        row
        for row in quantities
        if not row["is_repeat"] and is_result(row) and not states_none(row)
    ]
    results = {row["quantity_id"] for row in stating} - stating_none(map(_make_stated, stating))

    def failure(row: Row) -> str | None:
        stands = row["quantity_id"] in published
        if stands == (row["quantity_id"] in results):
            return None
        if row["table_id"] is not None and is_result_column(published.get(row["quantity_id"], "")):
            return None
        if stands:
            return at_line(row, "'{raw}' is an outcome of no results")
        return at_line(row, "'{raw}' is a result and no outcome")

    return per_report(quantities, failure)


def _make_stated(row: Row) -> Stated:
    return Stated(
        row["quantity_id"],
        row["table_id"],
        *(row[name] for name in ("subject", "label", "unit", "period_start", "period_end")),
    )


def _among_results(frames: Frames) -> Callable[[Row], bool]:
    """True when a quantity stands under a heading of results."""
    sections = {row["section_id"]: row for row in rows_of(frames, "sections")}
    heads = {(row["report_id"], row["line_start"]) for row in sections.values()}
    lines = {
        place: row
        for row in rows_of(frames, "lines")
        if (place := (row["report_id"], row["line_no"])) in heads
    }

    def behind_label(row: Row, section: Row) -> bool:
        """It stands below the line of the heading, or behind the colon on it."""
        line = lines[row["report_id"], section["line_start"]]
        before = line["text_raw"][: max(row["char_start"] - line["char_start"], 0)]
        return bool(row["line_start"] > section["line_start"] or {":", "："} & set(before))

    def is_result(row: Row) -> bool:
        at = sections.get(row["section_id"])
        title = at is not None and row["line_start"] == at["line_start"] and at["kind"] != "item"
        if title and at is not None and at["kind"] in PROGRAM_KINDS:
            return False
        while at is not None:
            found = announcing(at["kind"], at["title"] or "")
            if found and found.roles == ("progress",):
                if not behind_label(row, at):
                    return False
            elif found:
                in_progress = found.roles == ("progress", "results")
                if in_progress and (title or row["table_id"] is not None):
                    return False
                return "results" in found.roles and behind_label(row, at)
            at = sections.get(at["parent_id"])
        return False

    return is_result


OUTCOME_SOURCE_CHECKS: tuple[Check, ...] = (every_quantity_decided,)

OUTCOME_READING_CHECKS: tuple[Check, ...] = (
    states_quantity(
        "outcomes",
        "as_in_quantities",
        "Every outcome has the value, unit, text and place of its quantity, and no two have one.",
    ),
)
