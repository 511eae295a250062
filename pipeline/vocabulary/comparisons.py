"""The words that say what a change is counted from (comparisons.toml), typed.

What belongs here: one list for everyone who asks whether a figure is compared. What does not:
which figure is.
"""

import re
from collections.abc import Iterable
from functools import cached_property

from pydantic import Field

from pipeline.vocabulary.load import Examples, Words, longest_first, reader


class ComparisonEntry(Examples):
    """The words of one measure, with examples either way."""

    measure: str
    """change_yoy, change_mom or change."""
    anywhere: tuple[str, ...] = Field(alias="words")
    """They compare with an earlier time wherever they stand."""
    economy_only: tuple[str, ...]
    """They compare only where figures of the economy are told."""

    @property
    def words(self) -> tuple[str, ...]:
        """All its words."""
        return self.anywhere + self.economy_only


class ComparisonWords(Words):
    """The words of comparisons.toml."""

    behind_base: tuple[str, ...]
    entries: tuple[ComparisonEntry, ...] = Field(alias="comparison")

    def is_compared(self, words: str) -> bool:
        """True when some words compare with an earlier time, wherever they stand."""
        return self._anywhere.search(words) is not None

    def beyond(self, words: str) -> str:
        """The words without those of a comparison: 증가 of 전년 대비 증가."""
        return self._anywhere.sub("", words).strip()

    @cached_property
    def _anywhere(self) -> re.Pattern[str]:
        return re.compile(self.pattern(word for entry in self.entries for word in entry.anywhere))

    def pattern(self, words: Iterable[str]) -> str:
        """A pattern for any of some words; a short one (전년비) ends where its word ends."""
        listed = list(words)
        whole = spaced_pattern(word for word in listed if word.endswith(self.behind_base))
        short = spaced_pattern(word for word in listed if not word.endswith(self.behind_base))
        either = [rf"(?:{whole})"] * bool(whole) + [rf"(?:{short})(?![가-힣])"] * bool(short)
        return "|".join(either)


def spaced_pattern(words: Iterable[str]) -> str:
    """A pattern for any of some words, whose letters may stand apart; longest first."""
    return "|".join(r"\s*".join(map(re.escape, word)) for word in longest_first(words))


comparisons = reader("comparisons", ComparisonWords)
