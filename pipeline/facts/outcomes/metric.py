"""What each figure of an item measures: the item's sentence without its figures.

`(R&D) 277개 과제 지원 (고용 1,208명)` measures R&D / 과제 지원, and R&D / 과제 지원 / 고용.
What belongs here: which words of an item go with which figure. What does not: what the item
stands under.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document.readable import after_marks, marks, readable
from pipeline.document.tables.grid import Span
from pipeline.figures.phrase import Amount, Aside, Mark, Node, Words, has_amounts, split
from pipeline.vocabulary.comparisons import comparisons
from pipeline.vocabulary.outcomes import outcomes

_EDGE = " \t\u3000'’‘`.,:：▲↑↓⇒→~∼" + marks()
_FOOTNOTE = re.compile(r"[⁰¹²³⁴-⁹]+[)⁾]")
_JOINING = re.compile(r"^(?:및|또는)\s+|\s+(?:및|또는)$")
_REST = re.compile(r"\s등$")
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]")
_HEAD = re.compile(r"[^\w(\[]*\((?P<name>[^()\n]{1,20})\)(?:\*\*)?(?=\s)")
_PAIR = re.compile(r"[·‧∙․/]")
_LETTER = re.compile(r"[^\W\d_]")
_LONG = 4
"""So many words behind what is counted are more than what is done with it."""
_LISTED = re.compile(r"(?<=\S)\s?등(?=\s|$)")


@dataclass(frozen=True)
class Metric:
    """What a figure measures."""

    words: tuple[str, ...]
    """From the head of its item to the words beside it."""
    kind: str = "result"
    """result, change or threshold."""
    depth: int = 0
    """In how many parentheses it stands."""

    @property
    def shown(self) -> str:
        """As published."""
        return " / ".join(dict.fromkeys(self.words))


@dataclass(frozen=True)
class Above:
    """What some parts of an item stand under."""

    heads: tuple[str, ...]
    """Words, outermost first."""
    kind: str = "result"
    depth: int = 0

    def under(self, words: str | None) -> "Above":
        """The same, under some more words, if there are any."""
        shown = (words or "").strip()
        return replace(self, heads=(*self.heads, shown)) if shown else self

    def inside(self, words: str | None = None) -> "Above":
        """The same, in a parenthesis behind some words."""
        return replace(self.under(words), depth=self.depth + 1)


class Metrics:
    """Reads the parts of one item; every amount gets its metric."""

    def __init__(self, text: str, dates: Sequence[Span]) -> None:
        self._text, self._dates = text, dates
        self.found: dict[int, Metric] = {}
        """Index of a quantity to its metric."""

    def read(self, nodes: Sequence[Node], above: Above) -> None:
        """Find the metric of every amount among the parts of an item or a parenthesis."""
        label: str | None = None
        statements = split(nodes, "slash")
        for number, statement in enumerate(statements):
            paired = self._paired(statements, number)
            label = self._statement(statement, above, label, paired) or label

    def words(self, nodes: Sequence[Node]) -> str:
        """Readable words of the parts: no figures, no dates, no parentheses that list or date."""
        shown = ""
        for number, node in enumerate(nodes):
            if isinstance(node, Amount):
                shown += " " + (node.noun.of(self._text) if node.noun else "")
            elif isinstance(node, Aside):
                shown += self._kept(node) if self._clean(shown) else ""
            else:
                shown += self._piece(node, nodes[number - 1] if number else None)
        behind = bool(nodes) and isinstance(nodes[-1], Words) and has_amounts(nodes)
        return self._clean(_REST.sub("", shown.rstrip()) if behind else shown)

    def _piece(self, node: Words | Mark, before: Node | None) -> str:
        """Words without dates and without what only joins figures or hangs on one."""
        piece = self._without_dates(node.span)
        if not isinstance(before, Amount):
            return piece
        piece = piece if before.noun else _without_particle(piece)
        return piece if _LETTER.search(piece) else " "

    def _statement(
        self, nodes: Sequence[Node], above: Above, label: str | None, paired: str | None
    ) -> str | None:
        """Read clauses between commas, under the label before their colon; returns the label."""
        waiting: list[Node] = []
        clause: list[Node] = []
        for node in [*nodes, None]:
            under = above.under(paired or label)
            sort = node.sort if isinstance(node, Mark) else None
            if sort == "colon":
                named = waiting + clause
                self._clause(named, under, named=True)
                label, waiting, clause = self.words(named) or label, [], []
            elif sort == "comma" or node is None:
                if has_amounts(clause):
                    lead = waiting if self._goes_on_a_list(clause) else []
                    self._clause(lead + clause, under, named=False)
                    waiting, clause = [], []
                elif node is not None:
                    waiting, clause = [*waiting, *clause, node], []
            elif node is not None:
                clause.append(node)
        return label

    def _paired(self, statements: Sequence[Sequence[Node]], number: int) -> str | None:
        """이용자·만족도 : 48,416명 / 98.6% names each of two figures."""
        first = statements[0]
        at = next((i for i, n in enumerate(first) if isinstance(n, Mark) and n.sort == "colon"), -1)
        bodies = [first[at + 1 :], *statements[1:]]
        if at < 0 or len(bodies) < 2 or any(self.words(body) for body in bodies):
            return None
        if any(sum(isinstance(n, Amount) for n in body) != 1 for body in bodies):
            return None
        before, _, last = self.words(first[:at]).rpartition(" ")
        parts = _PAIR.split(last)
        return f"{before} {parts[number]}".strip() if len(parts) == len(bodies) else None

    def _goes_on_a_list(self, clause: Sequence[Node]) -> bool:
        """`화재감시기, 흡입기 등 1,964개 설비`: what stands before the comma belongs to it."""
        first = next(i for i, n in enumerate(clause) if has_amounts([n]))
        return bool(_LISTED.search(self.words(clause[:first])))

    def _clause(self, nodes: Sequence[Node], above: Above, *, named: bool) -> None:
        """Read what stands between two commas, or, `named`, before a colon."""
        limits = _limits(nodes, named=named)
        plain: list[Node] = []
        for index, node in enumerate(nodes):
            if index in limits and isinstance(node, Amount):
                words = self._right_before(nodes, index)
                self._put(node, replace(above.under(words), kind="threshold"))
                plain.append(Words(node.span))
            elif index in limits and isinstance(node, Aside):
                self.read(
                    node.inner, replace(above.inside(self.words(nodes[:index])), kind="threshold")
                )
                plain.append(Aside(node.span, ()))
            else:
                plain.append(node)
        subject = ""
        parts = _conjuncts(plain)
        shared = self._done(parts[-1]) if all(map(_is_named_aside, parts)) else ""
        for number, part in enumerate(parts):
            first = next((i for i, n in enumerate(part) if isinstance(n, Amount)), len(part))
            before = self.words(part[:first])
            if number == 0:
                subject = before if first < len(part) else ""
            tail = "" if number < len(parts) - 1 and self.words(_behind(part)) else shared
            self._conjunct(part, above, subject if number and not before else "", tail)

    def _done(self, nodes: Sequence[Node]) -> str:
        """What is done with what is counted: 운영 of 집중관리도로(29개소) 운영."""
        behind = _behind(nodes)
        words = self.words(behind) if len(behind) == 1 else ""
        return words if len(words.split()) < _LONG and not words.startswith("등") else ""

    def _right_before(self, nodes: Sequence[Node], index: int) -> str:
        """The words between an amount and the one before it."""
        begin = index
        while begin and isinstance(nodes[begin - 1], Words | Aside):
            begin -= 1
        return self.words(nodes[begin:index])

    def _conjunct(self, nodes: Sequence[Node], above: Above, lead: str, tail: str) -> None:
        """Read figures that share a sentence; a parenthesis explains the figure before it.

        Args:
            nodes: the parts of the sentence.
            above: what it stands under.
            lead: the subject that it has from the one before.
            tail: what is done with what is counted in its parenthesis: 도로(29개소) 운영.
        """
        stated: Above | None = None
        for index, node in enumerate(nodes):
            if isinstance(node, Amount):
                own = nodes[self._place(nodes, index) :]
                beside = self.words([n for n in own if not isinstance(n, Amount)])
                tells = bool(beside) or self._is_one_kind(node) or not above.heads
                base = self.words(own) if tells else ""
                stated = above.under(f"{lead} {base}")
                if comparisons().is_compared(base):
                    stated = replace(stated, kind="change")
                self._put(node, stated)
            elif isinstance(node, Aside) and has_amounts(node.inner):
                before = f"{lead} {self.words(nodes[:index])} {tail}"
                self.read(node.inner, (stated or above.under(before)).inside())

    def _is_one_kind(self, amount: Amount) -> bool:
        """The noun of its unit says which ones are counted: 개 중소기업, not 개 기업."""
        return amount.noun is not None and outcomes().is_one_kind(amount.noun.of(self._text))

    def _place(self, nodes: Sequence[Node], index: int) -> int:
        """Where the words of an amount begin: behind the place where it was counted."""
        for begin in range(index - 1, 0, -1):
            node, before = nodes[begin], nodes[begin - 1]
            if isinstance(node, Words) and isinstance(before, Amount):
                behind = node.span.of(self._text)
                if any(re.match(rf"{place}(?=\s)", behind) for place in outcomes().place):
                    return begin + 1
        return 0

    def _put(self, amount: Amount, stated: Above) -> None:
        for figure in amount.figures:
            self.found[figure] = Metric(stated.heads, stated.kind, stated.depth)

    def _kept(self, aside: Aside) -> str:
        """A parenthesis that says something of the words before it, not a list, date or figure."""
        if not aside.inner:
            return ""
        dated = any(aside.span.start <= d.start < aside.span.end for d in self._dates)
        listed = any(isinstance(node, Mark) for node in aside.inner)
        return "" if dated or listed or has_amounts(aside.inner) else aside.span.of(self._text)

    def _without_dates(self, span: Span) -> str:
        piece = span.of(self._text)
        beside = "|".join(outcomes().beside_date)
        for date in self._dates:
            if span.start <= date.start and date.end <= span.end:
                at, end = date.start - span.start, date.end - span.start
                piece = piece[:at] + "\0" * (end - at) + piece[end:]
        return re.sub(rf"\0+[년월일]?\s*(?:(?:{beside})\s*)*", " ", piece)

    @staticmethod
    def _clean(words: str) -> str:
        shown = readable(_EMPTY.sub("", _FOOTNOTE.sub("", words))).strip(_EDGE)
        return _JOINING.sub("", shown).strip(_EDGE)


def leading_head(text: str, span: Span) -> tuple[str, int] | None:
    """The name in parentheses at the head of an item, and where it ends: (펀드) 16개 조합."""
    match = _HEAD.match(text, after_marks(text, span.start, span.end), span.end)
    if match is None:
        return None
    name = readable(match["name"])
    if name in outcomes().no_name or not text[match.end() : span.end].strip():
        return None
    return name, match.end()


def _without_particle(words: str) -> str:
    return re.sub(rf"^(?:{'|'.join(outcomes().particle)})(?=\s|$)", "", words)


def _limits(nodes: Sequence[Node], *, named: bool) -> set[int]:
    """Which amounts say what the counted things are like: 매출 10억 또는 투자유치 3억 이상 69팀.

    They are bounds, and what they bound is counted behind them, or named before a colon.
    """
    found: set[int] = set()
    counted = named
    chained = False
    for index in range(len(nodes) - 1, -1, -1):
        node = nodes[index]
        if isinstance(node, Mark):
            chained = node.sort == "either" and bool(found)
        elif isinstance(node, Amount):
            if counted and (node.bounded or chained):
                found.add(index)
            else:
                counted = True
            chained = False
        elif isinstance(node, Aside) and counted and _all_bounded(node.inner):
            found.add(index)
    return found


def _all_bounded(nodes: Sequence[Node]) -> bool:
    amounts = [node for node in nodes if isinstance(node, Amount)]
    return bool(amounts) and all(amount.bounded for amount in amounts)


def _behind(nodes: Sequence[Node]) -> Sequence[Node]:
    """What stands behind the last figure, or the parenthesis around it."""
    last = max((i for i, n in enumerate(nodes) if has_amounts([n])), default=-1)
    return nodes[last + 1 :]


def _is_named_aside(nodes: Sequence[Node]) -> bool:
    """Things are named and counted in one parenthesis behind them: 집중관리도로(29개소)."""
    counted = [n for n in nodes if has_amounts([n])]
    return len(counted) == 1 and isinstance(counted[0], Aside)


def _conjuncts(nodes: Sequence[Node]) -> list[list[Node]]:
    """What 및, a dot or a dash joins, where there are figures on both sides."""
    found: list[list[Node]] = [[]]
    for index, node in enumerate(nodes):
        joins = isinstance(node, Mark) and node.sort in ("both", "either")
        if joins and has_amounts(found[-1]) and has_amounts(nodes[index + 1 :]):
            found.append([])
        else:
            found[-1].append(node)
    return found
