"""The published rows that stand at each place in a report.

What belongs here: from the tables to the characters and lines they were read from. What does not:
how it looks (`source_text`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

import polars as pl

from pipeline.release.reader import place_columns
from pipeline.site.tables import Row, place, quantity_keys, row_id
from schemas import TABLE, TABLES, TableSpec

# Tables of everything, which say less of a value than a table about it: named last.
_GENERAL = (
    "observations",
    "quantities",
    "relation_terms",
    "table_cells",
    "numerals",
    "sections",
    "lines",
)
_START, _END = "char_start", "char_end"
_LOOKED_AT = ("table_id", "row_no", "line_start", "line_no", "verdict")


class Fact(NamedTuple):
    """One published row, as the page of a report names it."""

    table: str
    row_id: str
    mark: str
    """The mark of its place: a verdict that doubts it, `errata`, or nothing."""


@dataclass
class Places:
    """All rows of a report by where they were read."""

    spans: dict[tuple[int, int], list[Fact]] = field(default_factory=dict)
    """(char_start, char_end) to the rows whose value stands there."""
    lines: dict[int, list[Fact]] = field(default_factory=dict)
    """First line to the rows that point at lines, not characters."""


def places(rows: Mapping[str, pl.DataFrame]) -> Places:
    """The places where every published row of a report stands, the most telling rows first."""
    found = Places()
    cells = _cells(rows["table_cells"])
    special = [spec for spec in TABLES if spec.name not in _GENERAL]
    for spec in [*special, *(TABLE[name] for name in _GENERAL)]:
        if "report_id" in spec.polars_schema:
            spans = place_columns(spec.polars_schema)
            looked_at = [name for name in _LOOKED_AT if name in spec.polars_schema]
            wanted = dict.fromkeys([*spec.primary_key, *chain(*spans), *looked_at])
            for row in rows[spec.name][list(wanted)].iter_rows(named=True):
                _add(found, spec, row, spans, cells)
    _add_by_quantity(found, rows)
    return found


def _cells(frame: pl.DataFrame) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """(table_id, row_no) to the places of the row's cells, headers aside."""
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    body = frame.filter(~pl.col("is_header")).select("table_id", "row_no", _START, _END)
    for table_id, row_no, start, end in body.iter_rows():
        found.setdefault((table_id, row_no), []).append((start, end))
    return found


def _add(
    found: Places,
    spec: TableSpec,
    row: Row,
    spans: Sequence[tuple[str, str]],
    cells: dict[tuple[str, int], list[tuple[int, int]]],
) -> None:
    """Add a row at the places it names, or at those of its cells."""
    fact = Fact(spec.name, row_id(spec, row), _mark(spec, row))
    own = [
        (row[start], row[end])
        for start, end in spans
        if row[start] is not None and row[end] is not None and row[start] < row[end]
    ]
    in_row = row.get("row_no") is not None and _START not in row
    for span in own or (cells.get((row["table_id"], row["row_no"]), []) if in_row else []):
        found.spans.setdefault(span, []).append(fact)
    fragment = place(row)
    if fragment is not None and fragment.startswith("L"):
        found.lines.setdefault(int(fragment[1:]), []).append(fact)


def _add_by_quantity(found: Places, rows: Mapping[str, pl.DataFrame]) -> None:
    """Rows that belong to several reports, at the quantities they name."""
    quantities = rows["quantities"]
    where = {
        name: (start, end)
        for name, start, end in quantities.select("quantity_id", _START, _END).iter_rows()
    }
    for spec in TABLES:
        if "report_id" in spec.polars_schema or spec.name == "reports":
            continue
        for row in rows[spec.name].iter_rows(named=True):
            for key in quantity_keys(spec):
                if row[key] in where:
                    fact = Fact(spec.name, row_id(spec, row), "")
                    found.spans.setdefault(where[row[key]], []).insert(0, fact)


def _mark(spec: TableSpec, row: Row) -> str:
    if spec.name == "relations" and row["verdict"] in ("mismatch", "unlikely", "rounding"):
        return str(row["verdict"])
    return spec.name if spec.name in ("errata", "quarantine") else ""
