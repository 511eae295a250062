"""programs/<report>.html lists the programs of a report, program/<report>/<program>.html has one.

What belongs here: which rows belong to a program. What does not: any judgement of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.tables import Row, reference_id, source_link

_OF_PROGRAM = ("program_budgets", "milestones", "outcomes")
_SIDES = ("plan_program_id", "outcome_program_id")


@dataclass(frozen=True)
class Program:
    """One program, as the templates show it."""

    row: Row
    anchor: str
    """Its row in the list of its report."""
    path: str
    """Its page."""
    link: str
    """Its heading in the source, from its page."""
    parts: Sequence[tuple[Row, str]]
    """Rows of `program_budgets`, each with its place in the source; likewise below."""
    milestones: Sequence[tuple[Row, str]]
    outcomes: Sequence[tuple[Row, str, str]]
    """Rows of `outcomes` as printed; the two ends of a range are one."""
    plans: Sequence[Row]
    """Plans of this program or an earlier one, with their results."""
    others: Sequence[tuple[str, str, str]]
    """The same program in other reports: its title, its page, the report."""


def program_address(report_id: str, program_id: str) -> str:
    """The page of a program, relative to the site."""
    return f"program/{report_id}/{_name(report_id, program_id)}.html"


def write_program_pages(site: Site, report: Report, rows: Mapping[str, pl.DataFrame]) -> None:
    """The pages of one report, from its rows in every table."""
    programs = _programs(report, rows)
    goals = list(dict.fromkeys(program.row["goal"] for program in programs))
    site.write(
        f"programs/{report.report_id}.html",
        "programs.html",
        report=report,
        goals=[(goal, [p for p in programs if p.row["goal"] == goal]) for goal in goals],
        count=len(programs),
    )
    for program in programs:
        site.write(
            program.path,
            "program.html",
            report=report,
            p=program,
            years=_years,
            qualifier=_qualifier,
        )


def _programs(report: Report, rows: Mapping[str, pl.DataFrame]) -> list[Program]:
    found: dict[str, dict[str, list[tuple[Row, str]]]] = {}
    for table in _OF_PROGRAM:
        for row in rows[table].iter_rows(named=True):
            of_program = found.setdefault(row["program_id"] or "", {})
            of_program.setdefault(table, []).append((row, source_link(row, "../../")))
    plans = list(rows["plan_outcomes"].iter_rows(named=True))
    programs = []
    for row in rows["programs"].sort("line_start", maintain_order=True).iter_rows(named=True):
        id_ = row["program_id"]
        own: dict[str, Any] = found.get(id_, {})
        linked = [plan for plan in plans if id_ in (plan[side] for side in _SIDES)]
        programs.append(
            Program(
                row=row,
                anchor=f"p-{_name(report.report_id, id_)}",
                path=program_address(report.report_id, id_),
                link=source_link(row, "../../"),
                parts=own.get("program_budgets", []),
                milestones=own.get("milestones", []),
                outcomes=_with_ranges(own.get("outcomes", [])),
                plans=linked,
                others=_others(linked, report),
            )
        )
    return programs


def _years(milestone: Row) -> str | None:
    """The years of a date that is printed without one."""
    days = [day for day in (milestone["start_date"], milestone["end_date"]) if day is not None]
    if not days or milestone["year_from"] in ("stated", "range"):
        return None
    return "–".join(dict.fromkeys(str(day.year) for day in days))


def _qualifier(outcome: Row) -> str:
    """Words that say how a figure is meant, where neither it nor its label has them: 이상."""
    words = (outcome["modifier"] or "").strip("()")
    return "" if words in outcome["raw"] or words in (outcome["metric"] or "") else words


def _with_ranges(outcomes: Sequence[tuple[Row, str]]) -> list[tuple[Row, str, str]]:
    """Outcomes with what is printed of each: of 300~999㎡ the end is no outcome of its own."""
    shown: list[tuple[Row, str, str]] = []
    for row, link in outcomes:
        last = shown[-1][0] if shown else None
        if last is not None and _is_range(last, row):
            shown[-1] = (row, shown[-1][1], f"{last['raw']}~{row['raw']}")
        else:
            shown.append((row, link, row["raw"]))
    return shown


def _is_range(low: Row, high: Row) -> bool:
    """True of two figures that are printed as the ends of one range."""
    return (low["part"], high["part"]) == ("low", "high") and all(
        low[column] == high[column] for column in ("line_start", "metric")
    )


def _others(plans: Sequence[Row], report: Report) -> list[tuple[str, str, str]]:
    """Programs of other reports of the agency that plans and results link to."""
    found = {
        plan[side]: plan["topic"]
        for plan in plans
        for side in _SIDES
        if plan[side] and not plan[side].startswith(f"{report.report_id}/")
    }
    others = []
    for program_id, topic in found.items():
        other = program_id.partition("/")[0]
        month = other.removeprefix(report.report_id.removesuffix(report.month))
        others.append((topic, program_address(other, program_id), f"{report.agency} {month}"))
    return others


def _name(report_id: str, program_id: str) -> str:
    return reference_id(program_id.removeprefix(f"{report_id}/"))
