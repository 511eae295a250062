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
from pipeline.report import read_report
from pipeline.sources.read import read_source
from schemas import TABLE, TABLES

Frames = dict[str, pl.DataFrame]

logger = logging.getLogger("openbogo")


def read_collection(raw: Path, files: Sequence[str]) -> Frames:
    """Read the reports of one collection. One that is refused becomes a row in quarantine."""
    read: dict[str, str] = {}
    parts: list[Frames] = []
    for file in files:
        began = time.perf_counter()
        try:
            report = read_report(read_source(raw, file))
            _refuse_second(file, report.report_id, read)
        except ReportError as error:
            logger.warning("refused  %s", error)
            parts.append(_refused(error))
            continue
        read[report.report_id] = file
        parts.append(report.frames)
        logger.info(
            "read     %s  %.2f s  %d lines, %d tables, %d claims",
            file,
            time.perf_counter() - began,
            report.frames["lines"].height,
            report.frames["tables"].height,
            report.frames["relations"].height,
        )
    return merge(parts)


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
