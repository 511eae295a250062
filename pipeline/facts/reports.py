"""The report itself: who, when, and the exact file (`reports`)."""

import hashlib

from pipeline.facts.coverage import coverage, typed_lines
from pipeline.facts.identity import Identity
from pipeline.facts.rows import Findings


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
            "typed_share_derived_pct": covered.share(covered.typed),
            "untyped_share_derived_pct": covered.share(covered.untyped),
            "furniture_share_derived_pct": covered.share(covered.furniture),
        },
    )
