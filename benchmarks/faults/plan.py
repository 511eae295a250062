"""The faults that are tried: all of the tables that are read fast, samples of the others."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import polars as pl

from benchmarks.faults.claimed import Claimed, claimed_figures
from benchmarks.faults.fault import Fault
from benchmarks.faults.figure_faults import digit_faults, unit_faults
from benchmarks.faults.scoring import read
from benchmarks.faults.table_faults import Tables
from pipeline.errors import ReportError
from pipeline.report import ReportTables

_PER_RULE = 12
"""Faults of one kind and rule that are tried in what is read fast; of digits, all are."""
_PER_RULE_OF_WHOLE = 8
"""The same where each one needs the whole report to be read."""


@dataclass(frozen=True)
class Trial:
    """A fault and how much of which report is read to see what becomes of it."""

    file: str
    length: int
    """Characters that are read."""
    fault: Fault


def trials(file: str, text: str, seed: int, *, every: bool) -> list[Trial]:
    """The faults to be tried in a report, in a fixed order.

    Figures of the first chapter are tried with that chapter alone, where it makes the same claims.

    Args:
        file: name of the report's file.
        text: the report.
        seed: where all chance comes from.
        every: no sampling.
    """
    report = read(file, text)
    figures = claimed_figures(report, text)
    first = first_chapter(report, text)
    try:
        beginning = read(file, text[:first])
        fast = [f for f in claimed_figures(beginning, text[:first]) if f in figures]
    except ReportError:
        beginning, fast = report, []
    slow = [figure for figure in figures if figure not in fast]
    found = []
    for part, length, chosen in ((beginning, first, fast), (report, len(text), slow)):
        random = Random(f"{seed}/{file}/{length}")
        whole = length == len(text)
        faults = all_faults(part, text[:length], chosen, random, every=every)
        if not every:
            faults = sampled(faults, random, whole=whole)
        found += [Trial(file, length, fault) for fault in faults]
    return found


def first_chapter(report: ReportTables, text: str) -> int:
    """The place where the first chapter ends: after the heading of the next one."""
    chapters = report.frames["sections"].filter(pl.col("kind") == "chapter")["line_start"]
    ends = [match.end() for match in re.finditer("\n", text)]
    return ends[chapters[1] - 1] if len(chapters) > 1 else len(text)


def all_faults(
    report: ReportTables, text: str, figures: Sequence[Claimed], random: Random, *, every: bool
) -> list[Fault]:
    """Every fault that some figures of a report can have."""
    tables = Tables(report, text, figures)
    return [
        *digit_faults(text, figures, random, every=every),
        *unit_faults(text, figures, random),
        *tables.swaps(),
        *tables.lost_rows(),
        *tables.shifted_columns(),
        *tables.captions(random),
    ]


def sampled(faults: Iterable[Fault], random: Random, *, whole: bool) -> list[Fault]:
    """Of each kind and rule so many; of digits that are read fast all."""
    groups: dict[tuple[str, str], list[Fault]] = {}
    kept: dict[Fault, None] = {}
    for fault in faults:
        if fault.kind == "digit" and not whole:
            kept[fault] = None
            continue
        for rule in sorted(fault.rules):
            groups.setdefault((fault.kind, rule), []).append(fault)
    for fault in _draw(groups.values(), random, _PER_RULE_OF_WHOLE if whole else _PER_RULE):
        kept[fault] = None
    return list(kept)


def _draw(groups: Iterable[list[Fault]], random: Random, size: int) -> Iterator[Fault]:
    for group in groups:
        chosen = set(random.sample(range(len(group)), min(size, len(group))))
        yield from (fault for n, fault in enumerate(group) if n in chosen)
