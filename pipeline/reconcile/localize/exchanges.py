"""Two figures that stand in each other's place: one slip that explains two faults.

What belongs here: which two figures satisfy all claims when they are exchanged. What does not:
figures that are changed alone (`corrections`).
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from pipeline.reconcile.localize.constraints import Cell, ClaimNet

_PAIR = 2
_MOST_GROUPS = 60
"""Groups of claims that fail beyond which a report was misread."""
_MOST_CELLS = 60
"""Figures of a claim beyond which none of them is tried: the parts of a long list."""


def exchanges(
    net: ClaimNet, groups: Sequence[frozenset[int]]
) -> list[tuple[frozenset[int], dict[Cell, Fraction]]]:
    """Each two groups of failing claims that the exchange of two figures satisfies, and how.

    Where several do it, it stays open which: the changes are empty.
    """
    if len(groups) > _MOST_GROUPS:
        return []
    found = [
        (one | other, change)
        for one, other in itertools.combinations(groups, 2)
        for change in _between(net, one, other)
    ]
    return [
        (group, change if sum(not group.isdisjoint(known) for known, _ in found) == 1 else {})
        for group, change in found
    ]


def _between(
    net: ClaimNet, one: frozenset[int], other: frozenset[int]
) -> Iterator[dict[Cell, Fraction]]:
    """Exchanges of a figure that all claims of one group share with one of the other group."""
    for first, second in itertools.product(_shared(net, one), _shared(net, other)):
        change = exchange(net, first, second)
        allowed = change and all(
            _allows(net, group, cell, change) for group, cell in ((one, first), (other, second))
        )
        if allowed and net.holds(change):
            yield change


def exchange(net: ClaimNet, first: Cell, second: Cell) -> dict[Cell, Fraction]:
    """What two cells say when they are exchanged; nothing where that is no change."""
    values = net.figure_of[first].value, net.figure_of[second].value
    alike = net.figure_of[first].resolution == net.figure_of[second].resolution
    return {first: values[1], second: values[0]} if alike and values[0] != values[1] else {}


def is_exchange(net: ClaimNet, change: Mapping[Cell, Fraction]) -> bool:
    """Two cells say what the other one printed."""
    cells = tuple(change)
    return len(cells) == _PAIR and exchange(net, *cells) == change


def _shared(net: ClaimNet, group: frozenset[int]) -> list[Cell]:
    """Figures that stand in every claim of a group."""
    cells = [net.cells[index] for index in sorted(group)]
    if any(len(of_claim) > _MOST_CELLS for of_claim in cells):
        return []
    return [cell for cell in cells[0] if all(cell in of_claim for of_claim in cells)]


def _allows(
    net: ClaimNet, group: frozenset[int], cell: Cell, change: Mapping[Cell, Fraction]
) -> bool:
    ranges = [net.range_of(index, cell, {}) for index in group]
    return all(one is not None and one.low <= change[cell] <= one.high for one in ranges)
