"""Bullets: where a line really begins, and which signs inside a line begin an item.

What belongs here: telling marks from text. What does not: the marks themselves (markers.toml), and
what sort of line they make (`outline`).
"""

import re
from functools import cache

from pipeline.document.tables.grid import Span
from pipeline.vocabulary.markers import markers
from pipeline.vocabulary.signs import COUNTING_LETTERS, any_of, signs

_NUMBER = re.compile(
    rf"(?:[0-9]{{1,2}}\)|\([0-9]{{1,2}}\)|[{COUNTING_LETTERS}](?:\.\s|\))|\([{COUNTING_LETTERS}]\)"
    r"|[㉮-㉻㉠-㉭])\s*(?=\S)"
)


def without_marks(text: str, span: Span) -> Span:
    """A stretch without the bullets and numbers (①, 1) that it begins with."""
    marks = markers().kinds
    at = span.start
    while at < span.end and (text[at].isspace() or text[at] in marks or _is_circled(text[at])):
        at += 1
    number = _NUMBER.match(text, at, span.end)
    return Span(number.end() if number else at, span.end)


def _is_circled(letter: str) -> bool:
    return "①" <= letter <= "⑳" or "➀" <= letter <= "➉"


@cache
def bullets_only() -> tuple[str, ...]:
    """The marks that are no arrow and no sign of multiplication as well."""
    between = {*signs().times, *signs().arrows}
    return tuple(mark for mark in markers().kinds if mark not in between)


@cache
def note_marks() -> tuple[str, ...]:
    """Of these, the ones that begin a note: ※."""
    return tuple(mark for mark in bullets_only() if markers().kinds[mark] == "note")


@cache
def bullet_inside() -> re.Pattern[str]:
    """A bullet inside a line, between spaces: ▶ as well, where no figure follows."""
    either = tuple(mark for mark in markers().kinds if mark not in bullets_only())
    return re.compile(
        rf"(?<=\s){any_of(bullets_only())}(?=\s)|(?<=\s){any_of(either)}(?=\s+(?![\s0-9'’‘]))"
    )


def boxed_number(raw: str) -> str:
    """The number in a box that a line begins with, or nothing."""
    begins = raw.lstrip()[:2]
    return next((mark for mark in (begins, begins[:1]) if mark in markers().boxed), "")


@cache
def item_marks() -> frozenset[str]:
    """Marks before an item, also of a part of the row above in a table."""
    return frozenset(mark for mark, kind in markers().kinds.items() if kind == "item")
