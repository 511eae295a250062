"""Tables written with a tab between cells, with merged headers and repeated nested tables."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document.lines import Line, kind_of
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import holds_figures, is_figure
from pipeline.document.tables.html import html_tables
from pipeline.vocabulary.words import words

_NUMERAL = re.compile(r"[0-9]")
# A column heading is a few words; a cell of prose is longer.
_HEADING_LENGTH = 14
_MAX_HEADER_ROWS = 3
_UNIT_NOTE = re.compile(r"[(\[<〈]\s*단위\s*[:：][^()]*[)\]>〉]")
_CAPTION_PARTS = 2
"""A heading, and its unit at the right end of the line."""

Row = list[Span]


def tab_tables(text: str, lines: Sequence[Line]) -> list[Grid]:
    """Every block of lines with tabs, as a grid; pictures' empty frames are no tables."""
    grids = []
    block: list[Line] = []
    for line in [*lines, None]:
        if line is not None and "\t" in text[line.start : line.end]:
            block.append(line)
            continue
        if not block:
            continue
        if line is not None and kind_of(text[line.start : line.end]) == "furniture":
            continue  # the foot of a page inside a table
        if grid := _grid(text, block[_is_unit_line(text, block[0]) :]):
            grids.append(grid)
        block = []
    return grids


def _is_unit_line(text: str, line: Line) -> bool:
    """A heading and the unit of the table below it, with tabs between: a caption, and no row."""
    filled = [span for span in _split(text, line) if span.start < span.end]
    short = 0 < len(filled) <= _CAPTION_PARTS
    return short and _UNIT_NOTE.fullmatch(filled[-1].of(text)) is not None


def _grid(text: str, block: list[Line]) -> Grid | None:
    rows = _without_repeats(text, [_split(text, line) for line in block])
    width = max((_width(row) for row in rows), default=0)
    rows = [row[:width] for row in rows if _width(row)]
    if not rows or width < 2:
        return None
    rows = [row + [Span(row[-1].end, row[-1].end)] * (width - len(row)) for row in rows]
    header_rows = _header_rows(text, rows)
    cells = tuple(
        Cell(row=r, column=c, span=span) for r, row in enumerate(rows) for c, span in enumerate(row)
    )
    grid = Grid(
        dialect="tabs",
        span=Span(block[0].start, block[-1].end),
        rows=len(rows),
        columns=width,
        header_rows=header_rows,
        stub_columns=_stub_columns(text, rows, header_rows),
        cells=cells,
    )
    return replace(grid, cells=_merge_headers(grid))


def _split(text: str, line: Line) -> Row:
    row: Row = []
    at = line.start
    for part in text[line.start : line.end].split("\t"):
        left = len(part) - len(part.lstrip())
        stripped = part.strip()
        row.append(Span(at + left, at + left + len(stripped)) if stripped else Span(at, at))
        at += len(part) + 1
    return row


def _width(row: Row) -> int:
    """Columns up to the last one that is not empty."""
    return max((c + 1 for c, span in enumerate(row) if span.start < span.end), default=0)


def _without_repeats(text: str, rows: list[Row]) -> list[Row]:
    """Leave out what only repeats an HTML table inside a cell: extra cells, and rows below it."""
    kept: list[Row] = []
    nested: set[str] = set()
    for row in rows:
        filled = [closed(span.of(text)) for span in row if span.start < span.end]
        if nested and all(content in nested for content in filled):
            continue
        nested = {
            closed(cell.span.of(text))
            for span in row
            for grid in html_tables(text, span)
            for cell in grid.cells
        }
        kept.append(
            [Span(span.end, span.end) if closed(span.of(text)) in nested else span for span in row]
        )
    return kept


def _header_rows(text: str, rows: list[Row]) -> int:
    if len(rows) < 2:
        return 0
    first = [span.of(text) for span in rows[0]]
    merged = [c for c, content in enumerate(first) if not content]
    numeral = holds_figures([closed(content) for content in first])
    short = all(len(closed(content)) <= _HEADING_LENGTH for content in first)
    named = bool(first[0]) and closed(first[0]) in words().stub
    if not (named or (not numeral and (short or merged))):
        return 0
    count = 1
    for row in rows[1:_MAX_HEADER_ROWS]:
        contents = [span.of(text) for span in row]
        below_merged = not contents[0] or any(contents[c] for c in merged)
        if any(_NUMERAL.search(content) for content in contents) or not below_merged:
            break
        count += 1
    return count


def _stub_columns(text: str, rows: list[Row], header_rows: int) -> int:
    """Row headings take the first column, and the next where the header is merged over both.

    None where the first column is a total of the others: its head says so, figures are below.
    """
    count = 1
    header, body = rows[:header_rows], rows[header_rows:]
    figures = bool(body) and all(is_figure(closed(row[0].of(text))) for row in body)
    if header and figures and closed(header[0][0].of(text)) in words().total:
        return 0
    while header and body and count < len(header[0]) - 1:
        blank = all(row[count].start == row[count].end for row in header)
        numerals = any(_NUMERAL.search(row[count].of(text)) for row in body)
        if not blank or numerals:
            break
        count += 1
    return count


def _merge_headers(grid: Grid) -> tuple[Cell, ...]:
    """Give a header cell the empty header cells it covers, to its right or below it."""
    header = {(cell.row, cell.column): cell for cell in grid.cells if cell.row < grid.header_rows}
    merged: list[Cell] = []
    covered: set[tuple[int, int]] = set()
    for (row, column), cell in header.items():
        if cell.span.start == cell.span.end:
            continue
        width = 1
        while (row, column + width) in header and _empty(header[row, column + width]):
            above = any(not _empty(header[r, column + width]) for r in range(row))
            if above:  # the empty cell belongs to a heading above it
                break
            width += 1
        height = 1
        while (row + height, column) in header and _empty(header[row + height, column]):
            height += 1
        covered.update((row + r, column + c) for r in range(height) for c in range(width))
        merged.append(replace(cell, column_span=width, row_span=height))
    rest = [
        cell
        for cell in grid.cells
        if cell.row >= grid.header_rows or (cell.row, cell.column) not in covered
    ]
    return tuple(
        sorted(
            {(c.row, c.column): c for c in [*rest, *merged]}.values(),
            key=lambda c: (c.row, c.column),
        )
    )


def _empty(cell: Cell) -> bool:
    return cell.span.start == cell.span.end
