"""Staff by kind in one line: `직종별(정원/현원) : 교육전문직원 52/51, 일반직 84/82`.

What belongs here: such lines under the headings of the office itself. What does not: lines that
state the staff of all, and tables.
"""

import re
from dataclasses import dataclass

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.facts.own_office import lines_outside_programs
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.stated import OWN, says_staff, staff_row
from pipeline.facts.staffing.tables import ALL_STAFF
from pipeline.figures.stated_days import as_of_dates
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.tables import staffing

_MEASURES = {
    **dict.fromkeys(staffing().authorized, "authorized"),
    **dict.fromkeys(staffing().actual, "actual"),
}
_WORD = "|".join(r"\s?".join(word) for word in _MEASURES)
_PAIR = re.compile(rf"\(?\s*(?P<first>{_WORD})\s*[/(]\s*(?P<second>{_WORD})\s*\)*")
_LABEL = re.compile(r"(?P<label>[^:：]+)[:：]\s*")
_KIND = re.compile(
    r"(?P<name>[^\d,/()]*[^\s\d,/()]|\d+급[^\d,/()]*?)\s*(?P<first>\d[\d,]*?)\s*명?\s*"
    r"[/(]\s*(?P<second>\d[\d,]*?)\s*명?\s*\)?\s*(?:[,·]\s*|$)"
)
_MARKS = re.compile(r"[^\w\s()]")
_BY_KIND = "별"
"""직종별, 직급별 …: the counts are parts of one whole."""


@dataclass(frozen=True)
class StatedKind:
    """The staff of one kind."""

    line: Span
    name: str
    """Closed up."""
    counts: dict[str, Span]
    """authorized and actual."""


def stated_kinds(findings: Findings, outline: Outline) -> list[StatedKind]:
    """The kinds of the first line that states both counts of two or more; none if there is none."""
    text = findings.document.text
    for stated in lines_outside_programs(findings.document, outline):
        if stated.above <= OWN and (found := _kinds(text, stated.content)):
            return found
    return []


def _kinds(text: str, line: Span) -> list[StatedKind]:
    """All entries behind a label that names both counts, most of them known kinds; or none."""
    label = _LABEL.match(text, line.start, line.end)
    named = _PAIR.search(label["label"]) if label else None
    if label is None or named is None or not _of_all(_PAIR.sub("", label["label"])):
        return []
    order = [_MEASURES[closed(named[part])] for part in ("first", "second")]
    if order[0] == order[1]:
        return []
    found: list[StatedKind] = []
    at = label.end()
    while at < line.end:
        entry = _KIND.match(text, at, line.end)
        if entry is None:
            return []
        counts = dict(zip(order, (Span(*entry.span(p)) for p in ("first", "second")), strict=True))
        found.append(StatedKind(line, closed(entry["name"]), counts))
        at = entry.end()
    known = [kind for kind in found if dimensions().category(kind.name)]
    return found if len(found) > 1 and len(known) * 2 > len(found) else []


def _of_all(label: str) -> bool:
    """What is left of a label names kinds or staff, and no department."""
    bare = closed(_MARKS.sub("", label))
    return not bare or bare.endswith(_BY_KIND) or says_staff(bare)


def add_stated_kinds(findings: Findings, kinds: list[StatedKind]) -> None:
    """Publish them if they add up to the staff of all, or if that is stated nowhere."""
    text = findings.document.text
    of_all = {row["category"]: row for row in findings.rows.get("staffing", []) if row["is_total"]}
    counts = [
        {m: int(span.of(text).replace(",", "")) for m, span in kind.counts.items()}
        for kind in kinds
    ]
    whole = of_all.get(ALL_STAFF, {})
    for measure in _MEASURES.values():
        total = whole.get(measure)
        if total is not None and total != sum(count[measure] for count in counts):
            return
    for kind, count in zip(kinds, counts, strict=True):
        if kind.name in of_all:
            continue
        own = kind.counts["actual"]
        place = {
            **findings.place(kind.counts["authorized"]),
            "actual_char_start": own.start,
            "actual_char_end": own.end,
        }
        as_of = max(as_of_dates(kind.line.of(text)), default=None)
        findings.add("staffing", staff_row(kind.name, as_of, count, place))
