"""The pages around the chapters: contents, and what is attached (chapters.toml)."""

import re
from functools import cache

from pipeline.vocabulary.load import Words, load_as


class Appendix(Words):
    """The way the heading of an appendix is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, and where printed `number` and `title`."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def appendix() -> Appendix:
    """The heading of what is attached."""
    return load_as("chapters", Appendix, "appendix")


class Contents(Words):
    """The way the page that lists the chapters is headed, with examples either way."""

    words: frozenset[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def contents() -> Contents:
    """The heading of a page of contents."""
    return load_as("chapters", Contents, "contents")
