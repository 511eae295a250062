"""The pages of many reports: drawn side by side, and only those whose rows changed.

What belongs here: who draws, and what is kept. What does not: what is drawn
(`pipeline/site/report_pages.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipeline import versions
from pipeline.release.reports import Report
from pipeline.shards import Shards, content_hash
from pipeline.site.report_pages import Drawing, Rows
from pipeline.workers import Setting, completed

_AT_ONCE = 20  # reports a worker is given at a time


@dataclass(frozen=True)
class _Sheet:
    """Some reports to draw, and where their pages are kept."""

    drawing: Drawing
    reports: tuple[Report, ...]
    kept: Shards


def draw_changed(drawing: Drawing, reports: Sequence[Report], kept: Shards) -> None:
    """Write the pages of all reports; those drawn before from the same rows are not drawn again.

    Args:
        drawing: the pages.
        reports: all reports of the release. The pages of others are forgotten.
        kept: where pages are kept.

    Raises:
        WorkersError: a process was ended at it, and again.
    """
    workers = Setting.find().here(sum(report.source_bytes for report in reports))
    drawn = completed(workers, _draw, _sheets(drawing, reports, kept))
    kept.keep_only(fingerprint for _, fingerprints in drawn for fingerprint in fingerprints)


def _sheets(drawing: Drawing, reports: Sequence[Report], kept: Shards) -> Iterator[_Sheet]:
    for start in range(0, len(reports), _AT_ONCE):
        yield _Sheet(drawing, tuple(reports[start : start + _AT_ONCE]), kept)


def _draw(sheet: _Sheet) -> list[str]:
    """Write the pages of some reports, and keep them; the fingerprints of what they show."""
    fingerprints = []
    for report, rows in sheet.drawing.rows(sheet.reports):
        fingerprint = _fingerprint(sheet.drawing, rows)
        known = sheet.kept.load(fingerprint)
        if known is None:
            pages = sheet.drawing.pages(report, rows)
            known = {"pages": pl.DataFrame({"path": [*pages], "text": [*pages.values()]})}
            sheet.kept.save(fingerprint, known)
        for path, text in known["pages"].iter_rows():
            sheet.drawing.site.write_text(path, text)
        fingerprints.append(fingerprint)
    return fingerprints


def _fingerprint(drawing: Drawing, rows: Rows) -> str:
    """All that the pages of a report depend on."""
    chrome = (*sorted(drawing.site.left_out), *sorted(drawing.split))
    return versions.hash_of([versions.BUILDING, *chrome, content_hash(rows)])
