"""Items that letters and numbers in brackets count: 가. 나., 1) 2), (1) (2), ㉮ ㉯.

What belongs here: which lines of text go on counting. What does not: numbers that head sections
(`outline`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.lines import Line
from pipeline.vocabulary.signs import COUNTING_LETTERS

_FORMS = (
    ("hangul", re.compile(rf"([{COUNTING_LETTERS}])\.\s+(?=\S)")),
    ("hangul bracket", re.compile(rf"([{COUNTING_LETTERS}])\)\s*(?=\S)")),
    ("hangul brackets", re.compile(rf"\(([{COUNTING_LETTERS}])\)\s*(?=\S)")),
    ("bracket", re.compile(r"(\d{1,2})\)\s*(?=\S)")),
    ("brackets", re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    ("ringed", re.compile(r"([㉮-㉻])\s*(?=\S)")),
    ("ringed letter", re.compile(r"([㉠-㉭])\s*(?=\S)")),
)


@dataclass(frozen=True)
class Count:
    """The number of a line."""

    family: str
    number: int
    marker: str
    """As printed: 가., 1), (1)."""


def count_of(shown: str) -> Count | None:
    """The letter or number that a line without surrounding space begins with."""
    for family, pattern in _FORMS:
        if match := pattern.match(shown):
            return Count(family, _value(match[1]), match.group().rstrip())
    return None


def counted_lines(text: str, lines: Sequence[Line], kinds: Sequence[str]) -> Iterator[int]:
    """Numbers of the lines without any other mark that go on counting, or that another goes on."""
    last: dict[str, tuple[int, int]] = {}
    for line in lines:
        if kinds[line.no - 1] != "paragraph":
            continue
        found = count_of(text[line.start : line.end].strip())
        if found is None:
            continue
        before = last.get(found.family)
        last[found.family] = (found.number, line.no)
        if before and found.number == before[0] + 1:
            yield before[1]
            yield line.no


def _value(letter: str) -> int:
    if letter.isdecimal():
        return int(letter)
    if letter in COUNTING_LETTERS:
        return COUNTING_LETTERS.index(letter) + 1
    return ord(letter) - ord("㉮" if letter >= "㉮" else "㉠") + 1
