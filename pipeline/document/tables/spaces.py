"""Tables written with a single space between cells: rows of figures, or headings with bullets.

Nothing marks the columns. The header gives their names and order, most rows their number; a row
that prints fewer values than that, or more, stays a `ShortRow`, because its line alone cannot say
where they belong.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document.lines import Line, kind_of
from pipeline.document.readable import closed
from pipeline.document.tables.grid import Cell, Grid, ShortRow, Span
from pipeline.document.tables.headers import (
    HeaderWord,
    continues_header,
    is_header,
    is_header_line,
    split_header,
)
from pipeline.document.tables.space_columns import Columns, place_columns
from pipeline.vocabulary.tables import duties
from pipeline.vocabulary.words import words

_VALUE = r"(?:[가-힣]{0,4}\(\d[\d,]*\)|[△▲+-]?\d[\d,.]*(?:/\d[\d,.]*)?%?|[-－–])"
_VALUE_ROW = re.compile(rf"\s*(?P<label>\S.*?)\s+(?P<values>{_VALUE}(?:\s+{_VALUE})*)\s*$")
_VALUE_TOKEN = re.compile(r"\S+")
_HANGUL = re.compile(r"[가-힣]")
_LONGEST_LABEL = 16
_LONGEST_GAP = 2
"""Blank lines that may stand between rows of one table …"""
_LONGEST_VALUE_GAP = 6
"""… and before a row that prints as many values as the others."""


@dataclass
class _Row:
    """A row being read: its heading, and its values or its bullets."""

    label: list[Span]
    values: list[Span] = field(default_factory=list)
    bullets: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class Unread:
    """A table header below which no rows could be told apart."""

    span: Span


def space_tables(text: str, lines: Sequence[Line]) -> tuple[list[Grid], list[Unread]]:
    """Every table written with single spaces, and every header whose rows could not be read."""
    grids: list[Grid] = []
    unread: list[Unread] = []
    at = 0
    while at < len(lines):
        if not _is_header(text, lines[at]):
            at += 1
            continue
        reading = _Reading(text, lines, at)
        grid, at = reading.grid(), reading.next_line
        if grid is not None:
            grids.append(grid)
        else:
            unread.append(Unread(reading.unread_span()))
    return grids, unread


def _words(text: str, line: Line) -> list[HeaderWord]:
    content = text[line.start : line.end]
    return [] if "\t" in content else split_header(text, line.start, line.end)


def _is_header(text: str, line: Line) -> bool:
    tabbed = "\t" in text[line.start : line.end]
    return not tabbed and is_header_line(text, line.start, line.end)


class _Reading:
    """One table, read line by line from its header on."""

    def __init__(self, text: str, lines: Sequence[Line], at: int) -> None:
        self.text, self.lines, self.first = text, lines, at
        self.header = [_words(text, lines[at])]
        self.rows: list[_Row] = []
        self.pending: list[Span] = []
        self.mark = ""
        """What bullets of this table begin with, once there is one."""
        self.next_line = at + 1
        gap = 0
        for number in range(at + 1, len(lines)):
            line = lines[number]
            content = text[line.start : line.end]
            if not content.strip():
                gap += 1
                continue
            if kind_of(content) == "furniture":
                continue
            if not self._within_reach(line, gap) or not self._take(line, adjacent=gap == 0):
                break
            gap = 0
            if not self.pending:
                self.next_line = number + 1

    def _within_reach(self, line: Line, gap: int) -> bool:
        """The blank lines above a line are few enough for a table to go on."""
        if gap <= _LONGEST_GAP:
            return True
        match = _VALUE_ROW.match(self.text, line.start, line.end)
        if match is None or gap > _LONGEST_VALUE_GAP:
            return False
        count = len(match["values"].split())
        return any(len(row.values) == count for row in self.rows) if self.rows else count > 1

    def _take(self, line: Line, *, adjacent: bool) -> bool:
        """Read one line into the table; False when it belongs to what comes after."""
        found = _words(self.text, line)
        if not self.rows and not self.pending and continues_header(found):
            self.header.append(found)
            return True
        if is_header(found) or closed(self.text[line.start : line.end]) in words().section:
            return False
        bulleted = bool(self.rows) and bool(self.rows[-1].bullets)
        if not bulleted and self._take_values(line):
            return True
        if not (self.rows and self.rows[-1].values) and self._take_bullet(line):
            return True
        return self._take_label_or_rest(line, adjacent=adjacent)

    def _take_values(self, line: Line) -> bool:
        match = _VALUE_ROW.match(self.text, line.start, line.end)
        if match is None or not self._is_label(match["label"]):
            return False
        label = Span(match.start("label"), match.end("label"))
        values = [
            Span(token.start(), token.end())
            for token in _VALUE_TOKEN.finditer(self.text, match.start("values"), line.end)
        ]
        self.rows.append(_Row([*self.pending, label], values=values))
        self.pending = []
        return True

    def _take_bullet(self, line: Line) -> bool:
        content = self.text[line.start : line.end]
        marks = (self.mark,) if self.mark else duties().bullets
        at = min((i for mark in marks if (i := _bullet(content, mark)) >= 0), default=-1)
        if at < 0:
            return False
        bullet = Span(line.start + at, line.start + len(content.rstrip()))
        label = content[:at].strip()
        if label:
            if not self._is_label(label):
                return False
            start = line.start + content.index(label)
            self.pending.append(Span(start, start + len(label)))
        if self.pending:
            self.rows.append(_Row(self.pending))
            self.pending = []
        if not self.rows:
            return False
        self.mark = content[at]
        self.rows[-1].bullets.append(bullet)
        return True

    def _take_label_or_rest(self, line: Line, *, adjacent: bool) -> bool:
        content = self.text[line.start : line.end]
        stripped = content.strip()
        start = line.start + content.index(stripped)
        span = Span(start, start + len(stripped))
        if kind_of(content) != "paragraph":
            return False
        if self._is_label(stripped) and len(self.pending) < 2:
            self.pending.append(span)
            return True
        if adjacent and not self.pending and self.rows and self.rows[-1].bullets:
            last = self.rows[-1].bullets[-1]  # a bullet that runs on over the end of its line
            self.rows[-1].bullets[-1] = Span(last.start, span.end)
            return True
        return False

    @staticmethod
    def _is_label(content: str) -> bool:
        shown = closed(content)
        return (
            len(shown) <= _LONGEST_LABEL
            and bool(_HANGUL.search(shown))
            and not any(mark in shown for mark in ":;,.")
            and kind_of(content) == "paragraph"
            and shown not in words().section
        )

    def unread_span(self) -> Span:
        """A table without readable rows: its header and the lines up to the next mark."""
        first = last = self.lines[self.first]
        for line in self.lines[self.first + 1 :]:
            kind = kind_of(self.text[line.start : line.end])
            if kind not in ("blank", "paragraph") or _is_header(self.text, line):
                break
            last = line if kind == "paragraph" else last
        return Span(first.start, last.end)

    def grid(self) -> Grid | None:
        """The table, or None when no row could be read."""
        if not self.rows:
            return None
        end = max(span.end for row in self.rows for span in (*row.values, *row.bullets))
        span = Span(self.header[0][0].span.start, end)
        if self.rows[0].values:
            return self._figures(span)
        return self._bullets(span)

    def _figures(self, span: Span) -> Grid | None:
        counts = Counter(len(row.values) for row in self.rows if row.values)
        for width in sorted(counts, key=lambda width: (counts[width], width), reverse=True):
            whole = [row.values for row in self.rows if len(row.values) == width]
            if columns := place_columns(self.text, self.header, whole):
                return self._place_columns(span, columns, width)
        return None

    def _place_columns(self, span: Span, columns: Columns, width: int) -> Grid:
        cells, short = list(columns.header), []
        for number, row in enumerate(self.rows, start=columns.header_rows):
            cells.append(Cell(number, 0, Span(row.label[0].start, row.label[-1].end)))
            if len(row.values) == width:
                cells.extend(Cell(number, 1 + c, value) for c, value in enumerate(row.values))
            else:
                short.append(ShortRow(number, tuple(row.values)))
        return Grid(
            dialect="spaces",
            span=span,
            rows=columns.header_rows + len(self.rows),
            columns=1 + width,
            header_rows=columns.header_rows,
            stub_columns=1,
            cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))),
            short_rows=tuple(short),
        )

    def _bullets(self, span: Span) -> Grid | None:
        """Two columns: a heading, and its bullets as one cell."""
        first, *rest = self.header[0]
        if not rest:
            return None
        cells = [
            Cell(0, 0, first.span),
            Cell(0, 1, Span(rest[0].span.start, rest[-1].span.end)),
        ]
        for number, row in enumerate(self.rows, start=1):
            cells.append(Cell(number, 0, Span(row.label[0].start, row.label[-1].end)))
            cells.append(Cell(number, 1, Span(row.bullets[0].start, row.bullets[-1].end)))
        return Grid("spaces", span, 1 + len(self.rows), 2, 1, 1, tuple(cells))


def _bullet(content: str, mark: str) -> int:
    """The place where a bullet begins in a line: at its start, or after a heading and a space."""
    if content.lstrip().startswith(mark):
        return content.index(mark)
    at = content.find(f" {mark}")
    return at + 1 if at >= 0 else -1
