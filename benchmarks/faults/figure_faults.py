"""Faults of single figures: a wrong digit, a wrong unit."""

from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.faults.claimed import Claimed
from benchmarks.faults.fault import Edit, Fault, Target
from pipeline.vocabulary.units import units

_DIGITS = "0123456789"
_RATES = ("percent", "percentage_point", "point")
"""Units of which there are no thousands."""


def target(figure: Claimed) -> Target:
    """A claimed figure as one that should be named."""
    return Target(figure.start, figure.end, figure.value)


def digit_faults(
    text: str, figures: Sequence[Claimed], random: Random, *, every: bool
) -> Iterator[Fault]:
    """At each digit of each figure another one drawn at random, or every other one.

    No figure is made to begin with a 0 that it did not begin with: nobody prints that.
    """
    for figure in figures:
        raw = text[figure.start : figure.end]
        places = [n for n, letter in enumerate(raw) if letter in _DIGITS]
        for n in places:
            leads = n == places[0] and raw[n + 1 : n + 2] in (*_DIGITS, ",") and raw[n + 1 :]
            others = [d for d in _DIGITS if d != raw[n] and not (leads and d == "0")]
            at = figure.start + n
            for digit in others if every else [random.choice(others)]:
                edit = Edit(at, at + 1, digit)
                yield Fault("digit", (edit,), (target(figure),), figure.rules, _place(raw, n))


def _place(raw: str, index: int) -> str:
    """The number of digits of the whole number that follow a digit, or 'decimal'."""
    whole, point, _ = raw.partition(".")
    if point and index > len(whole):
        return "decimal"
    return str(sum(letter in _DIGITS for letter in whole[index + 1 :]))


def unit_faults(text: str, figures: Sequence[Claimed], random: Random) -> Iterator[Fault]:
    """The unit printed with a figure becomes another one of the same measure."""
    for figure in figures:
        raw = text[figure.start : figure.end]
        if figure.unit_raw is None or not raw.endswith(figure.unit_raw):
            continue
        others = other_units(figure.unit_raw)
        if others:
            edit = Edit(figure.end - len(figure.unit_raw), figure.end, random.choice(others))
            yield Fault("unit", (edit,), (target(figure),), figure.rules)


def other_units(printed: str) -> list[str]:
    """Units of the same measure that are ten to ten thousand times more or less."""
    own = units().get(printed)
    if own is None or own.canonical in _RATES:
        return []
    return sorted(
        name
        for name, unit in units().items()
        if unit.canonical == own.canonical
        and name[-1] == own.printed[-1]
        and unit.factor != own.factor
        and own.factor / 10_000 <= unit.factor <= own.factor * 10_000
    )
