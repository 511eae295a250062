"""What lines begin with: marks, boxed numbers, patterns of headings (markers.toml)."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class Pattern:
    """A rule that says what sort of line a readable line is, with examples either way."""

    kind: str
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Markers:
    """What lines begin with (markers.toml)."""

    kinds: dict[str, str]
    """Mark to kind of line."""
    readable: dict[str, str]
    """Private-use mark to the one that is published in its place in readable text."""
    boxed: dict[str, int]
    """Number in a box to the number it is."""
    patterns: tuple[Pattern, ...]

    @cached_property
    def unreadable(self) -> re.Pattern[str]:
        """Any mark that readable text shows another one for."""
        return re.compile("|".join(map(re.escape, self.readable)))


@cache
def markers() -> Markers:
    """The marks and line patterns of markers.toml."""
    table = load("markers")
    kinds = {mark: entry["kind"] for entry in table["marker"] for mark in entry["marks"]}
    readable = {
        mark: entry["readable"]
        for entry in table["marker"]
        if "readable" in entry
        for mark in entry["marks"]
    }
    boxed = {mark: number for number, mark in enumerate(table["boxed"]["numbers"], start=1)}
    shown = dict(zip(boxed, table["boxed"]["readable"], strict=True))
    readable |= {mark: shown[mark] for mark in sorted(boxed, key=len, reverse=True)}
    patterns = tuple(
        Pattern(
            kind=kind,
            name=entry["name"],
            pattern=re.compile(entry["pattern"]),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry["counter_examples"]),
        )
        for kind in ("furniture", "caption", "heading", "note")
        for entry in table[kind]
    )
    return Markers(kinds, readable, boxed, patterns)
