"""departments.html and department/<agency>/<name>.html: what the reports say of a department.

What belongs here: which rows are about a department, over all reports of its agency. What does
not: any judgement of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.facts.slug import slug
from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.tables import Row, place, scan

ALL_STAFF = "합계"
_ABOUT = ("budget_execution", "staffing", "duties", "audit_findings", "budgets")
_BUDGETS_NAMED = 200
"""Amounts of other budget tables that a page lists; it says how many more there are."""


@dataclass(frozen=True)
class Department:
    """One department, as the templates show it."""

    row: Row
    path: str
    rows: Mapping[str, Sequence[Row]]
    """Table to its rows about the department, by report and line."""

    @property
    def staff(self) -> Sequence[Row]:
        """All its staff, a row a report."""
        return [row for row in self.rows["staffing"] if row["category"] == ALL_STAFF]

    @property
    def latest_budget(self) -> Row | None:
        """Its budget in the latest report that has one."""
        return self.rows["budget_execution"][-1] if self.rows["budget_execution"] else None


def department_path(department_id: str) -> str:
    """The page of a department, relative to the site: ASCII, the same for ever."""
    agency, _, name = department_id.rpartition("/")
    return f"department/{agency}/{slug(name)}.html"


def write_department_pages(site: Site, release: Path, reports: Sequence[Report]) -> None:
    """A page a department, and the one that lists them by agency."""
    names = {report.report_id: report for report in reports}
    listed: list[tuple[str, list[Report], list[Department]]] = []
    for agency_id, departments in _departments(release):
        ids = {row["report_id"] for d in departments for rows in d.rows.values() for row in rows}
        own = [report for report in reports if report.report_id in ids]
        agency = own[-1].office if own else agency_id
        for department in departments:
            site.write(
                department.path,
                "department.html",
                department=department,
                agency=agency,
                reports=names,
                link=_link,
                named=_BUDGETS_NAMED,
            )
        listed.append((agency, own, departments))
    site.write("departments.html", "departments.html", agencies=listed, reports=reports)


def _departments(release: Path) -> Iterator[tuple[str, list[Department]]]:
    """Agency to its departments; the rows of one agency in memory at once."""
    departments = scan(release, "departments").collect()
    for key, own in departments.partition_by(
        "agency_id", as_dict=True, maintain_order=True
    ).items():
        ids = own["department_id"].implode()
        rows: dict[str, dict[str, Sequence[Row]]] = {}
        for table in _ABOUT:
            about = scan(release, table).filter(pl.col("department_id").is_in(ids)).collect()
            rows[table] = {
                str(of[0]): list(part.sort("report_id", "line_start").iter_rows(named=True))
                for of, part in about.partition_by("department_id", as_dict=True).items()
            }
        yield (
            str(key[0]),
            [
                Department(
                    row,
                    department_path(row["department_id"]),
                    {table: rows[table].get(row["department_id"], []) for table in _ABOUT},
                )
                for row in own.iter_rows(named=True)
            ],
        )


def _link(row: Row) -> str:
    """The place of a row in the source, from the page of a department."""
    return f"../../source/{row['report_id']}.html#{place(row)}"
