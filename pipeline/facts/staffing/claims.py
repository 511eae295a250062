"""The claims of headings above a staffing table: 정원, 현원, 과부족, how many departments."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.digits import UP
from pipeline.document.document import Document
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import TOTAL, kind_of
from pipeline.facts.staffing.projection import StaffingCell
from pipeline.facts.staffing.tables import ALL_STAFF
from pipeline.rules.claim import Claim, Term, whole
from pipeline.vocabulary.agencies import departments
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.tables import staffing
from schemas import TABLE

_MEASURES = ("authorized", "actual")
_KO = {column.name: column.ko for column in TABLE["staffing"].columns}

_DIGITS = re.compile(r"\d[\d,]*")
_COUNT = r"\s*:?\s*(?P<{name}>\d[\d,]*)\s*명?"
_HEADCOUNT = re.compile(
    rf"(?:{'|'.join(staffing().authorized)}){_COUNT.format(name='authorized')}\s*/\s*"
    rf"(?:{'|'.join(staffing().actual)}){_COUNT.format(name='actual')}"
    rf"(?:\s*[(\[]\s*(?P<surplus>[{UP}+-]?\s*\d[\d,]*)\s*명?\s*[)\]])?"
)
_UNIT_COUNT = re.compile(r"(?<!\d)(\d{1,3})([가-힣]+)")
_ORGANISATION = re.compile(r"조\s*직\s*(?:현\s*황|도)\s*[-:－]")


@dataclass(frozen=True)
class _Staff:
    """정원 or 현원 of a cell, and where it stands."""

    count: int
    span: Span

    def term(self, role: str) -> Term:
        return Term(whole(self.count), role, self.span)


def _staff(text: str, cell: StaffingCell, measure: str) -> _Staff | None:
    """One count of a cell. A dash is the place of both of its zeros."""
    counts = {m: count for m in _MEASURES if (count := getattr(cell, m)) is not None}
    if measure not in counts or cell.span is None:
        return None
    if cell.actual_span:  # a cell for each of the two
        return _Staff(counts[measure], cell.actual_span if measure == "actual" else cell.span)
    printed = [
        Span(cell.span.start + run.start(), cell.span.start + run.end())
        for run in _DIGITS.finditer(cell.span.of(text))
    ]
    alone = len(printed) == len(counts)
    return _Staff(counts[measure], printed[list(counts).index(measure)] if alone else cell.span)


def _row_count(cells: Sequence[StaffingCell]) -> int:
    """Rows of the tables that cells stand in, read or not."""
    tables = {cell.table.table_id: cell.table for cell in cells}
    return sum(len(table.grid.body()) for table in tables.values())


def heading_claims(document: Document, cells: Sequence[StaffingCell]) -> list[Claim]:
    """The heading's 정원 and 현원 are those of 계, and its surplus (과부족) is their difference."""
    total = next((c for c in cells if c.is_total and c.category == ALL_STAFF), None)
    if total is None:
        return []
    heading = _heading(document, total)
    if heading is None:
        return []
    counts = {m: int(heading[m].replace(",", "")) for m in _MEASURES}
    claims = [
        Claim(
            rule="staffing.heading_total",
            subject=measure,
            kind="equivalence",
            stated=whole(counts[measure]),
            terms=(in_table.term("addend"),),
            unit="person",
            expression=message(
                "{about}: {number} in the heading; {where} has {other}",
                about=_KO[measure],
                number=counts[measure],
                where=TOTAL,
                other=in_table.count,
            ),
            span=Span(*heading.span(measure)),
        )
        for measure in _MEASURES
        if (in_table := _staff(document.text, total, measure))
    ]
    if heading["surplus"]:
        surplus = int(re.sub(r"[\s,+]", "", re.sub(f"[{UP}]", "-", heading["surplus"])))
        claims.append(
            Claim(
                rule="staffing.surplus",
                subject=TOTAL,
                kind="difference",
                stated=whole(surplus),
                terms=(
                    Term(whole(counts["actual"]), "minuend", Span(*heading.span("actual"))),
                    Term(
                        whole(counts["authorized"]), "subtrahend", Span(*heading.span("authorized"))
                    ),
                ),
                unit="person",
                expression=message(
                    "현원 {actual} − 정원 {authorized} = {computed}; 과부족 {stated}",
                    actual=counts["actual"],
                    authorized=counts["authorized"],
                    computed=counts["actual"] - counts["authorized"],
                    stated=heading["surplus"],
                ),
                span=Span(*heading.span("surplus")),
            )
        )
    return claims


def _heading(document: Document, total: StaffingCell) -> re.Match[str] | None:
    """The nearest heading above the table that states the staff."""
    for line in document.lines_before(total.table.grid.span.start):
        if match := _HEADCOUNT.search(document.text, line.start, line.end):
            return match
    return None


def organisation_claims(document: Document, cells: Sequence[StaffingCell]) -> list[Claim]:
    """조직현황 counts as many departments of each kind as the staffing table lists."""
    names = {cell.department for cell in cells}
    # A row that was held back may be a department of any kind.
    complete = len(names) >= _row_count(cells)
    kinds = Counter(kind for name in names if (kind := kind_of(name)))
    for line in document.lines:
        start = _ORGANISATION.search(document.text, line.start, line.end)
        if start is None:
            continue
        counts = [
            match
            for match in _UNIT_COUNT.finditer(document.text, start.end(), line.end)
            if match[2] in departments().kind and match[2] not in departments().above
        ]
        # A kind that is counted twice is counted by parts: no single figure states it.
        stated = Counter(match[2] for match in counts)
        return [
            Claim(
                rule="departments.count",
                subject=match[2],
                kind="count",
                stated=whole(int(match[1])),
                terms=(Term(whole(kinds[match[2]]), "counted", None),),
                unit="office",
                expression=message(
                    "{number} in 조직현황; the staffing table lists {listed}",
                    number=match[0],
                    listed=kinds[match[2]],
                ),
                span=Span(match.start(), match.end(1)),
                complete=complete,
            )
            for match in counts
            if stated[match[2]] == 1
        ]
    return []
