"""The time of a figure: the date said of it, of its row, its table, or of the title above it.

What belongs here: which of these dates holds, in which year. What does not: how a date is written
(`date_grammar`), or which words it stands beside (`binding`).
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document.digits import TILDES
from pipeline.document.document import Document
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.figures.announced_units import CellAround
from pipeline.figures.date_values import DateSpan, spoken_dates
from pipeline.figures.quantity import Period, Quantity
from pipeline.figures.table_meaning import TableWords
from pipeline.figures.titles import Title
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import outcomes
from pipeline.vocabulary.units import modifiers

_TILDE = re.compile(f"[{TILDES}]")
_LAST_DAY = re.compile(
    rf"[년월]?\s?(?:{'|'.join(outcomes().last_day)})"
    rf"(?:(?![가-힣])|\s?(?:{'|'.join(outcomes().beside_date)}))"
)
_COMPARED = re.compile(r"[년월일\s]{0,3}(?:대비|보다)")
_OPENED = re.compile(
    r"\s?(?:부터|이후)(?![가-힣])|\s?(?P<before>이전)(?=\t|\s*(?:[,)\]/|]|$)|에|의|까지)", re.M
)
_UNCERTAIN = ("report", "heading")
"""A year that is not printed with its date: the title above may name another one."""


def period_of(
    quantity: Quantity,
    label: Sequence[str],
    *,
    date: DateSpan | None,
    dated: bool,
    titles: Sequence[Title],
    cell: CellAround | None,
    table: TableWords | None,
) -> Period | None:
    """The time of a figure."""
    if date is not None:
        found = _period(_in_year(date, titles), "figure" if dated else "statement")
    else:
        found = _around(quantity, label, titles, cell, table)
    if found is None or dated:
        return _begun(quantity, label, found)
    return _begun(quantity, label, _earlier(label, found))


def _around(
    quantity: Quantity,
    label: Sequence[str],
    titles: Sequence[Title],
    cell: CellAround | None,
    table: TableWords | None,
) -> Period | None:
    """The date of its column, its row, its table or a title."""
    if cell is not None and table is not None:
        if found := table.date_of(cell):
            return _period(_in_year(found[0], titles), found[1])
        if table.as_of is not None:
            return _period(table.as_of, "table")
        if table.dates_rows:
            return None
    if _is_timeless(quantity, label):
        return None
    at = next((at for at, title in enumerate(titles) if title.date is not None), None)
    held = None if at is None else titles[at].date
    if at is None or held is None:
        return None
    return _period(_in_year(held, titles[at + 1 :]), "title")


def _period(date: DateSpan, source: str) -> Period | None:
    if date.precision == "time":
        return None
    return Period(date.raw, date.start, date.end, source)


def _begun(quantity: Quantity, label: Sequence[str], period: Period | None) -> Period | None:
    """The beginning of a running total (누적) is not stated."""
    words = " ".join([quantity.modifier or "", *label])
    running = period is not None and outcomes().is_running_total(words)
    return replace(period, start=None) if period is not None and running else period


def _earlier(label: Sequence[str], period: Period) -> Period | None:
    """The year before the one that holds around it: (전년 89.8점).

    Of what is stated on one day the year before says nothing: it may be its end.
    """
    word = label[-1] if label else ""
    if closed(word) not in meaning().year_before:
        return period
    start, end = period.start, period.end
    of_part = closed(word).endswith(meaning().same_part) and period.source == "title"
    if start is None or end is None or start == end or of_part:
        return None
    return replace(period, raw=word, start=_year_off(start, -1), end=_year_off(end, -1))


def _year_off(day: datetime.date, years: int) -> datetime.date:
    last = day.month == 2 and (day + datetime.timedelta(days=1)).month == 3
    moved = day.replace(year=day.year + years, day=min(day.day, 28) if last else day.day)
    leap = last and (moved + datetime.timedelta(days=1)).month == 2
    return moved + datetime.timedelta(days=1) if leap else moved


def _in_year(date: DateSpan, titles: Sequence[Title]) -> DateSpan:
    """A date without a year is of the year that the nearest dated title names."""
    if date.year_from not in _UNCERTAIN or date.start is None or date.end is None:
        return date
    named = next((t.date for t in titles if t.date is not None), None)
    if named is None or named.start is None or named.end is None or named.year_from != "stated":
        return date
    if named.start.year != named.end.year or named.start.year == date.start.year:
        return date
    years = named.start.year - date.start.year
    return replace(date, start=_year_off(date.start, years), end=_year_off(date.end, years))


def as_of(text: str, date: DateSpan) -> DateSpan:
    """A date, or its last day where only that is said: '22.12월말 is the 31st.

    Behind 부터 and 이후 it has no end, before 이전 no beginning.
    """
    opened = _OPENED.match(text, date.char_end)
    if opened and not _TILDE.search(date.raw):
        before = opened["before"] is not None
        return replace(date, start=None) if before else replace(date, end=None, open_end=True)
    single = not (date.open_start or date.open_end or _TILDE.search(date.raw))
    inside = text[date.char_end - 1 : date.char_end] in outcomes().last_day  # 12월말
    ends = single and _LAST_DAY.match(text, date.char_end - inside)
    return replace(date, start=date.end) if ends else date


def with_halves(document: Document, dates: Sequence[DateSpan], year: int) -> list[DateSpan]:
    """The dates of a document with the halves of a year that are written without a digit.

    A half, and a date without a year, is of the year of the date before it in its line, else of
    the report's.
    """
    starts = [date.char_start for date in dates]
    found: list[DateSpan] = []
    for line in document.lines:
        first, last = bisect_left(starts, line.start), bisect_left(starts, line.end)
        printed = _year_from_before(document.text, dates[first:last])
        found += [*printed, *_halves(document.text, Span(line.start, line.end), printed, year)]
    return sorted(found, key=lambda date: date.char_start)


def _year_from_before(text: str, dates: Sequence[DateSpan]) -> list[DateSpan]:
    """'24. 9. 감정평가 의뢰(9.27.): both are of one year."""
    found: list[DateSpan] = []
    for date in dates:
        named = next((d for d in reversed(found) if d.year_from == "stated"), None)
        start, end = (named.start, named.end) if named else (None, None)
        known = date.start and date.end and date.year_from in _UNCERTAIN
        if known and start and end and start.year == end.year and not _is_base(text, named):
            years = start.year - (date.start or start).year
            first, last = (_year_off(d, years) if d else None for d in (date.start, date.end))
            found.append(replace(date, start=first, end=last, year_from="chain"))
        else:
            found.append(date)
    return found


def _is_base(text: str, date: DateSpan | None) -> bool:
    """It is what something is compared with: '24년 대비."""
    return date is not None and _COMPARED.match(text, date.char_end) is not None


def _halves(text: str, line: Span, printed: Sequence[DateSpan], year: int) -> Iterator[DateSpan]:
    if "반기" not in line.of(text):
        return
    for half in spoken_dates(text, line, printed, year, "report"):
        if "반기" not in half.raw:
            continue
        before = [d for d in printed if d.char_end <= half.char_start and (d.end or d.start)]
        last = before[-1] if before else None
        named = last and (last.end or last.start)
        if last and named and last.year_from not in _UNCERTAIN:
            years = named.year - year
            start, end = (_year_off(d, years) if d else None for d in (half.start, half.end))
            yield replace(half, start=start, end=end, year_from="chain")
        else:
            yield half


def _is_timeless(quantity: Quantity, label: Sequence[str]) -> bool:
    """Areas, durations, conditions and the cost of a whole project do not flow."""
    known, words = meaning(), set((quantity.modifier or "").split())
    return (
        quantity.unit in known.timeless_units
        or not modifiers().bound.isdisjoint(words - {"약", "여"})
        or any(closed(part).endswith(known.timeless_labels) for part in label)
    )
