"""Rates and remainders that name themselves beside the figures that they come from.

What belongs here: `목표 40개소, 실적 44개소(달성률 110%)`, `정원 120명, 현원 112명(결원 8명)`. What
does not: rates whose place alone says of what they are (`shares`, `attained`).
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.reconcile.prose.build_claim import comparable, is_bound, is_rate, make
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words

_PERCENT = "percent"
_REACH = 14
"""Letters before a figure in which its name ends."""
_TIED = r"(?:은|는|이|을|를|가)?\s*[:：]?\s*(?:총\s*)?"


def named_rates(statement: Statement) -> Iterator[Claim]:
    """Every rate with one figure called its whole, and one called its part."""
    for rate in statement.mentions:
        if rate.unit != _PERCENT or rate.quantity.part or is_bound(rate):
            continue
        for words in claim_words().named_rate:
            if not _is_called(statement, rate, words.name):
                continue
            part, whole = _only(statement, rate, words.part), _only(statement, rate, words.whole)
            if part and whole and part is not whole and part.unit == whole.unit:
                yield make(
                    statement, "named_rate", "ratio", rate,
                    [("numerator", part), ("denominator", whole)], factor=Fraction(100),
                )  # fmt: skip


def named_rests(statement: Statement) -> Iterator[Claim]:
    """Every remainder with one figure called its whole, and one called what is taken from it."""
    for rest in statement.mentions:
        if rest.quantity.part or is_bound(rest):
            continue
        for words in claim_words().named_rest:
            if not _is_called(statement, rest, words.name):
                continue
            part, whole = _only(statement, rest, words.part), _only(statement, rest, words.whole)
            if part and whole and comparable(whole, rest) and comparable(whole, part):
                yield make(statement, "named_rest", "difference", rest,
                           [("minuend", whole), ("subtrahend", part)])  # fmt: skip


def _only(statement: Statement, stated: Mention, names: Sequence[str]) -> Mention | None:
    """The one figure of a statement that stands behind one of some names."""
    found = [
        mention
        for mention in statement.mentions
        if mention is not stated
        and mention.unit not in (None, _PERCENT)
        and not (mention.quantity.part or is_rate(mention) or is_bound(mention))
        and _is_called(statement, mention, names)
    ]
    return found[0] if len(found) == 1 else None


def _is_called(statement: Statement, mention: Mention, names: Sequence[str]) -> bool:
    """One of some names ends right before a figure."""
    before = statement.text[max(mention.start - _REACH, statement.start) : mention.start]
    called = "|".join(map(re.escape, names))
    return re.search(rf"(?:^|[^가-힣]|(?<=사업)|(?<=총))(?:{called}){_TIED}$", before) is not None
