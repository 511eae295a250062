"""The view of a reader of pictures: words and ruling lines at places of a picture."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in points from the upper left corner of the page."""


@dataclass(frozen=True)
class Picture:
    """A page drawn in shades of grey, a byte a dot, row by row."""

    width: int
    height: int
    dots: bytes
    per_point: float
    """Dots to a point."""


@dataclass(frozen=True)
class Word:
    """A word, or a whole line as a reader sees it."""

    text: str
    box: Box


@dataclass(frozen=True)
class SecondReading:
    """The text that the second reader sees of a page."""

    words: tuple[Word, ...]
    horizontal: tuple[tuple[float, float, float], ...]
    """Lines of tables: y, and from where to where, in points."""
    vertical: tuple[tuple[float, float, float], ...]
    """The same upright: x, and from where to where."""
