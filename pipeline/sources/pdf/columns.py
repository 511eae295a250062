"""Text set in two columns: where on a page, and which of it is read first.

Columns have items of their own: both sides have lines that begin with the same mark, at the left
edge of a gutter that nothing crosses. Words in pairs on one line (○ 위치 … ○ 면적 …) are none:
there all lines stand level and begin alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from pipeline.sources.pdf.characters import Glyph
from pipeline.sources.pdf.objects import Box, box_around
from pipeline.vocabulary.markers import markers

_MIDDLE = (0.35, 0.65)
"""Where the right column begins, of the width of what is printed on the page."""
_ALIGNED = 1.5
"""Points by which lines that begin at one edge differ."""
_MOST_EDGES = 6
"""Places that are tried for the left edge of the right column."""
_GUTTER = 1.2
"""Room between two columns, of the size of their letters, at least."""
_FURTHER_IN = 0.8
"""Of the size of a mark, how far behind it a line begins that goes on with the one above."""
_NARROW = 0.5
"""The same before what begins below other lines of the right column."""
_OPENING = "【〔"
"""Brackets around a heading."""
_LEAST_MARKED = 2
"""Lines of each side that begin with a mark, one of them with one that both sides have."""
_WIDE = 0.5
"""Of its column, the widest line of each side at least; the cells of a table are short."""
_INDENT = 3.0
"""Room, of the least gutter, up to which a line of a column is indented. A running head or the
number of the page at the right edge is further in."""
_LEVEL = 2.0
"""Points by which baselines on one line differ."""


@dataclass(frozen=True)
class Columns:
    """A stretch of a page that is set in two columns."""

    gutter: float
    """Where the right one begins."""
    top: float
    bottom: float

    def part_of(self, x: float, y: float) -> int:
        """Above the columns 0, left 1, right 2, below 3: the order of reading."""
        if y < self.top or y > self.bottom:
            return 0 if y < self.top else 3
        return 1 if x < self.gutter else 2


@dataclass(frozen=True)
class _Piece:
    """Words of a line up to the next gap."""

    box: Box
    size: float
    begins: str
    """The mark that it begins with, 0 for a figure, nothing for a letter."""


def find_columns(
    glyphs: Sequence[Glyph], boxes: Sequence[Box], across: tuple[float, float]
) -> Columns | None:
    """Find text in two columns among glyphs and the boxes of tables and frames, if there is any.

    Args:
        across: where the print of the whole page begins and ends, from left to right.
    """
    marked = sorted(glyph.left for glyph in glyphs if glyph.char in markers().kinds)
    if not any(b - a <= _ALIGNED for a, b in pairwise(marked)):
        return None
    inked = [glyph for glyph in glyphs if glyph.char != " "]
    pieces = _parted_alike(list(_rows(inked)), across)
    printed = box_around([*(piece.box for piece in pieces), *boxes])
    low, high = _middle(across)
    starts = sorted(p.box[0] for p in pieces if p.begins and low <= p.box[0] <= high)
    edges = [x for n, x in enumerate(starts) if not n or x - starts[n - 1] > _ALIGNED]
    found = (_columns_at(edge - _ALIGNED, pieces, boxes, printed) for edge in edges[:_MOST_EDGES])
    return next(filter(None, found), None)


def _rows(inked: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Glyphs that stand level, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(inked, key=lambda g: g.bottom):
        if row and glyph.bottom - row[-1].bottom > _LEVEL:
            yield sorted(row, key=lambda g: g.left)
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda g: g.left)


def _parted_alike(rows: Sequence[list[Glyph]], across: tuple[float, float]) -> list[_Piece]:
    """The pieces of all rows. Where those of two begin below each other, less room parts others.

    A full line of the left column leaves little room before the right one.
    """
    pieces = [piece for row in rows for piece in _parted(row)]
    low, high = _middle(across)
    starts = sorted(p.box[0] for p in pieces if p.begins and low <= p.box[0] <= high)
    edges = [one for one, other in pairwise(starts) if other - one <= _ALIGNED]
    return [piece for row in rows for piece in _parted(row, edges)] if edges else pieces


def _middle(across: tuple[float, float]) -> tuple[float, float]:
    """Where the right column may begin."""
    low, high = (across[0] + share * (across[1] - across[0]) for share in _MIDDLE)
    return low, high


def _parted(row: Sequence[Glyph], edges: Sequence[float] = ()) -> Iterator[_Piece]:
    start = 0
    for at, (one, following) in enumerate(pairwise(row), start=1):
        gap = (following.left - one.right) / max(one.size, following.size)
        if gap > _GUTTER or (
            gap > _NARROW
            and _begins(following.char)
            and any(abs(following.left - edge) <= _ALIGNED for edge in edges)
        ):
            yield _piece(row[start:at])
            start = at
    yield _piece(row[start:])


def _begins(char: str) -> str:
    """What a line begins with: 0 for a figure, its mark or opening bracket, else nothing."""
    return "0" if char.isdigit() else char if char in markers().kinds or char in _OPENING else ""


def _piece(glyphs: Sequence[Glyph]) -> _Piece:
    begins = _begins(glyphs[0].char)
    box = box_around([(g.left, g.top, g.right, g.bottom) for g in glyphs])
    return _Piece(box, max(glyph.size for glyph in glyphs), begins)


def _columns_at(
    edge: float, pieces: Sequence[_Piece], boxes: Sequence[Box], printed: Box
) -> Columns | None:
    """The stretch in which nothing crosses the gutter left of an edge, if it holds columns."""
    room = _GUTTER * min(p.size for p in pieces if p.begins and edge <= p.box[0])
    near = _INDENT * room
    marked = [p for p in pieces if p.begins and edge <= p.box[0] <= edge + near]
    all_boxes = [*(piece.box for piece in pieces), *boxes]
    crossing = [box for box in all_boxes if box[0] < edge and box[2] > edge - room]
    first = min(marked, key=lambda p: p.box[1]).box[1]
    top = max((box[3] for box in crossing if box[3] <= first), default=printed[1])
    bottom = min((box[1] for box in crossing if box[3] > first), default=printed[3])
    within = [piece for piece in pieces if top <= piece.box[1] and piece.box[3] <= bottom]
    left = [piece for piece in within if piece.box[0] < edge]
    right = [piece for piece in within if piece.box[0] >= edge]
    ends = max((piece.box[2] for piece in left), default=edge)
    tables = [box for box in boxes if top <= box[1] and box[3] <= bottom]
    if not (
        _is_column(left, right, [b for b in tables if b[2] <= edge], ends - printed[0])
        and _is_column(right, left, [b for b in tables if b[0] >= edge], printed[2] - edge)
        and (_are_apart(left, right) or any(box[0] >= edge for box in tables))
    ):
        return None
    starts = min(piece.box[0] for piece in left)
    inside = [box for box in all_boxes if top <= box[1] and box[3] <= bottom]
    begun = [box for box in inside if edge <= box[0] <= edge + near]
    both = [*begun, *(box for box in inside if box[0] <= starts + near)]
    upper = min(box[1] for box in begun)
    lower = min(_next_heading(left, right), max(box[3] for box in both))
    return Columns(edge, upper, lower)


def _next_heading(left: Sequence[_Piece], right: Sequence[_Piece]) -> float:
    """The height at which a heading on the left side is one of what stands below both columns.

    So is the last line, if it has the mark that the right column begins with; and, under two
    lines of one mark, what begins with a number on the left side, or with that mark if it is one
    of headings (▣ 실적 | ▣ 계획). A figure that is further in goes on with the line above.
    """
    head, last = min(right, key=_top), max(left, key=_top)
    ends = {"0", head.begins} if markers().kinds.get(head.begins) == "heading" else {"0"}
    beside = [p for p in left if _are_level(p, head) and p.begins == head.begins]
    edge = max((p.box[0] + _FURTHER_IN * p.size for p in beside), default=inf)
    below = [p for p in left if p.begins in ends and _top(p) > head.box[3] and p.box[0] <= edge]
    if head.begins in ("", "0") or not beside:
        end = max(p.box[3] for p in right)
        below = [last] if last.begins == head.begins and _top(last) > end else []
    return min(map(_top, below), default=inf) - _LEVEL


def _top(piece: _Piece) -> float:
    return piece.box[1]


def _are_level(one: _Piece, other: _Piece) -> bool:
    return abs(one.box[3] - other.box[3]) <= _LEVEL


def _is_column(
    side: Sequence[_Piece], other: Sequence[_Piece], tables: Sequence[Box], width: float
) -> bool:
    """It has items marked as on the other side, or one above a table; and it fills its width."""
    shared = {piece.begins for piece in other} & {piece.begins for piece in side} - {"", "0"}
    marked = [piece for piece in side if piece.begins and shared]
    widest = max((box[2] - box[0] for box in (*(p.box for p in side), *tables)), default=0.0)
    count = len(marked) + (len(tables) if marked else 0)
    return count >= _LEAST_MARKED and widest >= _WIDE * width


def _are_apart(left: Sequence[_Piece], right: Sequence[_Piece]) -> bool:
    """The right side is no second half of the lines of the left one."""
    level = [p for p in right if any(_are_level(p, other) for other in left)]
    return len(level) < len(right) or len({piece.begins for piece in right} - {""}) > 1
