"""Products written out with bare numbers, or with months: `2×4×25=200`, `50,000원 × 11인 × 12월`.

What belongs here: formulas whose numbers are no figures of their own. What does not: those made of
figures (`products`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure, parse_number
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim, Term, stated_as
from pipeline.vocabulary.signs import any_of, signs

_TIMES = any_of(signs().times)
_TOKEN = r"\d[\d,.]{0,15}\s?[가-힣A-Za-z%㎡]{0,4}"
_FORMULA = re.compile(
    rf"(?<![\d.,A-Za-z+×])(?P<factors>{_TOKEN}(?:\s?{_TIMES}\s?{_TOKEN}){{1,5}})\s?[=＝]\s?"
    rf"(?P<result>{_TOKEN})(?!\s?[×✕*+])"
)
_SPLIT = re.compile(rf"\s?{_TIMES}\s?")
_BARE = re.compile(r"(\d[\d,]*)\s?(?:월|일|회|개|차)?")
_MONEY = "KRW"
_LEAST_SUM = 1000
"""A bare number below this counts things, and is no sum of money."""


@dataclass(frozen=True)
class _Number:
    figure: Figure
    unit: str | None
    span: Span


def bare_products(statement: Statement) -> Iterator[Claim]:
    """Every formula of factors and a result in which one factor has the unit of the result."""
    for match in _FORMULA.finditer(statement.text, statement.start, statement.end):
        factors, at = [], match.start("factors")
        for sign in [*_SPLIT.finditer(statement.text, at, match.end("factors")), None]:
            end = sign.start() if sign else match.end("factors")
            factors.append(_number(statement.text, Span(at, end), exact=True))
            at = sign.end() if sign else end
        stated = _number(statement.text, Span(*match.span("result")), exact=False)
        known = [factor for factor in factors if factor]
        if stated and len(known) == len(factors) and _agree(stated, known):
            yield _claim(statement, stated, known)


def _number(text: str, span: Span, *, exact: bool) -> _Number | None:
    """A number with its unit, in the canonical one; a whole factor is exact."""
    content = span.of(text).rstrip()
    bare = _BARE.fullmatch(content)
    read = parse_number(content)
    if read is None or (read.unit is None and bare is None):
        if bare is None:
            return None
        figure, unit = Figure(Fraction(bare[1].replace(",", "")), Fraction(1)), None
    else:
        unit = read.unit.canonical if read.unit else None
        figure = read.figure.scaled(read.unit.factor) if read.unit else read.figure
    if unit is None or (exact and "." not in content):
        figure = Figure(figure.value, Fraction())
    return _Number(figure, unit, Span(span.start, span.start + len(content)))


def _agree(stated: _Number, factors: list[_Number]) -> bool:
    """One factor has the unit of the result, or none has any; of money, one may be a bare sum."""
    units = [factor.unit for factor in factors]
    sums = [f for f in factors if f.unit is None and f.figure.value >= _LEAST_SUM]
    if stated.unit == _MONEY and _MONEY not in units and len(sums) == 1:
        return True
    return units.count(stated.unit) == (len(units) if stated.unit is None else 1)


def _claim(statement: Statement, stated: _Number, factors: list[_Number]) -> Claim:
    text = statement.text
    value = prod((factor.figure.value for factor in factors), start=Fraction(1))
    shown = " × ".join(readable(factor.span.of(text)) for factor in factors)
    return Claim(
        rule="prose.product",
        subject="",
        kind="product",
        stated=stated.figure,
        terms=tuple(Term(factor.figure, "factor", factor.span) for factor in factors),
        unit=stated.unit,
        expression=stated_as(f"{shown} = {float(value):,g}", readable(stated.span.of(text))),
        span=stated.span,
    )
