"""source/<report>.html: a report's own lines, with every published value linked to its row.

What belongs here: the page. What does not: the HTML of a line (`source_text`).
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl
from markupsafe import Markup

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.places import Fact, Places, places
from pipeline.site.source_text import Numbering, line_html
from pipeline.site.tables import data_name
from schemas import TABLE

_OUTLINE_DEPTH = 3
_PART = 40
"""Lines that a browser lays out together, when they come near the screen."""
_DOUBTS = ("mismatch", "unlikely", "errata", "quarantine")


@dataclass(frozen=True)
class Line:
    """A line as the template shows it."""

    number: int
    kind: str
    body: Markup
    rows: str
    """Numbers of the rows that point at the line as a whole."""


@dataclass(frozen=True)
class Doubt:
    """A place that a reader should look at first."""

    kind: str
    place: str
    text: str


def write_source_index(site: Site, reports: Sequence[Report]) -> None:
    """The page that lists the reports."""
    site.write("source/index.html", "sources.html", reports=reports)


def write_source_page(
    site: Site, report: Report, rows: Mapping[str, pl.DataFrame], split: frozenset[str]
) -> None:
    """The page of one report, from its rows in every table."""
    found = places(rows)
    lines = rows["lines"]
    numbering = Numbering()
    shown = list(_lines(lines, found, numbering))
    used = list(dict.fromkeys(fact.table for fact in numbering.facts))
    position = {name: number for number, name in enumerate(used)}
    site.write_data(
        f"source/{report.report_id}.js",
        "rows",
        {
            "tables": [
                [name, TABLE[name].ko, data_name(name, report.report_id if name in split else None)]
                for name in used
            ],
            "rows": [[position[fact.table], fact.row_id] for fact in numbering.facts],
        },
    )
    site.write(
        f"source/{report.report_id}.html",
        "source.html",
        report=report,
        lines=shown,
        part_lines=_PART,
        outline=_outline(rows["sections"]),
        doubts=_doubts(lines, found),
        rows=sum(fact.table not in ("lines", "sections") for fact in numbering.facts),
    )


def _lines(lines: pl.DataFrame, found: Places, numbering: Numbering) -> Iterator[Line]:
    by_line = _spans_by_line(lines, found)
    wanted = lines.select("line_no", "text_raw", "char_start", "kind")
    for number, text, start, kind in wanted.iter_rows():
        body = line_html(text, start, by_line.get(number, {}), numbering)
        rows = numbering.numbers(found.lines.get(number, ()))
        yield Line(number, kind, Markup(body), rows)


def _spans_by_line(
    lines: pl.DataFrame, found: Places
) -> dict[int, dict[tuple[int, int], list[Fact]]]:
    starts = lines["char_start"].to_list()
    by_line: dict[int, dict[tuple[int, int], list[Fact]]] = {}
    for span, facts in found.spans.items():
        first = bisect_right(starts, span[0])
        last = bisect_right(starts, span[1] - 1)
        for number in range(first, last + 1):
            by_line.setdefault(number, {})[span] = facts
    return by_line


def _outline(sections: pl.DataFrame) -> list[dict[str, Any]]:
    """The upper levels of the outline, as links."""
    wanted = (
        (pl.col("level") <= _OUTLINE_DEPTH) & (pl.col("level") > 0) & (pl.col("kind") != "item")
    )
    return sections.filter(wanted).sort("ordinal").to_dicts()


def _doubts(lines: pl.DataFrame, found: Places) -> list[Doubt]:
    """Every doubtful place, in the order of the text."""
    texts = lines["text_raw"].to_list()
    starts = lines["char_start"].to_list()
    doubts = []
    for (start, end), facts in found.spans.items():
        line = bisect_right(starts, start) - 1
        raw = texts[line][start - starts[line] : end - starts[line]]
        doubts += [(start, Doubt(kind, f"c{start}", raw)) for kind in _marks(facts)]
    for number, facts in found.lines.items():
        place = Doubt("", f"L{number}", texts[number - 1])
        doubts += [(starts[number - 1], replace(place, kind=kind)) for kind in _marks(facts)]
    return [doubt for _, doubt in sorted(doubts, key=lambda entry: (entry[0], entry[1].kind))]


def _marks(facts: Sequence[Fact]) -> list[str]:
    return list(dict.fromkeys(fact.mark for fact in facts if fact.mark in _DOUBTS))
