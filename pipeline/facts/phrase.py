"""A stretch of text as words, amounts, parentheses and marks: what a metric is put together from.

What belongs here: the parts. What does not: what an amount measures (`metric`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.grid import Span
from pipeline.figures.figures import Quantity
from pipeline.figures.wording import with_modifiers
from pipeline.reference.outcomes import counted_noun, outcomes

_MARK = re.compile(
    r"(?P<comma>[,、])|(?P<slash>\s[/|]\s|[;→⇒⇨➡※]|\t|<[^<>]*>)"
    r"|(?P<colon>[:：])|(?P<either>\s또는\s)|(?P<both>\s(?:및|[-–－·‧∙․+])\s)"
)
_BRACKETS = {"(": ")", "[": "]"}
_TOGETHER = ("high", "to", "ratio")


@dataclass(frozen=True)
class Words:
    """Words between the other parts, spaces included."""

    span: Span


@dataclass(frozen=True)
class Amount:
    """A stated amount: one figure, or both ends of a range or change."""

    span: Span
    """With the words that modify it: 총 23개사, 3억 이상."""
    figures: tuple[int, ...]
    """Indexes of its quantities."""
    noun: Span | None
    """The thing in its unit that is counted: 과제 of 277개 과제."""
    bounded: bool
    """It is a bound (이상, 미만) or a range."""


@dataclass(frozen=True)
class Mark:
    """A comma, a colon, a cut between statements (slash), or what joins two (both, either)."""

    span: Span
    sort: str


@dataclass(frozen=True)
class Aside:
    """A parenthesis."""

    span: Span
    inner: tuple["Node", ...]


Node = Words | Amount | Mark | Aside


def parse(text: str, span: Span, amounts: Sequence[Amount]) -> tuple[Node, ...]:
    """The parts of a stretch of text, in order; `amounts` are those that stand in it."""
    return tuple(_nodes(text, span, [a for a in amounts if _in(a.span, span)]))


def amounts_of(
    text: str, quantities: Sequence[Quantity], numbers: Sequence[int], begin: int
) -> list[Amount]:
    """The amounts of a line or cell that begins at `begin`.

    Args:
        text: the canonical text.
        quantities: all quantities of the document.
        numbers: indexes of those of the line or cell, in order.
        begin: where it begins; no modifier is looked for before it.
    """
    found: list[Amount] = []
    for number in numbers:
        quantity = quantities[number]
        bound = not outcomes().bound.isdisjoint((quantity.modifier or "").split())
        start, end = with_modifiers(text, quantity.span, found[-1].span.end if found else begin)
        amount = Amount(
            Span(start, end),
            (number,),
            _noun(text, quantity),
            bound or quantity.part in ("low", "high"),
        )
        if quantity.part in _TOGETHER and found:
            found[-1] = _together(found[-1], amount)
        else:
            found.append(amount)
    return found


def has_amounts(nodes: Sequence[Node]) -> bool:
    """An amount stands among them, or in one of their parentheses."""
    return any(
        isinstance(n, Amount) or (isinstance(n, Aside) and has_amounts(n.inner)) for n in nodes
    )


def split(nodes: Sequence[Node], sort: str) -> list[list[Node]]:
    """The stretches between marks of a sort."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if isinstance(node, Mark) and node.sort == sort:
            found.append([])
        else:
            found[-1].append(node)
    return found


def _in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _together(first: Amount, last: Amount) -> Amount:
    return Amount(
        Span(first.span.start, last.span.end),
        first.figures + last.figures,
        last.noun,
        first.bounded or last.bounded,
    )


def _noun(text: str, quantity: Quantity) -> Span | None:
    noun = counted_noun(quantity.unit_raw or "")
    end = quantity.span.end
    if noun is None or text[end - len(noun) : end] != noun:
        return None
    return Span(end - len(noun), end)


def _nodes(text: str, span: Span, amounts: Sequence[Amount]) -> Iterator[Node]:
    waiting = [a for a in amounts if _in(a.span, span)]
    begin = at = span.start
    while at < span.end:
        node = _node_at(text, at, span, waiting)
        if node is None:
            at += 1
            continue
        if begin < at:
            yield Words(Span(begin, at))
        yield node
        begin = at = node.span.end
    if begin < at:
        yield Words(Span(begin, at))


def _node_at(text: str, at: int, span: Span, amounts: Sequence[Amount]) -> Node | None:
    """The part that begins at a place, if it is not words."""
    if (amount := next((a for a in amounts if a.span.start == at), None)) is not None:
        return amount
    if text[at] in _BRACKETS:
        end = _closing(text, at, span.end)
        inner = Span(at + 1, end - 1)
        return Aside(Span(at, end), tuple(_nodes(text, inner, amounts))) if end > at else None
    match = _MARK.match(text, at, span.end)
    if match is None or match.lastgroup is None:
        return None
    if (
        match.lastgroup == "colon"
        and text[at - 1 : at].isdigit()
        and text[at + 1 : at + 2].isdigit()
    ):
        return None
    return Mark(Span(*match.span()), match.lastgroup)


def _closing(text: str, at: int, end: int) -> int:
    """Behind the bracket that closes the one at a place; the place itself when none does."""
    depth = 0
    for place in range(at, end):
        depth += text[place] in _BRACKETS
        depth -= text[place] in _BRACKETS.values()
        if depth == 0:
            return place + 1
    return at
