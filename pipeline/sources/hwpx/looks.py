"""The look of the paragraphs of an HWPX, from the character styles in its header.

What belongs here: size, face and weight of letters. What does not: marks
and numbers before it (`numbering.py`).
"""

from collections import Counter
from xml.etree.ElementTree import Element

from pipeline.sources.elements import find_all, is_whole, name_of
from pipeline.sources.shade import is_shade
from pipeline.sources.style import UNKNOWN, LineStyle

_UNITS = 100.0
"""Units of a height in a point."""
_MOST_DIGITS = 6
_HANGUL = "hangul"


class Looks:
    """The looks of the letters and paragraphs of one file."""

    def __init__(self, header: Element | None) -> None:
        elements = list(header.iter()) if header is not None else []
        faces = {
            font.get("id", ""): font.get("face") or font.get("name")
            for e in elements
            if name_of(e).lower() == "fontface" and e.get("lang", "").lower() == _HANGUL
            for font in e
        }
        self._letters = {e.get("id", ""): _letters(e, faces) for e in find_all(elements, "charPr")}
        self._fills = {e.get("id", "") for e in find_all(elements, "borderFill") if _fills(e)}

    def is_filled(self, cell: Element) -> bool:
        """A cell of a table stands on a colour."""
        return cell.get("borderFillIDRef", "") in self._fills

    def of(self, letters: Counter[str]) -> LineStyle:
        """The look of a paragraph whose letters are counted by their style."""
        if not letters.total():
            return UNKNOWN
        look = self._letters.get(letters.most_common(1)[0][0])
        if look is None or look[0] is None:
            return UNKNOWN
        size, face, bold = look
        return LineStyle(size=size, face=face, bold=bold)


_Letters = tuple[float | None, str | None, bool]
"""Size, face and weight."""


def _letters(style: Element, faces: dict[str, str | None]) -> _Letters:
    height = style.get("height", "")
    known = is_whole(height) and len(height) <= _MOST_DIGITS
    parts = {name_of(part).lower(): part for part in style}
    font = parts.get("fontref", parts.get("fontid"))
    face = faces.get(font.get(_HANGUL, "")) if font is not None else None
    return (int(height) / _UNITS if known and int(height) else None), face, "bold" in parts


def _fills(border: Element) -> bool:
    """The style of a cell has a colour, or one that runs into another, behind the text."""
    parts = [(name_of(part).lower(), part) for part in border.iter()]
    brushes = [part for name, part in parts if name in ("winbrush", "windowbrush")]
    colours = [part.get("faceColor") or part.get("FaceColor") for part in brushes]
    return any(map(is_shade, colours)) or any(name == "gradation" for name, _ in parts)
