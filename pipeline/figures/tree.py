"""A statement as a tree: words, figures, dates, brackets and the marks between them.

One pass over a stretch of text, in linear time. What belongs here: the parts, and what sort of mark
stands between them. What does not: what a part says (`reading`).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.brackets import CLOSING, OPENING, PAIRS
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.meaning import meaning

_DEEPEST = 20
"""Brackets in brackets that are told apart; further ones are no structure of a sentence."""

# In the order in which they are tried. A dot or slash inside a word is one of its letters.
_MARK = re.compile(
    r"(?P<statement>※|(?<=[\s)])[*＊](?![*＊])|(?<=\s)[*＊]{2}(?=\s)|\t|\r?\n\r?\n|<[^<>]{1,60}>|[\ue000-\uf8ff]|(?<=[\s)])[□○❖■●◾◼▪▫◆◇◈]|(?<=[가-힣])\.\s)"
    r"|(?P<clause>;|[▲▴▸▹▻▷►▶‣☞↳|｜]|/(?=\s)|\s//?\s|\s/(?=[가-힣]{2,8}\s?[:：]))"
    r"|(?P<arrow>\s*(?:[→⇒⇨➡➔⟶＞]|[-=]>)\s*)"
    r"|(?P<segment>(?<=[가-힣])\s중\s(?=\S)|[↑↓](?=\s*[가-힣])|(?<![0-9]),|,(?![0-9])|[、，]|\s?[+＋✚➕=＝×✕✖]\s?)"
    r"|(?P<colon>\s*(?:[:：](?![0-9])|(?<![0-9])[:：])\s*)"
    r"|(?P<dash>\s[-–－―]\s)"
    r"|(?P<both>\s(?:및|또는|혹은)\s)"
    r"|(?P<line>[ \t]*\r?\n)"
    r"|(?P<dot>[·‧∙․ㆍ･/])"
    rf"|(?P<open>[{re.escape(OPENING)}])|(?P<close>[{re.escape(CLOSING)}])"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The place of a figure and the words that modify it; a range or ratio is one place."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """Indexes of its quantities."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a statement."""

    kind: str
    """words, figure, date, bracket or mark."""
    start: int
    end: int
    sort: str = ""
    """Of a mark: statement, clause, arrow, segment, colon, dash, both or dot. Of a date: event."""
    index: int = -1
    """Of a figure among the places, of a date among the dates."""
    inner: tuple["Node", ...] = ()
    """Of a bracket."""


def parse(
    text: str, span: Span, places: Sequence[Place], dates: Sequence[Span]
) -> tuple[Node, ...]:
    """The parts of a stretch of text, in order.

    Args:
        text: the canonical text.
        span: the stretch.
        places: the figures that stand in it, in order.
        dates: the dates that stand in it, in order.
    """
    fixed = [Node("figure", p.start, p.end, index=i) for i, p in enumerate(places)]
    fixed += [Node("date", d.start, d.end, index=i) for i, d in enumerate(dates)]
    fixed.sort(key=lambda node: node.start)
    flat: list[Node] = []
    at = span.start
    for node in fixed:
        if node.start >= at:  # else it is a part of the one before: a year that counts
            flat += _between(text, at, node.start, span.start)
            flat.append(node)
            at = node.end
    flat += _between(text, at, span.end, span.start)
    return _nest(text, flat)


def _between(text: str, start: int, end: int, span_start: int) -> Iterator[Node]:
    """The words and marks of a stretch without figures and dates."""
    at, begun = start, start > span_start
    for match in _MARK.finditer(text, start, end):
        sort = match.lastgroup or ""
        if sort == "line" and (match.start() > at or not begun):
            continue  # the line goes on below: only behind a figure or a bracket it ends
        if sort == "dot" and not _parts(text, match, start, end):
            continue
        sort = "segment" if sort == "line" else sort
        if at < match.start():
            yield Node("words", at, match.start())
        yield Node("mark", match.start(), match.end(), sort)
        at, begun = match.end(), sort == "close"
    if at < end:
        yield Node("words", at, end)


def _parts(text: str, dot: re.Match[str], start: int, end: int) -> bool:
    """A dot or slash parts only beside a figure, a bracket or a space; in a word it is a letter."""
    left = text[dot.start() - 1 : dot.start()]
    right = text[dot.end() : dot.end() + 1]
    beside = dot.start() == start or dot.end() == end
    return beside or not (left.isalnum() and right.isalnum())


def _nest(text: str, flat: Sequence[Node]) -> tuple[Node, ...]:
    """Brackets that close hold what stands in them; others are left out."""
    levels: list[list[Node]] = [[]]
    opened: list[Node] = []
    waiting: Counter[str] = Counter()
    for node in flat:
        if node.sort == "open":
            if len(opened) < _DEEPEST:
                opened.append(node)
                levels.append([])
                waiting[PAIRS[text[node.start]]] += 1
        elif node.sort == "close":
            if not waiting[text[node.start]]:
                continue
            fits = next(
                i
                for i, o in enumerate(reversed(opened))
                if PAIRS[text[o.start]] == text[node.start]
            )
            waiting.subtract(PAIRS[text[o.start]] for o in opened[len(opened) - fits - 1 :])
            _unwrap(levels, fits)
            inner = _with_events(text, levels.pop())
            begin = opened[-fits - 1].start
            del opened[-fits - 1 :]
            levels[-1].append(Node("bracket", begin, node.end, text[begin], inner=inner))
        else:
            levels[-1].append(node)
    _unwrap(levels, len(opened))
    return tuple(levels[0])


def _with_events(text: str, inner: Sequence[Node]) -> tuple[Node, ...]:
    """The date of (’21. 5월 개관) is that of an event: the figures behind it are of another day."""
    if len(inner) != 2 or [node.kind for node in inner] != ["date", "words"]:
        return tuple(inner)
    date, words = inner
    event = closed(text[words.start : words.end]).endswith(meaning().once)
    return (replace(date, sort="event") if event else date, words)


def _unwrap(levels: list[list[Node]], deepest: int) -> None:
    """The text behind brackets that do not close goes on with what is before them."""
    first = len(levels) - deepest
    for level in levels[first:]:
        levels[first - 1].extend(level)
    del levels[first:]


def has_figures(nodes: Iterable[Node]) -> bool:
    """A figure stands among them, or in one of their brackets."""
    return any(n.kind == "figure" or (n.inner and has_figures(n.inner)) for n in nodes)


def figures_in(node: Node) -> Iterator[int]:
    """Indexes of the figures of a bracket, those of its brackets too."""
    for part in node.inner:
        if part.kind == "figure":
            yield part.index
        yield from figures_in(part)


def has_dates(nodes: Iterable[Node]) -> bool:
    """A date stands among them, or in one of their brackets."""
    return any(n.kind == "date" or (n.inner and has_dates(n.inner)) for n in nodes)


def split(nodes: Sequence[Node], *sorts: str) -> list[list[Node]]:
    """The stretches between marks of some sorts; empty ones are left out."""
    found: list[list[Node]] = [[]]
    for node in nodes:
        if node.kind == "mark" and node.sort in sorts:
            found.append([])
        else:
            found[-1].append(node)
    return [part for part in found if part]
