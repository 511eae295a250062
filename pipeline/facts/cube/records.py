"""Tables of records: a row is one thing, its columns are fields that their headings name.

What belongs here: which column is which field. What does not: what any kind of record means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.document.tables.grid import Cell
from pipeline.document.tables.headers import heading_name
from pipeline.facts.cube.observations import Cube


@dataclass(frozen=True)
class RecordTable:
    """A table with a column for each of some fields."""

    cube: Cube
    columns: dict[str, int]
    """Field to its column."""

    def rows(self) -> list[dict[str, Cell]]:
        """The cells of each body row, by field; a merged cell counts for all rows it covers."""
        grid = self.cube.table.grid
        fields = {column: field for field, column in self.columns.items()}
        found: dict[int, dict[str, Cell]] = {}
        for cell in grid.cells:
            if cell.row < grid.header_rows or cell.column not in fields:
                continue
            for row in range(cell.row, cell.row + cell.row_span):
                found.setdefault(row, {})[fields[cell.column]] = cell
        return [found[row] for row in sorted(found)]


def record_table(
    text: str, cube: Cube, fields: Mapping[str, Iterable[str]], required: Iterable[str]
) -> RecordTable | None:
    """The table as one of records; None where a required field has no column.

    Args:
        fields: each field with the headings of its column, closed up and without brackets. Of two
            columns of one field the first counts.
        required: fields without which the table is of another kind.
    """
    grid, columns = cube.table.grid, dict[str, int]()
    for column in range(grid.columns):
        names = [heading_name(span.of(text)) for span in grid.column_path(column)]
        for field, words in fields.items():
            if field not in columns and names and names[-1] in words:
                columns[field] = column
                break
    return RecordTable(cube, columns) if set(required) <= set(columns) else None
