"""Digits and the signs around them: every mark of one kind, and full-width forms as ASCII.

NFKC would make digits of footnote marks and fractions; this maps only what is a digit, and never
changes where anything stands.
"""

import re

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(ord("０"), ord("９") + 1)}
_SIGNS = str.maketrans("，．：／（）～＋－＇﹣", ",.:/()~+-'-")
YEAR_MARKS = "'’‘`´ˊ′＇΄"
"""Every mark that stands for the century of a short year."""
YEAR_MARK = rf"[{YEAR_MARKS}]"
MINUS = "−－‐‑‒–﹣-"
"""Every dash that is printed for less than nothing right before a digit; last the ASCII one."""
TILDES = "~∼～〜"
"""Every mark between the ends of a range."""
UP, DOWN = "△▲", "▽▼"
TRIANGLES = UP + DOWN
"""Marks before a figure that say less or more (`figures/triangles`)."""
_PLAIN = _FULL_WIDTH | _SIGNS
_CALENDAR = {"年": "년", "月": "월", "日": "일", "末": "말"}
_COUNTED = re.compile(r"(?<=[0-9])[年月日]|(?<=[0-9][年月])末")


def plain(text: str) -> str:
    """The text with ASCII digits and signs of numbers, as long as it was: 3月末 is 3월말."""
    if text.isascii():
        return text
    shown = text.translate(_PLAIN)
    if any(sign in shown for sign in _CALENDAR):
        shown = _COUNTED.sub(lambda match: _CALENDAR[match.group()], shown)
    return shown
