"""The places where a text goes on below a blank line, and where it does not (wraps.toml)."""

from pydantic import Field

from pipeline.vocabulary.load import Examples, Shape, Words, reader


class LineRule(Shape):
    """The look of a readable line."""

    name: str


class BreaksOff(Examples):
    """The way lines end whose sentence goes on."""

    endings: tuple[str, ...]
    nouns: tuple[str, ...]
    """Words that end alike and are whole."""


class Wraps(Words):
    """The words of wraps.toml."""

    broken: BreaksOff = Field(alias="breaks_off")
    clinging: Shape = Field(alias="clings")
    """The way lines begin that go on inside a word."""
    finished: tuple[LineRule, ...]
    apart: tuple[LineRule, ...]

    def breaks_off(self, line: str) -> bool:
        """A line ends where its sentence does not."""
        return line.endswith(self.broken.endings) and not line.endswith(self.broken.nouns)

    def clings(self, line: str) -> bool:
        """A line begins with what no phrase begins with: the end of a word."""
        return bool(self.clinging.pattern.match(line))

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


wraps = reader("wraps", Wraps)
