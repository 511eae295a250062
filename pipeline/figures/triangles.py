"""The meaning of △ ▲ ▽ ▼ before a figure in one report: less, more, or nothing but a bullet.

△ is a minus in Korean tables, and so is ▲ where nothing else stands for a fall. A report that uses
▽ or ▼ for a fall means a rise by ▲. The words and figures before one may say so as well.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.document.digits import DOWN, TRIANGLES
from pipeline.vocabulary.units import modifiers

_BEFORE_FIGURE = re.compile(rf"[{TRIANGLES}](?=[0-9])")
_BEFORE_WORD = re.compile(rf"[{TRIANGLES}]\s?(?=[가-힣])")
_VALUES = re.compile(
    r"([0-9][0-9,]*(?:\.[0-9]+)?)[^0-9→⇒,()\n]{0,6}\s?[→⇒]\s?([0-9][0-9,]*(?:\.[0-9]+)?)"
    r"[^0-9\n]{0,6}$"
)
_REACH = 40
_TEXTS_KEPT = 8


@dataclass(frozen=True)
class Triangles:
    """The uses of triangles in one text."""

    rising: bool
    """▲ is a rise, as something else is a fall."""
    bullets: frozenset[str]
    """Those that mostly stand before words."""

    def meaning(self, text: str, at: int) -> str:
        """`-`, `+` or nothing: what the triangle at a place says of the figure behind it."""
        sign = text[at]
        if sign in self.bullets and text[at - 1 : at] != "(":
            return ""
        if sign in DOWN:
            return "-"
        before = text[max(text.rfind("\n", 0, at) + 1, at - _REACH) : at]
        if _rise_before(before) or (sign == "▲" and self.rising):
            return "+"
        return "-"


@lru_cache(_TEXTS_KEPT)
def triangles(text: str) -> Triangles:
    """The way a text uses triangles."""
    figures = [match.group() for match in _BEFORE_FIGURE.finditer(text)]
    listed = [match.group()[0] for match in _BEFORE_WORD.finditer(text)]
    return Triangles(
        any(sign in DOWN for sign in figures),
        frozenset(sign for sign in TRIANGLES if listed.count(sign) > figures.count(sign)),
    )


def _rise_before(before: str) -> bool:
    """A word for a rise right before the sign, or two values of which the second is greater."""
    bare = before.rstrip("([ ")
    if len(bare) < len(before) and bare.endswith(tuple(modifiers().up)):
        return True
    values = _VALUES.search(before)
    return values is not None and _number(values[1]) < _number(values[2])


def _number(printed: str) -> Fraction:
    return Fraction(printed.replace(",", ""))
