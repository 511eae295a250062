"""How a line looks: what a reader knows of its type, place and structure.

What belongs here: evidence that the outline weighs. What does not: any judgement of it. Nothing of
it is published.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class LineStyle:
    """The look of one line; None where the format does not say."""

    size: float | None = None
    """Size of its letters in relation to the body of the document: 1.0 is body size."""
    face: str | None = None
    """Name of the font of most of its letters."""
    bold: bool | None = None
    coloured: bool | None = None
    """Its letters have another colour than the body's, such as white on a bar."""
    centred: bool | None = None
    boxed: bool | None = None
    """It stands in a frame, on a fill or in a cell of its own."""
    indent: float | None = None
    """Distance from the left edge of the text, in letters of body size."""
    space_above: float | None = None
    """Distance to the line above, in lines of body size."""
    heading_level: int | None = None
    """The level that the file states: 1 for h1 or `#`; outline level + 1 in HWP and HWPX."""
    list_level: int | None = None
    """Depth of a list item that the file states, from 1."""
    page_top: bool | None = None
    """It is the first line of its page."""
