"""The newest reports beside the ones before them: the news that the data itself holds.

What a release changed against the one it replaced is no property of the data, and is not here:
the page looks for it in `history/`, where that is served beside it (`static/release.js`).

What belongs here: the newest report of an office beside its last one, as figures. What does not:
which figures (the SQL in `news.toml`), HTML, and comparing releases (`release/diff.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.release.query import IN_A_BUILD, connect
from pipeline.release.reports import Report, latest_month
from pipeline.vocabulary.load import load

_DEPARTMENTS = """
SELECT DISTINCT a.report_id, d.name
FROM department_aliases a JOIN departments d USING (department_id)
"""


@dataclass(frozen=True)
class Measure:
    """A figure of news.toml."""

    ko: str
    en: str
    unit: str
    unit_en: str
    sql: str


@dataclass(frozen=True)
class Stated:
    """A figure of one report."""

    value: float
    place: str | None
    """Its line on the page of the report; None for what is counted."""


@dataclass(frozen=True)
class Compared:
    """A figure in the newest report and in the one before."""

    measure: Measure
    before: Stated | None
    after: Stated


@dataclass(frozen=True)
class News:
    """The newest report of an office."""

    report: Report
    before: Report | None
    """The one before it of the same office; None for its first."""
    figures: Sequence[Compared]
    appeared: Sequence[str]
    """Departments that the report before does not name."""
    gone: Sequence[str]
    """Departments that only the report before names."""


@cache
def measures() -> tuple[Measure, ...]:
    """The figures of news.toml."""
    return tuple(Measure(**entry) for entry in load("news", __package__)["figure"])


def news(release: Path, reports: Sequence[Report]) -> list[News]:
    """The reports of the latest month, each beside the one before it."""
    with connect(release, IN_A_BUILD) as connection:
        stated = {
            measure: _one_each(connection.execute(measure.sql).fetchall()) for measure in measures()
        }
        departments: dict[str, set[str]] = {}
        for report_id, name in connection.execute(_DEPARTMENTS).fetchall():
            departments.setdefault(report_id, set()).add(name)
    month = latest_month(reports)
    return [
        _news(report, reports, stated, departments) for report in reports if report.month == month
    ]


def _one_each(rows: Sequence[tuple[str, float, int | None]]) -> dict[str, Stated]:
    """Report to its figure, of reports that have exactly one."""
    found: dict[str, list[Stated]] = {}
    for report_id, value, line in rows:
        place = None if line is None else f"source/{report_id}.html#L{line}"
        found.setdefault(report_id, []).append(Stated(value, place))
    return {report_id: several[0] for report_id, several in found.items() if len(several) == 1}


def _news(
    report: Report,
    reports: Sequence[Report],
    stated: Mapping[Measure, Mapping[str, Stated]],
    departments: Mapping[str, set[str]],
) -> News:
    earlier = [r for r in reports if r.office == report.office and r.period < report.period]
    before = max(earlier, key=lambda r: (r.period, r.report_id), default=None)
    figures = [
        Compared(measure, by_report.get(before.report_id) if before else None, after)
        for measure, by_report in stated.items()
        if (after := by_report.get(report.report_id)) is not None
    ]
    if before is None:
        return News(report, None, figures, (), ())
    now = departments.get(report.report_id, set())
    then = departments.get(before.report_id, set())
    return News(report, before, figures, sorted(now - then), sorted(then - now))
