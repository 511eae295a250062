"""The objects of a page, one object after another, also inside forms.

Everything below this package is in *view* coordinates: points, x to the right, y downwards, the
page turned as a reader sees it. Where the origin is does not matter; nothing is published of it.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

Handle = Any
"""A pointer of PDFium's."""

_CORNERS = tuple(ctypes.c_float() for _ in range(4))
"""Buffers in which PDFium writes; one set is enough, as it works for one caller at a time."""
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


class PageObject(NamedTuple):
    """One thing that a page draws."""

    handle: Handle
    type: int
    """One of PDFium's FPDF_PAGEOBJ_ constants; never a form."""
    form: Matrix
    """From the coordinates of the form it stands in to those of the page."""

    @property
    def key(self) -> int:
        """Its address: the same object is found again through it while the page is open."""
        return address(self.handle)


def address(handle: Handle) -> int:
    """The address that a pointer holds, 0 for none."""
    return ctypes.addressof(handle.contents) if handle else 0


def page_objects(page: Handle) -> Iterator[PageObject]:
    """Everything a page draws, in its order, with the content of forms in their place."""
    count = pdfium.FPDFPage_CountObjects(page)
    yield from _objects([pdfium.FPDFPage_GetObject(page, i) for i in range(count)], IDENTITY, 0)


def _objects(handles: list[Handle], form: Matrix, depth: int) -> Iterator[PageObject]:
    for handle in handles:
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield PageObject(handle, kind, form)
        elif depth < _DEEPEST_FORM:
            count = max(pdfium.FPDFFormObj_CountObjects(handle), 0)
            inside = [pdfium.FPDFFormObj_GetObject(handle, i) for i in range(count)]
            yield from _objects(inside, matrix_of(handle).then(form), depth + 1)


def matrix_of(handle: Handle) -> Matrix:
    """The matrix of an object."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return IDENTITY
    return Matrix(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def bounds(handle: Handle) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of an object, in the coordinates of its form."""
    left, bottom, right, top = _CORNERS
    if not pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value
