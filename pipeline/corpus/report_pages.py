"""The pages of many reports: drawn side by side, and only those whose rows changed.

What belongs here: who draws, and what is kept. What does not: what is drawn
(`pipeline/site/report_pages.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from pipeline.corpus.cache import Frames, Shards, content_hash
from pipeline.parallel.executor import complete_all, require_same
from pipeline.parallel.setting import Setting
from pipeline.release.reports import Report
from pipeline.site.report_pages import Drawing, Rows
from pipeline.state import code_version

_AT_ONCE = 20  # reports a worker is given at a time


@dataclass(frozen=True)
class _Sheet:
    """Some reports to draw, and where their pages are kept."""

    drawing: Drawing
    reports: tuple[Report, ...]
    kept: Shards
    building: str = field(default_factory=lambda: code_version.BUILDING)
    """The code that is to draw."""


def draw_changed(
    drawing: Drawing, reports: Sequence[Report], kept: Shards, setting: Setting
) -> None:
    """Write the pages of all reports; those drawn before from the same rows are not drawn again.

    Pages of reports that are not among these are forgotten.

    Raises:
        WorkersError: a process was ended at it, and again.
    """
    fingerprints = []
    changed = []
    for report, rows in drawing.rows(reports):
        fingerprints.append(_fingerprint(drawing, rows))
        if known := kept.load(fingerprints[-1]):
            _write(drawing, known)
        else:
            changed.append(report)
    workers = setting.local_workers(sum(report.source_bytes for report in changed))
    sheets = (
        _Sheet(drawing, tuple(changed[start : start + _AT_ONCE]), kept)
        for start in range(0, len(changed), _AT_ONCE)
    )
    complete_all(workers, _draw, sheets)
    kept.keep_only(fingerprints)


def _draw(sheet: _Sheet) -> None:
    """Write the pages of some reports, and keep them."""
    require_same(sheet.building, code_version.BUILDING)
    for report, rows in sheet.drawing.rows(sheet.reports):
        pages = sheet.drawing.pages(report, rows)
        drawn = {"pages": pl.DataFrame({"path": [*pages], "text": [*pages.values()]})}
        _write(sheet.drawing, drawn)
        sheet.kept.save(_fingerprint(sheet.drawing, rows), drawn)


def _write(drawing: Drawing, drawn: Frames) -> None:
    for path, text in drawn["pages"].iter_rows():
        drawing.site.write_text(path, text)


def _fingerprint(drawing: Drawing, rows: Rows) -> str:
    """All that the pages of a report depend on."""
    around = [",".join(sorted(names)) for names in (drawing.site.left_out, drawing.split)]
    return code_version.hash_of([code_version.BUILDING, *around, content_hash(rows)])
