"""programs/<report>.html: each program of a report with its money, schedule and results.

What belongs here: which rows belong to a program. What does not: any judgement of them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.tables import Row, place, reference_id

_OF_PROGRAM = ("program_budgets", "milestones", "outcomes")


@dataclass(frozen=True)
class Program:
    """One program, as the template shows it."""

    row: Row
    anchor: str
    link: str
    """Its heading in the source."""
    parts: Sequence[tuple[Row, str]]
    """Rows of `program_budgets`, each with its place in the source; likewise below."""
    milestones: Sequence[tuple[Row, str]]
    outcomes: Sequence[tuple[Row, str]]


def program_address(report_id: str, program_id: str) -> str:
    """Where a program stands, relative to the site."""
    return f"programs/{report_id}.html#{_anchor(report_id, program_id)}"


def write_programs_page(site: Site, report: Report, rows: Mapping[str, pl.DataFrame]) -> None:
    """The page of one report, from its rows in every table."""
    programs = _programs(report, rows)
    goals = list(dict.fromkeys(program.row["goal"] for program in programs))
    site.write(
        f"programs/{report.report_id}.html",
        "programs.html",
        report=report,
        goals=[(goal, [p for p in programs if p.row["goal"] == goal]) for goal in goals],
        count=len(programs),
        statuses={"planned": "예정", "done": "완료"},
    )


def _programs(report: Report, rows: Mapping[str, pl.DataFrame]) -> list[Program]:
    found: dict[str, dict[str, list[tuple[Row, str]]]] = {}
    for table in _OF_PROGRAM:
        for row in rows[table].iter_rows(named=True):
            of_program = found.setdefault(row["program_id"] or "", {})
            of_program.setdefault(table, []).append((row, _link(row)))
    programs = []
    for row in rows["programs"].sort("line_start").iter_rows(named=True):
        own: dict[str, Any] = found.get(row["program_id"], {})
        anchor = _anchor(report.report_id, row["program_id"])
        lists = [own.get(table, []) for table in _OF_PROGRAM]
        programs.append(Program(row, anchor, _link(row), *lists))
    return programs


def _anchor(report_id: str, program_id: str) -> str:
    return f"p-{reference_id(program_id.removeprefix(f'{report_id}/'))}"


def _link(row: Row) -> str:
    return f"../source/{row['report_id']}.html#{place(row)}"
