"""The rows of a table as data for the pages' scripts, column by column.

What belongs here: how rows are written, and what the script needs to show and link them. What does
not: the rows that stand in a page (`table_view`), reading them (`static/site.js`).
"""

from typing import Any

import polars as pl

from pipeline.site.table_columns import plain_value, target_of
from pipeline.site.table_view import NUMERIC, TableView, page_column, pages_of
from pipeline.site.text import unit_text
from schemas import ColumnSpec

_WORTH = 3
"""Values that repeat this often on average are written once, and numbered."""


def table_data(view: TableView, frame: pl.DataFrame) -> dict[str, Any]:
    """Rows, from whose values the script makes their names and their places."""
    names = [column.name for column in view.columns]
    return {
        "height": frame.height,
        "columns": [_about(view, column) | _values(frame[column.name]) for column in view.columns],
        "pages": pages_of(view.spec, frame),
        "key": [names.index(name) for name in view.spec.primary_key],
        "place": _place(names),
        "places": None if "report_id" in names else _places(view, frame),
    }


def _about(view: TableView, column: ColumnSpec) -> dict[str, Any]:
    return {
        "name": column.name,
        "ko": column.ko,
        "about": column.ko_description or column.description,
        "numeric": column.dtype in NUMERIC,
        "date": column.dtype == pl.Date,
        "to": target_of(column),
        "page": page_column(view.spec, column),
        "labels": view.labels.get(column.name),
        "unit": unit_text(column.unit) or None,
        "amounts": column.dtype == pl.Float64,
        "decimals": view.decimals.get(column.name),
    }


def _values(column: pl.Series) -> dict[str, Any]:
    """All values in their order; or the different ones, and which of them each row has."""
    values = [plain_value(value) for value in column.to_list()]
    different = dict.fromkeys(values)
    if len(different) * _WORTH > len(values):
        return {"values": values}
    numbers = {value: number for number, value in enumerate(different)}
    return {"of": list(different), "at": [numbers[value] for value in values]}


def _place(names: list[str]) -> dict[str, int | None] | None:
    """The columns that say where in which report a row stands."""
    if "report_id" not in names:
        return None
    line = "line_start" if "line_start" in names else "line_no"
    wanted = {"report": "report_id", "start": "char_start", "end": "char_end", "line": line}
    return {what: names.index(name) if name in names else None for what, name in wanted.items()}


def _places(view: TableView, frame: pl.DataFrame) -> list[list[tuple[str, str]]]:
    """Of rows of no report: the places of the quantities that each names."""
    return [
        [(link.text, link.address) for link in view.links(row)]
        for row in frame.iter_rows(named=True)
    ]
