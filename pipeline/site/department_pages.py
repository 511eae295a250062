"""department/<agency>/<name>.html: what the reports say of a department.

What belongs here: which rows are about a department, over all reports of its agency. What does
not: any judgement of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from pipeline.facts.slug import slug
from pipeline.release.reports import Report
from pipeline.site.claims_page import DOUBTFUL
from pipeline.site.pages import Site
from pipeline.site.program_pages import program_address
from pipeline.site.table_columns import in_order_of_text
from pipeline.site.tables import Row, reference_id, scan, source_link
from schemas import TABLE

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
    """Table to its rows about the department, in the order of the reports."""

    @property
    def staff(self) -> Sequence[Row]:
        """All its staff, a row a report."""
        return [row for row in self.rows["staffing"] if row["category"] == ALL_STAFF]

    def line_in(self, report_id: str) -> int | None:
        """The first line of a report with money, staff or duties of it."""
        rows = (row for rows in self.rows.values() for row in rows)
        return min((r["line_start"] for r in rows if r["report_id"] == report_id), default=None)

    @property
    def latest_budget(self) -> Row | None:
        """Its budget in the latest report that has one."""
        return self.rows["budget_execution"][-1] if self.rows["budget_execution"] else None


def department_path(department_id: str) -> str:
    """The page of a department, relative to the site: ASCII, the same for ever."""
    agency, _, name = department_id.rpartition("/")
    return f"department/{agency}/{slug(name)}.html"


def agency_path(agency_id: str) -> str:
    """The page of an agency, relative to the site."""
    return f"agency/{agency_id}.html"


def write_department_pages(
    site: Site, release: Path, reports: Sequence[Report]
) -> Mapping[str, Sequence[Department]]:
    """A page a department.

    Returns:
        Agency to its departments.
    """
    names = {report.report_id: report for report in reports}
    agencies = dict(scan(release, "reports").select("agency_id", "report_id").collect().iter_rows())
    doubtful = _doubtful(release)
    titles = dict(scan(release, "programs").select("program_id", "title").collect().iter_rows())
    listed = {}
    for agency_id, departments in _departments(release):
        last = names.get(agencies.get(agency_id, ""))
        for department in departments:
            site.write(
                department.path,
                "department.html",
                department=department,
                programs=_programs(department, titles),
                claims=_claims(department, doubtful),
                agency=last.office if last else agency_id,
                agency_path=agency_path(agency_id),
                reports=names,
                link=partial(source_link, up="../../"),
                named=_BUDGETS_NAMED,
                program_address=program_address,
                row_name=lambda row: reference_id(row["relation_id"]),
            )
        listed[agency_id] = departments
    return listed


def _programs(department: Department, titles: Mapping[str, str]) -> list[Row]:
    """Programs whose money a budget table gives to the department."""
    named = {row["program_id"]: row for row in department.rows["budgets"] if row["program_id"]}
    return [{**row, "title": titles[id_]} for id_, row in named.items() if id_ in titles]


def _doubtful(release: Path) -> Sequence[Row]:
    """Claims that do not come out, each with the line of the figure that it suspects."""
    quantities = scan(release, "quantities").select(
        pl.col("quantity_id").alias("suspect_quantity_id"), suspect_line=pl.col("line_start")
    )
    doubtful = scan(release, "relations").filter(pl.col("verdict").is_in(DOUBTFUL))
    return (
        doubtful.join(quantities, on="suspect_quantity_id", how="left", maintain_order="left")
        .collect()
        .to_dicts()
    )


def _claims(department: Department, doubtful: Sequence[Row]) -> list[Row]:
    """Those that state or suspect a figure in a line of the department's money or staff."""
    lines = {
        (row["report_id"], row["line_start"])
        for table in ("budget_execution", "staffing")
        for row in department.rows[table]
    }
    return [
        claim
        for claim in doubtful
        if {(claim["report_id"], claim[line]) for line in ("line_start", "suspect_line")} & lines
    ]


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
                str(of[0]): list(in_order_of_text(TABLE[table], part).iter_rows(named=True))
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
