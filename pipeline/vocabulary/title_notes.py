"""The text behind the title of a program and is no part of it (title_notes.toml)."""

import re
from functools import cached_property

from pipeline.vocabulary.load import Words, reader
from pipeline.vocabulary.signs import any_of

_CALL = r"(?:\s*[,:]?\s*(?:☎|전화|내선)?\s*[\d-]{3,14})?"
"""A number to call, behind the name of an office."""


class TitleNotes(Words):
    """The notes, with examples either way."""

    brackets: tuple[str, ...]
    """Patterns for what stands in brackets."""
    tags: tuple[str, ...]
    offices: tuple[str, ...]
    """Endings of the names of offices in charge."""
    no_offices: tuple[str, ...]
    """Words that end alike."""
    with_others: tuple[str, ...]
    """Endings that tell an office only where most titles end in one."""
    examples: tuple[tuple[str, str], ...]
    """Title with note, and without."""
    unchanged: tuple[str, ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """A note, with the space before it, at the end of a title."""
        tags, brackets = any_of(self.tags), "|".join(self.brackets)
        return re.compile(
            rf"\s*[(\[<【](?:{brackets})[)\]>】]$|\s*/\s*{tags}$|(?<=\S\S)\s+{tags}(?<!\s..)$"
            r"|\s*[*※]\s*\S.{0,20}소관$|(?<=\w)\*{1,2}$|\s*`[^`]+`$"
            rf"|\s*[(\[<【〈]\s*[^()\[\]<>]{{0,30}}{self._office(self._sure)}{_CALL}\s*[)\]>】〉]$"
        )

    @cached_property
    def aside(self) -> re.Pattern[str]:
        """The office in charge, behind a wide space at the end of a printed line."""
        name = self._office(self.offices)
        return re.compile(rf"\S(?:\s{{3,}}|\t\s*)(?P<office>(?:\S+\s)?\S*{name}{_CALL})\s*$")

    @cached_property
    def office(self) -> re.Pattern[str]:
        """The name of an office, and nothing else."""
        return re.compile(rf"[가-힣A-Za-z0-9·]+{self._office(self.offices)}")

    @cached_property
    def office_behind(self) -> re.Pattern[str]:
        """Words at the end of a title that may be the office in charge."""
        return re.compile(rf"(?<=\S)(?:\s+[가-힣A-Za-z0-9·]+{self._office(self.offices)},?)+$")

    @property
    def _sure(self) -> tuple[str, ...]:
        return tuple(ending for ending in self.offices if ending not in self.with_others)

    def _office(self, endings: tuple[str, ...]) -> str:
        """The end of an office's name."""
        others = "".join(rf"(?<!\b{re.escape(word)})" for word in self.no_offices)
        return rf"(?<=[가-힣A-Za-z]){any_of(endings)}{others}장?"


title_notes = reader("title_notes", TitleNotes)
