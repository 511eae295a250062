"""The parts that facts are made of: typed tables with unit and date, rows, and rows held back.

The one vocabulary that all fact modules share. No reading of any particular table here.
"""

import datetime
from dataclasses import dataclass, field

from pipeline.document.document import Document
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.vocabulary.messages import in_korean
from pipeline.vocabulary.units import Unit
from schemas.table import Row


@dataclass(frozen=True)
class PlacedTable:
    """A table whose cells all stand in their columns, with what is printed above it."""

    table_id: str
    grid: Grid
    caption: str | None
    unit_raw: str | None
    unit: Unit | None
    """The printed unit, when it is one the reference knows."""
    as_of: datetime.date | None
    units_noted: tuple[str, ...] = ()
    """All units that the note above it names, as printed: 억원 and %."""
    placed: frozenset[tuple[int, int]] = frozenset()
    """Cells (row, column) that column totals put where they are."""
    missing: frozenset[tuple[int, int]] = frozenset()
    """Cells that are not printed."""

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell at a place, or None where nothing is printed."""
        return next((c for c in self.grid.cells if (c.row, c.column) == (row, column)), None)


@dataclass
class Findings:
    """Rows of the published tables, and what was held back, as one report is read."""

    document: Document
    report_id: str
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, row: Row) -> None:
        """Add one row of a published table."""
        self.rows.setdefault(table, []).append({"report_id": self.report_id, **row})

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
