"""Cells that stand on a colour, by the filled areas that a page draws.

What belongs here: which cells of grids are filled. What does not: thin bars, which are lines
(`rulings`).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.sources.pdf.calls import Buffer, Handle, calls
from pipeline.sources.pdf.lattice import RuledGrid
from pipeline.sources.pdf.objects import Box, Path
from pipeline.sources.pdf.rulings import THICK

_WHITE = 250
"""Of 255: what is lighter in all colours cannot be told from paper."""
_LEAST_WIDTH = 0.5
"""Share of the width of a cell that a bar in it takes."""
_CHANNELS = Buffer("IIII")


def shade_grids(grids: Sequence[RuledGrid], paths: Iterable[Path]) -> list[RuledGrid]:
    """Grids whose cells say whether they are filled. What is drawn later covers what was before."""
    cells = sorted(
        ((cell.box[1] + cell.box[3]) / 2, grid, index)
        for grid, ruled in enumerate(grids)
        for index, cell in enumerate(ruled.cells)
    )
    middles = [middle for middle, _, _ in cells]
    filled: dict[tuple[int, int], bool] = {}
    for box, is_white in _fills(paths):
        low, high = bisect_left(middles, box[1]), bisect_right(middles, box[3])
        for _, grid, index in cells[low:high]:
            if _covers(box, grids[grid].cells[index].box):
                filled[grid, index] = not is_white
    return [
        RuledGrid(
            tuple(
                replace(cell, is_filled=True) if filled.get((number, index)) else cell
                for index, cell in enumerate(grid.cells)
            )
        )
        for number, grid in enumerate(grids)
    ]


def _covers(fill: Box, cell: Box) -> bool:
    """A fill covers the middle of a cell and most of its width."""
    left, right = max(fill[0], cell[0]), min(fill[2], cell[2])
    return right - left >= _LEAST_WIDTH * (cell[2] - cell[0])


def _fills(paths: Iterable[Path]) -> Iterable[tuple[Box, bool]]:
    """The filled areas that are no lines, in the order they are drawn; is each white?"""
    for path in paths:
        left, top, right, bottom = path.box
        if path.fill and right - left > THICK and bottom - top > THICK:
            is_white = _is_white(path.handle)
            if is_white is not None:
                yield path.box, is_white


def _is_white(path: Handle) -> bool | None:
    """The colour of a fill is that of paper; None where nothing is seen of it."""
    if not calls.FPDFPageObj_GetFillColor(path, *_CHANNELS.places):
        return None
    *colour, opaque = _CHANNELS.read()
    return min(colour) >= _WHITE if opaque else None
