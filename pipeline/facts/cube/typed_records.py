"""Typed tables of records, as records.toml declares them: rows of the source as rows of a table.

What belongs here: from the cells of a row to the columns of the release, by the kind of column.
What does not: any table in particular.
"""

from collections.abc import Sequence

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.records import record_table
from pipeline.facts.rows import Findings
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.tables import RecordWords, records
from pipeline.vocabulary.words import words
from schemas import TABLE

_UNITS = {"krw": "KRW", "명": "person"}
"""Unit of a column to that of the observations that it takes."""


def add_records(findings: Findings, cubes: Sequence[Cube]) -> None:
    """Publish the rows of every table of records that is declared."""
    for declared in records():
        for cube in cubes:
            _add(findings, cube, declared)


def _add(findings: Findings, cube: Cube, declared: RecordWords) -> None:
    text = findings.document.text
    table = record_table(text, cube, declared.columns, declared.required)
    for cells in table.rows() if table else []:
        required = [readable(cells[name].span.of(text)) for name in declared.required
                    if name in cells]  # fmt: skip
        spans = [cell.span for cell in cells.values()]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        known = words().total | words().subtotal
        if not any(required) or any(closed(name) in known for name in required):
            continue
        if not all(required) or len(required) < len(declared.required):
            findings.hold_back(
                declared.table, whole, message("a cell that every row has is empty here")
            )
            continue
        values = {name: _value(text, cube, cell, declared.table, name)
                  for name, cell in cells.items()}  # fmt: skip
        findings.add(
            declared.table,
            {
                "table_id": cube.table.table_id,
                "row_no": max(cell.row for cell in cells.values()) + 1,
                **dict.fromkeys(declared.columns),
                **values,
                **findings.lines(whole),
            },
        )


def _value(text: str, cube: Cube, cell: Cell, table: str, name: str) -> str | int | None:
    """The value of a cell: its words, or for a column of numbers its one figure of that unit."""
    column = next(column for column in TABLE[table].columns if column.name == name)
    if column.unit is None:
        return readable(cell.span.of(text)) or None
    unit = _UNITS[column.unit.lower()]
    found = [
        seen
        for seen in cube.observations
        if (seen.row, seen.column) == (cell.row, cell.column) and seen.figure is not None
        and seen.state == "figure" and seen.unit in (unit, None if unit == "person" else unit)
    ]  # fmt: skip
    whole = len(found) == 1 and found[0].figure and found[0].figure.value.denominator == 1
    return int(found[0].figure.value) if whole and found[0].figure else None
