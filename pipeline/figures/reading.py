"""The words of a statement on each of its figures: its name, what leads up to it, when.

What belongs here: how marks, brackets and arrows bind words, dates and figures to one another. What
does not: what stands above the statement (`meaning`).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.figures.binding import (
    behind_figure,
    clauses,
    closing_dates,
    cut,
    date_in,
    date_of,
    either,
    is_base,
    next_figure,
)
from pipeline.figures.carried_on import compares, label_behind_arrow, share_tails
from pipeline.figures.figures_before import FiguresBefore
from pipeline.figures.heads import bracket_names, paired_names, split_bracket_name, split_heads
from pipeline.figures.names import Names
from pipeline.figures.said import Above, Run, Said
from pipeline.figures.topics import add_topics
from pipeline.figures.tree import Node, figures_in, has_dates, has_figures, split
from pipeline.figures.wording import begins_with_particle, is_done, is_vague, only_compares
from pipeline.vocabulary.meaning import meaning

_LISTED = re.compile(r"(?:^|\s)등$|\s등\s|(?<=[가-힣])등$")
_SHORT = 4
"""Letters of words between a figure and its bracket: 200억원 규모(국비 100)."""
_REMARK = re.compile(r"[※*＊]")
_ONWARD = re.compile(r"[▸▹►▶▷▻]")
_DONE_WITH = re.compile(r"[을를이가]\s(?:[가-힣]{1,6}에\s)?[가-힣]{2,6}[하되](?:고|며)\s")
"""Behind a figure, what was done with it, before the next one: 38건을 발굴하고 23건을 개선."""
_PERIOD_HEAD = re.compile(r"기\s*간$|일\s*시$|시\s*기$")


class Reading:
    """Reads one statement; every place gets what is said of it."""

    def __init__(
        self, text: str, raw_units: Sequence[str | None], units: Sequence[str | None]
    ) -> None:
        self._text, self._units = text, units
        self._names = Names(text, raw_units, units)
        self._before = FiguresBefore(self._names, units)
        self.said = self._before.said
        """Index of a place to what is said of it."""

    @property
    def describing(self) -> frozenset[int]:
        """Places that only say of whom or how long the next figure speaks."""
        return frozenset(self._names.describing)

    def read(self, nodes: Sequence[Node], above: Above) -> None:
        """Read a statement or a bracket of it."""
        before: list[Node] = []
        for statement in split(nodes, "statement"):
            head: tuple[str, ...] = ()
            under = above
            if before and self._goes_on(_REMARK, before, statement):
                under = self._add_lead(before, above)
            parts = clauses(statement)
            pair = paired_names(self._names, parts)
            if not pair and (named := bracket_names(self._names, parts)):
                pair, parts = named
            for number, clause in enumerate(parts):
                if pair:
                    self._segments(split(clause, "colon")[-1], _under(under, (pair[number],)))
                    continue
                if number == 1:
                    under = self._led_on(parts, under)
                under, head = self._clause(clause, under, head)
            add_topics(self._text, statement, self.said)
            before = statement

    def _goes_on(
        self, mark: re.Pattern[str], before: Sequence[Node], after: Sequence[Node]
    ) -> bool:
        """The text behind a mark is said of what stands before it."""
        return mark.search(self._text, before[-1].end, after[0].start) is not None

    def _add_lead(self, before: Sequence[Node], above: Above) -> Above:
        """A segment that goes on with the one before it is led by its last words."""
        words = self._names.words(split(split(before, "clause")[-1], "colon")[-1])
        return replace(above, lead=(*above.lead, words)) if words else above

    def _led_on(self, parts: Sequence[Sequence[Node]], above: Above) -> Above:
        """The name at the head holds for all clauses; ▹ goes on with what the first one says."""
        first, name = split_bracket_name(self._names, parts[0])
        if name and not split_bracket_name(self._names, parts[1])[1]:
            above = _under(above, (name,))
        if has_figures(first) and self._goes_on(_ONWARD, parts[0], parts[1]):
            return self._add_lead(first, above)
        return above

    def _clause(
        self, nodes: Sequence[Node], above: Above, head: tuple[str, ...]
    ) -> tuple[Above, tuple[str, ...]]:
        """Read a clause; returns what holds for the next one, and the head it goes on under."""
        *named, body = split_heads(nodes)
        lead, date = above.lead, above.date
        heads: list[str] = []
        for part in named:
            words = self._names.words(part) or self._names.heading(part)
            if has_figures(part):
                self._segments(part, above)
            if words:
                heads.append(words)
            date = date_in(part) if has_dates(part) else date
        if heads:
            head = tuple(heads)
        if not has_figures(body):
            words = self._names.words(body)
            dates = date_in(body, deep=not words)
            when = bool(head) and _PERIOD_HEAD.search(head[-1])
            if dates is not None and (not words or when):
                return replace(above, date=dates, lead=lead), head if not when else ()
            lead = (*lead, *([words] if words else heads))
            return replace(above, lead=lead, date=either(dates, date)), head
        self._segments(body, replace(_under(above, head), date=date))
        return replace(above, lead=lead, date=date), head

    def _segments(self, nodes: Sequence[Node], above: Above) -> None:
        run = Run(date=above.date)
        later = above.later
        segments = list(cut(nodes))
        closing = closing_dates(self._names, [segment for _, segment in segments])
        for (mark, printed), run.closing in zip(segments, closing, strict=True):
            if mark == "arrow":
                later = True
                if run.last is not None:
                    self._before.pass_arrow()
            segment, name = split_bracket_name(self._names, printed)
            name = run.name = name or run.name
            here = _under(above, (name,) if name else ())
            if not has_figures(segment):
                self._wait(segment, run, name)
                continue
            self._segment(segment, replace(here, later=later), run, mark)
            run.counted += 1
        share_tails(self.said, nodes, self._units, self._text)

    def _wait(self, segment: Sequence[Node], run: Run, name: str) -> None:
        words = self._names.words(segment) or name
        date = date_in(segment, deep=not words)
        run.date = run.date if date is None else date
        if words:
            run.waiting.append(words)

    def _segment(self, nodes: Sequence[Node], above: Above, run: Run, mark: str) -> None:
        pending: list[Node] = []
        run.above, run.mark, run.beside = above, mark, None
        taken = False
        for at, node in enumerate(nodes):
            if node.kind == "figure" and self._names.describes(nodes, at):
                date = date_of(self._names, nodes, at, pending)
                self.said[node.index] = self._meaning_of(node, pending, [], run, date)
                self._names.describing.add(node.index)
                pending.append(node)
            elif node.kind == "figure":
                behind = behind_figure(nodes, at)
                before = [] if taken else pending
                taken = self._left_takes(before, behind, nodes, at)
                tail = behind if taken or not next_figure(nodes, at) else []
                date = date_of(self._names, nodes, at, pending)
                said = self._meaning_of(node, before, tail, run, date)
                self._before.add(node.index, said)
                run.beside, run.last, pending = (node.index, said), said, []
                run.undone = []
            elif node.kind == "bracket" and has_figures(node.inner):
                self._bracket(node, pending, nodes[at + 1 :], run)
                if words := self._names.words(pending):
                    known = run.beside is not None and words in run.beside[1].own
                    run.waiting += [] if known else [words]
                    pending = []
            else:
                pending.append(node)
                if node.kind == "date" and not is_base(self._text, node):
                    run.date = node.index
        begun = False
        for node in nodes:
            begun = begun or node.kind == "figure"
            if node.kind == "date" and not is_base(self._text, node):
                run.date = node.index
            elif node.kind == "bracket" and not begun and not has_figures(node.inner):
                run.date = either(date_in(node.inner, deep=False), run.date)

    def _left_takes(
        self, before: Sequence[Node], behind: Sequence[Node], nodes: Sequence[Node], at: int
    ) -> bool:
        """Words between two figures go to the left one if it has none and no particle follows."""
        if next_figure(nodes, at) and _DONE_WITH.match(self._text, nodes[at].end):
            return True
        if not next_figure(nodes, at) or self._names.noun(nodes[at].index):
            return False
        if self._names.words(before) and not self._names.counts_next(nodes, at):
            return False
        if not self._names.words(behind) or any(n.kind == "date" for n in behind):
            return False
        return not begins_with_particle(self._text[nodes[at].end : nodes[at].end + 6])

    def _meaning_of(
        self,
        node: Node,
        before: Sequence[Node],
        tail: Sequence[Node],
        run: Run,
        found: int | None,
    ) -> Said:
        own = self._names.own(node, before, tail)
        if not own and run.above.whole is not None:
            own = self._names.heading(before)
        above, dated = run.above, found is not None
        date = either(found, either(run.closing, run.date))
        lead = (*above.lead, *run.waiting)
        if run.mark == "both" and run.last and not self._names.words(before):
            lead = (*lead, *filter(None, [run.last.before]))  # CJ와 3개사 제작 및 5개사 런칭
        if own and run.waiting and _LISTED.search(self._text_of(before) or own):
            own, rest = self._item_names(run, own)
            lead = (*above.lead, *rest)
        if (same := self._before.year_before(node, own, run, dated)) is not None:
            return replace(same, date=date, dated=True, whole=above.whole)
        old = self._before.earlier(node, own, run, dated)
        if old is not None and (not own or is_vague(own) or only_compares(own) or compares(own)):
            named = label_behind_arrow(old.label, run.name) if above.later else old.label
            label = (*named, *([own] if own and own not in named else []))
            said = replace(
                old,
                label=label,
                own=own or old.own,
                before=self._names.near(before) or old.before,
                whole=above.whole,
                later=above.later,
            )
            return said if date is None else replace(said, date=date, dated=dated)
        label = (*above.head, *([own] if own else []))
        joins = not own and label and closed(label[-1]) in meaning().heads
        is_topic = True
        if lead and (not label or joins or (is_vague(own) and not above.head)):
            if run.beside is not None and own and not joins:  # 포럼 12개국 3,200명 참가
                lead = (*run.beside[1].lead, *run.beside[1].label)
            label, lead = (lead[-1], *label), lead[:-1]
        elif not _named(above) and (other := self._before.other_of(node, own, before, run, lead)):
            lead, is_topic = (*other.lead, *other.label), False
        beside = next((part for part in reversed(label) if part != own), "")
        near = (
            self._names.near(before)
            or above.before
            or beside
            or (run.last.before if run.last else "")
        )
        noun = self._names.noun(node.index)
        bare = (*label[:-1], *filter(None, [own.removesuffix(noun).strip()])) if noun else ()
        said = Said(label, lead, date, dated, above.whole, own, near, above.later, bare)
        if is_topic:
            self._before.add_topic(node, said)
        return said

    @staticmethod
    def _item_names(run: Run, own: str) -> tuple[str, list[str]]:
        """The names that 등 sums up (AI, 빅데이터 등 학과), and what stands before them."""
        names: list[str] = []
        for words in reversed(run.waiting):
            if " " in words:
                break
            names.insert(0, words)
        rest, run.waiting = run.waiting[: len(run.waiting) - len(names)], []
        return ", ".join([*names, own]), rest

    def _text_of(self, nodes: Sequence[Node]) -> str:
        return self._text[nodes[0].start : nodes[-1].end].strip() if nodes else ""

    def _bracket(
        self, node: Node, pending: Sequence[Node], behind: Sequence[Node], run: Run
    ) -> None:
        """A bracket explains the figure or the words right before it."""
        words, above = self._names.words(pending), run.above
        lead = (*above.lead, *run.waiting)
        of_figure = run.beside is not None and (
            len(words) <= _SHORT or is_vague(words) or words in run.beside[1].own
        )
        if run.beside is not None and of_figure:
            place, said = run.beside
            label = (*said.label, *([words] if words and words not in said.own else []))
            under = Above(label, said.lead, said.date, place, above.later, said.before)
        else:
            head = above.head
            if words:
                if run.waiting and _LISTED.search(words):
                    words, rest = self._item_names(run, words)
                    lead = (*above.lead, *rest)
                tail = self._names.tail(behind)
                self._share(run.undone if tail else [], tail)
                head = (*head, f"{words} {tail}".strip())
                run.undone = [] if tail or is_done(words) else [*run.undone, *figures_in(node)]
            elif not head and lead:
                head, lead = (lead[-1],), lead[:-1]
            under = Above(
                head,
                lead,
                either(date_in(pending, deep=False), either(run.closing, run.date)),
                None,
                above.later,
                words or above.before,
            )
        self.read(node.inner, under)

    def _share(self, places: Sequence[int], tail: str) -> None:
        """지원 of 평생학습관(2.4억원), 빌리지(0.4억원) 지원 is said of both."""
        for place in places:
            said = self.said[place]
            at = max((i for i, part in enumerate(said.label) if part != said.own), default=0)
            shown = (f"{part} {tail}" if i == at else part for i, part in enumerate(said.label))
            self.said[place] = replace(said, label=tuple(shown))


def _named(above: Above) -> bool:
    """It stands under a head that says of what it is; 추진실적 says nothing."""
    return any(closed(part) not in meaning().empty_title for part in above.head)


def _under(above: Above, head: tuple[str, ...]) -> Above:
    return replace(above, head=(*above.head, *head))
