"""The report itself: who, when, and the exact file (`reports`)."""

import hashlib

from pipeline.facts.coverage import coverage, typed_lines
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings
from pipeline.sources.ledger import Balance
from pipeline.sources.source import Source
from pipeline.sources.text import visible_text


def add_report(findings: Findings, identity: Identity) -> None:
    """Publish the report. The last to be added: its facts say whether its text was recognised."""
    document, source = findings.document, findings.document.source
    misread = any(row["method"] == "ocr" for row in findings.rows.get("department_aliases", []))
    covered = coverage(findings.rows.get("lines", ()), typed_lines(findings.rows))
    findings.add(
        "reports",
        {
            "government": identity.government,
            "agency": identity.agency,
            "agency_id": identity.agency_id,
            "title": identity.title,
            "period": identity.period,
            "as_of": identity.as_of,
            "agency_line": identity.agency_line,
            "period_line": identity.period_line,
            "issued": source.sidecar.issued,
            "saved": source.saved,
            "source_url": source.sidecar.source_url,
            "retrieved_on": source.sidecar.retrieved_on,
            "source_file": source.file,
            "source_format": source.format,
            # A plain text does not say where it comes from; misread letters do.
            "text_origin": "ocr" if misread else source.text_origin,
            "source_sha256": source.sha256,
            "text_sha256": hashlib.sha256(document.text.encode("utf-8")).hexdigest(),
            "source_bytes": source.bytes,
            "encoding": source.encoding,
            "line_count": len(document.lines),
            "char_count": len(document.text),
            **_balance(source),
            "typed_share_derived_pct": covered.share(covered.typed),
            "untyped_share_derived_pct": covered.share(covered.untyped),
            "furniture_share_derived_pct": covered.share(covered.furniture),
        },
    )


def _balance(source: Source) -> dict[str, object]:
    """The outcome of the characters of the file; of a text that is the file, nothing is lost."""
    balance = source.balance
    if balance is None:
        balance = Balance(len(visible_text(source.text)), 0, {})
    named = ", ".join(f"{name} {count}" for name, count in balance.left_out.items())
    return {
        "stored_char_count": balance.stored,
        "added_char_count": balance.added,
        "left_out_char_count": sum(balance.left_out.values()),
        "left_out": named or None,
    }
