"""One pass sees a broken rule wherever pandera sees one."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandera.polars as pa
import polars as pl
import pytest
from pandera.errors import SchemaErrors
from release_frames import example_frames

from schemas import TABLES, ColumnSpec, TableSpec
from schemas.rules import keeps_rules

FRAMES = example_frames(4)


def _pandera(spec: TableSpec, frame: pl.DataFrame) -> bool:
    try:
        spec.schema.validate(frame, lazy=True)
    except SchemaErrors:
        return False
    return True


def _wrong_values(column: ColumnSpec) -> Iterator[Any]:
    """Values that break one rule of a column each."""
    if not column.nullable:
        yield None
        if column.dtype == pl.Float64:
            yield float("nan")
    if column.values is not None:
        yield "no such value"
    if column.pattern is not None:
        yield "\n no match"
    if column.minimum is not None:
        yield column.dtype.to_python()(column.minimum - 1)
    if column.maximum is not None:
        yield column.dtype.to_python()(column.maximum + 1)


@pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)
def test_each_broken_rule_is_seen(spec: TableSpec) -> None:
    frame = FRAMES[spec.name]
    assert keeps_rules(spec, frame)
    assert _pandera(spec, frame)
    assert keeps_rules(spec, frame.clear())
    broken = 0
    for column in spec.columns:
        for value in _wrong_values(column):
            values = [*frame[column.name].to_list()[:-1], value]
            wrong = frame.with_columns(pl.Series(column.name, values, column.dtype))
            assert not keeps_rules(spec, wrong), (column.name, value)
            assert not _pandera(spec, wrong), (column.name, value)
            broken += 1
    assert broken
    twice = pl.concat([frame, frame.tail(1)])
    assert not keeps_rules(spec, twice)
    assert not _pandera(spec, twice)


def test_it_is_never_sure_of_what_it_does_not_know() -> None:
    spec, frame = TABLES[0], FRAMES[TABLES[0].name]
    assert not keeps_rules(spec, frame.drop(frame.columns[-1]))
    assert not keeps_rules(spec, frame.with_columns(more=pl.lit(1)))
    name = spec.columns[0].name
    column = pa.Column(pl.String, checks=pa.Check.str_length(1, 200))
    stricter = spec.schema.update_columns({name: {"checks": column.checks}})
    assert not keeps_rules(replace(spec, schema=stricter), frame)
