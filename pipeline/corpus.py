"""Many reports: reading the files of a collection, and putting collections together.

Reports are independent of each other; the only table that is more than their rows, one report
after another, is `departments`. What was read of a report is kept as its shard; a report whose
file, sidecar and code are those of its shard is not read again.
"""

import logging
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline.errors import ReportError
from pipeline.reconcile.check import run_checks
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS
from pipeline.report import read_report
from pipeline.shards import Shards
from pipeline.sources.read import read_source
from pipeline.workspace import fingerprint
from schemas import TABLE, TABLES

Frames = dict[str, pl.DataFrame]

logger = logging.getLogger("openbogo")

_BATCH = 32  # reports read before they are checked and kept: what a killed build reads again
_ATTEMPTS = 3  # at a file that changes while it is read, or that the disk does not give
_PAUSE = 0.5  # seconds between them


@dataclass(frozen=True)
class Collection:
    """What the reports of a collection say."""

    frames: Frames
    fingerprints: dict[str, str]
    """File to the fingerprint of what was read, for every file: refused ones too."""
    read: int
    """Files that were read now; the others were kept as they had been read before."""


@dataclass(frozen=True)
class _Reading:
    """What one file gave: the rows of a report, or the row of quarantine that refuses it."""

    fingerprint: str
    frames: Frames
    lasting: bool
    """It depends on nothing but the fingerprint and the code, so that it can be kept."""


def read_collection(raw: Path, files: Sequence[str], shards: Shards | None = None) -> Collection:
    """Read the reports of one collection. One that is refused becomes a row in quarantine.

    Args:
        raw: the folder of all collections.
        files: paths below it.
        shards: where the rows of each report are kept. Without it, every file is read.
    """
    found = {file: _kept(raw, file, shards) for file in files}
    unread = [file for file, reading in found.items() if reading is None]
    if kept := len(files) - len(unread):
        logger.info("kept     %d reports read before", kept, extra={"reports": kept})
    for start in range(0, len(unread), _BATCH):
        for file, reading in _read_batch(raw, unread[start : start + _BATCH]).items():
            found[file] = reading
            if shards and reading.lasting:
                shards.save(reading.fingerprint, reading.frames)
    readings = {file: reading for file, reading in found.items() if reading}
    fingerprints = {file: reading.fingerprint for file, reading in readings.items()}
    if shards:
        shards.keep_only(fingerprints.values())
    frames = merge(_one_of_each({file: reading.frames for file, reading in readings.items()}))
    for refusal in refusals(frames):
        logger.warning("refused  %s", refusal)
    return Collection(frames, fingerprints, len(unread))


def refusals(frames: Frames) -> list[str]:
    """The files that were refused, each with line and reason, one line each."""
    return [
        f"{row['report_id']}:{row['line_start']}: {row['reason']}"
        for row in frames["quarantine"].iter_rows(named=True)
        if row["table_name"] == "reports"
    ]


def _kept(raw: Path, file: str, shards: Shards | None) -> _Reading | None:
    if shards is None:
        return None
    current = fingerprint(raw, file)
    frames = shards.load(current)
    return None if frames is None else _Reading(current, frames, lasting=True)


def _read_batch(raw: Path, files: Sequence[str]) -> dict[str, _Reading]:
    readings = {file: _read_settled(raw, file) for file in files}
    reports = {file: r.frames for file, r in readings.items() if "reports" in r.frames}
    for error in _misshapen(reports):
        readings[error.file] = _Reading(readings[error.file].fingerprint, _refused(error), True)
    return readings


def _read_settled(raw: Path, file: str) -> _Reading:
    """Read one file that nobody writes to meanwhile: what was read is what was hashed."""
    problem = "it changes while it is read"
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE)
        before = fingerprint(raw, file)
        try:
            frames = _read(raw, file)
        except ReportError as error:
            frames = _refused(error)
        except (OSError, MemoryError) as error:
            problem = f"it cannot be read now ({type(error).__name__}: {error})"
            continue
        if fingerprint(raw, file) == before:
            return _Reading(before, frames, lasting=True)
        problem = "it changes while it is read"
    refused = _refused(ReportError(file, 1, problem, "build again when it is there, whole"))
    return _Reading("unsettled", refused, lasting=False)


def _read(raw: Path, file: str) -> Frames:
    """Read one report. A defect of the reader refuses this report, and stops no other.

    Raises:
        ReportError: it is refused, for a reason that lies in the file or in the reader.
        OSError, MemoryError: it could not be read now.
    """
    began = time.perf_counter()
    try:
        frames = read_report(read_source(raw, file)).frames
    except (ReportError, OSError, MemoryError):
        raise
    except Exception as error:
        logger.exception("defect   %s", file)
        raise ReportError(
            file,
            1,
            f"the reader failed on it ({type(error).__name__}: {error})",
            "this is a defect of the reader; the report stays out until it is mended",
        ) from error
    logger.info(
        "read     %s  %.2f s  %d lines, %d tables, %d claims",
        file,
        time.perf_counter() - began,
        frames["lines"].height,
        frames["tables"].height,
        frames["relations"].height,
        extra={"reports": 1},
    )
    return frames


def _one_of_each(reports: dict[str, Frames]) -> list[Frames]:
    """The rows of each file, but of two files of one report only those of the first."""
    first: dict[str, str] = {}
    chosen = []
    for file, frames in reports.items():
        report_id = frames["reports"]["report_id"].item() if "reports" in frames else None
        if report_id in first:
            problem = f"this is {report_id}, as {first[report_id]} is"
            chosen.append(_refused(ReportError(file, 1, problem, "keep one of the two files")))
        else:
            chosen.append(frames)
            if report_id:
                first[report_id] = file
    return chosen


def _misshapen(reports: dict[str, Frames]) -> list[ReportError]:
    """Reports whose tables break their schema. Each is looked at only when all together do."""
    if not _schema_failure(merge(reports.values())):
        return []
    return [
        ReportError(
            file,
            1,
            f"its tables are not as declared: {failure}",
            "this is a defect of the reader; the report stays out until it is mended",
        )
        for file, frames in reports.items()
        if (failure := _schema_failure(frames))
    ]


def _schema_failure(frames: Frames) -> str | None:
    """The first thing that schemas/ does not allow, or None."""
    failures = (
        f"{result.check.table}: {failure}"
        for result in run_checks(SCHEMA_CHECKS, frames)
        for failure in result.outcome.failures
    )
    return next(failures, None)


def merge(parts: Iterable[Frames]) -> Frames:
    """Put the tables of several reports or collections together, sorted by their keys."""
    listed = list(parts)
    merged = {
        table.name: pl.concat(
            [table.frame([]), *(part[table.name] for part in listed if table.name in part)]
        )
        for table in TABLES
    }
    merged["departments"] = (
        merged["departments"]
        .sort("department_id", "first_report_id")
        .group_by("department_id", maintain_order=True)
        .agg(
            pl.col("name", "agency_id", "kind").first(),
            pl.col("first_report_id").min(),
            pl.col("last_report_id").max(),
        )
        .select(*TABLE["departments"].polars_schema)
    )
    return {table.name: merged[table.name].sort(table.primary_key) for table in TABLES}


def write_frames(folder: Path, frames: Frames) -> None:
    """Write tables as Parquet, one file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")


def read_frames(folder: Path) -> Frames:
    """Read what `write_frames` wrote."""
    return {table.name: pl.read_parquet(folder / f"{table.name}.parquet") for table in TABLES}


def _refused(error: ReportError) -> Frames:
    row = {
        "report_id": error.file,
        "table_name": "reports",
        "line_start": error.line,
        "char_start": 0,
        "reason": f"{error.problem} — {error.remedy}",
        "raw": None,
        "line_end": error.line,
    }
    return {"quarantine": TABLE["quarantine"].frame([row])}
