"""Remainders: a number of things behind 잔여 or 나머지, where all of them are said before it."""

import itertools
import re
from collections.abc import Iterator

from pipeline.document.readable import closed
from pipeline.reconcile.prose.build_claim import make
from pipeline.reconcile.prose.changes import changed_pairs
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of

_LEAD = re.compile(rf"(?:^|\s){any_of(claim_words().remaining)}\s*\S{{0,6}}\s*$")
_NEAR = 8
_BESIDE = re.compile(rf"(?:^|[\s,(]){any_of(claim_words().remaining)}\s*$")
_OF = re.compile(r"\s*중\s*")


def remainders(statement: Statement) -> Iterator[Claim]:
    """`시설 : 32개 중 11개 → 19개`, and after it `잔여 대상(시설 13개)`: 32 − 19 are left."""
    yield from _claims_in_sentence(statement)
    for number, group in enumerate(statement.groups):
        if not _LEAD.search(statement.text[statement.start : group.opened]):
            continue
        for left in statement.within(number):
            above = statement.above  # the item before, with those below it
            items = [above, *(one for one in above.below if one is not statement)] if above else []
            pairs = [
                pair
                for earlier in [*items, *statement.earlier]
                for pair in _wholes(earlier)
                if left.quantity.part is None and _is_same(left, pair[0])
            ]
            if len(pairs) == 1:
                whole, done = pairs[0]
                yield make(statement, "difference", "difference", left,
                           [("minuend", whole), ("subtrahend", done)])  # fmt: skip


def _claims_in_sentence(statement: Statement) -> Iterator[Claim]:
    """`410㎞ 중 155㎞ 완료, 잔여 255㎞`: in the same sentence."""
    pairs = list(_wholes(statement))
    for left in statement.within(None):
        before = statement.text[max(left.start - _NEAR, statement.start) : left.start]
        fitting = [(w, d) for w, d in pairs if d.end <= left.start and w.unit == left.unit]
        if len(fitting) == 1 and left.quantity.part is None and _BESIDE.search(before):
            yield make(statement, "difference", "difference", left,
                       [("minuend", fitting[0][0]), ("subtrahend", fitting[0][1])])  # fmt: skip


def _wholes(statement: Statement) -> Iterator[tuple[Mention, Mention]]:
    """Each number of all, with how many of them there are now: 32개 중 11개 → 19개."""
    listed = statement.mentions
    later = dict(changed_pairs(statement))
    for whole, part in itertools.pairwise(listed):
        between = statement.text[whole.end : part.start]
        if _OF.fullmatch(between) and whole.unit == part.unit and whole.quantity.part is None:
            yield whole, later.get(part, part)


def _is_same(left: Mention, whole: Mention) -> bool:
    """Of one unit, and of one name or a short form of it: 고가품 of 고가 물품."""
    short, name = (closed("".join(m.quantity.meaning.label[-1:])) for m in (left, whole))
    if left.unit != whole.unit or not short or not name:
        return False
    letters = iter(name)
    return (short[0], short[-1]) == (name[0], name[-1]) and all(one in letters for one in short)
