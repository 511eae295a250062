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
