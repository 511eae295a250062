"""Blocks to canonical text: a line a paragraph, a line a row of a table, tabs between cells.

What belongs here: where everything stands in the text. What does not: how any format is read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import UnreadableError
from pipeline.sources import limits
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell
from pipeline.sources.source import SourceCell, SourceTable
from pipeline.sources.span import Span
from pipeline.sources.style import LineStyle
from pipeline.sources.text import NOT_TEXT

_BREAK = re.compile(r"[\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Layout:
    """Canonical text, and what stands where in it."""

    text: str
    tables: tuple[SourceTable, ...]
    furniture: tuple[Span, ...]
    styles: tuple[LineStyle, ...]
    """The look of each line, in order; sizes and distances in points."""


def lay_out(blocks: Iterable[Block]) -> Layout:
    """Write blocks as text.

    Empty paragraphs are left out: what they say by standing there, no other format could repeat.

    Raises:
        UnreadableError: a table or the text is too large.
    """
    writer = _Writer()
    for block in blocks:
        writer.block(block)
    text = "".join(writer.parts)
    tables = [
        replace(table, cells=tuple(_trim(text, cell) for cell in table.cells))
        for table in sorted(writer.tables, key=lambda table: (table.start, -table.end))
    ]
    return Layout(text, tuple(tables), tuple(writer.furniture), tuple(writer.styles))


def cells_by_span(rows: Sequence[Sequence[TableCell]]) -> tuple[TableCell, ...]:
    """Give the cells of rows their columns, as HTML does: each stands in the first free place.

    Raises:
        UnreadableError: the cells span more than a table has.
    """
    taken: set[tuple[int, int]] = set()
    placed = []
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            height, width = max(cell.row_span, 1), max(cell.column_span, 1)
            height = min(height, len(rows) - row)
            _refuse_large(len(taken) + height * width, column + width)
            taken.update((row + r, column + c) for r in range(height) for c in range(width))
            placed.append(replace(cell, row=row, column=column, row_span=height, column_span=width))
    return tuple(placed)


def clean(text: str) -> str:
    """One line of text: breaks are spaces, and what is no character is left out."""
    return NOT_TEXT.sub("", _BREAK.sub(" ", text))


def space_between(before: str, after: str) -> str:
    """The space between raised digits and digits on the line: ’29 and 3.5 are not ’293.5."""
    return " " if before[-1:].isdigit() and after[:1].isdigit() else ""


@dataclass
class _Writer:
    parts: list[str] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    styles: list[LineStyle] = field(default_factory=list)
    at: int = 0

    def block(self, block: Block, *, framed: bool = False) -> None:
        """Write a block that stands in no table."""
        if isinstance(block, Paragraph):
            text = clean(block.text).rstrip()
            if text:
                start = self.at
                self._write(text)
                if block.furniture:
                    self.furniture.append(Span(start, self.at))
                self._write("\n")
                boxed = True if framed else block.style.boxed
                self.styles.append(replace(block.style, boxed=boxed))
        elif (inside := _unframe(block)) is not None:
            for inner in inside:
                self.block(inner, framed=True)
        elif block.cells:
            self._table(block, between=("\t", "\n"))
            self._write("\n")
            self.styles += _row_styles(block)

    def _table(self, table: Table, between: tuple[str, str]) -> None:
        """Write a table; inside a cell a space stands between its cells, and between its rows."""
        rows, columns = _size(table.cells)
        at = {(cell.row, cell.column): cell for cell in _part_cells(table.cells)}
        start, cells = self.at, []
        for row in range(rows):
            for column in range(columns):
                if cell := at.get((row, column)):
                    cells.append(self._cell(cell))
                if column < columns - 1:
                    self._separate(between[0], start)
            if row < rows - 1:
                self._separate(between[1], start)
        self.tables.append(SourceTable(start, self.at, tuple(cells)))

    def _separate(self, separator: str, start: int) -> None:
        """Write a separator; of spaces one is enough, and none at the beginning."""
        if separator != " " or (self.at > start and not self.parts[-1].endswith(" ")):
            self._write(separator)

    def _cell(self, cell: TableCell) -> SourceCell:
        start, begins = self.at, list[int]()
        for block in _flat(cell.blocks):
            if not _has_text(block):
                continue
            self._separate(" ", start)
            begins.append(self.at)
            if isinstance(block, Paragraph):
                self._write(clean(block.text).strip())
            else:
                self._table(block, between=(" ", " "))
        return SourceCell(
            *(cell.row, cell.column, start, self.at, cell.row_span, cell.column_span),
            is_header=cell.is_header,
            is_filled=cell.is_filled,
            paragraphs=tuple(begins[1:]),
        )

    def _write(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.at += len(text)
            if self.at > limits.CHARACTERS:
                raise UnreadableError(
                    "its text has more than {characters:,} characters", characters=limits.CHARACTERS
                )


def _unframe(table: Table) -> tuple[Block, ...] | None:
    """The contents of a frame: a table with one cell that is not empty is a frame, and no table."""
    filled = [cell for cell in table.cells if any(_has_text(block) for block in cell.blocks)]
    return tuple(filled[0].blocks) if len(filled) == 1 else (() if not filled else None)


def _has_text(block: Block) -> bool:
    if isinstance(block, Paragraph):
        return bool(clean(block.text).strip())
    return any(_has_text(inner) for cell in block.cells for inner in cell.blocks)


def _flat(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a cell, with those of frames in their place."""
    flat: list[Block] = []
    for block in blocks:
        framed = _unframe(block) if isinstance(block, Table) else None
        flat += [block] if framed is None else _flat(framed)
    return flat


def _row_styles(table: Table) -> list[LineStyle]:
    """The look of each row: that of its longest paragraph, in a cell."""
    rows, _ = _size(table.cells)
    longest: list[tuple[int, LineStyle]] = [(0, LineStyle(boxed=True))] * rows
    for cell in table.cells:
        for block in _flat(cell.blocks):
            if isinstance(block, Paragraph) and len(block.text) > longest[cell.row][0]:
                longest[cell.row] = len(block.text), replace(block.style, boxed=True)
    return [style for _, style in longest]


def _trim(text: str, cell: SourceCell) -> SourceCell:
    """The cell without space around its text."""
    content = text[cell.start : cell.end]
    left = len(content) - len(content.lstrip()) if content.strip() else 0
    start = cell.start + left
    return replace(cell, start=start, end=start + len(content.strip()))


def _size(cells: Sequence[TableCell]) -> tuple[int, int]:
    """Rows and columns of a table."""
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    _refuse_large(rows * columns, columns)
    return rows, columns


def _part_cells(cells: Sequence[TableCell]) -> list[TableCell]:
    """The cells of a table of a lawful size, none over another.

    A cell covers what it says up to the next cell; what two cells put into one place stands there
    together, so that a slip of the program that wrote the file costs that one place.
    """
    at: dict[tuple[int, int], TableCell] = {}
    for cell in cells:
        place = cell.row, cell.column
        same = at.get(place)
        at[place] = replace(same, blocks=same.blocks + cell.blocks) if same else cell
    taken = set(at)
    parted = []
    for (row, column), cell in at.items():
        width = height = 1
        while width < cell.column_span and (row, column + width) not in taken:
            width += 1
        across = range(column, column + width)
        while height < cell.row_span and taken.isdisjoint((row + height, c) for c in across):
            height += 1
        taken.update((row + r, c) for r in range(height) for c in across)
        parted.append(replace(cell, row_span=height, column_span=width))
    return parted


def _refuse_large(cells: int, columns: int) -> None:
    if columns > limits.TABLE_COLUMNS:
        raise UnreadableError(
            "a table has more than {table_columns:,} columns", table_columns=limits.TABLE_COLUMNS
        )
    if cells > limits.TABLE_CELLS:
        raise UnreadableError(
            "a table has more than {table_cells:,} cells", table_cells=limits.TABLE_CELLS
        )
