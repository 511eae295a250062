"""The numbers and bullets that Word prints before a paragraph without storing them in its text."""

import re
from xml.etree.ElementTree import Element

from pipeline.sources.archive import Archive
from pipeline.sources.elements import find_all, is_whole, name_of, value_of
from pipeline.sources.hwpx.numbering import in_form

_FORMS = {
    "decimal": "DIGIT",
    "decimalEnclosedCircle": "CIRCLED_DIGIT",
    "ganada": "HANGUL_SYLLABLE",
    "chosung": "HANGUL_JAMO",
    "upperRoman": "ROMAN_CAPITAL",
    "lowerRoman": "ROMAN_SMALL",
    "upperLetter": "LATIN_CAPITAL",
    "lowerLetter": "LATIN_SMALL",
    "koreanDigital": "HANGUL_PHONETIC",
    "koreanCounting": "HANGUL_PHONETIC",
}
_PLACE = re.compile(r"%([1-9])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs of symbol fonts, which no other font has: a bullet."""


class Numbers:
    """Numbers and bullets, counted as their paragraphs come."""

    def __init__(self, archive: Archive) -> None:
        """Read the definitions of a document.

        Raises:
            UnreadableError: a part is broken.
        """
        numbering = _part(archive, "word/numbering.xml")
        self._levels = {
            value_of(e, "abstractNumId"): list(find_all(e, "lvl"))
            for e in find_all(numbering, "abstractNum")
        }
        self._defined = {
            value_of(e, "numId"): value_of(inner, "val")
            for e in find_all(numbering, "num")
            for inner in find_all(e, "abstractNumId")
        }
        self._styles = {
            value_of(style, "styleId"): found
            for style in find_all(_part(archive, "word/styles.xml"), "style")
            if (found := _numbering_of(style))
        }
        self._counts: dict[str, list[int]] = {}

    def mark(self, paragraph: Element) -> str:
        """The mark printed before a paragraph: `□`, `1.`, or nothing."""
        style = next((value_of(e, "val") for e in _properties(paragraph, "pStyle")), "")
        number, level = _numbering_of(paragraph) or self._styles.get(style) or ("", 0)
        abstract = self._defined.get(number, "")
        levels = {int(value_of(e, "ilvl") or 0): e for e in self._levels.get(abstract, [])}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, [])
        while len(counts) <= level:
            counts.append(_start(levels.get(len(counts))) - 1)
        counts[level] += 1
        del counts[level + 1 :]
        text = _setting(levels[level], "lvlText")
        if _setting(levels[level], "numFmt") == "bullet":
            return _PRIVATE.sub("•", text)

        def write(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            form = _setting(levels.get(at), "numFmt")
            return in_form(max(counts[at], 1), _FORMS.get(form, "")) if at < len(counts) else ""

        return _PLACE.sub(write, text)


def _part(archive: Archive, name: str) -> Element:
    return archive.xml(name) if name in archive else Element("nothing")


def _properties(element: Element, name: str) -> list[Element]:
    return [
        inner for properties in find_all(element, "pPr") for inner in find_all(properties, name)
    ]


def _numbering_of(element: Element) -> tuple[str, int] | None:
    """Number of the definition and level that a paragraph or style asks for."""
    for asked in _properties(element, "numPr"):
        said = {name_of(e): value_of(e, "val") for e in asked}
        level = said.get("ilvl", "0")
        return said.get("numId", ""), int(level) if level.isdigit() and len(level) < 3 else 0
    return None


def _setting(level: Element | None, name: str) -> str:
    return next((value_of(e, "val") for e in find_all(level, name)), "")


def _start(level: Element | None) -> int:
    start = _setting(level, "start")
    return int(start[:6]) if is_whole(start) else 1
