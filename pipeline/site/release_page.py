"""index.html: what the release is, what is new and what to doubt in it, how to get and cite it.

What belongs here: the first page. What does not: finding doubts; they are rows of the tables.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from markupsafe import Markup

from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.data_license import LICENSE_ID, LICENSE_TITLE, LICENSE_URL
from pipeline.release.descriptors.package import Package
from pipeline.release.descriptors.schema_org import schema_dataset
from pipeline.release.reports import Report, offices, release_title
from pipeline.site.charts_page import Chart
from pipeline.site.claims_page import Doubtful
from pipeline.site.downloads import list_offers
from pipeline.site.news import news
from pipeline.site.pages import Site
from pipeline.site.tables import read, row_id, scan, source_link
from schemas import TABLE, TABLES

_NAMED = 20
"""Rows of a kind that the first page names; it says how many more there are."""
_REPORTS_NAMED = 100
"""Reports, the newest ones, that the first page lists; all are on that of the sources."""
_FAILING_NAMED = 3
"""Reports that the first page names for each kind of check that fails; the worst ones."""
_NEWS_NAMED = 3
"""Newest reports that the first page sets beside the ones before them."""
_QUESTIONS = ("spending", "staffing", "schedule")
"""Charts whose findings the first page tells, where the reports have them; then any other."""


def write_release_page(
    site: Site,
    release: Path,
    reports: Sequence[Report],
    *,
    doubtful: Doubtful,
    rows: Mapping[str, int],
    files: Mapping[str, FileEntry],
    charts: Sequence[Chart],
) -> None:
    """The first page. `charts`: those of the agency that reported last."""
    failing = scan(release, "checks").filter(~pl.col("passed"))
    listed = read(release, "reports")
    newest = listed.top_k(_REPORTS_NAMED, by=["period", "report_id"])["report_id"]
    site.write(
        "index.html",
        "index.html",
        release_title=release_title(reports),
        json_ld=_json_ld(Package(TABLES, reports, rows, files)),
        news=news(release, reports),
        news_named=_NEWS_NAMED,
        reports=listed.filter(pl.col("report_id").is_in(newest.implode())).to_dicts(),
        report_count=listed.height,
        report_names={report.report_id: report.name for report in reports},
        short_names={report.report_id: report.short_name for report in reports},
        offices=offices(reports),
        specs=TABLES,
        rows=rows,
        total_rows=sum(rows.values()),
        claims=doubtful.first[:_NAMED],
        claim_count=doubtful.count,
        superseded=scan(release, "superseded").head(_NAMED).collect().to_dicts(),
        errata=_link_rows(release, "errata"),
        quarantine=_link_rows(release, "quarantine"),
        named=_NAMED,
        warnings=_warnings(failing),
        warning_count=failing.select(pl.len()).collect().item(),
        checks=rows["checks"],
        questions=_questions(charts),
        agency=max(reports, key=lambda report: report.period).office,
        # Figures that character recognition read and nothing bears out.
        unconfirmed=scan(release, "quantities")
        .select(pl.col("unconfirmed").sum())
        .collect()
        .item(),
        gets=list_offers(site, release, files),
        files=files.values(),
        license_id=LICENSE_ID,
        license_title=LICENSE_TITLE,
        license_url=LICENSE_URL,
    )


def _json_ld(package: Package) -> Markup:
    """dataset.jsonld as the content of a script: places as seen from this page."""
    content = schema_dataset(package, "../")
    if len(package.reports) > _REPORTS_NAMED:  # the file has them; a page is to be read at once
        del content["isBasedOn"]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Nothing in it may end the script, nor open a comment in it.
    return Markup(text.replace("<", "\\u003c"))


def _link_rows(release: Path, table: str) -> list[dict[str, Any]]:
    """The first rows of a table, linked to the row, and to its place unless it is a whole file."""
    spec = TABLE[table]
    known = set(read(release, "reports")["report_id"])
    return [
        {
            **row,
            "row": row_id(spec, row),
            "place": source_link(row) if row["report_id"] in known else None,
        }
        for row in scan(release, table).head(_NAMED).collect().iter_rows(named=True)
    ]


def _warnings(failing: pl.LazyFrame) -> list[dict[str, Any]]:
    """Checks that fail, with what they ask in Korean: of each kind the worst.

    `more` is how many checks of that kind fail besides those that are given.
    """
    kind = pl.col("check_id").str.split("/").list.first()
    worst = (
        failing.sort(kind, -pl.col("rows_failed"), "check_id")
        .with_columns(number=pl.int_range(pl.len()).over(kind), more=pl.len().over(kind))
        .filter(pl.col("number") < _FAILING_NAMED)
        .with_columns(
            more=pl.when(pl.col("number") == _FAILING_NAMED - 1)
            .then(pl.col("more") - _FAILING_NAMED)
            .otherwise(0)
        )
        .collect()
    )
    return worst.to_dicts()


def _questions(charts: Sequence[Chart]) -> list[Chart]:
    drawn = [chart for chart in charts if chart.drawing]
    first = sorted(drawn, key=lambda chart: chart.text.id not in _QUESTIONS)
    return first[: len(_QUESTIONS)]
