"""Checks that the source was read right. All of them are errors: they stop what they find.

They start from the published rows and go back to the published text, so that they judge what is
released and not what the reader meant to do.
"""

from collections.abc import Callable

import polars as pl

from pipeline.rules.check import Check, Outcome, at_line, per_report, verdict_label
from pipeline.rules.frames import Frames, rows_of, texts
from schemas import TABLE
from schemas.table import Row


def _holds(rule: str, accepted: frozenset[str]) -> Callable[[Frames], list[Outcome]]:
    """All claims of a rule have an accepted verdict."""

    def failure(row: Row) -> str | None:
        if row["verdict"] in accepted:
            return None
        return at_line(row, "{expression} [{verdict}]", verdict=verdict_label(row["verdict"]))

    def run(frames: Frames) -> list[Outcome]:
        return per_report(frames["relations"].filter(pl.col("rule") == rule), failure)

    return run


def claim_check(rule: str, description: str, *, rounding: bool = False) -> Check:
    """A check that the claims of a rule hold, exactly or as far as rounding explains."""
    accepted = {"exact", "not_checkable"} | ({"rounding"} if rounding else set())
    table, _, name = rule.partition(".")
    return Check(table, name, "warning", description, _holds(rule, frozenset(accepted)))


def spans_slice(table: str, place: str = "char", name: str = "spans_slice") -> Check:
    """A check that the raw text of a table is what stands at its place.

    Args:
        place: as the column of the raw text declares it (`printed`).
    """
    raw = next(column.name for column in TABLE[table].columns if column.printed == place)

    def run(frames: Frames) -> list[Outcome]:
        text_of = texts(frames)

        def failure(row: Row) -> str | None:
            start, end = row[f"{place}_start"], row[f"{place}_end"]
            stands = "" if start is None else text_of.get(row["report_id"], "")[start:end]
            if stands == (row[raw] or ""):
                return None
            return at_line(
                row, "'{raw}' is published, '{stands}' stands there", raw=row[raw], stands=stands
            )

        return per_report(rows_of(frames, table), failure)

    description = f"The text between {place}_start and {place}_end is the raw value published."
    return Check(table, name, "error", description, run)


def states_quantity(
    table: str, name: str, description: str, turns: Callable[[Row], bool] = lambda _: False
) -> Check:
    """A check that each row states what the quantity states that it names, where it stands.

    Args:
        turns: whether the value of a row may have the other sign.
    """
    same = {column: column for column in ("report_id", "char_start", "char_end")} | {
        column.name: column.of_quantity for column in TABLE[table].columns if column.of_quantity
    }

    def run(frames: Frames) -> list[Outcome]:
        named = frames[table].select("quantity_id").unique()
        stated = frames["quantities"].join(named, on="quantity_id")
        quantities = {row["quantity_id"]: row for row in stated.iter_rows(named=True)}
        seen: set[str] = set()

        def failure(row: Row) -> str | None:
            quantity = quantities.get(row["quantity_id"])
            if quantity is None:
                return at_line(row, "'{quantity_id}' is no quantity")
            if row["quantity_id"] in seen:
                return at_line(row, "'{raw}' is published twice", raw=quantity["raw"])
            seen.add(row["quantity_id"])
            for own, other in same.items():
                value, right = row[own], quantity[other]
                turned = other == "value_normalized" and turns(row) and value == -right
                if value != right and not turned:
                    shown = f"{value:,}" if isinstance(value, int | float) else value
                    return at_line(
                        row,
                        "{own} {shown} is not '{raw}'",
                        own=own,
                        shown=shown,
                        raw=quantity["raw"],
                    )
            return None

        return per_report(rows_of(frames, table), failure)

    return Check(table, name, "error", description, run)


def _held_lines(frames: Frames, table: str) -> set[tuple[str, int]]:
    """Report and line of everything held back from a table, or from the cells it is read from."""
    return {
        (row["report_id"], line)
        for row in rows_of(frames, "quarantine")
        if row["table_name"] in (table, "table_cells")
        for line in range(row["line_start"], row["line_end"] + 1)
    }


def rows_accounted(table: str) -> Check:
    """A check that each row of the source tables behind `table` was published or held back."""

    def run(frames: Frames) -> list[Outcome]:
        published = {
            (row["table_id"], row[number])
            for row in rows_of(frames, table)
            for number in ("row_no", "actual_row_no")
            if number in row
        }
        used = {table_id for table_id, _ in published}
        held = _held_lines(frames, table)
        body = [
            cell
            for cell in rows_of(frames, "table_cells")
            if cell["table_id"] in used and not cell["is_header"] and cell["column_no"] == 1
        ]

        def failure(cell: Row) -> str | None:
            if (cell["table_id"], cell["row_no"]) in published:
                return None
            if (cell["report_id"], cell["line_start"]) in held:
                return None
            return at_line(cell, "row '{text}' is neither published nor held back")

        return per_report(body, failure)

    return Check(
        table, "rows_accounted", "error", "Rows read = rows published + rows quarantined.", run
    )
