"""The marks that lines begin with: marks, boxed numbers, patterns of headings (markers.toml)."""

import re
from functools import cached_property

from pipeline.vocabulary.load import Shape, Words, at, reader


class Pattern(Shape):
    """A rule that says what sort of line a readable line is."""

    kind: str = ""
    """The table of the file that it stands in."""
    name: str


class _Marker(Words):
    kind: str
    marks: tuple[str, ...]
    readable: str | None = None


class Markers(Words):
    """The marks that lines begin with (markers.toml)."""

    marker: tuple[_Marker, ...]
    numbers: tuple[str, ...] = at("boxed", "numbers")
    numbers_shown: str = at("boxed", "readable")
    furniture: tuple[Pattern, ...]
    caption: tuple[Pattern, ...]
    heading: tuple[Pattern, ...]
    note: tuple[Pattern, ...]

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
        return tuple(
            rule.model_copy(update={"kind": kind})
            for kind in ("furniture", "caption", "heading", "note")
            for rule in getattr(self, kind)
        )

    @cached_property
    def unreadable(self) -> re.Pattern[str]:
        """Any mark that readable text shows another one for."""
        return re.compile("|".join(map(re.escape, self.readable)))


markers = reader("markers", Markers)
