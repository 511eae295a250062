"""The base of every published table, and the plain description of a table that writers use.

A pandera model is the only place where a column is defined. `TableSpec` is that model seen from
outside (names, types, keys, units, texts), so that Arrow, DuckDB, Frictionless and the data
dictionary are generated from one source and none of them needs to know pandera.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import pandera.polars as pa
import polars as pl

from schemas.korean import column_text, table_text, value_labels

Row = dict[str, Any]
"""A row of a published table; `TableSpec.frame` refuses columns the schema does not declare."""


class Table(pa.DataFrameModel):
    """Base of all published tables: exactly the declared columns, nothing coerced."""

    class Config:
        """Strict: an undeclared or mistyped column is an error, never a conversion."""

        strict = True
        coerce = False


@dataclass(frozen=True)
class ColumnSpec:
    """One column of a published table."""

    name: str
    dtype: pl.DataType
    """Polars type: String, Int64, Float64, Boolean or Date."""
    description: str
    ko: str
    """The Korean term, as officials use it."""
    ko_description: str | None
    """The description in Korean."""
    nullable: bool
    key: bool
    """Part of the primary key."""
    references: tuple[str, str] | None
    """(table, column) a foreign key points at."""
    unit: str | None
    fiscal: str | None
    """Its type in the budget taxonomy of the Fiscal Data Package, where the table has budgets."""
    measure: str | None
    """The kind of its amounts (one of budgets.measure), where a row has several."""
    values: tuple[str, ...] | None
    """The closed list of allowed texts."""
    ko_values: tuple[str, ...] | None
    """What they are called in Korean, in the same order."""
    minimum: float | None
    maximum: float | None
    pattern: str | None
    printed: str | None
    """Where the text stands that it is: char for the one from char_start to char_end."""
    of_quantity: str | None
    """The column that it repeats, of the quantity of its row."""

    @property
    def labels(self) -> dict[str, str]:
        """Allowed text to what it is called in Korean; nothing where some are not named."""
        return dict(zip(self.values or (), self.ko_values or (), strict=False))


@dataclass(frozen=True)
class TableSpec:
    """One published table: its columns in published order."""

    name: str
    title: str
    """English title."""
    ko: str
    """Korean title."""
    group: str
    """Which step of the work makes it: document, facts, reconcile or work."""
    description: str
    ko_description: str | None
    """The description in Korean."""
    columns: tuple[ColumnSpec, ...]
    schema: pa.DataFrameSchema
    """What frames are validated against; its uniqueness is the primary key."""

    @cached_property
    def primary_key(self) -> list[str]:
        """Names of the key columns; published rows are sorted by them."""
        return [column.name for column in self.columns if column.key]

    @property
    def foreign_keys(self) -> list[tuple[str, str, str]]:
        """Each column that points at another table, with that table and the column there."""
        return [(column.name, *column.references) for column in self.columns if column.references]

    @property
    def is_of_reports(self) -> bool:
        """Each of its rows is of one report that is published."""
        keys = ((column.name, column.references, column.nullable) for column in self.columns)
        return ("report_id", ("reports", "report_id"), False) in keys

    def column(self, name: str) -> ColumnSpec:
        """One of its columns.

        Raises:
            StopIteration: it has no such column.
        """
        return next(column for column in self.columns if column.name == name)

    @property
    def polars_schema(self) -> dict[str, pl.DataType]:
        """Column name to Polars type, in published order."""
        return {column.name: column.dtype for column in self.columns}

    def frame(self, rows: list[dict[str, Any]]) -> pl.DataFrame:
        """Rows as a frame of exactly this table's columns and types, in published order.

        Raises:
            ValueError: a row has a column that the table does not declare.
        """
        schema = self.polars_schema
        if unknown := set[str]().union(*rows) - schema.keys():
            raise ValueError(f"{self.name} declares no column {sorted(unknown)}")
        return pl.DataFrame(rows, schema=schema)


@cache
def spec(model: type[Table]) -> TableSpec:
    """Describe a table from its pandera model."""
    schema = model.to_schema()
    config = model.__config__  # to_schema() leaves the table's own metadata out
    about = (config.metadata if config else None) or {}
    columns = tuple(_column(str(schema.name), column) for column in schema.columns.values())
    schema.unique = [column.name for column in columns if column.key]
    return TableSpec(
        name=str(schema.name),
        title=str(schema.title),
        ko=about["ko"],
        group=about["group"],
        description=" ".join((model.__doc__ or "").split()),
        ko_description=table_text(str(schema.name)),
        columns=columns,
        schema=schema,
    )


def _column(table_name: str, column: Any) -> ColumnSpec:
    about = column.metadata
    limits = {check.name: check.statistics for check in column.checks}
    references = about["references"]
    table, _, target = references.partition(".") if references else ("", "", "")
    allowed = limits.get("isin", {}).get("allowed_values")
    return ColumnSpec(
        name=column.name,
        dtype=column.dtype.type,
        description=column.description,
        ko=about["ko"],
        ko_description=column_text(table_name, column.name),
        nullable=column.nullable,
        key=about["key"],
        references=(table, target) if references else None,
        unit=about["unit"],
        fiscal=about["fiscal"],
        measure=about["measure"],
        values=tuple(allowed) if allowed is not None else None,
        ko_values=value_labels(table_name, column.name, allowed) if allowed is not None else None,
        minimum=limits.get("greater_than_or_equal_to", {}).get("min_value"),
        maximum=limits.get("less_than_or_equal_to", {}).get("max_value"),
        pattern=limits.get("str_matches", {}).get("pattern"),
        printed=about["printed"],
        of_quantity=about["of_quantity"],
    )
