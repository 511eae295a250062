"""The items, paragraphs and table cells that stand under a heading of results.

What belongs here: which stretches of text there are, and what stands around each: headings of its
row and column, items above it. What does not: the figures' metrics and periods.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.document.document import Document
from pipeline.document.outline.tree import Outline
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.facts.above import Announcement, HeadedLine
from pipeline.facts.outcomes.metric import Metrics, leading_head
from pipeline.facts.outcomes.period import Periods
from pipeline.facts.rows import PlacedTable
from pipeline.figures.figures import Figures
from pipeline.figures.phrase import Aside, parse


@dataclass(frozen=True)
class Stretch:
    """An item, a paragraph, or a cell of a table, that stands under a heading of results."""

    span: Span
    section: int
    announcement: Announcement
    is_item: bool
    """It begins its section, as an item does."""
    headings: tuple[str, ...] = ()
    """Of a cell: of its row and column, without what is a date."""
    row: Span | None = None
    """Of a cell: its row."""
    dated: Span | None = None
    """Of a cell: the one that says when, in a table that dates its rows; empty where it is."""


class Results:
    """Takes the results of one document apart."""

    def __init__(
        self,
        document: Document,
        outline: Outline,
        figures: Figures,
        tables: Sequence[PlacedTable],
    ) -> None:
        self._document, self._outline = document, outline
        # A table in a cell of another comes after it: what its cells say counts.
        self._grids = sorted((table.grid for table in tables), key=_size, reverse=True)
        self._figures = figures
        self._starts = [quantity.span.start for quantity in figures.quantities]
        self._date_starts = [date.char_start for date in figures.dates]
        self._periods = Periods(document.text, figures)

    def figures(self, span: Span) -> list[int]:
        """Indexes of the quantities of a stretch, but for those that only repeat a cell."""
        first, last = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return [n for n in range(first, last) if not self._figures.quantities[n].repeated]

    def dates(self, span: Span) -> list[Span]:
        """Where the dates of a stretch stand."""
        first, last = (bisect_left(self._date_starts, at) for at in (span.start, span.end))
        return [Span(d.char_start, d.char_end) for d in self._figures.dates[first:last]]

    def stretches(self, lines: Sequence[HeadedLine]) -> Iterator[Stretch]:
        """The stretches that lines under headings of results make up.

        A figure may stand in several: in a cell, and in the cell of a table inside that. The last
        one is the narrowest.
        """
        waiting: Stretch | None = None
        last = 0
        for line in lines:
            grids = [grid for grid in self._grids if _overlap(grid.span, line.span)]
            begins = self._outline.sections[line.section].line_start == line.line
            own = Stretch(line.span, line.section, line.announcement, begins)
            goes_on = waiting is not None and waiting.section == line.section
            title_end = self._outline.sections[line.section].title_end
            joined = last == line.line - 1 or line.line <= title_end
            if waiting and goes_on and joined and not (grids or begins):
                waiting = replace(waiting, span=Span(waiting.span.start, line.span.end))
            else:
                if waiting:
                    yield waiting
                waiting = None if grids else own
                if any(not self._in_cell(grids, number) for number in self.figures(line.span)):
                    yield from [own] if grids else []
                for grid in grids:
                    yield from self._cells(line, grid)
            last = line.line
        if waiting:
            yield waiting

    def heads_above(self, stretch: Stretch, *, in_program: bool) -> tuple[str, ...]:
        """Names in parentheses at the head of the items above, outermost first.

        Outside of programs the words behind the nearest one say what an item is part of as well:
        - 99개국 참가 below ○ (브랜드 제고) 세계지질과학총회 개최.
        """
        text, found = self._document.text, []
        for number, above in enumerate(self.items_above(stretch)):
            if head := leading_head(text, above):
                if number == 0 and not in_program:
                    found.append(self._words(Span(head[1], above.end)))
                found.append(head[0])
        return tuple(filter(None, reversed(found)))

    def context(self, stretch: Stretch, otherwise: str, *, in_program: bool) -> str:
        """Words of the item above, if it has no name of its own, or `otherwise`.

        In a program, whose title is `otherwise`, an item with figures of its own is passed over.
        """
        above = next(self.items_above(stretch), None)
        if above is None or leading_head(self._document.text, above):
            return otherwise
        if in_program and self.figures(above):
            return otherwise
        return self._words(above) or otherwise

    def shown(self, stretch: Stretch) -> str:
        """The item or row of a table, readable."""
        text = self._document.text
        if stretch.row is not None:
            cells = (readable(part) for part in stretch.row.of(text).split("\t"))
            return " | ".join(cell for cell in cells if cell)
        line = self._document.lines[self._document.line_at(stretch.span.start) - 1]
        return readable(text[line.start : stretch.span.end])

    def items_above(self, stretch: Stretch) -> Iterator[Span]:
        """First lines of the items that a stretch stands below, nearest first."""
        sections = self._outline.sections
        at = sections[stretch.section].parent if stretch.is_item else stretch.section
        while at is not None and sections[at].kind == "item":
            line = self._document.lines[sections[at].line_start - 1]
            yield Span(line.start, line.end)
            at = sections[at].parent

    def _in_cell(self, grids: Sequence[Grid], number: int) -> bool:
        at = self._starts[number]
        return any(c.span.start <= at < c.span.end for grid in grids for c in grid.cells)

    def _cells(self, line: HeadedLine, grid: Grid) -> Iterator[Stretch]:
        """The cells of a table that begin on a line."""
        column = self._periods.column_of_dates(grid)
        for cell in grid.cells:
            if not line.span.start <= cell.span.start < line.span.end:
                continue
            row = [c for c in grid.cells if c.row == cell.row]
            yield Stretch(
                cell.span,
                line.section,
                line.announcement,
                is_item=False,
                headings=self._headings(grid, cell) if cell.row >= grid.header_rows else (),
                row=Span(min(c.span.start for c in row), max(c.span.end for c in row)),
                dated=next((c.span for c in row if c.column == column), None),
            )

    def _headings(self, grid: Grid, cell: Cell) -> tuple[str, ...]:
        """What stands left of a cell and above it, but for figures and dates."""
        left = [
            self._above(grid, c) if c.span.start == c.span.end else c.span
            for c in grid.cells
            if c.row == cell.row and c.column < cell.column
        ]
        named = [span for span in left if span and not self.figures(span)]
        shown = [self._words(span) for span in [*named, *grid.column_path(cell.column)]]
        return tuple(dict.fromkeys(words for words in shown if words))

    def _above(self, grid: Grid, empty: Cell) -> Span | None:
        """The row heading that reaches down into an empty cell; the last one reaches nowhere."""
        if empty.column >= grid.stub_columns - 1:
            return None
        filled = [
            c.span
            for c in grid.cells
            if c.column == empty.column
            and grid.header_rows <= c.row < empty.row
            and c.span.start < c.span.end
        ]
        return filled[-1] if filled else None

    def _words(self, span: Span) -> str:
        """Words of a heading without its dates; those in parentheses where there are no others."""
        nodes = parse(self._document.text, span, [])
        reader = Metrics(self._document.text, self.dates(span))
        asides = [reader.words(node.inner) for node in nodes if isinstance(node, Aside)]
        return reader.words(nodes) or " ".join(asides).strip()


def _size(grid: Grid) -> int:
    return grid.span.end - grid.span.start


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
