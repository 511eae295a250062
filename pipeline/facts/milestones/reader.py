"""From the lines of a program to its dated steps.

What belongs here: which lines are asked, and which of their dates nothing was read for. What does
not: the grammar of a statement (`milestone_entries`), of a drawing (`milestone_drawings`).
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.document.bullets import without_marks
from pipeline.document.document import Document
from pipeline.document.outline.announced import announced
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.facts.milestones.dates import NamedDate, ScheduleDate, ScheduleDates, within
from pipeline.facts.milestones.diagrams import (
    Drawn,
    Unpaired,
    drawn_across,
    drawn_down,
    items_of_periods,
)
from pipeline.facts.milestones.grammar import is_date_alone, read_chain, read_steps
from pipeline.facts.milestones.statements import Piece, Text, is_footnote, statements
from pipeline.facts.programs.headings import Announcement, headed_lines
from pipeline.facts.programs.programs import Program
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures
from pipeline.figures.phrase import DateMark

ROLES = frozenset({"schedule", "progress"})
"""What headings over milestones announce."""


@dataclass(frozen=True)
class Milestone:
    """One dated step of a program."""

    description: str
    date: DateSpan
    place: Span
    """The date as published: with its ~, 까지 or 부터."""
    lines: Span
    """What it was read from."""
    section: int
    heading: str | None
    """What announced it, as printed; None for a chain of steps outside any such heading."""
    roles: tuple[str, ...]
    """What that heading announces."""
    part_of: Span | None = None
    """Place of the date of the milestone that it is a part of."""


@dataclass(frozen=True)
class Undecided:
    """A date of a schedule that no step was read for."""

    span: Span
    reason: str


Entry = Milestone | Undecided


class MilestoneReader:
    """Reads the milestones of the programs of one report."""

    def __init__(
        self, document: Document, outline: Outline, figures: Figures, month: datetime.date
    ) -> None:
        self._document = document
        self._outline = outline
        self._dates = ScheduleDates(document, figures.dates, month)
        self._year = month.year
        self._items = items_of_periods(document)

    def read(self, program: Program) -> Iterator[Entry]:
        """Milestones and undecided dates in the order of the text, parts behind their whole."""
        for announcement, run in groupby(self._pieces(program), key=lambda entry: entry[1]):
            yield from map(_if_known, self._run([piece for piece, _ in run], announcement))

    def _pieces(self, program: Program) -> list[tuple[Piece, Announcement | None]]:
        """The program's own lines that are not blank, each with what announces it."""
        document, own = self._document, set(program.own)
        headed = {
            line.line: line
            for line in headed_lines(document, self._outline, program, self._year)
            if ROLES & set(line.announcement.roles)
        }
        section = self._outline.sections[program.section]
        found: list[tuple[Piece, Announcement | None]] = []
        for line in document.lines[section.line_start - 1 : section.line_end]:
            inner = self._outline.section_of[line.no - 1]
            if inner not in own or document.kinds[line.no - 1] in ("blank", "furniture"):
                continue
            if is_footnote(document, line):
                continue
            under = headed.get(line.no)
            span = under.span if under else Span(line.start, line.end)
            announcement = under.announcement if under else None
            if announcement and line.no in self._items:
                items = self._items[line.no]
                found += [(Piece(line.no, item, inner), announcement) for item in items]
                continue
            found.append((Piece(line.no, span, inner), announcement))
        return found

    def _run(self, pieces: Sequence[Piece], announcement: Announcement | None) -> Iterator[Entry]:
        """The entries of consecutive lines under one heading, or under none."""
        dates = self._dates.of(Span(pieces[0].span.start, pieces[-1].span.end), announcement)
        if not dates:
            return
        down = drawn_down(self._document, pieces, [date.mark for date in dates])
        found: list[Entry] = list(self._boxes(down, dates, announcement))
        left = _without(dates, {step.date for step in down})
        for _, group in groupby(pieces, key=lambda piece: piece.section):
            found += self._section(list(group), left, announcement)
        if announcement and announcement.dated_items:
            found = [self._of_first_line(entry) for entry in found]
        found.sort(key=_place)
        yield from self._upcoming(found) if announcement and _is_to_come(announcement) else found

    def _of_first_line(self, entry: Entry) -> Entry:
        """A step whose date stands where its item begins; what is drawn or told below is none."""
        if isinstance(entry, Undecided):
            return entry
        line = self._outline.sections[entry.section].line_start
        if entry.place.start < self._document.lines[line - 1].end:
            return entry
        return Undecided(entry.place, "below the first line of an item of a plan")

    def _upcoming(self, entries: Sequence[Entry]) -> Iterator[Entry]:
        """The entries of a schedule, which may go on into the next year."""
        before: DateSpan | None = None
        for entry in entries:
            if isinstance(entry, Undecided):
                yield entry
                continue
            date = self._dates.upcoming(entry.date, before) if before else entry.date
            before = before if date.year_from == "report" else date
            yield replace(entry, date=date)

    def _section(
        self,
        pieces: Sequence[Piece],
        all_dates: Sequence[ScheduleDate],
        announcement: Announcement | None,
    ) -> Iterator[Entry]:
        whole = Span(pieces[0].span.start, pieces[-1].span.end)
        dates = _dates_in(whole, all_dates)
        if announcement is not None:
            across = drawn_across(self._document, pieces, [date.mark for date in dates])
            if isinstance(across, Unpaired):
                reason = f"{across.dates} dates are drawn below {across.boxes} steps"
                yield Undecided(across.span, reason)
                taken = _dates_in(across.span, dates)
                dates = [date for date in dates if date not in taken]
            else:
                yield from self._boxes(across, dates, announcement)
                dates = _without(dates, {step.date for step in across})
        for text in statements(self._document, pieces, lambda span: bool(_dates_in(span, dates))):
            if inside := _dates_in(text.span, dates):
                yield from self._statement(text, inside, announcement)

    def _boxes(
        self, steps: Sequence[Drawn], dates: Sequence[ScheduleDate], under: Announcement | None
    ) -> Iterator[Milestone]:
        placed = self._in_sequence(dates, [(step.date, step.description) for step in steps])
        for step, date in zip(steps, placed, strict=True):
            yield self._milestone(date, step, under)

    def _in_sequence(
        self, dates: Sequence[ScheduleDate], steps: Sequence[tuple[int, str]]
    ) -> list[ScheduleDate]:
        """The dates of some steps, given by their indexes and what happens at them."""
        taken = {number for number, _ in steps}
        named = [
            (date.date, readable(date.place.of(self._document.text)))
            for date in _without(dates, taken)
            if not date.mark.fine or date.date.year_from == "stated"
        ]
        return self._dates.in_sequence(
            [
                NamedDate(dates[number], words, tuple(d for d, raw in named if raw in words))
                for number, words in steps
            ]
        )

    def _date_of_heading(
        self, date: ScheduleDate, span: Span, section: int, announcement: Announcement
    ) -> Milestone:
        """`추진일정 : 3월 ~ 12월`: the heading itself is all that is said."""
        first = self._outline.sections[announcement.section].line_start
        lines = Span(self._document.lines[first - 1].start, span.end)
        box = Drawn(0, self._heading(announcement), lines, section)
        return self._milestone(date, box, announcement)

    def _milestone(
        self, date: ScheduleDate, step: Drawn, announcement: Announcement | None
    ) -> Milestone:
        return Milestone(
            step.description,
            date.date,
            date.place,
            step.lines,
            step.section,
            self._heading(announcement) if announcement else None,
            announcement.roles if announcement else (),
        )

    def _heading(self, announcement: Announcement) -> str:
        """The heading as printed, without the text behind a label's colon."""
        title = self._outline.sections[announcement.section].title
        found = announced(title)
        return title[: found.label_end].rstrip(" :：") if found else title

    def _statement(
        self, statement: Text, dates: Sequence[ScheduleDate], announcement: Announcement | None
    ) -> Iterator[Entry]:
        span = without_marks(self._document.text, statement.span)
        text = span.of(self._document.text)
        marks = tuple(_moved(date.mark, -span.start) for date in dates)
        kind = self._document.kinds[statement.pieces[0].line - 1]
        if announcement is None:
            steps = read_chain(text, marks) if kind != "table" else []
        elif kind == "table" and _in_several_cells(text, marks):
            steps = []
        else:
            steps = read_steps(text, marks)
        if announcement and len(dates) == 1 and is_date_alone(text, marks[0]):
            yield self._date_of_heading(dates[0], span, statement.section, announcement)
            return
        own = [(step.date, step.description) for step in steps if step.part_of is None]
        placed = dict(zip((n for n, _ in own), self._in_sequence(dates, own), strict=True))
        for step in steps:
            box = Drawn(step.date, step.description, span, statement.section)
            if step.part_of is None:
                yield self._milestone(placed[step.date], box, announcement)
                continue
            whole = placed[step.part_of]
            part = self._milestone(within(dates[step.date], whole), box, announcement)
            yield replace(part, part_of=whole.place)
        if announcement is not None:
            done = {step.date for step in steps}
            described = " ".join(step.description for step in steps)
            for number, date in enumerate(dates):
                named = readable(date.place.of(self._document.text)) in described
                if number not in done and not named and not date.mark.spoken:
                    yield Undecided(date.place, "nothing says what happens at this date")


def _is_to_come(announcement: Announcement) -> bool:
    return "schedule" in announcement.roles and "progress" not in announcement.roles


def _if_known(entry: Entry) -> Entry:
    """A step of no known day (13월, 매월 15일) is undecided."""
    if isinstance(entry, Undecided) or entry.date.start or entry.date.end:
        return entry
    return Undecided(entry.place, "its first and last day are not known")


def _place(entry: Entry) -> tuple[int, bool, int]:
    """In the order of the text, parts behind their whole."""
    if isinstance(entry, Undecided):
        return entry.span.start, False, entry.span.start
    whole = entry.part_of or entry.place
    return whole.start, entry.part_of is not None, entry.place.start


def _dates_in(span: Span, dates: Sequence[ScheduleDate]) -> list[ScheduleDate]:
    return [d for d in dates if span.start <= d.mark.start and d.mark.end <= span.end]


def _without(dates: Sequence[ScheduleDate], taken: set[int]) -> list[ScheduleDate]:
    return [date for number, date in enumerate(dates) if number not in taken]


def _moved(mark: DateMark, by: int) -> DateMark:
    return replace(mark, start=mark.start + by, end=mark.end + by)


def _in_several_cells(text: str, marks: Sequence[DateMark]) -> bool:
    """Dates in more than one cell of a row: which column says what, nothing tells."""
    return len({text.count("\t", 0, mark.start) for mark in marks}) > 1
