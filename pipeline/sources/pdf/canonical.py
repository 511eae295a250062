"""The canonical text of a PDF: its pages one after another, tables as rows with tabs.

The one place that counts positions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.sources.pdf.furniture import find_furniture
from pipeline.sources.pdf.layout import Item, Table
from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.source import SourceCell, SourceTable
from pipeline.sources.span import Span

_PARAGRAPH_GAP = 1.5
"""Gap between two lines, of their size, at which a blank line stands in the text."""


@dataclass
class CanonicalText:
    """A text being written, with what stands where in it."""

    page_starts: list[int] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    """An outer one before those inside it."""
    furniture: list[Span] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    def _write(self, part: str) -> int:
        """Write, and say where the part begins."""
        start = self._length
        self._parts.append(part)
        self._length += len(part)
        return start

    def write_page(self, items: Sequence[Item], furniture: set[int]) -> None:
        """Write one page.

        Args:
            items: what stands on it, in reading order.
            furniture: numbers of the items that are no part of the text.
        """
        self.page_starts.append(self._length)
        last: Item | None = None
        for number, item in enumerate(items):
            if last is not None and _is_apart(last, item):
                self._write("\n")
            if isinstance(item, TextLine):
                start = self._write(item.text)
                if number in furniture:
                    self.furniture.append(Span(start, self._length))
            else:
                self._write_table(item)
            self._write("\n")
            last = item

    def _write_table(self, table: Table) -> None:
        start, place = self._length, len(self.tables)
        cells: list[SourceCell] = []
        by_place = {(cell.place.row, cell.place.column): cell for cell in table.cells}
        rows = max(cell.place.row + cell.place.row_span for cell in table.cells)
        columns = max(cell.place.column + cell.place.column_span for cell in table.cells)
        for row in range(rows):
            for column in range(columns):
                if column:
                    self._write("\t")
                cell = by_place.get((row, column))
                if cell is None:
                    continue  # covered by a merged cell, or not enclosed by lines
                at = self._length
                self._write_inside(cell.items)
                spans = cell.place.row_span, cell.place.column_span
                cells.append(SourceCell(row, column, at, self._length, *spans))
            if row < rows - 1:
                self._write("\n")
        self.tables.insert(place, SourceTable(start, self._length, tuple(cells)))

    def _write_inside(self, items: Sequence[Item]) -> None:
        """What stands in a cell, on one line; a table inside it is a table of its own as well."""
        for number, item in enumerate(items):
            if number:
                self._write(" ")
            if isinstance(item, TextLine):
                self._write(item.text)
                continue
            start, place = self._length, len(self.tables)
            cells: list[SourceCell] = []
            for cell in item.cells:
                if cell.items and self._length > start:
                    self._write(" ")
                at = self._length
                self._write_inside(cell.items)
                grid = cell.place
                spans = grid.row_span, grid.column_span
                cells.append(SourceCell(grid.row, grid.column, at, self._length, *spans))
            self.tables.insert(place, SourceTable(start, self._length, tuple(cells)))


def write_canonical(pages: Sequence[Sequence[Item]]) -> CanonicalText:
    """Write all pages."""
    furniture = find_furniture(pages)
    canonical = CanonicalText()
    for number, items in enumerate(pages):
        canonical.write_page(items, {index for page, index in furniture if page == number})
    return canonical


def _is_apart(above: Item, below: Item) -> bool:
    """Two lines with room between them, or in two columns, are of different paragraphs."""
    if isinstance(above, Table) or isinstance(below, Table):
        return False
    gap = below.box[1] - above.box[3]
    size = max(above.size, below.size)
    return gap > _PARAGRAPH_GAP * size or gap < -size  # the next column begins above
