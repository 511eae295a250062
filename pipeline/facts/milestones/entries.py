"""Entries of a schedule: a dated step, or a date that no step was read for, and their places.

What belongs here: single entries. What does not: which lines they are read from (`reader`).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.tables.grid import Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.stretches import DateMark
from pipeline.figures.date_values import DateSpan


@dataclass(frozen=True)
class Milestone:
    """One dated step."""

    description: str
    date: DateSpan
    place: Span
    """The date as published: with its ~, 까지 or 부터."""
    lines: Span
    """The lines it was read from."""
    section: int
    heading: str | None
    """The heading that announces it, as printed; None if there is none."""
    roles: tuple[str, ...]
    """The roles of that heading."""
    subject: str | None = None
    """The owner of the step, from the row of its table."""
    part_of: Span | None = None
    """Place of the date of the milestone that it is a part of."""


@dataclass(frozen=True)
class Undecided:
    """A date of a schedule that no step was read for."""

    span: Span
    reason: str


Entry = Milestone | Undecided


def require_known_day(entry: Entry) -> Entry:
    """A step of no known day (13월, 매월 15일) is undecided."""
    if isinstance(entry, Undecided) or entry.date.start or entry.date.end:
        return entry
    return Undecided(entry.place, "its first and last day are not known")


def entry_place(entry: Entry) -> tuple[int, bool, int]:
    """In the order of the text, parts behind their whole."""
    if isinstance(entry, Undecided):
        return entry.span.start, False, entry.span.start
    whole = entry.part_of or entry.place
    return whole.start, entry.part_of is not None, entry.place.start


def holds_span(outer: Span, inner: Span) -> bool:
    """A stretch holds another one."""
    return outer.start <= inner.start and inner.end <= outer.end


def dates_within(span: Span, dates: Sequence[ScheduleDate]) -> list[ScheduleDate]:
    """The dates that stand in a stretch, of dates in the order of the text."""
    first, last = (bisect_left(dates, at, key=_start) for at in (span.start, span.end))
    return [date for date in dates[first:last] if date.mark.end <= span.end]


def _start(date: ScheduleDate) -> int:
    return date.mark.start


def remaining_dates(dates: Sequence[ScheduleDate], taken: set[int]) -> list[ScheduleDate]:
    """The dates that nothing took, by their numbers."""
    return [date for number, date in enumerate(dates) if number not in taken]


def move_mark(mark: DateMark, by: int) -> DateMark:
    """A date of a text that begins further on."""
    return replace(mark, start=mark.start + by, end=mark.end + by)


def stand_in_several_cells(text: str, marks: Sequence[DateMark]) -> bool:
    """Dates in more than one cell of a row: which column says what, nothing tells."""
    return len({text.count("\t", 0, mark.start) for mark in marks}) > 1
