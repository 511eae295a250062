"""Numbers of things, with the things themselves listed behind them or right below."""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.bullets import without_marks
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.reconcile.prose.build_claim import is_rate, make_count
from pipeline.reconcile.prose.mentions import Mention
from pipeline.reconcile.prose.names import Names, read_names
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim, whole
from pipeline.vocabulary.claims import claim_words
from pipeline.vocabulary.signs import any_of, signs

_COUNTED = ("occurrence", "person")
"""Units, beside things, whose number a list of names or days can show."""
_MOST = 50
_NEAR = 5
"""A list with up to a fifth more or fewer names is about the number; any other describes it."""
_GAP = re.compile(rf"(?:(?!{any_of(signs().arrows)})[^0-9,;:：()\[\]]){{0,14}}[(\[]")
_AFTER_LABEL = re.compile(r"\s*\)\s*[:：]\s*")
_LABELLED = re.compile(r"(?P<label>[^:：,()]{2,20}?)\s*[:：]\s*")


def listings(statement: Statement) -> Iterator[Claim]:
    """Every number of a statement whose things are listed."""
    for mention in statement.mentions:
        if not can_count(mention):
            continue
        found = _in_parenthesis(statement, mention) or _behind_label(statement, mention)
        if found and is_about(len(found.names), mention):
            yield _claim(statement, mention, found.names, found.span)
    yield from _below(statement)


def can_count(mention: Mention) -> bool:
    """True when a figure says how many things there are, few enough to be listed."""
    quantity = mention.quantity
    bare = quantity.unit_raw is None and quantity.part is None
    counted = mention.unit in claim_words().things or mention.unit in _COUNTED
    exact = quantity.resolution == 0 or bare
    return (
        (counted or bare)
        and exact
        and quantity.part is None
        and not is_rate(mention)
        and 2 <= mention.value <= _MOST
    )


def is_about(number: int, mention: Mention) -> bool:
    """True when a list of so many is meant by a figure, right or not."""
    return abs(number - mention.value) * _NEAR <= mention.value and number > 1


def _claim(statement: Statement, mention: Mention, names: Sequence[str], place: Span) -> Claim:
    return make_count(
        statement, "listed", mention, [(whole(len(names)), place)], listed=", ".join(names)
    )


def _in_parenthesis(statement: Statement, mention: Mention) -> Names | None:
    """`4개 기술교육원 (중부, 남부, 동부, 북부)`."""
    group = next((g for g in statement.groups if g.opened >= mention.end), None)
    if group is None or not _GAP.fullmatch(statement.text[mention.end : group.opened + 1]):
        return None
    if any(group.opened < m.start < group.closed for m in statement.mentions):
        return None  # parts with figures of their own
    return read_names(statement.text, Span(group.opened + 1, group.closed))


def _behind_label(statement: Statement, mention: Mention) -> Names | None:
    """`의장(2개) : 시티넷, 세계스마트시티기구`."""
    match = _AFTER_LABEL.match(statement.text, mention.end, statement.end)
    if match is None or mention.group is None:
        return None
    return read_names(statement.text, Span(match.end(), statement.end))


def _below(statement: Statement) -> Iterator[Claim]:
    """The first item below is nothing but names: of the last number above, or of its label."""
    counts = [mention for mention in statement.mentions if can_count(mention)]
    if not counts or not statement.below:
        return
    item = statement.below[0]
    begin = without_marks(item.text, Span(item.start, item.end)).start
    label = _LABELLED.match(item.text, begin, item.end)
    names = read_names(item.text, Span(label.end() if label else begin, item.end))
    if names is None or (not label and _names_too(statement.below[1:])):
        return
    if label:
        named = [m for m in counts if _is_named(m.quantity.label or "", label["label"])]
        if len(named) == 1 and is_about(len(names.names), named[0]):
            yield _claim(statement, named[0], names.names, names.span)
        return
    last = counts[-1]
    if not is_about(len(names.names), last):
        return
    yield _claim(statement, last, names.names, names.span)
    if names.marks and len(counts) > 1 and _stands_before(statement, counts[-2], last):
        yield _claim(statement, counts[-2], names.marks, names.span)


def _is_named(label: str, name: str) -> bool:
    """A figure has a name, alone or before what is done with it: 직무분야, 직무분야 확정."""
    return closed(label) == closed(name) or label.startswith(f"{name} ")


def _names_too(items: Sequence[Statement]) -> bool:
    """Another item is a list of names as well: the first is not all of them."""
    return any(
        read_names(item.text, without_marks(item.text, Span(item.start, item.end)))
        for item in items
    )


def _stands_before(statement: Statement, group: Mention, last: Mention) -> bool:
    """`4개국 8개 도시`: the groups right before what is in them."""
    return not statement.text[group.end : last.start].strip() and group.value < last.value
