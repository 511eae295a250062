"""One table, then and now: columns and rows that came, went, or hold other values.

What belongs here: comparing two frames by key. What does not: which frames, and how to say it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from pipeline.vocabulary.messages import Message, message

Row = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One row that both have, with the columns in which they differ."""

    key: Row
    report_id: str | None
    """The report the row is from, where the table says so."""
    values: dict[str, tuple[Any, Any]]
    """Column to its old and its new value."""


@dataclass(frozen=True)
class TableDiff:
    """The outcome of one table."""

    table: str
    rows: tuple[int | None, int | None]
    """Rows before and after; None where the table does not exist."""
    key: tuple[str, ...]
    columns_added: tuple[str, ...] = ()
    columns_removed: tuple[str, ...] = ()
    columns_retyped: tuple[str, ...] = ()
    """`name: old type → new type`; their values are not compared."""
    added: tuple[Row, ...] = ()
    """Whole rows whose key is new."""
    removed: tuple[Row, ...] = ()
    changed: tuple[Change, ...] = ()
    not_compared: str | None = None
    """The reason if the rows could not be compared."""

    @property
    def same(self) -> bool:
        """Everything was compared, and nothing differs."""
        return self == TableDiff(self.table, (self.rows[0], self.rows[0]), self.key)


def diff_tables(
    table: str, before: pl.DataFrame, after: pl.DataFrame, keys: tuple[Sequence[str], Sequence[str]]
) -> TableDiff:
    """Compare two frames of one table.

    Args:
        keys: the primary key then and now. Rows are compared if they are the same columns, and
            name each row once.
    """
    shared = [name for name in before.columns if name in after.columns]
    retyped = {name for name in shared if before.schema[name] != after.schema[name]}
    about: dict[str, Any] = {
        "table": table,
        "rows": (before.height, after.height),
        "key": tuple(keys[1]),
        "columns_added": tuple(name for name in after.columns if name not in before.columns),
        "columns_removed": tuple(name for name in before.columns if name not in after.columns),
        "columns_retyped": tuple(
            f"{name}: {before.schema[name]} → {after.schema[name]}"
            for name in shared
            if name in retyped
        ),
    }
    if problem := _incomparable(before, after, keys, retyped):
        return TableDiff(**about, not_compared=problem)
    key = list(keys[1])
    values = [name for name in shared if name not in retyped and name not in key]
    return TableDiff(
        **about,
        added=_extra_rows(after, before, key),
        removed=_extra_rows(before, after, key),
        changed=_changed_rows(before, after, key, values),
    )


def _incomparable(
    before: pl.DataFrame,
    after: pl.DataFrame,
    keys: tuple[Sequence[str], Sequence[str]],
    retyped: set[str],
) -> Message | None:
    if list(keys[0]) != list(keys[1]):
        then, now = (", ".join(key) for key in keys)
        return message("the key was {then} and is {now}", then=then, now=now)
    if changed := retyped & set(keys[0]):
        return message("the key has another type: {names}", names=", ".join(sorted(changed)))
    if before.select(keys[0]).is_duplicated().any():
        return message("the key names some rows twice before")
    if after.select(keys[0]).is_duplicated().any():
        return message("the key names some rows twice after")
    return None


def _extra_rows(one: pl.DataFrame, other: pl.DataFrame, key: list[str]) -> tuple[Row, ...]:
    rows = one.join(other.select(key), on=key, how="anti", nulls_equal=True).sort(key)
    return tuple(rows.iter_rows(named=True))


def _changed_rows(
    before: pl.DataFrame, after: pl.DataFrame, key: list[str], values: list[str]
) -> tuple[Change, ...]:
    if not values:
        return ()
    renamed = after.select(*key, *(pl.col(name).alias(f"{name}\0") for name in values))
    both = before.join(renamed, on=key, how="inner", nulls_equal=True)
    differs = [pl.col(name).ne_missing(pl.col(f"{name}\0")) for name in values]
    rows = both.filter(pl.any_horizontal(differs)).sort(key)
    return tuple(
        Change(
            key={name: row[name] for name in key},
            report_id=row.get("report_id"),
            values={
                name: (row[name], row[f"{name}\0"])
                for name in values
                if row[name] != row[f"{name}\0"]
            },
        )
        for row in rows.iter_rows(named=True)
    )
