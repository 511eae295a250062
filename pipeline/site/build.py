"""The whole site of a release, page by page.

What belongs here: the order of the pages and what each is given. What does not: any page itself.
"""

import logging
from collections.abc import Callable, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from pipeline.release.checksums import file_entries
from pipeline.release.duckdb_file import DUCKDB_FILE
from pipeline.release.reports import REPORTS_TABLE, Report, read_reports
from pipeline.release.tables import height
from pipeline.site.agency_pages import write_agency_pages
from pipeline.site.charts_page import write_charts_pages
from pipeline.site.claims_page import doubtful_claims, write_claims_page
from pipeline.site.department_pages import write_department_pages
from pipeline.site.packages import PackagesError, browser_packages
from pipeline.site.pages import Site
from pipeline.site.release_page import write_release_page
from pipeline.site.report_pages import Drawing, draw
from pipeline.site.search_index import write_search
from pipeline.site.source_pages import write_source_index
from pipeline.site.sql_page import write_sql_page
from pipeline.site.table_pages import write_table_pages
from pipeline.site.tables import read, split_tables
from pipeline.vocabulary.messages import message
from schemas import TABLES

SITE = "site"
_LOG = logging.getLogger("openbogo")


def write_site(
    release: Path, cache: Path, draw_reports: Callable[[Drawing, Sequence[Report]], None] = draw
) -> None:
    """Write `site/` into a release folder, from the tables, the DuckDB file and the files there.

    What a browser needs to run SQL comes from npm, once; without it that page is left out, and
    the log says so.

    Args:
        release: a release folder that has all but its checksums and its manifest.
        cache: folder that keeps what is slow to make or to fetch; created if need be.
    """
    entries = {entry.path: entry for entry in file_entries(release)}
    reports = read_reports(read(release, REPORTS_TABLE))
    rows = {spec.name: height(release / "parquet", spec.name) for spec in TABLES}
    packages = None
    if DUCKDB_FILE in entries:  # a release of parts has too many rows for a browser
        try:
            packages = browser_packages(cache)
        except PackagesError as error:
            _LOG.warning(message("site     without the SQL page: {reason}", reason=error.args[0]))
    left_out = frozenset() if packages else frozenset({"sql.html"})
    site = Site(release / SITE, left_out)
    _copy_static(site.folder)
    doubtful = doubtful_claims(release)
    charts = write_charts_pages(site, release)
    write_release_page(
        site, release, reports, doubtful=doubtful, rows=rows, files=entries, charts=charts
    )
    write_claims_page(site, release, reports, doubtful)
    split = split_tables(rows)
    write_table_pages(site, release, reports, rows=rows, split=split, files=entries)
    write_source_index(site, reports)
    write_agency_pages(site, release, reports, write_department_pages(site, release, reports))
    write_search(site, release, reports)
    draw_reports(Drawing(release, site, split), reports)
    if packages:
        write_sql_page(site, packages, entries[DUCKDB_FILE])


def _copy_static(folder: Path) -> None:
    """Style and scripts, as they are."""
    target = folder / "static"
    target.mkdir(parents=True)
    with as_file(files("pipeline.site") / "static") as source:
        for path in sorted(source.iterdir()):
            (target / path.name).write_bytes(path.read_bytes())
