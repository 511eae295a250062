"""Headings of columns that are parts of a year by their number alone: 1, 2, 3 … or 1/4, 2/4.

What belongs here: which numbers are months or quarters, and of which year. What does not: what
stands below them (`schedule_columns`).
"""

import calendar
import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.stretches import DateMark
from pipeline.figures.date_values import DateSpan

_NUMBER = re.compile(r"(1[0-2]|[1-9])(/4)?")
_TOLD = re.compile(r"월|분기|일정|시기|기간|연도|추진계획")
_QUARTERLY = re.compile(r"분기")
_MONTHS, _QUARTERS = 12, 4
_LEAST = 3
"""Numbers in a row, at least, that are parts of a year."""


@dataclass(frozen=True)
class Period:
    """A part of a year that heads columns."""

    cell: Cell
    first: ScheduleDate
    last: ScheduleDate


def periods_by_number(
    text: str, heads: Sequence[Cell], dates_in: Callable[[Span], Sequence[ScheduleDate]], year: int
) -> dict[Cell, Period]:
    """The months or quarters of headings that are nothing but numbers which count on.

    All twelve months or quarters in fours say so themselves; others are told by a heading above.

    Args:
        year: of numbers that stand below no year.
    """
    found: dict[Cell, Period] = {}
    for row in sorted({cell.row for cell in heads}):
        above = [cell for cell in heads if cell.row < row]
        corner = [cell for cell in heads if cell.column == 0]
        numbers: list[tuple[Cell, int, bool]] = []
        for cell in heads:
            match = _NUMBER.fullmatch(closed(cell.span.of(text))) if cell.row == row else None
            if match:
                numbers.append((cell, int(match[1]), match[2] is not None))
        if kind := _kind(text, numbers, [*above, *corner]):
            found |= _date_numbers(text, numbers, above, dates_in, (kind, year))
    return found


def _kind(
    text: str, numbers: Sequence[tuple[Cell, int, bool]], around: Sequence[Cell]
) -> int | None:
    """12 for months, 4 for quarters; None where the numbers are something else."""
    values = [value for _, value, _ in numbers]
    if len(values) < _LEAST:
        return None
    told = "".join(closed(cell.span.of(text)) for cell in around)
    fourths = all(of_four for _, _, of_four in numbers)
    if any(of_four for _, _, of_four in numbers) and not fourths:
        return None
    count = _QUARTERS if fourths or _QUARTERLY.search(told) else _MONTHS
    if any(b != a % count + 1 for a, b in pairwise(values)):
        return None
    whole = values == list(range(1, _MONTHS + 1))
    return count if fourths or whole or _TOLD.search(told) or _YEAR.search(told) else None


_YEAR = re.compile(r"['’‘]?(?:20)?\d{2}년?")


def _date_numbers(
    text: str,
    numbers: Sequence[tuple[Cell, int, bool]],
    above: Sequence[Cell],
    dates_in: Callable[[Span], Sequence[ScheduleDate]],
    of: tuple[int, int],
) -> dict[Cell, Period]:
    """The period of each number, in the year above it; 11, 12, 1 run into the next year."""
    count, year = of
    found: dict[Cell, Period] = {}
    before, stated = 0, None
    for cell, value, _ in numbers:
        own = next((y for a in above if _over(a, cell) if (y := _year(dates_in(a.span)))), None)
        if own != stated and own is not None:
            year, stated = own, own
        elif value < before:
            year += 1
        before = value
        months = _MONTHS // count
        last = value * months
        start = datetime.date(year, last - months + 1, 1)
        end = datetime.date(year, last, calendar.monthrange(year, last)[1])
        precision = "month" if count == _MONTHS else "quarter"
        source = "heading" if stated else "report"
        date = DateSpan(
            *(cell.span.start, cell.span.end, cell.span.of(text), start, end, precision, source),
            open_start=False,
            open_end=False,
        )
        mark = DateMark(cell.span.start, cell.span.end, precision, spoken=False)
        found[cell] = Period(cell, ScheduleDate(date, mark), ScheduleDate(date, mark))
    return found


def _over(above: Cell, cell: Cell) -> bool:
    return above.column <= cell.column < above.column + above.column_span


def _year(dates: Sequence[ScheduleDate]) -> int | None:
    years = {d.date.start.year for d in dates if d.date.precision == "year" and d.date.start}
    return years.pop() if len(years) == 1 else None
