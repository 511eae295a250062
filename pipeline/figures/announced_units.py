"""The surroundings of a place: its line, its table cell, the unit announced for it.

What belongs here: units from captions, headings and series headers, and which headings a cell has.
What does not: what any particular number means.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.axes import Head, read_axes
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.members import read_heading
from pipeline.document.tables.nesting import Nesting
from pipeline.document.tables.unit_notes import value_unit
from pipeline.figures.repeats import repeated_spans
from pipeline.vocabulary.units import Unit, implied_units, told_units, units
from pipeline.vocabulary.words import words

_NEXT_SERIES = re.compile(r"\(([^()\d]+)\)(?=\s*[:：])")
_ASIDE = re.compile(r"\(([^()]+)\)")
_SOURCES = {"heading": "heading", "measure": "implied", "caption": "caption", "note": "caption"}
"""Sources of the unit of a cell, under the names of `quantities.unit_source`."""
_SHORT_CELL = 40
"""A longer cell is prose: its figures are not named by the headings of its row and column alone."""
_LONGEST_NAME = 60
"""Letters of a cell that names its row."""
_NUMBER = re.compile(r"\W*[0-9]{1,3}\W*")
_WITH_BRACKET = re.compile(r"\s*[\d,.]+\s*\(\s*[\d,.]+\s*\)\s*")
"""A figure and another in a bracket: 11(7)."""
_NAMED_ASIDE = re.compile(r"(.*[^\s(])\s*\(([^()\d]+)\)")
_MARKER = ("heading", "item", "note", "caption")


@dataclass(frozen=True)
class Announced:
    """A unit announced for the bare figures of a stretch of text."""

    span: Span
    unit: Unit
    source: str
    """caption, heading, series or implied."""


@dataclass(frozen=True)
class CellAround:
    """A body cell with its headings."""

    span: Span
    table: int
    """Index of the table in the document."""
    cell: Cell
    row_heading: str
    column_heading: str
    announced: Announced | None
    aside: Announced | None = None
    """The unit of what stands in its bracket: of 7 in 11(7) under 주의 (인원)."""
    repeated: bool = False
    """The place is not the cell itself but where it is printed again."""

    @property
    def is_short(self) -> bool:
        """It holds a figure or two, no prose."""
        return self.span.end - self.span.start <= _SHORT_CELL


class Surroundings:
    """Looks up what stands around a character, for ascending and other offsets alike."""

    def __init__(self, document: Document, grids: Sequence[Grid]) -> None:
        self._text = document.text
        self._cells = sorted(_cells(document, grids), key=lambda c: (c.span.start, -c.span.end))
        self._nesting = Nesting([cell.span for cell in self._cells])
        self._series = sorted(_series(document), key=lambda a: a.span.start)
        self._series_starts = [announced.span.start for announced in self._series]
        self._tables = Nesting([grid.span for grid in grids])

    def cell(self, at: int) -> CellAround | None:
        """The innermost body cell around a character."""
        index = self._nesting.innermost(at)
        return None if index is None else self._cells[index]

    def table(self, at: int) -> int | None:
        """Index of the innermost table around a character."""
        return self._tables.innermost(at)

    def paired_unit(self, at: int) -> str | None:
        """The unit of one of two figures below or beside 학과 / 인원."""
        cell = self.cell(at)
        if cell is None or not cell.is_short or cell.span.of(self._text).count("/") != 1:
            return None
        before = self._text[cell.span.start : at]
        return _pair(cell.row_heading, before) or _pair(cell.column_heading, before)

    def announced_unit(self, at: int) -> Announced | None:
        """The unit announced for a bare figure at a character."""
        index = bisect_right(self._series_starts, at) - 1
        if index >= 0 and at < self._series[index].span.end:
            return self._series[index]
        cell = self.cell(at)
        return self.aside(at) or (cell.announced if cell else None)

    def aside(self, at: int) -> Announced | None:
        """The unit that the heading announces for what stands in the bracket of a cell."""
        cell = self.cell(at)
        inside = cell is not None and "(" in self._text[cell.span.start : at]
        return cell.aside if cell is not None and inside else None


def _pair(heading: str, before: str) -> str | None:
    """The unit implied for a figure of a cell with two, under a heading of two words."""
    words_of = [closed(word) for word in heading.split("/")]
    if len(words_of) != 2 or before.count("/") > 1:
        return None
    return implied_units().get(words_of[before.count("/")])


def _cells(document: Document, grids: Sequence[Grid]) -> list[CellAround]:
    found = []
    for index, grid in enumerate(grids):
        cells = _spread_implied_unit(_cells_of(document.text, index, grid))
        found += cells
        if grid.dialect == "html":
            again = repeated_spans(document, grids, grid, [cell.span for cell in cells])
            found += [_again(cells[number], span) for number, span in again]
    return found


def _again(cell: CellAround, span: Span) -> CellAround:
    """A cell that is printed once more, somewhere else."""
    unit = cell.announced.unit if cell.announced else None
    announced = Announced(span, unit, "repeated") if unit else None
    return replace(cell, span=span, announced=announced, repeated=True)


def _cells_of(text: str, index: int, grid: Grid) -> list[CellAround]:
    """The filled body cells of a table with their headings."""
    found = []
    axes = read_axes(text, grid)
    for cell in grid.cells:
        inside = cell.row >= grid.header_rows and cell.column >= grid.stub_columns
        if not inside or cell.span.start >= cell.span.end:
            continue
        columns, rows = axes.columns[cell.column], _beside(axes.rows.get(cell.row, ()), cell)
        heads = [*columns[::-1], *rows[::-1]]
        aside = None
        if columns and _WITH_BRACKET.fullmatch(cell.span.of(text)):
            heads, aside = _split_unit(heads, grid, cell)
        unit = value_unit(heads, grid.noted, cell.span.of(text), axes.corner)
        found.append(
            CellAround(
                cell.span,
                index,
                cell,
                _named_in_row(text, grid, cell)
                if rows and all(_NUMBER.fullmatch(head.text) for head in rows)
                else " / ".join(dict.fromkeys(head.text for head in rows)),
                " / ".join(dict.fromkeys(head.text for head in columns)),
                Announced(cell.span, unit.unit, _SOURCES[unit.source])
                if unit
                else _implied_unit(cell, heads),
                aside,
            )
        )
    return found


def _named_in_row(text: str, grid: Grid, cell: Cell) -> str:
    """The cell behind the number of a row, which names it: 6 | 빈집 정비 | 16동."""
    named = (c for c in grid.cells if c.row <= cell.row < c.row + c.row_span)
    name = next((c for c in named if c.column >= grid.stub_columns), cell)
    shown = readable(name.span.of(text))
    is_name = name.column < cell.column and len(shown) <= _LONGEST_NAME
    return shown if is_name and not re.match(r"\W*[0-9]", shown) else ""


def _beside(heads: Sequence[Head], cell: Cell) -> list[Head]:
    """The row headings that hold for all rows of a cell: 달성률 beside 목표 and 실적 is of both."""

    def ends(head: Head) -> int:
        return head.cell.row + head.cell.row_span

    whole = [h for h in heads if not cell.row < ends(h) < cell.row + cell.row_span]
    return whole or list(heads)


def _split_unit(heads: list[Head], grid: Grid, cell: Cell) -> tuple[list[Head], Announced | None]:
    """The headings of a figure under 주의 (인원) without the bracket, and the unit inside it."""
    named = _NAMED_ASIDE.fullmatch(heads[0].text)
    if named is None or closed(named[2]) not in told_units():
        return heads, None
    outer, inner = (Head(heads[0].cell, words, read_heading(words)) for words in named.groups())
    unit = value_unit([inner], grid.noted, "")
    aside = Announced(cell.span, unit.unit, _SOURCES[unit.source]) if unit else None
    return [outer, *heads[1:]], aside or _implied_unit(cell, [inner])


def _implied_unit(cell: Cell, heads: Sequence[Head]) -> Announced | None:
    """The unit that a word of the headings counts in, where no dimension knows it: 취업자."""
    for head in heads:
        if implied := implied_units().get(closed(head.text)):
            return Announced(cell.span, units()[implied], "implied")
    return None


def _spread_implied_unit(cells: list[CellAround]) -> list[CellAround]:
    """If several headings of a table imply one unit, its other figures have it too (합계)."""
    implying = {
        (cell.announced.unit, word)
        for cell in cells
        if cell.announced and cell.announced.source == "implied"
        for word in _implying(cell)
    }
    if not implying:
        return cells
    unit, hits = Counter(unit for unit, _ in sorted(implying, key=str)).most_common(1)[0]
    if hits < 2 or any(c.announced and c.announced.source != "implied" for c in cells):
        return cells
    return [
        replace(cell, announced=Announced(cell.span, unit, "implied"))
        if cell.announced is None and cell.is_short
        else cell
        for cell in cells
    ]


def _implying(cell: CellAround) -> list[str]:
    """The headings of a cell that imply a unit."""
    headings = f"{cell.column_heading} / {cell.row_heading}".split(" / ")
    return [word for heading in headings if (word := closed(heading)) in implied_units()]


def _series(document: Document) -> list[Announced]:
    """Units that a line announces for the bare figures behind them, or a header for its rows."""
    found = []
    text = document.text
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind in ("blank", "table"):
            continue
        for match in _ASIDE.finditer(text, line.start, line.end):
            unit = units().get(closed(match[1].rpartition(",")[2]))
            if unit is None or unit.printed in ("인", "사", "대", "회", "동"):
                continue
            begin = match.end()
            for further, named in _further(text, begin, line.end):
                found.append(Announced(Span(begin, further), unit, "series"))
                begin, unit = further, named
            found.append(Announced(Span(begin, line.end), unit, "series"))
            if kind == "paragraph" and not text[match.end() : line.end].strip():
                found.extend(_below(document, line.no, unit))
            break
    return found


def _further(text: str, begin: int, end: int) -> Iterator[tuple[int, Unit]]:
    """The places further on in a line where another unit is announced: / 모금건수(만건) : 35.4."""
    for match in _NEXT_SERIES.finditer(text, begin, end):
        unit = units().get(closed(match[1].rpartition(",")[2]))
        if unit is not None:
            yield match.end(), unit


def _below(document: Document, number: int, unit: Unit) -> list[Announced]:
    """The lines under a header of an unread table, up to the next mark or a line of prose."""
    header = document.lines[number - 1]
    if not any(word in closed(header_text(document, number)) for word in words().header):
        return []
    end = header.end
    for line, kind in zip(document.lines[number:], document.kinds[number:], strict=True):
        if kind in _MARKER or kind == "table":
            break
        end = line.end
    return [Announced(Span(header.end + 1, end), unit, "heading")] if end > header.end else []


def header_text(document: Document, number: int) -> str:
    """Text of a line, by its number."""
    line = document.lines[number - 1]
    return document.text[line.start : line.end]
