"""The chapter of the 2023 report on the council's audit, and short ways to look at its findings."""

from typing import Any

import polars as pl
from reports import FOLDER, read, real, rows, whole

from pipeline.report import ReportTables

MONTH = "2023-03"
FIRST_LINE = 1612
"""Where the chapter begins: `V. 2022년 행정사무감사 처리결과`."""
COVER_LINES = 60

Key = tuple[str, int]
"""Kind and number of a finding."""


def chapter() -> str:
    """The cover of the report, its tables of staff and duties, and the chapter."""
    lines = whole(MONTH).splitlines(keepends=True)
    return "".join([*lines[:COVER_LINES], *lines[FIRST_LINE - 1 :]])


def read_chapter(text: str) -> ReportTables:
    """Read a copy of the chapter."""
    return read(text, f"{FOLDER}/{MONTH}.txt")


def finding(report: ReportTables, category: str, number: int) -> dict[str, Any]:
    """One row of audit_findings."""
    return report.frames["audit_findings"].row(
        by_predicate=(pl.col("category") == category) & (pl.col("number") == number), named=True
    )


def findings(report: ReportTables) -> dict[Key, tuple[str | None, ...]]:
    """What the findings say, without where they say so."""
    names = ("finding", "department", "status", "progress", "plan")
    return {
        (category, number): tuple(values)
        for category, number, *values in rows(
            report, "audit_findings", "category", "number", *names
        )
    }


def expected(*, without: frozenset[Key] = frozenset()) -> dict[Key, tuple[str | None, ...]]:
    """What the real report's findings say."""
    return {key: value for key, value in findings(real(MONTH)).items() if key not in without}
