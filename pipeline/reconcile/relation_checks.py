"""Checks of the claims and of the known errors: what is published of them, and what they say."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import polars as pl

from pipeline.figures.number import Figure
from pipeline.rules.check import Check, Outcome, at_line, per_report, table_check, verdict_label
from pipeline.rules.claim import Term, compute_terms
from pipeline.rules.common_checks import claim_check, spans_slice
from pipeline.rules.frames import Frames, rows_of, texts
from pipeline.vocabulary.errata import errata
from pipeline.vocabulary.messages import message
from schemas.table import Row

_DIGIT = re.compile("[0-9]")
_NUMBERS_KEPT = 4096
"""Published numbers that are kept as fractions: most stand in several claims."""


@table_check("relations.terms_recompute", "error")
def terms_recompute(frames: Frames) -> list[Outcome]:
    """The terms of every claim, computed again, give its computed value."""
    terms: dict[str, list[Term]] = {}
    for row in frames["relation_terms"].sort("relation_id", "position").iter_rows(named=True):
        figure = Figure(_exact(row["value"]), _exact(row["resolution"]))
        terms.setdefault(row["relation_id"], []).append(Term(figure, row["role"], None))

    def failure(row: Row) -> str | None:
        if row["computed_value"] is None:
            return None
        own = terms.get(row["relation_id"], [])
        given = compute_terms(row["kind"], own, _exact(row["factor"])) if own else None
        if given is not None and round(float(given.value), 6) == row["computed_value"]:
            return None
        return at_line(row, "the terms of {relation_id} do not give {computed_value:,} again")

    return per_report(rows_of(frames, "relations"), failure)


@lru_cache(_NUMBERS_KEPT)
def _exact(value: float) -> Fraction:
    """The decimal that a published number shows."""
    return Fraction(Decimal(repr(value)))


@table_check("relation_terms.quantities_agree", "error")
def quantities_agree(frames: Frames) -> list[Outcome]:
    """Every quantity a claim is made of has the value that the claim computes with."""
    value_of = dict(frames["quantities"].select("quantity_id", "value_normalized").iter_rows())
    stated = frames["relations"].select(
        "report_id",
        "relation_id",
        "line_start",
        pl.col("stated_quantity_id").alias("quantity_id"),
        pl.col("stated_value").alias("value"),
    )
    terms = frames["relation_terms"].select(stated.columns)

    def failure(row: Row) -> str | None:
        value = value_of.get(row["quantity_id"])
        if row["quantity_id"] is None or value == row["value"]:
            return None
        return at_line(
            row,
            "{relation_id} computes with {value:,}, where {quantity_id} is {other}",
            other=value,
        )

    return per_report(pl.concat([stated, terms]), failure)


@table_check("relation_terms.quantities_found", "warning")
def quantities_found(frames: Frames) -> list[Outcome]:
    """Every figure a claim is made of is a quantity of the same value.

    Names and days that are counted are no figure.
    """
    text_of = texts(frames)
    columns = ["report_id", "line_start", "char_start", "char_end", "quantity_id", "value"]
    figures = frames["relation_terms"].filter(pl.col("role") != "counted")
    terms = figures.drop_nulls("char_start").select(columns)
    stated = frames["relations"].rename(
        {"stated_quantity_id": "quantity_id", "stated_value": "value"}
    )

    def failure(row: Row) -> str | None:
        raw = text_of.get(row["report_id"], "")[row["char_start"] : row["char_end"]]
        if row["quantity_id"] is not None or not _DIGIT.search(raw):
            return None
        return at_line(row, "'{raw}' is claimed as {value:,}, and is no such quantity", raw=raw)

    return per_report(pl.concat([stated.select(columns), terms]), failure)


@table_check("errata.entries_stand", "warning")
def errata_stand(frames: Frames) -> list[Outcome]:
    """Every known error listed in pipeline/vocabulary/errata.toml stands in its report."""
    found = set(frames["errata"].select("report_id", "line_start", "raw").iter_rows())
    outcomes = []
    for report_id in frames["reports"]["report_id"]:
        entries = [entry for entry in errata() if entry.report == report_id]
        failures = tuple(
            message(
                "line {line}: errata.toml expects '{expect}', and it is not there once; delete the "
                "entry, or correct its line and text",
                line=entry.line,
                expect=entry.expect,
            )
            for entry in entries
            if (report_id, entry.line, entry.raw) not in found
        )
        outcomes.append(Outcome(report_id, len(entries), failures))
    return outcomes


@table_check("relations.prose_holds", "warning")
def prose_holds(frames: Frames) -> list[Outcome]:
    """Figures stated in prose agree with the others, as far as rounding explains."""

    def failure(row: Row) -> str | None:
        if row["verdict"] not in ("unlikely", "mismatch"):
            return None
        return at_line(row, "{expression} [{verdict}]", verdict=verdict_label(row["verdict"]))

    claims = frames["relations"].filter(pl.col("rule").str.starts_with("prose."))
    return per_report(claims, failure)


COMMON_CHECKS: tuple[Check, ...] = (
    spans_slice("relation_terms"),
    spans_slice("errata"),
    claim_check(
        "table_cells.column_sum",
        "Rows headed 계 or 소계 are the sum of their rows, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "table_cells.row_sum",
        "Columns headed 계 or 소계 are the sum of their columns, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "observations.restated",
        "Two tables of one thing state the same of it, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "table_cells.sum",
        "A+B is the sum of (A) and (B), as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "table_cells.difference",
        "Differences (A-B, 증감, 과부족) are those of their columns, as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "table_cells.product",
        "A×B is the product of (A) and (B), as far as rounding explains.",
        rounding=True,
    ),
    claim_check(
        "table_cells.ratio",
        "Rates (집행률, 취업률 …) are those of their columns, to the printed digit.",
    ),
    claim_check("table_cells.share", "Shares (비중 B/A …) are (B) of (A), to the printed digit."),
    claim_check(
        "table_cells.growth",
        "Growth (증감률) is that of the two years beside it, to the printed digit.",
    ),
)
