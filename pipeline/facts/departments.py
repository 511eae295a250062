"""Departments: which names of a report mean the same one (`departments`, `department_aliases`).

Only names that stand in the report itself, or are listed in the reference table, can be meant, so
that adding a report never changes how another one was understood.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from pipeline.document.tables.grid import Span
from pipeline.facts.rows import Findings
from pipeline.vocabulary.agencies import departments

TOTAL = "계"
"""The name of the department of a total row, whichever word the report uses."""


LEAST_SIMILARITY = 0.88
"""Jamo similarity from which a name can be a misreading of another: 99 % of names with one
misread letter reach it, and no two real departments did in 165 tries."""
LEAST_MARGIN = 0.04
"""… when no other name comes within this."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Mention:
    """A place where a table names a department."""

    table_id: str
    span: Span
    name: str
    """As printed, closed up."""


@dataclass(frozen=True)
class Reading:
    """The meaning of a printed name."""

    name: str
    """Canonical."""
    method: str
    """exact, spacing, ocr or reference; spacing also where the printed name is exact but spaced."""
    score: float


class Names:
    """The departments of one report."""

    def __init__(self, agency_id: str, mentions: list[Mention]) -> None:
        self._agency_id = agency_id
        self._counts = Counter(mention.name for mention in mentions)
        tables: dict[str, set[str]] = {}
        for mention in mentions:
            tables.setdefault(mention.name, set()).add(mention.table_id)
        self._tables = tables
        self.readings = {name: self._read(name) for name in self._counts}

    def department_id(self, name: str) -> str:
        """Stable id of a canonical name."""
        return f"{self._agency_id}/{name}"

    def canonical(self, printed: str) -> str:
        """The department a printed name, closed up, means. KeyError: no table mentions it."""
        return self.readings[printed].name

    def _read(self, name: str) -> Reading:
        if listed := departments().spellings.get(name):
            return Reading(listed, "reference", similarity(name, listed))
        for printed, meant in departments().misread.items():
            corrected = name.replace(printed, meant)
            if corrected != name and self._can_be(name, corrected):
                return Reading(corrected, "ocr", similarity(name, corrected))
        ranked = sorted(
            ((similarity(name, other), other) for other in self._counts if other != name),
            reverse=True,
        )
        if ranked:
            best, meant = ranked[0]
            margin = best - (ranked[1][0] if len(ranked) > 1 else 0.0)
            outnumbered = self._counts[meant] > self._counts[name]
            near = best >= LEAST_SIMILARITY and margin >= LEAST_MARGIN
            if near and outnumbered and self._can_be(name, meant):
                return Reading(meant, "ocr", best)
        return Reading(name, "exact", 1.0)

    def _can_be(self, name: str, other: str) -> bool:
        """Two names that stand in one table, or differ in a digit or kind, are two departments."""
        return (
            other in self._tables
            and kind_of(name) == kind_of(other)
            and not self._tables[name] & self._tables[other]
            and _DIGIT.findall(name) == _DIGIT.findall(other)
        )


def similarity(one: str, other: str) -> float:
    """Similarity of two names, 0 to 1, compared jamo by jamo."""
    return Indel.normalized_similarity(
        unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other)
    )


def kind_of(name: str) -> str | None:
    """Sort of unit, by the longest listed ending of its name."""
    endings = [ending for ending in departments().kind if name.endswith(ending)]
    return max(endings, key=len, default=None)


def add_departments(
    findings: Findings, agency_id: str, names: Names, mentions: list[Mention]
) -> None:
    """Publish the departments of a report, and every mention of one."""
    for name in sorted({reading.name for reading in names.readings.values()}):
        findings.rows.setdefault("departments", []).append(
            {
                "department_id": names.department_id(name),
                "name": name,
                "agency_id": agency_id,
                "kind": kind_of(name),
                "first_report_id": findings.report_id,
                "last_report_id": findings.report_id,
            }
        )
    for mention in mentions:
        reading = names.readings[mention.name]
        raw = mention.span.of(findings.document.text)
        spaced = reading.method == "exact" and raw != reading.name
        findings.add(
            "department_aliases",
            {
                "department_id": names.department_id(reading.name),
                "alias_raw": raw,
                "method": "spacing" if spaced else reading.method,
                "score": round(reading.score, 3),
                **findings.place(mention.span),
            },
        )
