"""A PDF file to a Source, or the reason why it cannot be one."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.sources.encoding import kind_of_file
from pipeline.sources.layout import LayoutError
from pipeline.sources.ledger import Ledger, LostTextError
from pipeline.sources.pdf.canonical import CanonicalText, write_canonical
from pipeline.sources.pdf.characters import UNKNOWN, read_characters
from pipeline.sources.pdf.grids import find_grids
from pipeline.sources.pdf.objects import VIEWS, Matrix, PageObject, bounds, page_objects
from pipeline.sources.pdf.reading_order import Item, in_reading_order
from pipeline.sources.pdf.rulings import Box, read_rulings
from pipeline.sources.pdf.two_up import Halves, halves, hold_two_pages
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
_PICTURE = 0.25
"""Share of a page that pictures cover when, without any text, it is a scan."""
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
            1,
            message("no PDF but {kind}", kind=kind_of_file(data)),
            message("give the file the ending of what it is"),
        )
    if _END not in data[-_TAIL:]:
        raise ReportError(
            file,
            1,
            message("this is no whole PDF: its end is missing"),
            message("copy the file again"),
        )
    if told := damage(data):
        raise ReportError(
            file,
            1,
            message("this is no whole PDF: {told}", told=told),
            message("copy the file again, or export it again"),
        )
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(file, error) from error
    try:
        return _read(file, data, document)
    finally:
        document.close()


def _read(file: str, data: bytes, document: pypdfium2.PdfDocument) -> Source:
    if len(document) > limits.PDF_PAGES:
        raise _too_much(file, f"{len(document):,} pages", limits.PDF_PAGES)
    pages: list[_Page] = []
    objects = glyphs = 0
    for number in range(1, len(document) + 1):
        page = _read_page(file, document, number)
        pages.append(page)
        objects, glyphs = objects + page.objects, glyphs + page.glyphs
        if objects > limits.PDF_OBJECTS:
            raise _too_much(file, f"more than {objects:,} things drawn", limits.PDF_OBJECTS)
        if glyphs > _MOST_SPACED * limits.CHARACTERS:
            raise _too_much(file, f"more than {glyphs:,} glyphs", limits.CHARACTERS)
    _refuse_scanned(file, pages)
    _refuse_lost_digits(file, pages)
    try:
        canonical = _canonical(pages)
        stored = ((f"page {n}", page.text) for n, page in enumerate(pages, start=1))
        balance = Ledger().balance(stored, canonical.text)
    except (LayoutError, LostTextError) as error:
        raise ReportError(
            file, 1, str(error), message("check that the file is one report")
        ) from error
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
        recognised=_recognised(pages, canonical),
        furniture=tuple(canonical.furniture),
        styles=relative_to_body(canonical.styles, canonical.text.split("\n")),
        balance=balance,
        saved=_saved(document),
    )


def _canonical(pages: Sequence["_Page"]) -> CanonicalText:
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


def _recognised(pages: Sequence["_Page"], written: CanonicalText) -> tuple[Span, ...]:
    """The text of the pages that text recognition read."""
    ends = [*written.page_starts[1:], len(written.text)]
    stretches = zip(pages, written.page_starts, ends, strict=True)
    return tuple(Span(start, end) for page, start, end in stretches if page.invisible)


def _saved(document: pypdfium2.PdfDocument) -> str | None:
    """When it was last changed, else when it was made."""
    stated = (document.get_metadata_value(key) for key in ("ModDate", "CreationDate"))
    return next((found for text in stated if (found := moment_of_pdf(text))), None)


@dataclass(frozen=True)
class _Page:
    """A page, read."""

    items: list[Item]
    halves: Halves | None
    """The same as two pages side by side, if it can be that."""
    text: str
    """All its glyphs, in the order they are drawn."""
    objects: int
    glyphs: int
    invisible: bool
    """Its text was laid over a picture by text recognition."""
    scanned: bool
    """Nothing but a picture is on it."""


def _read_page(file: str, document: pypdfium2.PdfDocument, number: int) -> _Page:
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise ReportError(
            file,
            1,
            message("page {number} cannot be read: {error}", number=number, error=error),
            message("open the file in a viewer and export it to PDF again"),
        ) from error
    try:
        drawn = pdfium.FPDFPage_CountObjects(page)
        if drawn > limits.PDF_PAGE_OBJECTS:
            raise _too_much(file, f"page {number} draws {drawn:,} things", limits.PDF_PAGE_OBJECTS)
        objects = list(page_objects(page))
        view = VIEWS[pdfium.FPDFPage_GetRotation(page) % len(VIEWS)]
        grids = find_grids(read_rulings(objects, view))
        width, height = page.get_size()
        pictured = _pictured(objects) / (width * height or 1.0)
        text = read_characters(page, objects, view)
        return _Page(
            items=in_reading_order(text.glyphs, grids),
            halves=halves(text.glyphs, grids, _sheet(page, view)),
            text="".join(glyph.char for glyph in text.glyphs),
            objects=len(objects),
            glyphs=len(text.glyphs),
            invisible=text.invisible,
            scanned=pictured > _PICTURE and all(glyph.char == " " for glyph in text.glyphs),
        )
    finally:
        page.close()


def _sheet(page: pypdfium2.PdfPage, view: Matrix) -> Box:
    """The sheet as a reader sees it."""
    left, bottom, right, top = page.get_cropbox()
    (x, y), (other_x, other_y) = view.map(left, bottom), view.map(right, top)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _pictured(objects: Sequence[PageObject]) -> float:
    """The area that pictures cover, in square points."""
    area = 0.0
    for picture in objects:
        if picture.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = bounds(picture.handle)
            form = picture.form
            area += (right - left) * (top - bottom) * abs(form.a * form.d - form.b * form.c)
    return area


def _refuse_scanned(file: str, pages: Sequence[_Page]) -> None:
    scanned = [number for number, page in enumerate(pages, start=1) if page.scanned]
    if not scanned:
        return
    named = ", ".join(map(str, scanned[:_PAGES_TO_NAME]))
    more = f" and {len(scanned) - _PAGES_TO_NAME} more" if len(scanned) > _PAGES_TO_NAME else ""
    raise ReportError(
        file,
        1,
        message(
            "page {named}{more} of {count} is a picture without text: it needs OCR",
            named=named,
            more=more,
            count=len(pages),
        ),
        message(
            "add a text layer with text recognition (OCR), or ask the office for the original file"
        ),
    )


def _refuse_lost_digits(file: str, pages: Sequence[_Page]) -> None:
    """Refuse a text layer that does not say which digits it prints: its figures would be holes."""
    for number, page in enumerate(pages, start=1):
        holes = _LOST_FIGURE.findall(page.text)
        if len(holes) >= _MOST_HOLES:
            raise ReportError(
                file,
                1,
                message(
                    "page {number} prints figures whose digits its text layer does not say "
                    "('{value}' and {value2} more)",
                    number=number,
                    value=holes[0],
                    value2=len(holes) - 1,
                ),
                message("export the original to PDF again with its fonts, or read it with OCR"),
            )


def _unopened(file: str, error: pypdfium2.PdfiumError) -> ReportError:
    if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
        return ReportError(
            file,
            1,
            message("the PDF is encrypted and needs a password"),
            message("open it with the password, print it to a PDF without one, and add that"),
        )
    return ReportError(
        file,
        1,
        message("this is no whole PDF: {error}", error=error),
        message("copy the file again, or export it to PDF again"),
    )


def _too_much(file: str, what: str, limit: int) -> ReportError:
    return ReportError(
        file,
        1,
        message("{what}: more than a report has (limit {limit:,})", what=what, limit=limit),
        message("check that it is one report"),
    )
