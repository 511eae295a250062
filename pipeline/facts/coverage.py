"""The share that became facts: each line is typed, furniture, or text of the outline only.

A line is typed if a row of a table of facts was read from it, or if it stands in a table that such
rows were read from. Characters are counted without space.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from schemas import TABLES, TableSpec
from schemas.table import Row

_WHOLE_ROW = (("line_start", "line_end"),)
_PARTS = {
    # A program reaches to the next one: only what it says of itself is typed.
    "programs": (
        ("line_start", "line_start"),
        ("objective_line_start", "objective_line_end"),
        ("legal_basis_line_start", "legal_basis_line_end"),
        ("budget_line", "budget_line"),
    ),
}
FACT_TABLES: tuple[TableSpec, ...] = tuple(
    table for table in TABLES if table.group == "facts" and "line_start" in table.polars_schema
)


@dataclass(frozen=True)
class Coverage:
    """Characters of a report by what became of their line."""

    typed: int
    furniture: int
    untyped: int

    def share(self, count: int) -> float:
        """A count in percent of all, to one decimal."""
        return round(100 * count / max(self.typed + self.furniture + self.untyped, 1), 1)


def typed_lines(rows: Mapping[str, Iterable[Row]]) -> set[int]:
    """Numbers of the lines of one report that a fact was read from."""
    tables = {row["table_id"]: row for row in rows.get("tables", ())}
    return {
        line
        for spec in FACT_TABLES
        for row in rows.get(spec.name, ())
        for first, last in _stretches(spec.name, row, tables)
        for line in range(first, last + 1)
    }


def _stretches(name: str, row: Row, tables: Mapping[object, Row]) -> Iterator[tuple[int, int]]:
    table = tables.get(row.get("table_id"))
    if table is not None:
        yield table["line_start"], table["line_end"]
    for first, last in _PARTS.get(name, _WHOLE_ROW):
        if row.get(first) is not None:
            yield row[first], row[last]


def coverage(lines: Iterable[Row], typed: set[int]) -> Coverage:
    """Count the characters of the rows of `lines`, of which some are typed."""
    counts = {"typed": 0, "furniture": 0, "untyped": 0}
    for line in lines:
        furniture = line["kind"] == "furniture"
        kind = "typed" if line["line_no"] in typed else "furniture" if furniture else "untyped"
        counts[kind] += len("".join(line["text_raw"].split()))
    return Coverage(**counts)
