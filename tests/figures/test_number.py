"""Printed figures: exact value, stated precision, unit; and what is no figure."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document.digits import MINUS
from pipeline.figures.number import parse_number, round_half_up
from pipeline.vocabulary.units import units


@pytest.mark.parametrize(
    ("text", "value", "resolution", "unit"),
    [
        ("753,976", 753_976, 1, None),  # 2022-03 line 100
        ("23.5", Fraction(47, 2), Fraction(1, 10), None),
        ("29.0", 29, Fraction(1, 10), None),  # 2022-03 line 104: the 0 is stated
        ("△ 12", -12, 1, None),  # 2023-03 line 21
        ("△6", -6, 1, None),  # 2022-03 line 17
        ("-39천명", -39, 1, "천명"),
        ("708,321백만원", 708_321, 1, "백만원"),  # 2022-03 line 115
        ("716 명", 716, 1, "명"),
        ("22.7%", Fraction(227, 10), Fraction(1, 10), "%"),  # 2023-03 line 78
        ("<b>1,234</b>", 1234, 1, None),
        ("0", 0, 1, None),
        # every dash that stands for less than nothing
        *((f"{minus}6", -6, 1, None) for minus in MINUS),
        ("▼50건", -50, 1, "건"),
        # of several parts: their sum, in won
        ("1조 4천억원", 1_400_000_000_000, 100_000_000_000, "원"),
        ("75만 976㎡", 750_976, 1, "㎡"),  # 금융창업정책관, page 4
        ("1만 2,000여 명", 12_000, 1, "명"),
        ("5천 3백억원", 530_000_000_000, 10_000_000_000, "원"),
        ("△2억5천만원", -250_000_000, 10_000_000, "원"),
        ("34억 2957만 9000원", 3_429_579_000, 1, "원"),
        # full width
        ("１２，３４５백만원", 12_345, 1, "백만원"),
        ("△３．５", Fraction(-7, 2), Fraction(1, 10), None),
    ],
)
def test_figures(text: str, value: Fraction, resolution: Fraction, unit: str | None) -> None:
    read = parse_number(text)
    assert read is not None
    assert (read.figure.value, read.figure.resolution) == (value, resolution)
    assert (read.unit.printed if read.unit else None) == unit


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "△",
        "계",
        "75,3976",  # commas where no thousands are
        "7,539,76",
        "1234,567",
        "1,23",
        ",123",
        "1,234.",
        "3.14.15",
        "39/41",  # two figures
        "443 319",
        "44 3",
        "1, 234",
        "1 ,234",
        "19. 8",
        "44<br>3",  # 44 and 3, on two lines of a cell
        "12광년",  # a unit nobody listed
        "약 12",
        "12~15",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert parse_number(text) is None


@settings(deadline=None, max_examples=300)
@given(
    st.integers(0, 10**13),
    st.integers(0, 4),
    st.sampled_from(["", "△", "▲", "-", "+"]),
    st.sampled_from(["", *units()]),
    st.booleans(),
)
def test_formatted_numbers_come_back(
    digits: int, decimals: int, sign: str, unit: str, commas: bool
) -> None:
    whole, part = divmod(digits, 10**decimals)
    text = f"{whole:,}" if commas else f"{whole}"
    text = sign + text + (f".{part:0{decimals}d}" if decimals else "") + unit
    read = parse_number(text)
    assert read is not None
    value = Fraction(digits, 10**decimals)
    assert read.figure.value == (-value if sign in ("△", "▲", "-") else value)
    assert read.figure.resolution == Fraction(1, 10**decimals)
    assert (read.unit.printed if read.unit else "") == unit


@settings(deadline=None, max_examples=200)
@given(st.from_regex(r"\A[0-9]{1,4}(,[0-9]{1,4}){1,3}\Z"))
def test_commas_stand_where_thousands_are(text: str) -> None:
    first, *groups = text.split(",")
    right = len(first) <= 3 and all(len(group) == 3 for group in groups)
    assert (parse_number(text) is not None) == right


@pytest.mark.parametrize(
    ("value", "resolution", "rounded"),
    [
        ("26.25", "0.1", "26.3"),  # halves away from zero, as 반올림 does
        ("26.35", "0.1", "26.4"),
        ("-2.5", "1", "-3"),
        ("2.4", "1", "2"),
        ("1250", "100", "1300"),
    ],
)
def test_round_half_up(value: str, resolution: str, rounded: str) -> None:
    assert round_half_up(Fraction(value), Fraction(resolution)) == Fraction(rounded)


def test_a_triangle_is_a_rise_where_the_report_says_so() -> None:
    read = parse_number("▲5.5", rising=True)
    assert read is not None
    assert read.figure.value == Fraction(11, 2)
