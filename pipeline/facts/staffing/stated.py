"""Staff that a line states of the whole office: `인력 : 정원 120명 / 현원 130명`.

What belongs here: such lines under the headings of the office itself. What does not: tables, and
the staff of institutions that the office runs or pays for.
"""

import re
from dataclasses import dataclass

from pipeline.document.outline.roles import role_of
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import content_start
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import TOTAL
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.tables import ALL_STAFF
from pipeline.figures.stated_days import as_of_dates
from pipeline.vocabulary.tables import staffing

_OWN = ("organisation", "staffing")
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
_MARKS = re.compile(r"[^\w\s()]")
_LABEL = re.compile(r"(?P<label>[^:：]+?)\s*(?:[:：]|\s[-–―]\s|$)")


@dataclass(frozen=True)
class StatedStaff:
    """The staff that one line states."""

    line: Span
    authorized: Span | None
    actual: Span | None


def stated_staff(findings: Findings, outline: Outline) -> StatedStaff | None:
    """The first line that states 정원 or 현원 of the office; None if there is none."""
    document = findings.document
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind in ("blank", "table", "furniture", "caption"):
            continue
        start = content_start(document.text, line.start, line.end)
        span = Span(start, line.end)
        section = outline.sections[outline.section_of[line.no - 1]]
        title = section.title if section.line_start == line.no else span.of(document.text)
        if _is_about_office(outline, line.no, title) and (found := _counts(document.text, span)):
            return found
    return None


def _is_about_office(outline: Outline, line: int, text: str) -> bool:
    """Its label is 인력 or 정원, and every heading above it is of the office's own organisation."""
    label = _LABEL.match(text)
    own = label is not None and role_of(_MARKS.sub("", label["label"])) == "staffing"
    place: int | None = outline.section_of[line - 1]
    while place is not None:
        section = outline.sections[place]
        if section.kind == "report":
            break
        if section.kind in ("program", "subprogram", "goal"):
            return False
        if section.line_start != line:
            role = role_of(section.title)
            if role not in _OWN:
                return False
            own = own or role == "staffing"
        place = section.parent
    return own


def _counts(text: str, line: Span) -> StatedStaff | None:
    both = list(_BOTH_NAMED.finditer(text, line.start, line.end))
    found = {"authorized": both, "actual": both} if both else {
        name: list(pattern.finditer(text, line.start, line.end))
        for name, pattern in _ONE_NAMED.items()
    }  # fmt: skip
    if any(len(matches) > 1 for matches in found.values()) or not any(found.values()):
        return None  # the parts of the office, or one year beside another
    spans = {name: Span(*m[0].span(name)) if m else None for name, m in found.items()}
    return StatedStaff(line, spans["authorized"], spans["actual"])


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
        int(span.of(text).replace(",", "")) if span else None
        for span in (stated.authorized, stated.actual)
    )
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
            "as_of": max(as_of_dates(stated.line.of(text)), default=None),
            "cell_status": "printed",
            **findings.place(first),
            "actual_char_start": second.start if second else None,
            "actual_char_end": second.end if second else None,
        },
    )
