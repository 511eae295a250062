"""The tables of a coming release: those of all offices, and what was found in each added up.

In memory are a few offices at once: their rows go to disk, and of their checks stays how many rows
they looked at and which failed.

What belongs here: adding up. What does not: judging an office (`agency`), and what Dagster is
told (`defs/table_assets`).
"""

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pipeline.corpus.agency import Office, make_parts, offices, write_parts
from pipeline.corpus.cache import Shards
from pipeline.corpus.loss_check import lost_facts, lost_reports
from pipeline.corpus.merge import Frames
from pipeline.parallel.setting import Setting
from pipeline.release.agency_parts import PARTED, link_agency_parts
from pipeline.release.parquet import ParquetFile
from pipeline.release.tables import table_file
from pipeline.rules.check import (
    SAMPLE_SIZE,
    Check,
    Outcome,
    Result,
    add_rows_of_check,
    check_of,
    failures_of,
)
from pipeline.state.workspace import MADE_FROM, Workspace, release_key
from pipeline.vocabulary.messages import Message, translation
from schemas import TABLE, TABLES
from schemas.table import Row

_READ_FROM = ("reports", "superseded")
_PARTS = "parts"
"""Beside the tables of the coming release: the keys of the parts that they were made of."""
PARTS_ABOVE = 5_000_000
"""Rows above which a release is made of parts, where nobody says how many."""
_AT_ONCE = 50  # reports from which on rows go to disk: fewer would be many small parts of a file

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
    """The findings of a check in all reports."""

    checked: int = 0
    failed: int = 0
    shown: list[tuple[str | None, Message]] = field(default_factory=list)
    """The first failures: report, and what fails."""

    def add(self, row: Row) -> None:
        """Count one more row of `checks`."""
        self.checked += row["rows_checked"]
        self.failed += row["rows_failed"]
        both = zip(failures_of(row), failures_of(row, "sample_ko"), strict=True)
        shown = [(row["report_id"], translation(*failure)) for failure in both]
        self.shown += shown[: SAMPLE_SIZE - len(self.shown)]


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
    setting: Setting,
    *,
    accept_loss: bool,
    parts_above: int = PARTS_ABOVE,
) -> Judged:
    """Judge all collections; what passes is kept as Parquet, whole or not at all.

    Args:
        collections: folder of the tables of a collection to the fingerprints of its files.
        parts_above: rows of all tables above which a table is kept as a part for each agency.
    """
    tallies = {check.id: Tally() for check in checks}
    whole: dict[str, Row] = {}
    sources: dict[str, str] = {}
    read: dict[str, list[pl.DataFrame]] = {name: [] for name in _READ_FROM}
    lost: dict[str, None] = {}
    published = _published_keys(workspace)
    # What fails leaves nothing behind that a later run of `release` alone could publish.
    shutil.rmtree(workspace.tables, ignore_errors=True)
    fresh = workspace.tables.with_name(f".{workspace.tables.name}-new")
    shutil.rmtree(fresh, ignore_errors=True)
    kept = Shards(str(workspace.work / "judged"))
    make_parts(found := offices(collections, kept), kept, setting)
    rows = _rows(found)
    many = sum(rows.values()) > parts_above
    parted = {name for name in PARTED if many and rows[name]}
    together = [table.name for table in TABLES if table.name not in parted]
    # What the last release was made of as well has lost nothing.
    for frames in _join_in_groups([office for office in found if office.key not in published]):
        lost |= dict.fromkeys(lost_facts(workspace, frames, accepted=accept_loss).failures)
    fresh.mkdir(parents=True)
    files = {name: ParquetFile(table_file(fresh, name), TABLE[name]) for name in together}
    for frames in _join_in_groups(found, together):
        _add_up(frames["checks"], tallies, whole)
        frames["checks"] = frames["checks"].filter(pl.col("report_id").is_not_null())
        for name, parts in read.items():
            parts.append(frames[name].select("report_id", "source_file"))
        sources |= dict(frames["reports"].select("source_file", "source_sha256").iter_rows())
        for name, frame in frames.items():
            files[name].append(frame)
    files["checks"].append(TABLE["checks"].frame(list(whole.values())))
    empty = {name: TABLE[name].frame([]).select("report_id", "source_file") for name in read}
    ids = {name: pl.concat([empty[name], *found_files]) for name, found_files in read.items()}
    against_last = (lost_reports(workspace, ids), Outcome(None, len(TABLES), tuple(lost)))
    for check, outcome in zip(AGAINST_LAST, against_last, strict=True):
        tallies[check.id].add(Result(check, outcome).row())
    # What breaks its schema may not fit the file either, and is not handed on.
    if not any(tallies[check.id].failed for check in checks if check.severity == "error"):
        for file in files.values():
            file.close()
        if parted:
            for folder in write_parts(found, workspace.work / "parts", setting):
                link_agency_parts(folder, fresh)
        (fresh / _PARTS).write_text("\n".join(office.key for office in found), "utf-8")
        (fresh / MADE_FROM).write_text(_key(collections), "utf-8")
        fresh.rename(workspace.tables)
    shutil.rmtree(fresh, ignore_errors=True)
    rows |= {name: file.rows for name, file in files.items()}
    return Judged(tallies, rows, dict(sorted(sources.items())))


def was_made_from(workspace: Workspace, collections: Mapping[Path, Mapping[str, str]]) -> bool:
    """True when the tables there are were made from just these collections by this code."""
    try:
        noted = (workspace.tables / MADE_FROM).read_text("utf-8")
    except OSError:
        return False
    return noted == _key(collections)


def _add_up(checks: pl.DataFrame, tallies: Mapping[str, Tally], whole: dict[str, Row]) -> None:
    """Count what was found; of what is of no single report there is to be one row a check."""
    for row in checks.iter_rows(named=True):
        id_ = check_of(row)
        tallies[id_].add(row)
        if row["report_id"] is None:
            whole[id_] = add_rows_of_check(whole[id_], row) if id_ in whole else row


def _published_keys(workspace: Workspace) -> set[str]:
    """Keys of the parts of the last release; none where the tables there are those of another."""
    try:
        made, parts = ((workspace.tables / name).read_text("utf-8") for name in (MADE_FROM, _PARTS))
    except OSError:
        return set()
    return set(parts.split()) if workspace.is_of_latest(made) else set()


def _key(collections: Mapping[Path, Mapping[str, str]]) -> str:
    return release_key({f: hash_ for files in collections.values() for f, hash_ in files.items()})


def _rows(found: Iterable[Office]) -> dict[str, int]:
    """Table to its number of rows in all offices together."""
    rows = Counter[str]()
    for office in found:
        rows.update(office.rows())
    return {table.name: rows[table.name] for table in TABLES}


def _join_in_groups(found: Iterable[Office], only: Sequence[str] = ()) -> Iterator[Frames]:
    """The tables of offices, judged, so many together that they have reports enough."""
    waiting: list[Frames] = []
    for office in found:
        waiting.append(office.part(only))
        if sum(frames["reports"].height for frames in waiting) >= _AT_ONCE:
            yield _join(waiting)
            waiting = []
    if waiting:
        yield _join(waiting)


def _join(parts: Sequence[Frames]) -> Frames:
    return {name: pl.concat([part[name] for part in parts]) for name in parts[0]}
