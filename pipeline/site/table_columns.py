"""Columns of a table as a page shows them: their order, their language, where they link.

What belongs here: columns. What does not: rows and cells (`table_view`).
"""

import re
from collections.abc import Mapping
from functools import cache

import polars as pl

from pipeline.site.tables import quantity_keys
from pipeline.site.text import value_text
from pipeline.vocabulary.load import load
from schemas import TABLE, ColumnSpec, TableSpec

KOREAN = "_ko"
"""Ending of the columns that are shown in the cells of what they translate."""
_PLACE = re.compile(r"(.*_)?(line|char)(_start|_end)?")
_ID = re.compile(r".*_(id|sha256)")
_BOOLEAN = {"true": "예", "false": "아니오"}
_REPORT = "report_id"
_ORDER = (_REPORT, "line_start", "line_no", "char_start")
_FACETS = (_REPORT, "department", "category", "fiscal_year", "table_name", "unit", "topic")
_EXACT = 2**53  # the integers that a script knows exactly


def reading_order(spec: TableSpec) -> list[ColumnSpec]:
    """The columns a reader wants first, the others, its joins, then where it stands."""
    first = first_columns().get(spec.name, [])
    places = {name: number for number, name in enumerate(first)}
    return sorted(spec.columns, key=lambda c: (_rank(c), places.get(c.name, len(first))))


def shown_columns(spec: TableSpec, rows: pl.DataFrame) -> list[ColumnSpec]:
    """The columns shown until a reader chooses: none that says nothing in these rows."""
    named = first_columns().get(spec.name)

    def says(column: ColumnSpec) -> bool:
        if column.name == _REPORT:
            return True
        wanted = column.name in named if named else _rank(column) == 0
        empty = rows.height > 0 and rows[column.name].null_count() == rows.height
        return wanted and not empty and not column.name.endswith(KOREAN)

    return [column for column in reading_order(spec) if says(column)]


@cache
def first_columns() -> dict[str, list[str]]:
    """The columns of table_columns.toml, by table."""
    return load("table_columns", __package__)


def in_order_of_text(spec: TableSpec, frame: pl.DataFrame) -> pl.DataFrame:
    """Rows as the reports have them: a total stands where it is printed."""
    names = [name for name in _ORDER if name in spec.polars_schema]
    return frame.sort(names, nulls_last=True, maintain_order=True) if len(names) > 1 else frame


def is_facet(column: ColumnSpec) -> bool:
    """A column whose few different values a reader may choose from."""
    return bool(column.labels) or column.dtype == pl.Boolean or column.name in _FACETS


def is_placed(spec: TableSpec) -> bool:
    """Its rows stand somewhere in a source, or name quantities that do."""
    names = spec.polars_schema
    if "report_id" in names:
        return "line_start" in names or "line_no" in names
    return bool(quantity_keys(spec))


def _rank(column: ColumnSpec) -> int:
    if column.dtype == pl.Int64 and _PLACE.fullmatch(column.name):
        return 2
    return int(column.dtype == pl.String and bool(_ID.fullmatch(column.name)))


def korean_labels(column: ColumnSpec) -> Mapping[str, str]:
    """Values of a closed list to their Korean names."""
    return _BOOLEAN if column.dtype == pl.Boolean else column.labels


def target_of(column: ColumnSpec) -> str | None:
    """The table whose rows a value of this column names."""
    if column.references is None:
        return None
    table, name = column.references
    return table if TABLE[table].primary_key == [name] else None


def plain_value(value: object) -> object:
    """A value as a template takes it."""
    if isinstance(value, bool | str | float) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) < _EXACT else str(value)
    return value_text(value)
