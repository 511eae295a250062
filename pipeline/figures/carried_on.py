"""The words that a figure takes from another one of its statement.

What belongs here: which words go on, to the figure before or behind. What does not: the words
beside each figure (`reading`).
"""

import re
from collections.abc import MutableMapping, Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.figures.said import Said
from pipeline.figures.tree import Node, has_dates
from pipeline.figures.wording import clean, is_done, is_vague
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.units import modifiers

_GOES_ON = frozenset((*modifiers().up, *modifiers().down))
_SHARING = (re.compile(r"[·‧∙․ㆍ/]?"), re.compile(r"[,·‧∙․ㆍ/\s]*"))
"""Between figures that share a tail: 1,315팀·5,329명 육성; dated: '23년 3개, '24년 5개 교체."""
_TO_WHOM = ("에게", "에")
"""Between whom something went to and how much: 1,873명에게 512억원 지급."""
_LONGEST_TAIL = 14
_LISTED = re.compile(r"[,·‧∙․ㆍ]\s*[^\s0-9][^,;:()]*$")
"""Between figures of which the same is done: 5대, 수소차 3대 보급."""


def share_tails(
    said: MutableMapping[int, Said],
    nodes: Sequence[Node],
    units: Sequence[str | None],
    text: str,
) -> None:
    """1,315팀·5,329명 창업기업 육성: a figure without words takes those of the next one.

    Args:
        said: the words of each figure, by its index; those of some are replaced.
    """
    figures = [at for at, n in enumerate(nodes) if n.kind == "figure"]
    done = _done_behind(nodes, figures[-1], text) if figures else ""
    for first, last in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        left, right = nodes[first], nodes[last]
        between = nodes[first + 1 : last]
        alike = units[left.index] == units[right.index]
        printed = "".join(text[n.start : n.end] for n in between if n.kind != "date").strip()
        told = said[left.index]
        if not told.own:
            if _SHARING[alike and has_dates(between)].fullmatch(printed):
                of_next = said[right.index]
                said[left.index] = replace(told, label=of_next.label, own=of_next.own)
            continue
        if not printed or printed in _TO_WHOM:
            done = _tail(nodes, last, text)
        listed = not printed or printed in _TO_WHOM or (alike and _LISTED.match(printed))
        if not done or not listed or is_done(told.own):
            done = _done_behind(nodes, first, text)
            continue
        label = tuple(f"{part} {done}" if part == told.own else part for part in told.label)
        said[left.index] = replace(told, label=label, own=f"{told.own} {done}")


def _tail(nodes: Sequence[Node], at: int, text: str) -> str:
    """The words behind the second of two figures side by side: 12개소 340실 전수 조사."""
    behind = nodes[at + 1] if at + 1 < len(nodes) else None
    goes_on = [node.kind for node in nodes[at + 2 : at + 3]] == ["figure"]
    if behind is None or behind.kind != "words" or goes_on:
        return ""
    words = clean(text[behind.start : behind.end])
    return words if len(words) <= _LONGEST_TAIL else ""


def _done_behind(nodes: Sequence[Node], at: int, text: str) -> str:
    """What is done with a figure, and those listed before it: 전기차 5대, 수소차 3대 보급."""
    behind = nodes[at + 1] if at + 1 < len(nodes) else None
    if behind is None or behind.kind != "words" or text[behind.start : behind.start + 1] != " ":
        return ""
    words = clean(text[behind.start : behind.end])
    return words if words and is_vague(words) else ""


def label_behind_arrow(label: tuple[str, ...], name: str) -> tuple[str, ...]:
    """End at an arrow what held up to it: (기존) 10인 ⇨ (변경) 30인."""
    parts = (name if closed(part) in meaning().former else part for part in label)
    return tuple(part for part in parts if part)


def compares(own: str) -> bool:
    """A figure that is only said to be of the year before, or to rise or fall."""
    return closed(own) in _GOES_ON or closed(own) in meaning().year_before


def meaning_of_compared(last: Said) -> Said:
    """Give a figure that only compares the subject of the other: 전년 동기 443명 대비 14명 증가."""
    kept = tuple(part for part in last.label if closed(part) not in meaning().year_before)
    return replace(last, label=kept or last.label, dated=False)
