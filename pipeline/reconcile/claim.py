"""A claim of a report, and the verdict on it.

The tolerance is that of XBRL Calculations 1.1: a figure stands for the interval that its printed
digits leave open, a computed value for the interval that those of its parts leave open, and the
claim holds if the two meet. All arithmetic is exact (Fraction).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from pipeline.document.grid import Span
from pipeline.figures.number import Figure, round_half_up

UNLIKELY_Z = 2.5
"""Standard deviations of its own rounding error beyond which a sum is improbable."""


@dataclass(frozen=True)
class Interval:
    """What a computed value can be, given what its parts can be."""

    low: Fraction
    value: Fraction
    """Computed from the figures as printed."""
    high: Fraction


@dataclass(frozen=True)
class Claim:
    """Something a report states that its other figures can check."""

    rule: str
    """Table and rule: budget_execution.commitment_rate."""
    subject: str
    """What it is about, unique within rule and report."""
    kind: str
    """sum, column_sum, row_sum, ratio, difference, equivalence or count."""
    stated: Figure
    parts: tuple[Figure, ...]
    """Addends; minuend and subtrahend; numerator and denominator; the one other figure."""
    unit: str
    expression: str
    span: Span
    """The stated figure."""
    factor: Fraction = field(default=Fraction(1))
    """What a ratio is multiplied by: 100 for percent."""
    complete: bool = True
    """All its parts were read."""

    @property
    def table(self) -> str:
        """Table the claim was read from."""
        return self.rule.partition(".")[0]


@dataclass(frozen=True)
class Judgement:
    """The verdict on a claim."""

    claim: Claim
    verdict: str
    computed: Fraction | None
    tolerance: Fraction | None
    """Largest difference at which the two intervals still meet."""
    z_score: float | None
    rounding_mode: str = "nearest"


def compute(claim: Claim, *, truncated: bool = False) -> Interval | None:
    """What the parts of a claim give, or None where that is undefined (a ratio to nothing)."""
    parts = claim.parts
    low = [_bounds(part, truncated=truncated)[0] for part in parts]
    high = [_bounds(part, truncated=truncated)[1] for part in parts]
    value = [part.value for part in parts]
    if claim.kind in ("sum", "column_sum", "row_sum", "count", "equivalence"):
        return Interval(sum(low, Fraction()), sum(value, Fraction()), sum(high, Fraction()))
    if claim.kind == "difference":
        return Interval(low[0] - high[1], value[0] - value[1], high[0] - low[1])
    if claim.kind == "ratio":
        if low[1] <= 0 or low[0] < 0:
            return None
        return Interval(
            claim.factor * low[0] / high[1],
            claim.factor * value[0] / value[1],
            claim.factor * high[0] / low[1],
        )
    raise ValueError(f"no arithmetic is known for a claim of kind '{claim.kind}'")


def judge(claim: Claim) -> Judgement:
    """Judge one claim by its rounded digits."""
    computed = compute(claim) if claim.complete else None
    if computed is None:
        return Judgement(claim, "not_checkable", None, None, None)
    stated = claim.stated
    half = stated.resolution / 2
    difference = computed.value - stated.value
    spread = computed.high - computed.value if difference < 0 else computed.value - computed.low
    tolerance = half + spread
    z_score = _z_score(claim, difference)
    if _rounds_to(computed.value, stated):
        verdict = "exact"
    elif computed.low <= stated.high and stated.low <= computed.high:
        verdict = "unlikely" if z_score is not None and z_score >= UNLIKELY_Z else "rounding"
    else:
        verdict = "mismatch"
    return Judgement(claim, verdict, computed.value, tolerance, z_score)


def judge_table(claims: Sequence[Claim]) -> list[Judgement]:
    """Judge the claims of one rule in one table together.

    Where some fail by rounding, but all hold if the table cut its digits off (절사) instead, they
    are judged by truncation: a figure v stands for [v, v + resolution).
    """
    judged = [judge(claim) for claim in claims]
    if not any(judgement.verdict == "mismatch" for judgement in judged):
        return judged
    cut = [
        judgement if judgement.verdict == "not_checkable" else _judge_truncated(judgement.claim)
        for judgement in judged
    ]
    return judged if any(judgement is None for judgement in cut) else [j for j in cut if j]


def _judge_truncated(claim: Claim) -> Judgement | None:
    computed = compute(claim, truncated=True)
    stated = claim.stated
    if computed is None or not stated.resolution:
        return None
    upper = stated.value + stated.resolution
    if not (computed.low < upper and stated.value <= computed.high):
        return None
    exact = stated.value <= computed.value < upper
    return Judgement(
        claim,
        "exact" if exact else "rounding",
        computed.value,
        stated.resolution + (computed.high - computed.value),
        None,
        "truncation",
    )


def _bounds(figure: Figure, *, truncated: bool) -> tuple[Fraction, Fraction]:
    if truncated:
        return figure.value, figure.value + figure.resolution
    return figure.low, figure.high


def _rounds_to(value: Fraction, stated: Figure) -> bool:
    if not stated.resolution:
        return value == stated.value
    return round_half_up(value, stated.resolution) == stated.value


def _z_score(claim: Claim, difference: Fraction) -> float | None:
    """|difference| in standard deviations: a rounded figure errs uniformly by its resolution."""
    if claim.kind not in ("sum", "column_sum", "row_sum"):
        return None
    variance = sum((f.resolution**2 for f in (*claim.parts, claim.stated)), Fraction()) / 12
    return round(float(abs(difference)) / math.sqrt(variance), 3) if variance else None
