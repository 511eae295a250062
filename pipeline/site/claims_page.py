"""claims.html: every claim of the reports with its verdict, the arithmetic and the way to it.

What belongs here: the rows of `relations` with their terms, the doubtful ones first. What does not:
any judgement; the verdicts are those of the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.release.tables import height, table_file
from pipeline.site.pages import Site
from pipeline.site.tables import Row, place, reference_id, scan
from pipeline.site.text import VERDICTS

SHOWN = 5_000
"""Claims that the page holds; past that the agreeing ones are left to the table."""

KINDS = {
    "sum": "합계",
    "difference": "차이",
    "product": "곱",
    "ratio": "비율",
    "share": "구성비",
    "growth": "증감률",
    "row_sum": "가로 합계",
    "column_sum": "세로 합계",
    "equivalence": "같은 값",
    "count": "개수",
}
ROLES = {
    "addend": "더하는 값",
    "factor": "곱하는 값",
    "minuend": "빼이는 값",
    "subtrahend": "빼는 값",
    "numerator": "분자",
    "denominator": "분모",
    "base": "기준",
    "counted": "센 것",
}


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


def claims(release: Path) -> tuple[list[Claim], int]:
    """The claims to show, the doubtful ones first, and how many there are in all."""
    order = {verdict: number for number, verdict in enumerate(VERDICTS)}
    relations = scan(release, "relations")
    ranked = (
        relations.with_columns(
            rank=pl.col("verdict").replace_strict(order, return_dtype=pl.Int64),
        )
        .sort("rank", "report_id", "char_start", "relation_id")
        .head(SHOWN)
        .collect()
    )
    terms = _terms(release, ranked["relation_id"])
    suspects = _suspects(release, ranked)
    shown = [
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
    return shown, height(table_file(release / "parquet", "relations"))


def write_claims_page(
    site: Site, reports: Sequence[Report], shown: list[Claim], total: int
) -> None:
    """The page of all claims."""
    counts = dict.fromkeys(VERDICTS, 0)
    for claim in shown:
        counts[claim.row["verdict"]] += 1
    site.write(
        "claims.html",
        "claims.html",
        claims=shown,
        total=total,
        counts=counts,
        reports=reports,
        kinds=sorted({claim.kind for claim in shown}),
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
