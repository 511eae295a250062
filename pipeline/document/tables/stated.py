"""Tables that the file itself states: their grid is used as it is.

What belongs here: which of the stated cells are headings. What does not: how any format writes
its tables.
"""

from collections.abc import Sequence

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import first_rows, is_figure
from pipeline.sources.source import SourceTable
from pipeline.vocabulary.words import words


def stated_tables(text: str, tables: Sequence[SourceTable]) -> list[Grid]:
    """Every table that the file states, as a grid."""
    return [_grid(text, table) for table in tables if table.cells]


def _grid(text: str, table: SourceTable) -> Grid:
    cells = tuple(
        Cell(
            *(c.row, c.column, Span(c.start, c.end), c.row_span, c.column_span, c.is_filled),
            paragraphs=c.paragraphs,
        )
        for c in sorted(table.cells, key=lambda c: (c.row, c.column))
    )
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    marked = _marked_rows(table, rows)
    header = marked or first_rows(text, cells, rows, columns)
    return Grid(
        dialect="box",
        span=Span(table.start, table.end),
        rows=rows,
        columns=columns,
        header_rows=header,
        stub_columns=_stub_columns(text, cells, header, columns),
        cells=cells,
    )


def _marked_rows(table: SourceTable, rows: int) -> int:
    """Rows from the top all of whose cells the file marks as headings."""
    plain = [cell.row for cell in table.cells if not cell.is_header]
    return min(plain, default=rows - 1)


def _stub_columns(text: str, cells: Sequence[Cell], header_rows: int, columns: int) -> int:
    """Columns of row headings: those that the corner covers, the first where there is none.

    None where the first column is a total of the others: its head says so, figures are below.
    """
    corner = next((cell for cell in cells if (cell.row, cell.column) == (0, 0)), None)
    wide = corner.column_span if corner and header_rows else 1
    if corner and header_rows and closed(corner.span.of(text)) in words().total:
        below = [c for c in cells if c.column == 0 and c.row >= header_rows]
        if below and all(is_figure(closed(cell.span.of(text))) for cell in below):
            return 0
    return wide if wide < columns else 1
