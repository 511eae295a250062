"""Checks, what they find, and how that becomes rows of `checks`.

A check is a pure function over the published tables. Severity `error` means that something was
read wrong: nothing that fails it may be released. `warning` is a fact about the source: it is
published, and said aloud.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.rules.frames import Frames, KeptFrames, by_reports
from schemas.korean import check_text
from schemas.table import Row

SAMPLE_SIZE = 20
"""Failing rows shown of a check."""


@dataclass(frozen=True)
class Outcome:
    """The findings of a check in one report, or over all of them."""

    report_id: str | None
    checked: int
    failures: tuple[str, ...] = ()
    """One readable line each, with the source line where there is one."""


@dataclass(frozen=True)
class Check:
    """One question about the published tables."""

    table: str
    name: str
    severity: str
    description: str
    run: Callable[[Frames], list[Outcome]]
    of_all: bool = False
    """Asked of all reports at once, as it compares them; any other, of a few after another."""

    @property
    def id(self) -> str:
        """Table and name."""
        return f"{self.table}.{self.name}"


@dataclass(frozen=True)
class Result:
    """A check with one of its outcomes."""

    check: Check
    outcome: Outcome

    @property
    def passed(self) -> bool:
        """Nothing failed."""
        return not self.outcome.failures

    @property
    def sample(self) -> str | None:
        """The first failures, and how many there are when they are cut."""
        return _sample(self.outcome.failures, len(self.outcome.failures))

    def row(self) -> Row:
        """The row of `checks`."""
        report_id = self.outcome.report_id
        return {
            "check_id": f"{self.check.id}/{report_id}" if report_id else self.check.id,
            "table_name": self.check.table,
            "report_id": report_id,
            "description": self.check.description,
            "description_ko": check_text(self.check.id) or self.check.description,
            "severity": self.check.severity,
            "passed": self.passed,
            "rows_checked": self.outcome.checked,
            "rows_failed": len(self.outcome.failures),
            "sample": self.sample,
        }


def check_of(row: Row) -> str:
    """Id of the check that a row of `checks` is an outcome of."""
    id_: str = row["check_id"]
    return id_.removesuffix(f"/{row['report_id']}") if row["report_id"] else id_


def sampled(row: Row) -> list[str]:
    """The failures that a row of `checks` shows, as lines."""
    lines = row["sample"].split("\n") if row["sample"] else []
    return lines[:-1] if row["rows_failed"] > SAMPLE_SIZE else lines


def summed(one: Row, other: Row) -> Row:
    """The row of `checks` for all that two rows of one check looked at."""
    failed = one["rows_failed"] + other["rows_failed"]
    return one | {
        "passed": not failed,
        "rows_checked": one["rows_checked"] + other["rows_checked"],
        "rows_failed": failed,
        "sample": _sample([*sampled(one), *sampled(other)], failed),
    }


def _sample(failures: Sequence[str], failed: int) -> str | None:
    """The first failures, and how many there are when they are cut."""
    cut = [f"… first {SAMPLE_SIZE} of {failed}"] if failed > SAMPLE_SIZE else []
    shown = [failure.replace("\n", " ⏎ ") for failure in failures[:SAMPLE_SIZE]]
    return "\n".join([*shown, *cut]) or None


def run_checks(checks: Sequence[Check], frames: Frames) -> list[Result]:
    """Ask every question of the tables."""
    found = {check: check.run(frames) if check.of_all else [] for check in checks}
    others = [check for check in checks if not check.of_all]
    for part in by_reports(frames) if others else ():
        kept = KeptFrames(part)
        for check in others:
            found[check] += check.run(kept)
    return [Result(check, outcome) for check in checks for outcome in found[check]]


def per_report(
    rows: pl.DataFrame | Iterable[Row], failure: Callable[[Row], str | None]
) -> list[Outcome]:
    """One outcome a report: each row is looked at, and fails when `failure` says how."""
    checked: defaultdict[str, int] = defaultdict(int)
    failures: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.iter_rows(named=True) if isinstance(rows, pl.DataFrame) else rows:
        checked[row["report_id"]] += 1
        if message := failure(row):
            failures[row["report_id"]].append(message)
    return [
        Outcome(report_id, count, tuple(failures[report_id]))
        for report_id, count in checked.items()
    ]


class Failure(str):
    """A fault that a check found, with the line it stands on."""

    __slots__ = ("line",)
    line: int


def at_line(row: Row, message: str) -> Failure:
    """A failure with the line it stands on."""
    failure = Failure(f"line {row['line_start']}: {message}")
    failure.line = row["line_start"]
    return failure
