"""Bare numbers behind a total that they add up to: 28개소 ▹재개발 19, 재건축 8, 주거환경 1.

What belongs here: which numbers are the parts of which total. What does not: the unit that they
take from it (`shared_units`).
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.document.brackets import CLOSING, OPENING
from pipeline.figures.announced_units import CellAround
from pipeline.figures.scan import Signed

_BARRIER = re.compile(r"[\t|\r\n;]|\s[/※]\s")
"""Text that ends a list of parts."""
_NAMED = re.compile(r"[^\W\d_]")
_LEAST = 2
_MOST = 20


def summed_parts(
    text: str, amounts: Sequence[Signed], totals: Sequence[Fraction | None]
) -> dict[int, int]:
    """Index of every number that is a part of a total, to the index of the total.

    Args:
        text: the canonical text.
        amounts: all amounts of the document.
        totals: what each one says in the power of ten that parts are listed in, where it may head
            a list; None for bare numbers.
    """
    found: dict[int, int] = {}
    for head, total in enumerate(totals):
        if total is None:
            continue
        parts: list[int] = []
        added = Fraction(0)
        for index in _following(text, amounts, head):
            amount = amounts[index].amount
            if index in found or totals[index] is not None or amount.unit_raw is not None:
                break
            parts.append(index)
            added += amount.value
            if added >= total:
                break
        if added == total and len(parts) >= _LEAST:
            found |= dict.fromkeys(parts, head)
    return found


def parts_below(
    text: str,
    amounts: Sequence[Signed],
    totals: Sequence[Fraction | None],
    cells: Sequence[CellAround | None],
) -> dict[int, int]:
    """Index of the numbers of a cell that add up to the figure in the cell above, to its index.

    168개 above 유인 40, 무인 128.

    Args:
        cells: the body cell around each amount.
    """
    held: dict[tuple[int, int, int], list[int]] = {}
    for index, cell in enumerate(cells):
        if cell is not None:
            held.setdefault((cell.table, cell.cell.row, cell.cell.column), []).append(index)
    found: dict[int, int] = {}
    for (table, row, column), parts in held.items():
        above: Sequence[int] = held.get((table, row - 1, column), ())
        total = totals[above[0]] if len(above) == 1 else None
        bare = all(amounts[i].amount.unit_raw is None and totals[i] is None for i in parts)
        if total is None or not bare or len(parts) < _LEAST:
            continue
        cell = cells[parts[0]]
        begins = [cell.span.start if cell else 0, *(amounts[i].amount.end for i in parts)]
        named = all(
            _NAMED.search(text[begin : amounts[i].start])
            for begin, i in zip(begins, parts, strict=False)
        )
        if named and sum(amounts[i].amount.value for i in parts) == total:
            found |= dict.fromkeys(parts, above[0])
    return found


def _following(text: str, amounts: Sequence[Signed], head: int) -> Iterator[int]:
    """The numbers behind a total, each with words of its own, without those in their brackets."""
    depth, level = 0, None
    for index in range(head + 1, min(head + 1 + _MOST, len(amounts))):
        between = text[amounts[index - 1].amount.end : amounts[index].start]
        if _BARRIER.search(between):
            return
        for letter in between:
            depth += (letter in OPENING) - (letter in CLOSING)
            if level is not None and depth < level:
                return
        if level is None or depth == level:
            if not _NAMED.search(between):
                return
            level = depth
            yield index
