"""What stands behind the title of a program and is no part of it (title_notes.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class TitleNotes:
    """The notes, with examples either way."""

    pattern: re.Pattern[str]
    """A note, with the space before it, at the end of a title."""
    examples: tuple[tuple[str, str], ...]
    """Title with note, and without."""
    unchanged: tuple[str, ...]


@cache
def title_notes() -> TitleNotes:
    """The notes of title_notes.toml."""
    table = load("title_notes")
    tags = "|".join(sorted(table["tags"], key=len, reverse=True))
    brackets = "|".join(table["brackets"])
    return TitleNotes(
        re.compile(
            rf"\s*[(\[<【](?:{brackets})[)\]>】]$|\s*/\s*(?:{tags})$|(?<=\S\S)\s+(?:{tags})(?<!\s..)$"
            r"|\s*[*※]\s*\S.{0,20}소관$|(?<=\w)\*{1,2}$"
        ),
        tuple((before, after) for before, after in table["examples"]),
        tuple(table["unchanged"]),
    )
