"""What a numbered heading and a list of headings are; how they are found is told elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Numbered:
    """A numbered heading."""

    kind: str
    """chapter, appendix, goal, program, or heading for a numbered part without programs."""
    number: int
    marker: str
    title: str
    line: int
    """First line of its section."""
    title_end: int
    """Last line of its title; the same as `line` for a title on one line."""


@dataclass(frozen=True)
class Contents:
    """A list of headings to come."""

    entries: tuple[tuple[int, str], ...]
    """Number and title of each, in order."""
    first: int
    last: int
    """Lines of the list."""
