"""The marks that lines begin with: marks, boxed numbers, patterns of headings (markers.toml)."""

import re
from dataclasses import dataclass
from functools import cache, cached_property

from pipeline.vocabulary.load import Examples, Words, at, load_as


class _Rule(Examples):
    name: str
    pattern: re.Pattern[str]


class _Marker(Words):
    kind: str
    marks: tuple[str, ...]
    readable: str | None = None


@dataclass(frozen=True)
class Pattern:
    """A rule that says what sort of line a readable line is, with examples either way."""

    kind: str
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class Markers(Words):
    """The marks that lines begin with (markers.toml)."""

    marker: tuple[_Marker, ...]
    numbers: tuple[str, ...] = at("boxed", "numbers")
    numbers_shown: str = at("boxed", "readable")
    furniture: tuple[_Rule, ...]
    caption: tuple[_Rule, ...]
    heading: tuple[_Rule, ...]
    note: tuple[_Rule, ...]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Mark to kind of line."""
        return {mark: entry.kind for entry in self.marker for mark in entry.marks}

    @cached_property
    def boxed(self) -> dict[str, int]:
        """Number in a box to the number it is."""
        return {mark: number for number, mark in enumerate(self.numbers, start=1)}

    @cached_property
    def readable(self) -> dict[str, str]:
        """Private-use mark to the one that is published in its place in readable text."""
        shown = dict(zip(self.numbers, self.numbers_shown, strict=True))
        longest = sorted(shown, key=len, reverse=True)
        marks = {m: entry.readable for entry in self.marker if entry.readable for m in entry.marks}
        return marks | {mark: shown[mark] for mark in longest}

    @cached_property
    def patterns(self) -> tuple[Pattern, ...]:
        """The rules, in the order in which a line is tried."""
        rules = {
            "furniture": self.furniture,
            "caption": self.caption,
            "heading": self.heading,
            "note": self.note,
        }
        return tuple(
            Pattern(kind, rule.name, rule.pattern, rule.examples, rule.counter_examples)
            for kind, listed in rules.items()
            for rule in listed
        )

    @cached_property
    def unreadable(self) -> re.Pattern[str]:
        """Any mark that readable text shows another one for."""
        return re.compile("|".join(map(re.escape, self.readable)))


@cache
def markers() -> Markers:
    """The marks and line patterns of markers.toml."""
    return load_as("markers", Markers)
