"""Cells that stand on a colour, by the filled areas that a page draws.

What belongs here: which cells of grids are filled. What does not: thin bars, which are lines
(`rulings`).
"""

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pypdfium2.raw as pdfium

from pipeline.sources.pdf.lattice import RuledGrid
from pipeline.sources.pdf.objects import Matrix, PageObject, bounds
from pipeline.sources.pdf.rulings import THICK, Box, view_box

_WHITE = 250
"""Of 255: what is lighter in all colours cannot be told from paper."""
_LEAST_WIDTH = 0.5
"""Share of the width of a cell that a bar in it takes."""


def shade_grids(
    grids: Sequence[RuledGrid], objects: Iterable[PageObject], view: Matrix
) -> list[RuledGrid]:
    """Grids whose cells say whether they are filled. What is drawn later covers what was before."""
    cells = sorted(
        ((cell.box[1] + cell.box[3]) / 2, grid, index)
        for grid, ruled in enumerate(grids)
        for index, cell in enumerate(ruled.cells)
    )
    middles = [middle for middle, _, _ in cells]
    filled: dict[tuple[int, int], bool] = {}
    for box, is_white in _fills(objects, view):
        low, high = bisect_left(middles, box[1]), bisect_right(middles, box[3])
        for _, grid, index in cells[low:high]:
            if _covers(box, grids[grid].cells[index].box):
                filled[grid, index] = not is_white
    return [
        RuledGrid(
            tuple(
                replace(cell, is_filled=filled.get((number, index), False))
                for index, cell in enumerate(grid.cells)
            )
        )
        for number, grid in enumerate(grids)
    ]


def _covers(fill: Box, cell: Box) -> bool:
    """A fill covers the middle of a cell and most of its width."""
    left, right = max(fill[0], cell[0]), min(fill[2], cell[2])
    return right - left >= _LEAST_WIDTH * (cell[2] - cell[0])


def _fills(objects: Iterable[PageObject], view: Matrix) -> Iterable[tuple[Box, bool]]:
    """The filled areas that are no lines, in the order they are drawn; is each white?"""
    views: dict[Matrix, Matrix] = {}
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    for path in objects:
        if path.type != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        pdfium.FPDFPath_GetDrawMode(path.handle, fill, stroked)
        if not fill.value:
            continue
        if path.form not in views:
            views[path.form] = path.form.then(view)
        box = view_box(bounds(path.handle), views[path.form])
        if min(box[2] - box[0], box[3] - box[1]) > THICK and (white := _is_white(path)) is not None:
            yield box, white


def _is_white(path: PageObject) -> bool | None:
    """The colour of a fill is that of paper; None where nothing is seen of it."""
    red, green, blue, opaque = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(path.handle, red, green, blue, opaque):
        return None
    if not opaque.value:
        return None
    return min(red.value, green.value, blue.value) >= _WHITE
