"""Known errors of a report, beside what it says: `errata`. Nothing is ever corrected here."""

from collections.abc import Sequence

from pipeline.document.document import Document
from pipeline.document.tables.grid import Span
from pipeline.errors import ReportError
from pipeline.facts.quantities import quantity_id
from pipeline.facts.rows import Findings
from pipeline.figures.figures import Quantity
from pipeline.figures.number import parse_number
from pipeline.vocabulary.errata import Erratum
from pipeline.vocabulary.messages import message


def add_errata(
    findings: Findings, entries: Sequence[Erratum], quantities: Sequence[Quantity]
) -> None:
    """Publish the entries about this report.

    Raises:
        ReportError: the report does not say what a confirmed entry expects.
    """
    own = [entry for entry in entries if entry.report == findings.report_id]
    for number, entry in enumerate(own, start=1):
        span = _place(findings.document, entry)
        if span is None:
            if entry.status == "confirmed":
                raise _refuse(findings.document, entry)
            continue  # a check says so
        quantity = next((q for q in quantities if q.span == span), None)
        findings.add(
            "errata",
            {
                "errata_no": number,
                **findings.place(span),
                "raw": entry.raw,
                "meant": entry.meant,
                "quantity_id": quantity and quantity_id(findings.report_id, quantity),
                "proposed_value": _value(entry, quantity),
                "reason": entry.reason,
                "reason_ko": entry.ko,
                "status": entry.status,
            },
        )


def _place(document: Document, entry: Erratum) -> Span | None:
    """The place where the wrong part stands, if its line says what is expected, once."""
    if entry.line > len(document.lines):
        return None
    line = document.lines[entry.line - 1]
    content = document.text[line.start : line.end]
    if content.count(entry.expect) != 1:
        return None
    start = line.start + content.index(entry.expect) + entry.expect.index(entry.raw)
    return Span(start, start + len(entry.raw))


def _value(entry: Erratum, quantity: Quantity | None) -> float | None:
    """The value that is meant, in the canonical unit of the quantity that stands there."""
    meant = parse_number(entry.meant) if entry.meant else None
    if meant is None or quantity is None or not quantity.value:
        return None
    return float(meant.figure.value * quantity.value_normalized / quantity.value)


def _refuse(document: Document, entry: Erratum) -> ReportError:
    return ReportError(
        document.source.file,
        message(
            "pipeline/vocabulary/errata.toml expects '{expect}' here, once, and a person has "
            "confirmed that it is wrong; the line does not say so any more",
            expect=entry.expect,
        ),
        message(
            "compare the entry with the source again; delete it if the source was corrected, "
            "or correct its line and text"
        ),
        entry.line,
    )
