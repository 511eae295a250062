"""search.html and data/search/: names of departments, programs, results, doubtful claims, headings.

A pair of letters of a name leads to a shard, the shard to the entries that have the pair, and
these to blocks of entries. A query loads the shards of its pairs and the blocks of its results,
whatever the number of reports.

What belongs here: what can be found, and the files. What does not: the search (`static/search.js`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.claims_page import DOUBTFUL
from pipeline.site.department_pages import agency_path, department_path
from pipeline.site.line_search import write_line_index
from pipeline.site.pages import Site
from pipeline.site.program_pages import program_address
from pipeline.site.search_words import fold, pairs, shard_of
from pipeline.site.tables import place, row_id, scan
from schemas import TABLE

BLOCK = 500
"""Entries of a file of entries."""
_ENTRIES_A_SHARD = 100
_MOST_SHARDS = 4096
_LONGEST = 80


@dataclass(frozen=True)
class Entry:
    """Something that can be found."""

    kind: str
    """Its kind, in Korean."""
    name: str
    where: str
    """Agency and month."""
    address: str
    """Its page, relative to the site."""


def write_search(site: Site, release: Path, reports: Sequence[Report]) -> None:
    """The page, and its files."""
    entries = list(dict.fromkeys(_entries(release, reports)))
    shards = max(1, min(len(entries) // _ENTRIES_A_SHARD, _MOST_SHARDS))
    found: list[dict[str, list[int]]] = [{} for _ in range(shards)]
    for number, entry in enumerate(entries):
        for pair in pairs(fold(entry.name)):
            found[shard_of(pair, shards)].setdefault(pair, []).append(number)
    for number, shard in enumerate(found):
        site.write_data(f"data/search/s{number}.js", f"search/s{number}", shard)
    for start in range(0, len(entries), BLOCK):
        block = [[e.kind, e.name, e.where, e.address] for e in entries[start : start + BLOCK]]
        number = start // BLOCK
        site.write_data(f"data/search/b{number}.js", f"search/b{number}", block)
    site.write(
        "search.html",
        "search.html",
        shards=shards,
        block=BLOCK,
        entries=len(entries),
        line_shards=write_line_index(site, release, reports),
        reports=len(reports),
    )


def _entries(release: Path, reports: Sequence[Report]) -> Iterator[Entry]:
    newest_first = sorted(reports, key=lambda r: (r.period, r.report_id), reverse=True)
    order = {report.report_id: number for number, report in enumerate(newest_first)}
    names = {report.report_id: report.short_name for report in reports}
    offices = {report.report_id: report.office for report in reports}
    agencies = scan(release, "reports").select("agency_id", "report_id").collect()
    for agency_id, report_id in dict(agencies.iter_rows()).items():
        yield Entry("기관", offices[report_id], "", agency_path(agency_id))
    for row in scan(release, "departments").collect().iter_rows(named=True):
        whose = offices[row["last_report_id"]]
        yield Entry("부서", row["name"], whose, department_path(row["department_id"]))
    for row in _in_order(scan(release, "programs"), order):
        address = program_address(row["report_id"], row["program_id"])
        yield Entry("사업", row["title"], names[row["report_id"]], address)
    claims = scan(release, "relations").filter(pl.col("verdict").is_in(DOUBTFUL))
    for row in _in_order(claims, order):
        address = f"claims/{row['report_id']}.html#{row_id(TABLE['relations'], row)}"
        yield Entry("검산", _short(row["expression_ko"]), names[row["report_id"]], address)
    for table, kind, column in (
        ("indicators", "지표", "indicator"),
        ("outcomes", "성과", "metric"),
    ):
        wanted = ("report_id", column, "raw", "char_start", "char_end")
        for row in _in_order(scan(release, table).select(wanted), order):
            address = f"source/{row['report_id']}.html#{place(row)}"
            name = f"{_short(row[column])}: {row['raw']}"
            yield Entry(kind, name, names[row["report_id"]], address)
    headings = scan(release, "sections").filter(
        pl.col("title").is_not_null() & pl.col("kind").is_in(["chapter", "goal", "heading"])
    )
    for row in _in_order(headings.select("report_id", "title", "line_start"), order):
        address = f"source/{row['report_id']}.html#L{row['line_start']}"
        yield Entry("제목", _short(row["title"]), names[row["report_id"]], address)


def _in_order(rows: pl.LazyFrame, order: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Rows with the reports in this order, those of one report as they are."""
    number = pl.col("report_id").replace_strict(order, return_dtype=pl.Int64)
    return rows.collect().sort(number, maintain_order=True).iter_rows(named=True)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
