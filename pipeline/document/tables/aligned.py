"""Tables of plain text whose cells stand below each other, with blanks between the columns.

What belongs here: which columns of characters are blank in all lines of a block. What does not:
tables with one space between cells, whose columns nothing shows (`spaces`).
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.document.lines import Line, kind_of, shown_width
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.heading_rows import first_rows, is_figure
from pipeline.document.tables.members import read_heading
from pipeline.vocabulary.tables import duties
from pipeline.vocabulary.words import words

_GAP = "  "
_LEAST_COLUMNS = 3
_LEAST_ROWS = 3
_LEAST_FIGURES = 2
"""Figures and dashes, of a column that shows that a block is a table."""
_LEAST_YEARS = 2
_LONGEST_CELL = 40
_MOST_TITLES = 2
_STRETCH = re.compile(r"\S+(?: \S+)*")
_DRAWN = re.compile(r"\s*[-─━=═_]{5,}\s*")


def aligned_tables(text: str, lines: Sequence[Line]) -> list[Grid]:
    """Every block of lines that stand in at least three columns, one of them of figures."""
    found = (_below_titles(text, block) for block in _blocks(text, lines))
    return [grid for grid in found if grid]


def _blocks(text: str, lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines next to each other, each with a gap and without a mark of its own.

    A line that is drawn across (-----) divides rows, and is none.
    """
    block: list[Line] = []
    for line in lines:
        content = text[line.start : line.end]
        if _DRAWN.fullmatch(content):
            continue
        if "\t" not in content and content.strip().count(_GAP) and kind_of(content) == "paragraph":
            block.append(line)
            continue
        yield block
        block = []
    yield block


def _below_titles(text: str, block: Sequence[Line]) -> Grid | None:
    """The table of a block, which may begin with a title and its unit at the far end."""
    grids = (_grid(text, block[titles:]) for titles in range(_MOST_TITLES + 1))
    return next((grid for grid in grids if grid), None)


def _grid(text: str, block: Sequence[Line]) -> Grid | None:
    if len(block) < _LEAST_ROWS and not _is_series(text, block):
        return None
    contents = [text[line.start : line.end] for line in block]
    columns = _with_spaced_words(contents, _columns(contents))
    below = [_cells(text, line, columns) for line in block]
    parted = [_split_line(text, line) for line in block]
    for rows in (below, parted):
        width = len(rows[0])
        if any(len(spans) != width for spans in rows):
            continue
        cells = tuple(
            Cell(row, column, span)
            for row, spans in enumerate(rows)
            for column, span in enumerate(spans)
        )
        header = first_rows(text, cells, len(block), width)
        if header and _is_table(text, cells, header):
            return Grid(
                dialect="spaces",
                span=Span(cells[0].span.start, block[-1].end),
                rows=len(block),
                columns=width,
                header_rows=header,
                stub_columns=1,
                cells=cells,
            )
    return None


def _is_series(text: str, block: Sequence[Line]) -> bool:
    """Two lines are a table if years head the second, which holds nothing but figures."""
    parted = [[closed(s.of(text)) for s in _split_line(text, line)] for line in block]
    if len(block) < _LEAST_ROWS - 1 or len(parted[0]) != len(parted[1]):
        return False
    heads, values = parted[0][1:], parted[1][1:]
    read = [read_heading(head) for head in heads]
    years = sum(members.year is not None for members in read)
    known = all(members.known for members in read)
    return years >= _LEAST_YEARS and known and all(map(is_figure, values))


def _columns(contents: Sequence[str]) -> list[tuple[int, int]]:
    """The places where each column begins and ends: stretches that are not blank in some line.

    One blank divides words and letters, two that no line fills divide columns.
    """
    filled: set[int] = set()
    for content in contents:
        at = 0
        for character in content:
            width = shown_width(character)
            if not character.isspace():
                filled.update(range(at, at + width))
            at += width
    found: list[tuple[int, int]] = []
    for at in sorted(filled):
        if found and at - found[-1][1] < len(_GAP):
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def _with_spaced_words(
    contents: Sequence[str], columns: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Columns of single letters are one of words whose letters stand apart: 구  분, 합  계."""
    single = [
        all(
            not letter or (len(letter) == 1 and letter.isalpha())
            for content in contents
            for letter in [_between(content, *column).strip()]
        )
        for column in columns
    ]
    found: list[tuple[int, int]] = []
    for number, column in enumerate(columns):
        if number and single[number] and single[number - 1]:
            found[-1] = (found[-1][0], column[1])
        else:
            found.append(column)
    return found


def _between(content: str, first: int, last: int) -> str:
    """The text between two places of a line."""
    found, at = "", 0
    for letter in content:
        found += letter if first <= at < last else ""
        at += shown_width(letter)
    return found


def _cells(text: str, line: Line, columns: Sequence[tuple[int, int]]) -> list[Span]:
    """The stretch of a line in each column; an empty stretch where it prints nothing."""
    found: list[Span] = []
    places: list[tuple[int, int]] = []
    at = 0
    for offset in range(line.start, line.end):
        if not text[offset].isspace():
            places.append((at, offset))
        at += shown_width(text[offset])
    for first, last in columns:
        inside = [offset for place, offset in places if first <= place < last]
        if inside:
            found.append(Span(inside[0], inside[-1] + 1))
        else:
            end = found[-1].end if found else line.start
            found.append(Span(end, end))
    return found


def _split_line(text: str, line: Line) -> list[Span]:
    """The stretches of a line between two blanks or more, letters that stand apart as one."""
    found: list[Span] = []
    for match in _STRETCH.finditer(text, line.start, line.end):
        span = Span(*match.span())
        if found and len(found[-1].of(text).split()[-1]) == 1 == len(match.group()):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _is_table(text: str, cells: Sequence[Cell], header: int) -> bool:
    """Every column has a heading, no cell is prose, and one column holds nothing but figures.

    Or all headings are such as head columns of words, and no cell is empty.
    """
    shown = [(cell, closed(cell.span.of(text))) for cell in cells]
    columns = max(cell.column for cell in cells) + 1
    headed = {cell.column for cell, content in shown if cell.row < header and content}
    if len(headed) < columns or any(len(content) > _LONGEST_CELL for _, content in shown):
        return False
    heads = [content for cell, content in shown if cell.row < header]
    known = words().worded | words().header | {*duties().department, *duties().duty}
    if columns > 1 and known.issuperset(heads) and all(content for _, content in shown):
        return True
    if columns < _LEAST_COLUMNS:
        return False
    below: dict[int, list[bool]] = {}
    for cell, content in shown:
        if cell.row >= header and cell.column and content:
            below.setdefault(cell.column, []).append(is_figure(content) or content in words().nil)
    most = max(cell.row for cell in cells) + 1 - header
    least = min(_LEAST_FIGURES, most)
    return any(len(held) >= least and all(held) for held in below.values())
