"""The objects of a page, one object after another, also inside forms.

Everything below this package is in *view* coordinates: points, x to the right, y downwards, the
page turned as a reader sees it. Where the origin is does not matter; nothing is published of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2.raw as pdfium

from pipeline.sources.pdf.calls import Buffer, Handle, calls

_CORNERS = Buffer("ffff")
_MATRIX = Buffer("ffffff")
_DRAW_MODE = Buffer("ii")
_DEEPEST_FORM = 8
"""Forms inside forms that are followed; a real page has two."""


class Matrix(NamedTuple):
    """An affine map (x, y) → (a·x + c·y + e, b·x + d·y + f), as PDF writes it."""

    a: float
    b: float
    c: float
    d: float
    e: float = 0.0
    f: float = 0.0

    def map(self, x: float, y: float) -> tuple[float, float]:
        """A point, mapped."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: "Matrix") -> "Matrix":
        """This map, and then another one."""
        e, f = after.map(self.e, self.f)
        a, b = after.a * self.a + after.c * self.b, after.b * self.a + after.d * self.b
        c, d = after.a * self.c + after.c * self.d, after.b * self.c + after.d * self.d
        return Matrix(a, b, c, d, e, f)


IDENTITY = Matrix(1, 0, 0, 1)
# From the page's own coordinates (y upwards) to the view, by quarter turns clockwise.
VIEWS = (Matrix(1, 0, 0, -1), Matrix(0, 1, 1, 0), Matrix(-1, 0, 0, 1), Matrix(0, -1, -1, 0))


Box = tuple[float, float, float, float]
"""Left, top, right and bottom in view coordinates."""


class PageObject(NamedTuple):
    """One thing that a page draws."""

    handle: Handle
    """The same object is found again through it while the page is open."""
    type: int
    """One of PDFium's FPDF_PAGEOBJ_ constants; never a form."""
    form: Matrix
    """From the coordinates of the form it stands in to those of the page."""


def page_objects(page: Handle) -> Iterator[PageObject]:
    """Everything a page draws, in its order, with the content of forms in their place."""
    count = calls.FPDFPage_CountObjects(page)
    yield from _objects([calls.FPDFPage_GetObject(page, i) for i in range(count)], IDENTITY, 0)


def _objects(handles: list[Handle], form: Matrix, depth: int) -> Iterator[PageObject]:
    for handle in handles:
        kind = calls.FPDFPageObj_GetType(handle)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield PageObject(handle, kind, form)
        elif depth < _DEEPEST_FORM:
            count = max(calls.FPDFFormObj_CountObjects(handle), 0)
            inside = [calls.FPDFFormObj_GetObject(handle, i) for i in range(count)]
            yield from _objects(inside, matrix_of(handle).then(form), depth + 1)


def matrix_of(handle: Handle) -> Matrix:
    """The matrix of an object."""
    if not calls.FPDFPageObj_GetMatrix(handle, _MATRIX.places[0]):
        return IDENTITY
    return Matrix(*_MATRIX.read())


class Path(NamedTuple):
    """A path that is drawn."""

    handle: Handle
    box: Box
    """In view coordinates, with half the pen on all sides of a stroke."""
    fill: int
    """The rule of its fill, 0 for none."""
    is_stroked: int
    view: Matrix
    """From the coordinates of its form to the view."""


def drawn_paths(objects: Iterable[PageObject], view: Matrix) -> list[Path]:
    """The paths of a page, in the order they are drawn."""
    paths: list[Path] = []
    form, seen = IDENTITY, view
    for drawn in objects:
        if drawn.type == pdfium.FPDF_PAGEOBJ_PATH:
            if drawn.form is not form:
                form, seen = drawn.form, drawn.form.then(view)
            calls.FPDFPath_GetDrawMode(drawn.handle, *_DRAW_MODE.places)
            fill, is_stroked = _DRAW_MODE.read()
            box = view_box(bounds(drawn.handle), seen)
            paths.append(Path(drawn.handle, box, fill, is_stroked, seen))
    return paths


def box_around(boxes: Sequence[Box]) -> Box:
    """The smallest box that holds all of these."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def view_box(box: Box, view: Matrix) -> Box:
    """A box of an object, as a reader sees it."""
    left, bottom, right, top = box
    a, b, c, d, e, f = view
    x0, y0 = a * left + c * bottom + e, b * left + d * bottom + f
    x1, y1 = a * right + c * top + e, b * right + d * top + f
    if x0 > x1:
        x0, x1 = x1, x0
    return (x0, y0, x1, y1) if y0 < y1 else (x0, y1, x1, y0)


def bounds(handle: Handle) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object, in the coordinates of its form."""
    if not calls.FPDFPageObj_GetBounds(handle, *_CORNERS.places):
        return 0.0, 0.0, 0.0, 0.0
    left, bottom, right, top = _CORNERS.read()
    return left, bottom, right, top
