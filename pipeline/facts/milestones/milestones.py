"""Milestones: what a report says happens, or has happened, when.

What belongs here: the published rows, and whether a step is planned or done. What does not: how
steps are found (`reader`).
"""

import datetime
from collections.abc import Sequence

from pipeline.document.outline.tree import Outline
from pipeline.facts.above import HeadingsAbove
from pipeline.facts.identity import Identity
from pipeline.facts.milestones.reader import Milestone, MilestoneReader, Undecided
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
    above: HeadingsAbove,
    figures: Figures,
) -> None:
    """Publish every milestone; hold back the dates of schedules that none was read for."""
    reader = MilestoneReader(findings.document, outline, above, figures, identity.period)
    found: list[Milestone] = []
    for entry in reader.read():
        if isinstance(entry, Undecided):
            findings.hold_back("milestones", entry.span, entry.reason)
        else:
            found.append(entry)
    numbers = {entry.place: number for number, entry in enumerate(found, start=1)}
    for number, entry in enumerate(found, start=1):
        lines = findings.lines(entry.lines)
        below = outline.sections[entry.section].title_end < lines["line_start"]
        findings.add(
            "milestones",
            {
                "item_no": number,
                "program_id": above.program_id(entry.section),
                "parent_item_no": numbers.get(entry.part_of) if entry.part_of else None,
                "section_id": names.ids[entry.section],
                "heading": entry.heading,
                "subject": entry.subject or above.subject(entry.section, own=below),
                "description": entry.description,
                "date_raw": entry.place.of(findings.document.text),
                "start_date": entry.date.start,
                "end_date": entry.date.end,
                "precision": entry.date.precision,
                "year_from": entry.date.year_from,
                "status": status(entry.date, entry.roles, identity),
                **lines,
                "char_start": entry.place.start,
                "char_end": entry.place.end,
            },
        )


def status(date: DateSpan, roles: Sequence[str], identity: Identity) -> str:
    """Done if it lies before the report's day, or stands among what was done and has begun."""
    known = [day for day in (date.start, date.end) if day is not None]
    today = max(identity.as_of or datetime.date.min, identity.period)
    if date.end is not None and date.end < today:
        return "done"
    if "progress" not in roles or "schedule" in roles or known[0] >= today:
        return "planned"
    return "done" if date.end is None or date.precision in ("day", "month") else "planned"
