"""The glyphs of a page, each with its character and its box; what is printed twice stands once.

PDFium leaves out text that it takes for printed twice, and takes a tightly set `11` or `···` for
that. So every text object is moved away from its neighbours before the text is read, and moved
back in arithmetic; what is truly printed twice (bold by overprinting) is then left out here.
"""

import ctypes
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.sources.pdf.calls import Buffer, Handle, calls
from pipeline.sources.pdf.objects import Matrix, PageObject, bounds

UNKNOWN = "\ufffd"
"""Stands for a glyph that is printed but whose character the file does not say."""

_APART = 2000.0
"""Points between text objects while they are read. PDFium compares each with five before it."""
_PLACES = 8
_CAP_HEIGHT = 0.75
"""Height of a glyph above its baseline, of its size."""
_OVERPRINT = 0.12
"""Distance, of the size, below which the same glyph is printed twice. Bold is overprinted at up to
0.04; the narrowest neighbours that differ, dots of a leader, are 0.25 apart."""
_INK = 0.015
"""Extent of a glyph, of its size, below which nothing of it is to be seen."""
_ROW = 4.0
"""Points of the rows in which glyphs are looked up; no glyph is overprinted further away."""
_NO_WIDTH = 0.01
"""Points of a text that nothing is drawn of."""
_DARK = 90
"""Light of a colour, of 255, up to which it is taken for black."""
_SPACE = 0x20
_CHANNELS = Buffer("IIII")
_ORIGIN = Buffer("dd")
_CORNERS = Buffer("dddd")
_MATRIX = Buffer("ffffff")
_ADVANCE = Buffer("f")
_INVISIBLE = 3
"""The render mode of text that text recognition lays over a picture."""


class Look(NamedTuple):
    """The way a text object sets its glyphs, apart from their size."""

    face: str
    """Name of its font, without the tag of a subset."""
    coloured: bool
    """Its colour is no black or dark grey."""


class Glyph(NamedTuple):
    """One printed character. A space is one, too."""

    char: str
    left: float
    right: float
    """The place of the next glyph."""
    top: float
    bottom: float
    """The baseline, for upright text."""
    size: float
    source: int
    """Number of its text object."""
    look: Look

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True)
class PageText:
    """The text layer of a page."""

    glyphs: tuple[Glyph, ...]
    """In the order they are drawn, each once."""
    invisible: bool
    """Most of it is not shown: text recognition wrote it."""


def read_characters(page: Handle, objects: Iterable[PageObject], view: Matrix) -> PageText:
    """Read the text layer of a page.

    The page's text objects are moved by this: nothing else must be read from them afterwards.
    """
    texts = [o for o in objects if o.type == pdfium.FPDF_PAGEOBJ_TEXT]
    modes = [calls.FPDFTextObj_GetTextRenderMode(text.handle) for text in texts]
    moved: dict[int, tuple[float, float]] = {}
    for number, text in enumerate(texts):
        _give_width(text)
        away = number % _PLACES * _APART
        calls.FPDFPageObj_Transform(text.handle, 1, 0, 0, 1, 0, away)
        moved[text.handle] = text.form.c * away, text.form.d * away
    textpage = calls.FPDFText_LoadPage(page)
    try:
        glyphs = _glyphs(textpage, moved, view)
    finally:
        calls.FPDFText_ClosePage(textpage)
    invisible = sum(mode == _INVISIBLE for mode in modes) * 2 > len(modes)
    return PageText(tuple(_drop_overprints(glyphs)), invisible)


def _give_width(text: PageObject) -> None:
    """Draw the outline of a text that has no width: PDFium leaves such a text out.

    It has none where neither the file nor the machine has a font with its only glyph.
    """
    left, _, right, _ = bounds(text.handle)
    if right - left < _NO_WIDTH:
        calls.FPDFPageObj_SetStrokeWidth(text.handle, 1.0)
        calls.FPDFTextObj_SetTextRenderMode(text.handle, pdfium.FPDF_TEXTRENDERMODE_STROKE)


class _Setting(NamedTuple):
    """The way one text object sets its glyphs: vectors in view coordinates."""

    source: int
    moved: tuple[float, float]
    font: Handle
    font_size: float
    widths: dict[int, float]
    """The advance of each glyph of its font at this size that was asked for, by its code."""
    along: tuple[float, float]
    """From one glyph towards the next, of unit width."""
    up: tuple[float, float]
    """From the baseline to the top of a glyph."""
    size: float
    look: Look


def _glyphs(textpage: Handle, moved: dict[int, tuple[float, float]], view: Matrix) -> list[Glyph]:
    found: list[Glyph] = []
    settings: dict[int, _Setting] = {}
    faces: dict[Handle, str] = {}
    chars: dict[int, str] = {}
    widths: dict[tuple[Handle, float], dict[int, float]] = {}
    for index in range(calls.FPDFText_CountChars(textpage)):
        handle = calls.FPDFText_GetTextObject(textpage, index)
        if not handle:
            continue  # a space or line end that PDFium made up
        setting = settings.get(handle)
        if setting is None:
            setting = settings[handle] = _setting(
                textpage, index, handle, view, moved=moved[handle], faces=faces, widths=widths
            )
        code = calls.FPDFText_GetUnicode(textpage, index)
        if code == _SPACE and calls.FPDFText_IsGenerated(textpage, index) == 1:
            continue
        calls.FPDFText_GetCharOrigin(textpage, index, *_ORIGIN.places)
        x, y = _ORIGIN.read()
        left, base = view.map(x - setting.moved[0], y - setting.moved[1])
        width = setting.widths.get(code)
        if width is None:
            width = setting.widths[code] = _width(setting, code)
        right, end = left + setting.along[0] * width, base + setting.along[1] * width
        char = chars.get(code)
        if char is None:
            char = _plain(code)
            if char is None:
                char = _unnamed(textpage, index, setting.size)
            else:
                chars[code] = char
        if base == end and not setting.up[0] and setting.up[1] < 0 <= setting.along[0]:  # upright
            box = (left, right, base + setting.up[1], base)
        else:
            xs = (left, right, left + setting.up[0], right + setting.up[0])
            ys = (base, end, base + setting.up[1], end + setting.up[1])
            box = (min(xs), max(xs), min(ys), max(ys))
        found.append(Glyph(char, *box, setting.size, setting.source, setting.look))
    return found


def _setting(
    textpage: Handle,
    index: int,
    handle: Handle,
    view: Matrix,
    *,
    moved: tuple[float, float],
    faces: dict[Handle, str],
    widths: dict[tuple[Handle, float], dict[int, float]],
) -> _Setting:
    """The setting of a text object, of which one glyph is known. Asks a font once for its name."""
    calls.FPDFText_GetMatrix(textpage, index, *_MATRIX.places[:1])
    font_size = calls.FPDFText_GetFontSize(textpage, index)
    turned = Matrix(*_MATRIX.read()[:4]).then(view)
    font = calls.FPDFTextObj_GetFont(handle)
    if font not in faces:
        faces[font] = _face(font)
    size = font_size * math.hypot(turned.c, turned.d)
    rise = font_size * _CAP_HEIGHT
    return _Setting(
        source=handle,
        moved=moved,
        font=font,
        font_size=font_size,
        widths=widths.setdefault((font, font_size), {}),
        along=(turned.a, turned.b),
        up=(turned.c * rise, turned.d * rise),
        size=size or 1.0,
        look=Look(faces[font], _is_coloured(handle)),
    )


def _face(font: Handle) -> str:
    """The name of a font: `ABCDEF+HYHeadLine-Medium` is HYHeadLine-Medium."""
    length = calls.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(length or 1)
    calls.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", errors="replace").rpartition("+")[2]


def _is_coloured(handle: Handle) -> bool:
    """Letters that are neither black nor dark grey, such as white ones on a bar."""
    if not calls.FPDFPageObj_GetFillColor(handle, *_CHANNELS.places):
        return False
    red, green, blue, _ = _CHANNELS.read()
    return bool(max(red, green, blue) > _DARK)


def _width(setting: _Setting, code: int) -> float:
    """Advance of a glyph, in units of its text object; where the font says none, by its script."""
    places = _ADVANCE.places
    known = calls.FPDFFont_GetGlyphWidth(setting.font, code, setting.font_size, *places)
    if known and (advance := _ADVANCE.read()[0]) > 0:
        return float(advance)
    return setting.font_size * (1.0 if code >= 0x1100 else 0.5)


def _plain(code: int) -> str | None:
    """The character of a code, None for a control code."""
    char = chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN
    if char.isspace() or char in "\u200b\ufeff":
        return " "
    if code > 0x9F or 0x20 <= code < 0x7F:
        return UNKNOWN if code in (0xFFFE, 0xFFFF) else char
    return None


def _unnamed(textpage: Handle, index: int, size: float) -> str:
    """The character of a glyph with a control code. PDFium marks a hyphen at a line's end so."""
    if calls.FPDFText_IsHyphen(textpage, index) == 1:
        return "-"
    return " " if _is_blank(textpage, index, _INK * size) else UNKNOWN


def _is_blank(textpage: Handle, index: int, ink: float) -> bool:
    """A glyph without ink: a space to which the font gives no character."""
    calls.FPDFText_GetCharBox(textpage, index, *_CORNERS.places)
    left, right, bottom, top = _CORNERS.read()
    return bool(abs(right - left) < ink or abs(top - bottom) < ink)


def _drop_overprints(glyphs: list[Glyph]) -> list[Glyph]:
    """Leave out glyphs that another text object printed at the same place before."""
    kept: list[Glyph] = []
    printed: dict[str, dict[int, list[Glyph]]] = {}
    for glyph in glyphs:
        if glyph.char == " ":
            kept.append(glyph)
            continue
        alike = printed.setdefault(glyph.char, {})
        row = int(glyph.bottom // _ROW)
        if not any(
            _is_overprint(glyph, other)
            for near in (row - 1, row, row + 1)
            for other in alike.get(near, ())
        ):
            kept.append(glyph)
            alike.setdefault(row, []).append(glyph)
    return kept


def _is_overprint(one: Glyph, other: Glyph) -> bool:
    reach = min(_OVERPRINT * one.size, _ROW)
    return (
        one.source != other.source
        and abs(one.left - other.left) <= reach
        and abs(one.bottom - other.bottom) <= reach
        and abs(one.size - other.size) <= reach
    )
