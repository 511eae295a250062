"""Quantities of a table as figures of claims, and numbers shown as the report prints them."""

from fractions import Fraction

from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure
from pipeline.reference.measures import modifiers

_ENDS = ("low", "high")


def figure_of(quantity: Quantity) -> Figure:
    """A quantity as a figure, in its canonical unit."""
    return Figure(quantity.value_normalized, quantity.resolution)


def is_bound(quantity: Quantity) -> bool:
    """It is stated as a bound or an estimate: no equality."""
    said = (quantity.modifier or "").split()
    return quantity.part in _ENDS or not modifiers().bound.isdisjoint(said)


def shown_like(value: Fraction, like: Quantity) -> str:
    """A value of the canonical unit as a number before the unit that `like` is printed in."""
    factor = like.value_normalized / like.value if like.value else Fraction(1)
    scaled = value / factor
    if scaled.denominator == 1:
        return f"{int(scaled):,}"
    return f"{float(scaled):,.3f}".rstrip("0").rstrip(".")
