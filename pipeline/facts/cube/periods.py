"""The years and parts of years that headings name, as days of the calendar."""

import calendar
import datetime
from dataclasses import dataclass

from pipeline.document.tables.members import Members
from pipeline.figures.date_values import full_year
from pipeline.vocabulary.dimensions import Year, YearPart

_MONTHS = {"quarter": 3, "half": 6, "month": 1}
_EARLIEST, _LATEST = 1948, 2999


@dataclass(frozen=True)
class Period:
    """The time that a heading names; a bound leaves one end open."""

    year: int
    start: datetime.date | None
    end: datetime.date | None


def year_of(year: Year, report_year: int) -> int:
    """A year of the calendar."""
    if year.printed is None:
        return report_year + (year.relative or 0)
    return full_year(year.printed, report_year)


def period_of(members: Members, report_year: int) -> Period | None:
    """The time that headings name; a part of a year alone is one of the report's year."""
    if members.year is None and members.part is None:
        return None
    year = year_of(members.year, report_year) if members.year else report_year
    if not _EARLIEST <= year <= _LATEST:
        return None
    bound = members.year.bound if members.year else None
    if bound and members.year and members.year.printed is None:
        return Period(year, None, None)  # 기투자, 향후: no day is named
    start, end = _days(year, members.part)
    named = members.part or members.year
    if named and named.at_end:
        start = end
    return Period(year, None if bound == "until" else start, None if bound == "from" else end)


def _days(year: int, part: YearPart | None) -> tuple[datetime.date, datetime.date]:
    if part is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    length = _MONTHS[part.kind]
    first = (part.number - 1) * length + 1
    last = first + length - 1
    end = datetime.date(year, last, calendar.monthrange(year, last)[1])
    return datetime.date(year, first, 1), end
