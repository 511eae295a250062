"""data/search/: the lines of the sources, and which reports have a pair of letters.

A query asks its pairs for the reports that may have it, and reads the lines of the newest of
these until there is enough to show.

What belongs here: these files. What does not: names of things (`search_index`), the search
(`static/search.js`).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.pages import Site
from pipeline.site.search_words import fold_lines, shard_of
from pipeline.site.tables import scan

_AT_ONCE = 20  # reports whose lines are in memory
_PLACES_A_SHARD = 2_000
_MOST_SHARDS = 4096


def write_report_lines(site: Site, report: Report, rows: Mapping[str, pl.DataFrame]) -> None:
    """The lines of one report that have words, with their numbers."""
    lines = _lines_with_words(rows["lines"]).select("line_no", "text").rows()
    name = f"search/lines/{report.report_id}"
    site.write_data(f"data/{name}.js", name, [list(line) for line in lines])


def write_line_index(site: Site, release: Path, reports: Sequence[Report]) -> int:
    """Pairs of letters to the reports that have them, the newest first; how many files it takes."""
    newest = sorted(reports, key=lambda report: (report.period, report.report_id), reverse=True)
    found: dict[str, list[int]] = {}
    for number, text in enumerate(_texts(release, newest)):
        for pair in sorted(_line_pairs(text)):
            found.setdefault(pair, []).append(number)
    places = sum(map(len, found.values()))
    files: list[dict[str, list[int]]] = [
        {} for _ in range(max(1, min(places // _PLACES_A_SHARD, _MOST_SHARDS)))
    ]
    for pair, numbers in found.items():
        files[shard_of(pair, len(files))][pair] = numbers
    for number, shard in enumerate(files):
        site.write_data(f"data/search/r{number}.js", f"search/r{number}", shard)
    listed = [[report.report_id, report.short_name] for report in newest]
    site.write_data("data/search/reports.js", "search/reports", listed)
    return len(files)


def _lines_with_words(lines: pl.DataFrame) -> pl.DataFrame:
    """Lines with words of the report itself."""
    return lines.filter((pl.col("kind") != "furniture") & (pl.col("text").str.len_chars() > 1))


def _texts(release: Path, reports: Sequence[Report]) -> Iterator[str]:
    """The words of each report, line by line."""
    for start in range(0, len(reports), _AT_ONCE):
        ids = [report.report_id for report in reports[start : start + _AT_ONCE]]
        chosen = pl.col("report_id").is_in(ids)
        lines = scan(release, "lines").filter(chosen).select("report_id", "kind", "text").collect()
        parts = _lines_with_words(lines).partition_by("report_id", as_dict=True)
        for id_ in ids:
            yield "\n".join(parts[(id_,)]["text"]) if (id_,) in parts else ""


def _line_pairs(text: str) -> set[str]:
    """The pairs of neighbouring letters, each within one line."""
    letters = fold_lines(text)
    return {pair for pair in map(str.__add__, letters, letters[1:]) if "\n" not in pair}
