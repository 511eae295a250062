"""The number that a heading begins with, and the family of numberings it is of.

What belongs here: one line's number. What does not: whether it counts on from another's.
"""

import re
from dataclasses import dataclass

from pipeline.document.bullets import boxed_number
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.numbered import numbered
from pipeline.vocabulary.signs import COUNTING_LETTERS

_ROMAN = {
    numeral: number
    for number, numerals in enumerate(
        ("Ⅰ I", "Ⅱ II", "Ⅲ III", "Ⅳ IV", "Ⅴ V", "Ⅵ VI", "Ⅶ VII", "Ⅷ VIII", "Ⅸ IX", "Ⅹ X", "Ⅺ XI"),
        start=1,
    )
    for numeral in numerals.split()
}
_FIRST = "①❶➊㉮㉠㈎⑴⒈ⅰaA"
"""The signs that series begin with."""
_MOST = 26
"""Signs of a series, at most."""
_LONGEST = 90
"""Letters of a title; a longer line is text."""

_TITLE = r"(?P<title>\S.*)"
# Behind a number no other one may follow, but for a year: `2025. 3. 5.` is a day.
_WORDS = r"(?P<title>(?:[^\d\s∙•·○●◦▪▶▸▹✓※%~∼～.,)\]:：/-]|20\d\d(?:\s*년|\s+\D|\s*「)).*)"
# A title may begin with a number itself: 1-1. 2호선 건설, 2 119구급 서비스, 4 1회용품 줄이기.
_FIGURE = r"(?P<title>\d{1,3}(?![월일년명건원개]|회(?!용))[가-힣]{2}.*)"
_PATTERNS = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        ("roman dash", rf"(?P<mark>[Ⅰ-Ⅺ]\s?-\s?(?P<n>\d{{1,2}}|[①-⑳]))(?:[.)]\s*|\s+){_TITLE}"),
        ("roman", rf"(?P<mark>[Ⅰ-Ⅺ])\s*(?:[.,]\s*|\s+){_TITLE}"),
        ("roman", rf"(?P<mark>[IVX]{{1,4}})\s*\.\s*{_TITLE}"),
        ("chapter", rf"(?P<mark>[제第]\s?(?P<n>\d{{1,2}})\s?[장편부章編部])\s*\.?\s*{_TITLE}"),
        ("part", rf"(?P<mark>(?:Part|PART|Chapter|CHAPTER)\s?(?P<n>\d{{1,2}}))\b[.:]?\s*{_TITLE}"),
        ("clause", rf"(?P<mark>[제第]\s?(?P<n>\d{{1,2}})\s?[절節])\s*\.?\s*{_TITLE}"),
        ("triple", rf"(?P<mark>(?:\d{{1,2}}|[Ⅰ-Ⅺ])-\d{{1,2}}-(?P<n>\d{{1,2}}))\.?\s+{_WORDS}"),
        ("triple", rf"(?P<mark>1?\d\.1?\d\.(?P<n>1?\d))\.?\s+{_WORDS}"),
        ("dash", rf"(?P<mark>1?\d\s?-\s?(?P<n>1?\d))(?:[.)]\s*|\s+){_WORDS}"),
        ("dash", rf"[\[【〔(<〈](?P<mark>1?\d\s?-\s?(?P<n>1?\d))[\]】〕)>〉]\s*{_WORDS}"),
        ("dash", rf"(?P<mark>1?\d\s?-\s?(?P<n>[①-⑳]))[.)]?\s*{_TITLE}"),
        (
            "lettered",
            rf"(?P<mark>[{COUNTING_LETTERS}A-H]\s?-\s?(?P<n>1?\d))(?:[.)]\s*|\s+){_WORDS}",
        ),
        ("dash", rf"(?P<mark>1?\d\s?-\s?(?P<n>1?\d))(?:\.\s+|\s+){_FIGURE}"),
        ("decimal", rf"(?P<mark>1?\d\.(?P<n>\d{{1,2}}))\.?\s+{_WORDS}"),
        ("zero", rf"(?P<mark>0(?P<n>[1-9]))(?:[.)]\s*|\s+){_WORDS}"),
        ("dotted", rf"(?P<mark>(?P<n>\d{{1,2}}))\s*[.．]\s*{_WORDS}"),
        ("dotted", rf"(?P<mark>(?P<n>\d{{1,2}}))\.\s+{_FIGURE}"),
        ("dotted", rf"(?P<mark>(?P<n>[⒈-⒛]))\s*{_TITLE}"),
        ("square", rf"[\[【〔](?P<mark>(?P<n>\d{{1,2}}))[\]】〕]\s*{_TITLE}"),
        ("angled", rf"[<〈](?P<mark>(?P<n>\d{{1,2}}))[>〉]\s*{_WORDS}"),
        ("brackets", rf"\((?P<mark>(?P<n>\d{{1,2}}))\)\s*{_WORDS}"),
        ("brackets", rf"(?P<mark>(?P<n>[⑴-⒇]))\s*{_TITLE}"),
        ("bracket", rf"(?P<mark>(?P<n>\d{{1,2}}))\)\s*{_WORDS}"),
        ("hangul", rf"(?P<mark>[{COUNTING_LETTERS}])[.)]\s+{_TITLE}"),
        ("circled", r"(?P<mark>[①-⑳])(?P=mark)?\s*(?P<title>.*)"),
        ("black", rf"(?P<mark>[❶-❿➊-➓])\s*{_TITLE}"),
        ("ringed", rf"(?P<mark>[㉮-㉻㉠-㉭㈎-㈛])\s*{_TITLE}"),
        ("latin", rf"(?P<mark>[a-z])\.\s+{_TITLE}"),
        ("capital", rf"(?P<mark>[A-H])[.)]\s+{_TITLE}"),
        ("small roman", rf"(?P<mark>[ⅰ-ⅺ])\s*[.)]\s*{_TITLE}"),
        ("plain", r"(?P<mark>(?P<n>[1-9]\d?))(?:\s*/)?$"),
        ("plain", rf"(?P<mark>(?P<n>[1-9]\d?))\s+(?=\S.){_WORDS}"),
        ("plain", rf"(?P<mark>(?P<n>[1-9]\d?))\s+{_FIGURE}"),
    )
)
WEAK = (
    *("circled", "black", "bracket", "brackets", "hangul", "ringed", "triple"),
    *("capital", "small roman"),
)
"""Families that number the points of a text as well: a level only where nothing else is."""


_SIGN = re.compile(r"^[□■◆◇▣◈]\s*")


@dataclass(frozen=True)
class Number:
    """The mark of a line."""

    family: str
    marker: str
    number: int
    title: str
    """The rest of the line; empty where the title stands on the next one."""


def number_of(raw: str, shown: str) -> Number | None:
    """The number that a line begins with, or None.

    Args:
        shown: the readable line, without marks of Markdown.
    """
    if len(shown) > _LONGEST:
        return None
    boxed = boxed_number(raw)
    if boxed:
        rest = shown.lstrip("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲").strip()
        return Number("boxed", boxed, markers().boxed[boxed], rest)
    bare = _SIGN.sub("", shown)
    if numbered().pattern.match(bare) or numbered().stepped.match(bare):
        shown = bare  # □ 과제 1-1
    if match := numbered().pattern.match(shown):
        family = f"word:{match['word']}"
        mark = f"{match['word']} {match['number']}"
        return Number(family, mark, _value(match["number"]), match["title"])
    counted = numbered().stepped.sub("", shown)
    for family, pattern in _PATTERNS:
        if match := pattern.match(counted):
            found = match.groupdict()
            mark = found["mark"]
            number = _value(found.get("n") or mark)
            if number:
                return Number(family, mark, number, (found.get("title") or "").strip())
    return None


def _value(mark: str) -> int:
    """The number that digits, a letter or a sign count; 0 for none."""
    if mark.isdecimal():
        return int(mark)
    if mark in _ROMAN:
        return _ROMAN[mark]
    if mark in COUNTING_LETTERS:
        return COUNTING_LETTERS.index(mark) + 1
    first = max((sign for sign in _FIRST if sign <= mark), default="")
    count = ord(mark) - ord(first) + 1 if first and len(mark) == 1 else 0
    return count if count <= _MOST else 0
