"""Staff that a line states of the whole office: `인력 : 정원 120명 / 현원 130명`.

What belongs here: such lines under the headings of the office itself. What does not: tables, and
the staff of institutions that the office runs or pays for.
"""

import re
from dataclasses import dataclass
from datetime import date

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
from schemas.table import Row

OWN = {"organisation", "staffing"}
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
        if not stated.above <= OWN:
            continue
        section = outline.sections[outline.section_of[stated.line.no - 1]]
        is_heading = section.line_start == stated.line.no
        title = section.title if is_heading else stated.content.of(text)
        named = "staffing" in stated.above or says_staff(title)
        if named and (found := _counts(text, stated.content)):
            return found
    return None


def says_staff(text: str) -> bool:
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
    """The counts by grade or kind of staff in a bracket that follows; all of them, or none.

    Beside grades another name is one of staff too: 대표이사 1, 2급 2, 3급 4.
    """
    bracket = _BRACKET.match(text, rest.start, rest.end)
    found: list[Grade] = []
    at = bracket.start(1) if bracket else rest.end
    end = bracket.end(1) if bracket else rest.end
    while at < end:
        part = _GRADE.match(text, at, end)
        if part is None:
            return []
        found.append(Grade(closed(part["name"]), Span(*part.span("count"))))
        at = part.end()
    known = [grade for grade in found if dimensions().category(grade.name)]
    return found if len(known) * 2 > len(found) else []


def _count(text: str, span: Span) -> int:
    return int(span.of(text).replace(",", ""))


def add_stated_staff(findings: Findings, stated: StatedStaff | None) -> None:
    """Publish it, but what a table states of the staff of all."""
    if stated is None:
        return
    text = findings.document.text
    counts = {
        measure: _count(text, span)
        for measure, span in (("authorized", stated.authorized), ("actual", stated.actual))
        if span
    }
    as_of = max(as_of_dates(stated.line.of(text)), default=None)
    of_all = {row["category"]: row for row in findings.rows.get("staffing", []) if row["is_total"]}
    if ALL_STAFF not in of_all:
        first, second = stated.authorized or stated.actual, stated.actual
        assert first is not None
        own = second if stated.authorized else None
        place = {
            **findings.place(first),
            "actual_char_start": own.start if own else None,
            "actual_char_end": own.end if own else None,
        }
        findings.add("staffing", staff_row(ALL_STAFF, as_of, counts, place))
    elif of_all[ALL_STAFF][stated.graded] != counts.get(stated.graded):
        return  # the grades are parts of another count than the table has
    for grade in stated.grades:
        if grade.name not in of_all:
            count = {stated.graded: _count(text, grade.count)}
            findings.add(
                "staffing", staff_row(grade.name, as_of, count, findings.place(grade.count))
            )


def staff_row(category: str, as_of: date | None, counts: dict[str, int], place: Row) -> Row:
    """A row of one kind of the staff of all, with where its counts stand."""
    return {
        "department": TOTAL,
        "category": category,
        "is_total": True,
        **counts,
        "as_of": as_of,
        "cell_status": "printed",
        **place,
    }
