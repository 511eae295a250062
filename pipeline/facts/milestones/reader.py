"""From the lines of a report to its dated steps.

What belongs here: which lines are asked, and which of their dates nothing was read for. What does
not: the grammar of a statement (`grammar`, `told`), of a drawing (`diagrams`).
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline.document.bullets import note_marks, without_marks
from pipeline.document.document import Document
from pipeline.document.outline.announced import announced_role
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Span
from pipeline.facts.above import Announcement, HeadingsAbove
from pipeline.facts.milestones.dates import NamedDate, ScheduleDate, ScheduleDates, within
from pipeline.facts.milestones.diagrams import (
    Drawn,
    Unpaired,
    drawn_across,
    drawn_down,
    read_chains_above_dates,
    read_stacked_boxes,
)
from pipeline.facts.milestones.entries import (
    Entry,
    Milestone,
    Undecided,
    dates_within,
    entry_place,
    holds_span,
    move_mark,
    remaining_dates,
    require_known_day,
    stand_in_several_cells,
)
from pipeline.facts.milestones.evidence import evident_steps
from pipeline.facts.milestones.grammar import is_date_alone, read_steps
from pipeline.facts.milestones.pieces import ROLES, read_pieces, read_schedules
from pipeline.facts.milestones.schedule_grid import ScheduleTable, TableStep
from pipeline.facts.milestones.sentences import is_prose, told_in_sentences
from pipeline.facts.milestones.statements import Piece, Text, statements
from pipeline.facts.milestones.steps import Step
from pipeline.facts.milestones.stretches import DateMark
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures
from pipeline.figures.stated_days import titled_year
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.milestones import milestones

_DRAWN = (drawn_down, read_chains_above_dates, read_stacked_boxes, drawn_across)
_WORK = ("plan", "issue")


class MilestoneReader:
    """Reads the milestones of one report."""

    def __init__(
        self,
        document: Document,
        outline: Outline,
        above: HeadingsAbove,
        figures: Figures,
        month: datetime.date,
    ) -> None:
        self._document, self._outline, self._above = document, outline, above
        years = _years_of_chapters(outline, month)
        self._dates = ScheduleDates(document, figures.dates, month, years)
        self._stated: dict[int, ScheduleDate] = {}
        """Index of a section to the first date with a year in it."""
        self._tables: list[ScheduleTable] = []

    def read(self) -> Iterator[Entry]:
        """Milestones and undecided dates in the order of the text, parts behind their whole."""
        self._tables = list(read_schedules(self._document, self._outline, self._above, self._dates))
        asked = read_pieces(self._document, self._outline, self._above, self._dates)
        for announcement, run in groupby(asked, key=lambda entry: entry[1]):
            yield from map(require_known_day, self._run([piece for piece, _ in run], announcement))

    def _run(self, pieces: Sequence[Piece], announcement: Announcement | None) -> Iterator[Entry]:
        """The entries of consecutive lines under one heading, or under none."""
        whole = Span(pieces[0].span.start, pieces[-1].span.end)
        steps_of_rows = [s for t in self._tables for s in t.steps if holds_span(whole, s.row)]
        found: list[Entry] = [self._of_row(step, pieces, announcement) for step in steps_of_rows]
        decided = {at for table in self._tables for at in table.decided}
        rows = [step.lines for step in steps_of_rows]
        dates = [
            date
            for date in self._dates.of(whole, announcement)
            if date.mark.start not in decided and not _names_row(date, rows)
        ]
        left = dates
        lines = [p for p in pieces if self._document.kinds[p.line - 1] != "table"]
        for drawn in _DRAWN if announcement else (drawn_down,):
            steps = drawn(self._document, lines, [date.mark for date in left])
            if isinstance(steps, Unpaired):
                reason = message(
                    "{dates} dates are drawn below {boxes} steps",
                    dates=steps.dates,
                    boxes=steps.boxes,
                )
                found.append(Undecided(steps.span, reason))
                taken = dates_within(steps.span, left)
                left = [date for date in left if date not in taken]
                continue
            found += self._boxes(steps, left, announcement)
            left = remaining_dates(left, {step.date for step in steps})
        for _, group in groupby(pieces, key=lambda piece: piece.section):
            found += self._section(list(group), left, announcement)
        if announcement and announcement.dated_items:
            found = [self._of_first_line(entry) for entry in found]
        found.sort(key=entry_place)
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
        dates = dates_within(whole, all_dates)
        for text in statements(self._document, pieces, lambda span: len(dates_within(span, dates))):
            if inside := dates_within(text.span, dates):
                yield from self._statement(text, self._dated_above(text, inside), announcement)

    def _dated_above(self, text: Text, dates: Sequence[ScheduleDate]) -> list[ScheduleDate]:
        """The dates of a statement, in the year of the item above it where they print none."""
        at: int | None = text.section
        while at is not None and at not in self._stated:
            section = self._outline.sections[at]
            at = section.parent if section.kind == "item" else None
        found = [within(date, self._stated[at]) if at is not None else date for date in dates]
        section = self._outline.sections[text.section]
        first = found[0]
        begins = without_marks(self._document.text, text.span).start
        is_own = text.pieces[0].line == section.line_start and section.marker not in note_marks()
        stated = first.date.year_from in ("stated", "range") and first.place.start - begins < 2
        if is_own and stated and not text.pieces[0].begins:
            self._stated[text.section] = first
        return found

    def _boxes(
        self, steps: Sequence[Drawn], dates: Sequence[ScheduleDate], under: Announcement | None
    ) -> Iterator[Milestone]:
        placed = self._in_sequence(dates, [(step.date, step.description) for step in steps])
        for step, date in zip(steps, placed, strict=True):
            yield self._milestone(date, step, under)

    def _of_row(
        self, step: TableStep, pieces: Sequence[Piece], under: Announcement | None
    ) -> Milestone:
        """A row of a table as a step, in the section of the table."""
        line = self._document.line_at(step.row.start)
        piece = next((p for p in pieces if p.line == line), pieces[0])
        drawn = Drawn(0, step.description, step.lines, piece.section, step.subject, piece.roles)
        return self._milestone(step.date, drawn, under)

    def _in_sequence(
        self, dates: Sequence[ScheduleDate], steps: Sequence[tuple[int, str]]
    ) -> list[ScheduleDate]:
        """The dates of some steps, given by their indexes and what happens at them."""
        taken = {number for number, _ in steps}
        named = [
            (date.date, readable(date.place.of(self._document.text)))
            for date in remaining_dates(dates, taken)
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
            announcement.roles if announcement else step.roles,
            step.subject,
        )

    def _heading(self, announcement: Announcement) -> str:
        """The heading as printed, without the text behind a label's colon."""
        title = self._outline.sections[announcement.section].title
        found = announced_role(title)
        return title[: found.label_end].rstrip(" :：") if found else title

    def _statement(
        self, statement: Text, dates: Sequence[ScheduleDate], announcement: Announcement | None
    ) -> Iterator[Entry]:
        span = without_marks(self._document.text, statement.span)
        text = span.of(self._document.text)
        marks = tuple(move_mark(date.mark, -span.start) for date in dates)
        in_table = self._document.kinds[statement.pieces[0].line - 1] == "table"
        if announcement and len(dates) == 1 and not in_table and is_date_alone(text, marks[0]):
            yield self._date_of_heading(dates[0], span, statement.section, announcement)
            return
        steps = self._steps(statement, text, marks, announcement)
        dates = [
            within(date, dates[under[n]]) if n in under else date
            for under in ({step.date: step.year_of for step in steps if step.year_of is not None},)
            for n, date in enumerate(dates)
        ]
        own = [(step.date, step.description) for step in steps if step.part_of is None]
        placed = dict(zip((n for n, _ in own), self._in_sequence(dates, own), strict=True))
        for step in steps:
            subject = statement.pieces[0].subject
            roles = statement.pieces[0].roles
            box = Drawn(step.date, step.description, span, statement.section, subject, roles)
            if step.part_of is None:
                yield self._milestone(placed[step.date], box, announcement)
                continue
            whole = placed[step.part_of]
            part = self._milestone(within(dates[step.date], whole), box, announcement)
            yield replace(part, part_of=whole.place)
        if announcement is not None:
            yield from self._undecided_dates(steps, dates)

    def _steps(
        self,
        statement: Text,
        text: str,
        marks: tuple[DateMark, ...],
        announcement: Announcement | None,
    ) -> list[Step]:
        first = statement.pieces[0]
        in_table = self._document.kinds[first.line - 1] == "table"
        apart = first.is_note or first.is_listed
        if (announcement is None or apart) and in_table and _announces(first.subject):
            return read_steps(text, marks)
        told = first.column is not None and not _announces(first.column)
        if announcement is None or apart or told:
            work = self._outline.roles[first.section] in _WORK
            steps = evident_steps(text, marks, of_step=self._is_of_step(first), of_work=work)
        else:
            steps = [step for step in read_steps(text, marks) if not _is_whole_project(step)]
        if not in_table and is_prose(text):
            return told_in_sentences(text, marks, steps)
        if not in_table or announcement is None or apart:
            return steps
        coarse = any(marks[step.date].precision == "year" for step in steps)
        return [] if coarse or stand_in_several_cells(text, marks) else steps

    def _is_of_step(self, piece: Piece) -> bool:
        """The heading of a statement says that something happens."""
        subject = piece.subject or self._above.subject(piece.section) or ""
        return closed(subject).endswith(milestones().held)

    def _undecided_dates(
        self, steps: Sequence[Step], dates: Sequence[ScheduleDate]
    ) -> Iterator[Undecided]:
        """The dates of a statement of a schedule that are neither a step's nor named in one."""
        done = {step.date for step in steps} | {step.year_of for step in steps}
        described = " ".join(step.description for step in steps)
        for number, date in enumerate(dates):
            named = readable(date.place.of(self._document.text)) in described
            if number not in done and not named and date.mark.fine and not date.mark.spoken:
                yield Undecided(date.place, "nothing says what happens at this date")


def _announces(heading: str | None) -> bool:
    """The heading of a row or column announces a schedule: 향후계획 | ○ 공고 : 3월."""
    found = announced_role(heading) if heading else None
    return found is not None and bool(ROLES & set(found.roles))


def _names_row(date: ScheduleDate, rows: Sequence[Span]) -> bool:
    """상반기 만족도 조사 | 7월: a half of a year in the name of a row that has its date."""
    return date.mark.spoken and any(holds_span(row, date.place) for row in rows)


def _years_of_chapters(outline: Outline, month: datetime.date) -> dict[int, int]:
    """Line to the year that its chapter plans or looks back on, where that is not the report's."""
    found: dict[int, int] = {}
    for number, index in enumerate(outline.section_of, start=1):
        at: int | None = index
        while at is not None and outline.sections[at].kind != "chapter":
            at = outline.sections[at].parent
        year = titled_year(outline.sections[at].title) if at is not None else None
        if at is None or year is None:
            continue
        role = outline.roles[at]
        if (role == "plan" and year > month.year) or (role == "results" and year < month.year):
            found[number] = year
    return found


def _is_whole_project(step: Step) -> bool:
    """사업기간 says how long a project takes, and nothing of what happens when."""
    label = closed(re.split(r"[:：]", step.description)[-1]).strip("()")
    return label in milestones().whole_project


def _is_to_come(announcement: Announcement) -> bool:
    return "schedule" in announcement.roles and "progress" not in announcement.roles
