"""Canonical text to lines, without loss, and what sort of line each one is."""

import re
import unicodedata
from dataclasses import dataclass

from pipeline.document.readable import readable, strip_markup
from pipeline.vocabulary.markers import markers

LINE_ENDINGS = {"lf": "\n", "crlf": "\r\n", "cr": "\r", "none": ""}
"""Name of a line ending, as published, to its characters."""
_NAMES = {ending: name for name, ending in LINE_ENDINGS.items()}
_LINE = re.compile(r"[^\r\n]*(\r\n|\n|\r|$)")


@dataclass(frozen=True)
class Line:
    """One line of the canonical text."""

    no: int
    """From 1."""
    start: int
    end: int
    """Span without the line ending."""
    ending: str
    """lf, crlf, cr or none."""


def split_lines(text: str) -> tuple[Line, ...]:
    """Split at line feeds and carriage returns only; a final ending opens no empty line."""
    lines: list[Line] = []
    at = 0
    while at < len(text):
        match = _LINE.match(text, at)
        assert match is not None  # the pattern matches the empty string
        lines.append(Line(len(lines) + 1, at, match.start(1), _NAMES[match.group(1)]))
        at = match.end()
    return tuple(lines)


def kind_of(line: str) -> str:
    """The sort of line this is, by its start: blank, caption, heading, note, item, paragraph."""
    shown = readable(line)
    if not shown:
        return "blank"
    for rule in markers().patterns:
        if rule.pattern.search(shown):
            return rule.kind
    return markers().kinds.get(strip_markup(line).strip()[:1], "paragraph")


def shown_width(text: str) -> int:
    """Columns that a text takes in a font of one width, where a Hangul syllable takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
