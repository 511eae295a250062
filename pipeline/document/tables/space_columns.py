"""Columns of a table set with spaces, by the words of its header and the values of its rows.

What belongs here: where the columns are. What does not: which lines are a table (`spaces`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import HeaderWord

_PART = re.compile(r"[가-힣]{0,4}\(\d[\d,]*\)$")


@dataclass(frozen=True)
class Columns:
    """The header cells of a table, placed."""

    header: tuple[Cell, ...]
    header_rows: int


def place_columns(
    text: str, header: Sequence[Sequence[HeaderWord]], rows: Sequence[Sequence[Span]]
) -> Columns | None:
    """Place header words over value columns, or None when their numbers cannot be matched.

    Two things make more columns than words: a word that groups the words of the last header line
    (집행률 over 원인행위액 and 지출액), and a figure in parentheses that belongs to the column on
    its left (307/301 with 여성(153)).
    """
    width = max(len(row) for row in rows)
    first = header[0]
    top = [word for line in (header[:-1] or header) for word in line]
    if len(header) > 1 and len(first) + sum(map(len, header[1:])) - 1 == width:
        top = [word for line in header for word in line]
        return _columns(top, [1] * (len(top) - 1), ())
    below = list(header[-1]) if len(header) > 1 else []
    names = len(top) - 1
    if below and names - 1 + len(below) == width:
        return _columns(top, [1] * (names - 1) + [len(below)], below)
    if not below:
        parts = _part_columns(text, [row for row in rows if len(row) == width])
        if names + len(parts) == width and 0 not in parts:
            spans = [1] * names
            for column in sorted(parts, reverse=True):
                left = column - 1 - sum(part < column for part in parts)
                spans[left] += 1
            if sum(spans) == width:
                return _columns(top, spans, ())
    return None


def _part_columns(text: str, rows: Sequence[Sequence[Span]]) -> set[int]:
    """Value columns that hold nothing but figures in parentheses."""
    return {
        column
        for column in range(len(rows[0]))
        if all(_PART.match(row[column].of(text)) for row in rows)
    }


def _columns(
    top: Sequence[HeaderWord], spans: Sequence[int], below: Sequence[HeaderWord]
) -> Columns:
    height = 2 if below else 1
    cells = [Cell(0, 0, top[0].span, row_span=height)]
    column = 1
    for word, width in zip(top[1:], spans, strict=True):
        grouped = bool(below) and word is top[-1]
        cells.append(Cell(0, column, word.span, 1 if grouped else height, width))
        if grouped:
            cells.extend(Cell(1, column + c, inner.span) for c, inner in enumerate(below))
        column += width
    return Columns(tuple(cells), height)
