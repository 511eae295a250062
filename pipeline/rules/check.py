"""Checks, what they find, and how that becomes rows of `checks`.

A check is a pure function over the published tables. Severity `error` means that something was
read wrong: nothing that fails it may be released. `warning` is a fact about the source: it is
published, and said aloud.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from string import Formatter
from types import ModuleType

import polars as pl

from pipeline.rules.frames import Frames, KeptFrames, by_reports, rows_of
from pipeline.vocabulary.messages import Message, in_korean, message, translation
from schemas import TABLE
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
            "sample_ko": _sample(self.outcome.failures, len(self.outcome.failures), in_korean),
        }


def check_of(row: Row) -> str:
    """Id of the check that a row of `checks` is an outcome of."""
    id_: str = row["check_id"]
    return id_.removesuffix(f"/{row['report_id']}") if row["report_id"] else id_


def failures_of(row: Row, column: str = "sample") -> list[str]:
    """The failures that a row of `checks` shows, as lines."""
    lines = row[column].split("\n") if row[column] else []
    return lines[:-1] if row["rows_failed"] > SAMPLE_SIZE else lines


def add_rows_of_check(one: Row, other: Row) -> Row:
    """The row of `checks` for all that two rows of one check looked at."""
    failed = one["rows_failed"] + other["rows_failed"]
    return one | {
        "passed": not failed,
        "rows_checked": one["rows_checked"] + other["rows_checked"],
        "rows_failed": failed,
        "sample": _sample([*failures_of(one), *failures_of(other)], failed),
        "sample_ko": _sample(
            [*failures_of(one, "sample_ko"), *failures_of(other, "sample_ko")],
            failed,
            in_korean,
        ),
    }


def _sample(failures: Sequence[str], failed: int, spoken: Callable[[str], str] = str) -> str | None:
    """The first failures, and how many there are when they are cut."""
    cut = [message("… first {first} of {all}", first=SAMPLE_SIZE, all=failed)]
    shown = [*failures[:SAMPLE_SIZE], *(cut if failed > SAMPLE_SIZE else [])]
    return "\n".join(spoken(line).replace("\n", " ⏎ ") for line in shown) or None


def checks_in(*modules: ModuleType) -> tuple[Check, ...]:
    """The checks that modules define, each alone or in a tuple of several, in their order."""
    found = dict[Check, None]()
    for value in (value for module in modules for value in vars(module).values()):
        several = value if isinstance(value, tuple) else (value,)
        found |= {one: None for one in several if isinstance(one, Check)}
    return tuple(found)


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
        if found := failure(row):
            failures[row["report_id"]].append(found)
    return [
        Outcome(report_id, count, tuple(failures[report_id]))
        for report_id, count in checked.items()
    ]


def table_check(
    id_: str, severity: str, *, description: str = "", of_all: bool = False
) -> Callable[[Callable[[Frames], list[Outcome]]], Check]:
    """Make a function of the tables a check.

    Args:
        description: as it is published; the first line of the docstring where there is none.
    """
    table, _, name = id_.partition(".")

    def make(run: Callable[[Frames], list[Outcome]]) -> Check:
        return Check(table, name, severity, description or _first_line(run), run, of_all)

    return make


def _first_line(function: Callable[..., object]) -> str:
    return (function.__doc__ or "").partition("\n")[0]


def row_check(
    id_: str, severity: str, *, rows: str = ""
) -> Callable[[Callable[[Row], str | None]], Check]:
    """Make a function of a row, which says how it fails, a check of all rows of a table.

    Args:
        rows: the table whose rows are asked, if it is another one.
    """
    table = rows or id_.partition(".")[0]

    def make(failure: Callable[[Row], str | None]) -> Check:
        asked = table_check(id_, severity, description=_first_line(failure))
        return asked(lambda frames: per_report(rows_of(frames, table), failure))

    return make


def fault(row: Row, template: str, /, **arguments: object) -> Message:
    """The fault of a row: a message whose other arguments are columns of the row."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return message(
        template, **{name: _argument(row, name) for name in names - set(arguments)}, **arguments
    )


def at_line(row: Row, template: str, /, **arguments: object) -> Message:
    """The fault of a row, with its line."""
    return message(
        "line {line}: {fault}", line=row["line_start"], fault=fault(row, template, **arguments)
    )


def line_of(failure: str) -> int:
    """The line that a failure stands on; the first where it is of a whole report."""
    line = failure.arguments.get("line") if isinstance(failure, Message) else None
    return line if isinstance(line, int) else 1


def _argument(row: Row, column: str) -> object:
    """A value as a message says it: a sentence that has its Korean beside it, in both."""
    own = f"{column}_ko"
    return translation(row[column], row[own]) if own in row else row[column]


def table_label(*names: str) -> Message:
    """Tables, called in both languages."""
    ko = [TABLE[name].ko if name in TABLE else name for name in names]
    return translation(", ".join(names), ", ".join(ko))


def verdict_label(verdict: str) -> Message:
    """A verdict, called in both languages."""
    return translation(verdict, TABLE["relations"].column("verdict").labels[verdict])
