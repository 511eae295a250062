"""A stretch of text as words, amounts, parentheses and marks: what a metric is put together from.

What belongs here: the parts. What does not: what an amount measures (`metric`).
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.figures.figures import Quantity
from pipeline.figures.modifiers import with_modifiers
from pipeline.figures.number import Figure
from pipeline.vocabulary.milestones import milestones
from pipeline.vocabulary.outcomes import counted_noun, outcomes

_OPENED_BEHIND = re.compile(r"[ \t]*(?:\r?\n)?[ \t]*\(")
"""A bracket right behind an amount, or at the beginning of the next line."""


def bracket_behind(text: str, at: int) -> Span | None:
    """What stands in the bracket right behind a place, or None where none begins or it is open."""
    match = _OPENED_BEHIND.match(text, at)
    if match is None:
        return None
    depth = 1
    for end in range(match.end(), len(text)):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        if depth == 0:
            return Span(match.end(), end)
        if text[end] == "\n" and text[end + 1 : end + 2] == "\n":
            break
    return None


def _depths(text: str, span: Span) -> list[int]:
    """How many parentheses are open at each character; a line begins with none."""
    depth, found = 0, []
    for letter in span.of(text):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth = max(depth - 1, 0)
        elif letter in "\r\n":
            depth = 0
        found.append(depth)
    return [*found, 0]


_BRACKET_MENTIONS = re.compile(r"[()\[\]（）［］]")
_OPEN = "([（［"


@dataclass(frozen=True)
class Mention:
    """A figure where a statement mentions it."""

    quantity: Quantity
    group: int | None
    """Index of the innermost parenthesis around it, in its statement."""

    @property
    def start(self) -> int:
        """Its first character."""
        return self.quantity.span.start

    @property
    def end(self) -> int:
        """Behind its unit."""
        return self.quantity.span.end

    @property
    def unit(self) -> str | None:
        """Canonical unit."""
        return self.quantity.unit

    @property
    def value(self) -> Fraction:
        """In the canonical unit."""
        return self.quantity.value_normalized

    @property
    def figure(self) -> Figure:
        """Value and precision, in the canonical unit; a bare whole number counts things."""
        bare = self.unit is None and self.value.denominator == 1
        return Figure(self.value, Fraction(0) if bare else self.quantity.resolution)

    @property
    def words(self) -> tuple[str, ...]:
        """The modifiers around it."""
        return tuple((self.quantity.modifier or "").split())


@dataclass(frozen=True)
class Group:
    """A parenthesis of a statement."""

    opened: int
    closed: int
    """Its closing mark."""
    outer: int | None
    """Index of the parenthesis around it."""


def read_groups(text: str, span: Span) -> tuple[Group, ...]:
    """The parentheses that open and close in a stretch, by where they open."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in _BRACKET_MENTIONS.finditer(text, span.start, span.end):
        if match.group() in _OPEN:
            opened.append(match.start())
        elif opened:
            pairs.append((opened.pop(), match.start()))
    pairs.sort()
    found: list[Group] = []
    around: list[int] = []
    for start, end in pairs:
        while around and found[around[-1]].closed < start:
            around.pop()
        found.append(Group(start, end, around[-1] if around else None))
        around.append(len(found) - 1)
    return tuple(found)


def innermost(groups: Sequence[Group], at: int) -> int | None:
    """Index of the innermost parenthesis around a character."""
    index: int | None = bisect_left(groups, at, key=lambda group: group.opened) - 1
    while index is not None and index >= 0 and groups[index].closed <= at:
        index = groups[index].outer
    return None if index == -1 else index


_PAIRS = {
    "(": ")",
    "[": "]",
    "（": "）",
    "「": "」",
    "『": "』",
    "【": "】",
    "〔": "〕",
    "〈": "〉",
}
_BRACKET = re.compile(f"[{re.escape(''.join([*_PAIRS, *_PAIRS.values()]))}]")
_EDGE = " \t\n\r\u3000\u00a0,;/·ㆍ:："
_DURATION = re.compile(r"^총?\s?[0-9]+\s?(?:일|주|개월|년)간?$")
Stretch = tuple[int, int]


@dataclass(frozen=True)
class DateMark:
    """A date of a statement."""

    start: int
    """With the ~ of an open beginning."""
    end: int
    """With the 까지 or 부터 behind it."""
    precision: str
    spoken: bool = False
    """Written without a digit: 상반기."""

    @property
    def fine(self) -> bool:
        """A day or a month, not a longer part of a year."""
        return self.precision in ("day", "month")


@dataclass(frozen=True)
class Statement:
    """A text, and the dates in it, in order."""

    text: str
    dates: tuple[DateMark, ...]

    @cached_property
    def brackets(self) -> tuple[Stretch, ...]:
        """Each pair of brackets, from the opening one to behind the closing one."""
        found, opened = [], []
        for match in _BRACKET.finditer(self.text):
            at, letter = match.start(), match.group()
            if letter in _PAIRS:
                opened.append(at)
            else:
                fitting = [o for o in opened if _PAIRS[self.text[o]] == letter]
                if fitting:
                    found.append((fitting[-1], at + 1))
                    del opened[opened.index(fitting[-1]) :]
        return tuple(sorted(found))

    def inside(self, start: int, end: int) -> list[int]:
        """Indexes of the dates of a stretch."""
        return [i for i, d in enumerate(self.dates) if start <= d.start and d.end <= end]

    def around(self, at: int, start: int, end: int) -> Stretch | None:
        """The outermost brackets of a stretch that a character stands in."""
        pairs = (p for p in self.brackets if start <= p[0] <= at < p[1] <= end)
        return next(pairs, None)

    def places(self, start: int, end: int, mark: re.Pattern[str]) -> list[Stretch]:
        """Where a mark stands in a stretch, in no brackets and no date."""
        return [
            match.span()
            for match in mark.finditer(self.text, start, end)
            if self.around(match.start(), start, end) is None
            and not any(d.start <= match.start() < d.end for d in self.dates)
        ]

    def cut(self, start: int, end: int, mark: re.Pattern[str]) -> list[Stretch]:
        """The parts of a stretch between the marks, in order; empty ones left out."""
        ends = [*self.places(start, end, mark), (end, end)]
        parts, at = [], start
        for left, right in ends:
            if self.text[at:left].strip():
                parts.append((at, left))
            at = right
        return parts

    def words(self, *stretches: Stretch) -> str:
        """The readable words of some stretches, without the marks around them."""
        lines = (
            readable(line) for a, b in stretches for line in re.split("[\r\n]+", self.text[a:b])
        )
        return " ".join(filter(None, lines)).strip(_EDGE)

    def without(self, start: int, end: int, holes: list[Stretch]) -> Iterator[Stretch]:
        """What of a stretch is left outside some others, which are in order."""
        at = start
        for left, right in holes:
            yield at, left
            at = right
        yield at, end


def only_dates(s: Statement, start: int, end: int) -> bool:
    """Dates, with remarks in brackets and words such as 예정, and nothing else."""
    dates = [(s.dates[i].start, s.dates[i].end) for i in s.inside(start, end)]
    if not dates:
        return False
    remarks = [p for p in s.brackets if start <= p[0] and p[1] <= end and not s.inside(*p)]
    rest = list(s.without(start, end, sorted([*dates, *outermost(remarks)])))
    words = [word for a, b in rest for word in re.split(r"[\s,/·()\[\]（）~∼]+", s.text[a:b])]
    return all(is_loose(word) for word in words if word)


def outermost(pairs: list[Stretch]) -> list[Stretch]:
    """Those of some brackets that stand in no other."""
    return [p for p in pairs if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in pairs)]


def is_loose(word: str) -> bool:
    """A word beside a date that is no part of what happens: 예정, 5개월간, a sign."""
    return word in milestones().loose or bool(_DURATION.match(word)) or not re.search(r"\w", word)


def dated_pairs(s: Statement, within: Stretch) -> list[Stretch]:
    """The outermost brackets of a stretch that hold a date."""
    pairs = [p for p in s.brackets if within[0] <= p[0] and p[1] <= within[1] and s.inside(*p)]
    return outermost(pairs)


def inner(pair: Stretch) -> Stretch:
    """What stands between two brackets."""
    return pair[0] + 1, pair[1] - 1


def remarks(s: Statement, within: Stretch, dates: list[int]) -> list[str]:
    """What stands beside each date: behind each, or before each when words come first."""
    places = [(s.dates[i].start, s.dates[i].end) for i in dates]
    gaps = [_remark(s, gap) for gap in s.without(*within, places)]
    if len(dates) == 1:
        return [", ".join(filter(None, gaps))]
    return gaps[:-1] if gaps[0] else gaps[1:]


def _remark(s: Statement, gap: Stretch) -> str:
    """Words beside a date, out of their own brackets; nothing for 예정 and the like."""
    words = s.words(gap)
    if words[:1] in "(（[" and words[-1:] in ")）]":
        words = words[1:-1].strip()
    return "" if all(map(is_loose, words.split())) else words


_MARK = re.compile(
    r"(?P<comma>[,、])|(?P<slash>\s[/|]\s|[;→⇒⇨➡※]|\t|<[^<>]*>)"
    r"|(?P<colon>[:：]|(?<=\S)[ \t]?[▹▸‣])|(?P<either>\s또는\s)"
    r"|(?P<both>\s(?:및|[-–－·‧∙․+])\s|(?<=\))및\s)"
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
