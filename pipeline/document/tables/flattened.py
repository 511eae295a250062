"""Tables of plain text copied with a cell a line: 구분, 정원, 현원, 과부족, 총무과, 61, 60, △1.

What belongs here: how many lines are a row. What does not: tables with several cells on a line.
"""

from collections.abc import Sequence
from itertools import takewhile

from pipeline.document.lines import Line, kind_of
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import is_figure
from pipeline.vocabulary.words import words

_LEAST_COLUMNS = 3
_LEAST_ROWS = 2
_LONGEST_CELL = 24


def flattened_tables(text: str, lines: Sequence[Line]) -> list[Grid]:
    """Every run of lines that begins with a row of headings and goes on with rows as long.

    The first cell of each row is a name, the others are figures, dashes or marks: where a cell is
    left out or holds words, which rows there are is not known, and there is no table.
    """
    grids: list[Grid] = []
    number = 0
    while number < len(lines):
        grid = None
        if closed(_stands(text, lines[number])) in words().stub:
            cells = takewhile(lambda line: _is_cell(_stands(text, line)), lines[number:])
            grid = _grid(text, list(cells))
        if grid:
            grids.append(grid)
        number += len(grid.cells) if grid else 1
    return grids


def _stands(text: str, line: Line) -> str:
    return text[line.start : line.end]


def _is_cell(content: str) -> bool:
    short = "\t" not in content and 0 < len(content.strip()) <= _LONGEST_CELL
    return short and (_is_value(content) or kind_of(content) == "paragraph")


def _is_value(content: str) -> bool:
    stands = closed(content)
    return is_figure(stands) or (len(stands) == 1 and not stands.isalnum())


def _grid(text: str, lines: Sequence[Line]) -> Grid | None:
    values = [_is_value(_stands(text, line)) for line in lines]
    width = values.index(True) - 1 if True in values else 0
    if width < _LEAST_COLUMNS:
        return None
    row = [False] + [True] * (width - 1)
    rows = 1
    while values[rows * width : (rows + 1) * width] == row:
        rows += 1
    if rows <= _LEAST_ROWS or any(values[rows * width :]):
        return None
    spans = [Span(line.start, line.end).stripped(text) for line in lines[: rows * width]]
    return Grid(
        dialect="spaces",
        span=Span(spans[0].start, spans[-1].end),
        rows=rows,
        columns=width,
        header_rows=1,
        stub_columns=1,
        cells=tuple(Cell(*divmod(n, width), span) for n, span in enumerate(spans)),
    )
