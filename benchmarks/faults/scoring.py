"""The answer of a build to a fault: whether it notices, and which figure it names."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from benchmarks.faults.fault import Fault, altered, position_before
from pipeline.errors import ReportError
from pipeline.reconcile.catalogue import CHECKS
from pipeline.report import ReportTables, read_report
from pipeline.rules.check import run_checks
from pipeline.sources.plain import read_text

_WARNINGS = tuple(
    check for check in CHECKS if check.severity == "warning" and check.name != "every_report_read"
)
_RANK = {"not_checkable": 0, "exact": 0, "rounding": 1, "unlikely": 2, "mismatch": 3}
_FAILS = 2


@dataclass(frozen=True)
class State:
    """The findings of one reading of a report."""

    verdicts: Mapping[str, str]
    """Relation to verdict."""
    suspects: frozenset[tuple[int, int, float | None]]
    """Start and end of each suspected figure, and the value proposed for it."""
    failures: Mapping[str, int]
    """Check to the number of its failures."""
    held_back: int
    """Rows in quarantine."""


@dataclass(frozen=True)
class Score:
    """The answer of a build to a fault."""

    noticed: str
    """How: 'refused', 'claim', 'check', 'quarantine'; '' where it did not."""
    pinned: bool = False
    """Every figure that is wrong is suspected."""
    repaired: bool = False
    """And the value that stood there is proposed."""
    misled: bool = False
    """A figure is suspected that is right, and was not suspected before."""


def read(file: str, text: str) -> ReportTables:
    """Read a text as the report of a file.

    Raises:
        ReportError: it is refused.
    """
    return read_report(read_text(file, text.encode("utf-8")))


def state(report: ReportTables) -> State:
    """The view that a reader of the release has of a report's faults."""
    frames = report.frames
    places = {
        row["quantity_id"]: (row["char_start"], row["char_end"])
        for row in frames["quantities"].iter_rows(named=True)
    }
    suspected = frames["relations"].drop_nulls("suspect_quantity_id")
    failures: dict[str, int] = {}
    for result in run_checks(_WARNINGS, frames):
        failed = len(result.outcome.failures)
        failures[result.check.id] = failures.get(result.check.id, 0) + failed
    return State(
        dict(frames["relations"].select("relation_id", "verdict").iter_rows()),
        frozenset(
            (*places[name], value)
            for name, value in suspected.select(
                "suspect_quantity_id", pl.col("proposed_value")
            ).iter_rows()
        ),
        failures,
        frames["quarantine"].height,
    )


def score(file: str, text: str, before: State, fault: Fault) -> Score:
    """Read a text with a fault, and compare."""
    try:
        after = state(read(file, altered(text, fault.edits)))
    except ReportError:
        return Score("refused")
    return compare(before, after, fault)


def compare(before: State, after: State, fault: Fault) -> Score:
    """The claims that are worse than before, and the figures suspected for it."""
    suspects: dict[int, set[float | None]] = {}
    for start, _, value in after.suspects:
        suspects.setdefault(position_before(fault.edits, start), set()).add(value)
    named = {
        target: [v for at, v in suspects.items() if target.start <= at < target.end]
        for target in fault.targets
    }
    wrong = [(target.start, target.end) for target in fault.targets]
    wrong += [(edit.start, edit.end) for edit in fault.edits]
    known = {start for start, _, _ in before.suspects}
    misled = any(
        at not in known and not any(start <= at < end for start, end in wrong) for at in suspects
    )
    noticed = _notice(before, after)
    pinned = bool(noticed and fault.targets and all(named.values()))
    repaired = pinned and all(values == [{t.value}] for t, values in named.items())
    return Score(noticed, pinned, repaired, misled)


def _notice(before: State, after: State) -> str:
    for relation, verdict in after.verdicts.items():
        rank = _RANK[verdict]
        if rank >= _FAILS and rank > _RANK[before.verdicts.get(relation, "exact")]:
            return "claim"
    if any(count > before.failures.get(check, 0) for check, count in after.failures.items()):
        return "check"
    return "quarantine" if after.held_back > before.held_back else ""
