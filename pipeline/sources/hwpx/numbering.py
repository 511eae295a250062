"""The marks that Hangul prints before a paragraph without storing them in its text.

What belongs here: bullets and running numbers from the header of an HWPX. What does not: the text.
"""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

_PLACE = re.compile(r"\^([1-9]|10)")
_SYLLABLES = "가나다라마바사아자차카타파하"
_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_ROMAN = ("Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ", "Ⅴ", "Ⅵ", "Ⅶ", "Ⅷ", "Ⅸ", "Ⅹ", "Ⅺ", "Ⅻ")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SERIES: dict[str, Iterable[str]] = {
    "CIRCLED_DIGIT": _CIRCLED,
    "HANGUL_SYLLABLE": _SYLLABLES,
    "HANGUL_JAMO": _JAMO,
    "ROMAN_CAPITAL": _ROMAN,
    "ROMAN_SMALL": [numeral.lower() for numeral in _ROMAN],
    "LATIN_CAPITAL": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "LATIN_SMALL": "abcdefghijklmnopqrstuvwxyz",
}


def name_of(element: Element) -> str:
    """The name of an element without its namespace, which differs between versions."""
    return element.tag.rpartition("}")[2]


def numbered(number: int, form: str) -> str:
    """A number in one of the forms of Hangul; as digits where the form has no such number."""
    series = tuple(_SERIES.get(form, ()))
    return series[number - 1] if 0 < number <= len(series) else str(number)


class Numbering:
    """Bullets and numbers of paragraphs, counted as they come."""

    def __init__(self, header: Element | None) -> None:
        elements = list(header.iter()) if header is not None else []
        self._bullets = {
            e.get("id", ""): e.get("char", "") for e in elements if name_of(e) == "bullet"
        }
        self._forms = {
            e.get("id", ""): [h for h in e if name_of(h) == "paraHead"]
            for e in elements
            if name_of(e) == "numbering"
        }
        self._headings = {
            e.get("id", ""): heading
            for e in elements
            if name_of(e) == "paraPr"
            for heading in e.iter()
            if name_of(heading) == "heading" and heading.get("type", "NONE") != "NONE"
        }
        self._counts: dict[str, list[int]] = {}
        self.outline = ""
        """Id of the numbering that outline paragraphs of this section use."""

    def mark(self, paragraph: Element) -> str:
        """What is printed before a paragraph: `□`, `1.`, or nothing."""
        heading = self._headings.get(paragraph.get("paraPrIDRef", ""))
        if heading is None:
            return ""
        kind, reference = heading.get("type"), heading.get("idRef", "")
        if kind == "BULLET":
            return self._bullets.get(reference, "")
        if kind == "OUTLINE":
            reference = self.outline
        return self._number(reference, int(heading.get("level", "0")))

    def _number(self, reference: str, level: int) -> str:
        """Count one on in a level, begin the levels below it again, and write the number."""
        forms = {int(form.get("level", "1")): form for form in self._forms.get(reference, [])}
        form = forms.get(level + 1)
        if form is None:
            return ""
        counts = self._counts.setdefault(reference, [])
        while len(counts) <= level:
            begins = forms.get(len(counts) + 1)
            counts.append(int(begins.get("start", "1")) - 1 if begins is not None else 0)
        counts[level] += 1
        del counts[level + 1 :]

        def write(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shape = forms.get(at + 1)
            count = counts[at] if at < len(counts) else 1
            return numbered(max(count, 1), shape.get("numFormat", "") if shape is not None else "")

        return _PLACE.sub(write, form.text or "")
