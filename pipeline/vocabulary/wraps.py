"""Where a text goes on below a blank line, and where it does not (wraps.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class LineRule:
    """What a readable line looks like, with examples either way."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Wraps:
    """The words of wraps.toml."""

    endings: tuple[str, ...]
    nouns: tuple[str, ...]
    clinging: re.Pattern[str]
    finished: tuple[LineRule, ...]
    apart: tuple[LineRule, ...]

    def breaks_off(self, line: str) -> bool:
        """A line ends where its sentence does not."""
        return line.endswith(self.endings) and not line.endswith(self.nouns)

    def clings(self, line: str) -> bool:
        """A line begins with what no phrase begins with: the end of a word."""
        return bool(self.clinging.match(line))

    def is_finished(self, line: str) -> bool:
        """A line says all it has to say."""
        return any(rule.pattern.search(line) for rule in self.finished)

    def is_apart(self, line: str) -> bool:
        """A line is no part of the text above it."""
        return any(rule.pattern.search(line) for rule in self.apart)

    def joined(self, lines: list[str]) -> str:
        """The lines of one text, readable, as one line."""
        whole = ""
        for line in lines:
            whole += line if not whole or self.clings(line) else f" {line}"
        return whole


@cache
def wraps() -> Wraps:
    """The words of wraps.toml."""
    table = load("wraps")
    finished, apart = (
        tuple(
            LineRule(
                entry["name"],
                re.compile(entry["pattern"]),
                tuple(entry["examples"]),
                tuple(entry["counter_examples"]),
            )
            for entry in table[name]
        )
        for name in ("finished", "apart")
    )
    return Wraps(
        tuple(table["breaks_off"]["endings"]),
        tuple(table["breaks_off"]["nouns"]),
        re.compile(table["clings"]["pattern"]),
        finished,
        apart,
    )
