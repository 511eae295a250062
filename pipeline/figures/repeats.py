"""Figures that only repeat a table: text recognition prints a nested table again as tabs and lines.

What belongs here: which cell each repeated figure repeats. What does not: finding the tables.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.document import Document
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Grid, Span

_PIECE = re.compile(r"[^\t\r\n]+")


def repeated_spans(
    document: Document, grids: Sequence[Grid], nested: Grid, cells: Sequence[Span]
) -> Iterator[tuple[int, Span]]:
    """Index into `cells` and place of every figure that is printed again behind a nested table.

    The repetition keeps the order of the table: each piece of text between tabs is looked for
    among the cells that follow the last one found, and from the first cell again at its end.
    """
    outer = next(
        (
            grid
            for grid in grids
            if grid.dialect == "tabs"
            and grid.span.start <= nested.span.start
            and nested.span.end <= grid.span.end
        ),
        None,
    )
    if outer is None or not cells:
        return
    contents = [closed(span.of(document.text)) for span in cells]
    taken = sorted((cell.span.start, cell.span.end) for cell in outer.cells)
    behind = nested.span.end
    at = 0
    for match in _PIECE.finditer(document.text, behind, outer.span.end):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        piece = closed(match.group())
        for index in [*range(at, len(contents)), *range(at)]:
            if contents[index] == piece:
                left = len(match.group()) - len(match.group().lstrip())
                start = match.start() + left
                yield index, Span(start, start + len(match.group().strip()))
                at = index + 1
                break
