"""The way a line looks: what a reader knows of its type, place and structure.

What belongs here: evidence that the outline weighs. What does not: any judgement of it. Nothing of
it is published.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

_LONG = 25
"""Letters of a line of running text."""


@dataclass(frozen=True)
class LineStyle:
    """The look of one line; None where the format does not say.

    A reader that lays out blocks gives sizes and distances in points, until `relative_to_body`.
    """

    size: float | None = None
    """Size of its letters in relation to the body of the document: 1.0 is body size."""
    face: str | None = None
    """Name of the font of most of its letters."""
    bold: bool | None = None
    coloured: bool | None = None
    """Its letters have another colour than the body's, such as white on a bar."""
    boxed: bool | None = None
    """It stands in a frame, on a fill or in a cell of its own."""
    indent: float | None = None
    """Distance from the left edge of the text, in letters of body size."""
    space_above: float | None = None
    """Distance to the line above, in lines of body size."""
    heading_level: int | None = None
    """The level that the file states: 1 for h1 or `#`."""
    list_level: int | None = None
    """Depth of a list item that the file states, from 1."""
    page_top: bool | None = None
    """It is the first line of its page."""


UNKNOWN = LineStyle()
"""The look of a line of which nothing is known."""


def relative_to_body(styles: Sequence[LineStyle], lines: Sequence[str]) -> tuple[LineStyle, ...]:
    """The looks with sizes and distances in relation to the body: the size of most running text.

    Args:
        styles: one a line, with sizes and distances in points.
    """
    body = _body_size(styles, lines)
    if not body:
        return tuple(styles)
    lefts = [
        style.indent
        for style, line in zip(styles, lines, strict=False)
        if style.indent is not None and not style.boxed and len(line.strip()) >= _LONG
    ]
    edge = sorted(lefts)[len(lefts) // 20] if lefts else 0.0
    return tuple(_relative(style, body, edge) for style in styles)


def _relative(style: LineStyle, body: float, edge: float) -> LineStyle:
    if style.size is None:
        return style
    return replace(
        style,
        size=round(style.size / body, 2),
        indent=None if style.indent is None else round((style.indent - edge) / body, 1),
        space_above=None if style.space_above is None else round(style.space_above / body, 1),
    )


def _body_size(styles: Sequence[LineStyle], lines: Sequence[str]) -> float:
    """The size of most letters in lines of running text; of all lines where none is as long."""
    for least in (_LONG, 1):
        letters: Counter[float] = Counter()
        for style, line in zip(styles, lines, strict=False):
            if style.size and len(line.strip()) >= least:
                letters[round(style.size, 1)] += len(line)
        if letters:
            return max(letters, key=lambda size: (letters[size], size))
    return 0.0
