"""Milestones: what a program says happens, or has happened, when.

What belongs here: the published rows, and whether a step is planned or done. What does not: how
steps are found (`milestone_reader`).
"""

import datetime
from calendar import monthrange
from collections.abc import Iterable, Sequence

from pipeline.document.outline.tree import Outline
from pipeline.facts.identity import Identity
from pipeline.facts.milestones.reader import Entry, Milestone, MilestoneReader, Undecided
from pipeline.facts.programs.programs import Programs
from pipeline.facts.rows import Findings
from pipeline.facts.sections import SectionNames
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures


def add_milestones(
    findings: Findings,
    outline: Outline,
    names: SectionNames,
    identity: Identity,
    *,
    figures: Figures,
    programs: Programs,
) -> None:
    """Publish every milestone; hold back the dates of schedules that none was read for."""
    reader = MilestoneReader(findings.document, outline, figures, identity.period)
    for published in programs.published:
        steps = _decided(findings, reader.read(published.program))
        _publish(findings, names, identity, published.program_id, steps)
    for program in programs.held_back:
        for step in _decided(findings, reader.read(program)):
            findings.hold_back("milestones", step.place, "its program is held back")


def _decided(findings: Findings, entries: Iterable[Entry]) -> list[Milestone]:
    """The milestones among some entries; the rest is held back."""
    found: list[Milestone] = []
    for entry in entries:
        if isinstance(entry, Undecided):
            findings.hold_back("milestones", entry.span, entry.reason)
        else:
            found.append(entry)
    return found


def _publish(
    findings: Findings,
    names: SectionNames,
    identity: Identity,
    program_id: str,
    found: Sequence[Milestone],
) -> None:
    numbers = {entry.place: number for number, entry in enumerate(found, start=1)}
    for number, entry in enumerate(found, start=1):
        findings.add(
            "milestones",
            {
                "program_id": program_id,
                "item_no": number,
                "parent_item_no": numbers.get(entry.part_of) if entry.part_of else None,
                "section_id": names.ids[entry.section],
                "heading": entry.heading,
                "description": entry.description,
                "date_raw": entry.place.of(findings.document.text),
                "start_date": entry.date.start,
                "end_date": entry.date.end,
                "precision": entry.date.precision,
                "year_from": entry.date.year_from,
                "status": status(entry.date, entry.roles, identity),
                **findings.lines(entry.lines),
                "char_start": entry.place.start,
                "char_end": entry.place.end,
            },
        )


def status(date: DateSpan, roles: Sequence[str], identity: Identity) -> str:
    """Planned or done, by what the heading announces; by the calendar where none says it."""
    month_end = identity.period.replace(
        day=monthrange(identity.period.year, identity.period.month)[1]
    )
    known = [day for day in (date.start, date.end) if day is not None]
    if "schedule" in roles and "progress" not in roles:
        return "planned"
    if "progress" in roles and "schedule" not in roles:
        begun, over = (day <= month_end for day in (known[0], known[-1]))
        return "done" if begun and (over or date.precision in ("day", "month")) else "planned"
    before_month = identity.period - datetime.timedelta(days=1)
    today = min(identity.as_of or before_month, month_end)
    return "done" if known[-1] <= today else "planned"
