"""The changes that are possible in a real report, found once by reading it.

Everything that must stay consistent changes by the same factor: the money of a program (its parts,
its products and its total), the money of the tables, the heads of the staffing table. So sums,
products and rates hold in a made report where they hold in the real one.

What belongs here: places in a text and what stands there. What does not: choosing what it becomes
(`variation`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import polars as pl

from pipeline.report import ReportTables, read_report
from pipeline.sources.source import Source

Kind = Literal["number", "year", "department", "agency"]

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?<=['’‘`])\d\d(?!\d)|20[0-3]\d")
STAFF = "staff"
"""The group of the figures of the staffing table."""
_TABLES = "tables"
_SMALLEST = 2  # letters of a name that is not changed: too little to tell


@dataclass(frozen=True)
class Site:
    """A place that may change."""

    start: int
    end: int
    kind: Kind
    group: str
    """What changes together: the factor of a number, the name that a printed name means."""


@dataclass(frozen=True)
class Template:
    """A real report, and where it may change."""

    month: str
    """The month it reports, as its file is named."""
    text: str
    sites: tuple[Site, ...]
    """In order, none overlapping another."""
    line_starts: tuple[int, ...]
    rows: tuple[tuple[int, ...], ...]
    """Lines (from 0) of one table each that hold one department each: their order is free."""
    items: tuple[tuple[int, int, int], ...]
    """First line of an item, first line of the next one beside it, and where that one ends."""


def template(source: Source, agency: str) -> Template:
    """Find what may change in a report.

    Args:
        source: the report.
        agency: the name of its office as its cover prints it, however spaced.
    """
    report = read_report(source)
    found = [
        *_agency_sites(source.text, agency),
        *_department_sites(report),
        *_staff_sites(report, source.text),
        *_money_sites(report, source.text),
        *_year_sites(report, source.text),
    ]
    return Template(
        month=source.stem,
        text=source.text,
        sites=tuple(_apart(found)),
        line_starts=tuple(report.frames["lines"]["char_start"]),
        rows=tuple(_row_lines(report)),
        items=tuple(_neighbours(report)),
    )


def _apart(sites: Iterable[Site]) -> Iterator[Site]:
    """In order; where two overlap the one found first stays."""
    taken: set[int] = set()
    kept = []
    for site in sites:
        place = range(site.start, site.end)
        if taken.isdisjoint(place):
            taken.update(place)
            kept.append(site)
    yield from sorted(kept, key=lambda site: site.start)


def _agency_sites(text: str, agency: str) -> Iterator[Site]:
    spaced = re.compile(r"[ \t]?".join(map(re.escape, agency)))
    yield from (Site(m.start(), m.end(), "agency", "agency") for m in spaced.finditer(text))


def _department_sites(report: ReportTables) -> Iterator[Site]:
    """Printed names of departments whose letters are those of the name, spaces aside."""
    aliases = report.frames["department_aliases"].join(
        report.frames["departments"].select("department_id", "name"), on="department_id"
    )
    spelled: dict[str, set[str]] = {}
    for name, raw in aliases.select("name", "alias_raw").iter_rows():
        spelled.setdefault(name, set()).add("".join(raw.split()))
    for name, start, end in aliases.select("name", "char_start", "char_end").iter_rows():
        if spelled[name] == {name} and len(name) > _SMALLEST:
            yield Site(start, end, "department", name)


def _staff_sites(report: ReportTables, text: str) -> Iterator[Site]:
    """The cells of the staffing table, and what its heading says of it."""
    frames = report.frames
    cells = (
        frames["table_cells"]
        .filter(~pl.col("is_header") & (pl.col("column_no") > 1))
        .join(frames["staffing"].select("table_id", "row_no").unique(), on=["table_id", "row_no"])
        .sort("char_start")
    )
    claims = frames["relations"].filter(pl.col("rule").str.starts_with("staffing."))
    terms = frames["relation_terms"].filter(
        pl.col("relation_id").is_in(claims["relation_id"].implode())
    )
    for frame in (cells, claims, terms):
        for start, end in frame.select("char_start", "char_end").iter_rows():
            if start is not None:
                yield from _numbers(text, start, end, STAFF)


def _money_sites(report: ReportTables, text: str) -> Iterator[Site]:
    """Amounts of money that are printed as one number, each with the program it belongs to."""
    programs = (
        report.frames["programs"].filter(pl.col("subprogram_no").is_null()).sort("line_start")
    )
    owners = list(programs.select("line_start", "line_end", "program_id").iter_rows())
    amounts = report.frames["quantities"].filter(pl.col("unit") == "KRW").sort("char_start")
    for start, end, line in amounts.select("char_start", "char_end", "line_start").iter_rows():
        owner = next((id_ for first, last, id_ in owners if first <= line <= last), _TABLES)
        numbers = list(_numbers(text, start, end, owner))
        if len(numbers) == 1:
            yield numbers[0]


def _numbers(text: str, start: int, end: int, group: str) -> Iterator[Site]:
    for match in _NUMBER.finditer(text, start, end):
        yield Site(match.start(), match.end(), "number", group)


def _year_sites(report: ReportTables, text: str) -> Iterator[Site]:
    dates = report.frames["numerals"].filter(pl.col("role") == "date")
    starts = set(dates["char_start"])
    for match in _YEAR.finditer(text):
        if match.start() in starts:
            yield Site(match.start(), match.end(), "year", "year")


def _row_lines(report: ReportTables) -> Iterator[tuple[int, ...]]:
    """The one-line rows of departments in the tables of staff and of budgets."""
    frames = report.frames
    for name in ("staffing", "budget_execution"):
        rows = (
            frames[name]
            .filter(~pl.col("is_total") & (pl.col("line_start") == pl.col("line_end")))
            .group_by("table_id", maintain_order=True)
            .agg(pl.col("line_start").unique().sort())
        )
        yield from (tuple(line - 1 for line in lines) for lines in rows["line_start"])


def _neighbours(report: ReportTables) -> Iterator[tuple[int, int, int]]:
    """Items that stand one right after another below the same heading."""
    items = report.frames["sections"].filter(pl.col("kind") == "item").sort("line_start")
    below: dict[str, list[tuple[int, int]]] = {}
    for parent, first, last in items.select("parent_id", "line_start", "line_end").iter_rows():
        below.setdefault(parent, []).append((first - 1, last))
    for siblings in below.values():
        for (first, end), (second, last) in pairwise(siblings):
            if end == second:
                yield first, second, last
