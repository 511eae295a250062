"""The figures of a statement that were read, and which of them the next figure goes on with.

What belongs here: the choice of the figure. What does not: the words beside a figure (`reading`),
and which words go on (`carried_on`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.figures.carried_on import compares, meaning_of_compared
from pipeline.figures.names import Names
from pipeline.figures.said import Run, Said
from pipeline.figures.topics import is_aspect
from pipeline.figures.tree import Node
from pipeline.figures.wording import is_measured, is_vague, only_compares
from pipeline.vocabulary.meaning import meaning
from pipeline.vocabulary.outcomes import outcomes

_TIES = re.compile(r"^의\s|^[을를]\s통해\s|^에서\s|하여\s|\s후\s*$")
"""Words between two figures that say of the first one where the second comes from."""


class FiguresBefore:
    """What was said of the figures of one statement so far."""

    def __init__(self, names: Names, units: Sequence[str | None]) -> None:
        self._names, self._units = names, units
        self.said: dict[int, Said] = {}
        """Index of a place to what is said of it."""
        self._at_arrow: dict[str | None, Said] = {}
        """Unit to the last figure of it before the arrow."""
        self._last_unit: str | None = None
        self._topics: list[tuple[str | None, Said]] = []
        """Figures that say of what they are; those that only say what they measure are of one."""

    def add(self, place: int, said: Said) -> None:
        """Note what is said of the figure that was read last."""
        self.said[place] = said
        self._last_unit = self._units[place]

    def add_topic(self, node: Node, said: Said) -> None:
        """Note a figure that others may be said of, unless it only says what it measures."""
        if (
            said.whole is None
            and said.own
            and not is_measured(said.own)
            and not only_compares(said.own)
        ):
            self._topics.append((self._units[node.index], said))

    def pass_arrow(self) -> None:
        """What stands behind an arrow goes on with the figures of its unit before it."""
        self._at_arrow = {
            self._units[place]: said for place, said in self.said.items() if not said.later
        }

    def year_before(self, node: Node, own: str, run: Run, dated: bool) -> Said | None:
        """공모사업 7건, 국비 486억원 확보(’23년 5건 312억원): what else has the unit of 5건."""
        whole, unit = run.above.whole, self._units[node.index]
        if own or whole is None or unit is None or not (dated or run.date != run.above.date):
            return None
        outside = [p for p, said in self.said.items() if p <= whole and said.whole is None]
        goes_on = run.beside and any(self.said[p].label == run.beside[1].label for p in outside)
        if unit == self._units[whole] and not goes_on:
            return None
        same = [place for place in outside if self._units[place] == unit]
        return self.said[same[-1]] if same else None

    def earlier(self, node: Node, own: str, run: Run, dated: bool) -> Said | None:
        """The figure whose name this one goes on with: touching it, or before an arrow."""
        if run.above.later and self._at_arrow:
            unit = self._units[node.index]
            same = self._at_arrow.get(unit)
            return same or (None if own else run.last)
        if own and not only_compares(own):
            return meaning_of_compared(run.last) if run.last and compares(own) else None
        if run.beside is not None:
            beside = run.beside[1]
            return replace(beside, label=beside.bare, own="") if beside.bare else beside
        if own:
            return run.last
        if run.last is not None and run.mark == "segment" and self._goes_on_with(node, run, dated):
            return run.last
        return run.last if run.mark == "dot" and not run.above.head else None

    def _goes_on_with(self, node: Node, run: Run, dated: bool) -> bool:
        """A share behind the figure it is of; a figure of the same unit with a date of its own."""
        if run.last is None or not run.last.own or run.beside is not None:
            return False
        unit = self._units[node.index]
        if unit == "percent":
            return self._last_unit not in (None, "percent", "KRW")
        return dated and unit is not None and unit == self._last_unit and not run.above.head

    def other_of(
        self, node: Node, own: str, before: Sequence[Node], run: Run, lead: Sequence[str]
    ) -> Said | None:
        """The figure before, where the words of one only say what else there is of it."""
        if run.waiting or (run.last and {run.last.own, own} <= set(outcomes().payer)):
            return None
        if run.last and self._goes_with(own, before, run):
            of_same = run.last.lead and is_measured(run.last.own)
            return replace(run.last, label=()) if of_same else run.last
        if not self._topics or lead:
            return None
        if run.above.later and own:
            return self._topics[0][1]
        unit, topic = self._topics[-1]
        if is_measured(own):
            return topic if len(self._topics) == 1 else None
        names_itself = " " in " ".join(topic.label)
        of_topic = names_itself and unit != self._units[node.index] and is_aspect(own)
        return topic if of_topic or not own else None

    def _goes_with(self, own: str, before: Sequence[Node], run: Run) -> bool:
        """Words that say of the figure before what else there is of it.

        실증과제 34개 선정, 100억원 지원; 설명회 5회, 참여기업 132개사; 복지관 4개소 일 780명 급식.
        """
        if " " not in own and is_vague(own):
            return True
        if run.beside is not None and not any(node.kind == "mark" for node in before):
            words = self._names.words(before)
            if before and _TIES.search(self._names.text[before[0].start : before[-1].end]):
                return True
            return not words or closed(words) in meaning().counted_by or is_measured(words)
        return run.counted == 1 and meaning().is_said_of_another(closed(own))
