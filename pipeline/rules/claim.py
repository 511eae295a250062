"""A claim of a report, and the verdict on it.

The tolerance is that of XBRL Calculations 1.1: a figure stands for the interval that its printed
digits leave open, a computed value for the interval that those of its terms leave open, and the
claim holds if the two meet. All arithmetic is exact (Fraction).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import reduce

from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure, round_half_up, total
from pipeline.rules.interval import (
    Interval,
    add_up,
    cut_off_range,
    divide,
    interval_of,
    multiply,
    negate,
    scale_interval,
)
from pipeline.vocabulary.messages import Message, message

UNLIKELY_Z = 2.5
"""Standard deviations of its own rounding error beyond which a sum is improbable."""
SUMS = ("sum", "column_sum", "row_sum", "difference", "equivalence", "restatement", "count")
"""Kinds whose terms are added up, subtrahends taken off."""
_ADDED_UP = ("sum", "column_sum", "row_sum")
RATES = ("ratio", "share", "growth")
_MANY_ROUNDED = 4
"""Rates that were rounded up, for each one that could be cut off, beside which that is a slip."""


_LESS_ONE = Interval(Fraction(-1), Fraction(-1), Fraction(-1))


@dataclass(frozen=True)
class Term:
    """One of the figures that a claim computes with."""

    figure: Figure
    role: str
    """One of TERM_ROLES. An equivalence has one addend. A growth has a numerator and a base, or in
    place of the base the change: a subtrahend where it grew, an addend where it fell."""
    span: Span | None
    """Its place; None for a count of rows or of listed things."""


@dataclass(frozen=True)
class Claim:
    """Something a report states that its other figures can check."""

    rule: str
    """Table and rule: budget_execution.commitment_rate."""
    subject: str
    """Its subject, unique within rule and report."""
    kind: str
    """One of RELATION_KINDS."""
    stated: Figure
    terms: tuple[Term, ...]
    """The figures it is computed from, in the order of the expression."""
    unit: str | None
    """Canonical unit of the stated figure; None where none is printed."""
    expression: Message
    """It written out: what was computed, and what is stated."""
    span: Span
    """The stated figure."""
    factor: Fraction = field(default=Fraction(1))
    """The factor of a product, ratio, share or growth: 100 for percent, -100 for a fall in
    percent, 1/100 where a factor is a percentage."""
    complete: bool = True
    """All its terms were read, and the text does not say that there are more (등)."""
    bound: bool = False
    """A term or the stated figure is no equality: 약, 이상, 최대, an end of a range."""
    doubted: bool = False
    """Most claims that are read from the same headings fail: these mean something else."""
    table_id: str = ""
    """The table it is judged with, where its rule reads more than one."""


def stated_as(computed: str, number: object) -> Message:
    """A claim written out whose figure stands by itself."""
    return message("{computed}; {number} is stated", computed=computed, number=number)


def stated_at(computed: str, where: object, number: object) -> Message:
    """A claim written out whose figure stands in a row, column or heading with a name."""
    return message(
        "{computed}; {where} states {number}", computed=computed, where=where, number=number
    )


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


def whole(value: int) -> Figure:
    """A count of people or things: exact."""
    return Figure(Fraction(value), Fraction(0))


def compute(claim: Claim, *, truncated: bool = False) -> Interval | None:
    """The value that the terms of a claim give, or None where that is undefined."""
    return compute_terms(claim.kind, claim.terms, claim.factor, truncated=truncated)


def compute_terms(
    kind: str, terms: Sequence[Term], factor: Fraction, *, truncated: bool = False
) -> Interval | None:
    """The value that terms give, or None where that is undefined.

    Undefined are a ratio to nothing, and the growth of what was nothing or less.

    Raises:
        ValueError: no arithmetic is known for the kind.
    """
    parts = [interval_of(term.figure, truncated=truncated) for term in terms]
    if kind in SUMS:
        return add_up([
            negate(part) if term.role == "subtrahend" else part
            for term, part in zip(terms, parts, strict=True)
        ])  # fmt: skip
    if kind == "product":
        return scale_interval(reduce(multiply, parts), factor)
    if kind in ("ratio", "share"):
        return scale_interval(divide(*parts), factor)
    if kind == "growth":
        # (value − base) ÷ base, written so that each figure stands in it once.
        value, base = parts
        if terms[1].role == "subtrahend":  # the change is stated, not the base
            base = add_up([value, negate(base)])
        elif terms[1].role == "addend":
            base = add_up([value, base])
        rate = divide(value, base) if base.low > 0 else None
        return rate and scale_interval(add_up([rate, _LESS_ONE]), factor)
    raise ValueError(f"no arithmetic is known for a claim of kind '{kind}'")


def judge(claim: Claim) -> Judgement:
    """Judge one claim by its rounded digits."""
    computed = compute(claim) if claim.complete else None
    if computed is None or claim.bound or claim.doubted:
        return Judgement(claim, "not_checkable", computed.value if computed else None, None, None)
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
    are judged by truncation: a figure v stands for [v, v + resolution). A rate is cut off by
    itself, unless many others of its table hold only if they were rounded.
    """
    judged = [judge(claim) for claim in claims]
    if not any(judgement.verdict == "mismatch" for judgement in judged):
        return judged
    cut = [
        judgement if judgement.verdict == "not_checkable" else judge_truncated(judgement.claim)
        for judgement in judged
    ]
    if all(cut):
        return [judgement for judgement in cut if judgement]
    rates = [(j, other) for j, other in zip(judged, cut, strict=True) if j.claim.kind in RATES]
    rounded = sum(other is None and j.verdict != "mismatch" for j, other in rates)
    alone = sum(other is not None and j.verdict == "mismatch" for j, other in rates)
    if rounded >= _MANY_ROUNDED * alone:
        return judged
    return [
        other if other and judgement.verdict == "mismatch" and judgement.claim.kind in RATES
        else judgement
        for judgement, other in zip(judged, cut, strict=True)
    ]  # fmt: skip


def _holds_mostly(claims: Sequence[Claim], *, sure: bool) -> bool:
    """True when no more claims fail than hold, of those read from the same headings.

    One slip among eight is a slip; eight of eight is a misread heading. What adds up nothing to
    nothing holds whatever the headings mean. A single claim that is far off counts as two, unless
    it is sure what is computed.
    """
    failed = held = far = 0
    for claim in claims:
        verdict = judge(claim).verdict
        if verdict == "mismatch":
            failed += 1
            far += is_far_off(claim)
        elif verdict != "not_checkable" and any(term.figure.value for term in claim.terms):
            held += 1
    if (failed, held) == (1, 0):
        return sure or not far
    # Where some hold, several slips can be near: what was misread is far off.
    return failed <= held or (held > 0 and 2 * far <= failed)


def is_far_off(claim: Claim) -> bool:
    """True when what is computed misses what is stated by more than a fifth of the larger."""
    computed = judge(claim).computed
    if computed is None:
        return False
    stated = claim.stated.value
    return abs(computed - stated) * 5 > max(abs(stated), abs(computed))


def mark_doubtful(claims: Sequence[Claim], *, sure: bool = False) -> list[Claim]:
    """Claims read from the same headings; all of them in doubt where most fail."""
    if _holds_mostly(claims, sure=sure):
        return list(claims)
    return [replace(c, doubted=True) for c in claims]


def judge_truncated(claim: Claim) -> Judgement | None:
    """Judge one claim by cut-off digits; None where it does not hold that way either."""
    computed = compute(claim, truncated=True)
    stated = claim.stated
    if computed is None or not stated.resolution:
        return None
    low, high = cut_off_range(stated)
    # All that is cut off is open on that side, and closed on the side of the printed digits.
    if stated.value < 0:
        exact = low < computed.value <= high
        meet = low < computed.high and computed.low < high
    else:
        exact = low <= computed.value < high
        meet = computed.low < high and low < computed.high
    if not (meet or exact):
        return None
    # What is cut off of each part makes their sum fall short, by half a digit each on average.
    cut_off = (computed.high - computed.value - stated.resolution) / 2
    z_score = _z_score(claim, computed.value + cut_off - stated.value)
    unlikely = z_score is not None and z_score >= UNLIKELY_Z
    return Judgement(
        claim,
        "exact" if exact else "unlikely" if unlikely else "rounding",
        computed.value,
        stated.resolution + (computed.high - computed.value),
        z_score,
        "truncation",
    )


def _rounds_to(value: Fraction, stated: Figure) -> bool:
    if not stated.resolution:
        return value == stated.value
    return round_half_up(value, stated.resolution) == stated.value


def _z_score(claim: Claim, difference: Fraction) -> float | None:
    """|difference| in standard deviations: a rounded figure errs uniformly by its resolution."""
    if claim.kind not in _ADDED_UP:
        return None
    figures = [claim.stated, *(term.figure for term in claim.terms)]
    variance = total([figure.resolution**2 for figure in figures]) / 12
    return round(float(abs(difference)) / math.sqrt(variance), 3) if variance else None
