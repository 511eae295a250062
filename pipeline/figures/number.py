"""A printed figure as an exact number with the precision its digits state.

What belongs here: digits, commas, decimals, signs, a unit behind them. What does not: what the
figure means, or whether it agrees with another.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from pipeline.document.readable import closed, strip_markup
from pipeline.vocabulary.units import Unit, units

_NUMBER = re.compile(
    r"(?P<sign>[△▲+-]?)(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?(?P<unit>\D*)"
)
_NEGATIVE = frozenset("△▲-")
_NUMBERS_KEPT = 4096
"""Texts that are kept with their number: the cells of a report, which are asked for often."""
# Two figures, or a torn one: closing the space up would make a third.
_APART = re.compile(r"\d[\s\u3000]+[\d.,]|[.,][\s\u3000]+\d")


@dataclass(frozen=True)
class Figure:
    """A number and how precisely it is stated: XBRL Calculations 1.1 reads it as an interval."""

    value: Fraction
    resolution: Fraction
    """Weight of the last written digit; 0 for a count of whole things."""

    @property
    def low(self) -> Fraction:
        """Least value the printed digits can stand for."""
        return self.value - self.resolution / 2 if self.resolution else self.value

    @property
    def high(self) -> Fraction:
        """Greatest value the printed digits can stand for."""
        return self.value + self.resolution / 2 if self.resolution else self.value

    def scaled(self, factor: Fraction | int) -> "Figure":
        """The figure in another unit."""
        return Figure(self.value * factor, self.resolution * factor)


@dataclass(frozen=True)
class Printed:
    """A figure as printed, with the unit behind it, if any."""

    figure: Figure
    unit: Unit | None


def figure_text(text: str) -> str | None:
    """The text closed up to be read as a figure; None when its digits stand apart (`44 319`)."""
    return None if _APART.search(strip_markup(text)) else closed(text)


@lru_cache(_NUMBERS_KEPT)
def parse_number(text: str) -> Printed | None:
    """Read a text that is one number with at most a known unit behind it, or None.

    `753,976` has resolution 1, `23.5` has 0.1, `△6` is -6, `716 명` has the unit 명. Commas must
    stand where thousands are: `75,3976` is no number but a misreading.
    """
    shown = figure_text(text)
    match = _NUMBER.fullmatch(shown) if shown else None
    if match is None:
        return None
    unit = units().get(match["unit"]) if match["unit"] else None
    if match["unit"] and unit is None:
        return None
    decimals = match["decimals"] or ""
    scale = 10 ** len(decimals)
    value = Fraction(int(match["whole"].replace(",", "") + decimals), scale)
    if match["sign"] in _NEGATIVE:
        value = -value
    return Printed(Figure(value, Fraction(1, scale)), unit)


def total(values: Sequence[Fraction]) -> Fraction:
    """The sum, over one denominator: several times as fast as adding one fraction to the next."""
    denominator = math.lcm(*(value.denominator for value in values))
    parts = (value.numerator * (denominator // value.denominator) for value in values)
    return Fraction(sum(parts), denominator)


def round_half_up(value: Fraction, resolution: Fraction) -> Fraction:
    """Round to a multiple of `resolution`, halves away from zero, as 반올림 does."""
    steps, sign = abs(value) / resolution, -1 if value < 0 else 1
    return sign * resolution * int(steps + Fraction(1, 2))
