"""The figures of a report that a claim is made of: those in which a fault could be noticed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pipeline.report import ReportTables
from schemas.table import Row


@dataclass(frozen=True)
class Claimed:
    """A figure that takes part in claims which can be checked."""

    start: int
    end: int
    value: float
    """In its canonical unit."""
    unit_raw: str | None
    """Its unit as printed with it."""
    rules: frozenset[str]


def claimed_figures(report: ReportTables, text: str) -> list[Claimed]:
    """Every figure that is stated in a claim or a term of one, once, in the order of the text."""
    quantities = {row["quantity_id"]: row for row in report.frames["quantities"].to_dicts()}
    found: dict[tuple[int, int], tuple[float, str | None, set[str]]] = {}
    for row in _parts(report.frames):
        quantity = quantities.get(row["quantity_id"])
        # A claim can read less of a quantity than it is: one figure is one place.
        place = quantity or row
        start, end = int(place["char_start"]), int(place["char_end"])
        if not any(letter.isascii() and letter.isdigit() for letter in text[start:end]):
            continue
        printed = quantity["unit_raw"] if quantity and quantity["unit_source"] == "own" else None
        found.setdefault((start, end), (row["value"], printed, set()))[2].add(row["rule"])
    return [
        Claimed(start, end, value, unit, frozenset(rules))
        for (start, end), (value, unit, rules) in sorted(found.items(), key=lambda item: item[0])
    ]


def _parts(frames: Mapping[str, pl.DataFrame]) -> Iterator[Row]:
    """Stated figures and terms of the claims that can be checked."""
    relations = frames["relations"].filter(pl.col("verdict") != "not_checkable")
    stated = relations.rename({"stated_quantity_id": "quantity_id", "stated_value": "value"})
    columns = ["relation_id", "rule", "quantity_id", "value", "char_start", "char_end"]
    terms = frames["relation_terms"].filter(pl.col("role") != "counted").drop_nulls("char_start")
    yield from stated.select(columns).iter_rows(named=True)
    rules = relations.select("relation_id", "rule")
    yield from terms.join(rules, on="relation_id").select(columns).iter_rows(named=True)
