"""The words around a figure as a name: before it, behind it, of its counter.

What belongs here: gathering and cleaning words. What does not: which figure they belong to
(`reading`).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.brackets import QUOTES
from pipeline.document.readable import closed
from pipeline.figures.tree import Node, has_dates, has_figures
from pipeline.figures.wording import begins_with_particle, clean, is_vague
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import counted_noun, outcomes

_LONGEST_TAIL = 24
_OF_DATE = re.compile(r"(?:에는|에도|에|까지는|까지|부터는|부터|의|은|는)(?=\s)")
_MARKS = "()[]<>○ㅇ□▢◦-–·‧*※ \t"
_LONGEST_REMARK = 14
_TIED = re.compile(r"(?<=[가-힣]{2})(?:[을를로에의]|으로|에서|하여|하고|하는|위한)(?=\s)")
_TO_DO_SO = re.compile(r"[을를]\s[가-힣]{1,6}하여\s")
"""Behind it stands what came of it: 인허가를 완료하여 공급 우려를 완화."""
_AGES = ("age", "age_decade")
_SPANS = ("year", "month", "week", "day", "night", "hour")
_UNIT_NOTE = "단위"
_LASTING = re.compile(r"\s?(?:연속|간|동안|째|새|만에)(?=\s)")
_BARE = "개"
_ONE_NOUN = re.compile(r"\s[가-힣]{1,4}\s")
_BOUND = re.compile(rf"(?:{'|'.join(outcomes().bound)})$")
_OBJECT = re.compile(r"[을를은는이가로]\s|으로\s|인\s경우")


class Names:
    """Names that the parts of one statement give."""

    def __init__(
        self, text: str, raw_units: Sequence[str | None], units: Sequence[str | None]
    ) -> None:
        self.text, self._raw_units, self._units = text, raw_units, units
        self.describing: set[int] = set()
        """Places that only say of whom or for how long the next figure speaks."""

    def words(self, nodes: Sequence[Node]) -> str:
        """Words of some parts, without figures, dates and brackets that hold any."""
        return clean(" ".join(self._pieces(nodes)))

    def heading(self, nodes: Sequence[Node]) -> str:
        """A word that only joins in a sentence names what stands behind its colon: 대상 : 30명."""
        if has_figures(nodes) or has_dates(nodes) or not nodes:
            return ""
        shown = closed(self.text[nodes[0].start : nodes[-1].end]).strip(_MARKS)
        return shown if shown in meaning().heads else ""

    def _pieces(self, nodes: Sequence[Node]) -> Iterator[str]:
        begin = end = -1
        dated = False
        for node in nodes:
            told = node.kind == "figure" and node.index not in self.describing
            aside = node.kind == "bracket" and (has_figures(node.inner) or has_dates(node.inner))
            if told or node.kind == "date" or aside:
                if begin >= 0:
                    yield self._after(begin, end, dated=dated)
                begin, dated = -1, node.kind == "date"
                if told:
                    yield self.noun(node.index) or ""
                elif aside and node.sort in QUOTES:
                    yield self.text[node.start : node.end]
            else:
                begin, end = (node.start if begin < 0 else begin), node.end
        if begin >= 0:
            yield self._after(begin, end, dated=dated)

    def _after(self, begin: int, end: int, *, dated: bool) -> str:
        """A stretch of words, behind a date without the particle that ties it: '17년에 2개."""
        tied = _OF_DATE.match(self.text, begin, end) if dated else None
        return self.text[tied.end() if tied else begin : end]

    def own(self, node: Node, before: Sequence[Node], tail: Sequence[Node]) -> str:
        """The noun phrase of a figure: the words before it, what it counts, the words behind it."""
        noun = self.noun(node.index)
        parts = [self.words(before), noun or "", self._tail(tail)]
        shown = " ".join(filter(None, parts))
        remark = self._remark(tail)
        return (
            f"{shown} ({remark})" if shown and remark and remark not in shown else shown or remark
        )

    def tail(self, behind: Sequence[Node]) -> str:
        """The action on the things that a bracket counts: 정기조사 of 유산(133건) 정기조사."""
        tail = "" if has_figures(behind) else self.words(behind)
        printed = self.text[behind[0].start : behind[0].end].strip() if behind else ""
        short = len(tail) <= _LONGEST_REMARK and not begins_with_particle(printed)
        return tail if short else ""

    def _tail(self, nodes: Sequence[Node]) -> str:
        """The words behind a figure, up to the end of a phrase."""
        kept = [n for i, n in enumerate(nodes) if not (i == 0 and n.kind == "bracket")]
        words = self.words(kept)
        if len(words) > _LONGEST_TAIL or _TO_DO_SO.search(words):
            ends = [m.end() for m in _TIED.finditer(words[: _LONGEST_TAIL + 1])]
            words = words[: ends[0]] if ends else words[:_LONGEST_TAIL].rpartition(" ")[0]
        return clean(words)

    def _remark(self, nodes: Sequence[Node]) -> str:
        """A short bracket of words right behind a figure: 18.8억원(시)."""
        first = nodes[0] if nodes else None
        if first is None or first.kind != "bracket" or has_dates(first.inner):
            return ""
        if first.end - first.start > _LONGEST_REMARK:
            return ""
        words = self.words(first.inner)
        return "" if closed(words).startswith(_UNIT_NOTE) else words

    def near(self, before: Sequence[Node]) -> str:
        """The words before a figure, without what only describes it."""
        parts: list[list[Node]] = [[]]
        for node in before:
            if node.kind == "figure":
                parts.append([])
            else:
                parts[-1].append(node)
        return next((words for part in reversed(parts) if (words := self.words(part))), "")

    def describes(self, nodes: Sequence[Node], at: int) -> bool:
        """An age, a span of time or a bound before the figure that it says something of.

        15~64세 고용률 67.4%, 9개월 연속 5% 상승, 300인 미만 사업체 취업자 2,400만명.
        """
        if [node.kind for node in nodes[at + 1 : at + 3]] != ["words", "figure"]:
            return False
        text, node = self.text, nodes[at]
        behind, unit = text[node.end : nodes[at + 2].start], self._units[node.index]
        if unit in _AGES:
            return True
        if unit in _SPANS:
            return _LASTING.match(behind) is not None
        printed = text[node.start : node.end]
        return _BOUND.search(printed) is not None and not _OBJECT.match(behind)

    def counts_next(self, nodes: Sequence[Node], at: int) -> bool:
        """The one word between a bare 개 and the next figure is counted: 4개 섬 612세대."""
        if self._raw_units[nodes[at].index] != _BARE or len(nodes) < at + 3:
            return False
        words, figure = nodes[at + 1 : at + 3]
        between = self.text[words.start : words.end]
        return (
            (words.kind, figure.kind) == ("words", "figure")
            and _ONE_NOUN.fullmatch(between) is not None
            and not is_vague(between.strip())
        )

    def noun(self, place: int) -> str | None:
        """The thing in its unit that is counted: 조합 of 16개 조합."""
        return counted_noun(self._raw_units[place] or "")
