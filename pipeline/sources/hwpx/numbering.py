"""The marks that Hangul prints before a paragraph without storing them in its text.

What belongs here: bullets and running numbers from the header of an HWPX. What does not: the text.
"""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from pipeline.errors import UnreadableError
from pipeline.sources.elements import find_all, is_whole, name_of

_DEEPEST, _HIGHEST = 9, 100_000
"""Level of a heading, from 0, and number of one."""
_PLACE = re.compile(r"\^([1-9]|10)")
_FIRST_HANGUL = 0xAC00
_CONSONANTS = (0, 2, 3, 5, 6, 7, 9, 11, 12, 14, 15, 16, 17, 18)
"""가나다라 … 하: the order of their first letters among all of Unicode."""
_VOWELS = (0, 4, 8, 13, 18, 20)
"""… and after 하 come 거너더, 고노도, 구누두, 그느드 and 기니디."""
_SYLLABLES = "".join(
    chr(_FIRST_HANGUL + (consonant * 21 + vowel) * 28)
    for vowel in _VOWELS
    for consonant in _CONSONANTS
)
_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _run(first: str, count: int) -> str:
    """Signs that follow each other in Unicode."""
    return "".join(chr(ord(first) + n) for n in range(count))


_SERIES: dict[str, str] = {
    "CIRCLED_DIGIT": _run("①", 20) + _run("㉑", 15) + _run("㊱", 15),
    "HANGUL_SYLLABLE": _SYLLABLES,
    "HANGUL_JAMO": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
    "HANGUL_PHONETIC": "일이삼사오육칠팔구십",
    "IDEOGRAPH": "一二三四五六七八九十",
    "DECAGON_CIRCLE": "갑을병정무기경신임계",
    "DECAGON_CIRCLE_HANJA": "甲乙丙丁戊己庚辛壬癸",
    "CIRCLED_HANGUL_SYLLABLE": _run("㉮", 14),
    "CIRCLED_HANGUL_JAMO": _run("㉠", 14),
    "CIRCLED_IDEOGRAPH": _run("㊀", 10),
    "CIRCLED_LATIN_CAPITAL": _run("Ⓐ", 26),
    "CIRCLED_LATIN_SMALL": _run("ⓐ", 26),
    "ROMAN_CAPITAL": _run("Ⅰ", 12),
    "ROMAN_SMALL": _run("ⅰ", 12),
    "LATIN_CAPITAL": _LATIN,
    "LATIN_SMALL": _LATIN.lower(),
}


FORMS = (
    *("DIGIT", "CIRCLED_DIGIT", "ROMAN_CAPITAL", "ROMAN_SMALL", "LATIN_CAPITAL", "LATIN_SMALL"),
    *("CIRCLED_LATIN_CAPITAL", "CIRCLED_LATIN_SMALL", "HANGUL_SYLLABLE"),
    *("CIRCLED_HANGUL_SYLLABLE", "HANGUL_JAMO", "CIRCLED_HANGUL_JAMO", "HANGUL_PHONETIC"),
    *("IDEOGRAPH", "CIRCLED_IDEOGRAPH", "DECAGON_CIRCLE", "DECAGON_CIRCLE_HANJA"),
)
"""The forms of numbers by the codes that HWP 5 has for them."""


def number_of(element: Element, attribute: str, otherwise: int, most: int) -> int:
    """A number that an attribute states.

    Raises:
        UnreadableError: it is none, or more than any document has.
    """
    stated = element.get(attribute)
    if stated is None:
        return otherwise
    if not (is_whole(stated) and len(stated) < 10 and int(stated) <= most):
        raise UnreadableError(
            "{element} has {attribute} '{value}'",
            element=name_of(element),
            attribute=attribute,
            value=stated[:20],
        )
    return int(stated)


def in_form(number: int, form: str) -> str:
    """A number in one of the forms of Hangul; as digits where the form has no such number."""
    series = _SERIES.get(form, "")
    return series[number - 1] if 0 < number <= len(series) else str(number)


class Numbering:
    """Bullets and numbers of paragraphs, counted as they come."""

    def __init__(self, header: Element | None) -> None:
        elements = list(header.iter()) if header is not None else []
        self._bullets = {e.get("id", ""): e.get("char", "") for e in find_all(elements, "bullet")}
        self._forms = {
            e.get("id", ""): list(find_all(e, "paraHead")) for e in find_all(elements, "numbering")
        }
        self._headings = {
            e.get("id", ""): heading
            for e in find_all(elements, "paraPr")
            for heading in find_all(e.iter(), "heading")
            if heading.get("type", "NONE") != "NONE"
        }
        self._counts: dict[str, list[int]] = {}
        self._notes: Counter[str] = Counter()
        self.outline = ""
        """Id of the numbering that outline paragraphs of this section use."""

    def note(self, kind: str, stated: str | None) -> str:
        """The number of a footnote or endnote: what the file says, else one on in its kind."""
        known = stated if stated and is_whole(stated) else ""
        self._notes[kind] = int(known[:6]) if known else self._notes[kind] + 1
        return str(self._notes[kind])

    def mark(self, paragraph: Element) -> str:
        """The mark printed before a paragraph: `□`, `1.`, or nothing."""
        heading = self._headings.get(paragraph.get("paraPrIDRef", ""))
        if heading is None:
            return ""
        kind, reference = heading.get("type"), heading.get("idRef", "")
        if kind == "BULLET":
            return self._bullets.get(reference, "")
        if kind == "OUTLINE":
            reference = self.outline
        return self._number(reference, number_of(heading, "level", 0, _DEEPEST))

    def _number(self, reference: str, level: int) -> str:
        """Count one on in a level, begin the levels below it again, and write the number."""
        forms = {
            number_of(form, "level", 1, _DEEPEST + 1): form
            for form in self._forms.get(reference, [])
        }
        form = forms.get(level + 1)
        if form is None:
            return ""
        counts = self._counts.setdefault(reference, [])
        while len(counts) <= level:
            begins = forms.get(len(counts) + 1)
            counts.append(number_of(begins, "start", 1, _HIGHEST) - 1 if begins is not None else 0)
        counts[level] += 1
        del counts[level + 1 :]

        def write(place: re.Match[str]) -> str:
            at = int(place[1]) - 1
            shape = forms.get(at + 1)
            count = counts[at] if at < len(counts) else 1
            return in_form(max(count, 1), shape.get("numFormat", "") if shape is not None else "")

        return _PLACE.sub(write, form.text or "")
