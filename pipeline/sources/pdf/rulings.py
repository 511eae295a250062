"""The horizontal and vertical lines a page draws: strokes, edges of frames, thin filled bars.

Nothing is said here about tables; grids.py asks what the lines enclose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.sources.pdf.calls import Buffer, Handle, calls
from pipeline.sources.pdf.objects import Box, Matrix, Path, matrix_of

THICK = 3.0
"""Points: a filled bar that is thinner is a line; two lines that are nearer are one."""
_SHORTEST = 6.0
"""Points: shorter lines are ornament. No cell is as narrow."""
_MOST_SEGMENTS = 64
"""Segments of a path beyond which it is a drawing."""
_SHADE = 6
"""Bars of one length, each touching the next, that make a shade and not lines."""
_TURN = (pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO)


_PEN = Buffer("f")
_POINT = Buffer("ff")
_Line = tuple[float, float, float]


class Ruling(NamedTuple):
    """A line along one axis."""

    at: float
    """Its position: y of a horizontal line, x of a vertical one."""
    start: float
    end: float
    """Its beginning and end along its axis."""


@dataclass(frozen=True)
class Rulings:
    """All lines of a page; pieces of one line are put together."""

    horizontal: tuple[Ruling, ...]
    vertical: tuple[Ruling, ...]


class _Piece(NamedTuple):
    """A line as it was drawn."""

    upright: bool
    ruling: Ruling
    filled: bool


def read_rulings(paths: Iterable[Path]) -> Rulings:
    """The lines of a page. Slanted and curved ones are pictures, and left out."""
    pieces: list[_Piece] = []
    for path in paths:
        pieces += _pieces(path)
    return Rulings(*(tuple(_put_together(pieces, upright)) for upright in (False, True)))


def seen_rulings(horizontal: Iterable[_Line], vertical: Iterable[_Line]) -> Rulings:
    """The lines of a page that were seen in a picture of it: where, from where to where."""
    pieces = [_Piece(False, Ruling(*line), False) for line in horizontal]
    pieces += [_Piece(True, Ruling(*line), False) for line in vertical]
    return Rulings(*(tuple(_put_together(pieces, upright)) for upright in (False, True)))


def _pieces(path: Path) -> Iterable[_Piece]:
    if not path.is_stroked:
        return _bar(path.box, filled=True) if path.fill else ()
    count = calls.FPDFPath_CountSegments(path.handle)
    if count == 2:  # one stroke: its box says all, but for the width of the pen
        calls.FPDFPageObj_GetStrokeWidth(path.handle, *_PEN.places)
        return _bar(path.box, pen=_PEN.read()[0])
    if count > _MOST_SEGMENTS:
        return ()
    return _edges(path.handle, count, matrix_of(path.handle).then(path.view))


def _bar(box: Box, *, pen: float = 0.0, filled: bool = False) -> tuple[_Piece, ...]:
    """A line, if the box is as thin as one. PDFium adds the pen on all sides of a stroke."""
    left, top, right, bottom = box
    if pen:
        left, top, right, bottom = left + pen, top + pen, right - pen, bottom - pen
    width, height = right - left, bottom - top
    if height <= THICK and width > 2 * height:
        return (_Piece(False, Ruling((top + bottom) / 2, left, right), filled),)
    if width <= THICK and height > 2 * width:
        return (_Piece(True, Ruling((left + right) / 2, top, bottom), filled),)
    return ()


def _edges(handle: Handle, count: int, view: Matrix) -> Iterable[_Piece]:
    """The straight edges of a stroked path."""
    first = last = (0.0, 0.0)
    for index in range(count):
        segment = calls.FPDFPath_GetPathSegment(handle, index)
        kind = calls.FPDFPathSegment_GetType(segment)
        calls.FPDFPathSegment_GetPoint(segment, *_POINT.places)
        point = view.map(*_POINT.read())
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield from _edge(last, point)
        if kind in _TURN and calls.FPDFPathSegment_GetClose(segment):
            yield from _edge(point, first)
        last = point


def _edge(one: tuple[float, float], other: tuple[float, float]) -> Iterable[_Piece]:
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    if bottom - top < 1.0 < right - left:
        yield _Piece(False, Ruling((top + bottom) / 2, left, right), False)
    elif right - left < 1.0 < bottom - top:
        yield _Piece(True, Ruling((left + right) / 2, top, bottom), False)


def _put_together(pieces: Sequence[_Piece], upright: bool) -> list[Ruling]:
    """One line where pieces continue, repeat or double each other."""
    lines = [p for p in pieces if p.upright == upright]
    drawn = [p.ruling for p in lines if not p.filled]
    drawn += _without_shades([p.ruling for p in lines if p.filled])
    drawn.sort(key=lambda r: (r.at, r.start, r.end))
    joined: list[Ruling] = []
    for beam in _beams(drawn):
        at = sum(ruling.at for ruling in beam) / len(beam)
        reach: list[list[float]] = []
        for ruling in sorted(beam, key=lambda r: (r.start, r.end)):
            if reach and ruling.start <= reach[-1][1] + THICK:
                reach[-1][1] = max(reach[-1][1], ruling.end)
            else:
                reach.append([ruling.start, ruling.end])
        joined += [Ruling(at, start, end) for start, end in reach if end - start >= _SHORTEST]
    return joined


def _beams(drawn: Sequence[Ruling]) -> Iterable[list[Ruling]]:
    """Lines side by side within the thickness of one, beginning with the first of them."""
    beam: list[Ruling] = []
    for ruling in drawn:
        if beam and ruling.at - beam[0].at > THICK:
            yield beam
            beam = []
        beam.append(ruling)
    if beam:
        yield beam


def _without_shades(bars: Sequence[Ruling]) -> list[Ruling]:
    """Leave out piles of bars: a colour that runs from dark to light is drawn so."""
    kept: list[Ruling] = []
    extent = [(round(bar.start / 2), round(bar.end / 2)) for bar in bars]
    order = sorted(range(len(bars)), key=lambda i: (extent[i], bars[i].at))
    for _, same in groupby(order, key=lambda i: extent[i]):
        pile: list[Ruling] = []
        for bar in (bars[i] for i in same):
            if pile and bar.at - pile[-1].at > THICK:
                kept += pile if len(pile) < _SHADE else []
                pile = []
            pile.append(bar)
        kept += pile if len(pile) < _SHADE else []
    return kept
