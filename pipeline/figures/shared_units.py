"""Bare numbers and the unit they share: ranges, changes, lists, series, columns.

What belongs here: from which neighbour or heading a number without unit takes one. What does not:
reading the units themselves.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.brackets import QUOTES, read_brackets
from pipeline.document.document import Document
from pipeline.figures.announced_units import Surroundings
from pipeline.figures.scan import Signed
from pipeline.figures.sums import parts_below, summed_parts
from pipeline.vocabulary.units import Unit, units

_RANGE = re.compile(r"\s*[~∼～〜]\s*$|-$")
_CHANGE = re.compile(r"\s*(?:→|⇒|⇨|➡|->|＞)\s*$")
_BESIDE = re.compile(r"\s?/\s?$")
_RATIO = re.compile(r"\s?:\s?$")
_LINKS = (("range", _RANGE), ("change", _CHANGE), ("beside", _BESIDE), ("ratio", _RATIO))
_LONGEST_LINK = 5
_LONGEST_PARENTHESIS = 300
_NO_HEAD = frozenset(
    ["percent", "percentage_point", "point", "year", "month", "week", "day", "night", "hour"]
)
"""Units whose parts are not listed in parentheses behind them."""


@dataclass(frozen=True)
class Share:
    """The unit of a number, and where it comes from."""

    unit: Unit | None
    scale: int
    """Powers of ten that come with the unit, beyond the number's own."""
    unit_raw: str | None
    source: str | None
    """own, range, change, beside, list, series, heading, caption, implied; None without unit."""
    part: str | None = None
    """low, high, from, to or ratio: its place in a range, a change, a proportion (7:3)."""
    head: int | None = None
    """Index of the amount whose parts are listed."""


def share_units(document: Document, amounts: Sequence[Signed], around: Surroundings) -> list[Share]:
    """The unit of every amount, in order."""
    shares = [_own(signed) for signed in amounts]
    links = _links(document.text, amounts)
    for index in range(len(amounts) - 1, -1, -1):
        if link := links.get(index):
            shares[index] = _share_with_left(shares[index], amounts[index], shares[index + 1],
                                    amounts[index + 1], link)  # fmt: skip
    for index, link in sorted(links.items()):
        shares[index + 1] = _linked_back(shares[index + 1], shares[index], link)
    totals = [_listed_total(*both) for both in zip(amounts, shares, strict=True)]
    cells = [around.cell(signed.start) for signed in amounts]
    listed = parts_below(document.text, amounts, totals, cells)
    for index, head in (summed_parts(document.text, amounts, totals) | listed).items():
        shares[index] = _unit_of_parts(amounts, shares, index, head) or shares[index]
    for index in range(len(amounts)):
        if shares[index].unit is None:
            shares[index] = _from_context(document, amounts, shares, index, around) or shares[index]
    for index, link in sorted(links.items(), reverse=True):
        shares[index] = _share_with_left(shares[index], amounts[index], shares[index + 1],
                                amounts[index + 1], link)  # fmt: skip
    return shares


def _own(signed: Signed) -> Share:
    amount = signed.amount
    return Share(amount.unit, 1, amount.unit_raw, "own" if amount.unit else None)


def _links(text: str, amounts: Sequence[Signed]) -> dict[int, str]:
    """Amounts that are one end of a range or change with the next one."""
    found = {}
    for index, (left, right) in enumerate(itertools.pairwise(amounts)):
        between = text[left.amount.end : right.start]
        if len(between) > _LONGEST_LINK or left.line != right.line:
            continue
        for kind, pattern in _LINKS:
            if pattern.match(between):
                found[index] = kind
                break
    return found


_MOST_PARTS = 200
"""Figures that a list in parentheses has at most; a table in brackets has 60."""
_BARE_POWERS = (None, "천", "만", "십만", "백만", "천만")
_PARTS = {
    "range": ("low", "high"),
    "change": ("from", "to"),
    "beside": (None, None),
    "ratio": ("ratio", "ratio"),
}


def _share_with_left(left: Share, own: Signed, right: Share, other: Signed, link: str) -> Share:
    """The left end takes what the right one has: 3,500→4,500원, 2백만~2천만 달러, 1~2억원."""
    part = left.part if left.part == "to" else _PARTS[link][0]
    own_raw = own.amount.unit_raw
    known = right.unit is not None and (link in ("range", "change") or right.source == "own")
    if link == "ratio" or left.unit is not None or not known or own_raw not in _BARE_POWERS:
        return replace(left, part=part)
    assert right.unit is not None
    if own_raw is not None:  # 2백만~2천만 달러
        return Share(right.unit, 1, own_raw + right.unit.printed, link, part, left.head)
    return Share(
        right.unit, other.amount.scale * right.scale, right.unit_raw, link, part, left.head
    )


def _linked_back(right: Share, left: Share, link: str) -> Share:
    """The right end takes what only the left one has: 10명→30."""
    part = _PARTS[link][1] or right.part
    both = link in ("range", "change")
    if both and right.unit is None and right.unit_raw is None and left.source == "own":
        return Share(left.unit, left.scale, left.unit_raw, link, part)
    return replace(right, part=part)


def _listed_total(signed: Signed, share: Share) -> Fraction | None:
    """The figure of an amount in the power of ten of its listed parts: 318 of 318억."""
    unit = share.unit
    if unit is None or unit.canonical in _NO_HEAD or share.part is not None:
        return None
    whole = signed.amount.normalized(unit, share.scale)
    return whole / (signed.amount.listed_scale * share.scale * unit.factor)


def _from_context(
    document: Document,
    amounts: Sequence[Signed],
    shares: Sequence[Share],
    index: int,
    around: Surroundings,
) -> Share | None:
    signed, share = amounts[index], shares[index]
    if share.part == "ratio":
        return None
    aside = around.aside(signed.start)
    head = None if aside else list_head(document, amounts, shares, index)
    if head is not None or signed.amount.unit_raw is not None:
        return None if head is None else _unit_of_parts(amounts, shares, index, head)
    if printed := around.paired_unit(signed.start):
        return Share(units()[printed], 1, printed, "implied", share.part)
    announced = around.announced_unit(signed.start)
    if announced is None:
        return None
    return Share(announced.unit, 1, announced.unit.printed, announced.source, share.part)


def _unit_of_parts(
    amounts: Sequence[Signed], shares: Sequence[Share], index: int, head: int
) -> Share | None:
    """The unit of a part from the total whose parts are listed.

    A counter of several meanings is plain where the total has the same, 116동 정비(폐가 105동, …),
    and so is a power of ten without one: 152천회(민 118천, …).
    """
    amount, total, own = amounts[head].amount, shares[head], amounts[index].amount.unit_raw
    part = shares[index].part
    if own is not None:
        printed = total.unit.printed if total.unit and own in _BARE_POWERS else ""
        same = total.unit_raw == own + printed
        return Share(total.unit, 1, total.unit_raw, "list", part, head) if same else None
    raw = total.unit_raw and amount.closing + total.unit_raw
    return Share(total.unit, amount.listed_scale * total.scale, raw, "list", part, head)


def list_head(
    document: Document, amounts: Sequence[Signed], shares: Sequence[Share], index: int
) -> int | None:
    """Index of the amount before the parenthesis a number stands in: 41억원(센터 7, 박물관 23)."""
    signed = amounts[index]
    opened = open_parenthesis(document, signed.start, signed.line)
    if opened is None:
        return None
    line = document.lines[signed.line - 1]
    lines = {signed.line}
    if not document.text[line.start : opened].strip():
        above = next((line.no for line in document.lines_before(opened)), signed.line)
        lines = {above}
    for before in range(index - 1, max(index - _MOST_PARTS, 0) - 1, -1):
        candidate = amounts[before]
        if candidate.amount.end > opened:
            continue
        if candidate.line not in lines:
            return None
        unit = shares[before].unit
        if unit is not None and unit.canonical not in _NO_HEAD:
            return before
    return None


def open_parenthesis(document: Document, at: int, line: int) -> int | None:
    """The place where the innermost parenthesis opens that a character of a line stands in."""
    begin = max(document.lines[line - 1].start, at - _LONGEST_PARENTHESIS)
    unclosed = read_brackets(document.text, begin, at).unclosed
    return next((o for o in reversed(unclosed) if document.text[o] not in QUOTES), None)
