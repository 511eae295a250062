"""A PDF file to a Source, or the reason why it cannot be one."""

import hashlib
import re
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import ReportError, refusing
from pipeline.sources import limits
from pipeline.sources.encoding import kind_of_file
from pipeline.sources.ledger import Ledger
from pipeline.sources.ocr.engines import OcrError, missing_parts
from pipeline.sources.pdf.canonical import CanonicalText, write_canonical
from pipeline.sources.pdf.characters import UNKNOWN
from pipeline.sources.pdf.page import Page, read_page, too_much
from pipeline.sources.pdf.reading_order import Item
from pipeline.sources.pdf.recognition import agreed_figures, recognise
from pipeline.sources.pdf.two_up import hold_two_pages
from pipeline.sources.pdf.whole import damage
from pipeline.sources.saved import moment_of_pdf
from pipeline.sources.source import Source
from pipeline.sources.span import Span
from pipeline.sources.style import relative_to_body
from pipeline.vocabulary.messages import message

_BEGINNING = b"%PDF-"
_END = b"%%EOF"
_TAIL = 2048
"""Bytes at the end of a file among which its end is marked."""
_MOST_SPACED = 2
"""Glyphs to characters of the text: at most every other glyph is a space too many."""
_PAGES_TO_NAME = 10
_LOST_FIGURE = re.compile(
    rf"{UNKNOWN}{{1,3}}(?:[,.]{UNKNOWN}{{1,3}})+"
    rf"|{UNKNOWN}+(?=%|(?:십|백|천|만|억|조)+원|백만원|(?:명|건|개소|억|년)(?![가-힣]))"
)
"""Glyphs without a character where digits are: between separators, or before a unit."""
_MOST_HOLES = 3
"""Of these on a page from which its figures are lost; fewer are unusual signs."""


def read_pdf(file: str, data: bytes) -> Source:
    """Read the text layer of a PDF, with its tables.

    Raises:
        ReportError: it is encrypted, broken, too large, or has pages that are only pictures.
    """
    if _BEGINNING not in data[:_TAIL]:
        raise ReportError(
            file,
            message("no PDF but {kind}", kind=kind_of_file(data)),
            message("give the file the ending of what it is"),
        )
    if _END not in data[-_TAIL:]:
        raise ReportError(
            file,
            message("this is no whole PDF: its end is missing"),
            message("copy the file again"),
        )
    if told := damage(data):
        raise ReportError(
            file,
            message("this is no whole PDF: {told}", told=told),
            message("copy the file again, or export it again"),
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refuse(file, error) from error
    try:
        return _read(file, data, document)
    finally:
        document.close()


def _read(file: str, data: bytes, document: pypdfium2.PdfDocument) -> Source:
    if len(document) > limits.PDF_PAGES:
        raise too_much(file, message("{count:,} pages", count=len(document)), limits.PDF_PAGES)
    pages: list[Page] = []
    objects = glyphs = 0
    for number in range(1, len(document) + 1):
        page = read_page(file, document, number)
        pages.append(page)
        objects, glyphs = objects + page.objects, glyphs + page.glyphs
        if objects > limits.PDF_OBJECTS:
            raise too_much(
                file, message("more than {count:,} things drawn", count=objects), limits.PDF_OBJECTS
            )
        if glyphs > _MOST_SPACED * limits.CHARACTERS:
            raise too_much(
                file, message("more than {count:,} glyphs", count=glyphs), limits.CHARACTERS
            )
    _refuse_scanned(file, pages)
    try:
        pages = recognise(document, pages)
    except OcrError as error:
        raise ReportError(
            file,
            message("its pages that are pictures cannot be read: {error}", error=error),
            message("install openbogo[ocr] and Tesseract again"),
        ) from error
    _refuse_lost_digits(file, pages)
    with refusing(file, message("check that the file is one report")):
        canonical = _canonical(pages)
        stored = (
            (message("page {page}", page=n), page.text) for n, page in enumerate(pages, start=1)
        )
        balance = Ledger().balance(stored, canonical.text)
    glyphs = sum(page.glyphs for page in pages)
    recognised = sum(page.glyphs for page in pages if page.invisible)
    return Source(
        file=file,
        format="pdf",
        text=canonical.text,
        text_origin="ocr" if recognised * 2 > glyphs else "text_layer",
        encoding="utf-8",
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        tables=tuple(canonical.tables),
        page_starts=tuple(canonical.page_starts),
        recognised=_recognise(pages, canonical),
        furniture=tuple(canonical.furniture),
        styles=relative_to_body(canonical.styles, canonical.text.split("\n")),
        balance=balance,
        saved=_saved_at(document),
    )


def _canonical(pages: Sequence["Page"]) -> CanonicalText:
    """The text of all pages; of sheets that hold two, first the left and then the right one."""
    if not hold_two_pages([page.halves for page in pages]):
        return write_canonical([page.items for page in pages])
    parts: list[list[Item]] = []
    second: set[int] = set()
    for page in pages:
        if page.halves and page.halves[0]:
            second.add(len(parts) + 1)
            parts += page.halves
        else:
            parts.append(page.items)
    return write_canonical(parts, second)


def _recognise(pages: Sequence[Page], written: CanonicalText) -> tuple[Span, ...]:
    """The text that recognition read, but for the figures that a second reading has as well."""
    ends = [*written.page_starts[1:], len(written.text)]
    spans = []
    for page, start, end in zip(pages, written.page_starts, ends, strict=True):
        if page.invisible:
            figures = agreed_figures(page, written.text, start, end)
            edges = [start, *(edge for span in figures for edge in (span.start, span.end)), end]
            spans += [Span(a, b) for a, b in list(pairwise(edges))[::2] if a < b]
    return tuple(spans)


def _saved_at(document: pypdfium2.PdfDocument) -> str | None:
    """The time when it was last changed, else when it was made."""
    stated = (document.get_metadata_value(key) for key in ("ModDate", "CreationDate"))
    return next((found for text in stated if (found := moment_of_pdf(text))), None)


def _refuse_scanned(file: str, pages: Sequence[Page]) -> None:
    """Refuse pictures where what reads them is not installed, or where they are too many."""
    scanned = [number for number, page in enumerate(pages, start=1) if page.scanned]
    if len(scanned) > limits.OCR_PAGES:
        raise too_much(
            file, message("{count:,} pages that are pictures", count=len(scanned)), limits.OCR_PAGES
        )
    if not scanned or not (lacking := missing_parts()):
        return
    named = ", ".join(map(str, scanned[:_PAGES_TO_NAME]))
    more = f" and {len(scanned) - _PAGES_TO_NAME} more" if len(scanned) > _PAGES_TO_NAME else ""
    raise ReportError(
        file,
        message(
            "page {named}{more} of {count} is a picture without text: it needs OCR",
            named=named,
            more=more,
            count=len(pages),
        ),
        message(
            "ask the office for the original file, or install what reads pictures and build again: "
            "{lacking}",
            lacking="; ".join(lacking),
        ),
    )


def _refuse_lost_digits(file: str, pages: Sequence[Page]) -> None:
    """Refuse a text layer that does not say which digits it prints: its figures would be holes."""
    for number, page in enumerate(pages, start=1):
        holes = _LOST_FIGURE.findall(page.text)
        if len(holes) >= _MOST_HOLES:
            raise ReportError(
                file,
                message(
                    "page {number} prints figures whose digits its text layer does not say "
                    "('{value}' and {value2} more)",
                    number=number,
                    value=holes[0],
                    value2=len(holes) - 1,
                ),
                message("export the original to PDF again with its fonts, or read it with OCR"),
            )


def _refuse(file: str, error: pypdfium2.PdfiumError) -> ReportError:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReportError(
            file,
            message("the PDF is encrypted and needs a password"),
            message("open it with the password, print it to a PDF without one, and add that"),
        )
    return ReportError(
        file,
        message("this is no whole PDF: {error}", error=error),
        message("copy the file again, or export it to PDF again"),
    )
