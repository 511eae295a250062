"""Which headings stand before the cells of a row."""

from pipeline.document.grid import Cell, Grid
from pipeline.document.readable import closed, readable
from pipeline.reference import words


def row_headings(text: str, grid: Grid, stub: int) -> dict[int, str]:
    """Headings of each body row, from the left, joined with ' / '.

    A merged heading counts for all rows it covers. One that stands further to the left also heads
    the indented rows below it, until the next; a total heads no other row.

    Args:
        text: the canonical text.
        grid: the table.
        stub: its leading columns that hold row headings.
    """
    found: dict[int, str] = {}
    above = [""] * stub
    heads = [cell for cell in grid.cells if cell.column < stub and cell.row >= grid.header_rows]
    covering: dict[int, list[Cell]] = {}
    for cell in heads:
        for row in range(cell.row, cell.row + cell.row_span):
            covering.setdefault(row, []).append(cell)
    for row in range(grid.header_rows, grid.rows):
        own = {cell.column: readable(cell.span.of(text)) for cell in covering.get(row, [])}
        for column in range(stub):
            if own.get(column):
                above[column] = own[column]
                above[column + 1 :] = [""] * (stub - column - 1)
            elif column == stub - 1 or _is_total(above[column]):
                above[column] = ""
        found[row] = " / ".join(dict.fromkeys(part for part in above if part))
    return found


def _is_total(heading: str) -> bool:
    return closed(heading) in words().total
