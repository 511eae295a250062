"""What is attached behind the chapters of a report (chapters.toml)."""

import re
from functools import cache

from pipeline.vocabulary.load import Words, load_as


class Appendix(Words):
    """How the heading of an appendix is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, and where printed `number` and `title`."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def appendix() -> Appendix:
    """The heading of what is attached."""
    return load_as("chapters", Appendix, "appendix")
