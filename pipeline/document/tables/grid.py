"""A table as found in the source: cells with their spans, before anybody asks what they mean."""

from dataclasses import dataclass, field
from functools import cached_property

from pipeline.sources.span import Span

__all__ = ["Cell", "Grid", "ShortRow", "Span"]


@dataclass(frozen=True)
class Cell:
    """One cell of a table. Rows and columns count from 0."""

    row: int
    column: int
    span: Span
    row_span: int = 1
    column_span: int = 1
    is_filled: bool = False
    """It stands on a colour, where the file says so."""
    paragraphs: tuple[int, ...] = ()
    """Offsets where its second paragraph begins, and each after it, where the file says so."""

    def is_over(self, column: int) -> bool:
        """It stands in a column, alone or with others."""
        return self.column <= column < self.column + self.column_span


@dataclass(frozen=True)
class ShortRow:
    """A row with fewer values than the table has columns, or more: where do they belong?"""

    row: int
    values: tuple[Span, ...]


@dataclass(frozen=True)
class Noted:
    """The units that are printed with a table, as printed, and where."""

    units: tuple[str, ...] = ()
    source: str = "caption"
    """caption: in its caption or a note between them; note: in a note that holds for several."""


@dataclass(frozen=True)
class Grid:
    """A table of the source."""

    dialect: str
    """spaces, tabs, html, or box for a table that the file states."""
    span: Span
    """From the first to the last character of the table."""
    rows: int
    columns: int
    header_rows: int
    stub_columns: int
    """Leading columns that hold row headings."""
    cells: tuple[Cell, ...]
    """Sorted by row and column. A merged cell stands once, with its spans."""
    short_rows: tuple[ShortRow, ...] = ()
    """Rows whose values are in no cell yet."""
    captions: tuple[Span, ...] = field(default=())
    """The heading and the notes printed above the table, nearest first."""
    noted: Noted = Noted()
    """The units printed with the table."""
    is_band: bool = False
    """It is the lower part of a table, under headings of its own: captions are above the first."""

    def body(self) -> list[list[Cell]]:
        """Cells of the rows below the header, row by row."""
        found: dict[int, list[Cell]] = {}
        for cell in self.cells:
            if cell.row >= self.header_rows:
                found.setdefault(cell.row, []).append(cell)
        return [found[row] for row in sorted(found)]

    def column_path(self, column: int) -> tuple[Span, ...]:
        """Header cells above a column, top down; a merged one heads each column it covers."""
        return tuple(self._column_paths.get(column, ()))

    @cached_property
    def _column_paths(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for cell in self.cells:
            if cell.row < self.header_rows and cell.span.start < cell.span.end:
                end = min(cell.column + cell.column_span, self.columns)
                for column in range(cell.column, end):
                    found.setdefault(column, []).append(cell.span)
        return found
