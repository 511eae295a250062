"""Milliseconds a page of a PDF, against extracting its bare text."""

import os
from pathlib import Path

import pypdfium2

from benchmarks.bench.measure import ROOT, Measure, Skipped, alternating
from pipeline.sources.pdf.reader import read_pdf

SAMPLES_VARIABLE = "OPENBOGO_SAMPLES"
_TARGET_MS = 15.0


def pdf(times: int) -> list[Measure | Skipped]:
    """Read a real report that is a PDF: text in reading order, and tables from their lines.

    Floors: 15 ms a page, which is the target; and the text of each page as the library gives it,
    in no order and without tables.
    """
    folder = Path(os.environ.get(SAMPLES_VARIABLE) or ROOT.parent / "shared" / "samples")
    files = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_size)
    what = "PDF, a page"
    if not files:
        return [Skipped(what, f"no PDF there: {SAMPLES_VARIABLE} names a folder that has some")]
    data = files[0].read_bytes()

    def bare() -> int:
        document = pypdfium2.PdfDocument(data)
        try:
            return sum(len(page.get_textpage().get_text_range()) for page in document)
        finally:
            document.close()

    with pypdfium2.PdfDocument(data) as document:
        pages = len(document)
    ours, floor = alternating(times, lambda: read_pdf("office/2025-01.pdf", data), bare)
    ms = ours * 1000 / pages
    what = f"PDF, a page (of {pages})"
    return [
        Measure(what, "the target of 15 ms", ms, _TARGET_MS, "ms", 1.0),
        Measure(what, "its bare text, without order or tables", ms, floor * 1000 / pages, "ms"),
    ]
