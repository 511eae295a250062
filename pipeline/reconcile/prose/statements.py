"""The prose of a report as statements: an item of the outline, or a sentence of a long cell.

What belongs here: which text, figures and parentheses a statement has, and which statements stand
above and below it. What does not: what it claims.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pipeline.document.bullets import bullet_inside
from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.tables.grid import Grid, Span
from pipeline.figures.date_values import DateSpan
from pipeline.figures.figures import Figures
from pipeline.figures.phrase import Group, Mention, innermost, read_groups

_SHORT_CELL = 40
"""A longer cell is prose."""
_NOT_PROSE = ("table", "furniture")
_NO_OWNER = ("chapter", "goal", "program", "subprogram")
"""Kinds of sections whose title is about more than the table below it."""
_IN_CELL = re.compile(rf"</?[A-Za-z][^<>]*>|[\r\n\t]|{bullet_inside().pattern}")
_BARE = re.compile(r"(?<![A-Za-z\d.,'’‘])\d[\d,.]*(?=[\s,)/(·]|$)")
"""A number without a unit, that is no part of a name."""
_EACH = "당"
"""Behind a figure that is no figure of its own but what another is for: 1인당 3개월."""


@dataclass
class Statement:
    """An item with its figures, and the items around it."""

    text: str = field(repr=False)
    """Of the whole document: all places count from its beginning."""
    start: int
    end: int
    mentions: tuple[Mention, ...]
    groups: tuple[Group, ...]
    dates: tuple[DateSpan, ...]
    section: int | None
    """Index in the outline; None for a sentence of a cell."""
    marker: str = ""
    program: tuple[str, ...] = ()
    """Kinds and numbers of the sections it belongs to, from the top down."""
    below: list["Statement"] = field(default_factory=list, repr=False)
    """The items right below it, in order."""
    above: "Statement | None" = field(default=None, repr=False)
    """The item before it of the same rank, or the one that it is below."""
    following: "Statement | None" = field(default=None, repr=False)
    """The next item of the same rank."""
    earlier: list["Statement"] = field(default_factory=list, repr=False)
    """Of a sentence of a cell: those before it."""
    tables: list["TableBelow"] = field(default_factory=list, repr=False)
    """The table below it, where nothing else is between but what belongs to both."""

    def within(self, group: int | None) -> list[Mention]:
        """Figures directly in a parenthesis, or outside of all."""
        return [mention for mention in self.mentions if mention.group == group]

    def head_of(self, group: int) -> Mention | None:
        """The nearest figure before a parenthesis, of the text around it."""
        outer = self.groups[group].outer
        before = [m for m in self.within(outer) if m.end <= self.groups[group].opened]
        return before[-1] if before else None

    def inside(self, group: int) -> str:
        """The text of a parenthesis."""
        return self.text[self.groups[group].opened + 1 : self.groups[group].closed]

    def unread(self, start: int, end: int) -> bool:
        """Whether a number stands in a stretch that is neither a figure nor part of a date."""
        covered = [(m.start, m.end) for m in self.mentions]
        covered += [(date.char_start, date.char_end) for date in self.dates]
        return any(
            not any(low <= match.start() < high for low, high in covered)
            for match in _BARE.finditer(self.text, start, end)
        )

    def undated(self, start: int, end: int) -> str:
        """A stretch without its dates."""
        shown, at = "", start
        for date in self.dates:
            if date.char_start >= at and date.char_end <= end:
                shown += self.text[at : date.char_start] + " "
                at = date.char_end
        return shown + self.text[at:end]

    def plain(self, start: int, end: int) -> str:
        """A stretch without the parentheses that open and close in it."""
        shown, at = "", start
        for group in self.groups:
            if group.opened >= at and group.closed < end:
                shown += self.text[at : group.opened] + " "
                at = group.closed + 1
        return shown + self.text[at:end]


@dataclass(frozen=True)
class TableBelow:
    """A table, with what the cells of its body state."""

    grid: Grid
    cells: dict[tuple[int, int], Statement] = field(repr=False)
    """By row and column; a merged cell by its first ones."""


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
        last = 0
        for grid in self._outermost():
            section = self._outline.section_of[self._document.line_at(grid.span.start) - 1]
            owners = [
                found[index] for index in self._around(section)
                if index in found and last <= found[index].end <= grid.span.start
            ]  # fmt: skip
            if owners:
                table = TableBelow(grid, self._cells_of(grid))
                for owner in owners:
                    owner.tables.append(table)
            last = grid.span.end

    def _around(self, section: int | None) -> Iterator[int]:
        """The sections before one of its rank, itself, and those above it."""
        sections = self._outline.sections
        if section is not None:
            above = sections[section].parent
            yield from (i for i in range(section) if sections[i].parent == above)
        while section is not None and sections[section].kind not in _NO_OWNER:
            yield section
            section = sections[section].parent

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
                        pieces[-1].earlier.extend(pieces[:-1])
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
