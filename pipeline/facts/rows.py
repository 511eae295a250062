"""The parts that facts are made of: typed tables with unit and date, rows, and rows held back.

The one vocabulary that all fact modules share. No reading of any particular table here.
"""

import datetime
from dataclasses import dataclass, field

from pipeline.document.document import Document
from pipeline.document.tables.grid import Grid, Span
from pipeline.vocabulary.messages import in_korean, message
from schemas.table import Row

_LARGEST = 2**63 - 1
"""The columns of whole numbers have 64 bits, in every format of a release."""


def fits(value: object) -> bool:
    """Is it something that a column can hold?"""
    return not isinstance(value, int) or abs(value) <= _LARGEST


def beyond_64_bits(columns: str) -> str:
    """The reason for which a number is held back."""
    return message(
        "{columns}: a whole number of more than 64 bits; compare it with the original",
        columns=columns,
    )


@dataclass(frozen=True)
class PlacedTable:
    """A table whose cells all stand in their columns, with what is printed above it."""

    table_id: str
    grid: Grid
    caption: str | None
    unit_raw: str | None
    as_of: datetime.date | None
    placed: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) that column totals put where they are."""
    missing: frozenset[tuple[int, int]] = frozenset()
    """Cells that are not printed."""


@dataclass
class Findings:
    """Rows of the published tables, and what was held back, as one report is read."""

    document: Document
    report_id: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Add one row of a published table; one with a number beyond 64 bits is held back."""
        if too_large := ", ".join(name for name, value in row.items() if not fits(value)):
            self.hold_back(table, self.span_of_row(row), beyond_64_bits(too_large))
            return
        self.rows.setdefault(table, []).append({"report_id": self.report_id, **row})

    def span_of_row(self, row: Row) -> Span:
        """The characters that a row names, else its lines."""
        start, end = row.get("char_start"), row.get("char_end")
        if start is not None and end is not None:
            return Span(start, end)
        lines = self.document.lines
        return Span(lines[row["line_start"] - 1].start, lines[row["line_end"] - 1].end)

    def lines(self, span: Span) -> Row:
        """`line_start` and `line_end` of a stretch of text."""
        first, last = self.document.line_span(span)
        return {"line_start": first, "line_end": last}

    def place(self, span: Span) -> Row:
        """Lines and characters of a stretch of text."""
        return {**self.lines(span), "char_start": span.start, "char_end": span.end}

    def hold_back(self, table: str, span: Span, reason: str) -> None:
        """Put a stretch of text into quarantine instead of publishing it as a row of `table`."""
        key = (table, span.start)
        held = self.rows.setdefault("quarantine", [])
        if any((row["table_name"], row["char_start"]) == key for row in held):
            return
        self.add(
            "quarantine",
            {
                "table_name": table,
                "reason": reason,
                "reason_ko": in_korean(reason),
                "raw": span.of(self.document.text),
                "char_start": span.start,
                **self.lines(span),
            },
        )
