"""The smallest sets of figures that could be changed so that no claim fails (Fellegi and Holt).

A figure belongs to a set with every value that could be printed and that all of its claims allow.
"""

import itertools
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.reconcile.localize.constraints import Cell, ClaimNet
from pipeline.reconcile.localize.exchanges import exchange

_MOST_CELLS = 3
"""Cells of a set that are changed together at most."""
_PAIR = 2
_MOST_CLAIMS = 12
"""Claims that fail together beyond which a table was misread, and not one of its figures wrong."""
_MOST_STEPS = 20_000
"""Sets of cells that are built on the way to those that are tried."""
_MOST_SETS = 400
"""Sets of cells that are tried for one group of claims before it is left alone."""

Correction = dict[Cell, Fraction]
"""New values of a set of cells."""


def smallest_sets(net: ClaimNet, group: frozenset[int]) -> list[list[Correction]]:
    """Of each of the smallest sets of cells, how it could be changed so that no claim fails.

    Where the only exchange of two figures does it, it goes before two figures that are each wrong.
    None where there is no small one, or there are too many to look at all of them.
    """
    if len(group) > _MOST_CLAIMS:
        return []
    tried = itertools.count()
    for size in range(1, _MOST_CELLS + 1):
        found: list[list[Correction]] = []
        exchanged: list[list[Correction]] = []
        for cells in _hitting(net, sorted(group), size):
            if cells is None or next(tried) >= _MOST_SETS:
                return []
            if corrections := [c for c in _assign(net, cells, {}) if net.holds(c)]:
                found.append(corrections)
            if size == _PAIR and (change := exchange(net, *cells)) and net.holds(change):
                exchanged.append([change])
        if found or exchanged:
            return exchanged if len(exchanged) == 1 else found
    return []


def _hitting(net: ClaimNet, group: Sequence[int], size: int) -> Iterator[frozenset[Cell] | None]:
    """Sets of so many cells that have one in every claim of a group; None where it is too many."""
    seen: set[frozenset[Cell]] = set()
    everywhere = tuple(dict.fromkeys(cell for index in group for cell in net.cells[index]))

    def extend(cells: frozenset[Cell]) -> Iterator[frozenset[Cell] | None]:
        if cells in seen:
            return
        if len(seen) > _MOST_STEPS:
            yield None
            return
        seen.add(cells)
        missed = next((i for i in group if cells.isdisjoint(net.cells[i])), None)
        if len(cells) == size:
            if missed is None:
                yield cells
            return
        # One figure can stand in every claim, and yet another one be wrong beside it.
        near = everywhere if missed is None else net.cells[missed]
        for cell in near:
            yield from extend(cells | {cell})

    return extend(frozenset())


def _assign(net: ClaimNet, cells: frozenset[Cell], done: Correction) -> Iterator[Correction]:
    """Values of cells, each from the claims in which it is the only one left open.

    Also from claims that do not fail: a rate can leave a figure open that a total fixes. Of a range
    of values, its ends are tried and those at which a claim comes out exactly.
    """
    left = cells - done.keys()
    if not left:
        yield done
        return
    values: dict[Cell, list[Fraction]] = {}
    for cell in left:
        settled = [i for i in net.claims_of[cell] if left.intersection(net.cells[i]) == {cell}]
        solved = [index for index in settled if net.can_imply(index, cell)]
        if solved:
            values[cell] = _values(net, cell, solved, done)
            if not values[cell]:
                return
            # Where no claim joins it to another cell, it does not matter which comes first.
            if len(settled) == len(net.claims_of[cell]):
                values = {cell: values[cell]}
                break
    for cell, allowed in values.items():
        for value in allowed:
            yield from _assign(net, cells, {**done, cell: value})


def _values(net: ClaimNet, cell: Cell, claims: Sequence[int], done: Correction) -> list[Fraction]:
    """Values of a cell that some claims allow, none of them what is printed."""
    ranges = [net.range_of(index, cell, done) for index in claims]
    known = [one for one in ranges if one is not None]
    if len(known) < len(ranges):
        return []
    low, high = max(one.low for one in known), min(one.high for one in known)
    if low > high:
        return []
    tried = {min(max(v, low), high) for one in known for v in (one.low, one.best, one.high)}
    return sorted(tried - {net.figure_of[cell].value})


def most_exact(net: ClaimNet, corrections: Sequence[Correction]) -> list[Correction]:
    """The corrections after which most claims are exact."""
    costs = [net.not_exact(correction) for correction in corrections]
    return [c for c, cost in zip(corrections, costs, strict=True) if cost == min(costs)]
