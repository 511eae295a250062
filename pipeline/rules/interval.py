"""Intervals: what a rounded figure can be, and sums, products and quotients of such.

What belongs here: arithmetic. What does not: any claim.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.figures.number import Figure, total


@dataclass(frozen=True)
class Interval:
    """The values that a computed value can have, given what its terms can be."""

    low: Fraction
    value: Fraction
    """Computed from the figures as printed."""
    high: Fraction


def interval_of(figure: Figure, *, truncated: bool) -> Interval:
    """All values that a figure may stand for, rounded or cut off."""
    if not truncated:
        return Interval(figure.low, figure.value, figure.high)
    low, high = cut_off_range(figure)
    return Interval(low, figure.value, high)


def cut_off_range(figure: Figure) -> tuple[Fraction, Fraction]:
    """Ends of what a figure stands for whose last digits were cut off, towards 0."""
    if figure.value < 0:
        return figure.value - figure.resolution, figure.value
    return figure.value, figure.value + figure.resolution


def add_up(parts: Sequence[Interval]) -> Interval:
    """The sum of intervals."""
    return Interval(
        total([part.low for part in parts]),
        total([part.value for part in parts]),
        total([part.high for part in parts]),
    )


def negate(part: Interval) -> Interval:
    """An interval with the other sign."""
    return Interval(-part.high, -part.value, -part.low)


def multiply(one: Interval, other: Interval) -> Interval:
    """The product of two intervals."""
    ends = [a * b for a in (one.low, one.high) for b in (other.low, other.high)]
    return Interval(min(ends), one.value * other.value, max(ends))


def divide(dividend: Interval, divisor: Interval) -> Interval | None:
    """None where the divisor can be 0."""
    if divisor.low <= 0 <= divisor.high:
        return None
    ends = [a / b for a in (dividend.low, dividend.high) for b in (divisor.low, divisor.high)]
    return Interval(min(ends), dividend.value / divisor.value, max(ends))


def scale_interval(part: Interval | None, factor: Fraction) -> Interval | None:
    """An interval times a factor; None stays None."""
    if part is None or factor == 1:
        return part
    low, high = sorted((part.low * factor, part.high * factor))
    return Interval(low, part.value * factor, high)
