"""Schedules with a column for each period, and boxes beside each other with a row of dates.

What belongs here: what stands below a period, or in the column of a date. What does not: rows of a
column of dates (`schedule_tables`).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.document.digits import MINUS
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.schedule_grid import OPENED, ScheduleGrid, ScheduleTable, TableStep
from pipeline.facts.milestones.statements import cut_at_bullets
from pipeline.vocabulary.milestones import milestones

_NOTHING = ("", *MINUS)
"""Signs in a cell below a period in which nothing is done."""
PERIODS = 2
"""Dates of a row, or columns that a period heads, at least."""
_LEAST, _MOST, _A_FEW = 3, 0.6, 0.0
"""Cells below periods, at least, and the share of them that says that something happens, where no
heading announces a schedule, and where one does."""
NUMBERS = re.compile(r"(?=.*\d)[\W\d]*(?:[가-힣㎡%]{0,3})[\W\d]*")
WORD = re.compile(r"[^\W\d_]{2,}")


def steps_by_period(table: ScheduleGrid, *, announced: bool) -> ScheduleTable | None:
    """Rows of steps below parts of a year: bars of signs or colour, or words without own dates."""
    steps: list[TableStep] = []
    every = tells_steps(table, _A_FEW if announced else _MOST)
    for row in table.body:
        inside = [c for c in row if c.column in table.periods and table.words(c) not in _NOTHING]
        stub = _names_of(table, row)
        filled = _filled_cells(table, row)
        bars = [c for c in inside if not re.search(r"\w", table.words(c))]
        if stub and (inside or filled) and len(bars) == len(inside):
            steps += _bars(table, stub, [*bars, *filled])
        elif inside and not bars:
            steps += _steps_in_cells(table, stub, inside, every=every)
    heads = frozenset(
        date.mark.start for period in table.periods.values() for date in (period.first, period.last)
    )
    own = {step.date.mark.start for step in steps}
    return ScheduleTable(tuple(steps), heads | own) if steps else None


def marks_periods(table: ScheduleGrid) -> bool:
    """Nothing but signs stands below the periods, one at least in every row that has a name."""
    inside = [[table.words(c) for c in row if c.column in table.periods] for row in table.body]
    words = [word for row in inside for word in row]
    signs = [[word for word in row if word not in _NOTHING] for row in inside]
    return bool(signs) and all(signs) and not any(re.search(r"\w", word) for word in words)


def tells_steps(table: ScheduleGrid, share: float = _MOST) -> bool:
    """Words stand below several periods, no figures, and a share says that something happens."""
    cells = [c for row in table.body for c in row if c.column in table.periods]
    words = [w for c in cells if (w := table.words(c)) not in _NOTHING]
    told = [word for word in words if _happens(word)]
    figures = any(NUMBERS.fullmatch(w) or not WORD.search(w) for w in words)
    return len(words) >= _LEAST and not figures and len(told) > share * len(words)


def _happens(words: str) -> bool:
    return closed(OPENED.sub("", words)).endswith(milestones().happens)


def _names_of(table: ScheduleGrid, row: Sequence[Cell]) -> list[Cell]:
    """The cells before the periods that say what a row is about, merged ones included."""
    covering = (table.covering(row, column) for column in range(min(table.periods)))
    named = [c for c in covering if c and WORD.search(table.words(c))]
    own = [c for c in named if table.heads.get(c.column, "") not in milestones().beside_steps]
    return own or named


def _filled_cells(table: ScheduleGrid, row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row that are filled and blank, unless the whole row is, as stripes are."""
    below = [c for c in row if c.column in table.periods]
    filled = [c for c in below if c.is_filled and not table.words(c)]
    stripe = all(c.is_filled for c in below) and any(
        c.is_filled for c in row if c.column < min(table.periods)
    )
    return [] if stripe else filled


def _bars(table: ScheduleGrid, stub: Sequence[Cell], bars: Sequence[Cell]) -> Iterator[TableStep]:
    """One step for each run of marked columns."""
    columns = [n for c in bars for n in range(c.column, c.column + c.column_span)]
    runs = groupby(enumerate(sorted(columns)), key=lambda pair: pair[1] - pair[0])
    for _, run in runs:
        own = [column for _, column in run]
        first, last = (table.periods.get(column) for column in (own[0], own[-1]))
        if first is None or last is None:
            continue
        date = first.first.until(last.last)
        lines = Span(first.cell.span.start, max(c.span.end for c in (*bars, stub[-1])))
        subject = table.words(stub[0]) if len(stub) > 1 else None
        yield TableStep(date, table.words(stub[-1]), subject, lines, stub[-1].span)


def _steps_in_cells(
    table: ScheduleGrid, stub: Sequence[Cell], inside: Sequence[Cell], *, every: bool
) -> Iterator[TableStep]:
    """The steps in cells, dated by the part of the year above them."""
    subject = table.words(stub[-1]) if stub else None
    for cell in inside:
        reach = range(cell.column, cell.column + cell.column_span)
        first, last = table.periods[reach[0]], table.periods.get(reach[-1])
        own = table.dates_in(cell.span)
        if len(own) == 1 and (words := without_date(table.text, cell.span, own[0])):
            yield TableStep(own[0], words, subject, cell.span, cell.span)
        if last is None or own:
            continue
        date = first.first.until(last.last)
        for item in cut_at_bullets(table.text, cell.span):
            words = readable(item.of(table.text)).lstrip("-○◦ㅇ·∙• ")
            if _happens(words) or (every and WORD.search(words)):
                yield TableStep(date, words, subject, Span(first.cell.span.start, item.end), item)


def without_date(text: str, span: Span, date: ScheduleDate) -> str:
    """The words of a stretch without its own date, which says more than the period above."""
    rest = readable(text[span.start : date.mark.start] + text[date.mark.end : span.end])
    return re.sub(r"\s*\(\s*\)\s*", " ", rest).strip(" :：-○◦ㅇ·∙•")


def steps_by_column(table: ScheduleGrid) -> ScheduleTable | None:
    """Two rows, of which one holds dates and the other what happens then: boxes beside each other.

    Cells that hold an arrow stand between them.
    """
    filled = [c for c in table.grid.cells if re.search(r"\w", table.words(c))]
    rows = [[c for c in filled if c.row == row] for row in sorted({c.row for c in filled})]
    dated = [row for row in rows if all(map(table.is_dates, row))]
    if len(rows) != len(("dates", "events")) or len(dated) != 1 or len(dated[0]) < PERIODS:
        return None
    events = {c.column: c for c in (rows[1] if dated[0] is rows[0] else rows[0])}
    if {c.column for c in dated[0]} != set(events):
        return None
    if any(NUMBERS.fullmatch(w) or not WORD.search(w) for w in map(table.words, events.values())):
        return None
    steps = []
    for cell in dated[0]:
        event = events[cell.column]
        both = (cell.span, event.span)
        lines = Span(min(span.start for span in both), max(span.end for span in both))
        steps += [
            TableStep(date, table.words(event), None, lines, event.span)
            for date in table.dates_in(cell.span)
        ]
    places = [date.mark.start for cell in dated[0] for date in table.dates_in(cell.span)]
    return ScheduleTable(tuple(steps), frozenset(places))
