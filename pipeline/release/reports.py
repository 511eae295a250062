"""The reports a release is made of, and what they make it be called.

What belongs here: the few columns of `reports` that titles, sources and attribution need, each
named once. What does not: any other table.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields

import polars as pl

from pipeline.release.errors import ReleaseError

REPORTS_TABLE = "reports"
SUPERSEDED_TABLE = "superseded"


@dataclass(frozen=True)
class Report:
    """One source report."""

    report_id: str
    government: str | None
    agency: str
    title: str | None
    period: datetime.date
    """First day of the month reported."""
    source_file: str
    """Path below raw/."""
    source_sha256: str
    source_bytes: int
    issued: datetime.date | None = None
    """Day it was issued; None where the note beside the file does not say."""

    @property
    def office(self) -> str:
        """Government and agency: who to attribute the report to."""
        return f"{self.government} {self.agency}" if self.government else self.agency

    @property
    def month(self) -> str:
        """The month reported, YYYY-MM."""
        return f"{self.period:%Y-%m}"

    @property
    def short_name(self) -> str:
        """Agency and month, beside figures."""
        return f"{self.agency} {self.month}"

    @property
    def name(self) -> str:
        """Office, title where the cover prints one, and month."""
        return f"{self.office} {self.title or '업무보고'} ({self.month})"


def read_reports(frame: pl.DataFrame) -> tuple[Report, ...]:
    """The rows of `reports`, in their order.

    Raises:
        ReleaseError: there is none, so there is nothing to publish.
    """
    names = [field.name for field in fields(Report)]
    reports = tuple(Report(**row) for row in frame.select(names).iter_rows(named=True))
    if not reports:
        raise ReleaseError("no report: there is nothing to publish")
    return reports


def offices(reports: Sequence[Report]) -> list[str]:
    """The authors of the reports, each once, by code point."""
    return sorted({report.office for report in reports})


def latest_month(reports: Sequence[Report]) -> str:
    """The latest month reported, YYYY-MM."""
    return max(report.month for report in reports)


def release_title(reports: Sequence[Report]) -> str:
    """The name of the release: whose reports, of which months."""
    names = offices(reports)
    whose = names[0] if len(names) == 1 else f"{len(names)}개 기관"
    first, last = min(report.month for report in reports), latest_month(reports)
    months = first if first == last else f"{first} – {last}"
    return f"{whose} 업무보고 공개 데이터, {months}"
