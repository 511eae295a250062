"""Brackets of a text: the one table of them, and which open and close each other.

What belongs here: marks that come in pairs. What does not: what stands between them.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from pipeline.document.tables.grid import Span

PAIRS = {
    "(": ")",
    "[": "]",
    "{": "}",
    "（": "）",
    "［": "］",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
    "《": "》",
    "｢": "｣",
    "〖": "〗",
}
OPENING, CLOSING = "".join(PAIRS), "".join(PAIRS.values())
QUOTES = "「『《〈｢"
"""Brackets around a name: a part of its words."""
_ANY = re.compile(f"[{re.escape(OPENING + CLOSING)}]")


@dataclass(frozen=True)
class Brackets:
    """The brackets of a stretch of text."""

    pairs: tuple[Span, ...]
    """From the opening mark to behind the closing one, by where they begin."""
    unclosed: tuple[int, ...]
    """Places of opening marks that nothing closes."""

    @cached_property
    def outermost(self) -> tuple[Span, ...]:
        """The pairs that stand in no other."""
        found: list[Span] = []
        for pair in self.pairs:
            if not found or pair.start >= found[-1].end:
                found.append(pair)
        return tuple(found)

    def around(self, at: int) -> Span | None:
        """The outermost pair that holds a character."""
        return next((pair for pair in self.outermost if pair.start <= at < pair.end), None)


def read_brackets(text: str, start: int = 0, end: int | None = None) -> Brackets:
    """The brackets of a stretch; a closing mark closes what was opened in between with it."""
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    pairs: list[Span] = []
    for match in _ANY.finditer(text, start, len(text) if end is None else end):
        mark = match.group()
        if mark in PAIRS:
            opened.append(match.start())
            waiting[PAIRS[mark]] += 1
        elif waiting[mark]:
            closes = ""
            while closes != mark:
                at = opened.pop()
                closes = PAIRS[text[at]]
                waiting[closes] -= 1
            pairs.append(Span(at, match.end()))
    return Brackets(tuple(sorted(pairs, key=lambda pair: pair.start)), tuple(opened))


def without_brackets(text: str) -> str:
    """The text outside of all brackets, its spaces closed up."""
    parts, at = [], 0
    for pair in read_brackets(text).outermost:
        parts.append(text[at : pair.start])
        at = pair.end
    return " ".join("".join([*parts, text[at:]]).split())
