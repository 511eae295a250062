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

from pipeline.document.digits import DOWN, MINUS, TRIANGLES, plain
from pipeline.document.readable import closed, strip_markup
from pipeline.figures.amount import read_amount
from pipeline.vocabulary.units import Unit, units

_NUMBER = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<decimals>\d+))?(?P<unit>\D*)")
_SIGN = re.compile(rf"\s*(?P<sign>[{TRIANGLES}+{MINUS}]?)\s*(?=[0-9])")
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
def parse_number(text: str, *, rising: bool = False) -> Printed | None:
    """Read a text that is one number with at most a known unit behind it, or None.

    `753,976` has resolution 1, `23.5` has 0.1, `△6` is -6, `716 명` has the unit 명. Commas must
    stand where thousands are: `75,3976` is no number but a misreading. Of several parts it is the
    sum: `1조 4천억원`, `100분의 30`. `rising`: ▲ is a rise here (see `triangles`).
    """
    shown = plain(strip_markup(text)).strip()
    sign = _SIGN.match(shown)
    if sign is None or _APART.search(shown):
        return None
    read = _one_number(closed(shown[sign.end() :])) or _several_parts(shown, sign.end())
    less = sign["sign"] in MINUS or sign["sign"] in (DOWN if rising else TRIANGLES)
    if read is None or not (sign["sign"] and less):
        return read
    return Printed(Figure(-read.figure.value, read.figure.resolution), read.unit)


def _one_number(text: str) -> Printed | None:
    """Digits, and at most a listed unit behind them, with its powers of ten: 708,321백만원."""
    match = _NUMBER.fullmatch(text)
    unit = units().get(match["unit"]) if match else None
    if match is None or (match["unit"] and unit is None):
        return None
    decimals = match["decimals"] or ""
    scale = 10 ** len(decimals)
    value = Fraction(int(match["whole"].replace(",", "") + decimals), scale)
    return Printed(Figure(value, Fraction(1, scale)), unit)


def _several_parts(text: str, at: int) -> Printed | None:
    """An amount of several parts that is all of a text, in its base unit."""
    amount = read_amount(text, at)
    if amount is None or amount.end < len(text) or amount.unit is None:
        return None
    return Printed(Figure(amount.value * amount.scale, amount.weight * amount.scale), amount.unit)


def total(values: Sequence[Fraction]) -> Fraction:
    """The sum, over one denominator: several times as fast as adding one fraction to the next."""
    denominator = math.lcm(*(value.denominator for value in values))
    parts = (value.numerator * (denominator // value.denominator) for value in values)
    return Fraction(sum(parts), denominator)


def round_half_up(value: Fraction, resolution: Fraction) -> Fraction:
    """Round to a multiple of `resolution`, halves away from zero, as 반올림 does."""
    steps, sign = abs(value) / resolution, -1 if value < 0 else 1
    return sign * resolution * int(steps + Fraction(1, 2))
