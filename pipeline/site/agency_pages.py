"""departments.html and agency/<agency>.html: the agencies, each with its departments and totals.

What belongs here: the totals that the newest report of an agency prints, side by side. What does
not: pages of departments (`department_pages`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.charts_page import chart_page
from pipeline.site.claims_page import DOUBTFUL
from pipeline.site.department_pages import ALL_STAFF, Department, agency_path
from pipeline.site.pages import Site
from pipeline.site.tables import scan

_LISTED = 20
"""Agencies whose departments the page of all agencies names; the others have theirs."""


@dataclass(frozen=True)
class Agency:
    """One agency, as the templates show it. Totals are those of its newest report."""

    name: str
    path: str
    charts: str
    reports: Sequence[Report]
    departments: Sequence[Department]
    """Those of its newest report, in its order."""
    earlier: Sequence[Department]
    """Those that only reports before it name."""
    budget: float | None
    rate: float | None
    authorized: float | None
    actual: float | None
    programs: int
    doubtful: int

    @property
    def newest(self) -> Report:
        """Its newest report."""
        return self.reports[-1]


def write_agency_pages(
    site: Site,
    release: Path,
    reports: Sequence[Report],
    departments: Mapping[str, Sequence[Department]],
) -> None:
    """A page an agency, and the one that compares them, the one that reported last first."""
    agencies = _agencies(release, reports, departments)
    for agency in agencies:
        site.write(agency.path, "agency.html", agency=agency)
    site.write("departments.html", "departments.html", agencies=agencies, listed=_LISTED)


def _agencies(
    release: Path, reports: Sequence[Report], departments: Mapping[str, Sequence[Department]]
) -> list[Agency]:
    of: dict[str, list[Report]] = {}
    ids = dict(scan(release, "reports").select("report_id", "agency_id").collect().iter_rows())
    for report in sorted(reports, key=lambda report: (report.period, report.report_id)):
        of.setdefault(ids[report.report_id], []).append(report)
    budget = _totals(release, "budget_execution", ("budget_krw", "expenditure_rate_pct"))
    staff = _totals(release, "staffing", ("authorized", "actual"), category=ALL_STAFF)
    programs = _count_rows(scan(release, "programs"))
    doubtful = _count_rows(scan(release, "relations").filter(pl.col("verdict").is_in(DOUBTFUL)))
    order = sorted(of, key=lambda id_: (-of[id_][-1].period.toordinal(), id_))
    found = []
    for id_ in order:
        newest = of[id_][-1].report_id
        here, earlier = _parted(departments.get(id_, ()), newest)
        found.append(
            Agency(
                of[id_][-1].office,
                agency_path(id_),
                chart_page(id_, order[0]),
                of[id_],
                here,
                earlier,
                *budget.get(newest, (None, None)),
                *staff.get(newest, (None, None)),
                programs=programs.get(newest, 0),
                doubtful=doubtful.get(newest, 0),
            )
        )
    return found


def _parted(
    departments: Sequence[Department], report_id: str
) -> tuple[list[Department], list[Department]]:
    """Departments of a report in the order that it has them, and the others."""
    lines = {department.path: department.line_in(report_id) for department in departments}
    here = [department for department in departments if lines[department.path] is not None]
    others = [department for department in departments if lines[department.path] is None]
    return sorted(here, key=lambda department: lines[department.path] or 0), others


def _totals(
    release: Path, table: str, columns: tuple[str, str], category: str | None = None
) -> dict[str, tuple[float | None, float | None]]:
    """Report to what its total row says, where it has exactly one."""
    rows = scan(release, table).filter(pl.col("is_total"))
    if category is not None:
        rows = rows.filter(pl.col("category") == category)
    single = rows.filter(pl.len().over("report_id") == 1)
    chosen = single.select("report_id", *columns).collect()
    return {report: (first, second) for report, first, second in chosen.iter_rows()}


def _count_rows(rows: pl.LazyFrame) -> dict[str, int]:
    return dict(rows.group_by("report_id").len().collect().iter_rows())
