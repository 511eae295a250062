"""manifest.json: the last file written; a folder without it is no release.

What belongs here: the identity of a release and its list of contents. What does not: descriptions
of the data (`descriptor`, `dictionary`).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from pipeline.release.checksums import FileEntry
from pipeline.release.reports import Report, latest_month, release_title

MANIFEST = "manifest.json"


def release_id(reports: Sequence[Report], sums: str) -> str:
    """Latest month and the first 12 hex digits of the hash of SHA256SUMS.

    No file that SHA256SUMS covers may contain it, so the same content is the same release.
    """
    digest = hashlib.sha256(sums.encode("utf-8")).hexdigest()
    return f"{latest_month(reports)}-{digest[:12]}"


def manifest(
    id_: str,
    reports: Sequence[Report],
    rows: Mapping[str, int],
    entries: Sequence[FileEntry],
    superseded: Mapping[str, str],
) -> dict[str, Any]:
    """The content of manifest.json.

    Args:
        superseded: file that was left out to the newer file of the same report.
    """
    return {
        "release_id": id_,
        "title": release_title(reports),
        "tables": dict(rows),
        "files": [asdict(entry) for entry in entries],
        "reports": [report.report_id for report in reports],
        "superseded": dict(superseded),
    }
