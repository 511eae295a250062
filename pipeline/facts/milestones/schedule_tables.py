"""Schedules set as tables: a column of dates, or columns of events.

What belongs here: which cell says what happens, and which says when. What does not: dates inside
the words of a cell (`grammar`, `told`).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.milestones.calendars import is_calendar, steps_of_calendar
from pipeline.facts.milestones.events import happens
from pipeline.facts.milestones.schedule_columns import (
    NUMBERS,
    PERIODS,
    WORD,
    marks_periods,
    steps_by_column,
    steps_by_period,
    tells_steps,
)
from pipeline.facts.milestones.schedule_grid import DatesIn, ScheduleGrid, ScheduleTable, TableStep
from pipeline.vocabulary.milestones import milestones

_LEAST = 0.6
"""Share of the filled cells of a column that are dates, or name things."""
_DAY_BEHIND = re.compile(r"(?:예정)?(?:일자?|월|시기)$")
_TIMES_OF = re.compile(r"시기|일자|일시")
_ORDER = ("day", "month", "quarter", "half", "part_of_year", "year")


def read_schedule(
    text: str, grid: Grid, dates_in: DatesIn, year: int, *, announced: bool
) -> ScheduleTable | None:
    """The steps of a table, or None where its headings say of no date what it is.

    Args:
        year: that of months that name none.
        announced: it stands under a heading of schedules.
    """
    table = ScheduleGrid(text, grid, dates_in, year)
    if len(table.periods) >= PERIODS:
        told = announced or marks_periods(table) or tells_steps(table)
        return steps_by_period(table, announced=announced) if told else None
    found = _by_row(table, announced=announced)
    return (steps_by_column(table) or found) if announced and not (found and found.steps) else found


def _by_row(table: ScheduleGrid, *, announced: bool) -> ScheduleTable | None:
    """A column of dates, named as one, beside a column that says what happens."""
    dated = {
        column: cells
        for column in range(table.grid.columns)
        if (cells := table.column(column))
        and sum(map(table.is_dates, cells)) >= _LEAST * len(cells)
    }
    names = [column for column in range(table.grid.columns) if _names(table, column, dated)]
    said = announced or any(_says_steps(table, column) for column in names)
    kinds = {column: _kind(table.heads.get(column, ""), announced=said) for column in dated}
    events = [column for column in dated if kinds[column] == "event"]
    when = [column for column in dated if kinds[column] == "when"]
    if not names or not (events or when):
        whole = [column for column in dated if kinds[column] == "whole"]
        return ScheduleTable((), _places(table, whole)) if whole and names else None
    if not events and len(when) == 1 and is_calendar(table, when[0], names):
        told = steps_of_calendar(table, when[0], names)
        return ScheduleTable(tuple(told), _places(table, [*dated, *names]))
    fineness = {column: _fineness(table, dated[column]) for column in when}
    chosen = events or [c for c in when if fineness[c] == min(fineness.values())]
    kind = "event" if events else "series" if len(chosen) > 1 else "when"
    steps = [
        step
        for row in table.body
        for column in chosen
        for step in _steps(table, row, column, names, kind=kind)
    ]
    return ScheduleTable(tuple(steps), _places(table, list(dated)))


def _names(table: ScheduleGrid, column: int, dated: dict[int, list[Cell]]) -> bool:
    """A column whose cells say what things are: words, each other ones, in most rows."""
    cells = table.column(column)
    if column in dated or table.heads.get(column, "") in milestones().beside_steps:
        return False
    told = [w for w in map(table.words, cells) if WORD.search(w) and not NUMBERS.fullmatch(w)]
    rows = len(table.body)
    return len(told) >= _LEAST * rows and len(set(told)) >= _LEAST * len(told)


def _says_steps(table: ScheduleGrid, column: int) -> bool:
    """Most cells of a column say that something happens."""
    words = [table.words(cell) for cell in table.column(column)]
    told = [word for word in words if happens(word)]
    return len(words) > 1 and len(told) > _LEAST * len(words)


def _kind(head: str, *, announced: bool) -> str | None:
    """The kind of a column of dates: `when`, `event` (착공일), `whole` (사업기간), or nothing."""
    words = milestones()
    if head in words.when_alone:
        return "when"
    if head in words.whole_project:
        return "when" if announced and head == "기간" else "whole"
    stem = _DAY_BEHIND.sub("", head)
    if stem in words.founded or len(_TIMES_OF.findall(head)) > 1:
        return None  # 공모시기 발표시기: which of its dates is which is open
    if stem != head and stem.endswith(words.happens) and stem not in words.any_step:
        return "event"
    if words.is_when(head):
        return "when" if announced or not head.endswith("기간") else "whole"
    return "event" if stem.endswith(words.happens) else "when" if announced else None


def _fineness(table: ScheduleGrid, cells: Sequence[Cell]) -> int:
    """The precision with which a column of dates tells; the finest comes first."""
    found = [_ORDER.index(d.date.precision) for c in cells for d in table.dates_in(c.span)
             if d.date.precision in _ORDER]  # fmt: skip
    return min(found, default=len(_ORDER))


def _steps(
    table: ScheduleGrid, row: Sequence[Cell], column: int, names: Sequence[int], *, kind: str
) -> Iterator[TableStep]:
    """The steps of one cell of dates. Of several columns (1차, 2차) the heading says which."""
    cell = next((c for c in row if c.column == column), None)
    if cell is None or not table.is_dates(cell):
        return
    named = [c for n in names if (c := table.covering(row, n)) and table.words(c)]
    if not named:
        return
    first = max(table.grid.header_rows, 1)
    head = next((c for c in table.grid.cells if c.column == column and c.row < first), None)
    own = head if kind == "event" and head else _what(table, named, row)
    others = [c for c in named if c is not own]
    subject = table.words(others[0]) if others else None
    around = [own, cell, *([head] if head and kind != "when" else [])]
    lines = Span(min(c.span.start for c in around), max(c.span.end for c in around))
    words = table.words(own)
    if kind == "series" and head:
        words = f"{words} ({table.words(head)})"
    for date in table.dates_in(cell.span):
        yield TableStep(date, words, subject, lines, cell.span)


def _what(table: ScheduleGrid, named: Sequence[Cell], row: Sequence[Cell]) -> Cell:
    """Of the cells that name something, the one that says what happens: the row's own detail.

    The first that stands in this row only, behind a group that covers several rows; of two own
    ones, the second where its heading says that it holds the content (추진내용).
    """
    own = [c for c in named if c.row == row[0].row and c.row_span == 1] or list(named)
    content = [c for c in own if table.heads.get(c.column, "").endswith(milestones().contents)]
    return (content or own)[0]


def _places(table: ScheduleGrid, columns: Sequence[int]) -> frozenset[int]:
    return frozenset(
        date.mark.start
        for column in columns
        for cell in table.column(column)
        for date in table.dates_in(cell.span)
    )
