"""Checks of every number: no digit is lost, no quantity stands anywhere else than it says."""

import re
from bisect import bisect_right
from collections import Counter

from pipeline.rules.check import Outcome, at_line, per_report, row_check, table_check
from pipeline.rules.common_checks import spans_slice
from pipeline.rules.frames import Frames, rows_of, texts
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.units import MAGNITUDES
from schemas.table import Row

_RUN = re.compile(r"[0-9０-９]+")


@table_check("numerals.conserved", "error")
def numerals_conserved(frames: Frames) -> list[Outcome]:
    """Every run of digits of the text is in numerals exactly once, and nothing else is."""
    text_of = texts(frames)
    stand = {
        report_id: {match.span(): match.group() for match in _RUN.finditer(text)}
        for report_id, text in text_of.items()
    }
    checked: Counter[str] = Counter()
    failures: dict[str, list[str]] = {report_id: [] for report_id in stand}
    for row in rows_of(frames, "numerals"):
        report_id, span = row["report_id"], (row["char_start"], row["char_end"])
        checked[report_id] += 1
        if stand[report_id].pop(span, None) != row["raw"]:
            failures[report_id].append(at_line(row, "'{raw}' does not stand at {char_start}"))
    for report_id, missing in stand.items():
        failures[report_id] += [
            message(
                "line {line}: '{raw}' is missing", line=_line(text_of[report_id], span[0]), raw=raw
            )
            for span, raw in sorted(missing.items())
        ]
    return [Outcome(report_id, checked[report_id], tuple(f)) for report_id, f in failures.items()]


def _line(text: str, offset: int) -> int:
    return len(re.findall(r"\r\n|\n|\r", text[:offset])) + 1


@table_check("quantities.apart", "error")
def quantities_apart(frames: Frames) -> list[Outcome]:
    """No two quantities share a character."""
    ends: dict[str, int] = {}

    def failure(row: Row) -> str | None:
        before = ends.get(row["report_id"], 0)
        ends[row["report_id"]] = max(before, row["char_end"])
        return at_line(row, "'{raw}' overlaps another") if row["char_start"] < before else None

    columns = ("report_id", "char_start", "char_end", "line_start", "raw")
    placed = (
        frames["quantities"].select(columns).sort("report_id", "char_start", maintain_order=True)
    )
    return per_report(placed, failure)


@table_check("numerals.in_their_quantity", "error")
def digits_have_their_quantity(frames: Frames) -> list[Outcome]:
    """A run of digits has a quantity exactly if its role is quantity, and lies inside it."""
    places = {
        row["quantity_id"]: (row["report_id"], row["char_start"], row["char_end"])
        for row in rows_of(frames, "quantities")
    }

    def failure(row: Row) -> str | None:
        place = places.get(row["quantity_id"])
        if (row["role"] == "quantity") != (place is not None):
            return at_line(row, "'{raw}' is {role} of {quantity_id}")
        if place is None:
            return None
        inside = place[1] <= row["char_start"] and row["char_end"] <= place[2]
        if inside and place[0] == row["report_id"]:
            return None
        return at_line(row, "'{raw}' does not lie in {quantity_id}")

    return per_report(rows_of(frames, "numerals"), failure)


@table_check("quantities.own_their_digits", "error")
def quantities_have_their_digits(frames: Frames) -> list[Outcome]:
    """All digits inside a quantity are numerals of that quantity."""
    starts: dict[str, list[tuple[int, int, str]]] = {}
    columns = ("report_id", "char_start", "char_end", "quantity_id")
    for report_id, *place in (
        frames["quantities"].select(columns).sort("char_start", maintain_order=True).iter_rows()
    ):
        starts.setdefault(report_id, []).append((place[0], place[1], place[2]))

    def failure(row: Row) -> str | None:
        listed = starts.get(row["report_id"], [])
        index = bisect_right(listed, (row["char_start"], len(row["raw"]) + 2**62, "")) - 1
        if index < 0 or row["char_start"] >= listed[index][1]:
            return None
        if row["quantity_id"] == listed[index][2]:
            return None
        return at_line(row, "'{raw}' stands in {quantity} and is {role}", quantity=listed[index][2])

    return per_report(rows_of(frames, "numerals"), failure)


@row_check("numerals.every_role_known", "warning")
def every_role_known(row: Row) -> str | None:
    """Every run of digits is known to be a quantity, date, ordinal, identifier, name or markup."""
    return at_line(row, "what is '{raw}'?") if row["role"] == "unknown" else None


@row_check("quantities.counter_listed", "warning")
def counters_known(row: Row) -> str | None:
    """Every counter printed behind a number is in pipeline/vocabulary/units.toml."""
    if row["unit"] is not None or row["unit_raw"] is None or _is_power(row["unit_raw"]):
        return None
    return at_line(row, "'{raw}': the unit '{unit_raw}' is not listed")


@row_check("quantities.unit_known", "warning")
def units_known(row: Row) -> str | None:
    """Every number states its unit, or a range, list, series, heading or caption does."""
    counted = row["unit_raw"] is not None and not _is_power(row["unit_raw"])
    if row["unit"] is not None or counted or row["part"] == "ratio":
        return None
    return at_line(
        row,
        "'{raw}' ({label}) is stated without unit",
        label=row["label"] or message("no label"),
    )


def _is_power(unit_raw: str) -> bool:
    """Nothing but powers of ten, which count nothing: 만 of 70만."""
    return all(letter in MAGNITUDES for letter in unit_raw)


quantities_stand_in_source = spans_slice("quantities")
