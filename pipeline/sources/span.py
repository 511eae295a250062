"""A stretch of canonical text: how every step names a place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """A stretch of canonical text, half-open. Empty where a cell is empty."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]

    def stripped(self, text: str) -> "Span":
        """The stretch without the space around it."""
        content = self.of(text)
        left = self.start + len(content) - len(content.lstrip())
        return Span(left, max(left, self.start + len(content.rstrip())))
