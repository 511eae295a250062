"""Checks of every number: no digit is lost, no quantity stands anywhere else than it says."""

import re
from bisect import bisect_right

import polars as pl

from pipeline.facts.located import Row
from pipeline.reconcile.check import Check, Frames, Outcome, at_line, per_report
from pipeline.reconcile.source_text import texts

_RUN = re.compile(r"[0-9]+")


def numerals_conserved(frames: Frames) -> list[Outcome]:
    """The numerals are the runs of digits of the text, each once, nothing else."""
    outcomes = []
    for report_id, text in texts(frames).items():
        stand = {(match.start(), match.end()) for match in _RUN.finditer(text)}
        rows = frames["numerals"].filter(pl.col("report_id") == report_id)
        failures = []
        for row in rows.iter_rows(named=True):
            span = (row["char_start"], row["char_end"])
            if span not in stand or text[slice(*span)] != row["raw"]:
                failures.append(at_line(row, f"'{row['raw']}' does not stand at {span[0]}"))
            stand.discard(span)
        failures += [
            f"line {_line(text, start)}: '{text[start:end]}' is missing"
            for start, end in sorted(stand)
        ]
        outcomes.append(Outcome(report_id, rows.height, tuple(failures)))
    return outcomes


def _line(text: str, offset: int) -> int:
    return len(re.findall(r"\r\n|\n|\r", text[:offset])) + 1


def quantities_slice(frames: Frames) -> list[Outcome]:
    """Each quantity is the text at its place, and has a digit in it."""
    text_of = texts(frames)

    def failure(row: Row) -> str | None:
        stands = text_of.get(row["report_id"], "")[row["char_start"] : row["char_end"]]
        if stands == row["raw"] and _RUN.search(stands):
            return None
        return at_line(row, f"'{row['raw']}' is published, '{stands}' stands there")

    return per_report(frames["quantities"], failure)


def quantities_apart(frames: Frames) -> list[Outcome]:
    """No two quantities share a character."""
    ends: dict[str, int] = {}

    def failure(row: Row) -> str | None:
        before = ends.get(row["report_id"], 0)
        ends[row["report_id"]] = max(before, row["char_end"])
        return (
            at_line(row, f"'{row['raw']}' overlaps another") if row["char_start"] < before else None
        )

    return per_report(frames["quantities"].sort("report_id", "char_start"), failure)


def digits_have_their_quantity(frames: Frames) -> list[Outcome]:
    """A numeral has a quantity exactly if its role says so, and lies in it."""
    places = {
        row["quantity_id"]: (row["report_id"], row["char_start"], row["char_end"])
        for row in frames["quantities"].iter_rows(named=True)
    }

    def failure(row: Row) -> str | None:
        place = places.get(row["quantity_id"])
        if (row["role"] == "quantity") != (place is not None):
            return at_line(row, f"'{row['raw']}' is {row['role']} of {row['quantity_id']}")
        if place is None:
            return None
        inside = place[1] <= row["char_start"] and row["char_end"] <= place[2]
        if inside and place[0] == row["report_id"]:
            return None
        return at_line(row, f"'{row['raw']}' does not lie in {row['quantity_id']}")

    return per_report(frames["numerals"], failure)


def quantities_have_their_digits(frames: Frames) -> list[Outcome]:
    """All digits inside a quantity are its own."""
    starts: dict[str, list[tuple[int, int, str]]] = {}
    for row in frames["quantities"].sort("char_start").iter_rows(named=True):
        place = (row["char_start"], row["char_end"], row["quantity_id"])
        starts.setdefault(row["report_id"], []).append(place)

    def failure(row: Row) -> str | None:
        listed = starts.get(row["report_id"], [])
        index = bisect_right(listed, (row["char_start"], len(row["raw"]) + 2**62, "")) - 1
        if index < 0 or row["char_start"] >= listed[index][1]:
            return None
        if row["quantity_id"] == listed[index][2]:
            return None
        return at_line(row, f"'{row['raw']}' stands in {listed[index][2]} and is {row['role']}")

    return per_report(frames["numerals"], failure)


def every_role_known(frames: Frames) -> list[Outcome]:
    """Every run of digits has a role."""

    def failure(row: Row) -> str | None:
        return at_line(row, f"what is '{row['raw']}'?") if row["role"] == "unknown" else None

    return per_report(frames["numerals"], failure)


def counters_known(frames: Frames) -> list[Outcome]:
    """Every counter printed behind a number is in the reference table."""

    def failure(row: Row) -> str | None:
        if row["unit"] is not None or row["unit_raw"] is None:
            return None
        return at_line(row, f"'{row['raw']}': the unit '{row['unit_raw']}' is not listed")

    return per_report(frames["quantities"], failure)


def units_known(frames: Frames) -> list[Outcome]:
    """Every bare number has a unit from somewhere."""

    def failure(row: Row) -> str | None:
        if row["unit"] is not None or row["unit_raw"] is not None or row["part"] == "ratio":
            return None
        return at_line(row, f"'{row['raw']}' ({row['label'] or 'no label'}) is stated without unit")

    return per_report(frames["quantities"], failure)


FIGURE_READING_CHECKS: tuple[Check, ...] = (
    Check(
        "numerals",
        "conserved",
        "error",
        "Every run of digits of the text is in numerals exactly once, and nothing else is.",
        numerals_conserved,
    ),
    Check(
        "numerals",
        "in_their_quantity",
        "error",
        "A run of digits has a quantity exactly if its role is quantity, and lies inside it.",
        digits_have_their_quantity,
    ),
    Check(
        "quantities",
        "spans_slice",
        "error",
        "The text between char_start and char_end is the quantity as published.",
        quantities_slice,
    ),
    Check(
        "quantities",
        "apart",
        "error",
        "No two quantities share a character.",
        quantities_apart,
    ),
    Check(
        "quantities",
        "own_their_digits",
        "error",
        "All digits inside a quantity are numerals of that quantity.",
        quantities_have_their_digits,
    ),
)

FIGURE_SOURCE_CHECKS: tuple[Check, ...] = (
    Check(
        "numerals",
        "every_role_known",
        "warning",
        "Every run of digits is known to be a quantity, date, ordinal, identifier, name or markup.",
        every_role_known,
    ),
    Check(
        "quantities",
        "counter_listed",
        "warning",
        "Every counter printed behind a number is in pipeline/reference/units.toml.",
        counters_known,
    ),
    Check(
        "quantities",
        "unit_known",
        "warning",
        "Every number states its unit, or a range, list, series, heading or caption does.",
        units_known,
    ),
)
