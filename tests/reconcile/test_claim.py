"""Verdicts: the printed digits decide what a claim allows, no more and no less."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure, round_half_up
from pipeline.rules.claim import Claim, Term, compute, judge, judge_table


def _figure(text: str) -> Figure:
    decimals = len(text.partition(".")[2])
    return Figure(Fraction(text), Fraction(1, 10**decimals))


def _claim(kind: str, stated: Figure, *parts: Figure, complete: bool = True) -> Claim:
    factor = Fraction(100 if kind in ("ratio", "share", "growth") else 1)
    roles = ["minuend", "subtrahend"] if kind == "difference" else [""] * len(parts)
    terms = tuple(Term(part, role, None) for part, role in zip(parts, roles, strict=True))
    return Claim("t.r", "s", kind, stated, terms, "KRW", "", Span(0, 1), factor, complete)


def _texts(kind: str, stated: str, *parts: str) -> Claim:
    return _claim(kind, _figure(stated), *map(_figure, parts))


@pytest.mark.parametrize(
    ("claim", "verdict", "z"),
    [
        # 2022-03 line 100, 102 …: rates
        (_texts("ratio", "23.5", "176965", "753976"), "exact", None),
        # 2023-03 line 64: 26.2505 % rounds to 26.3, half a million either way gives 26.2
        (_texts("ratio", "26.2", "14054", "53538"), "rounding", None),
        (_texts("ratio", "26.1", "14054", "53538"), "mismatch", None),
        # no rate of a budget of nothing
        (_texts("ratio", "0.0", "0", "0"), "not_checkable", None),
        # 2022-03 line 115
        (_texts("sum", "753976", "708321", "3087", "42568"), "exact", 0),
        # a difference of one is explained by four roundings; of two hardly; of three not: the
        # intervals are closed, so that 33 + 33 + 33 can be 100.5 and 101 can be, too
        (_texts("sum", "100", "33", "33", "33"), "rounding", 1.732),
        (_texts("sum", "101", "33", "33", "33"), "unlikely", 3.464),
        (_texts("sum", "102", "33", "33", "33"), "mismatch", 5.196),
        (_texts("sum", "50", *["5"] * 9), "unlikely", 5.477),
        (_texts("sum", "51", *["5"] * 9), "mismatch", 6.573),
        (_texts("sum", "48", *["5"] * 9), "unlikely", 3.286),
        # counts of people are exact: one too many is one too many
        (
            _claim("row_sum", Figure(Fraction(8), Fraction(0)), Figure(Fraction(7), Fraction(0))),
            "mismatch",
            None,
        ),
        (_texts("difference", "-6", "301", "307"), "exact", None),  # 2022-03 line 17
        (_claim("sum", _figure("9"), _figure("1"), complete=False), "not_checkable", None),
        # 2023-03 line 78: 22.736 %
        (_texts("share", "22.7", "472", "2076"), "exact", None),
        (_texts("share", "22.6", "472", "2076"), "mismatch", None),
        # nothing of something is 0 %, and no share of nothing
        (_texts("share", "0.0", "0", "2076"), "exact", None),
        (_texts("share", "0.0", "5", "0"), "not_checkable", None),
        # (5500 − 5000) ÷ 5000; a fall is negative; from nothing, nothing grows by percent
        (_texts("growth", "10", "5500", "5000"), "exact", None),
        (_texts("growth", "-9.1", "5000", "5500"), "exact", None),
        (_texts("growth", "10.2", "5500", "5000"), "mismatch", None),
        (_texts("growth", "40", "3", "2"), "rounding", None),
        (_texts("growth", "10", "5", "0"), "not_checkable", None),
        (_texts("growth", "10", "5", "-5"), "not_checkable", None),
        (_texts("product", "12", "3", "4"), "exact", None),
        # between 2.5 × 3.5 and 3.5 × 4.5
        (_texts("product", "15", "3", "4"), "rounding", None),
        (_texts("product", "17", "3", "4"), "mismatch", None),
        (_texts("product", "-12", "-3", "4"), "exact", None),
        (_texts("product", "-17", "-3", "4"), "mismatch", None),
        (_texts("product", "-15", "-3", "4"), "rounding", None),
    ],
)
def test_verdicts(claim: Claim, verdict: str, z: float | None) -> None:
    judged = judge(claim)
    assert judged.verdict == verdict
    assert judged.z_score == (z if z is None else pytest.approx(z, abs=1e-3))


def test_a_bound_is_computed_but_not_judged() -> None:
    # 약 5,000: what it is near to is known, whether it holds is not
    judged = judge(replace(_texts("sum", "5000", "2400", "2500"), bound=True))
    assert (judged.verdict, judged.computed, judged.tolerance) == (
        "not_checkable",
        Fraction(4900),
        None,
    )


def test_subtrahends_of_a_sum_are_taken_off() -> None:
    terms = tuple(
        Term(_figure(text), role, None)
        for text, role in (("10", "addend"), ("5", "addend"), ("3", "subtrahend"))
    )
    assert judge(replace(_texts("sum", "12"), terms=terms)).verdict == "exact"


TRUE = st.fractions(0, 10**6, max_denominator=1000)
RESOLUTION = st.sampled_from([Fraction(1, 10), Fraction(1), Fraction(1000)])


@settings(deadline=None, max_examples=200)
@given(st.lists(TRUE, min_size=1, max_size=15), RESOLUTION)
def test_rounded_sums_of_true_values_never_mismatch(values: list[Fraction], u: Fraction) -> None:
    parts = [Figure(round_half_up(value, u), u) for value in values]
    stated = Figure(round_half_up(sum(values, Fraction()), u), u)
    judged = judge(_claim("sum", stated, *parts))
    assert judged.verdict in ("exact", "rounding", "unlikely")
    interval = compute(_claim("sum", stated, *parts))
    assert interval is not None
    assert interval.low <= sum(values, Fraction()) <= interval.high


@settings(deadline=None, max_examples=200)
@given(TRUE, TRUE, RESOLUTION, RESOLUTION)
def test_intervals_hold_what_true_values_give(
    one: Fraction, two: Fraction, u: Fraction, v: Fraction
) -> None:
    parts = (Figure(round_half_up(one, u), u), Figure(round_half_up(two, u), u))
    difference = compute(_claim("difference", parts[0], *parts))
    assert difference is not None
    assert difference.low <= one - two <= difference.high
    rate = compute(_claim("ratio", parts[0], *parts))
    if rate is not None and two:
        assert rate.low <= 100 * one / two <= rate.high
        stated = Figure(round_half_up(100 * one / two, v), v)
        assert judge(_claim("ratio", stated, *parts)).verdict in ("exact", "rounding")


SIGNED = st.fractions(-(10**6), 10**6, max_denominator=1000)


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(["product", "ratio", "share", "growth"]), SIGNED, SIGNED, RESOLUTION)
def test_intervals_hold_what_signed_values_give(
    kind: str, one: Fraction, two: Fraction, u: Fraction
) -> None:
    parts = (Figure(round_half_up(one, u), u), Figure(round_half_up(two, u), u))
    interval = compute(_claim(kind, parts[0], *parts))
    if interval is None:
        assert kind != "product"
        # the divisor is nothing to the printed digit, or growth starts from no amount
        assert abs(parts[1].value) <= u / 2 or (kind == "growth" and two < u)
        return
    true = one * two if kind == "product" else 100 * one / two - (100 if kind == "growth" else 0)
    assert interval.low <= true <= interval.high


@settings(deadline=None, max_examples=200)
@given(st.lists(SIGNED, min_size=2, max_size=8), RESOLUTION)
def test_digits_are_cut_off_towards_nothing(values: list[Fraction], u: Fraction) -> None:
    def towards_nothing(value: Fraction) -> Figure:
        cut = _cut(abs(value), u)
        return Figure(-cut.value, u) if value < 0 else cut

    of_one_sign = [abs(value) * (1 if values[0] >= 0 else -1) for value in values]
    stated = towards_nothing(sum(of_one_sign, Fraction()))
    claim = _claim("sum", stated, *map(towards_nothing, of_one_sign))
    if all(term.figure.value for term in claim.terms):  # of a zero the sign is not known
        assert judge_table([claim])[0].verdict != "mismatch"


@settings(deadline=None, max_examples=200)
@given(st.integers(-500, 500), st.lists(st.integers(0, 100), min_size=1, max_size=8), RESOLUTION)
def test_too_much_is_judged_as_too_little(error: int, parts: list[int], u: Fraction) -> None:
    figures = [Figure(part * u, u) for part in parts]
    verdicts = {
        judge(_claim("sum", Figure((sum(parts) + sign * error) * u, u), *figures)).verdict
        for sign in (1, -1)
    }
    assert len(verdicts) == 1
    # beyond half a unit for each figure nothing explains it
    assert (verdicts == {"mismatch"}) == (2 * abs(error) > len(parts) + 1)


def _cut(value: Fraction, u: Fraction) -> Figure:
    return Figure(value // u * u, u)


def test_cut_off_digits_are_recognised() -> None:
    # 9 parts of 1.7 each, written 1: the sum 15.3 is written 15, far beyond rounding.
    parts = [_cut(Fraction(17, 10), Fraction(1))] * 9
    failing = _claim("sum", _cut(Fraction(153, 10), Fraction(1)), *parts)
    open_claim = _claim("sum", _figure("5"), _figure("9"), complete=False)
    judged = judge_table([failing, open_claim])
    assert judge(failing).verdict == "mismatch"
    assert [(j.verdict, j.rounding_mode) for j in judged] == [
        ("rounding", "truncation"),
        ("not_checkable", "nearest"),  # what was not read is not judged, however it is rounded
    ]


def test_cut_off_digits_explain_hardly_more_than_half_of_each() -> None:
    # 9 parts of 1.9 each, written 1, make 17.1, written 17: 8 are lost, 4 ± 0.9 are to be expected.
    parts = [_cut(Fraction(19, 10), Fraction(1))] * 9
    (judged,) = judge_table([_claim("sum", _cut(Fraction(171, 10), Fraction(1)), *parts)])
    assert (judged.verdict, judged.rounding_mode) == ("unlikely", "truncation")
    assert judged.z_score == 4.382  # (8 - 4) / sqrt(10 / 12)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(TRUE, min_size=2, max_size=8), min_size=1, max_size=4), RESOLUTION)
def test_tables_of_cut_off_true_values_never_mismatch(
    table: list[list[Fraction]], u: Fraction
) -> None:
    claims = [
        _claim("sum", _cut(sum(values, Fraction()), u), *(_cut(v, u) for v in values))
        for values in table
    ]
    assert all(judgement.verdict != "mismatch" for judgement in judge_table(claims))


def test_unknown_arithmetic_is_an_error() -> None:
    with pytest.raises(ValueError, match="no arithmetic is known"):
        compute(_texts("median", "1", "1"))


def test_one_rate_that_is_cut_off_among_many_rounded_up_is_a_slip() -> None:
    # 2,798 of 26,452 are 10.578 %; 2 of 3 are 66.67 %, which 66.7 gives only if it was rounded.
    slip = _texts("ratio", "10.5", "2798", "26452")
    rounded = _texts("ratio", "66.7", "2000", "3000")
    (alone, _) = judge_table([slip, rounded])
    assert (alone.verdict, alone.rounding_mode) == ("exact", "truncation")
    assert judge_table([slip, *[rounded] * 4])[0].verdict == "mismatch"
