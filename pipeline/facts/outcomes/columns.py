"""Columns and rows of tables that hold results, whatever stands above the table.

What belongs here: what the heading of a column or row announces for its cells. What does not:
headings above tables (`above`), or which figures state no result (`costs`).
"""

import re
from collections.abc import Iterable, Sequence

from pipeline.document.outline.announced import announced_role
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid
from pipeline.facts.rows import PlacedTable
from pipeline.figures.quantity import Quantity
from pipeline.vocabulary.audit import audit
from pipeline.vocabulary.outcomes import outcomes

_LONGEST_ANSWER = 100
"""Letters of an answer that says what came about; a longer one explains, and plans too."""
_LONGEST_HEADING = 20
"""Letters of a heading of a column or row."""
_AND = re.compile(r"\s및\s|\s?[/,·]\s?")
"""Between the two things that a heading names."""
_ARROW = re.compile(r"\s*[☞→⇒⇨➔➡]")
"""The mark of an answer."""
_SUBJECT_REACH = 2
"""Parts of a subject, the last ones, that may be the heading of a column."""


class ResultColumns:
    """Looks up the column of results that a figure stands in."""

    def __init__(self, text: str, tables: Sequence[PlacedTable]) -> None:
        self._text = text
        self._grids = [table.grid for table in tables]

    def heading(self, quantity: Quantity, *, is_reached: bool) -> str | None:
        """The heading of its column or row, if that announces results; readable.

        The answers to findings are results where they are short and their row does not say that
        they are still to come.

        Args:
            is_reached: the words of its cell say that it has come about. Where a heading announces
                plans as well, that or its row must say so; where it announces progress, that.
        """
        if quantity.table is None:
            return None
        grid = self._grids[quantity.table]
        at = quantity.span.start
        cell = next((c for c in grid.cells if c.span.start <= at < c.span.end), None)
        if cell is None or cell.row < grid.header_rows:
            return None
        path = [readable(span.of(self._text)) for span in grid.column_path(cell.column)]
        if path and _is_answer(path[-1]):
            is_told = is_reached or "계획" not in path[-1]
            return path[-1] if self._is_settled(grid, cell, is_told=is_told) else None
        rows = [c for c in grid.cells if c.row <= cell.row < c.row + c.row_span]
        heads = [readable(c.span.of(self._text)) for c in rows if c.column < cell.column]
        names = reversed([*heads, *path])
        return next((n for n in names if announces_results(n, is_reached=is_reached)), None)

    def _is_settled(self, grid: Grid, cell: Cell, *, is_told: bool) -> bool:
        if cell.span.end - cell.span.start > _LONGEST_ANSWER:
            return False
        row = (c for c in grid.cells if c.row <= cell.row < c.row + c.row_span and c is not cell)
        beside = [closed(c.span.of(self._text)) for c in row]
        states = {audit().status(words.partition("(")[0]) for words in beside}
        if states & {"under_review", "not_adopted"} or any("예정" in words for words in beside):
            return False
        return is_told or bool(states & {"done", "in_progress"})


def announces_results(heading: str, *, is_reached: bool = False) -> bool:
    """The heading of a column or row says that its cells are results: 3분기 추진실적.

    So is progress (추진상황), by itself, where it has come about.
    """
    if len(heading) > _LONGEST_HEADING:
        return False
    whole = announced_role(heading)
    if is_reached and whole and whole.roles == ("progress",):
        return True
    *_, last = heading.partition("(")[0].split() or [""]
    found = whole or announced_role(last)
    return found is not None and "results" in found.roles


def is_result_column(heading: str) -> bool:
    """It announces results, or answers to findings."""
    return announces_results(heading) or _is_answer(heading)


def _is_answer(heading: str) -> bool:
    """처리결과, 조치결과 및 향후계획, 지적사항 처리결과."""
    first = _AND.split(heading)[0]
    return bool({closed(first), first.rpartition(" ")[2]} & outcomes().answers)


def is_answer_item(line: str, title: str) -> bool:
    """A line behind an arrow, below a title that announces answers to findings: ⇒ 96% 공개모집."""
    return _ARROW.match(line) is not None and _is_answer(title.strip())


def is_of_other_column(subject: str | None, label: str | None) -> bool:
    """The words on a figure of a table name a column of something else: 추진일정, 사업개요."""
    parts = [*(subject or "").split(" / ")[-_SUBJECT_REACH:], *(label or "").split(" / ")]
    return any(_announces_other(parts))


def _announces_other(parts: Iterable[str]) -> Iterable[bool]:
    for part in parts:
        found = announced_role(part)
        yield closed(part) in outcomes().no_results
        yield found is not None and found.roles in (("schedule",), ("plan",))
