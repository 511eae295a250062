"""What the headings and labels of a program announce (headings.toml)."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class HeadingWords:
    """The words that announce one sort of content, with examples either way."""

    role: str
    """schedule, progress, results, plan or text."""
    words: frozenset[str]
    ending: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def headings() -> tuple[HeadingWords, ...]:
    """The words of headings.toml."""
    return tuple(
        HeadingWords(
            entry["role"],
            frozenset(entry["words"]),
            frozenset(entry["ending"]),
            tuple(entry["examples"]),
            tuple(entry["counter_examples"]),
        )
        for entry in load("headings")["heading"]
    )
