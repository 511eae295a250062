"""Products: written out with signs between the factors, or as a number of things and a price."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from pipeline.reconcile.prose.build_claim import is_count, is_rate, make, printed_text
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of, signs

_PERCENT = "percent"
_TIMES = re.compile(any_of(signs().times))
_MONEY = ("KRW", "USD", "EUR")
_FARTHEST_HEAD = 12
_BREAK = re.compile(rf"[,;:：/|]|{any_of(signs().arrows)}")
_SUM = re.compile(r"[+＋]|(?<=\s)[-－−](?=\s)")
_LETTERS = re.compile(r"[^0-9,()=+:;\n]{0,12}")
_RESULT = re.compile(r"[^0-9,;]{0,10}(?:=|,\s*(?:연간\s*)?총)\s*")


def products(statement: Statement) -> Iterator[Claim]:
    """Every product of a statement."""
    for number in range(len(statement.groups)):
        head = _head(statement, number)
        if head is not None:
            yield from _in_parenthesis(statement, number, head)
    yield from _written_out(statement)


def _head(statement: Statement, number: int) -> Mention | None:
    head = statement.head_of(number)
    if head is None or head.quantity.part:
        return None
    gap = statement.plain(head.end, statement.groups[number].opened)
    return None if len(gap) > _FARTHEST_HEAD or _BREAK.search(gap) else head


def _in_parenthesis(statement: Statement, number: int, head: Mention) -> Iterator[Claim]:
    """`8,215백만원 (2,347천원✕7개월✕500명)`, also where the signs are lost, and with a price."""
    group, factors = statement.groups[number], statement.within(number)
    if len(factors) < 2:
        return
    lead = statement.text[group.opened + 1 : factors[0].start]
    gaps = [statement.plain(a.end, b.start) for a, b in itertools.pairwise(factors)]
    if _SUM.search("".join(gaps)) or _SUM.search(lead):
        return
    tail = statement.text[factors[-1].end : group.closed]
    signed = all(_is_times(gap) for gap in gaps)
    lost = not any(gap.strip() for gap in gaps) and not (lead + tail).strip()
    if (signed or lost) and _LETTERS.fullmatch(lead) and _agree(head, factors):
        yield _claim(statement, head, factors)
    elif not signed and (priced := _priced_factors(head, factors)):
        yield _claim(statement, head, priced)


def _written_out(statement: Statement) -> Iterator[Claim]:
    """`4개 과정 × 25명, 총 100명`, `a × b = c`, `c = a × b`."""
    for number in (None, *range(len(statement.groups))):
        listed = statement.within(number)
        at = 0
        while at < len(listed):
            factors = _chain(statement, listed, at)
            stated = _result(statement, listed, at, at + len(factors))
            if len(factors) > 1 and stated is not None and _agree(stated, factors):
                yield _claim(statement, stated, factors)
            at += len(factors)


def _chain(statement: Statement, listed: Sequence[Mention], at: int) -> list[Mention]:
    """The figure at an index with those that are multiplied with it."""
    found = [listed[at]]
    for mention in listed[at + 1 :]:
        if not _is_times(statement.plain(found[-1].end, mention.start)):
            break
        found.append(mention)
    return found


def _result(
    statement: Statement, listed: Sequence[Mention], first: int, after: int
) -> Mention | None:
    if after < len(listed):
        gap = statement.plain(listed[after - 1].end, listed[after].start)
        if _RESULT.fullmatch(gap) and not listed[after].quantity.part:
            return listed[after]
    if first and re.fullmatch(r"\s*=\s*", statement.plain(listed[first - 1].end,
                                                         listed[first].start)):  # fmt: skip
        return listed[first - 1]
    return None


def _is_times(gap: str) -> bool:
    """A sign between two figures, with a word at most on either side: ` ✕ 인원 `."""
    sign = _TIMES.search(gap)
    if sign is None:
        return False
    before, after = gap[: sign.start()], gap[sign.end() :]
    if sign.group().isalpha() and (before.strip() or after.strip()):
        return False
    return bool(_LETTERS.fullmatch(before) and _LETTERS.fullmatch(after))


def _agree(stated: Mention, factors: Sequence[Mention]) -> bool:
    """One factor has the unit of the product, the others count or are shares."""
    same = [factor for factor in factors if factor.unit == stated.unit]
    others = [factor for factor in factors if factor.unit != stated.unit]
    if stated.unit is None or len(same) != 1 or any(f.quantity.part for f in factors):
        return False
    return all(f.unit == _PERCENT or (is_count(f) and f.unit not in _MONEY) for f in others)


def _priced_factors(head: Mention, factors: Sequence[Mention]) -> list[Mention] | None:
    """A number of things and the price of each: 5개 과제, 과제당 2억원."""
    if len(factors) != 2 or not _agree(head, factors):
        return None
    price, number = sorted(factors, key=lambda factor: factor.unit != head.unit)
    if price.unit not in _MONEY or not is_rate(price) or number.unit == _PERCENT:
        return None
    allowed = {u for word in price.words for u in claim_words().per.get(word, ())}
    things = number.unit in claim_words().things or number.unit == "person"
    return list(factors) if number.unit in allowed or ("*" in allowed and things) else None


def _exact(factor: Mention) -> Mention:
    """A whole number that is multiplied is exact: a price, a number of things."""
    if factor.quantity.value.denominator != 1:
        return factor
    return replace(factor, quantity=replace(factor.quantity, resolution=Fraction()))


def _claim(statement: Statement, stated: Mention, factors: Sequence[Mention]) -> Claim:
    shares = sum(factor.unit == _PERCENT for factor in factors)
    return make(
        statement,
        "product",
        "product",
        stated,
        [("factor", _exact(factor)) for factor in factors],
        factor=Fraction(1, 100**shares),
        formula=" × ".join(printed_text(statement.text, factor) for factor in factors),
    )
