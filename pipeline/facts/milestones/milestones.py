"""Milestones: what a report says happens, or has happened, when.

What belongs here: the published rows, and whether a step is planned or done. What does not: how
steps are found (`reader`).
"""

import calendar
import datetime
from collections.abc import Sequence

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import readable
from pipeline.facts.above import HeadingsAbove
from pipeline.facts.identity import Identity
from pipeline.facts.milestones.checks import lost_words, misread_days
from pipeline.facts.milestones.entries import Milestone, Undecided
from pipeline.facts.milestones.reader import MilestoneReader
from pipeline.facts.rows import Findings
from pipeline.facts.sections import SectionNames
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures
from pipeline.vocabulary.messages import message
from schemas.table import Row

_DONE = frozenset({"progress", "results"})
"""The roles of headings over finished steps."""


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
    rows = [
        (entry, _row(findings, outline, names, entry, above=above, identity=identity))
        for entry in found
    ]
    right = [(entry, row) for entry, row in rows if _is_as_printed(findings, entry, row)]
    numbers = {entry.place: number for number, (entry, _) in enumerate(right, start=1)}
    for number, (entry, row) in enumerate(right, start=1):
        whole = numbers.get(entry.part_of) if entry.part_of else None
        findings.add("milestones", {"item_no": number, "parent_item_no": whole, **row})


def _row(
    findings: Findings,
    outline: Outline,
    names: SectionNames,
    entry: Milestone,
    *,
    above: HeadingsAbove,
    identity: Identity,
) -> Row:
    lines = findings.lines(entry.lines)
    below = outline.sections[entry.section].title_end < lines["line_start"]
    return {
        "program_id": above.program_id(entry.section),
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
    }


def _is_as_printed(findings: Findings, entry: Milestone, row: Row) -> bool:
    """The words and days of a row are those of its lines; a row that is otherwise is held back."""
    document = findings.document
    lines = document.lines[row["line_start"] - 1 : row["line_end"]]
    shown = (readable(document.text[line.start : line.end]) for line in lines)
    stands = "".join("".join(line.split()) for line in shown)
    if lost := lost_words(row["description"], stands):
        reason = message("'{lost}' of its words is not printed there", lost=lost)
    elif wrong := misread_days(row):
        reason = message("its date {wrong}", wrong=wrong)
    else:
        return True
    findings.hold_back("milestones", entry.place, reason)
    return False


def status(date: DateSpan, roles: Sequence[str], identity: Identity) -> str:
    """Done if it lies before the report's day, or stands among what was done and has begun."""
    first, last = date.start or date.end, date.end or date.start
    if first is None or last is None:
        return "planned"
    today = max(identity.as_of or datetime.date.min, identity.day or identity.period)
    if date.end is not None and date.end < today:
        return "done"
    length = calendar.monthrange(identity.period.year, identity.period.month)[1]
    month_end = identity.period.replace(day=length)
    if "schedule" in roles or not _DONE & set(roles) or first > month_end:
        return "planned"
    begun = date.precision in ("day", "month") and first < identity.period
    return "done" if last <= month_end or begun else "planned"
