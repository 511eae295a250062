"""Calendars: a row for each part of a year, and beside it cells that tell what happens then.

What belongs here: which cells of such a row are steps of their own, and where one cell holds
several. What does not: tables with a row for each step (`schedule_tables`).
"""

from collections.abc import Iterator, Sequence

from pipeline.document.readable import readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.milestones.dates import ScheduleDate
from pipeline.facts.milestones.schedule_columns import without_date
from pipeline.facts.milestones.schedule_grid import ScheduleGrid, TableStep
from pipeline.facts.milestones.statements import cut_at_bullets
from pipeline.vocabulary.milestones import milestones

_PARTS_OF_A_YEAR = ("month", "quarter", "half", "part_of_year")


def is_calendar(table: ScheduleGrid, column: int, names: Sequence[int]) -> bool:
    """The first column counts parts of a year, each once; the others tell what happens then."""
    cells = table.column(column)
    found = [date for cell in cells for date in table.dates_in(cell.span)]
    parts = all(date.date.precision in _PARTS_OF_A_YEAR for date in found)
    once = len({table.words(cell) for cell in cells}) == len(cells) > 1
    return column == 0 and parts and once and (len(names) == 1 or _are_side_by_side(table, names))


def _are_side_by_side(table: ScheduleGrid, columns: Sequence[int]) -> bool:
    """Several columns that each tell something else: 정책과 | 학교과.

    None of their headings says what it holds of a step, as 사업명 | 추진내용 | 대상 do.
    """
    words = milestones()
    heads = [table.heads.get(column, "") for column in columns]
    named = any(
        not head or head.endswith(("명", *words.contents)) or words.is_general(head)
        for head in heads
    )
    return len(set(heads)) > 1 and not named


def steps_of_calendar(
    table: ScheduleGrid, column: int, names: Sequence[int]
) -> Iterator[TableStep]:
    """The steps in the cells of each row, dated by its part of the year."""
    heads = {cell.column: table.words(cell) for cell in table.grid.cells if cell.row == 0}
    for when in table.column(column):
        dates = table.dates_in(when.span)
        cells = [c for c in table.grid.cells if c.row == when.row and c.column in names]
        for cell in cells if dates else ():
            subject = heads.get(cell.column) if len(names) > 1 else None
            for item in _items(table.text, cell):
                yield from _step(table, item, when.span, dates[0], subject)


def _items(text: str, cell: Cell) -> list[Span]:
    """The items of a cell: behind bullets, else its paragraphs."""
    items = cut_at_bullets(text, cell.span)
    if len(items) == 1:
        starts = [cell.span.start, *cell.paragraphs]
        ends = [*cell.paragraphs, cell.span.end]
        items = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    return [item for item in items if item.of(text).strip()]


def _step(
    table: ScheduleGrid, item: Span, when: Span, period: ScheduleDate, subject: str | None
) -> Iterator[TableStep]:
    """`대학수학능력시험(11.13.)` in the row of November: its own date says more."""
    own = [date for date in table.dates_in(item) if _is_part(date, period)]
    date = own[0] if len(own) == 1 else period
    words = without_date(table.text, item, date) if own == [date] else readable(item.of(table.text))
    if words := words.strip("-○◦ㅇ·∙• "):
        yield TableStep(date, words, subject, Span(min(when.start, item.start), item.end), item)


def _is_part(date: ScheduleDate, period: ScheduleDate) -> bool:
    """A date lies in a part of the year and says more; 3월 of a name in January does not."""
    first, last = date.date.start, date.date.end
    start, end = period.date.start, period.date.end
    if not (first and last and start and end) or not date.mark.fine:
        return False
    return start <= first and last <= end and (first, last) != (start, end)
