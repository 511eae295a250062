"""The claims of an audit's summary on the findings listed, and of its heading on it."""

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document.document import Document
from pipeline.document.tables.grid import Span
from pipeline.facts.audit.findings import AuditFinding
from pipeline.facts.audit.rows import FindingRow
from pipeline.facts.audit.summary import MEASURES, SummaryRow
from pipeline.facts.departments import TOTAL
from pipeline.rules.claim import Claim, Term, stated_as, whole
from pipeline.vocabulary.messages import message
from schemas import TABLE

_KO = {column.name: column.ko for column in TABLE["audit_summary"].columns}
_ALL = re.compile(r"총\s*(?P<count>\d[\d,]*)\s*건")
_HEADING_REACH = 6
"""Lines that are not blank, above a summary, among which its heading counts the findings."""


def summary_heading_claims(document: Document, rows: Sequence[SummaryRow]) -> list[Claim]:
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
