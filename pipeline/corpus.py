"""Many reports: reading the files of a collection, and putting collections together.

Reports are independent of each other; the only table that is more than their rows, one report
after another, is `departments`.
"""

import logging
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from pipeline.errors import ReportError
from pipeline.reconcile.check import run_checks
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS
from pipeline.report import ReportTables, read_report
from pipeline.sources.read import read_source
from schemas import TABLE, TABLES

Frames = dict[str, pl.DataFrame]

logger = logging.getLogger("openbogo")


def read_collection(raw: Path, files: Sequence[str]) -> Frames:
    """Read the reports of one collection. One that is refused becomes a row in quarantine."""
    read: dict[str, str] = {}
    reports: dict[str, Frames] = {}
    refused: list[ReportError] = []
    for file in files:
        began = time.perf_counter()
        try:
            report = _read(raw, file)
            _refuse_second(file, report.report_id, read)
        except ReportError as error:
            logger.warning("refused  %s", error)
            refused.append(error)
            continue
        read[report.report_id] = file
        reports[file] = report.frames
        logger.info(
            "read     %s  %.2f s  %d lines, %d tables, %d claims",
            file,
            time.perf_counter() - began,
            report.frames["lines"].height,
            report.frames["tables"].height,
            report.frames["relations"].height,
        )
    for misshapen in _misshapen(reports):
        logger.warning("refused  %s", misshapen)
        refused.append(misshapen)
        del reports[misshapen.file]
    return merge([*reports.values(), *map(_refused, refused)])


def _read(raw: Path, file: str) -> ReportTables:
    """Read one report. A defect of the reader refuses this report, and stops no other.

    Raises:
        ReportError: always when it cannot be read, whatever the reason.
    """
    try:
        return read_report(read_source(raw, file))
    except ReportError:
        raise
    except Exception as error:
        logger.exception("defect   %s", file)
        raise ReportError(
            file,
            1,
            f"the reader failed on it ({type(error).__name__}: {error})",
            "this is a defect of the reader; the report stays out until it is mended",
        ) from error


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


def _refuse_second(file: str, report_id: str, read: dict[str, str]) -> None:
    if report_id in read:
        raise ReportError(
            file, 1, f"this is {report_id}, as {read[report_id]} is", "keep one of the two files"
        )


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
