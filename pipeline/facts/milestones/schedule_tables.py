"""Schedules set as tables: a column of dates, columns of events, or a column for each period.

What belongs here: which cell says what happens, and which says when. What does not: dates inside
the words of a cell (`grammar`, `told`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.stretches import DateMark, Statement, only_dates
from pipeline.vocabulary.milestones import milestones

_LEAST = 0.6
"""Share of the filled cells of a column that are dates, or name things."""
_PERIODS = 2
_NUMBERS = re.compile(r"(?=.*\d)[\W\d]*(?:[가-힣㎡%]{0,3})[\W\d]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_OPENED = re.compile(r"\([^()]*\)")
_DAY_BEHIND = re.compile(r"(?:예정)?(?:일자?|월|시기)$")
_ORDER = ("day", "month", "quarter", "half", "part_of_year", "year")

DatesIn = Callable[[Span], Sequence[ScheduleDate]]


@dataclass(frozen=True)
class TableStep:
    """The event at a date, as a row of a table says."""

    date: ScheduleDate
    description: str
    subject: str | None
    lines: Span
    """From the first to the last of the cells that say it."""
    row: Span
    """The cell of its row that says it."""


@dataclass(frozen=True)
class ScheduleTable:
    """A table whose dates were read by its headings."""

    steps: tuple[TableStep, ...]
    decided: frozenset[int]
    """Where the dates begin that its headings explain, whether they are steps or not."""


def read_schedule(
    text: str, grid: Grid, dates_in: DatesIn, *, announced: bool
) -> ScheduleTable | None:
    """The steps of a table, or None where its headings say of no date what it is.

    Args:
        text: the canonical text.
        grid: the table.
        dates_in: the dates of a stretch.
        announced: it stands under a heading of schedules.
    """
    table = _Table(text, grid, dates_in)
    if len(table.periods) >= _PERIODS:
        return _by_period(table) if announced else None
    return _by_row(table, announced=announced)


@dataclass(frozen=True)
class _Table:
    text: str
    grid: Grid
    dates_in: DatesIn

    @cached_property
    def body(self) -> list[list[Cell]]:
        """Its rows below the headings, but for totals."""
        first = max(self.grid.header_rows, 1)
        rows: dict[int, list[Cell]] = {}
        for cell in self.grid.cells:
            if cell.row >= first:
                rows.setdefault(cell.row, []).append(cell)
        return [rows[row] for row in sorted(rows)]

    @cached_property
    def heads(self) -> dict[int, str]:
        """The text above each column, closed up, without what is in brackets."""
        first = max(self.grid.header_rows, 1)
        found: dict[int, str] = {}
        for cell in self.grid.cells:
            if cell.row < first:
                name = _OPENED.sub("", closed(cell.span.of(self.text)))
                for column in range(cell.column, cell.column + cell.column_span):
                    found[column] = found.get(column, "") + name
        return found

    @cached_property
    def periods(self) -> dict[int, Cell]:
        """Columns that a part of a year heads, with that heading."""
        first = max(self.grid.header_rows, 1)
        pattern = milestones().period.pattern
        return {
            cell.column: cell
            for cell in self.grid.cells
            if cell.row < first
            and cell.column_span == 1
            and pattern.fullmatch(closed(cell.span.of(self.text)))
            and self.dates_in(cell.span)
        }

    def column(self, number: int) -> list[Cell]:
        """The filled cells of a column, below its heading."""
        return [
            cell for row in self.body for cell in row if cell.column == number and self.words(cell)
        ]

    def words(self, cell: Cell) -> str:
        """The text of a cell, readable."""
        return readable(cell.span.of(self.text))

    def is_dates(self, cell: Cell) -> bool:
        """Nothing but dates stands in a cell."""
        inside = self.dates_in(cell.span)
        marks = [
            DateMark(m.start - cell.span.start, m.end - cell.span.start, m.precision, m.spoken)
            for m in (date.mark for date in inside)
        ]
        shown = cell.span.of(self.text)
        return bool(inside) and only_dates(Statement(shown, tuple(marks)), 0, len(shown))

    def covering(self, row: Sequence[Cell], column: int) -> Cell | None:
        """The cell that a row has in a column, its own or one that reaches down from above."""
        number = row[0].row
        for cell in self.grid.cells:
            if cell.column == column and cell.row <= number < cell.row + cell.row_span:
                return cell
        return None


def _by_row(table: _Table, *, announced: bool) -> ScheduleTable | None:
    """A column of dates, named as one, beside a column that says what happens."""
    dated = {
        column: cells
        for column in range(table.grid.columns)
        if (cells := table.column(column))
        and sum(map(table.is_dates, cells)) >= _LEAST * len(cells)
    }
    names = [column for column in range(table.grid.columns) if _names(table, column, dated)]
    kinds = {column: _kind(table.heads.get(column, ""), announced=announced) for column in dated}
    events = [column for column in dated if kinds[column] == "event"]
    when = [column for column in dated if kinds[column] == "when"]
    if not names or not (events or when):
        whole = [column for column in dated if kinds[column] == "whole"]
        return ScheduleTable((), _places(table, whole)) if whole and names else None
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


def _names(table: _Table, column: int, dated: dict[int, list[Cell]]) -> bool:
    """A column whose cells say what things are: words, each other ones, in most rows."""
    cells = table.column(column)
    if column in dated or table.heads.get(column, "") in milestones().beside_steps:
        return False
    told = [w for w in map(table.words, cells) if _WORD.search(w) and not _NUMBERS.fullmatch(w)]
    rows = len(table.body)
    return len(told) >= _LEAST * rows and len(set(told)) >= _LEAST * len(told)


def _kind(head: str, *, announced: bool) -> str | None:
    """The kind of a column of dates: `when`, `event` (착공일), `whole` (사업기간), or nothing."""
    words = milestones()
    if head in words.whole_project:
        return "when" if announced and head == "기간" else "whole"
    stem = _DAY_BEHIND.sub("", head)
    if stem != head and stem.endswith(words.happens) and stem not in words.any_step:
        return "event"
    if words.is_when(head):
        return "when" if announced or not head.endswith("기간") else "whole"
    return "event" if stem.endswith(words.happens) else "when" if announced else None


def _fineness(table: _Table, cells: Sequence[Cell]) -> int:
    """The precision with which a column of dates tells; the finest comes first."""
    found = [_ORDER.index(d.date.precision) for c in cells for d in table.dates_in(c.span)
             if d.date.precision in _ORDER]  # fmt: skip
    return min(found, default=len(_ORDER))


def _steps(
    table: _Table, row: Sequence[Cell], column: int, names: Sequence[int], *, kind: str
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


def _what(table: _Table, named: Sequence[Cell], row: Sequence[Cell]) -> Cell:
    """Of the cells that name something, the one that says what happens: the row's own detail.

    The first that stands in this row only, behind a group that covers several rows; of two own
    ones, the second where its heading says that it holds the content (추진내용).
    """
    own = [c for c in named if c.row == row[0].row and c.row_span == 1] or list(named)
    content = [c for c in own if table.heads.get(c.column, "").endswith(milestones().contents)]
    return (content or own)[0]


def _places(table: _Table, columns: Sequence[int]) -> frozenset[int]:
    return frozenset(
        date.mark.start
        for column in columns
        for cell in table.column(column)
        for date in table.dates_in(cell.span)
    )


def _by_period(table: _Table) -> ScheduleTable | None:
    """Rows of steps below parts of a year: bars of signs, or words without dates of their own."""
    steps: list[TableStep] = []
    for row in table.body:
        inside = [c for c in row if c.column in table.periods and table.words(c)]
        stub = [c for c in row if c.column < min(table.periods) and table.words(c)]
        if not inside:
            continue
        bars = [c for c in inside if not re.search(r"\w", table.words(c))]
        if len(bars) == len(inside) and stub:
            steps += _bars(table, stub, bars)
    heads = frozenset(
        date.mark.start for cell in table.periods.values() for date in table.dates_in(cell.span)
    )
    return ScheduleTable(tuple(steps), heads) if steps else None


def _bars(table: _Table, stub: Sequence[Cell], bars: Sequence[Cell]) -> Iterator[TableStep]:
    """One step for each run of marked columns."""
    columns = [n for c in bars for n in range(c.column, c.column + c.column_span)]
    runs = groupby(enumerate(sorted(columns)), key=lambda pair: pair[1] - pair[0])
    for _, run in runs:
        own = [column for _, column in run]
        first, last = (table.periods.get(column) for column in (own[0], own[-1]))
        if first is None or last is None:
            continue
        begin, end = table.dates_in(first.span)[0], table.dates_in(last.span)[-1]
        date = begin.until(end)
        lines = Span(first.span.start, max(c.span.end for c in bars))
        subject = table.words(stub[0]) if len(stub) > 1 else None
        yield TableStep(date, table.words(stub[-1]), subject, lines, stub[-1].span)
