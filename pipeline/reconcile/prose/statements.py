"""The prose of a report as statements: an item of the outline, or a sentence of a long cell.

What belongs here: which text, figures and parentheses a statement has, and which statements stand
above and below it. What does not: what it claims.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from pipeline.document.bullets import bullet_inside
from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Grid, Span
from pipeline.figures.figures import Figures
from pipeline.reconcile.prose.statement import (
    Mention,
    Statement,
    TableBelow,
    innermost,
    read_groups,
)

__all__ = ["Statement", "TableBelow", "read_statements"]

_SHORT_CELL = 40
"""A longer cell is prose."""
_REACH = 50
"""Sentences before one of the same cell that it may go on from."""
_NOT_PROSE = ("table", "furniture")
_NO_OWNER = ("chapter", "goal", "program", "subprogram")
"""Kinds of sections whose title is about more than the table below it."""
_IN_CELL = re.compile(rf"</?[A-Za-z][^<>]*>|[\r\n\t]|{bullet_inside().pattern}")
_EACH = "당"
"""Behind a figure that is no figure of its own but what another is for: 1인당 3개월."""


def read_statements(document: Document, figures: Figures, outline: Outline) -> list[Statement]:
    """Every statement with a figure or below one, in the order of the text."""
    reader = _Reader(document, figures, outline)
    found = [*reader.items(), *reader.cells()]
    return sorted(found, key=lambda statement: statement.start)


class _Reader:
    def __init__(self, document: Document, figures: Figures, outline: Outline) -> None:
        self._document, self._outline = document, outline
        self._quantities = [
            quantity
            for quantity in figures.quantities
            if not (quantity.repeated or document.text.startswith(_EACH, quantity.span.end))
        ]
        self._starts = [quantity.span.start for quantity in self._quantities]
        self._dates = figures.dates
        self._date_starts = [date.char_start for date in figures.dates]

    def items(self) -> list[Statement]:
        """One statement a section: its lines up to the first that is not its own."""
        found: dict[int, Statement] = {}
        for index, span in self._own_lines():
            if index not in found:
                found[index] = self._statement(span, index)
        ranks: dict[int | None, list[Statement]] = {}
        for index, statement in found.items():
            parent = self._outline.sections[index].parent
            ranks.setdefault(parent, []).append(statement)
            if parent in found:
                found[parent].below.append(statement)
        for parent, rank in ranks.items():
            for one, other in zip([None, *rank], [*rank, None], strict=True):
                if one is not None:
                    one.following = other
                if other is not None:
                    other.above = one or (found.get(parent) if parent is not None else None)
        self._put_tables_below(found)
        return list(found.values())

    def _put_tables_below(self, found: dict[int, Statement]) -> None:
        """Give each table to the items above it: of its rank, and those they are below."""
        last, order = 0, sorted(found)
        ends = [found[index].end for index in order]
        for grid in self._outermost():
            section = self._outline.section_of[self._document.line_at(grid.span.start) - 1]
            between = order[bisect_left(ends, last) : bisect_right(ends, grid.span.start)]
            around = self._around(section)
            owners = [found[index] for index in between if around(index)]
            if owners:
                table = TableBelow(grid, self._cells_of(grid), self._document.text)
                for owner in owners:
                    owner.tables.append(table)
            last = grid.span.end

    def _around(self, section: int | None) -> Callable[[int], bool]:
        """Asks of a section: is it before one of its rank, that one itself, or above it."""
        sections, last = self._outline.sections, section
        rank = None if section is None else sections[section].parent
        chain = set()
        while section is not None and sections[section].kind not in _NO_OWNER:
            chain.add(section)
            section = sections[section].parent
        return lambda index: (
            index in chain or (last is not None and index < last and sections[index].parent == rank)
        )

    def _cells_of(self, grid: Grid) -> dict[tuple[int, int], Statement]:
        return {
            (cell.row, cell.column): self._statement(cell.span, None)
            for cell in grid.cells
            if cell.row >= grid.header_rows and cell.column >= grid.stub_columns
        }

    def _outermost(self) -> Iterator[Grid]:
        """The tables that stand in no other."""
        last = 0
        for grid in self._document.tables:
            if grid.span.start >= last:
                last = grid.span.end
                yield grid

    def _own_lines(self) -> Iterator[tuple[int, Span]]:
        """Stretches of lines of one section, without its tables."""
        run: tuple[int, int, int] | None = None
        for line, kind in zip(self._document.lines, self._document.kinds, strict=True):
            index = self._outline.section_of[line.no - 1]
            prose = kind not in _NOT_PROSE
            if run and (not prose or run[0] != index):
                yield run[0], Span(run[1], run[2])
                run = None
            if prose and kind != "blank":
                run = (index, run[1] if run else line.start, line.end)
        if run:
            yield run[0], Span(run[1], run[2])

    def cells(self) -> list[Statement]:
        """The sentences of long cells of outermost tables."""
        found = []
        text = self._document.text
        for grid in self._outermost():
            for cell in grid.cells:
                span = cell.span
                if cell.row < grid.header_rows or span.end - span.start <= _SHORT_CELL:
                    continue
                at, pieces = span.start, list[Statement]()
                for cut in [*_IN_CELL.finditer(text, span.start, span.end), None]:
                    piece = Span(at, cut.start() if cut else span.end)
                    if piece.of(text).strip():
                        pieces.append(self._statement(piece, None))
                        pieces[-1].earlier.extend(pieces[-_REACH - 1 : -1])
                    at = cut.end() if cut else at
                found += pieces
        return found

    def _statement(self, span: Span, section: int | None) -> Statement:
        text = self._document.text
        groups = read_groups(text, span)
        line = self._document.line_at(span.start)
        at = section if section is not None else self._outline.section_of[line - 1]
        return Statement(
            text,
            span.start,
            span.end,
            tuple(
                Mention(quantity, innermost(groups, quantity.span.start))
                for quantity in _between(self._quantities, self._starts, span)
            ),
            groups,
            tuple(_between(self._dates, self._date_starts, span)),
            section,
            "" if section is None else self._outline.sections[section].marker,
            self._path(at),
        )

    def _path(self, section: int | None) -> tuple[str, ...]:
        """Goal, program and part by number; the chapter where there is no program."""
        numbers: list[str] = []
        chapter = ""
        while section is not None:
            above = self._outline.sections[section]
            if above.kind in ("goal", "program", "subprogram"):
                numbers.insert(0, str(above.number or 0))
            elif above.kind == "chapter":
                chapter = f"chapter-{above.number or 0}"
            section = above.parent
        return tuple(numbers) if len(numbers) > 1 else tuple(filter(None, [chapter, *numbers]))


_Placed = TypeVar("_Placed")


def _between(listed: Sequence[_Placed], starts: Sequence[int], span: Span) -> list[_Placed]:
    return list(listed[bisect_left(starts, span.start) : bisect_left(starts, span.end)])
