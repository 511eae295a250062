"""Tables written as HTML, as text recognition leaves them inside other cells."""

import itertools
import re
from dataclasses import dataclass, field

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.vocabulary.words import words

_TAG = re.compile(r"<(/?)(table|tr|th|td)\b([^<>]*)>", re.IGNORECASE)
_SPAN = {
    name: re.compile(rf"""\b{name}\s*=\s*["']?(\d{{1,3}})""", re.IGNORECASE)
    for name in ("rowspan", "colspan")
}


@dataclass
class _Reading:
    """A table being read."""

    start: int
    row: int = -1
    taken: set[tuple[int, int]] = field(default_factory=set)
    cells: list[Cell] = field(default_factory=list)
    headed: dict[int, bool] = field(default_factory=dict)
    """Rows so far, and whether all their cells are header cells."""
    open_tag: re.Match[str] | None = None

    def take(self, text: str, tag: re.Match[str]) -> None:
        """Read one tag of the table: whichever it is, but a closing row, it ends an open cell."""
        closing, name = bool(tag.group(1)), tag.group(2).lower()
        self.close_cell(text, tag.start())
        if name == "tr" and not closing:
            self.row += 1
        elif name in ("th", "td") and not closing:
            self.open_tag = tag

    def close_cell(self, text: str, at: int) -> None:
        """End the open cell, if there is one, before a position."""
        tag, self.open_tag = self.open_tag, None
        if tag is None:
            return
        row = max(self.row, 0)
        column = next(c for c in itertools.count() if (row, c) not in self.taken)
        height, width = _attribute(tag.group(3), "rowspan"), _attribute(tag.group(3), "colspan")
        self.taken.update((row + r, column + c) for r in range(height) for c in range(width))
        content = text[tag.end() : at]
        left = len(content) - len(content.lstrip()) if content.strip() else 0
        start = tag.end() + left
        self.cells.append(
            Cell(row, column, Span(start, start + len(content.strip())), height, width)
        )
        self.headed[row] = self.headed.get(row, True) and tag.group(2).lower() == "th"

    def grid(self, text: str, end: int) -> Grid | None:
        """The table, or None when it has no cells."""
        if not self.cells:
            return None
        rows = max(cell.row + cell.row_span for cell in self.cells)
        body = next((row for row in range(rows) if not self.headed.get(row, False)), 0)
        corner = min(self.cells, key=lambda cell: (cell.row, cell.column))
        if not body and closed(corner.span.of(text)) in words().stub:
            body = min(corner.row_span, rows)  # a header written as plain cells
        return Grid(
            dialect="html",
            span=Span(self.start, end),
            rows=rows,
            columns=max(cell.column + cell.column_span for cell in self.cells),
            header_rows=body,
            stub_columns=1,
            cells=tuple(sorted(self.cells, key=lambda c: (c.row, c.column))),
        )


def html_tables(text: str, within: Span) -> list[Grid]:
    """Every HTML table inside a stretch of text. Inner tables come before the ones around them."""
    if "<table" not in within.of(text).lower():
        return []
    grids: list[Grid] = []
    stack: list[_Reading] = []
    for tag in _TAG.finditer(text, within.start, within.end):
        if tag.group(2).lower() != "table":
            if stack:
                stack[-1].take(text, tag)
        elif not tag.group(1):
            stack.append(_Reading(tag.start()))
        elif stack:
            reading = stack.pop()
            reading.close_cell(text, tag.start())
            if grid := reading.grid(text, tag.end()):
                grids.append(grid)
    return grids


def _attribute(attributes: str, name: str) -> int:
    found = _SPAN[name].search(attributes)
    return max(int(found.group(1)), 1) if found else 1
