"""A fault: what is changed in a text, and which figures should be named for it."""

from collections.abc import Sequence
from dataclasses import dataclass

KINDS = {
    "digit": "one digit of a figure is another one",
    "swap": "two neighbouring cells of a row or column are exchanged",
    "row": "a row of a table is missing",
    "column": "the figures of a column stand one row too low, the last one on top",
    "caption": "the unit above a table is another one of the same measure",
    "unit": "the unit of a figure is another one of the same measure",
}


@dataclass(frozen=True, order=True)
class Edit:
    """A stretch of text that is replaced."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, order=True)
class Target:
    """A figure that a fault makes wrong, where it stands before the fault."""

    start: int
    end: int
    value: float
    """What it says before, in its canonical unit."""


@dataclass(frozen=True)
class Fault:
    """One fault."""

    kind: str
    """One of KINDS."""
    edits: tuple[Edit, ...]
    """In the order of the text; they do not overlap."""
    targets: tuple[Target, ...]
    """Figures that should be named. None where rows are missing or more is wrong than a figure."""
    rules: frozenset[str]
    """Rules of the claims that have a part in it."""
    place: str = ""
    """Of a digit: how many digits of the whole number follow it, or 'decimal'."""


def altered(text: str, edits: Sequence[Edit]) -> str:
    """A text with its edits made."""
    parts, last = [], 0
    for edit in edits:
        parts += [text[last : edit.start], edit.text]
        last = edit.end
    return "".join([*parts, text[last:]])


def position_before(edits: Sequence[Edit], position: int) -> int:
    """The former place of a character of the altered text; in an edit, as far from its start."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        if position < start:
            break
        if position < start + len(edit.text):
            return edit.start + min(position - start, max(edit.end - edit.start - 1, 0))
        shift += len(edit.text) - (edit.end - edit.start)
    return position - shift
