"""claims.html and claims/<report>.html: every claim with its verdict, arithmetic and place.

A page holds the claims of one report, so that none grows with the number of reports; the first
counts them, and names the doubtful ones of all.

What belongs here: the rows of `relations` with their terms, the doubtful ones first. What does not:
any judgement; the verdicts are those of the table.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.tables import Row, place, reference_id, scan, source_link
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


@dataclass(frozen=True)
class Doubtful:
    """The claims of all reports that do not come out."""

    count: int
    first: Sequence[Claim]
    """Those that pages name, mismatches first."""


def doubtful_claims(release: Path) -> Doubtful:
    """The claims of all reports that do not come out. Only those that are named are read whole."""
    doubtful = scan(release, "relations").filter(pl.col("verdict").is_in(DOUBTFUL))
    relations = _rank(doubtful).head(_NAMED).collect()
    # The rows of a report stand together in each table: those of others are passed over.
    of_reports = pl.col("report_id").is_in(relations["report_id"].unique().implode())
    own = of_reports & pl.col("relation_id").is_in(relations["relation_id"].implode())
    suspects = relations["suspect_quantity_id"].drop_nulls().unique().implode()
    suspected = of_reports & pl.col("quantity_id").is_in(suspects)
    claims = _claims(
        relations,
        scan(release, "relation_terms").filter(own).collect(),
        scan(release, "quantities").filter(suspected).collect(),
    )
    return Doubtful(doubtful.select(pl.len()).collect().item(), claims)


def write_claims_page(
    site: Site, release: Path, reports: Sequence[Report], doubtful: Doubtful
) -> None:
    """The page of all reports."""
    pairs = scan(release, "relations").group_by("report_id", "verdict").len().collect()
    counts = {(report, verdict): count for report, verdict, count in pairs.iter_rows()}
    site.write(
        "claims.html",
        "claims.html",
        claims=doubtful.first,
        doubtful=doubtful.count,
        total=sum(counts.values()),
        reports=reports,
        verdicts=VERDICTS,
        counts=counts,
        short_names={report.report_id: report.short_name for report in reports},
    )


def write_report_claims_page(site: Site, report: Report, rows: Mapping[str, pl.DataFrame]) -> None:
    """The page of one report, from its rows in every table."""
    own = _claims(rows["relations"], rows["relation_terms"], rows["quantities"])
    counts = Counter(claim.row["verdict"] for claim in own)
    site.write(
        f"claims/{report.report_id}.html",
        "claims_report.html",
        report=report,
        claims=own,
        counts={verdict: counts[verdict] for verdict in VERDICTS},
        kinds=sorted({(claim.kind, claim.row["kind"]) for claim in own}),
        short_names={report.report_id: report.short_name},
    )


def _claims(relations: pl.DataFrame, terms: pl.DataFrame, quantities: pl.DataFrame) -> list[Claim]:
    """Rows of `relations` as pages show them, the doubtful ones first."""
    of_relation: dict[str, list[tuple[str, Row, str | None]]] = {}
    for row in terms.iter_rows(named=True):
        link = source_link(row) if place(row) is not None else None
        of_relation.setdefault(row["relation_id"], []).append((ROLES[row["role"]], row, link))
    wanted = quantities.filter(
        pl.col("quantity_id").is_in(relations["suspect_quantity_id"].drop_nulls().implode())
    )
    suspects = {row["quantity_id"]: row for row in wanted.iter_rows(named=True)}
    return [
        Claim(
            row,
            reference_id(row["relation_id"]),
            source_link(row),
            KINDS[row["kind"]],
            of_relation.get(row["relation_id"], []),
            _suspect(row, suspects),
        )
        for row in _rank(relations.lazy()).collect().iter_rows(named=True)
    ]


def _rank(relations: pl.LazyFrame) -> pl.LazyFrame:
    order = {verdict: number for number, verdict in enumerate(VERDICTS)}
    rank = pl.col("verdict").replace_strict(order, return_dtype=pl.Int64)
    return relations.sort(rank, "report_id", "char_start", "relation_id")


def _suspect(row: Row, suspects: dict[str, dict[str, Any]]) -> Suspect | None:
    quantity = suspects.get(row["suspect_quantity_id"] or "")
    if quantity is None:
        return None
    proposed, unit = row["proposed_value"], quantity["unit"]
    return Suspect(quantity["raw"], source_link(quantity), quantity["line_start"], proposed, unit)
