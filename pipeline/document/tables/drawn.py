"""Tables of plain text drawn with bars and rules: │ 구분 │ 계 │ between ┌─┬─┐ and └─┴─┘.

What belongs here: the lines of such a table, and which columns a cell covers. What does not: what
its cells mean.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.document.lines import Line, shown_width
from pipeline.document.tables.grid import Cell, Grid, Span

_BARS = "│┃║|┆┇┊┋"
_BAR = re.compile(f"[{_BARS}]")
_RULE = re.compile(r"[\s│┃║|┆┇┊┋─━═\-=+:┄┅┈┉┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├-╋╒-╬]+")
_DRAWN = re.compile(r"[─━═┄┅┈┉\-=]{2}")
_LEAST_BARS = 3
"""Of a line with two cells."""
_LEAST_ROWS = 2


def drawn_tables(text: str, lines: Sequence[Line]) -> list[Grid]:
    """Every table drawn with bars, as a grid."""
    grids = []
    block: list[Line] = []
    for line in [*lines, None]:
        content = text[line.start : line.end] if line is not None else ""
        if line is not None and (_is_rule(content) or _is_row(content)):
            block.append(line)
            continue
        if block and (grid := _grid(text, block)):
            grids.append(grid)
        block = []
    return grids


def _is_rule(content: str) -> bool:
    return bool(_DRAWN.search(content)) and _RULE.fullmatch(content) is not None


def _is_row(content: str) -> bool:
    bare = content.strip()
    ends = bare[:1] and bare[0] in _BARS and bare[-1] in _BARS
    return bool(ends) and len(_BAR.findall(bare)) >= _LEAST_BARS


def _grid(text: str, block: Sequence[Line]) -> Grid | None:
    """The rows between the rules; those above the first rule with rows on both sides are heads."""
    rows: list[list[Span]] = []
    header = 0
    for line in block:
        if _is_row(text[line.start : line.end]) and not _is_rule(text[line.start : line.end]):
            rows.append(_split(text, line))
        elif rows and not header:
            header = len(rows)
    if len(rows) < _LEAST_ROWS:
        return None
    width = Counter(map(len, rows)).most_common(1)[0][0]
    whole = next(row for row in rows if len(row) == width)
    cells = [
        Cell(number, first, span, column_span=count)
        for number, row in enumerate(rows)
        for span, first, count in _place_cells(text, row, whole)
    ]
    return Grid(
        dialect="spaces",
        span=Span(block[0].start, block[-1].end),
        rows=len(rows),
        columns=width,
        header_rows=header if header < len(rows) else 1,
        stub_columns=1,
        cells=tuple(cells),
    )


def _split(text: str, line: Line) -> list[Span]:
    """The stretches between the bars of a line, without the blanks around them."""
    bars = [line.start + bar.start() for bar in _BAR.finditer(text[line.start : line.end])]
    return [Span(before + 1, after).stripped(text) for before, after in pairwise(bars)]


def _place_cells(
    text: str, row: Sequence[Span], whole: Sequence[Span]
) -> list[tuple[Span, int, int]]:
    """The cells of a row with the first column and the number of columns that each covers.

    A row with fewer bars has merged cells: each covers the columns of a whole row that begin
    before its own end.
    """
    if len(row) >= len(whole):
        return [(span, column, 1) for column, span in enumerate(row[: len(whole)])]
    ends = [_place(text, span.end) for span in whole]
    found: list[tuple[Span, int, int]] = []
    column = 0
    for number, span in enumerate(row):
        left = len(row) - number - 1
        last = column
        middle = _place(text, span.end)
        while last < len(whole) - left - 1 and (left == 0 or ends[last] < middle):
            last += 1
        found.append((span, column, last - column + 1))
        column = last + 1
    return found


def _place(text: str, at: int) -> int:
    """The place where the bar behind a place stands on its line, as wide as it is shown."""
    start = text.rfind("\n", 0, at) + 1
    bar = _BAR.search(text, at)
    return shown_width(text[start : bar.start() if bar else at])
