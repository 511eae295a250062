"""Words that count headings: 현안 1, 과제1 (numbered.toml)."""

import re
from functools import cached_property

from pipeline.vocabulary.load import Examples, reader
from pipeline.vocabulary.signs import any_of


class NumberedWords(Examples):
    """The way such a heading is written, with examples either way."""

    words: tuple[str, ...]
    goals: frozenset[str]
    """Words of goals, with programs below."""
    attached: frozenset[str]
    """Words of what stands behind the chapters."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Such a heading as a readable line: `word`, `number` and `title`."""
        return re.compile(
            rf"[\[【<〈(《]?\s*(?P<word>{any_of(self.words)})\s?(?P<number>\d{{1,2}}|[①-⑳Ⅰ-Ⅻ])"
            r"(?:\s*[\]】>〉)》.:|]\s*|\s+[-–—]\s+|\s+|$)(?P<title>(?![~∼～/-]).*)$"
        )

    @cached_property
    def stepped(self) -> re.Pattern[str]:
        """Such a word before a number of steps (추진과제 1-1.), which counts alone."""
        return re.compile(
            rf"^[\[【<〈(《]?{any_of(self.words)}\s?"
            r"(?=\d{1,2}\s?-\s?(?:\d{1,2}[.)\]】>〉》\s]|[①-⑳]))"
        )

    def heads_goals(self, family: str) -> bool:
        """A family of numbers counts goals by its word: word:전략."""
        return family.removeprefix("word:") in self.goals


numbered = reader("numbered", NumberedWords)
