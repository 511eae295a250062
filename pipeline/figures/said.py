"""The words of a statement on a figure, and the state while it is read.

What belongs here: the values that reading hands on. What does not: reading (`reading`).
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a statement on a figure."""

    label: tuple[str, ...] = ()
    """The head and the words beside it, outermost first."""
    lead: tuple[str, ...] = ()
    """Text of the statement before its own part, with another meaning."""
    date: int | None = None
    """Index of the date that is said of it."""
    dated: bool = False
    """The date stands right at it, not at what it is a part of or goes on with."""
    whole: int | None = None
    """Index of the place that it is a part of."""
    own: str = ""
    """The words beside it alone."""
    before: str = ""
    """Those of them that stand before it, or before the figure that it goes on with."""
    later: bool = False
    """It stands behind an arrow."""
    bare: tuple[str, ...] = ()
    """The label without the noun of its counter."""
    counted: str = ""
    """The things its unit counts, if only these distinguish it from its neighbours."""


@dataclass(frozen=True, slots=True)
class Above:
    """The heading that some parts of a statement stand under."""

    head: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    date: int | None = None
    whole: int | None = None
    later: bool = False
    before: str = ""
    """Words before the figure whose bracket this is."""


@dataclass
class Run:
    """The state while the segments of a clause are read from left to right."""

    waiting: list[str] = field(default_factory=list)
    """Segments without a figure."""
    counted: int = 0
    """Segments with a figure that were read."""
    date: int | None = None
    last: Said | None = None
    above: Above = field(default_factory=Above)
    """The text above the segment that is read."""
    mark: str = ""
    """The mark before it."""
    beside: tuple[int, Said] | None = None
    """The figure before in the same segment: its place, and what is said of it."""
    name: str = ""
    """In brackets before the figures."""
    closing: int | None = None
    """The date that closes the segment that is read, or a later one, in brackets."""
    undone: list[int] = field(default_factory=list)
    """Places in brackets behind words that do not say what is done: a later word may."""
