"""The places where the values of a row stand in the reports, as the row itself says.

A row says it in one of these ways: characters (`char_start`, `actual_char_start` …), quantities
(`stated_quantity_id` …), the row of a table whose cells have their characters, the rows of another
table that are its parts (the terms of a claim), or lines only.

What belongs here: from a row to its places. What does not: how they are marked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from pipeline.release.reader import Described, Published

Row = Mapping[str, Any]

# Rows that have no place of their own for all they say, but parts that have: table and column.
_PARTS = {
    "relations": ("relation_terms", "relation_id", "role"),
    "departments": ("department_aliases", "department_id", "method"),
}
_START, _END = "char_start", "char_end"
_FIRST, _LAST = "line_start", "line_end"
_QUANTITY = "quantity_id"


@dataclass(frozen=True)
class RowPlace:
    """A place that a row names."""

    report_id: str
    what: str
    """The name of the value at this place."""
    line_start: int
    line_end: int
    char_start: int | None = None
    """None where only lines are named."""
    char_end: int | None = None


def row_places(release: Published, table: Described, row: Row) -> list[RowPlace]:
    """Every place of a row, by report and by where it begins; each with what stands there once."""
    found = [*_own_places(row, table), *_quantities(release, row), *_parts(release, table, row)]
    if not any(place.char_start is not None for place in found):
        found += _cells(release, table, row)
    if row.get(_FIRST) is not None and not (found and (_START in row or "row_no" in row)):
        # Of a row that names all its lines and the places of its values, the line that heads them.
        last = row[_FIRST] if found else row[_LAST]
        found.append(RowPlace(row["report_id"], "", row[_FIRST], last))
    return _merge_places(found, table.title.partition(" · ")[0])


def _own_places(row: Row, table: Described) -> Iterator[RowPlace]:
    """Characters, and lines of a part of the row, that the row names itself."""
    for name in row:
        start, prefix = row[name], name.removesuffix(_START)
        if name.endswith(_START) and start is not None:
            first, last = _line_names(row, prefix)
            end = row.get(prefix + _END)
            if end is None:  # of some texts only the beginning is published
                end = start + len(row.get("text_raw") or row.get("raw") or "")
            if start == end and "line_no" in row:  # a blank line
                yield RowPlace(row["report_id"], "", first, last)
            elif start < end:
                yield RowPlace(
                    row["report_id"], _value_name(table, row, prefix), first, last, start, end
                )
        elif name.endswith(f"_{_FIRST}") and start is not None:
            prefix = name.removesuffix(_FIRST)
            if row.get(prefix + _START) is None:
                first, last = start, row[prefix + _LAST]
                yield RowPlace(row["report_id"], prefix.removesuffix("_"), first, last)


def _line_names(row: Row, prefix: str) -> tuple[int, int]:
    """Lines of the characters with this prefix: those named so, else those of the row."""
    if row.get(f"{prefix}line") is not None:
        return row[f"{prefix}line"], row[f"{prefix}line"]
    if "line_no" in row:
        return row["line_no"], row["line_no"]
    return row[_FIRST], row[_LAST]


def _value_name(table: Described, row: Row, prefix: str) -> str:
    if prefix:
        return prefix.removesuffix("_")
    raws = [name for name in row if name.endswith("raw")]
    own = "raw" if "raw" in raws else next(iter(raws), None)
    titles = {field["name"]: field.get("title", "") for field in table.fields}
    return titles[own] if own else ""


def _quantities(release: Published, row: Row) -> Iterator[RowPlace]:
    named = {
        row[name]: name.removesuffix(_QUANTITY).removesuffix("_") or "quantity"
        for name in reversed(list(row))
        if name.endswith(_QUANTITY) and row[name] is not None
    }
    if not named or "quantities" not in release.names:
        return
    wanted = pl.col(_QUANTITY).is_in(list(named))
    frame = release.select("quantities", lambda rows: rows.filter(wanted))
    for quantity in frame.iter_rows(named=True):
        yield _span_of(quantity, named[quantity[_QUANTITY]])


def _parts(release: Published, table: Described, row: Row) -> Iterator[RowPlace]:
    other, column, what = _PARTS.get(table.name, ("", "", ""))
    if other in release.names:
        # Not every part stands in the text: departments that are counted do not.
        wanted = (pl.col(column) == row[column]) & pl.col(_START).is_not_null()
        parts = release.select(other, lambda rows: rows.filter(wanted))
        for part in parts.iter_rows(named=True):
            yield _span_of(part, part[what])


def _cells(release: Published, table: Described, row: Row) -> Iterator[RowPlace]:
    """The cells of the row of a table that this one was read from."""
    if "row_no" in table.key or row.get("row_no") is None or "table_cells" not in release.names:
        return
    numbers = [row["row_no"], row.get("actual_row_no")]
    wanted = (pl.col("table_id") == row["table_id"]) & pl.col("row_no").is_in(numbers)
    cells = release.select("table_cells", lambda rows: rows.filter(wanted))
    for cell in cells.iter_rows(named=True):
        if cell[_START] < cell[_END]:
            yield _span_of(cell, cell["column_header"] or "")


def _span_of(row: Row, what: str) -> RowPlace:
    return RowPlace(row["report_id"], what, row[_FIRST], row[_LAST], row[_START], row[_END])


def _merge_places(places: list[RowPlace], title: str) -> list[RowPlace]:
    """One for each place, with all that is said of it; the title of the table where nothing is."""
    whats: dict[RowPlace, dict[str, None]] = {}
    for place in places:
        whats.setdefault(replace(place, what=""), {})[place.what] = None
    named = [
        replace(bare, what=", ".join(filter(None, what)) or title) for bare, what in whats.items()
    ]
    return sorted(
        named, key=lambda p: (p.report_id, p.line_start, p.char_start or 0, p.char_end or 0)
    )
