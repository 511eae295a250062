"""What the summary of an audit claims: that its rows, its columns and the findings add up."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document.document import Document
from pipeline.document.tables.grid import Span
from pipeline.facts.audit.findings import AuditFinding
from pipeline.facts.audit.rows import FindingRow
from pipeline.facts.audit.summary import MEASURES, STATUSES, SummaryRow
from pipeline.facts.departments import TOTAL
from pipeline.rules.claim import Claim, Term, stated_as, whole
from pipeline.vocabulary.messages import message
from schemas import TABLE

_KO = {column.name: column.ko for column in TABLE["audit_summary"].columns}
_SUM_RULES = {
    "row_sum": "audit_summary.status_total",
    "column_sum": "audit_summary.category_total",
}
_ALL = re.compile(r"총\s*(?P<count>\d[\d,]*)\s*건")
_HEADING_REACH = 6
"""Lines that are not blank, above a summary, among which its heading counts the findings."""


def audit_claims(
    document: Document,
    rows: Sequence[SummaryRow],
    listed: Sequence[FindingRow],
    read: Sequence[AuditFinding],
) -> list[Claim]:
    """Every claim of the summary and of the heading above it."""
    return [
        *status_claims(rows),
        *category_claims(rows),
        *heading_claims(document, rows),
        *count_claims(rows, listed, read),
    ]


def _sum_claim(
    row: SummaryRow,
    measure: str,
    kind: str,
    addends: Sequence[tuple[int | None, Span]],
    *,
    read: bool,
) -> Claim | None:
    """A count of the summary as the sum of others.

    An empty cell can hold any number, so that a sum without it may be short of what is stated,
    and is no claim then, but can never be more.
    """
    stated = row.counts.get(measure)
    terms = [Term(whole(count), "addend", span) for count, span in addends if count is not None]
    known = [count for count, _ in addends if count is not None]
    if stated is None or not known:
        return None
    return Claim(
        rule=_SUM_RULES[kind],
        subject=f"{row.category}/{measure}",
        kind=kind,
        stated=whole(stated),
        terms=tuple(terms),
        unit="case",
        expression=stated_as(
            f"{row.category} {_KO[measure]}: {' + '.join(map(str, known))} = {sum(known)}", stated
        ),
        span=row.places[measure],
        complete=read and (len(known) == len(addends) or sum(known) >= stated),
    )


def status_claims(rows: Sequence[SummaryRow]) -> list[Claim]:
    """계 is the sum of the statuses, in every row."""
    claims = [
        _sum_claim(
            row,
            "total",
            "row_sum",
            [(row.counts[s], row.places[s]) for s in STATUSES if s in row.counts],
            read=row.complete,
        )
        for row in rows
    ]
    return [claim for claim in claims if claim]


def category_claims(rows: Sequence[SummaryRow]) -> list[Claim]:
    """The kinds of findings add up to 계, in every column."""
    # A row of which nothing could be read still belongs to the sum.
    tables = {row.table.table_id: row.table for row in rows}
    every_row_read = sum(len(table.grid.body()) for table in tables.values()) == len(rows)
    claims = [
        _sum_claim(
            total,
            measure,
            "column_sum",
            [
                (row.counts.get(measure), row.places.get(measure, row.span))
                for row in rows
                if not row.is_total
            ],
            read=every_row_read,
        )
        for total in rows
        if total.is_total
        for measure in MEASURES
    ]
    return [claim for claim in claims if claim]


def heading_claims(document: Document, rows: Sequence[SummaryRow]) -> list[Claim]:
    """The heading above the summary counts as many findings as 계 does."""
    total = next((row for row in rows if row.is_total), None)
    in_table = total.counts.get("total") if total else None
    if total is None or in_table is None:
        return []
    above = document.lines_before(total.table.grid.span.start)
    for line, _ in zip(above, range(_HEADING_REACH), strict=False):
        if heading := _ALL.search(document.text, line.start, line.end):
            stated = int(heading["count"].replace(",", ""))
            return [
                Claim(
                    rule="audit_summary.heading_total",
                    subject=TOTAL,
                    kind="equivalence",
                    stated=whole(stated),
                    terms=(Term(whole(in_table), "addend", total.places["total"]),),
                    unit="case",
                    expression=message(
                        "{number} in the heading; {where} has {other}",
                        number=stated,
                        where=TOTAL,
                        other=in_table,
                    ),
                    span=Span(*heading.span("count")),
                )
            ]
    return []


def count_claims(
    rows: Sequence[SummaryRow], listed: Sequence[FindingRow], read: Sequence[AuditFinding]
) -> list[Claim]:
    """Each count of the summary is the number of findings listed of that kind and status.

    Where a kind has rows that were held back, or none at all, its findings cannot be counted.
    """
    found = Counter((f.category, measure) for f in read for measure in ("total", f.status))
    rows_listed = Counter(row.category for row in listed)
    counted = {
        row.category
        for row in rows
        if rows_listed[row.category] == found[row.category, "total"]
        and (rows_listed[row.category] or row.counts.get("total") == 0)
        and not rows_listed[None]
    }
    claims = []
    for row in rows:
        kinds = [r.category for r in rows if not r.is_total] if row.is_total else [row.category]
        for measure in MEASURES:
            stated = row.counts.get(measure)
            if stated is None:
                continue
            number = sum(found[kind, measure] for kind in kinds)
            claims.append(
                Claim(
                    rule="audit_summary.findings",
                    subject=f"{row.category}/{measure}",
                    kind="count",
                    stated=whole(stated),
                    terms=(Term(whole(number), "counted", None),),
                    unit="case",
                    expression=stated_as(
                        message(
                            "{about}: {number} findings are listed",
                            about=f"{row.category} {_KO[measure]}",
                            number=number,
                        ),
                        stated,
                    ),
                    span=row.places[measure],
                    complete=counted.issuperset(kinds),
                )
            )
    return claims
