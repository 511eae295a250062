"""The filters that a table's page has from the start: columns of few values to choose from.

They stand in the page, so that it fetches no rows before a reader asks for some. What belongs here:
which columns, and their values. What does not: what a choice does (`static/table.js`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from pipeline.site.table_columns import is_facet
from pipeline.site.table_view import TableView
from pipeline.site.text import value_text
from schemas import ColumnSpec

_FEW = 40
"""Different values that a list of choices holds; `static/table.js` agrees."""
_FILTERS = 4
_NOTHING = "null"


@dataclass(frozen=True)
class Choice:
    """A value to choose."""

    value: str
    """As the script writes it."""
    ko: str
    en: str


@dataclass(frozen=True)
class Filter:
    """A column of few values."""

    column: ColumnSpec
    choices: Sequence[Choice]


def filters(view: TableView, rows: pl.DataFrame | None) -> list[Filter]:
    """The first shown columns of few values.

    Args:
        rows: all rows of the page; None where they are not at hand.
    """
    found = []
    for column in view.shown:
        values = _values(column, rows) if is_facet(column) else []
        if 1 < len(values) <= _FEW:
            found.append(Filter(column, [_choice(view, column, value) for value in values]))
    return found[:_FILTERS]


def _values(column: ColumnSpec, rows: pl.DataFrame | None) -> list[object]:
    """The different values, those of a closed list in its order; what is missing comes last."""
    closed: list[object] = (
        [False, True] if column.dtype == pl.Boolean else list(column.values or ())
    )
    if rows is None:
        return closed
    there = rows[column.name].unique().sort(nulls_last=True).to_list()
    return sorted(there, key=lambda value: closed.index(value) if value in closed else len(closed))


def _choice(view: TableView, column: ColumnSpec, value: object) -> Choice:
    if value is None:
        return Choice(_NOTHING, "(없음)", "(none)")
    own = value_text(value)
    return Choice(own, view.labels.get(column.name, {}).get(own, own), own)
