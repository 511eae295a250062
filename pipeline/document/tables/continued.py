"""Tables that go on over a page or a break, put together again.

What belongs here: which table goes on with which. What does not: bands with other headings
(`bands`), or halves side by side (`halves`).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import LONGEST_HEADING, is_figure
from pipeline.document.tables.unit_notes import noted_units
from pipeline.vocabulary.words import words

_MOST_FIGURES = 0.5
"""Share of the figures of a column from which on it is one of figures."""
_MARK = re.compile(r"^[\s\W_]+(?=\w)")
_CONTINUED = re.compile(
    rf"(?:[(\[<〈【{{-][^()\[\]]*|^\W*)(?:{'|'.join(sorted(words().continued))})[)\]>〉】}}-]*$"
)

Between = Callable[[Grid, Grid], Sequence[str]]
"""The lines that are printed between two tables, without blank ones and the foot of a page."""


def join_continued(text: str, grids: Sequence[Grid], between: Between) -> list[Grid]:
    """Tables with those that they go on with; their heads, printed again, are left out.

    Args:
        grids: in the order of the text, an outer one before those inside it.
        between: the lines between two of them that say something.
    """
    found: list[Grid] = []
    last: int | None = None
    for grid in grids:
        if last is not None and grid.span.start < found[last].span.end:
            found.append(grid)  # a table inside a cell
            continue
        joined = _join_tables(text, found[last], grid, between) if last is not None else None
        if joined is not None and last is not None:
            found[last] = joined
        else:
            last = len(found)
            found.append(grid)
    return found


def _join_tables(text: str, first: Grid, second: Grid, between: Between) -> Grid | None:
    """Both as one table, where the second goes on with the first."""
    if first.columns != second.columns or first.dialect != second.dialect:
        return None
    if first.short_rows or second.short_rows:
        return None
    if not first.header_rows:
        is_headed = _is_head(text, first, second) and not between(first, second)
        return _append(replace(first, header_rows=1), second, 0) if is_headed else None
    repeated = _heads(text, second) == _heads(text, first)
    goes_on = repeated or _is_body(text, first, second)
    if not goes_on or not _goes_on(text, first, second, between(first, second)):
        return None
    return _append(first, second, second.header_rows if repeated else 0)


def _goes_on(text: str, first: Grid, second: Grid, lines: Sequence[str]) -> bool:
    """Nothing stands between them but the first caption again, with a word that it goes on.

    Two tables that each have a total of all are two, unless it is said that the one goes on.
    """
    said = any(map(_says_so, lines))
    above = [readable(span.of(text)) for span in first.captions]
    units = noted_units(" ".join(above))
    for line in lines:
        noted = noted_units(line)
        again = noted == units if noted else _name(line) in map(_name, above)
        if not again and not _says_so(line):
            return False
    both = _totals(text, first) & _totals(text, second)
    return said or not both


def _says_so(line: str) -> bool:
    """A line says that a table goes on: (계속), or its caption with that behind it."""
    return _CONTINUED.search(closed(line)) is not None


def _name(line: str) -> str:
    """A caption without its mark and without the word that it goes on."""
    return _CONTINUED.sub("", closed(_MARK.sub("", readable(line))))


def _totals(text: str, grid: Grid) -> set[str]:
    """Words of the totals of all that its rows have, without a heading before them."""
    return {
        name
        for cell in grid.cells
        if cell.column == 0 and cell.row >= grid.header_rows
        if (name := closed(cell.span.of(text))) in words().total
    }


def _heads(text: str, grid: Grid) -> list[tuple[int, int, int, str]]:
    """Places and words of the headings of a table."""
    return [
        (cell.row, cell.column, cell.column_span, _name(cell.span.of(text)))
        for cell in grid.cells
        if cell.row < grid.header_rows and cell.span.start < cell.span.end
    ]


def _is_head(text: str, first: Grid, second: Grid) -> bool:
    """The first is a row of headings at the foot of a page, the second all that it heads."""
    heads = [closed(cell.span.of(text)) for cell in first.cells]
    return (
        first.rows == 1
        and not second.header_rows
        and 1 < len(heads) == first.columns
        and len({head for head in heads if 0 < len(head) <= LONGEST_HEADING}) == len(heads)
        and not any(map(is_figure, heads))
    )


def _is_body(text: str, first: Grid, second: Grid) -> bool:
    """The second has no headings: figures in the same columns as the first, or long texts on top.

    Its rows may also count on where those of the first end. Formats that demand headings have what
    stands in the first row as such.
    """
    if _counts_on(text, first, second):
        return True
    heads = [closed(c.span.of(text)) for c in second.cells if c.row < max(second.header_rows, 1)]
    if any(len(head) > LONGEST_HEADING for head in heads):
        above = (closed(c.span.of(text)) for c in first.cells if c.row < first.header_rows)
        return all(len(head) <= LONGEST_HEADING for head in above)
    if second.header_rows and not any(map(is_figure, heads)):
        return False
    columns = _figure_columns(text, first, first.header_rows)
    return bool(columns) and columns == _figure_columns(text, second, 0)


def _counts_on(text: str, first: Grid, second: Grid) -> bool:
    """The first column counts the rows of both: 8, 9 and 10, 11."""
    counted = [
        [closed(c.span.of(text)) for c in grid.cells if c.column == 0 and c.row >= heads]
        for grid, heads in ((first, first.header_rows), (second, 0))
    ]
    if not all(counted) or not all(n.isdecimal() for n in (*counted[0][-2:], *counted[1])):
        return False
    numbers = [int(n) for n in (*counted[0][-2:], *counted[1])]
    return len(numbers) > 2 and all(b == a + 1 for a, b in pairwise(numbers))


def _figure_columns(text: str, grid: Grid, first: int) -> set[int]:
    """Columns that hold figures."""
    held: dict[int, list[bool]] = {}
    for cell in grid.cells:
        content = closed(cell.span.of(text))
        if cell.row >= first and content:
            is_value = is_figure(content) or content in words().nil
            held.setdefault(cell.column, []).append(is_value)
    return {column for column, values in held.items() if sum(values) > _MOST_FIGURES * len(values)}


def _append(first: Grid, second: Grid, heads: int) -> Grid:
    """The rows of the second below those of the first, without its heads."""
    down = first.rows - heads
    cells: list[Cell] = [
        replace(cell, row=cell.row + down) for cell in second.cells if cell.row >= heads
    ]
    return replace(
        first,
        span=Span(first.span.start, second.span.end),
        rows=first.rows + second.rows - heads,
        cells=(*first.cells, *cells),
    )
