"""Two pages printed side by side on a sheet (모아찍기): which sheets they are, and their halves.

A sheet holds two pages if it is wide and nothing at all crosses its middle. A wide page set in two
columns for once is none: it takes most of the wide sheets of a file.
"""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.lattice import RuledGrid
from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.pdf.objects import Box
from pipeline.sources.pdf.reading_order import Item, TableCell, in_reading_order

_WIDE = 1.25
"""Width to height of a sheet that may hold two pages; paper laid across has 1.41."""
_GUTTER = 0.04
"""Room between two pages, of the width of the sheet, at least."""
_LEAST_LINES = 3
"""Lines of each half."""
_SHARE = 0.6
"""Share of the wide sheets with text on both sides that hold two pages."""

Halves = tuple[list[Item], list[Item]]


def halves(glyphs: Sequence[Glyph], grids: Sequence[RuledGrid], sheet: Box) -> Halves | None:
    """The left and the right page of a sheet; None where something crosses its middle.

    Empty halves mean that a side has no text, and that the sheet says nothing of the others.
    """
    left, top, right, bottom = sheet
    middle, room = (left + right) / 2, (right - left) * _GUTTER / 2
    if right - left < _WIDE * (bottom - top):
        return [], []
    printed = [glyph for glyph in glyphs if glyph.char != " "]
    if not any(g.right < middle for g in printed) or not any(g.left > middle for g in printed):
        return [], []
    spans = [(g.left, g.right) for g in printed] + [(g.box[0], g.box[2]) for g in grids]
    if any(low < middle + room and high > middle - room for low, high in spans):
        return None
    sides = (
        in_reading_order(
            [g for g in glyphs if (g.middle[0] > middle) == is_right],
            [g for g in grids if (g.box[0] > middle) == is_right],
        )
        for is_right in (False, True)
    )
    first, second = sides
    if min(len(first), len(second)) < _LEAST_LINES:
        return None
    return first, [_move(item, left - middle) for item in second]


def hold_two_pages(sheets: Sequence[Halves | None]) -> bool:
    """The wide sheets of a file hold two pages each, but for a few."""
    telling = [sheet for sheet in sheets if sheet is None or sheet[0]]
    return sum(sheet is not None for sheet in telling) > _SHARE * len(telling)


def _move(item: Item, by: float) -> Item:
    """An item of the right page, where it would stand on a page of its own."""
    box = (item.box[0] + by, item.box[1], item.box[2] + by, item.box[3])
    if isinstance(item, TextLine):
        return replace(item, box=box)
    cells = (
        TableCell(cell.place, tuple(_move(inner, by) for inner in cell.items))
        for cell in item.cells
    )
    return replace(item, cells=tuple(cells), box=box)
