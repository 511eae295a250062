"""Measure how fast it is, and write benchmarks/results.md.

    python -m benchmarks.bench [--reports N] [--times N] [--quick] [--scratch FOLDER]

The thin shell: which measures, in which order, and the command line.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bench.builds import cold_builds, no_change
from benchmarks.bench.cluster import cluster
from benchmarks.bench.export import EXPORT_TARGET, export, promise_seconds
from benchmarks.bench.growth import (
    Size,
    by_dagster,
    grown,
    history,
    memory,
    seeing_nothing_changed,
    two_processes,
)
from benchmarks.bench.leaving import leaving
from benchmarks.bench.machine import machine
from benchmarks.bench.measure import ROOT, Measure, Skipped
from benchmarks.bench.page import page, row
from benchmarks.bench.pdf import pdf
from benchmarks.bench.text_to_facts import text_to_facts
from benchmarks.bench.validation import validation
from pipeline.report import read_report
from pipeline.sources.read import read_source
from pipeline.state.workspace import Workspace

RESULTS = ROOT / "benchmarks" / "results.md"
_SIZES = (10, 100, 1_000, 10_000)


@dataclass(frozen=True)
class Effort:
    """The thoroughness with which it is measured."""

    times: int
    """Measurements of which the median is taken."""
    sizes: tuple[int, ...]
    """Numbers of reports, rising."""
    copies: int
    """Of the rows that are validated."""
    pool: int
    """Reports that are read by one process and by two."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="How fast is it, against which floors?")
    parser.add_argument("--reports", type=int, default=100, help="the most reports of a build")
    parser.add_argument("--times", type=int, default=5, help="measurements of each figure")
    parser.add_argument("--quick", action="store_true", help="hardly anything, to see that it runs")
    parser.add_argument("--scratch", type=Path, help="where to build (6 MB a report)")
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args(arguments)
    sizes = (*(size for size in _SIZES if size < options.reports), options.reports)
    effort = Effort(options.times, sizes, copies=100, pool=min(options.reports, 200))
    if options.quick:
        effort = Effort(1, (2,), copies=2, pool=2)
    with tempfile.TemporaryDirectory(prefix="openbogo-bench-", dir=options.scratch) as folder:
        options.results.write_text(results(Path(folder), effort), "utf-8")
    print(options.results)


def results(scratch: Path, effort: Effort) -> str:
    """Measure everything; the page about it."""
    facts = machine()
    sizes: list[Size] = []
    measures: list[Measure | Skipped] = []
    for found in _measure_all(scratch, effort, sizes):
        print(row(found), file=sys.stderr, flush=True)
        measures.append(found)
    return page(facts, measures, sizes)


def _measure_all(scratch: Path, effort: Effort, sizes: list[Size]) -> Iterator[Measure | Skipped]:
    yield from text_to_facts(effort.times)
    frames = read_report(read_source(ROOT / "raw", "seoul-economic-policy/2023-03.txt")).frames
    yield from leaving(frames, scratch / "leaving", effort.times)
    yield from validation(frames["quantities"], effort.copies, effort.times)
    yield from pdf(effort.times)
    cold = cold_builds(scratch, effort.times)
    yield from cold
    yield from no_change(scratch, effort.times)
    tables = Workspace(scratch / "first").tables
    promise = promise_seconds(tables, scratch / "export", effort.times)
    yield _promise(cold[1], promise)
    yield two_processes(scratch, effort.pool)
    yield cluster(scratch, effort.pool)
    yield by_dagster(scratch, effort.pool)
    for count in effort.sizes:
        size, home = grown(scratch, scratch / "fetched", count)
        sizes.append(size)
        if count in (effort.sizes[0], effort.sizes[-1]):
            yield seeing_nothing_changed(home, count, effort.times)
        if count == effort.sizes[0]:
            yield from export(Workspace(home).tables, scratch / "export", effort.times)
        shutil.rmtree(home)
    yield from memory(sizes)
    yield from history(sizes[-1])
    yield one_more(sizes)


def one_more(sizes: Sequence[Size]) -> Measure:
    """A build after one new report among many. Floor: writing the tables of all of them."""
    many = sizes[-1]
    return Measure(
        f"one new report among {many.reports:,}",
        "writing the tables of all in every format, without site",
        many.one_more.seconds,
        many.write.seconds,
        "s",
        1.1,
    )


def _promise(cold: Measure, seconds: float) -> Measure:
    return Measure(
        "a cold build with byte-identical output, processor time",
        "one without that promise",
        cold.value,
        cold.value - seconds,
        "s",
        EXPORT_TARGET,
        note="unsorted tables, DuckDB's own settings",
    )


if __name__ == "__main__":
    main()
