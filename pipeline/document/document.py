"""A Source, read: its lines, its tables with their captions, and where everything stands."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby, pairwise

from pipeline.document.counted import counted_lines
from pipeline.document.lines import Line, kind_of, split_lines
from pipeline.document.readable import closed
from pipeline.document.tables.aligned import aligned_tables
from pipeline.document.tables.bands import split_bands
from pipeline.document.tables.continued import join_continued
from pipeline.document.tables.drawn import drawn_tables
from pipeline.document.tables.flattened import flattened_tables
from pipeline.document.tables.grid import Grid, Noted, Span
from pipeline.document.tables.halves import stack_halves
from pipeline.document.tables.heading_rows import states_counts, with_headings
from pipeline.document.tables.html import html_tables
from pipeline.document.tables.labels import join_split_labels, stack_labels
from pipeline.document.tables.nesting import Nesting
from pipeline.document.tables.spaces import Unread, space_tables
from pipeline.document.tables.stated import stated_tables
from pipeline.document.tables.tabs import tab_tables
from pipeline.document.tables.unit_notes import noted_units
from pipeline.sources.size import refuse_if_too_large
from pipeline.sources.source import Source

_UNIT_NOTE = re.compile(r"\(\s*단위\s*[:：][^()]*\)")
_CAPTION_REACH = 4
"""Lines that are not blank, above a table, among which its caption is sought."""
_PASSED = ("blank", "furniture", "table", "caption", "note")
_HEADINGS_BETWEEN = 2
"""Headings that may stand between two tables of one note on the unit."""

_SENTENCES = 0.2
"""Lines that end sentences, of those that begin items, at least, in a report of sentences."""


@dataclass(frozen=True)
class Document:
    """One report, read."""

    source: Source
    lines: tuple[Line, ...]
    kinds: tuple[str, ...]
    """The kind of each line, in order."""
    tables: tuple[Grid, ...]
    """In order of their place in the text."""
    unread: tuple[Unread, ...]
    """Table headers whose rows could not be told apart."""
    starts: tuple[int, ...] = field(repr=False)

    @property
    def text(self) -> str:
        """The canonical text."""
        return self.source.text

    @cached_property
    def usual_step(self) -> int:
        """From most lines to the next one that is not blank."""
        filled = [number for number, kind in enumerate(self.kinds) if kind != "blank"]
        steps = Counter(after - before for before, after in pairwise(filled))
        return steps.most_common(1)[0][0] if steps else 1

    @cached_property
    def is_of_sentences(self) -> bool:
        """Many of its lines end sentences, as those of ministries do."""
        ends = sum(line.rstrip().endswith("니다.") for line in self.text.split("\n"))
        return ends > _SENTENCES * sum(kind in ("item", "heading") for kind in self.kinds)

    def line_at(self, offset: int) -> int:
        """Number of the line that holds a character."""
        return bisect_right(self.starts, offset)

    def line_span(self, span: Span) -> tuple[int, int]:
        """First and last line of a stretch of text."""
        return self.line_at(span.start), self.line_at(max(span.end - 1, span.start))

    def page_of(self, line: Line) -> int | None:
        """Number of the page that a line begins on, from 1; None where the format has no pages."""
        pages = self.source.page_starts
        return max(bisect_right(pages, line.start), 1) if pages else None

    def lines_before(self, offset: int) -> Iterator[Line]:
        """Lines above the one that holds a character, nearest first, blank ones left out."""
        for number in range(self.line_at(offset) - 2, -1, -1):
            if self.kinds[number] != "blank":
                yield self.lines[number]


def read_document(source: Source) -> Document:
    """Read the lines and tables of a source. Any text is a document that is not too large for one.

    Raises:
        ReportError: it is.
    """
    refuse_if_too_large(source.file, source.text)
    lines = split_lines(source.text)
    starts = tuple(line.start for line in lines)
    furniture = _numbers_in(starts, source.furniture)
    grids, unread = _find_tables(source, lines, starts, furniture)
    kinds = ["furniture" if line.no in furniture else _kind(source, line) for line in lines]
    document = Document(source, lines, tuple(kinds), (), tuple(unread), starts)
    for grid in grids:
        first, last = document.line_span(grid.span)
        for number in range(first - 1, last):
            if kinds[number] not in ("blank", "furniture"):
                kinds[number] = "table"
    for number in counted_lines(source.text, lines, kinds):
        kinds[number - 1] = "item"
    document = replace(document, kinds=tuple(kinds), tables=tuple(grids))
    return _join_tables(replace(document, tables=tuple(_add_captions(document, grids))))


def _join_tables(document: Document) -> Document:
    """The document with tables that go on elsewhere as one; what stands between is of them."""
    whole = join_continued(document.text, document.tables, partial(_lines_between, document))
    kinds = list(document.kinds)
    for grid in whole:
        first, last = document.line_span(grid.span)
        for number in range(first - 1, last):
            if kinds[number] not in ("blank", "furniture"):
                kinds[number] = "table"
    text = document.text
    stacked = tuple(
        stack_halves(text, stack_labels(text, join_split_labels(text, grid))) for grid in whole
    )
    return replace(document, kinds=tuple(kinds), tables=stacked)


def _lines_between(document: Document, first: Grid, second: Grid) -> list[str]:
    """The lines between two tables, without blank ones and the foot of a page."""
    begin, end = document.line_at(first.span.end - 1), document.line_at(second.span.start)
    between = zip(document.lines[begin : end - 1], document.kinds[begin : end - 1], strict=True)
    return [
        document.text[line.start : line.end]
        for line, kind in between
        if kind not in ("blank", "furniture")
    ]


def _kind(source: Source, line: Line) -> str:
    """The sort of line it is, by its start; else what the file states: a heading, an item."""
    kind = kind_of(source.text[line.start : line.end])
    if kind != "paragraph" or line.no > len(source.styles):
        return kind
    style = source.styles[line.no - 1]
    if style.heading_level is not None:
        return "heading"
    return kind if style.list_level is None else "item"


def _find_tables(
    source: Source, lines: tuple[Line, ...], starts: tuple[int, ...], furniture: set[int]
) -> tuple[list[Grid], list[Unread]]:
    """Tables that the file states; elsewhere those that the text looks like."""
    text, grids, unread = source.text, stated_tables(source.text, source.tables), []
    stated = _numbers_in(starts, [grid.span for grid in grids])
    for is_stated, run in groupby(lines, key=lambda line: line.no in stated):
        if is_stated:
            continue
        free = tuple(line for line in run if line.no not in furniture)
        if not free:
            continue
        grids += tab_tables(text, free)
        # A frame around a single phrase is a picture of a heading, not a table.
        within = Span(free[0].start, free[-1].end)
        grids += [grid for grid in html_tables(text, within) if len(grid.cells) > 1]
        drawn = drawn_tables(text, free)
        grids += drawn
        free = _without(starts, free, drawn)
        flattened = flattened_tables(text, free)
        grids += flattened
        free = _without(starts, free, flattened)
        aligned = aligned_tables(text, free)
        grids += aligned
        spaced, headers = space_tables(text, _without(starts, free, aligned))
        grids += spaced
        unread += headers
    headed = [
        with_headings(text, band)
        for grid in grids
        for band in split_bands(text, with_headings(text, grid))
    ]
    return sorted(headed, key=lambda grid: (grid.span.start, -grid.span.end)), unread


def _without(
    starts: Sequence[int], lines: Sequence[Line], grids: Sequence[Grid]
) -> tuple[Line, ...]:
    """The lines that no table stands on."""
    taken = _numbers_in(starts, [grid.span for grid in grids])
    return tuple(line for line in lines if line.no not in taken)


def _numbers_in(starts: Sequence[int], spans: Iterable[Span]) -> set[int]:
    """Numbers of the lines that stretches of text touch."""
    return {
        number
        for span in spans
        for number in range(
            bisect_right(starts, span.start),
            bisect_right(starts, max(span.end - 1, span.start)) + 1,
        )
    }


def _add_captions(document: Document, grids: Sequence[Grid]) -> list[Grid]:
    """Note the lines above each table, and the units that they or an earlier note give it."""
    found: list[Grid] = []
    nesting = Nesting([grid.span for grid in grids])
    for index, grid in enumerate(grids):
        if grid.is_band and found:
            found.append(replace(grid, captions=found[-1].captions, noted=found[-1].noted))
            continue
        captions = _captions(document, grid, is_nested=nesting.is_inside(index))
        units = noted_units(" ".join(span.of(document.text) for span in captions))
        noted = Noted(units) if units else _unit_nearby(document, grid, found)
        found.append(replace(grid, captions=captions, noted=noted))
    return found


def _captions(document: Document, grid: Grid, *, is_nested: bool) -> tuple[Span, ...]:
    """The heading above the table, and the remarks on unit and date around it.

    A line with a unit or a day stands above or below the heading: a page has a caption of the
    table itself between them.
    """
    captions: list[Span] = []
    note = _note_in_cell(document, grid)
    if (grid.dialect == "html" and note) or (grid.dialect == "box" and is_nested):
        return (note,) if note else ()
    headed = False
    for seen, line in enumerate(_lines_above(document, grid)):
        kind = document.kinds[line.no - 1]
        if seen >= _CAPTION_REACH or kind == "table":
            break
        if headed and kind != "caption":
            break
        captions.append(Span(line.start, line.end).stripped(document.text))
        headed = headed or kind not in ("caption", "note")
    return tuple(captions)


def _lines_above(document: Document, grid: Grid) -> Iterator[Line]:
    return (
        line
        for line in document.lines_before(grid.span.start)
        if document.kinds[line.no - 1] != "furniture"
    )


def _unit_nearby(document: Document, grid: Grid, before: Sequence[Grid]) -> Noted:
    """The unit that stands right below a table, or that an earlier note gives several tables.

    A note goes on from one table to the next where only headings stand between them.
    """
    below = document.line_at(max(grid.span.end - 1, grid.span.start))
    for line, kind in zip(document.lines[below:], document.kinds[below:], strict=True):
        if kind in ("blank", "furniture"):
            continue
        alone = kind == "caption" and noted_units(document.text[line.start : line.end])
        if alone and not _heads_a_table(document, line.no):
            return Noted(alone)
        break
    heads = (cell.span.of(document.text) for cell in grid.cells if cell.row < grid.header_rows)
    if any(closed(head).rstrip(")").endswith("단위") for head in heads):
        return Noted()  # each row has a unit of its own
    if states_counts(document.text, grid):
        return Noted()  # and so has each column
    last = next((g for g in before[::-1] if g.span.end <= grid.span.start), None)
    if last is None or not last.noted.units:
        return Noted()
    first, end = document.line_at(last.span.end - 1), document.line_at(grid.span.start)
    between = [kind for kind in document.kinds[first : end - 1] if kind not in _PASSED]
    headed = 0 < len(between) <= _HEADINGS_BETWEEN and set(between) == {"heading"}
    return Noted(last.noted.units, "note") if headed else Noted()


def _heads_a_table(document: Document, number: int) -> bool:
    """True when a table comes within a few lines behind a line."""
    following = [k for k in document.kinds[number:] if k not in ("blank", "furniture")]
    return "table" in following[:_CAPTION_REACH]


def _note_in_cell(document: Document, grid: Grid) -> Span | None:
    """The remark on the unit that stands before a table nested in a cell."""
    line = document.lines[document.line_at(grid.span.start) - 1]
    notes = list(_UNIT_NOTE.finditer(document.text, line.start, grid.span.start))
    return Span(notes[-1].start(), notes[-1].end()) if notes else None
