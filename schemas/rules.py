"""True when a frame keeps all rules of its table, seen in one pass.

pandera says which row breaks which rule; asking it costs three times as much as asking whether any
is broken. So it is asked only when one is, or when this is not sure.

What belongs here: that question. What does not: the rules, which the models declare.
"""

from collections.abc import Iterator

import polars as pl

from schemas.table import ColumnSpec, TableSpec

_KNOWN = {"isin", "greater_than_or_equal_to", "less_than_or_equal_to", "str_matches"}
"""The rules of a column that are asked here; with any other one this is never sure."""


def keeps_rules(spec: TableSpec, frame: pl.DataFrame) -> bool:
    """True if pandera would find nothing; False if it would, or might."""
    if list(frame.schema.items()) != list(spec.polars_schema.items()) or not _all_known(spec):
        return False
    broken = [rule.any() for column in spec.columns for rule in _broken_rules(column)]
    broken.append(pl.struct(spec.primary_key).is_duplicated().any())
    return not frame.select(pl.any_horizontal(broken)).item()


def _all_known(spec: TableSpec) -> bool:
    columns = spec.schema.columns.values()
    return not spec.schema.checks and all(
        check.name in _KNOWN for column in columns for check in column.checks
    )


def _broken_rules(column: ColumnSpec) -> Iterator[pl.Expr]:
    """One expression a rule: true where it is broken, and null where nothing stands."""
    value = pl.col(column.name)
    if not column.nullable:
        yield value.is_null()
        if column.dtype == pl.Float64:
            yield value.is_nan()
    if column.values is not None:
        yield ~value.is_in(list(column.values))
    if column.minimum is not None:
        yield value < column.minimum
    if column.maximum is not None:
        yield value > column.maximum
    if column.pattern is not None:
        start = "" if column.pattern.startswith("^") else "^"
        yield ~value.str.contains(start + column.pattern)
