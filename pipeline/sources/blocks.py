"""The contents of a marked-up file, before it is text: paragraphs and tables, in order.

HWPX, HWP and HTML all become this; `layout.py` makes the canonical text of it, so that the same
document gives the same text in every format.
"""

from dataclasses import dataclass, replace

from pipeline.sources.style import UNKNOWN, LineStyle

_LONGEST_HEADING = 80
"""Letters of a heading; programs state levels of lists of sentences too."""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. A break that its author put inside it is one space."""

    text: str
    furniture: bool = False
    """It stands in a running header or footer."""
    style: LineStyle = UNKNOWN
    """Its look; sizes and distances in points, where the format says any."""


@dataclass(frozen=True)
class TableCell:
    """One cell, with all that stands in it. Rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    blocks: "tuple[Block, ...]"
    is_header: bool = False
    is_filled: bool = False
    """It stands on a colour, or holds a bar."""


@dataclass(frozen=True)
class Table:
    """A table."""

    cells: tuple[TableCell, ...]


Block = Paragraph | Table


def as_heading(blocks: list[Block], level: int | None) -> list[Block]:
    """The blocks of a paragraph that the file states to be a heading of a level, from 1."""
    if level is None:
        return blocks
    return [
        replace(block, style=replace(block.style, heading_level=level))
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_HEADING
        else block
        for block in blocks
    ]
