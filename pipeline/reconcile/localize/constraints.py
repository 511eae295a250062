"""Claims and the figures that they share: which of them fail, and what each leaves a figure open.

Which figures are changed to satisfy them is decided in `corrections`.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from pipeline.document.tables.grid import Span
from pipeline.figures.number import Figure, round_half_up
from pipeline.rules.claim import SUMS, Claim, Judgement, Term, compute, judge, judge_truncated

_FAILED = frozenset(["mismatch", "unlikely"])
_TO_THE_DIGIT = frozenset(["ratio", "share", "growth"])
"""Kinds that are computed from figures more exact than those printed, and then rounded once."""
_FARTHEST = 2**40
"""Printed steps from a value that satisfies a claim beyond which its range is not followed."""

Cell = Hashable
CellAt = Callable[[Span, Fraction], Cell]
"""Finds the figure of a value in a stretch of text."""
Changes = Mapping[Cell, Fraction]
"""Cells and what they say instead."""


@dataclass(frozen=True)
class Range:
    """The values of a cell with which a claim does not fail."""

    low: Fraction
    best: Fraction
    """The one with which the claim comes out as exactly as it can."""
    high: Fraction


class ClaimNet:
    """All claims of a report that can be checked, and their cells."""

    def __init__(self, judgements: Sequence[Judgement], cell_at: CellAt) -> None:
        self.judgements = judgements
        self.cells: dict[int, tuple[Cell, ...]] = {}
        """Cells of each claim that can be checked: what it states, and its terms."""
        self.claims_of: dict[Cell, list[int]] = {}
        self.span_of: dict[Cell, Span] = {}
        self.figure_of: dict[Cell, Figure] = {}
        self._names: dict[int, tuple[Cell, tuple[Cell | None, ...]]] = {}
        self._reaches: dict[tuple[int, Cell], tuple[Fraction, ...]] = {}
        self._ranges: dict[tuple[int, Cell, tuple[tuple[Cell, Fraction], ...]], Range | None] = {}
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
        left = {i for i in self.cells if self._is_failure(i, self.judgements[i].verdict)}
        while left:
            group, reached = set(), {min(left)}
            while reached:
                group |= reached
                reached = self.touched(c for i in reached for c in self.cells[i]) & left - group
            left -= group
            yield frozenset(group)

    def touched(self, cells: Iterable[Cell]) -> set[int]:
        """Claims that some cells are part of."""
        return {index for cell in cells for index in self.claims_of[cell]}

    def verdict(self, index: int, changes: Changes) -> str:
        """The verdict on a claim after changes, judged as it was judged before."""
        claim = self._apply_changes(index, changes)
        if self.judgements[index].rounding_mode == "truncation":
            cut = judge_truncated(claim)
            return cut.verdict if cut else "mismatch"
        return judge(claim).verdict

    def fails(self, index: int, changes: Changes) -> bool:
        """A claim fails after changes."""
        return self._is_failure(index, self.verdict(index, changes))

    def _is_failure(self, index: int, verdict: str) -> bool:
        """A claim that is computed to the digit fails by rounding already."""
        to_the_digit = self.judgements[index].claim.kind in _TO_THE_DIGIT
        return verdict in _FAILED or (to_the_digit and verdict == "rounding")

    def holds(self, changes: Changes) -> bool:
        """No claim fails that a changed cell is part of."""
        return not any(self.fails(index, changes) for index in self.touched(changes))

    def not_exact(self, changes: Changes) -> int:
        """Claims that are not exact after changes, less those that were not before."""
        return sum(
            (self.verdict(index, changes) != "exact") - (self.judgements[index].verdict != "exact")
            for index in self.touched(changes)
        )

    def step(self, cell: Cell) -> Fraction:
        """The distance of the values that could be printed in a cell."""
        return self.figure_of[cell].resolution or Fraction(1)

    def range_of(self, index: int, cell: Cell, changes: Changes) -> Range | None:
        """The values of a cell with which a claim does not fail after changes; None without any."""
        own = self.cells[index]
        key = index, cell, tuple((c, v) for c, v in changes.items() if c in own)
        if key not in self._ranges:
            self._ranges[key] = self._find_range(index, cell, changes)
        return self._ranges[key]

    def _find_range(self, index: int, cell: Cell, changes: Changes) -> Range | None:
        implied = self._imply(index, cell, changes)
        if implied is None:
            return None
        reach = self._reaches.get((index, cell))
        if reach is None:
            reach = self._find_reach(index, cell, changes, implied)
            # How far a sum of figures that end at the same digit may be off never changes.
            if self._ends_alike(index):
                self._reaches[index, cell] = reach
        low, best, high = (implied + offset for offset in reach) if reach else (1, 1, 0)
        # No figure is taken for a loss that is not printed as one.
        if self.figure_of[cell].value >= 0:
            low, best = max(low, Fraction(0)), max(best, Fraction(0))
        return Range(Fraction(low), Fraction(best), Fraction(high)) if low <= high else None

    def _find_reach(
        self, index: int, cell: Cell, changes: Changes, implied: Fraction
    ) -> tuple[Fraction, ...]:
        """Lowest, best and highest value that a claim allows, from an implied one; else nothing."""
        step = self.step(cell)

        def holds(value: Fraction) -> bool:
            return not self.fails(index, {**changes, cell: value})

        near = (implied, implied + step, implied - step)
        best = next((value for value in near if holds(value)), None)
        if best is None:
            return ()
        ends = _farthest(best, -step, holds), best, _farthest(best, step, holds)
        return tuple(end - implied for end in ends)

    def _ends_alike(self, index: int) -> bool:
        claim = self.judgements[index].claim
        figures = [claim.stated, *(term.figure for term in claim.terms)]
        nearest = self.judgements[index].rounding_mode == "nearest"
        return claim.kind in SUMS and nearest and len({f.resolution for f in figures}) == 1

    def can_imply(self, index: int, cell: Cell) -> bool:
        """A claim can be solved for a cell: it stands in it once, and nothing is divided by 0."""
        return self._imply(index, cell, {}) is not None

    def _imply(self, index: int, cell: Cell, changes: Changes) -> Fraction | None:
        """The value of a cell with which a claim comes out exactly, as it could be printed."""
        claim = self._apply_changes(index, changes)
        stated_cell, term_cells = self._names[index]
        if cell == stated_cell:
            computed = None if cell in term_cells else compute(claim)
            value = computed.value if computed else None
        elif term_cells.count(cell) == 1:
            value = _solve_for(claim, term_cells.index(cell))
        else:
            value = None
        return None if value is None else round_half_up(value, self.step(cell))

    def _apply_changes(self, index: int, changes: Changes) -> Claim:
        claim = self.judgements[index].claim
        stated_cell, term_cells = self._names[index]
        terms = tuple(
            term if cell is None or cell not in changes
            else Term(Figure(changes[cell], term.figure.resolution), term.role, term.span)
            for cell, term in zip(term_cells, claim.terms, strict=True)
        )  # fmt: skip
        stated = Figure(changes.get(stated_cell, claim.stated.value), claim.stated.resolution)
        return replace(claim, stated=stated, terms=terms)


def _farthest(start: Fraction, step: Fraction, holds: Callable[[Fraction], bool]) -> Fraction:
    """The last of the values from a start on, a step apart, that all hold."""
    good, reach = 0, 1
    while reach < _FARTHEST and holds(start + reach * step):
        good, reach = reach, 2 * reach
    bad = reach
    while bad - good > 1:
        middle = (good + bad) // 2
        good, bad = (middle, bad) if holds(start + middle * step) else (good, middle)
    return start + good * step


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
