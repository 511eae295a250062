"""Dates that a report states itself by: the day its figures are of, the month on its cover.

What belongs here: the words around a date that make it one of these. What does not: how a date is
written (`date_grammar`).
"""

import datetime
import re
from collections.abc import Iterator

from pipeline.document.brackets import read_brackets
from pipeline.document.digits import YEAR_MARK, plain
from pipeline.figures.date_grammar import Printed, read_dates, year_mark
from pipeline.figures.date_values import DateSpan, date_spans
from pipeline.vocabulary.agencies import agencies
from pipeline.vocabulary.signs import any_of

_REACH = 48
"""Characters before 기준 among which its date begins, and behind 기준일 among which it ends."""
_CENTURY = 2030
"""Short years of covers and notes are of this century, but those from 69 on, as in POSIX."""
_SHORT_YEARS = range(10, 51)
_DIGIT = re.compile(r"(?<![0-9.,])[0-9]")
_STATES = re.compile(
    r"(?:기준|현재)(?!\s?(?:금리|중위))(?:(?=으로)|(?![가-힣])|(?=[은의임이까일자]))"
)
_BETWEEN = re.compile(r"[\s.)\](\[]*(?:(?:말일?|초|누계|누적|잠정|당시|일자|작성)[\s.)\](\[]*)*")
_AHEAD = re.compile(rf"(?:기준|현재)\s?(?:일자?|시점|연월)?\s*[:은]?\s*(?={YEAR_MARK}?\s?[0-9])")
_CLOCK = re.compile(r"[0-9]{1,2}\s*(?::\s*[0-9]{2}|시(?:\s*[0-9]{1,2}분)?)")
_BARE_YEAR = re.compile(r"^[\s(]*([1-5][0-9]\s?\.\s?(?:1[0-2]|0?[1-9])\s?(?:[.월]|$))")
"""A line that begins with year and month and no mark before them: 25. 2."""
_REST = re.compile(r"[^가-힣A-Za-z0-9]+")


def as_of_dates(text: str) -> list[datetime.date]:
    """Every day that figures are stated for: `’22.3.15. 기준` is 2022-03-15. Order of the text.

    Of a month it is the last day: `2024년 12월말 현재`. A year says nothing, but its end does.
    """
    text = plain(text)
    days = [_day_before(text, match.start()) for match in _STATES.finditer(text)]
    days += [_day_behind(text, match.end()) for match in _AHEAD.finditer(text)]
    found = sorted({day for day in days if day}, key=lambda day: day[0])
    return [day for _, day in found]


def cover_month(line: str) -> datetime.date | None:
    """The month of a line that is a date and what dates on covers come with: `2023. 3. 7.(화)`."""
    return _month_of(_cover_date(line))


def meeting_month(line: str) -> datetime.date | None:
    """The month of a day in brackets behind what meets then: `제2차 복지위원회(2025. 7. 16.)`."""
    return _month_of(_meeting_date(line))


def leading_month(line: str) -> datetime.date | None:
    """The month of a day that stands before other words: `2025. 9. 10. 행정국`."""
    return _month_of(_leading_date(line))


def cover_day(line: str) -> datetime.date | None:
    """The day of any of these lines, where it names one."""
    date = _cover_date(line) or _meeting_date(line) or _leading_date(line)
    return date.start if date and date.precision == "day" else None


def without_day(line: str) -> str:
    """A line without the day that it begins with."""
    date = _leading_date(line)
    return line[date.char_end :].strip() if date else line


def _month_of(date: DateSpan | None) -> datetime.date | None:
    return date.start.replace(day=1) if date and date.start else None


def _meeting_date(line: str) -> DateSpan | None:
    pairs = read_brackets(line).outermost
    if not pairs or _REST.sub("", line[pairs[-1].end :]) or as_of_dates(line):
        return None
    return _cover_date(line[pairs[-1].start : pairs[-1].end])


def _leading_date(line: str) -> DateSpan | None:
    shown = plain(line)
    first = next((date for date in _dates(shown, 0, len(shown)) if _is_dated(date)), None)
    if first is None or _REST.sub("", shown[: first.char_start]):
        return None
    return first if _REST.sub("", shown[first.char_end :]) and not as_of_dates(line) else None


def _cover_date(line: str) -> DateSpan | None:
    line = _BARE_YEAR.sub(r"'\1", plain(line))
    dates = [day for day in _dates(line, 0, len(line)) if _is_dated(day)]
    if not dates:
        return None
    rest = line
    for date in reversed(dates):
        rest = f"{rest[: date.char_start]} {rest[date.char_end :]}"
    rest = re.sub(any_of(agencies().cover.date_words), " ", _CLOCK.sub(" ", rest))
    return None if _REST.sub("", rest) else dates[0]


def titled_month(line: str) -> datetime.date | None:
    """The month that a title names among other words: `2025년 2월 주요업무보고`."""
    dates = [date for date in _dates(plain(line), 0, len(line)) if _is_dated(date)]
    return dates[0].start.replace(day=1) if len(dates) == 1 and dates[0].start else None


def titled_quarter(line: str) -> datetime.date | None:
    """The last month of the quarter that a title names: `2025년 3/4분기 주요업무 추진상황`."""
    dates = [date for date in _dates(plain(line), 0, len(line)) if date.precision == "quarter"]
    return dates[0].end.replace(day=1) if len(dates) == 1 and dates[0].end else None


def titled_year(line: str) -> int | None:
    """The only year that a title names: `2025년도 주요업무계획`."""
    years = {date.start.year for date in _dates(plain(line), 0, len(line)) if date.start}
    return years.pop() if len(years) == 1 else None


def _is_dated(date: DateSpan) -> bool:
    return date.precision in ("day", "month") and date.year_from == "stated"


def _day_before(text: str, at: int) -> tuple[int, datetime.date] | None:
    """The date that ends before a word, with where it begins."""
    begin = max(text.rfind("\n", 0, at) + 1, at - _REACH)
    for date in _dates(text, begin, at):
        end = date.char_end
        if _is_dated(date) and _BETWEEN.fullmatch(text, end, at):
            return (date.char_start, date.end) if date.end else None
        year_end = date.precision == "part_of_year" and date.raw.endswith("말")
        if year_end and date.end and _BETWEEN.fullmatch(text, end, at):
            return date.char_start, date.end
    return None


def _day_behind(text: str, at: int) -> tuple[int, datetime.date] | None:
    """The date that a word announces: 기준일 : 2025. 1. 31."""
    first = next(_dates(text, at, min(at + _REACH, len(text))), None)
    near = first is not None and first.char_start <= at + 1 and _is_dated(first)
    return (first.char_start, first.end) if near and first and first.end else None


def _dates(text: str, start: int, end: int) -> Iterator[DateSpan]:
    """Dates that name their year, between two places of one line."""
    line, until = text.rfind("\n", 0, start) + 1, start
    for match in _DIGIT.finditer(text, start, end):
        if match.start() < until:
            continue
        marked = year_mark(text, match.start(), line)
        printed: list[Printed] = read_dates(
            text, match.start(), marked=marked, short_years=_SHORT_YEARS
        )
        for date in date_spans(text, printed, _CENTURY, None):
            if date.year_from in ("stated", "range", "chain"):
                yield date
            until = date.char_end
