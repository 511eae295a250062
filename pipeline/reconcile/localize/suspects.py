"""The figure that is wrong, where claims fail: the one that every smallest correction changes.

Where two corrections of the same size have no figure in common, it is a tie, and nobody is
suspected. An exchange of two figures that explains two faults goes before. What is found is
published beside the stated value, and never applied.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.document.tables.grid import Span
from pipeline.reconcile.localize.constraints import Cell, CellAt, ClaimNet
from pipeline.reconcile.localize.corrections import Correction, most_exact, smallest_sets
from pipeline.reconcile.localize.exchanges import exchanges, is_exchange
from pipeline.rules.claim import Judgement


@dataclass(frozen=True)
class Suspect:
    """A figure that is probably wrong."""

    span: Span
    stated: Fraction
    """Its value, in its canonical unit."""
    proposed: Fraction | None
    """The value that the other figures imply, in its canonical unit; None if they leave it open."""


def find_suspects(judgements: Sequence[Judgement], cell_at: CellAt) -> dict[int, Suspect]:
    """The suspect of each claim that fails, by the index of the judgement.

    Args:
        judgements: all judged claims of a report.
        cell_at: what identifies the figure that stands at a place.
    """
    net = ClaimNet(judgements, cell_at)
    found: dict[int, Suspect] = {}
    groups = list(net.groups())
    exchanged = exchanges(net, groups)
    for group, change in exchanged:
        for cell, value in change.items():
            suspect = Suspect(net.span_of[cell], net.figure_of[cell].value, value)
            found.update({i: suspect for i in group if cell in net.cells[i]})
    explained = frozenset().union(*(group for group, _ in exchanged))
    for group in groups:
        if group <= explained:
            continue
        sets = smallest_sets(net, group)
        corrections = most_exact(net, list(itertools.chain.from_iterable(sets)))
        for cell in (suspected := _in_all(sets)):
            suspect = Suspect(
                net.span_of[cell], net.figure_of[cell].value, _propose(net, corrections, cell)
            )
            for index in net.claims_of[cell]:
                concerned = index in group or (
                    judgements[index].verdict != "exact"
                    and all(net.verdict(index, correction) == "exact" for correction in corrections)
                )
                if concerned and suspected.isdisjoint(set(net.cells[index]) - {cell}):
                    found[index] = suspect
    return found


def _in_all(sets: Sequence[Sequence[Correction]]) -> set[Cell]:
    """Cells that are changed whichever of the sets is."""
    return set.intersection(*(set(corrections[0]) for corrections in sets)) if sets else set()


def _propose(net: ClaimNet, corrections: Sequence[Correction], cell: Cell) -> Fraction | None:
    """The value that all corrections give a cell; None where another one does as well."""
    values = {correction[cell] for correction in corrections}
    if all(is_exchange(net, correction) for correction in corrections) and len(values) == 1:
        return values.pop()
    return None if len(values) > 1 or _is_open(net, corrections, cell) else values.pop()


def _is_open(net: ClaimNet, corrections: Sequence[Correction], cell: Cell) -> bool:
    """With the next value that could be printed no claim fails, and as many are exact."""
    return any(
        net.holds(other) and net.not_exact(other) <= net.not_exact(correction)
        for correction in corrections
        for step in (net.step(cell), -net.step(cell))
        for other in [{**correction, cell: correction[cell] + step}]
    )
