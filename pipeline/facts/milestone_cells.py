"""Schedules drawn as a table with a column a period: 1분기, 2분기, 3분기, 4분기.

What belongs here: which tables are such, and where their items stand. What does not: what an item
says, and when (`milestone_entries`).
"""

import re
from functools import cache

from pipeline.document.bullets import bullets_only
from pipeline.document.document import Document
from pipeline.document.grid import Grid, Span
from pipeline.document.readable import closed
from pipeline.reference.milestones import milestones
from pipeline.reference.signs import one_of


def items_of_periods(document: Document) -> dict[int, list[Span]]:
    """Line to the items of its cells, for each line of such a table; its header has none."""
    found: dict[int, list[Span]] = {}
    for grid in document.tables:
        if not _has_periods(document.text, grid):
            continue
        for cell in grid.cells:
            listed = found.setdefault(document.line_at(cell.span.start), [])
            if cell.row:
                listed += _items(document.text, cell.span)
    return found


def _has_periods(text: str, grid: Grid) -> bool:
    """Every cell of the first row names a part of a year, and nothing else."""
    first = [closed(cell.span.of(text)) for cell in grid.cells if cell.row == 0]
    period = milestones().period.pattern
    return len(first) > 1 and all(period.fullmatch(words) for words in first)


def _items(text: str, span: Span) -> list[Span]:
    """The items of a cell: each begins with a bullet, at its beginning or behind space."""
    starts = [m.start() for m in _bullet().finditer(text, span.start, span.end)]
    if not starts or starts[0] != span.start:
        starts.insert(0, span.start)
    return [Span(a, b) for a, b in zip(starts, [*starts[1:], span.end], strict=True) if a < b]


@cache
def _bullet() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\s]){one_of(bullets_only())}(?=\s|[^\W\d])")
