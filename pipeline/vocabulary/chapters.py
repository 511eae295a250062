"""What is attached behind the chapters of a report (chapters.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class Appendix:
    """How the heading of an appendix is written, with examples either way."""

    pattern: re.Pattern[str]
    """For the readable line: `word`, and where printed `number` and `title`."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def appendix() -> Appendix:
    """The heading of what is attached."""
    entry = load("chapters")["appendix"]
    return Appendix(
        re.compile(entry["pattern"]), tuple(entry["examples"]), tuple(entry["counter_examples"])
    )
