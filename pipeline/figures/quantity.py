"""One stated quantity: where it stands, its value, its unit, and what it means."""

import datetime
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure

_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Period:
    """The time for which a figure holds."""

    raw: str
    """As printed."""
    start: datetime.date | None
    end: datetime.date | None
    source: str
    """figure, statement, heading, row, table or title: where the date stands."""


@dataclass(frozen=True)
class Meaning:
    """The meaning of a figure."""

    subject: tuple[str, ...] = ()
    """The owners, outermost first."""
    label: tuple[str, ...] = ()
    """The measure, outermost first."""
    before: str = ""
    """The words right before it, or before the figure that it goes on with."""
    part: str | None = None
    period: Period | None = None
    statement: Span = _NOWHERE
    """The item, cell or line that it is read from."""
    describes: bool = False
    """It says of whom or what the next figure speaks: 3억 이상 of 투자유치 3억 이상 69팀."""


@dataclass(frozen=True)
class Quantity:
    """One stated quantity."""

    span: Span
    """Sign, digits and unit."""
    value: Fraction
    """As written before `unit_raw`."""
    unit_raw: str | None
    """As printed, closed up: with the figure, or where the unit is announced."""
    unit: str | None
    """Canonical; None when none is known."""
    value_normalized: Fraction
    """In the canonical unit."""
    resolution: Fraction
    """Weight of the last written digit in the canonical unit; 0 for whole things."""
    unit_source: str | None
    part: str | None
    """low, high, from or to."""
    modifier: str | None
    direction: str | None
    table: int | None
    """Index of the innermost table around it."""
    repeated: bool
    """It only repeats a cell of the table (see `repeats`)."""
    meaning: Meaning = field(default_factory=Meaning)

    @property
    def figure(self) -> Figure:
        """Value and precision, in the canonical unit."""
        return Figure(self.value_normalized, self.resolution)

    @property
    def label(self) -> str | None:
        """The thing measured, on one line."""
        return " / ".join(self.meaning.label) or None

    @property
    def period(self) -> str | None:
        """The date printed right at it, or in the headings of its column and row."""
        period = self.meaning.period
        return period.raw if period is not None and period.source in ("figure", "heading") else None
