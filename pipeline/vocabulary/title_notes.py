"""The text behind the title of a program and is no part of it (title_notes.toml)."""

import re
from functools import cache, cached_property

from pipeline.vocabulary.load import Words, load_as
from pipeline.vocabulary.signs import one_of


class TitleNotes(Words):
    """The notes, with examples either way."""

    brackets: tuple[str, ...]
    """Patterns for what stands in brackets."""
    tags: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    """Title with note, and without."""
    unchanged: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A note, with the space before it, at the end of a title."""
        tags, brackets = one_of(self.tags), "|".join(self.brackets)
        return re.compile(
            rf"\s*[(\[<【](?:{brackets})[)\]>】]$|\s*/\s*{tags}$|(?<=\S\S)\s+{tags}(?<!\s..)$"
            r"|\s*[*※]\s*\S.{0,20}소관$|(?<=\w)\*{1,2}$"
        )


@cache
def title_notes() -> TitleNotes:
    """The notes of title_notes.toml."""
    return load_as("title_notes", TitleNotes)
