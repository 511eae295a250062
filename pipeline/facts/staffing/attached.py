"""Staff of offices attached to the agency, in a line: `사업소 : 과학원 정원 168명 / 현원 161명`.

What belongs here: lines that begin with what such offices are called. What does not: the staff of
institutions that the agency only pays for.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.outline.tree import Outline
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import Mention, Names
from pipeline.facts.own_office import lines_outside_programs
from pipeline.facts.rows import Findings
from pipeline.facts.staffing.tables import ALL_STAFF
from pipeline.figures.stated_days import as_of_dates
from pipeline.vocabulary.tables import staffing

_LABEL = re.compile(r"(?P<label>[가-힣 ]{2,8}?)\s*[:：]")
_STAFF = re.compile(
    r"(?P<name>[가-힣A-Za-z·]{3,})\s*[:：(]?\s*정\s*원\s*(?P<authorized>\d[\d,]*)\s*명?\s*"
    r"[/,·(]\s*현\s*원\s*(?P<actual>\d[\d,]*)(?![\d,.])"
)


@dataclass(frozen=True)
class AttachedStaff:
    """The staff of one such office."""

    line: Span
    name: Span
    authorized: Span
    actual: Span


def attached_staff(findings: Findings, outline: Outline) -> list[AttachedStaff]:
    """The staff of every office that such a line names."""
    text, words = findings.document.text, staffing().attached
    found: list[AttachedStaff] = []
    for stated in lines_outside_programs(findings.document, outline):
        line = stated.content
        label = _LABEL.match(text, line.start, line.end)
        if label and closed(label["label"]) in words:
            found += [
                AttachedStaff(line, *(Span(*m.span(g)) for g in ("name", "authorized", "actual")))
                for m in _STAFF.finditer(text, label.end(), line.end)
            ]
    return found


def attached_mentions(findings: Findings, found: Sequence[AttachedStaff]) -> list[Mention]:
    """The places where such lines name an office."""
    text = findings.document.text
    return [
        Mention(f"{findings.report_id}/{a.name.start}", a.name, closed(a.name.of(text)))
        for a in found
    ]


def add_attached_staff(findings: Findings, found: Sequence[AttachedStaff], names: Names) -> None:
    """Publish it, but what a table states as well."""
    text = findings.document.text
    known = {(row["department"], row["category"]) for row in findings.rows.get("staffing", [])}
    for attached in found:
        department = names.canonical(closed(attached.name.of(text)))
        if (department, ALL_STAFF) in known:
            continue
        known.add((department, ALL_STAFF))
        counts = {
            measure: int(span.of(text).replace(",", ""))
            for measure, span in (
                ("authorized", attached.authorized),
                ("actual", attached.actual),
            )
        }
        findings.add(
            "staffing",
            {
                "department": department,
                "department_id": names.department_id(department),
                "category": ALL_STAFF,
                "is_total": False,
                **counts,
                "as_of": max(as_of_dates(attached.line.of(text)), default=None),
                "cell_status": "printed",
                **findings.place(attached.authorized),
                "actual_char_start": attached.actual.start,
                "actual_char_end": attached.actual.end,
            },
        )
