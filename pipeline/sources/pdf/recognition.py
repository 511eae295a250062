"""Pages that are pictures, read by text recognition, and what a second reader says of them.

What belongs here: a page as a picture, words as glyphs, figures that both readers see. What does
not: the readers.
"""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pypdfium2

from pipeline.sources import limits
from pipeline.sources.ocr.agreement import find_agreements
from pipeline.sources.ocr.engines import SecondReader, missing_parts, read_words, second_reader
from pipeline.sources.ocr.seen import Box, Picture, Word
from pipeline.sources.pdf.characters import Glyph, Look
from pipeline.sources.pdf.grids import find_grids
from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.pdf.page import Page
from pipeline.sources.pdf.reading_order import Item, in_reading_order
from pipeline.sources.pdf.rulings import seen_rulings
from pipeline.sources.pdf.two_up import halves
from pipeline.sources.span import Span

_PER_POINT = 300 / 72
"""Dots to a point of a page that is read: as scanners make them."""
_MOST_DOTS = 30_000_000
"""Dots of a picture; a page of A4 has nine million."""
_HEIGHT = 0.85
"""Height of the letters of a word, of their size."""
_NARROW = 0.55
"""Width of a digit or Latin letter, of that of a Hangul syllable."""
_LOOK = Look("", coloured=False)


def recognise(document: pypdfium2.PdfDocument, pages: Sequence[Page]) -> list[Page]:
    """The pages, those that are pictures with the words in them.

    Pages with a text layer that text recognition wrote are read a second time. Nothing is changed
    where no engine is installed.

    Raises:
        OcrError: an engine failed.
    """
    asked = [number for number, page in enumerate(pages) if page.scanned]
    asked += [number for number, page in enumerate(pages) if page.invisible]
    read = list(pages)
    if not asked or missing_parts():
        return read
    with second_reader() as second:
        for number in asked[: limits.OCR_PAGES]:  # a text layer beyond stays unconfirmed
            read[number] = _recognise(pages[number], _picture(document[number]), second)
    return read


def _recognise(page: Page, picture: Picture, second: SecondReader) -> Page:
    seen = second.read(picture)
    if not page.scanned:
        return replace(page, seen=seen.words)
    glyphs = list(_glyphs(read_words(picture)))
    grids = find_grids(seen_rulings(seen.horizontal, seen.vertical))
    width, height = picture.width / picture.per_point, picture.height / picture.per_point
    return replace(
        page,
        items=in_reading_order(glyphs, grids),
        halves=halves(glyphs, grids, (0.0, 0.0, width, height)),
        text="".join(glyph.char for glyph in glyphs),
        glyphs=len(glyphs),
        invisible=True,
        scanned=False,
        origin=(0.0, 0.0),
        seen=seen.words,
    )


def _picture(page: pypdfium2.PdfPage) -> Picture:
    """A page as it looks, in shades of grey."""
    try:
        width, height = page.get_size()
        scale = min(_PER_POINT, math.sqrt(_MOST_DOTS / max(width * height, 1.0)))
        drawn = page.render(scale=scale, grayscale=True)
        dots = bytes(drawn.buffer)
        rows = (dots[row * drawn.stride :][: drawn.width] for row in range(drawn.height))
        return Picture(drawn.width, drawn.height, b"".join(rows), scale)
    finally:
        page.close()


def _glyphs(words: Iterable[Word]) -> Iterator[Glyph]:
    """The letters of words, each as wide as its kind is."""
    for number, word in enumerate(words):
        left, top, right, bottom = word.box
        text = unicodedata.normalize("NFC", word.text)
        widths = [_NARROW if char.isascii() else 1.0 for char in text]
        unit = (right - left) / sum(widths)
        size = (bottom - top) / _HEIGHT or 1.0
        for char, width in zip(text, widths, strict=True):
            end = left + width * unit
            yield Glyph(char, left, end, top, bottom, size, number, _LOOK)
            left = end


def agreed_figures(page: Page, text: str, start: int, end: int) -> list[Span]:
    """The places of the figures that the second reader sees as well, in the text."""
    if not page.seen:
        return []
    left, top = page.origin
    lines = list(_lines(page.items))
    boxes = [_move(line.box, -left, -top) for line in lines]
    texts = [line.text for line in lines]
    figures = find_agreements(list(zip(texts, boxes, strict=True)), page.seen)
    spans: list[Span] = []
    at = start
    for line, found in zip(texts, figures, strict=True):
        if (here := text.find(line, at, end)) < 0:
            return spans  # the sheet holds two pages: what follows stands elsewhere
        spans += [Span(here + first, here + last) for first, last in found]
        at = here + len(line)
    return spans


def _lines(items: Iterable[Item]) -> Iterator[TextLine]:
    """The lines of a page, in the order of its text."""
    for item in items:
        if isinstance(item, TextLine):
            yield item
        else:
            for cell in item.cells:
                yield from _lines(cell.items)


def _move(box: Box, right: float, down: float) -> Box:
    return box[0] + right, box[1] + down, box[2] + right, box[3] + down
