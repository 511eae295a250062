"""All collections, put together and judged: a batch of offices at a time, in flat memory.

Every check asks of a report, or of the reports of one office, so that offices can be judged one
after another. What is kept of a batch is its rows, on disk, and of its checks how many rows they
looked at and which failed.

What belongs here: batches, and adding up what is found in them. What does not: the checks
themselves (`pipeline/reconcile/`), and what Dagster is told of them (`tables`).
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

from pipeline.assets.last_release import lost_facts, lost_reports
from pipeline.corpus import merge, read_frames
from pipeline.reconcile.catalogue import judge_release
from pipeline.reconcile.check import SAMPLE_SIZE, Check, Outcome, Result
from pipeline.reconcile.plans import plan_outcomes
from pipeline.release.parquet import arrow_schema
from pipeline.release.tables import table_file
from pipeline.superseded import newest
from pipeline.workspace import MADE_FROM, Workspace, release_key
from schemas import TABLE, TABLES

_READ_FROM = ("reports", "superseded")
BATCH = 50
"""Reports from which a batch is full; the reports of one office are never divided."""

NO_REPORT_LOST = Check(
    "reports",
    "no_report_lost",
    "error",
    "Every report of the last release whose file is still in raw/ could be read again.",
    lambda frames: [],
)
NO_FACT_LOST = Check(
    "reports",
    "no_fact_lost",
    "error",
    "No report has fewer rows or values than in the last release, unless that was accepted.",
    lambda frames: [],
)
AGAINST_LAST = (NO_REPORT_LOST, NO_FACT_LOST)
"""Judged against the last release, and so no part of the data of this one."""


@dataclass
class Tally:
    """What a check found in all reports."""

    checked: int = 0
    failed: int = 0
    shown: list[tuple[str | None, str]] = field(default_factory=list)
    """The first failures: report, and what fails."""

    def add(self, outcome: Outcome) -> None:
        """Count one more outcome."""
        self.checked += outcome.checked
        self.failed += len(outcome.failures)
        room = SAMPLE_SIZE - len(self.shown)
        self.shown += [(outcome.report_id, failure) for failure in outcome.failures[:room]]


@dataclass(frozen=True)
class Judged:
    """The tables of a coming release."""

    tallies: Mapping[str, Tally]
    """Id of a check to what it found."""
    rows: Mapping[str, int]
    """Table to its number of rows."""
    sources: Mapping[str, str]
    """File below raw/ to its SHA-256, for every report."""


def judge(
    workspace: Workspace,
    collections: Mapping[Path, Mapping[str, str]],
    checks: Iterable[Check],
) -> Judged:
    """Judge all collections; what passes is kept as Parquet, whole or not at all.

    Args:
        workspace: where the tables go.
        collections: folder of the tables of a collection to the fingerprints of its files.
        checks: those that stop a release are of severity error.
    """
    tallies = {check.id: Tally() for check in checks}
    whole: dict[str, tuple[Check, Outcome]] = {}
    sources: dict[str, str] = {}
    read: dict[str, list[pl.DataFrame]] = {name: [] for name in _READ_FROM}
    lost: dict[str, None] = {}
    # What fails leaves nothing behind that a later run of `release` alone could publish.
    shutil.rmtree(workspace.tables, ignore_errors=True)
    fresh = workspace.tables.with_name(f".{workspace.tables.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    with _Files(fresh) as files:
        for folders in batches(collections):
            frames = merge(newest(map(read_frames, folders)))
            frames["plan_outcomes"] = plan_outcomes(frames)
            results, table = judge_release(frames)
            frames["checks"] = table.filter(pl.col("report_id").is_not_null())
            for result in results:
                tallies[result.check.id].add(result.outcome)
                if result.outcome.report_id is None:
                    _, before = whole.get(result.check.id, (None, Outcome(None, 0)))
                    whole[result.check.id] = result.check, _sum(before, result.outcome)
            found = lost_facts(workspace, frames)
            lost |= dict.fromkeys(found.failures)
            for name, found_files in read.items():
                found_files.append(frames[name].select("report_id", "source_file"))
            sources |= dict(frames["reports"].select("source_file", "source_sha256").iter_rows())
            # What breaks its schema may not fit the file either, and is not handed on.
            files.append(frames, write=not _stopping(tallies, checks))
        rows = [Result(check, outcome).row() for check, outcome in whole.values()]
        files.append({"checks": TABLE["checks"].frame(rows)})
    empty = {name: TABLE[name].frame([]).select("report_id", "source_file") for name in read}
    ids = {name: pl.concat([empty[name], *found_files]) for name, found_files in read.items()}
    tallies[NO_REPORT_LOST.id].add(lost_reports(workspace, ids))
    tallies[NO_FACT_LOST.id].add(Outcome(None, len(TABLES), tuple(lost)))
    if not _stopping(tallies, checks):
        fingerprints = {
            file: f for files_of in collections.values() for file, f in files_of.items()
        }
        (fresh / MADE_FROM).write_text(release_key(fingerprints), "utf-8")
        fresh.rename(workspace.tables)
    shutil.rmtree(fresh, ignore_errors=True)
    return Judged(tallies, files.rows, dict(sorted(sources.items())))


def batches(folders: Iterable[Path]) -> Iterator[list[Path]]:
    """Collections in batches; those that hold reports of the same office are in the same one."""
    batch: list[Path] = []
    reports = 0
    for group in _by_office(folders):
        batch += sorted(group.folders)
        reports += group.reports
        if reports >= BATCH:
            yield batch
            batch, reports = [], 0
    if batch:
        yield batch


@dataclass(frozen=True)
class _Group:
    """Collections that share no office with others."""

    folders: tuple[Path, ...]
    agencies: frozenset[str]
    reports: int


def _by_office(folders: Iterable[Path]) -> list[_Group]:
    of: dict[str, _Group] = {}
    for folder in sorted(folders):
        column = pl.read_parquet(table_file(folder, "reports"), columns=["agency_id"])["agency_id"]
        group = _Group((folder,), frozenset(column), column.len())
        for other in {of[agency] for agency in group.agencies if agency in of}:
            group = _Group(
                group.folders + other.folders,
                group.agencies | other.agencies,
                group.reports + other.reports,
            )
        # One whose files were all refused belongs to no office: it stands for itself.
        of |= dict.fromkeys(group.agencies or {folder.name + "/"}, group)
    return list(dict.fromkeys(of.values()))


def _stopping(tallies: Mapping[str, Tally], checks: Iterable[Check]) -> bool:
    return any(tallies[check.id].failed for check in checks if check.severity == "error")


def _sum(one: Outcome, other: Outcome) -> Outcome:
    return Outcome(None, one.checked + other.checked, one.failures + other.failures)


class _Files:
    """One Parquet file a table, written batch by batch, rows in no order."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self.rows = dict.fromkeys((table.name for table in TABLES), 0)
        self._writers = {
            table.name: pq.ParquetWriter(table_file(folder, table.name), arrow_schema(table))
            for table in TABLES
        }

    def append(self, frames: Mapping[str, pl.DataFrame], *, write: bool = True) -> None:
        """Add rows to their tables, or only count them."""
        for name, frame in frames.items():
            self.rows[name] += frame.height
            if not write:
                continue
            writer = self._writers[name]
            writer.write_table(frame.to_arrow().cast(writer.schema))

    def __enter__(self) -> "_Files":
        return self

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.close()
