"""claims.html and claims/<report>.html: every claim with its verdict, arithmetic and place.

A page holds the claims of one report, so that none grows with the number of reports; the first
counts them, and names the doubtful ones of all.

What belongs here: the rows of `relations` with their terms, the doubtful ones first. What does not:
any judgement; the verdicts are those of the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.tables import Row, place, reference_id, scan
from pipeline.site.text import VERDICTS
from schemas import TABLE

DOUBTFUL = ("mismatch", "unlikely")
_NAMED = 200
"""Doubtful claims that the page of all reports names; it says how many more there are."""

KINDS = TABLE["relations"].column("kind").labels
ROLES = TABLE["relation_terms"].column("role").labels


@dataclass(frozen=True)
class Suspect:
    """The figure that would explain a failed claim if it were another."""

    raw: str
    place: str
    line: int
    proposed: float | None
    unit: str | None


@dataclass(frozen=True)
class Claim:
    """One claim, as the template shows it."""

    row: Row
    row_id: str
    place: str
    kind: str
    terms: Sequence[tuple[str, Row, str | None]]
    """Korean name of the term's part, the term, and its place."""
    suspect: Suspect | None


def claims(release: Path, relations: pl.LazyFrame) -> list[Claim]:
    """Some rows of `relations` as pages show them, the doubtful ones first."""
    order = {verdict: number for number, verdict in enumerate(VERDICTS)}
    ranked = (
        relations.with_columns(
            rank=pl.col("verdict").replace_strict(order, return_dtype=pl.Int64),
        )
        .sort("rank", "report_id", "char_start", "relation_id")
        .collect()
    )
    terms = _terms(release, ranked["relation_id"])
    suspects = _suspects(release, ranked)
    return [
        Claim(
            row,
            reference_id(row["relation_id"]),
            _link(row),
            KINDS[row["kind"]],
            terms.get(row["relation_id"], []),
            _suspect(row, suspects),
        )
        for row in ranked.iter_rows(named=True)
    ]


def doubtful_claims(release: Path) -> list[Claim]:
    """The claims of all reports that do not come out."""
    return claims(release, scan(release, "relations").filter(pl.col("verdict").is_in(DOUBTFUL)))


def write_claims_pages(
    site: Site, release: Path, reports: Sequence[Report], doubtful: Sequence[Claim]
) -> None:
    """The page of all reports, and one a report."""
    relations = scan(release, "relations")
    pairs = relations.group_by("report_id", "verdict").len().collect().iter_rows()
    counts = {(report, verdict): count for report, verdict, count in pairs}
    site.write(
        "claims.html",
        "claims.html",
        claims=doubtful[:_NAMED],
        doubtful=len(doubtful),
        total=sum(counts.values()),
        reports=reports,
        verdicts=VERDICTS,
        counts=counts,
        short_names={report.report_id: report.short_name for report in reports},
    )
    for report in reports:
        own = claims(release, relations.filter(pl.col("report_id") == report.report_id))
        site.write(
            f"claims/{report.report_id}.html",
            "claims_report.html",
            report=report,
            claims=own,
            counts={verdict: counts.get((report.report_id, verdict), 0) for verdict in VERDICTS},
            kinds=sorted({claim.kind for claim in own}),
            short_names={report.report_id: report.short_name},
        )


def _terms(release: Path, wanted: pl.Series) -> dict[str, list[tuple[str, Row, str | None]]]:
    frame = (
        scan(release, "relation_terms")
        .filter(pl.col("relation_id").is_in(wanted.implode()))
        .collect()
    )
    found: dict[str, list[tuple[str, Row, str | None]]] = {}
    for row in frame.iter_rows(named=True):
        link = _link(row) if place(row) is not None else None
        found.setdefault(row["relation_id"], []).append((ROLES[row["role"]], row, link))
    return found


def _suspects(release: Path, relations: pl.DataFrame) -> dict[str, dict[str, Any]]:
    wanted = relations["suspect_quantity_id"].drop_nulls().unique().implode()
    frame = scan(release, "quantities").filter(pl.col("quantity_id").is_in(wanted)).collect()
    return {row["quantity_id"]: row for row in frame.iter_rows(named=True)}


def _suspect(row: Row, suspects: dict[str, dict[str, Any]]) -> Suspect | None:
    quantity = suspects.get(row["suspect_quantity_id"] or "")
    if quantity is None:
        return None
    proposed, unit = row["proposed_value"], quantity["unit"]
    return Suspect(quantity["raw"], _link(quantity), quantity["line_start"], proposed, unit)


def _link(row: Row) -> str:
    return f"source/{row['report_id']}.html#{place(row)}"
