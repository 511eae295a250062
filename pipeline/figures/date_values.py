"""Printed dates to days of the calendar: the century, and the year a range or heading gives.

What belongs here: which days a printed date covers. What does not: finding it in a text
(`date_grammar`), or what happens on it.
"""

import calendar
import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.digits import YEAR_MARKS
from pipeline.document.tables.grid import Span
from pipeline.figures import date_forms as forms
from pipeline.figures.date_grammar import Point, Printed
from pipeline.vocabulary.milestones import milestones


@dataclass(frozen=True)
class DateSpan:
    """One date or range of dates of a text."""

    char_start: int
    """First digit, or the mark of the year before it."""
    char_end: int
    raw: str
    start: datetime.date | None
    """First day; None when it is not printed (~’26) or no year is known."""
    end: datetime.date | None
    """Last day, inclusive; None for an open end (’22. 3.~)."""
    precision: str
    """day, month, quarter, half, part_of_year, year or time, of the finest end."""
    year_from: str | None
    """stated, range (other end), chain (date before), heading, report; None without a year."""
    open_start: bool
    open_end: bool


def short_years(report_year: int) -> range:
    """Two-digit years that are plainly years of this report even without a mark: 23년."""
    return range(report_year % 100 - 8, report_year % 100 + 9)


def full_year(printed: int, report_year: int) -> int:
    """A printed year with its century: 22 is 2022, 64 is 1964 in a report of 2022."""
    if printed >= 100:
        return printed
    year = report_year // 100 * 100 + printed
    return year if year <= report_year + _FUTURE else year - 100


def date_spans(
    text: str, printed: Iterable[Printed], report_year: int, heading_year: int | None
) -> Iterator[DateSpan]:
    """The days of dates that are printed one behind the other; years are handed on along them."""
    chain: tuple[int, str] | None = None
    for date in printed:
        year, source = _year_of(text, date, report_year)
        first = date.first
        if year is None and (first.month or first.quarter or first.half) is not None:
            around = (heading_year, "heading") if heading_year else (report_year, "report")
            year, source = chain or around
        span = _span(text, date, year, source, report_year)
        if year is not None and source is not None:
            chain = (year, "chain" if source in ("stated", "range") else source)
        yield span


def _year_of(text: str, date: Printed, report_year: int) -> tuple[int | None, str | None]:
    if date.first.year is not None:
        return full_year(date.first.year, report_year), "stated"
    if date.last and date.last.year is not None:
        return full_year(date.last.year, report_year), "range"
    if relative := _relative(text, date):
        return report_year + bool(relative["next"]) - bool(relative["last"]), "stated"
    return None, None


def _relative(text: str, date: Printed) -> re.Match[str] | None:
    """The word right before a date that says its year: 내년 3월."""
    start = max(date.first.start - _RELATIVE_REACH, 0)
    found = forms.RELATIVE_YEAR.finditer(text, start, date.first.start)
    return next((m for m in found if not text[m.end() : date.first.start].strip()), None)


def _span(
    text: str, date: Printed, year: int | None, source: str | None, report_year: int
) -> DateSpan:
    first, last = date.first, date.last or date.first
    if year and source == "range" and date.last and _before(date.last, first):
        year -= 1  # 12. 2. ~ ’25. 1. 31. begins in the year before
    start = _day(first, year, last=False)
    end_year = full_year(last.year, report_year) if last.year is not None else year
    if end_year and date.last and last.year is None and _before(last, first):
        end_year += 1  # 10.~3월 runs into the next year
    end = None if date.open_end else _day(last, end_year, last=True)
    until = (
        text[max(first.start - 4, 0) : first.start].rstrip(f" {YEAR_MARKS}").endswith(("~", "∼"))
    )
    open_start = until and date.last is None and not date.open_end
    begin = first.start if first.marked_at is None else first.marked_at
    if first.year is None and last.year is None and (relative := _relative(text, date)):
        begin = relative.start()
    return DateSpan(
        begin,
        date.end,
        text[begin : date.end].strip(),
        None if open_start else start,
        end,
        "time" if first.clock else min(_precision(first), _precision(last), key=_ORDER.index),
        source,
        open_start,
        date.open_end,
    )


_ORDER = ("day", "month", "quarter", "half", "part_of_year", "year")


def _precision(point: Point) -> str:
    if point.day is not None:
        return "day"
    if point.month is not None:
        return "month"
    if point.quarter is not None:
        return "quarter"
    if point.half:
        return "half"
    return "part_of_year" if point.part in _SEASONS else "year"


def _before(last: Point, first: Point) -> bool:
    return (
        last.month is not None
        and first.month is not None
        and (last.month, last.day or 31) < (first.month, first.day or 1)
    )


def _day(point: Point, year: int | None, *, last: bool) -> datetime.date | None:
    """First or last day of a point; None without a year, or when the digits are no date."""
    if year is None or point.clock:
        return None
    if point.half:
        months = _HALVES[point.half]
    elif point.part:
        months = _PARTS[point.part]
    elif point.quarter:
        months = (point.quarter * 3 - 2, point.quarter * 3)
    else:
        months = (point.month or 1, point.month or 12)
    later, month = divmod((months[1] if last else months[0]) - 1, 12)
    year, month = year + later, month + 1
    try:
        length = calendar.monthrange(year, month)[1]
        return datetime.date(year, month, point.day or (length if last else 1))
    except ValueError:
        return None


_BEHIND = "중|에|내|말|초|까지|부터|이후|이전|예정|[^가-힣]|$"


def spoken_dates(
    text: str, span: Span, printed: Sequence[DateSpan], year: int, year_from: str
) -> Iterator[DateSpan]:
    """The parts of a year that a stretch of text names, outside the dates printed there."""
    for match in _pattern().finditer(text, span.start, span.end):
        if any(d.char_start < match.end() and match.start() < d.char_end for d in printed):
            continue
        spoken = next(spoken for spoken in milestones().spoken if match.group() in spoken.words)
        last = calendar.monthrange(year, spoken.months[1])[1]
        yield DateSpan(
            match.start(),
            match.end(),
            match.group(),
            datetime.date(year, spoken.months[0], 1),
            datetime.date(year, spoken.months[1], last),
            spoken.precision,
            year_from,
            open_start=False,
            open_end=False,
        )


def _pattern() -> re.Pattern[str]:
    words = sorted((w for s in milestones().spoken for w in s.words), key=len, reverse=True)
    return re.compile(rf"(?<![가-힣0-9])(?:{'|'.join(map(re.escape, words))})(?={_BEHIND})")


_FUTURE = 30


"""A short year may lie this far ahead of the report (plans for ’50); beyond, it is 19xx (’64)."""


_SEASONS = {"초": (1, 4), "말": (9, 12)}
_PARTS = {**_SEASONS, forms.SCHOOL_YEAR: (3, 14)}
"""A school year begins in March and ends with the February after it."""


_RELATIVE_REACH = 8


_HALVES = {"H1": (1, 6), "H2": (7, 12), "H12": (1, 12), "S1": (3, 8), "S2": (9, 14)}
