"""The share of a target that was reached: `목표 100명 대비 120명(120%)`."""

import re
from collections.abc import Iterator
from fractions import Fraction

from pipeline.reconcile.prose.build_claim import is_bound, make
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim

_PERCENT = "percent"
_NEAREST = 2
"""Figures before the result among which its aim stands."""
_LABEL = 12
_AIM = re.compile(r"(?:목표|계획)\s*[:：]?\s*(?:총\s*)?$")
_AGAINST = re.compile(r"\s*대비\s*(?:실적\s*)?")


def attainments(statement: Statement) -> Iterator[Claim]:
    """Every percentage in a bracket behind a result, with an aim that it is measured against."""
    for rate in statement.mentions:
        if rate.unit != _PERCENT or rate.group is None or rate.quantity.part or is_bound(rate):
            continue
        done = statement.head_of(rate.group)
        if done is None or statement.text[done.end : statement.groups[rate.group].opened].strip():
            continue
        aim = _aim(statement, done, rate)
        if aim is not None:
            yield make(
                statement, "attainment", "ratio", rate,
                [("numerator", done), ("denominator", aim)], factor=Fraction(100),
            )  # fmt: skip


def _aim(statement: Statement, done: Mention, rate: Mention) -> Mention | None:
    """The figure of 목표 or 계획 right before the result, or before the percentage."""
    assert rate.group is not None
    inside = [m for m in statement.within(rate.group) if m.end <= rate.start]
    outside = [m for m in statement.within(done.group) if m.end <= done.start]
    for aim, end in (
        *((mention, rate.start) for mention in inside[-1:]),
        *((mention, done.start) for mention in outside[-_NEAREST:]),
    ):
        label = statement.text[max(aim.start - _LABEL, statement.start) : aim.start]
        against = _AGAINST.fullmatch(statement.text[aim.end : end])
        if aim.unit == done.unit and against and _AIM.search(label):
            return aim
    return None
