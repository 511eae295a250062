"""Rows below 수입 and 지출 in one column of headings: the side of the budget they are parts of.

Nothing but the order of rows says it, so the figures have to: the rows up to the next side or total
must add up to the row of the side, in each column of amounts.
"""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from pipeline.facts.budgets.tables import BudgetAmount

Place = tuple[str, int]
"""A table and a row of it."""
_FEWEST_PARTS = 2
"""One row that repeats the figure above it proves little."""


def section_sides(amounts: Sequence[BudgetAmount]) -> dict[Place, str]:
    """The side of rows that name none, where their figures add up to the side above them."""
    tables: dict[str, dict[int, list[BudgetAmount]]] = defaultdict(lambda: defaultdict(list))
    for amount in amounts:
        tables[amount.cube.table.table_id][amount.seen.row].append(amount)
    return {
        (table, row): side
        for table, rows in tables.items()
        for side, head, parts in _sections(rows)
        if len(parts) >= _FEWEST_PARTS and _adds_up(rows[head], [rows[part] for part in parts])
        for row in parts
    }


def _sections(rows: dict[int, list[BudgetAmount]]) -> list[tuple[str, int, list[int]]]:
    """Each side that a row states, its row, and the rows below it that may be its parts."""
    found: list[tuple[str, int, list[int]]] = []
    inside = False
    for row in sorted(rows):
        first = rows[row][0]
        side = first.seen.members.side
        if side and first.name is None:
            found.append((side, row, []))
            inside = True
        elif side or first.seen.is_total:
            inside = False
        elif inside:
            found[-1][2].append(row)
    return found


def _adds_up(whole: list[BudgetAmount], parts: list[list[BudgetAmount]]) -> bool:
    """In each column; one at least must hold more than nothing."""
    sums: dict[int, Fraction] = defaultdict(Fraction)
    for amount in (amount for row in parts for amount in row):
        if amount.seen.figure:
            sums[amount.seen.column] += amount.seen.figure.value
    stated = {a.seen.column: a.seen.figure.value for a in whole if a.seen.figure}
    return any(stated.values()) and all(sums[column] == value for column, value in stated.items())
