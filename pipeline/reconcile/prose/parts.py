"""Totals with their parts in a parenthesis behind them, before them, or in another unit."""

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.reconcile.prose.build_claim import (
    LETTER,
    comparable,
    is_count,
    is_far_off,
    is_rate,
    is_total,
    make,
    names_no_part,
    says_more,
)
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of, more_behind, signs, times_sign

_FARTHEST_HEAD = 40
"""Letters between a total and the parenthesis with its parts: 120명 양성 및 지원(웹툰 100 …."""
_BREAK = re.compile(rf"[,;:：/|]|\.\s|{any_of(signs().arrows)}")
_EACH = re.compile(r"각각?\s*$|(?<=[가-힣])당\s*$")
_ONLY_FIGURE = re.compile(r"\s*(?:[=≒]|약)?\s*")
_ALL_OF_THEM = re.compile(r"\s*등\s*(?:총|모두|합계)?\s*")
_LONGEST_PAIR = 8
_AGES = ("age", "age_decade")
_BETWEEN_SENTENCES = re.compile(r"[:：;]|[다음함]\.\s")


def sums_of_parts(statement: Statement) -> Iterator[Claim]:
    """`73개(친선 23개, 우호 50개)`: all figures of the parenthesis are parts, each with a name."""
    for number in range(len(statement.groups)):
        head = _head(statement, number)
        parts = _without_ages(statement, statement.within(number))
        if head is None or len(parts) < 2 or not _are_parts(statement, number, head, parts):
            continue
        tail = statement.text[parts[-1].end : statement.groups[number].closed]
        yield make(
            statement,
            "sum_of_parts",
            "sum",
            head,
            [("addend", part) for part in parts],
            complete=not says_more(tail),
        )


def _without_ages(statement: Statement, listed: list[Mention]) -> list[Mention]:
    """An age right before a figure is its name: (0세 3,110명, 1세 4,870명)."""
    names = {
        figure.start
        for figure, following in pairwise(listed)
        if figure.unit in _AGES and not statement.text[figure.end : following.start].strip()
    }
    return [figure for figure in listed if figure.start not in names]


def _head(statement: Statement, number: int) -> Mention | None:
    """The figure whose parts a parenthesis lists."""
    head = statement.head_of(number)
    if head is None or head.quantity.part in ("from", "ratio"):
        return None
    gap = statement.plain(head.end, statement.groups[number].opened)
    if len(gap) > _FARTHEST_HEAD or _BREAK.search(gap):
        return None
    # A number that was not read stands nearer: the parts may be its own.
    return None if statement.unread(head.end, statement.groups[number].opened) else head


def _are_parts(statement: Statement, number: int, head: Mention, parts: list[Mention]) -> bool:
    at = statement.groups[number].opened + 1
    group = statement.groups[number]
    if times_sign().search(statement.inside(number)) or statement.unread(
        group.opened, group.closed
    ):
        return False
    dated = 0
    for part in parts:
        if not _is_part(statement.plain(at, part.start), head, part):
            return False
        dated += part.quantity.period is not None and part.quantity.unit_source != "list"
        at = part.end
    if dated == len(parts) and not is_total(head):
        return False  # figures of years, not parts
    inherited = all(part.quantity.unit_source == "list" for part in parts)
    if inherited and _is_split(head, parts):
        return False
    return (inherited and not is_count(head)) or not is_far_off(head, parts)


def _is_part(label: str, head: Mention, part: Mention) -> bool:
    """A figure with a name before it, of the unit of the whole, that is no price and no bound."""
    if not LETTER.search(label) or names_no_part(label) or _EACH.search(label):
        return False
    return comparable(head, part) and not part.quantity.part and not is_rate(part)


def _is_split(head: Mention, parts: list[Mention]) -> bool:
    """국비 50, 시비 50: bare numbers that make 10 or 100, and not the figure before them."""
    bare = sum((part.quantity.value for part in parts), Fraction())
    return bare in (10, 100) and is_far_off(head, parts)


def restatements(statement: Statement) -> Iterator[Claim]:
    """`1,124천㎡(약 34만평)`: the same figure in another printed unit."""
    for number, group in enumerate(statement.groups):
        head, inside = statement.head_of(number), statement.within(number)
        if head is None or len(inside) != 1 or head.end != group.opened:
            continue
        same = inside[0]
        around = statement.text[group.opened + 1 : same.start]
        alone = _ONLY_FIGURE.fullmatch(around) and same.end == group.closed
        other = same.quantity.unit_raw not in (None, head.quantity.unit_raw)
        if alone and other and head.unit == same.unit and not is_far_off(head, inside):
            yield make(statement, "restated", "equivalence", head, [("addend", same)])


def running_totals(statement: Statement) -> Iterator[Claim]:
    """`'21년 2개소 운영, '22년 5개소 개관, 총 7개소`: figures in a row, then their total."""
    listed = statement.within(None)
    for index, total in enumerate(listed):
        if not is_total(total):
            continue
        parts = _before(statement, listed[:index], total)
        if len(parts) < 2 or is_far_off(total, parts):
            continue
        between = statement.plain(parts[-1].end, total.start)
        yield make(
            statement,
            "running_total",
            "sum",
            total,
            [("addend", part) for part in parts],
            complete=not more_behind().search(between) or _exhaustive(statement, parts),
        )


def _exhaustive(statement: Statement, parts: list[Mention]) -> bool:
    """Two parts whose names are all there is: 남 120명, 여 80명 등 총 200명."""
    if len(parts) != 2:
        return False
    named = [
        statement.text[max(part.start - _LONGEST_PAIR, statement.start) : part.start].rstrip()
        for part in parts
    ]
    return any(
        all(text.endswith(name) for text, name in zip(named, pair, strict=True))
        for pair in claim_words().exhaustive
    )


def _before(statement: Statement, listed: list[Mention], total: Mention) -> list[Mention]:
    """The figures of the total's unit in one row right before it."""
    parts: list[Mention] = []
    following = total
    for part in reversed(listed):
        between = statement.plain(part.end, following.start)
        if (
            not comparable(total, part)
            or part.quantity.part
            or is_rate(part)
            or is_total(part)
            or not ("," in between or (not parts and _ALL_OF_THEM.fullmatch(between)))
            or _BETWEEN_SENTENCES.search(between)
            or times_sign().search(between)
        ):
            break
        parts.insert(0, part)
        following = part
    return parts
