"""The roles that headings and labels of a program announce (headings.toml)."""

from functools import cache

from pipeline.vocabulary.load import Words, load_as


class HeadingWords(Words):
    """The words that announce one sort of content, with examples either way."""

    role: str
    """schedule, progress, results, plan or text."""
    words: frozenset[str]
    ending: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class _Headings(Words):
    """headings.toml."""

    heading: tuple[HeadingWords, ...]


@cache
def headings() -> tuple[HeadingWords, ...]:
    """The words of headings.toml."""
    return load_as("headings", _Headings).heading
