"""The look of the paragraphs of a Word document: their letters, and the level of headings.

What belongs here: what styles and runs say of a paragraph. What does not: numbers (`docx_numbers`).
"""

from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.sources.archive import Archive
from pipeline.sources.elements import find_all, find_first, is_whole, value_of
from pipeline.sources.style import UNKNOWN, LineStyle

_STYLES = "word/styles.xml"
_HALVES = 2.0
"""Half points of `w:sz` in a point."""
_DEFAULT = "20"
"""Of a document that states no size, in half points (ECMA-376, 17.3.2.38)."""
_OFF = ("0", "false", "off")
_MOST_DIGITS = 4
_LEVELS = "012345678"
"""Outline levels of headings; 9 is body text (ECMA-376, 17.3.1.20)."""
_DEEPEST = 11
"""Styles that one is based on, as Word allows."""


class Looks:
    """The looks of the letters of one file. A look is kept as one text: size, weight and face."""

    def __init__(self, archive: Archive) -> None:
        root = archive.xml(_STYLES) if _STYLES in archive else None
        defaults = find_first(find_first(root, "docDefaults"), "rPrDefault")
        self._base = find_first(defaults, "rPr")
        self._styles = {value_of(e, "styleId"): e for e in find_all(root, "style")}
        default = (e for e in find_all(root, "style") if value_of(e, "default") not in ("", *_OFF))
        paragraphs = (e for e in default if value_of(e, "type") == "paragraph")
        self._normal = next((value_of(e, "styleId") for e in paragraphs), "")

    def of_run(self, paragraph: Element, run: Element | None) -> str:
        """The look of a run: by itself, its style, that of its paragraph, or the file's."""
        own = find_first(run, "rPr") if run is not None else None
        named_style = find_first(own, "rStyle")
        properties = [
            own,
            *self._chain(value_of(named_style, "val") if named_style is not None else ""),
            *self._chain(self._style_of(paragraph)),
            self._base,
        ]
        size = next(_values(properties, "sz", "val"), _DEFAULT)
        bold = next(_values(properties, "b", "val"), "0")
        face = next(_values(properties, "rFonts", "eastAsia"), "")
        return f"{size}|{int(bold not in _OFF)}|{face}"

    def level_of(self, paragraph: Element) -> int | None:
        """The level of a heading, from 1, as the paragraph or its style states it."""
        own = find_first(paragraph, "pPr")
        levels = _values([own, *self._chain(self._style_of(paragraph), "pPr")], "outlineLvl", "val")
        level = next(levels, "")
        return int(level) + 1 if level and level in _LEVELS else None

    def _style_of(self, paragraph: Element) -> str:
        style = find_first(find_first(paragraph, "pPr"), "pStyle")
        return value_of(style, "val") if style is not None else self._normal

    def _chain(self, name: str, group: str = "rPr") -> list[Element | None]:
        """The properties of letters (or of paragraphs) of a style and of those it is based on."""
        found: list[Element | None] = []
        while name in self._styles and len(found) < _DEEPEST:
            style = self._styles[name]
            found.append(find_first(style, group))
            based = find_first(style, "basedOn")
            name = value_of(based, "val") if based is not None else ""
        return found

    def of(self, letters: Counter[str]) -> LineStyle:
        """The look of a paragraph whose letters are counted by their look."""
        if not letters.total():
            return UNKNOWN
        size, bold, face = letters.most_common(1)[0][0].split("|", 2)
        if not is_whole(size) or len(size) > _MOST_DIGITS or not int(size):
            return UNKNOWN
        return LineStyle(size=int(size) / _HALVES, face=face or None, bold=bold == "1")


def _values(properties: list[Element | None], name: str, attribute: str) -> Iterator[str]:
    """The value of one thing in each of the properties; an element alone says that it is on."""
    for group in properties:
        element = find_first(group, name)
        if element is not None and (value := value_of(element, attribute) or name == "b"):
            yield value if isinstance(value, str) else "1"
