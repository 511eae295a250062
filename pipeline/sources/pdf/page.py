"""A page of a PDF, read: what stands on it, and whether that is print or a picture of print."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.sources.ocr.seen import Word
from pipeline.sources.pdf.calls import address, calls
from pipeline.sources.pdf.characters import read_characters
from pipeline.sources.pdf.fills import shade_grids
from pipeline.sources.pdf.grids import find_grids
from pipeline.sources.pdf.objects import (
    VIEWS,
    Box,
    Matrix,
    PageObject,
    bounds,
    drawn_paths,
    page_objects,
)
from pipeline.sources.pdf.reading_order import Item, in_reading_order
from pipeline.sources.pdf.rulings import read_rulings
from pipeline.sources.pdf.two_up import Halves, halves
from pipeline.vocabulary.messages import message

_PICTURE = 0.25
"""Share of a page that pictures cover when, without any text, it is a scan."""


@dataclass(frozen=True)
class Page:
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
    origin: tuple[float, float] = (0.0, 0.0)
    """Its upper left corner, in the coordinates of its items."""
    seen: tuple[Word, ...] = ()
    """The reading of the second reader of pictures, if it was asked."""


def read_page(file: str, document: pypdfium2.PdfDocument, number: int) -> Page:
    """Read a page, by its number from 1.

    Raises:
        ReportError: it cannot be read, or draws more than a page of a report.
    """
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError as error:
        raise ReportError(
            file,
            message("page {number} cannot be read: {error}", number=number, error=error),
            message("open the file in a viewer and export it to PDF again"),
        ) from error
    try:
        handle = address(page.raw)
        drawn = calls.FPDFPage_CountObjects(handle)
        if drawn > limits.PDF_PAGE_OBJECTS:
            raise too_much(
                file,
                message("page {page} draws {count:,} things", page=number, count=drawn),
                limits.PDF_PAGE_OBJECTS,
            )
        objects = list(page_objects(handle))
        view = VIEWS[calls.FPDFPage_GetRotation(handle) % len(VIEWS)]
        box = _sheet(page, view)
        paths = drawn_paths(objects, view)
        rulings = read_rulings(paths)
        width, height = page.get_size()
        pictured = _picture_area(objects) / (width * height or 1.0)
        text = read_characters(handle, objects, view)
        grids = shade_grids(find_grids(rulings, text.glyphs), paths)
        return Page(
            items=in_reading_order(text.glyphs, grids),
            halves=halves(text.glyphs, grids, box),
            text="".join(glyph.char for glyph in text.glyphs),
            objects=len(objects),
            glyphs=len(text.glyphs),
            invisible=text.invisible,
            scanned=pictured > _PICTURE and all(glyph.char == " " for glyph in text.glyphs),
            origin=(box[0], box[1]),
        )
    finally:
        page.close()


def _sheet(page: pypdfium2.PdfPage, view: Matrix) -> Box:
    """The sheet as a reader sees it."""
    left, bottom, right, top = page.get_cropbox()
    (x, y), (other_x, other_y) = view.map(left, bottom), view.map(right, top)
    return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)


def _picture_area(objects: Sequence[PageObject]) -> float:
    """The area that pictures cover, in square points."""
    area = 0.0
    for picture in objects:
        if picture.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = bounds(picture.handle)
            form = picture.form
            area += (right - left) * (top - bottom) * abs(form.a * form.d - form.b * form.c)
    return area


def too_much(file: str, what: str, limit: int) -> ReportError:
    """The error that a file is too large."""
    return ReportError(
        file,
        message("{what}: more than a report has (limit {limit:,})", what=what, limit=limit),
        message("check that it is one report"),
    )
