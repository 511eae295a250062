"""The rows and columns of a table that are headings, by what stands in and below them.

A reader says which cells a table has; often it does not say, or not rightly, which of them head
others. What belongs here: evidence from cells. What does not: what headings mean.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document.digits import YEAR_MARK
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid
from pipeline.document.tables.members import read_heading
from pipeline.vocabulary.units import units
from pipeline.vocabulary.words import words

_YEAR = re.compile(
    rf"(?:{YEAR_MARK}\d{{2}}|\d{{2}}(?=년)|(?:19|20)\d{{2}})(?:\.|년도?)?(?:\([^()]*\))?"
)
_FIGURE = re.compile(r"\(?[△▲▽+-]?[\d,.]*\d(?P<unit>%|[가-힣]{0,4})\)?(?:\([^()]*\))?")
_COUNTS = re.compile(r"(?:\d[\d,.]*[가-힣]{1,4}?){2,}")
_COUNT = re.compile(r"\d[\d,.]*([가-힣]{1,4})")
_MEASURED = re.compile(r"\d[\d,.]*([^\d\s,.]{1,4})")
_DIGIT = re.compile(r"[0-9]")
QUARTERS = ["1/4", "2/4", "3/4", "4/4"]
_PAIR = re.compile(r"\d[\d,]*/\d[\d,]*")
_MAX_FIRST_ROWS = 4
_MAX_HEADER_ROWS = 5
LONGEST_HEADING = 24
_LEAST_HEADED = 2
_MORE_STUB_COLUMNS = 2
"""Columns of names that are taken beside those that the corner covers."""


def is_figure(content: str) -> bool:
    """A closed-up number with or without a unit of measure; 4급 and 2024년 are names."""
    if _PAIR.fullmatch(content):
        return True
    match = _FIGURE.fullmatch(content)
    if match is None or _YEAR.fullmatch(content):
        return False
    return match["unit"] in ("", "%") or match["unit"] in units()


def first_rows(text: str, cells: Sequence[Cell], rows: int, columns: int) -> int:
    """Rows of headings: as far down as the corner reaches, none of them with a figure.

    A first row of one cell over all columns is a title; the headings are below it.
    """
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    height = 0
    while height < min(rows - 1, _MAX_FIRST_ROWS):
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
    """Words, years and quarters, but no figures; or what follows a word that heads a table."""
    contents = [closed(cell.span.of(text)) for cell in row]
    if contents and contents[0].endswith(tuple(words().stub)):
        return True  # 구분, and 직급별 구분
    return any(contents) and not holds_figures(contents)


def holds_figures(contents: Sequence[str]) -> bool:
    """Some closed-up cell of a row is a figure; 1/4, 2/4, 3/4 beside each other are quarters."""
    named = [content for content in contents if content in QUARTERS]
    quarters = len(named) > 1 and named == QUARTERS[: len(named)]
    return any(is_figure(c) for c in contents if not (quarters and c in QUARTERS))


def with_headings(text: str, grid: Grid) -> Grid:
    """The table with all its rows and columns of headings."""
    if grid.short_rows:
        return grid
    if not grid.header_rows and grid.dialect == "html":
        first = first_rows(text, grid.cells, grid.rows, grid.columns)
        grid = replace(grid, header_rows=first)
    if not grid.header_rows:
        return grid
    grid = replace(grid, header_rows=_header_rows(text, grid))
    return replace(grid, stub_columns=_stub_columns(text, grid))


def _header_rows(text: str, grid: Grid) -> int:
    """Rows of headings: a row of words that splits the merged headings above it is one too."""
    height = grid.header_rows
    while height < min(grid.rows - 1, _MAX_HEADER_ROWS) and _splits(text, grid, height):
        height += 1
    return height + _tells_apart(text, grid, height)


def _tells_apart(text: str, grid: Grid, row: int) -> bool:
    """Columns have one heading, and the row of words below it tells them apart: 중구 of 인쇄."""
    heads = [(c.column, closed(c.span.of(text))) for c in grid.cells if c.row < row]
    below = {c.column: closed(c.span.of(text)) for c in grid.cells if c.row == row}
    columns = [column for column, _ in heads]
    if row != 1 or grid.rows - row < _LEAST_HEADED or sorted(below) != columns:
        return False
    names = [head for column, head in heads if column >= grid.stub_columns]
    words_only = all(below.values()) and not any(map(_DIGIT.search, below.values()))
    short = all(len(content) <= LONGEST_HEADING for content in below.values())
    beside = any(one == other for one, other in pairwise(names))
    apart = {(head, below[column]) for column, head in heads}
    repeated = len(set(names)) < len(names) and not beside
    return repeated and words_only and short and len(apart) == len(heads)


def _splits(text: str, grid: Grid, row: int) -> bool:
    """All words of a row stand below merged headings, some two below one, and figures follow."""
    filled = [c for c in grid.cells if c.row == row and closed(c.span.of(text))]
    contents = [closed(cell.span.of(text)) for cell in filled]
    if len(filled) < _LEAST_HEADED or any(map(_is_value, contents)):
        return False
    above = [c for c in grid.cells if c.row < row <= c.row + c.row_span and c.column_span > 1]
    parents = [next((a for a in above if a.is_over(cell.column)), None) for cell in filled]
    first = filled[0].column < grid.stub_columns and parents[0] is None
    if None in parents[first:] or not parents[first:]:
        return False
    split = any(parents.count(parent) > 1 for parent in parents if parent)
    below = [c for c in grid.cells if c.row > row and c.column >= grid.stub_columns]
    return split and any(_is_value(closed(cell.span.of(text))) for cell in below)


def _is_value(content: str) -> bool:
    return content in words().nil or is_figure(content)


def _stub_columns(text: str, grid: Grid) -> int:
    """Columns of row headings.

    None where the first column holds figures under a heading that says what they are. More than
    the corner covers where words stand in short cells before the first column of figures.
    """
    body = [cell for cell in grid.cells if cell.row >= grid.header_rows]
    columns: dict[int, list[str]] = {}
    for cell in body:
        if content := closed(cell.span.of(text)):
            columns.setdefault(cell.column, []).append(content)
    if _holds_figures(text, grid, columns.get(0, ())):
        return 0
    stub = grid.stub_columns
    figures = [
        c for c, held in columns.items() if c >= stub and sum(map(_is_value, held)) * 2 > len(held)
    ]
    most = min(stub + _MORE_STUB_COLUMNS, max(figures, default=0))
    while 0 < stub < most and _names(text, grid, stub, columns.get(stub, ())):
        stub += 1
    return stub + _numbers_rows(text, grid, stub, columns)


def _numbers_rows(text: str, grid: Grid, stub: int, columns: Mapping[int, Sequence[str]]) -> bool:
    """Rows of one name are told apart by the next column, before figures only: 영등포, 3기."""
    if stub != 1 or grid.columns - stub < _LEAST_HEADED:
        return False
    body = range(grid.header_rows, grid.rows)
    names, apart = (
        {c.row: closed(c.span.of(text)) for c in grid.cells if c.column == at and c.row in body}
        for at in (0, stub)
    )
    named = [name for name in names.values() if name]
    keys = {(names.get(row), apart.get(row)) for row in body}
    repeated = len(set(named)) < len(named) and all(apart.get(row) for row in body)
    figures = [c for at in range(stub + 1, grid.columns) for c in columns.get(at, ())]
    return (
        repeated
        and len(keys) == len(body)
        and not any(map(_is_value, apart.values()))
        and bool(figures)
        and all(map(_is_value, figures))
    )


def _holds_figures(text: str, grid: Grid, held: Sequence[str]) -> bool:
    """The first column holds figures that its heading names, and does not number the rows."""
    heads = [closed(span.of(text)) for span in grid.column_path(0)]
    if not held or not heads or heads[0] in words().stub:
        return False
    if all(map(_are_counts, held)) or states_counts(text, grid):
        return True
    if not all(map(_is_value, held)):
        return False
    read = [read_heading(head) for head in heads]
    ordinal = any(members.ordinal for members in read)
    counted = [content for content in held if content.isdigit()]
    numbered = counted == [str(n) for n in range(1, len(held) + 1)] and len(held) > 1
    amounts = all("," in content for content in held)
    return not (ordinal or numbered) and (amounts or any(members.known for members in read))


def states_counts(text: str, grid: Grid) -> bool:
    """The first row below the headings states figures in units of their own: 168개 | 1,078km."""
    row = [c.span.of(text) for c in grid.cells if c.row == grid.header_rows]
    units_of = [match[1] for cell in row if (match := _MEASURED.fullmatch(closed(cell)))]
    known = {unit for unit in units_of if unit in units()}
    return len(row) == len(units_of) == grid.columns and len(known) >= _LEAST_HEADED


def _are_counts(content: str) -> bool:
    """Several counts and nothing else, which no name is: 6개국 30개사."""
    counted = _COUNTS.fullmatch(content) is not None
    return counted and all(match[1] in units() for match in _COUNT.finditer(content))


def _names(text: str, grid: Grid, column: int, held: Sequence[str]) -> bool:
    """A column of short words under a heading that says nothing of values."""
    heads = [read_heading(span.of(text)) for span in grid.column_path(column)]
    if not held or any(members.known for members in heads):
        return False
    short = all(len(content) <= LONGEST_HEADING for content in held)
    numbered = sum(bool(_DIGIT.search(content)) for content in held)
    return short and numbered * 2 < len(held) and not any(map(_is_value, held))
