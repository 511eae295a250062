"""Staff that a line states of the whole office: `인력 : 정원 120명 / 현원 130명`.

What belongs here: such lines under the headings of the office itself. What does not: tables, and
the staff of institutions that the office runs or pays for.
"""

import re
from dataclasses import dataclass

from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import TOTAL
from pipeline.facts.own_office import lines_outside_programs
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.tables import ALL_STAFF
from pipeline.figures.stated_days import as_of_dates
from pipeline.vocabulary.dimensions import dimensions
from pipeline.vocabulary.tables import staffing

_OWN = {"organisation", "staffing"}
"""Roles of the headings below which an office tells of itself."""
_AUTHORIZED = "|".join(r"\s*".join(word) for word in staffing().authorized)
_ACTUAL = "|".join(r"\s*".join(word) for word in staffing().actual)
_COUNT = r"(?P<{name}>\d[\d,]*)(?![\d,.])\s*명?"
_BOTH_NAMED = re.compile(
    rf"(?:{_AUTHORIZED}|(?<!\w)정)\s*[/·및,]\s*(?:{_ACTUAL})\s*[-:：)]?\s*"
    rf"{_COUNT.format(name='authorized')}\s*/\s*{_COUNT.format(name='actual')}"
)
_ONE_NAMED = {
    name: re.compile(rf"(?:{word})\s*[:：]?\s*{_COUNT.format(name=name)}")
    for name, word in (("authorized", _AUTHORIZED), ("actual", _ACTUAL))
}
_BRACKET = re.compile(r"\s*\(([^()]+)\)")
_GRADE = re.compile(r"\s*(?P<name>[^,()]*[^\s,()\d])\s*(?P<count>\d[\d,]*)\s*명?\s*(?:,|$)")
_MARKS = re.compile(r"[^\w\s()]")
_LABEL = re.compile(r"(?P<label>[^:：]+?)\s*(?:[:：]|\s[-–―]\s|$)")


@dataclass(frozen=True)
class Grade:
    """The staff of one grade or kind."""

    name: str
    """Closed up."""
    count: Span


@dataclass(frozen=True)
class StatedStaff:
    """The staff that one line states."""

    line: Span
    authorized: Span | None
    actual: Span | None
    grades: tuple[Grade, ...] = ()
    """The parts of the count that they stand behind, in brackets: 현원 23명(5급 1, 6급 22)."""
    graded: str = "actual"
    """The one of the two that they are parts of."""


def stated_staff(findings: Findings, outline: Outline) -> StatedStaff | None:
    """The first line that states 정원 or 현원 of the office; None if there is none."""
    text = findings.document.text
    for stated in lines_outside_programs(findings.document, outline):
        if not stated.above <= _OWN:
            continue
        section = outline.sections[outline.section_of[stated.line.no - 1]]
        is_heading = section.line_start == stated.line.no
        title = section.title if is_heading else stated.content.of(text)
        named = "staffing" in stated.above or _says_staff(title)
        if named and (found := _counts(text, stated.content)):
            return found
    return None


def _says_staff(text: str) -> bool:
    """The label of a line is 인력 or 정원."""
    label = _LABEL.match(text)
    return label is not None and role_of(_MARKS.sub("", label["label"])) == "staffing"


def _counts(text: str, line: Span) -> StatedStaff | None:
    both = list(_BOTH_NAMED.finditer(text, line.start, line.end))
    found = {"authorized": both, "actual": both} if both else {
        name: list(pattern.finditer(text, line.start, line.end))
        for name, pattern in _ONE_NAMED.items()
    }  # fmt: skip
    if any(len(matches) > 1 for matches in found.values()) or not any(found.values()):
        return None  # the parts of the office, or one year beside another
    spans = {name: Span(*m[0].span(name)) if m else None for name, m in found.items()}
    last = max((m for matches in found.values() for m in matches), key=lambda m: m.end())
    grades = _grades(text, Span(last.end(), line.end))
    total = sum(_count(text, grade.count) for grade in grades)
    graded = [n for n, span in spans.items() if span and grades and _count(text, span) == total]
    if len(graded) != 1:
        return StatedStaff(line, spans["authorized"], spans["actual"])
    return StatedStaff(line, spans["authorized"], spans["actual"], tuple(grades), graded[0])


def _grades(text: str, rest: Span) -> list[Grade]:
    """The counts by grade or kind of staff in a bracket that follows; all of them, or none."""
    bracket = _BRACKET.match(text, rest.start, rest.end)
    found: list[Grade] = []
    at = bracket.start(1) if bracket else rest.end
    end = bracket.end(1) if bracket else rest.end
    while at < end:
        part = _GRADE.match(text, at, end)
        name = closed(part["name"]) if part else ""
        if part is None or not dimensions().category(name):
            return []
        found.append(Grade(name, Span(*part.span("count"))))
        at = part.end()
    return found


def _count(text: str, span: Span) -> int:
    return int(span.of(text).replace(",", ""))


def add_stated_staff(findings: Findings, stated: StatedStaff | None) -> None:
    """Publish it, unless a table states the staff of all."""
    known = any(
        row["is_total"] and row["category"] == ALL_STAFF
        for row in findings.rows.get("staffing", [])
    )
    if stated is None or known:
        return
    text = findings.document.text
    authorized, actual = (
        _count(text, span) if span else None for span in (stated.authorized, stated.actual)
    )
    as_of = max(as_of_dates(stated.line.of(text)), default=None)
    first = stated.authorized or stated.actual
    assert first is not None
    second = stated.actual if stated.authorized else None
    findings.add(
        "staffing",
        {
            "department": TOTAL,
            "category": ALL_STAFF,
            "is_total": True,
            "authorized": authorized,
            "actual": actual,
            "as_of": as_of,
            "cell_status": "printed",
            **findings.place(first),
            "actual_char_start": second.start if second else None,
            "actual_char_end": second.end if second else None,
        },
    )
    for grade in stated.grades:
        findings.add(
            "staffing",
            {
                "department": TOTAL,
                "category": grade.name,
                "is_total": True,
                stated.graded: _count(text, grade.count),
                "as_of": as_of,
                "cell_status": "printed",
                **findings.place(grade.count),
            },
        )
