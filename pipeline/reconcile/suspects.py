"""Which figure is wrong, where claims fail: the smallest change that satisfies them all.

Fellegi and Holt: of all sets of cells whose change lets every claim hold that they are in, the
smallest; among several, those after which most claims are exact. Suspected are the cells that all
of these change: where they have none in common, nobody is. What is found is published beside the
stated value, and never applied.
"""

import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.grid import Span
from pipeline.figures.number import Figure, round_half_up
from pipeline.reconcile.claim import SUMS, Claim, Judgement, Term, compute, judge, judge_truncated

_FAILED = frozenset(["mismatch", "unlikely"])
_TO_THE_DIGIT = frozenset(["ratio", "share", "growth"])
"""Kinds that are computed from figures more exact than those printed, and then rounded once."""
_MOST_CELLS = 3
"""Cells of a set that are changed together at most."""
_MOST_CLAIMS = 12
"""Claims that fail together beyond which a table was misread, and not one of its figures wrong."""
_MOST_SETS = 400
"""Sets of cells that are tried for one group of claims before it is left alone."""

Cell = Hashable
CellAt = Callable[[Span, Fraction], Cell]
"""What identifies the figure of a value that stands in a stretch of text."""
Changes = dict[Cell, Fraction]


@dataclass(frozen=True)
class Suspect:
    """A figure that is probably wrong."""

    span: Span
    stated: Fraction
    """What it says, in its canonical unit."""
    proposed: Fraction | None
    """What the other figures imply, in its canonical unit; None where they leave it open."""


def find_suspects(judgements: Sequence[Judgement], cell_at: CellAt) -> dict[int, Suspect]:
    """The suspect of each claim that fails, by the index of the judgement.

    Args:
        judgements: all judged claims of a report.
        cell_at: what identifies the figure that stands at a place.
    """
    net = _Net(judgements, cell_at)
    found: dict[int, Suspect] = {}
    for group in net.groups():
        options = net.solve(group)
        suspected = _changed_in_all(options)
        for index in net.touched(suspected):
            own = [cell for cell in suspected if cell in net.cells[index]]
            concerned = index in group or (
                judgements[index].verdict != "exact"
                and all(net.verdict(index, changes) == "exact" for changes in options)
            )
            if concerned and len(own) == 1:
                proposed = net.proposed(options, own[0], group)
                stated = net.figure_of[own[0]].value
                found[index] = Suspect(net.span_of[own[0]], stated, proposed)
    return found


class _Net:
    """Claims and the cells that they share."""

    def __init__(self, judgements: Sequence[Judgement], cell_at: CellAt) -> None:
        self.judgements = judgements
        self.cells: dict[int, tuple[Cell, ...]] = {}
        """Cells of each claim that can be checked: what it states, and its terms."""
        self.claims_of: dict[Cell, list[int]] = {}
        self.span_of: dict[Cell, Span] = {}
        self.figure_of: dict[Cell, Figure] = {}
        self._names: dict[int, tuple[Cell, tuple[Cell | None, ...]]] = {}
        for index, judgement in enumerate(judgements):
            if judgement.verdict != "not_checkable":
                self._add(index, judgement.claim, cell_at)

    def _add(self, index: int, claim: Claim, cell_at: CellAt) -> None:
        stated = cell_at(claim.span, claim.stated.value)
        terms = tuple(
            cell_at(term.span, term.figure.value) if term.span else None for term in claim.terms
        )
        self._names[index] = (stated, terms)
        standing = [(stated, claim.span, claim.stated)]
        standing += [
            (cell, term.span, term.figure)
            for cell, term in zip(terms, claim.terms, strict=True)
            if cell is not None and term.span is not None
        ]
        self.cells[index] = tuple(dict.fromkeys(cell for cell, _, _ in standing))
        for cell, span, figure in standing:
            self.span_of.setdefault(cell, span)
            self.figure_of.setdefault(cell, figure)
        for cell in self.cells[index]:
            self.claims_of.setdefault(cell, []).append(index)

    def groups(self) -> Iterator[frozenset[int]]:
        """Claims that fail, those together that share cells."""
        left = {i for i in self.cells if self._fails(i, self.judgements[i].verdict)}
        while left:
            group, reached = set(), {min(left)}
            while reached:
                group |= reached
                reached = self.touched(c for i in reached for c in self.cells[i]) & left - group
            left -= group
            yield frozenset(group)

    def _fails(self, index: int, verdict: str) -> bool:
        """A claim fails with a verdict: one that is computed to the digit, by rounding already."""
        to_the_digit = self.judgements[index].claim.kind in _TO_THE_DIGIT
        return verdict in _FAILED or (to_the_digit and verdict == "rounding")

    def touched(self, cells: Iterable[Cell]) -> set[int]:
        """Claims that some cells are part of."""
        return {index for cell in cells for index in self.claims_of[cell]}

    def solve(self, group: frozenset[int]) -> list[Changes]:
        """The smallest and best sets of changes that satisfy a group of claims."""
        if len(group) > _MOST_CLAIMS:
            return []
        tried = itertools.count()
        for size in range(1, _MOST_CELLS + 1):
            solved: list[tuple[int, Changes]] = []
            for cells in self._hitting(sorted(group), size):
                if next(tried) >= _MOST_SETS:
                    return []
                solved += [
                    (self._not_exact(changes), changes)
                    for changes in self._assign(cells, {})
                    if self._holds(changes, group)
                ]
            if solved:
                least = min(cost for cost, _ in solved)
                return [changes for cost, changes in solved if cost == least]
        return []

    def _hitting(self, group: Sequence[int], size: int) -> Iterator[frozenset[Cell]]:
        """Sets of so many cells that have one in every claim of a group."""
        seen: set[frozenset[Cell]] = set()
        everywhere = tuple(dict.fromkeys(cell for index in group for cell in self.cells[index]))

        def extend(cells: frozenset[Cell]) -> Iterator[frozenset[Cell]]:
            if cells in seen:
                return
            seen.add(cells)
            missed = next((i for i in group if cells.isdisjoint(self.cells[i])), None)
            if len(cells) == size:
                if missed is None:
                    yield cells
                return
            # One figure can stand in every claim, and yet another one be wrong beside it.
            near = everywhere if missed is None else self.cells[missed]
            for cell in near:
                yield from extend(cells | {cell})

        return extend(frozenset())

    def _assign(self, cells: frozenset[Cell], changes: Changes) -> Iterator[Changes]:
        """Values of cells that each come from a claim in which all the others are known.

        Also from one that does not fail: a rate can leave a figure open that a total fixes.
        """
        if len(changes) == len(cells):
            yield changes
            return
        open_cells = cells - changes.keys()
        for index in sorted(self.touched(open_cells)):
            own = open_cells.intersection(self.cells[index])
            if len(own) == 1:
                (cell,) = own
                value = self._implied(index, cell, changes)
                if value is not None and value != self.figure_of[cell].value:
                    yield from self._assign(cells, {**changes, cell: value})

    def _implied(self, index: int, cell: Cell, changes: Changes) -> Fraction | None:
        """The value of a cell with which a claim comes out exactly, as it could be printed."""
        claim = self._changed(index, changes)
        stated_cell, term_cells = self._names[index]
        figure = self.figure_of[cell]
        computed = compute(claim)
        if cell == stated_cell:
            value = None if cell in term_cells or computed is None else computed.value
        elif term_cells.count(cell) == 1:
            value = _solve_for(claim, term_cells.index(cell))
        else:
            value = None
        if value is None or (value < 0 <= figure.value):
            return None
        return round_half_up(value, figure.resolution or Fraction(1))

    def _changed(self, index: int, changes: Changes) -> Claim:
        claim = self.judgements[index].claim
        stated_cell, term_cells = self._names[index]
        terms = tuple(
            term if cell is None or cell not in changes
            else Term(Figure(changes[cell], term.figure.resolution), term.role, term.span)
            for cell, term in zip(term_cells, claim.terms, strict=True)
        )  # fmt: skip
        stated = Figure(changes.get(stated_cell, claim.stated.value), claim.stated.resolution)
        return replace(claim, stated=stated, terms=terms)

    def verdict(self, index: int, changes: Changes) -> str:
        """The verdict on a claim after changes, judged as it was judged before."""
        claim = self._changed(index, changes)
        if self.judgements[index].rounding_mode == "truncation":
            cut = judge_truncated(claim)
            return cut.verdict if cut else "mismatch"
        return judge(claim).verdict

    def _holds(self, changes: Changes, group: frozenset[int]) -> bool:
        """No claim of a group fails any more, and no other one comes out worse than by rounding."""
        verdicts = {index: self.verdict(index, changes) for index in self.touched(changes) | group}
        return not any(
            verdict in _FAILED or (index in group and self._fails(index, verdict))
            for index, verdict in verdicts.items()
        )

    def _not_exact(self, changes: Changes) -> int:
        """Claims that are not exact after changes, less those that were not before."""
        return sum(
            (self.verdict(index, changes) != "exact") - (self.judgements[index].verdict != "exact")
            for index in self.touched(changes)
        )

    def proposed(
        self, options: Sequence[Changes], cell: Cell, group: frozenset[int]
    ) -> Fraction | None:
        """The value that all options give a cell; None where another one does as well."""
        values = {changes[cell] for changes in options}
        if len(values) > 1 or any(self._is_open(changes, cell, group) for changes in options):
            return None
        return values.pop()

    def _is_open(self, changes: Changes, cell: Cell, group: frozenset[int]) -> bool:
        """The next value that could be printed does as well."""
        step = self.figure_of[cell].resolution or Fraction(1)
        other = [{**changes, cell: changes[cell] + sign * step} for sign in (1, -1)]
        least = self._not_exact(changes)
        return any(self._holds(c, group) and self._not_exact(c) <= least for c in other)


def _changed_in_all(options: Sequence[Changes]) -> list[Cell]:
    """Cells that every option changes."""
    if not options:
        return []
    return [cell for cell in options[0] if all(cell in changes for changes in options)]


def _solve_for(claim: Claim, position: int) -> Fraction | None:
    """The value of one term with which the others give exactly what is stated."""
    values = [term.figure.value for term in claim.terms]
    own, stated = values[position], claim.stated.value
    if claim.kind in SUMS:
        signs = [-1 if term.role == "subtrahend" else 1 for term in claim.terms]
        rest = sum(s * v for s, v in zip(signs, values, strict=True)) - signs[position] * own
        return signs[position] * (stated - rest)
    if claim.kind == "product":
        rest = Fraction(1)
        for value in (v for n, v in enumerate(values) if n != position):
            rest *= value
        return stated / rest if rest else None
    rate = stated / claim.factor + (1 if claim.kind == "growth" else 0)
    other = values[1 - position]
    if position == 0:
        return rate * other
    return other / rate if rate else None
