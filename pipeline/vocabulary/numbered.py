"""Words that count headings: 현안 1, 과제1 (numbered.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class NumberedWords:
    """How such a heading is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, `number` and `title`."""
    stepped: re.Pattern[str]
    """Such a word before a number of steps (추진과제 1-1.), which counts alone."""
    goals: frozenset[str]
    """Words of goals, with programs below."""
    attached: frozenset[str]
    """Words of what stands behind the chapters."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def heads_goals(self, family: str) -> bool:
        """A family of numbers counts goals by its word: word:전략."""
        return family.removeprefix("word:") in self.goals


@cache
def numbered() -> NumberedWords:
    """The words of numbered.toml."""
    table = load("numbered")
    words = "|".join(sorted(table["words"], key=len, reverse=True))
    return NumberedWords(
        re.compile(
            rf"[\[【<〈(《]?\s*(?P<word>{words})\s?(?P<number>\d{{1,2}})(?:\s*[\]】>〉)》.:]\s*|\s+|$)"
            r"(?P<title>(?![~∼～/-]).*)$"
        ),
        re.compile(rf"^(?:{words})\s?(?=\d{{1,2}}\s?-\s?\d{{1,2}}[.\s])"),
        frozenset(table["goals"]),
        frozenset(table["attached"]),
        tuple(table["examples"]),
        tuple(table["counter_examples"]),
    )
