"""Tables that the file itself states: their grid is used as it is.

What belongs here: which of the stated cells are headings. What does not: how any format writes
its tables.
"""

import re
from collections.abc import Sequence

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.sources.source import SourceTable
from pipeline.vocabulary.units import units
from pipeline.vocabulary.words import words

_MAX_HEADER_ROWS = 4
_YEAR = re.compile(r"(?:['’‘]\d{2}|\d{2}(?=년)|(?:19|20)\d{2})(?:\.|년도?)?(?:\([^()]*\))?")
_FIGURE = re.compile(r"[△▲+-]?[\d,.]*\d(?P<unit>%|[가-힣]{0,4})(?:\([^()]*\))?")


def stated_tables(text: str, tables: Sequence[SourceTable]) -> list[Grid]:
    """Every table that the file states, as a grid."""
    return [_grid(text, table) for table in tables if table.cells]


def _grid(text: str, table: SourceTable) -> Grid:
    cells = tuple(
        Cell(c.row, c.column, Span(c.start, c.end), c.row_span, c.column_span)
        for c in sorted(table.cells, key=lambda c: (c.row, c.column))
    )
    rows = max(cell.row + cell.row_span for cell in cells)
    columns = max(cell.column + cell.column_span for cell in cells)
    marked = _marked_rows(table, rows)
    header = marked or _header_rows(text, cells, rows, columns)
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


def _header_rows(text: str, cells: Sequence[Cell], rows: int, columns: int) -> int:
    """Rows of headings: as far down as the corner reaches, none of them with a figure.

    A first row of one cell over all columns is a title; the headings are below it.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    height = 0
    while height < min(rows - 1, _MAX_HEADER_ROWS):
        row = by_row.get(height, [])
        if not row or row[0].column or not _heads(text, row):
            break
        reach = height + row[0].row_span
        spanned = [by_row.get(number, []) for number in range(height + 1, reach)]
        headed = next((n for n, r in enumerate(spanned) if r and not _heads(text, r)), None)
        height = reach if headed is None else height + 1 + headed
        if row[0].column_span < columns:
            break
    return height if height < rows else 0


def _heads(text: str, row: Sequence[Cell]) -> bool:
    """Words, and years at most, but no figures; or whatever follows a word that heads a table."""
    contents = [closed(cell.span.of(text)) for cell in row]
    if contents and contents[0].endswith(tuple(words().stub)):
        return True  # 구분, and 직급별 구분
    return any(contents) and not any(map(_is_figure, contents))


def _is_figure(content: str) -> bool:
    """A number with or without a unit of measure; 4급 and 2024년 are names."""
    match = _FIGURE.fullmatch(content)
    if match is None or _YEAR.fullmatch(content):
        return False
    return match["unit"] in ("", "%") or match["unit"] in units()


def _stub_columns(text: str, cells: Sequence[Cell], header_rows: int, columns: int) -> int:
    """Columns of row headings: those that the corner covers, the first where there is none.

    None where the first column is a total of the others: its head says so, figures are below.
    """
    corner = next((cell for cell in cells if (cell.row, cell.column) == (0, 0)), None)
    wide = corner.column_span if corner and header_rows else 1
    if corner and header_rows and closed(corner.span.of(text)) in words().total:
        below = [c for c in cells if c.column == 0 and c.row >= header_rows]
        if below and all(_is_figure(closed(cell.span.of(text))) for cell in below):
            return 0
    return wide if wide < columns else 1
