"""Totals with their parts in the items right below them."""

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.document.bullets import note_marks, without_marks
from pipeline.document.digits import YEAR_MARK
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.reconcile.prose.build_claim import (
    LETTER,
    comparable,
    is_count,
    is_far_off,
    is_rate,
    make,
    names_no_part,
)
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement
from pipeline.rules.claim import Claim
from pipeline.vocabulary.programs import programs
from pipeline.vocabulary.signs import more_behind

_LABEL = re.compile(r"[^:：]*[:：]")
_LABEL_COUNT = re.compile(r"\s*\)\s*[:：]")
_YEAR = re.compile(rf"{YEAR_MARK}?\s?[0-9]{{2,4}}\s?년?(?:도|까지|이후)?")


def sums_of_items(statement: Statement) -> Iterator[Claim]:
    """`소요예산 : 900백만원`, and below it `인건비 : 700백만원` and `관리비 : 200백만원`."""
    below = [item for item in statement.below if item.marker not in note_marks()]
    heads = [mention for mention in statement.mentions if mention.quantity.part is None]
    if len(below) == 1:
        yield from _of_list(statement, heads, below[0])
        if (same := _only_item(statement, heads, below[0])) is not None:
            yield same
    elif len(below) > 1:
        yield from _of_items(statement, heads, below)
    elif statement.following is not None and not statement.below:
        ends = [m for m in heads if not statement.text[m.end : statement.end].strip()]
        if _is_bare_list(statement.following):
            yield from _of_list(statement, ends, statement.following)


def _last_of_unit(heads: Sequence[Mention]) -> list[Mention]:
    """Of several figures of one unit and depth, the one nearest to the items."""
    found = {(head.unit, head.group is None): head for head in heads}
    return [head for head in heads if found[head.unit, head.group is None] is head]


def _of_items(
    statement: Statement, heads: Sequence[Mention], below: Sequence[Statement]
) -> Iterator[Claim]:
    """Each of the first items has a label and one figure of the total's unit; later ones none."""
    for head in _last_of_unit(heads):
        values = [_value(item, head) for item in below]
        count = next((i for i, value in enumerate(values) if value is None), len(values))
        parts = [value for value in values[:count] if value is not None]
        if len(parts) < 2 or any(_mentions(item, head) for item in below[count:]):
            continue
        if not is_count(head) and not _is_budget(statement, head):
            continue
        if is_far_off(head, parts):
            continue
        yield make(statement, "sum_of_items", "sum", head, [("addend", part) for part in parts],
                   complete=not _says_more(below[count - 1]))  # fmt: skip


def _value(item: Statement, head: Mention) -> Mention | None:
    """The one figure of an item that can be a part: at the total's depth, or with the label."""
    label = _LABEL.match(item.text, item.start, item.end)
    if label is None or not item.mentions:
        return None
    first = item.mentions[0]
    name = without_marks(item.text, Span(item.start, label.end())).of(item.text)
    if names_no_part(name) or _YEAR.fullmatch(closed(name).strip(":：")):
        return None
    if first.group is not None and _LABEL_COUNT.match(item.text, first.end):
        fits = comparable(head, first) or (first.quantity.unit_raw is None and is_count(head))
        return first if fits and item.groups[first.group].outer is None else None
    if first.start < label.end():
        return None
    fitting = _mentions(item, head)
    if len(fitting) != 1 or is_rate(fitting[0]) or fitting[0].quantity.part:
        return None
    return fitting[0]


def _mentions(item: Statement, head: Mention) -> list[Mention]:
    """Figures of an item that could be parts of a total, as deep in parentheses as it is."""
    return [
        mention
        for mention in item.mentions
        if comparable(head, mention) and (mention.group is None) == (head.group is None)
    ]


def _is_budget(statement: Statement, head: Mention) -> bool:
    label = closed(statement.text[statement.start : head.start])
    return head.group is None and any(word in label for word in programs().budget)


def _says_more(item: Statement) -> bool:
    shown = item.plain(item.start, item.end).rstrip()
    return any(match.end() == len(shown) for match in more_behind().finditer(shown))


def _of_list(statement: Statement, heads: Sequence[Mention], listed: Statement) -> Iterator[Claim]:
    """One item below lists `label value, label value`, or several values an entry."""
    entries = _entries(listed)
    outside = [head for head in heads if head.group is None] or heads
    for head in _last_of_unit(outside):
        parts = [[m for m in entry if comparable(head, m)] for entry in entries]
        if len(parts) < 2 or any(len(part) != 1 for part in parts):
            continue
        addends = [part[0] for part in parts]
        if any(is_rate(part) or part.quantity.part for part in addends) or is_far_off(
            head, addends
        ):
            continue
        yield make(statement, "sum_of_items", "sum", head, [("addend", part) for part in addends],
                   complete=not _says_more(listed))  # fmt: skip


def _entries(item: Statement) -> list[list[Mention]]:
    """Figures of each entry of a list; what has no words of its own belongs to the one before.

    Empty where the item is no list: an entry without a figure, or none at all.
    """
    figures = item.within(None)
    slashes = any("/" in item.plain(a.end, b.start) for a, b in itertools.pairwise(figures))
    entries: list[list[Mention]] = []
    at = item.start
    for mention in figures:
        before = item.plain(at, mention.start)
        label = LETTER.search(before) is not None
        begins = not entries or ("/" in before if slashes else "," in before and label)
        if begins and not label:
            return []
        if not begins and "," not in before and not slashes:
            return []  # 18개 협회 719명: no list of parts
        if before.count(",") > 1:
            return []
        if begins:
            entries.append([])
        entries[-1].append(mention)
        at = mention.end
    return entries


def _is_bare_list(item: Statement) -> bool:
    """Nothing but labels with one figure each: 의류봉제 756개, 기계금속 95개."""
    entries = _entries(item)
    outside = item.within(None)
    return (
        len(entries) > 1
        and len(outside) == len(item.mentions) == len(entries)
        and not item.text[outside[-1].end : item.end].strip()
        and not item.below
    )


def _only_item(statement: Statement, heads: Sequence[Mention], item: Statement) -> Claim | None:
    """A budget with one item below it is that item."""
    outside = [head for head in heads if head.group is None]
    if len(outside) != 1 or not _is_budget(statement, outside[0]) or is_count(outside[0]):
        return None
    same = _value(item, outside[0])
    if same is None or is_far_off(outside[0], [same]) or len(item.within(None)) != 1:
        return None
    return make(statement, "restated", "equivalence", outside[0], [("addend", same)],
                complete=not _says_more(item))  # fmt: skip
