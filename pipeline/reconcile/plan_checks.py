"""Checks of `plan_outcomes`: each row is two stated figures, the plan's of an earlier report."""

from collections.abc import Iterator

import polars as pl

from pipeline.rules.check import Outcome, fault, table_check
from pipeline.rules.frames import Frames, rows_of
from pipeline.vocabulary.messages import message
from schemas.table import Row


@table_check("plan_outcomes.links_stated", "error", of_all=True)
def links_stated(frames: Frames) -> list[Outcome]:
    """Every plan and its result are figures as stated, the plan's in an earlier report."""
    table = frames["plan_outcomes"]
    linked = pl.concat([table["plan_quantity_id"], table["outcome_quantity_id"]]).implode()
    stated = frames["quantities"].filter(pl.col("quantity_id").is_in(linked))
    quantities = {row["quantity_id"]: row for row in stated.iter_rows(named=True)}
    programs = {row["program_id"]: row for row in rows_of(frames, "programs")}
    periods = dict(frames["reports"].select("report_id", "period").iter_rows())

    def problems(row: Row) -> Iterator[str]:
        plan, outcome = (quantities.get(row[f"{end}_quantity_id"]) for end in ("plan", "outcome"))
        if plan is None or outcome is None:
            yield message("no such quantity")
            return
        if (plan["value_normalized"], abs(outcome["value_normalized"])) != (
            row["plan_value"],
            abs(row["outcome_value"]),
        ):
            yield message(
                "{plan} and {outcome} are stated", plan=plan["raw"], outcome=outcome["raw"]
            )
        if outcome["unit"] != row["unit"]:
            yield message("the result is in {unit}", unit=outcome["unit"])
        if periods[plan["report_id"]] >= periods[outcome["report_id"]]:
            yield message("the plan is no earlier than the result")
        for end, quantity in (("plan", plan), ("outcome", outcome)):
            program = programs.get(row[f"{end}_program_id"])
            if program is None or program["report_id"] != quantity["report_id"]:
                yield message("the {end} is of another report than its program", end=end)
        attained = round(100 * row["outcome_value"] / row["plan_value"], 1)
        if row["attainment_pct"] != (attained if row["scope"] == "same" else None):
            yield fault(row, "{attainment_pct} % is not their ratio")

    failures = tuple(
        fault(row, "{plan_quantity_id} → {outcome_quantity_id}: {problem}", problem=problem)
        for row in table.iter_rows(named=True)
        for problem in problems(row)
    )
    return [Outcome(None, table.height, failures)]
