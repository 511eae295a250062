"""Dates as reports print them: the day figures are stated for, the month on a cover."""

import datetime
import re

_YEAR = r"(?:['’‘`ˊ]\s*(?P<short>\d{2})|(?<![\d.])(?P<long>(?:19|20)\d{2}))"
_MONTH = r"\s*[.년]\s*(?P<month>\d{1,2})"
_WEEKDAY = r"(?:\(\s*[월화수목금토일]\s*\)\s*)?"
_AS_OF = re.compile(
    rf"{_YEAR}{_MONTH}\s*[.월]\s*(?P<day>\d{{1,2}})\s*[.일]?\s*{_WEEKDAY}(?:현재|기준)"
)
_COVER_MONTH = re.compile(rf"^\s*{_YEAR}{_MONTH}\s*[.월]?\s*(?:\d{{1,2}}\s*[.일]?\s*{_WEEKDAY})?$")

_FIRST_SHORT_YEAR_OF_1900S = 69
"""POSIX: two digits from 69 on are 19xx; a report's own figures are from this century."""


def as_of_dates(text: str) -> list[datetime.date]:
    """Every day that figures are stated for: `’22.3.15. 기준` is 2022-03-15. Order of the text."""
    return [day for match in _AS_OF.finditer(text) if (day := _day(match, match["day"]))]


def cover_month(line: str) -> datetime.date | None:
    """The month of a line that is nothing but a date, as covers have: `2023. 3.`."""
    match = _COVER_MONTH.match(line)
    return _day(match, "1") if match else None


def _day(match: re.Match[str], day: str) -> datetime.date | None:
    """The date, or None when the digits are no date, such as a 13th month."""
    try:
        return datetime.date(_year(match), int(match["month"]), int(day))
    except ValueError:
        return None


def _year(match: re.Match[str]) -> int:
    if match["long"]:
        return int(match["long"])
    short = int(match["short"])
    return short + (2000 if short < _FIRST_SHORT_YEAR_OF_1900S else 1900)
