"""The dates that a schedule is asked for: where each stands, which days it is, if it counts.

What belongs here: open ends said in words (3월부터), years from the heading, dates that the
reference excludes. What does not: what happens at them.
"""

import datetime
import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.grid import Span
from pipeline.facts.headed import Announcement
from pipeline.facts.statement_text import DateMark
from pipeline.figures.date_values import DateSpan
from pipeline.figures.date_words import spoken_dates
from pipeline.reference.milestones import milestones

_DIGITS = re.compile(r"[0-9]+")
_KNOWN = ("stated", "range", "chain")
_GUESSED = ("report", "heading")
_TILDES = "~∼～〜"


@dataclass(frozen=True)
class ScheduleDate:
    """A date of a line that may be a step's."""

    date: DateSpan
    mark: DateMark
    """Where it stands, with what makes it open."""

    @property
    def place(self) -> Span:
        """Where it stands."""
        return Span(self.mark.start, self.mark.end)


class ScheduleDates:
    """The dates of a report, as schedules ask for them."""

    def __init__(self, document: Document, dates: Sequence[DateSpan], report_year: int) -> None:
        self._document = document
        self._dates = dates
        self._starts = [date.char_start for date in dates]
        self._year = report_year

    def of(self, span: Span, announcement: Announcement | None) -> list[ScheduleDate]:
        """The dates of a stretch that may be a step's, in order.

        Those of a chain outside headings (announcement None) are printed with digits.
        """
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        printed = self._dates[first:last]
        found = [self._read(date, announcement) for date in printed if not self._is_excluded(date)]
        if announcement is not None:
            year = announcement.year or self._year
            source = "heading" if announcement.year else "report"
            for spoken in spoken_dates(self._document.text, span, printed, year, source):
                found.append(self._read(spoken, None, spoken=True))
        return sorted(found, key=lambda date: date.mark.start)

    def _is_excluded(self, date: DateSpan) -> bool:
        line = self._document.lines[self._document.line_at(date.char_start) - 1]
        content = self._document.text[line.start : line.end]
        digits = _DIGITS.search(content, date.char_start - line.start)
        reason = milestones().reason(content, *digits.span()) if digits else None
        return date.precision == "time" or reason is not None

    def _read(
        self, date: DateSpan, announcement: Announcement | None, *, spoken: bool = False
    ) -> ScheduleDate:
        text = self._document.text
        start, end = date.char_start, date.char_end
        if date.open_start:
            start = max(text.rfind(tilde, 0, start) for tilde in _TILDES)
        if announcement and announcement.year and date.year_from in ("report", "heading"):
            date = _in_year(date, announcement.year)
        if not (date.open_start or date.open_end or _is_range(date)):
            until, since = (
                next((word for word in words if text.startswith(word, end)), "")
                for words in (milestones().until, milestones().since)
            )
            end += len(until or since)
            if until:
                date = replace(date, start=None, open_start=True)
            elif since:
                date = replace(date, end=None, open_end=True)
        return ScheduleDate(date, DateMark(start, end, date.precision, spoken))


def in_sequence(dates: Sequence[ScheduleDate]) -> list[ScheduleDate]:
    """Dates of the steps of one statement: one without a year follows the one before it.

    '21.11월, 12월, 1월 are in 2021, 2021 and 2022: steps are told in their order.
    """
    found: list[ScheduleDate] = []
    for date in dates:
        before = found[-1].date if found else None
        followed = date.date
        if before is not None and before.year_from in _KNOWN and followed.year_from in _GUESSED:
            since = before.start or before.end
            followed = _first_from(followed, since) if since else followed
        found.append(replace(date, date=followed))
    return found


def within(part: ScheduleDate, whole: ScheduleDate) -> ScheduleDate:
    """A part of a step, in the year of the step where it has none of its own."""
    day = whole.date.start or whole.date.end
    if part.date.year_from not in _GUESSED or whole.date.year_from not in _KNOWN or day is None:
        return part
    return replace(part, date=_first_from(part.date, day))


def _first_from(date: DateSpan, day: datetime.date) -> DateSpan:
    """The date in the year of a day, or in the next one where it would be over before that day."""
    moved = _in_year(date, day.year)
    last = moved.end or moved.start
    if last is not None and last < day:
        moved = _in_year(date, day.year + 1)
    return replace(moved, year_from="chain")


def _is_range(date: DateSpan) -> bool:
    return any(tilde in date.raw for tilde in _TILDES)


def _in_year(date: DateSpan, year: int) -> DateSpan:
    """The same days of the year that the heading names."""
    first = date.start or date.end
    by = year - first.year if first else 0
    start, end = (_later(day, by) if day else None for day in (date.start, date.end))
    return replace(date, start=start, end=end, year_from="heading")


def _later(day: datetime.date, years: int) -> datetime.date:
    """The same day of another year; the last of February stays the last."""
    was, now = (monthrange(year, day.month)[1] for year in (day.year, day.year + years))
    return day.replace(year=day.year + years, day=now if day.day == was else day.day)
