"""The dates that a schedule is asked for: where each stands, which days it is, if it counts.

What belongs here: open ends said in words (3월부터), years from the heading, from the words of a
step and from the steps before it, dates that the reference excludes. What does not: what happens
at them.
"""

import datetime
import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.document.digits import TILDES
from pipeline.document.document import Document
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.facts.above import Announcement
from pipeline.facts.milestones.stretches import DateMark
from pipeline.figures.date_values import DateSpan, spoken_dates
from pipeline.vocabulary.milestones import milestones

_DIGITS = re.compile(r"[0-9]+")
_BRACKETED = re.compile(r"\s?\)|\s?[0-9][0-9,.]*\s?[가-힣]{0,4}[,)]")
"""Behind a half of a year in a bracket: nothing, or how much of it."""
_WITHIN = re.compile(r"\s?(?:내|중)(?:에)?\s")
_OPENED = re.compile(r"\((?:[^()]*,)?\s?$")
_WORD_APART = re.compile(r"\s([가-힣]{2})(?=\s*(?:[)\],/]|$))", re.M)
_BY = re.compile(r"\s?한(?![가-힣])")
"""5월 말한, as a bound behind a date."""
_NEAR = 20
"""Letters on either side of a part of a year that are looked at."""
_KNOWN = ("stated", "range", "chain", "words")
_GUESSED = ("report", "heading")


@dataclass(frozen=True)
class ScheduleDate:
    """A date of a line that may be a step's."""

    date: DateSpan
    mark: DateMark
    """Its place, and the parts that are open."""

    @property
    def place(self) -> Span:
        """The place where it stands."""
        return Span(self.mark.start, self.mark.end)

    def until(self, last: "ScheduleDate") -> "ScheduleDate":
        """From this date to another one, as the heads of columns say."""
        date = replace(self.date, end=last.date.end, open_end=last.date.open_end)
        return ScheduleDate(date, replace(self.mark, end=last.mark.end))


@dataclass(frozen=True)
class NamedDate:
    """A date of a step, with what its words say of the year."""

    at: ScheduleDate
    words: str
    """The words of the event."""
    named: tuple[DateSpan, ...]
    """Years, parts of a year and dates with a year among the words: ’23년 하반기, ’24. 7."""


class ScheduleDates:
    """The dates of a report, as schedules ask for them."""

    def __init__(
        self,
        document: Document,
        dates: Sequence[DateSpan],
        month: datetime.date,
        years: Mapping[int, int],
    ) -> None:
        """Dates of a document, the month it reports, and the years of its chapters, by line."""
        self._document = document
        self._dates = dates
        self._starts = [date.char_start for date in dates]
        self._month = month
        self._years = years

    def year_under(self, announcement: Announcement | None, line: int) -> int:
        """The year that a heading or the chapter of a plan names, else that of the report."""
        return self._heading_year(announcement, line) or self._month.year

    def _heading_year(self, announcement: Announcement | None, line: int) -> int | None:
        if announcement and announcement.year:
            return announcement.year
        year = self._years.get(line)
        if announcement and "schedule" not in announcement.roles:
            return year if year and year < self._month.year else None
        return year

    def of(self, span: Span, announcement: Announcement | None) -> list[ScheduleDate]:
        """The dates of a stretch that may be a step's, in order.

        Outside headings (announcement None), a half or the end of a year that is written without
        a digit counts where it is bracketed, 완공(하반기), or says until when, 연말까지.
        """
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        printed = self._dates[first:last]
        found = [self._read(date, announcement) for date in printed if not self._is_excluded(date)]
        line = self._document.line_at(span.start)
        year, text = self.year_under(announcement, line), self._document.text
        source = "heading" if self._heading_year(announcement, line) else "report"
        found += [
            self._read(spoken, None, spoken=True)
            for spoken in spoken_dates(text, span, printed, year, source)
            if announcement or _stands_alone(text, spoken)
        ]
        return sorted(found, key=lambda date: date.mark.start)

    def in_sequence(self, steps: Sequence["NamedDate"]) -> list[ScheduleDate]:
        """Dates of the steps of one statement, each in the year that the report says.

        One without a year follows the one before it, for steps are told in their order: '21.11월,
        12월, 1월 are in 2021, 2021 and 2022. With none before it, or where a year is named behind
        that, it is in the year that the words before it name; a year behind it is that of what is
        done: 7월 : 2026년 계획 심의.
        """
        found: list[ScheduleDate] = []
        for step in steps:
            before = found[-1] if found else None
            date = step.at.date
            if date.year_from in _GUESSED:
                since = before.mark.end if before else 0
                ahead = [named for named in step.named if named.char_start < step.at.mark.start]
                own = [named for named in ahead if named.char_start >= since]
                if own or before is None or before.date.year_from not in _KNOWN:
                    date = self._in_words(date, own or ahead, step.words)
                elif day := before.date.start or before.date.end:
                    date = _first_from(date, day)
            found.append(replace(step.at, date=date))
        return found

    def _in_words(self, date: DateSpan, named: Sequence[DateSpan], words: str) -> DateSpan:
        """’24년 상반기 참여자 모집 : 2월 is in 2024; 11월 is before that half, in 2023.

        A year that is prepared for (’24년 예산 편성 : 10월) is another one, unless the date would
        then be over.
        """
        spans = [(n.start, n.end) for n in named if n.year_from == "stated" and n.start and n.end]
        years = {day.year for span in spans for day in span}
        day = date.start or date.end
        if len(years) != 1 or day is None:
            return date
        if milestones().is_for_another_year(closed(words)) and not self._is_over(date):
            return date
        year = years.pop()
        last = max(end for _, end in spans)
        after = _later(day, year - day.year) > last
        return replace(_in_year(date, year - after), year_from="words")

    def upcoming(self, date: DateSpan, before: DateSpan) -> DateSpan:
        """A step of what is to come, behind one of a later year: '24.1월 공고, 2월 접수 in 2023.

        Where it would be over before the month reported, it follows that one.
        """
        day = before.start or before.end
        if date.year_from != "report" or before.year_from not in _KNOWN or day is None:
            return date
        later = day.year > self._month.year and self._is_over(date)
        return _first_from(date, day) if later else date

    def _is_over(self, date: DateSpan) -> bool:
        """It ends before the month reported."""
        return date.end is not None and date.end < self._month

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
            start = max(text.rfind(tilde, 0, start) for tilde in TILDES)
        own = announcement is not None and announcement.year is not None
        year = self._heading_year(announcement, self._document.line_at(start))
        if year and (date.year_from == "report" or (own and date.year_from == "heading")):
            date = _in_year(date, year)
        if "부터" in date.raw and text.startswith("까지", end):
            end += len("까지")  # both ends are printed
        elif not (date.open_start or date.open_end or _is_range(date)):
            until, since = (
                _bound_behind(text, end, words)
                for words in (milestones().until, milestones().since)
            )
            end += len(until or since)
            if until:
                date = replace(date, start=None, open_start=True)
            elif since:
                date = replace(date, end=None, open_end=True)
        return ScheduleDate(date, DateMark(start, end, date.precision, spoken))


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


def _stands_alone(text: str, spoken: DateSpan) -> bool:
    """(하반기), (상반기 10대, 하반기 5대), 연말까지, 상반기 내: nothing else it could belong to."""
    if spoken.precision == "year":
        return False
    behind = text[spoken.char_end : spoken.char_end + _NEAR]
    before = text[max(spoken.char_start - _NEAR, 0) : spoken.char_start]
    bracketed = _OPENED.search(before) and _BRACKETED.match(behind)
    words = milestones()
    bound = behind.startswith((*words.until, *words.since)) or _WITHIN.match(behind) is not None
    return bracketed is not None or bound


def _bound_behind(text: str, end: int, words: Sequence[str]) -> str:
    """까지, or ` 이후` where nothing follows: 운영 개시(3월 이후)."""
    apart = _WORD_APART.match(text, end)
    if apart and apart[1] in words:
        return apart[0]
    bound = _BY.match(text, end) if words == milestones().until else None
    return bound[0] if bound else next((w for w in words if text.startswith(w, end)), "")


def _is_range(date: DateSpan) -> bool:
    return any(tilde in date.raw for tilde in (*TILDES, "부터"))


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
