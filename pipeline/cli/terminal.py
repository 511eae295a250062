"""Rows for a terminal: columns that line up, also where letters are twice as wide.

What belongs here: widths and layout. What does not: which rows and columns are shown.
"""

import datetime
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_GAP = "  "
_CUT = "…"
_MOVES = re.compile(r"(?!\x1b\[2?7m)[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters but line ends and tabs; reverse video, on and off, is no harm."""
_SIGNS = {"\n": "⏎", "\t": "⇥"}


@dataclass(frozen=True)
class Column:
    """A column as it is shown."""

    heads: tuple[str, ...]
    """Its headings, one on each line."""
    cells: tuple[str, ...]
    right: bool = False
    """Numbers end below one another."""

    @property
    def width(self) -> int:
        """Cells of a terminal that it takes."""
        return max(map(width, [*self.heads, *self.cells]), default=0)


def width(text: str) -> int:
    """Cells of a terminal that a text takes: two for Hangul and Hanja, none for what combines."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf") or "\u1160" <= letter <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def one_line(text: str) -> str:
    """A text on one line, tabs and ends of lines as signs, without what would move the cursor."""
    return "".join(
        _SIGNS.get(letter) or ("�" if unicodedata.category(letter) == "Cc" else letter)
        for letter in text.replace("\r\n", "\n")
    )


def printable_line(text: str) -> str:
    """A line as it stands, tabs kept, without what else would move the cursor."""
    return "".join(
        "�" if unicodedata.category(letter) == "Cc" and letter != "\t" else letter
        for letter in text
    )


def replace_controls(text: str) -> str:
    """A text of several lines that does no more to a terminal than mark words."""
    return _MOVES.sub("�", text)


def cut(text: str, most: int) -> str:
    """A text in so many cells, the last of them a sign that there is more."""
    if width(text) <= most:
        return text
    kept, room = [], most - 1
    for letter in text:
        room -= _width(letter)
        if room < 0:
            break
        kept.append(letter)
    return "".join(kept) + _CUT


def pad(text: str, cells: int, *, right: bool = False) -> str:
    """A text filled up with spaces to so many cells."""
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def format_value(value: object, *, grouped: bool = False) -> str:
    """A value for people; `grouped` sets commas between thousands."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, int | float):
        return f"{value:,}" if grouped else str(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    return one_line(str(value))


def layout(columns: Sequence[Column]) -> list[str]:
    """The columns side by side, heads above a rule."""
    heads = zip(*(column.heads for column in columns), strict=True)
    body = zip(*(column.cells for column in columns), strict=True)
    rule = _GAP.join("─" * column.width for column in columns)
    return [
        *(_line(columns, texts) for texts in heads),
        rule,
        *(_line(columns, texts) for texts in body),
    ]


def _line(columns: Sequence[Column], texts: Sequence[str]) -> str:
    cells = [
        pad(text, column.width, right=column.right)
        for text, column in zip(texts, columns, strict=True)
    ]
    return _GAP.join(cells).rstrip()
