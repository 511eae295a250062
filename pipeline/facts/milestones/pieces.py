"""The lines of a report that may hold steps, and the tables that are schedules.

What belongs here: what stands under which heading, and where a line is cut. What does not: what is
read of it (`reader`).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Span
from pipeline.facts.above import Announcement, HeadedLine, HeadingsAbove, OwnLine
from pipeline.facts.cover import cover
from pipeline.facts.milestones.dates import ScheduleDate, ScheduleDates
from pipeline.facts.milestones.diagrams import items_of_periods
from pipeline.facts.milestones.entries import dates_within
from pipeline.facts.milestones.schedule_grid import ScheduleTable
from pipeline.facts.milestones.schedule_tables import read_schedule
from pipeline.facts.milestones.statements import Piece, cut_at_notes, is_footnote, pieces_of_cells
from pipeline.facts.milestones.stretches import is_loose
from pipeline.figures.stated_days import cover_month

ROLES = frozenset({"schedule", "progress"})
"""The roles of headings over milestones."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_OTHER_ROLES = ("staffing", "organisation", "statistics")
"""Roles of sections whose tables hold no steps."""


def read_schedules(
    document: Document, outline: Outline, above: HeadingsAbove, dates_of: ScheduleDates
) -> Iterator[ScheduleTable]:
    """The tables whose headings say which of their dates are steps."""
    lines = {line.line: line for line in above.lines()}
    for grid in document.tables:
        line = lines.get(document.line_at(grid.span.start))
        if line is None or outline.roles[line.section] in _OTHER_ROLES:
            continue
        if _chapter_role(outline, line.section) == "competition":
            continue  # when others ask for proposals is no step
        under = line.announcement if isinstance(line, HeadedLine) else None
        role = outline.roles[line.section]
        announced = role == "schedule" or bool(under and ROLES & set(under.roles))
        dates = dates_of.of(grid.span, under)

        def dates_in(span: Span, dates: list[ScheduleDate] = dates) -> list[ScheduleDate]:
            return dates_within(span, dates)

        year = dates_of.year_under(under, line.line)
        table = read_schedule(document.text, grid, dates_in, year, announced=announced)
        if table is not None:
            yield table


def _chapter_role(outline: Outline, section: int) -> str | None:
    at: int | None = section
    while at is not None and outline.sections[at].kind != "chapter":
        at = outline.sections[at].parent
    return None if at is None else outline.roles[at]


def read_pieces(
    document: Document, outline: Outline, above: HeadingsAbove, dates_of: ScheduleDates
) -> Iterator[tuple[Piece, Announcement | None]]:
    """The lines that are not blank, each with the schedule or progress it stands under."""
    items, cells = items_of_periods(document), pieces_of_cells(document, outline.section_of)
    on_cover = {line.no for line in cover(document)}
    for line in above.lines():
        is_day = line.line in on_cover and cover_month(line.span.of(document.text))
        if is_day or (line.section == 0 and line.line in on_cover):
            continue  # when the report is given is no step of it
        under = line.announcement if isinstance(line, HeadedLine) else None
        announcing = under if under and ROLES & set(under.roles) else None
        if is_footnote(document, document.lines[line.line - 1]):
            continue
        own = [p for p in cells.get(line.line, []) if p.span.start >= line.span.start]
        apart = announcing is None or _tell_apart(document.text, own, dates_of, announcing)
        for piece in _cut(document, line, announcing, items, own if apart else ()):
            yield replace(piece, roles=under.roles if under else ()), announcing


def _cut(
    document: Document,
    line: OwnLine,
    announcement: Announcement | None,
    periods: Mapping[int, Sequence[Span]],
    cells: Sequence[Piece],
) -> Iterator[Piece]:
    """The items of a line: those of a row of periods, of its cells, or between its notes."""
    if announcement and line.line in periods:
        for item in periods[line.line]:
            yield Piece(line.line, item, line.section, begins=True)
    elif document.kinds[line.line - 1] == "table" and (announcement is None or cells):
        yield from cells
    else:
        yield from cut_at_notes(document.text, Piece(line.line, line.span, line.section))


def _tell_apart(
    text: str, cells: Sequence[Piece], dates_of: ScheduleDates, under: Announcement
) -> bool:
    """Cells of a row that hold several items, or of which each says what happens at its date."""
    if any(cell.is_listed for cell in cells):
        return True
    dated = [(cell.span, found) for cell in cells if (found := dates_of.of(cell.span, under))]
    return bool(dated) and all(_tells_what(text, span, found) for span, found in dated)


def _tells_what(text: str, span: Span, dates: Sequence[ScheduleDate]) -> bool:
    """A cell holds words besides its dates."""
    starts = [span.start, *(date.mark.end for date in dates)]
    ends = [*(date.mark.start for date in dates), span.end]
    rest = " ".join(text[a:b] for a, b in zip(starts, ends, strict=True))
    return any(not is_loose(word) for word in _WORD.findall(rest))
