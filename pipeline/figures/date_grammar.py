"""The printed forms of dates: from a first digit to the points in time that are written there.

What belongs here: which digits are year, month, day, half or quarter, and how two ends of a range
belong together. What does not: which century or year is meant (`date_values`).
"""

import re
from dataclasses import dataclass, replace

from pipeline.document.digits import YEAR_MARKS
from pipeline.figures import date_forms as forms

_QUOTATION = 300
"""Letters that a quotation has at most."""


@dataclass(frozen=True)
class Point:
    """One point in time as printed; what is not printed is None."""

    start: int
    end: int
    year: int | None = None
    """As printed: two digits or four."""
    month: int | None = None
    day: int | None = None
    half: str | None = None
    """H1, H2 or H12 (상·하반기), S1 or S2 (1학기)."""
    quarter: int | None = None
    part: str | None = None
    """초 or 말 of a year, or 학년도: the year is one of a school."""
    clock: bool = False
    marked_at: int | None = None
    """The place of the quotation mark of a short year."""


@dataclass(frozen=True)
class Printed:
    """One date or range of dates as printed."""

    first: Point
    last: Point | None
    """The other end of a range."""
    open_end: bool
    """A range without another end, ’22. 3.~, or whose beginning is a range: 7~8월~."""

    @property
    def end(self) -> int:
        """Behind the last character of the date."""
        return self.last.end if self.last else self.first.end


def year_mark(text: str, at: int, line_start: int) -> bool:
    """True when the quotation mark before a digit is the mark of a short year, no closing quote."""
    if not forms.TWO_DIGITS.match(text, at):
        return False
    before = at - 1 if text[at - 1 : at] != " " else at - 2
    if before < line_start or text[before] not in YEAR_MARKS:
        return False
    if before == line_start or not (text[before - 1].isalnum() or text[before - 1] in ")]》」"):
        return True
    if before != at - 1:
        return False  # 센터’ 22개소
    line_start = max(line_start, before - _QUOTATION)
    opened = sum(text.count(quote, line_start, before) for quote in YEAR_MARKS)
    marks = len(re.findall(rf"[{YEAR_MARKS}]\s?[0-9]{{2}}(?![0-9])", text[line_start:before]))
    return (opened - marks) % 2 == 0


def read_dates(text: str, at: int, *, marked: bool, short_years: range) -> list[Printed]:
    """The dates written from the digit at `at` on; empty when the digit begins none.

    `short_years` are the two-digit years that need no mark before 년 or in 23.2.10.
    """
    if not (marked or forms.BEGINNING.match(text, at)):
        return []
    first = _first_point(text, at, marked, short_years)
    if first is None:
        return []
    if marked:
        first = replace(first, marked_at=at - 1 if text[at - 1] != " " else at - 2)
    found = [_range(text, first)]
    while (chain := forms.CHAIN.match(text, found[-1].end)) and (
        following := _chain(text, chain.end(), found[-1])
    ):
        found.append(following)
    return found


def weak_date(text: str, at: int) -> list[Printed]:
    """A bare month.day that nothing else claims: 현장실사(3.8)."""
    match = forms.MONTH_DAY.match(text, at)
    point = _point(match) if match else None
    return [_range(text, point)] if point else []


def _first_point(text: str, at: int, marked: bool, short_years: range) -> Point | None:
    if marked and (match := forms.MARKED.match(text, at)):
        return _year_point(text, match)
    if match := forms.HYPHENED.match(text, at) or forms.LONG.match(text, at):
        return _year_point(text, match)
    if match := forms.CLOCK.match(text, at):
        return Point(at, match.end(), clock=True)
    if forms.TWO_DIGITS.match(text, at) and int(text[at : at + 2]) in short_years:
        for form in (forms.DOTTED, forms.DOTTED_PART, forms.MONTH_AS_OF, forms.SHORT_YEAR):
            if (match := form.match(text, at)) and (point := _year_point(text, match)):
                return point
    return _yearless(text, at)


def _yearless(text: str, at: int) -> Point | None:
    for form in (
        forms.MONTH_DAY_WORDS,
        forms.QUARTER_HERE,
        forms.TERM_HERE,
        forms.DAY_OF_MONTH,
        forms.MONTH_BEHIND_ARROW,
        forms.MONTH_DOT_HERE,
    ):
        if match := form.match(text, at):
            return _point(match)
    if forms.MONTH_LIST_HERE.match(text, at):
        plain = forms.PLAIN.match(text, at)
        return _as_month(plain) if plain else None
    strong = (forms.WEEKDAY_HERE, forms.DAY_RANGE_HERE, forms.DAY_DOT_HERE)
    if any(form.match(text, at) for form in strong) and (match := forms.MONTH_DAY.match(text, at)):
        return _point(match)
    return None


def _year_point(text: str, match: re.Match[str]) -> Point | None:
    """A point that begins with its year; a part that cannot be a month is left to others."""
    groups = match.groupdict()
    year_end = match.end("sep")
    bare = not groups["sep"].strip()
    month = int(groups["month"]) if groups.get("month") else None
    if month is not None and not _is_month(text, match, groups["sep"].strip(), month):
        month = None
    quarter = _quarter(groups)
    if month is None and not (groups.get("half") or groups.get("part") or quarter):
        if bare and forms.YEAR_ONLY_NEXT.match(text, year_end):
            return None
        part = groups["sep"].strip() if groups["sep"].strip() == forms.SCHOOL_YEAR else None
        return Point(match.start(), year_end, int(groups["year"]), part=part)
    day = int(groups["day"]) if groups.get("day") else None
    if day is not None and not 1 <= day <= 31:
        day = None
    end = match.end() if day is not None or not groups.get("day") else match.end("month")
    return Point(
        match.start(),
        end,
        int(groups["year"]),
        month,
        day if month else None,
        _half(groups.get("half")),
        quarter,
        groups.get("part"),
    )


def _is_month(text: str, match: re.Match[str], sep: str, month: int) -> bool:
    if not 1 <= month <= 12:
        return False
    after = text[match.end("month") :][:8].lstrip()
    if sep in (".", "-", "/") or after.startswith("월"):
        return True
    return bool(forms.MONTH_LIST_HERE.match(text, match.start("month")))  # ’22년 3~4월


def _quarter(groups: dict[str, str | None]) -> int | None:
    """The number of a quarter: 4분기, 4/4분기, Q4, 4Q."""
    printed = next(filter(None, map(groups.get, ("quarter", "q", "q_", "q__"))), None)
    return int(printed) if printed else None


def _half(printed: str | None) -> str | None:
    if printed is None:
        return None
    if printed[0] in "12":
        return f"S{printed[0]}"
    if printed[0] == "상" and "하" in printed:
        return "H12"
    return "H1" if printed[0] in "상上" else "H2"


def _point(match: re.Match[str]) -> Point | None:
    groups = match.groupdict()
    month = int(groups["month"]) if groups.get("month") else None
    day = int(groups["day"]) if groups.get("day") else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    half = _half(groups.get("half"))
    return Point(match.start(), match.end(), None, month, day, half, _quarter(groups))


def _as_month(match: re.Match[str]) -> Point | None:
    value = int(match["plain"])
    end = match.end("plain") + (match.string[match.end("plain") : match.end("plain") + 1] == ".")
    return Point(match.start(), end, month=value) if 1 <= value <= 12 else None


def _range(text: str, first: Point) -> Printed:
    first = _with_clock(text, first)
    connect = forms.CONNECT.match(text, first.end)
    if connect is None or first.clock:
        return Printed(first, None, open_end=False)
    last = _last_point(text, connect.end(), first)
    if last is None:
        sign = connect.start() + len(connect.group().rstrip())
        return Printed(replace(first, end=sign), None, open_end=True)
    last = _with_clock(text, last)
    further = forms.CONNECT.match(text, last.end)
    if further and not forms.POINT_HERE.match(text, further.end()):
        sign = further.start() + len(further.group().rstrip())
        return Printed(first, replace(last, end=sign), open_end=True)
    return Printed(first, last, open_end=False)


def _with_clock(text: str, point: Point) -> Point:
    """A day, with the time of day behind it."""
    clock = forms.CLOCK_BEHIND.match(text, point.end) if point.day else None
    return replace(point, end=clock.end()) if clock else point


def _last_point(text: str, at: int, first: Point) -> Point | None:
    if text[at : at + 1] in YEAR_MARKS and text[at : at + 1]:
        digit = at + 1 + (text[at + 1 : at + 2] == " ")
        match = forms.MARKED.match(text, digit)
        return _year_point(text, match) if match else None
    if match := forms.HYPHENED.match(text, at) or forms.LONG.match(text, at):
        return _year_point(text, match)
    if not "0" <= text[at : at + 1] <= "9":
        return None
    return _short_last(text, at, first)


def _short_last(text: str, at: int, first: Point) -> Point | None:
    """The other end of a range, written without mark: 23.7., 3.3, 12월, 26."""
    dotted = forms.DOTTED_MONTH.match(text, at) if first.year is not None else None
    if dotted and int(dotted["year"]) > 12 and 1 <= int(dotted["month"]) <= 12:
        return _year_point(text, dotted)
    if first.year is not None and first.month is None and first.quarter is None:
        bare_year = forms.BARE_YEAR.match(text, at)
        return _year_point(text, bare_year) if bare_year else None
    shapes = [
        forms.MONTH_DAY_WORDS,
        forms.QUARTER_HERE,
        *([forms.MONTH_DAY] if first.day is not None else []),
    ]
    match = next((found for form in shapes if (found := form.match(text, at))), None)
    return _point(match) if match else _plain_last(text, at, first)


def _plain_last(text: str, at: int, first: Point) -> Point | None:
    """A lone number ends a range of days with a day, a range of months with a month."""
    plain = forms.PLAIN.match(text, at)
    if plain is None or first.month is None:
        return None
    if first.day is None:
        return _as_month(plain)
    value = int(plain["plain"])
    return Point(at, plain.end(), month=first.month, day=value) if 1 <= value <= 31 else None


def _chain(text: str, at: int, before: Printed) -> Printed | None:
    """A further date behind a comma or slash: ’22. 2. 16 / 2. 25, 4, 10월, 3/29, 5/9."""
    last = before.last or before.first
    if match := forms.MONTH_DAY_WORDS.match(text, at):
        point = _point(match)
        return _range(text, point) if point else None
    if last.month is None:
        return None
    dotted = text[last.end - 1 : last.end] == "." and last.day is None
    if dotted and (match := forms.DOTTED_MONTH_HERE.match(text, at)):
        return Printed(Point(at, match.end(), month=int(match["month"])), None, open_end=False)
    if last.day is not None and (match := forms.CHAINED.match(text, at)):
        point = _point(match)
        return _range(text, point) if point else None
    if forms.MONTH_LIST_HERE.match(text, at) and (plain := forms.PLAIN.match(text, at)):
        point = _as_month(plain)
        return _range(text, point) if point else None
    return None
