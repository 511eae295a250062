"""A table as schedules ask for it: its headings, its periods, its cells of dates.

What belongs here: what is asked of any table. What does not: which of its cells are steps
(`schedule_tables`, `schedule_columns`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.periods import Period, periods_by_number
from pipeline.facts.milestones.stretches import DateMark, Statement, only_dates
from pipeline.vocabulary.milestones import milestones

OPENED = re.compile(r"\([^()]*\)")

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
    """Starts of the dates that its headings explain, steps or not."""


@dataclass(frozen=True)
class ScheduleGrid:
    """A table, as schedules ask for it."""

    text: str
    grid: Grid
    dates_in: DatesIn
    year: int
    """The year of months that name none."""

    @cached_property
    def _first(self) -> int:
        """The first row below the headings: the corner beside merged ones reaches down to it."""
        top = [cell for cell in self.grid.cells if cell.row == 0]
        merged = any(cell.column_span > 1 for cell in top[1:])
        corner = top[0].row_span if top and merged else 1
        return max(self.grid.header_rows, corner, 1)

    @cached_property
    def body(self) -> list[list[Cell]]:
        """Its rows below the headings, but for totals."""
        first = self._first
        rows: dict[int, list[Cell]] = {}
        for cell in self.grid.cells:
            if cell.row >= first:
                rows.setdefault(cell.row, []).append(cell)
        return [rows[row] for row in sorted(rows)]

    @cached_property
    def heads(self) -> dict[int, str]:
        """The text above each column, closed up, without what is in brackets."""
        first = self._first
        found: dict[int, str] = {}
        for cell in self.grid.cells:
            if cell.row < first:
                name = OPENED.sub("", closed(cell.span.of(self.text)))
                for column in range(cell.column, cell.column + cell.column_span):
                    found[column] = found.get(column, "") + name
        return found

    @cached_property
    def periods(self) -> dict[int, Period]:
        """Columns that a part of a year heads, the innermost of several, and years beside them."""
        heads = [cell for cell in self.grid.cells if cell.row < self._first]
        pattern = milestones().period.pattern
        found: dict[int, Period] = {}
        numbered = periods_by_number(self.text, heads, self.dates_in, self.year)
        for cell in heads:
            period = numbered.get(cell)
            if period is None and pattern.fullmatch(closed(cell.span.of(self.text))):
                dates = self.dates_in(cell.span)
                period = Period(cell, dates[0], dates[-1]) if dates else None
            if period is not None:
                found |= dict.fromkeys(range(cell.column, cell.column + cell.column_span), period)
        return self._years_beside(found) | found

    def _years_beside(self, parts: dict[int, Period]) -> dict[int, Period]:
        """’26년 behind ’25. 3분기 and ’25. 4분기, in their row."""
        rows = {period.cell.row for period in parts.values()}
        found: dict[int, Period] = {}
        for cell in self.grid.cells:
            if len(parts) > 1 and cell.row in rows and self.is_dates(cell):
                year = self.dates_in(cell.span)[0]
                if year.date.precision == "year":
                    found[cell.column] = Period(cell, year, year)
        return found

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
