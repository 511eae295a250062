"""A table as rows and columns of figures, each with its headings: what claims are found in.

What belongs here: which figures a cell states, and what heads it. What does not: what the headings
mean for the figures.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import heading_name
from pipeline.document.tables.members import NOTHING, Members, read_heading
from pipeline.facts.rows import PlacedTable
from pipeline.figures.figures import Quantity
from pipeline.vocabulary.relations import plain
from pipeline.vocabulary.units import modifiers
from pipeline.vocabulary.words import words

_ENDS = ("low", "high")


def is_bound(quantity: Quantity) -> bool:
    """It is stated as a bound or an estimate: no equality."""
    words_around = (quantity.modifier or "").split()
    return quantity.part in _ENDS or not modifiers().bound.isdisjoint(words_around)


def shown_like(value: Fraction, like: Quantity) -> str:
    """A value of the canonical unit as a number before the unit that `like` is printed in."""
    factor = like.value_normalized / like.value if like.value else Fraction(1)
    scaled = value / factor
    if scaled.denominator == 1:
        return f"{int(scaled):,}"
    return f"{float(scaled):,.3f}".rstrip("0").rstrip(".")


_BETWEEN = frozenset("()[]/,·:")
"""Signs between and around the figures of a cell."""
_MOST_FIGURES = 3
_ELIDED = re.compile("[․…⋯.·‧∙・ㆍ⋅~∼～]{2,}")
"""A cell that stands for rows or columns that are left out."""
_CIRCLED = re.compile(r"[①-⑳㉠-㉻ⓐ-ⓩ](?:[=+−–-][①-⑳㉠-㉻ⓐ-ⓩ])*$")
"""Letters at the end of a heading that need no brackets: 계 ①=②+③."""
_REMARK = re.compile(r"\s*\([^()]*[^\d\s(),.%△▲+-][^()]*\)\s*")
"""A bracket with words behind the figure of a cell: 34 (스크린 235)."""
_NAMED = re.compile(r"\s*[^\W\d]+\s*\(\s*")
"""A word before a figure in brackets: 여성(135)."""
_FOOTNOTE = re.compile(r"(?:[*†‡＊※¹²³⁴⁵]+\)?|(?<=[가-힣])\d{1,2}\))$")
"""Figures beyond which a cell is a text."""


@dataclass(frozen=True)
class Entry:
    """The figures of a cell of the body."""

    span: Span
    figures: tuple[Quantity, ...] = ()
    """All its figures, where it states nothing else: `716 명`, `25/25`."""
    is_nil: bool = False
    """A dash."""
    is_aside: bool = False
    """Its figure stands in parentheses: a part of what stands beside it."""

    @property
    def is_blank(self) -> bool:
        """Nothing is printed."""
        return self.span.start == self.span.end


@dataclass(frozen=True)
class Line:
    """A row or a column of a table."""

    number: int
    """Of the table, from 0."""
    path: tuple[str, ...]
    """Headings, outermost first, closed up, without remarks and dots."""
    heading: str
    """Headings with remarks, closed up: `비중(B/A)`."""
    shown: str
    """Headings, readable."""
    mark: str
    """The beginning of the innermost heading."""
    members: Members
    """The meaning of the innermost heading, by dimension."""
    formulas: tuple[str, ...]
    """Its letter, and the formulas of letters that it is: A, (B-A)/A."""
    entries: dict[int, Entry] = field(hash=False)
    """By the number of the line across."""

    @property
    def name(self) -> str:
        """The innermost heading; empty where there is none."""
        return self.path[-1] if self.path else ""

    @property
    def is_noted(self) -> bool:
        """Its innermost heading has a footnote mark."""
        return _FOOTNOTE.search(self.heading) is not None

    @property
    def is_rate(self) -> bool:
        """It states a rate: no figures to add."""
        measure = self.members.measure
        return (measure is not None and measure.kind == "rate") or any(
            "/" in formula or "÷" in formula for formula in self.formulas
        )

    @cached_property
    def counts(self) -> list[Entry]:
        """Entries that state figures."""
        return [entry for entry in self.entries.values() if entry.figures]


@dataclass(frozen=True)
class Sheet:
    """A table as lines in both directions."""

    table: PlacedTable
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    unplaced: bool
    """It has rows whose figures are in no column, or says that some are left out."""
    is_wrapped: bool
    """It is printed in two halves side by side: the headings of its rows stand twice."""

    @property
    def number(self) -> str:
        """Its number in the report: t031."""
        return self.table.table_id.rpartition("/")[2]


def read_sheet(text: str, table: PlacedTable, quantities: Sequence[Quantity]) -> Sheet:
    """The rows and columns of a table that state figures.

    Args:
        text: canonical text.
        table: the table.
        quantities: all quantities inside it, in the order of the text.
    """
    cells = _spread(table)
    starts = [quantity.span.start for quantity in quantities]
    entries = {
        at: _entry(text, cell, quantities, starts)
        for at, cell in cells.items()
        if at[0] >= table.grid.header_rows and at == (cell.row, cell.column)
    }
    leading = _leading_columns(table, entries)
    rows = _rows(text, table, cells, entries, leading)
    columns = _columns(text, table, entries, leading)
    wrapped = _is_wrapped(text, table, leading)
    elided = any(_ELIDED.fullmatch(closed(cell.span.of(text))) for cell in table.grid.cells)
    return Sheet(table, rows, columns, bool(table.grid.short_rows) or elided, wrapped)


def _spread(table: PlacedTable) -> dict[tuple[int, int], Cell]:
    """Every place of the table with the cell that covers it."""
    return {
        (row, column): cell
        for cell in table.grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }


def _entry(text: str, cell: Cell, quantities: Sequence[Quantity], starts: Sequence[int]) -> Entry:
    content = cell.span.of(text)
    if closed(content) in words().nil:
        return Entry(cell.span, is_nil=True)
    low, high = bisect_left(starts, cell.span.start), bisect_left(starts, cell.span.end)
    inside = [quantity for quantity in quantities[low:high] if quantity.span.end <= cell.span.end]
    if not 0 < len(inside) <= _MOST_FIGURES:
        return Entry(cell.span)
    rest, at = "", cell.span.start
    for quantity in inside:
        rest, at = rest + text[at : quantity.span.start], quantity.span.end
    if not _BETWEEN.issuperset(closed(rest + text[at : cell.span.end])):
        first = inside[0].span
        before, behind = text[cell.span.start : first.start], text[first.end : cell.span.end]
        if len(inside) == 1 and _NAMED.fullmatch(before) and behind.strip() == ")":
            return Entry(cell.span, (inside[0],), is_aside=True)
        alone = _REMARK.fullmatch(behind) and not before.strip()
        return Entry(cell.span, (inside[0],)) if alone else Entry(cell.span)
    bracketed = content.strip().startswith(("(", "[")) and content.strip().endswith((")", "]"))
    return Entry(cell.span, tuple(inside), is_aside=bracketed)


def _leading_columns(table: PlacedTable, entries: dict[tuple[int, int], Entry]) -> int:
    """Columns before the first that states figures: they head the rows."""
    stating = [
        column for (_, column), entry in entries.items()
        if entry.figures and column >= table.grid.stub_columns
    ]  # fmt: skip
    return min(stating, default=table.grid.columns)


def _is_wrapped(text: str, table: PlacedTable, leading: int) -> bool:
    heads = [
        tuple(heading_name(span.of(text)) for span in table.grid.column_path(column))
        for column in range(table.grid.columns)
    ]
    return not set(heads[:leading]).isdisjoint(head for head in heads[leading:] if head)


def _rows(
    text: str,
    table: PlacedTable,
    cells: dict[tuple[int, int], Cell],
    entries: dict[tuple[int, int], Entry],
    leading: int,
) -> tuple[Line, ...]:
    above = [""] * leading
    lines = []
    unplaced = {short.row for short in table.grid.short_rows}
    of_row: dict[int, dict[int, Entry]] = {}
    for (row, column), entry in entries.items():
        of_row.setdefault(row, {})[column] = entry
    for row in range(table.grid.header_rows, table.grid.rows):
        heads = [
            cell.span.of(text) if (cell := cells.get((row, column))) else ""
            for column in range(leading)
        ]
        names = [plain(heading_name(head)) for head in heads]
        if not any(name in words().total for name in names):
            # A heading that is merged downwards is printed once; the last one never is.
            for column in range(leading - 1):
                if names[column] or any(names[:column]):
                    break
                names[column] = above[column]
            above = names
        elif leading > 1 and names[-1] and names[-1] not in words().total:
            above = names  # 합계 of 정원, and below it of 현원
        own = {c: e for c, e in of_row.get(row, {}).items() if c >= leading}
        if row in unplaced or any(not entry.is_blank for entry in own.values()):
            printed = [head for head in heads if head]
            lines.append(_line(row, [name for name in names if name], printed, own))
    return tuple(lines)


def _columns(
    text: str, table: PlacedTable, entries: dict[tuple[int, int], Entry], leading: int
) -> tuple[Line, ...]:
    lines = []
    of_column: dict[int, dict[int, Entry]] = {}
    for (row, column), entry in entries.items():
        of_column.setdefault(column, {})[row] = entry
    for column in range(leading, table.grid.columns):
        own = of_column.get(column, {})
        if not any(entry.figures or entry.is_nil for entry in own.values()):
            continue
        path = [span.of(text) for span in table.grid.column_path(column)]
        lines.append(_line(column, [plain(heading_name(head)) for head in path], path, own))
    return tuple(lines)


def _line(
    number: int, path: Sequence[str], printed: Sequence[str], entries: dict[int, Entry]
) -> Line:
    """A line under headings; `path` is what they are called."""
    return Line(
        number,
        tuple(path),
        "".join(closed(head) for head in printed),
        " / ".join(readable(head) for head in printed),
        closed(printed[-1])[:1] if printed else "",
        read_heading(printed[-1]) if printed else NOTHING,
        _formulas(printed),
        entries,
    )


def _formulas(headings: Sequence[str]) -> tuple[str, ...]:
    """Letters and formulas of all headings of a line."""
    read = (
        read_heading(heading).formula or _circled_letters(closed(heading)) for heading in headings
    )
    return tuple(piece for formula in read if formula for piece in formula.split("="))


def _circled_letters(heading: str) -> str | None:
    match = _CIRCLED.search(heading)
    return match[0] if match else None
