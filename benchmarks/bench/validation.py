"""Rows validated in a second: the declared schema against the same rules written by hand."""

from collections.abc import Iterator

import duckdb
import polars as pl

from benchmarks.bench.measure import Measure, alternating
from pipeline.reconcile.schema_checks import schema_failures
from pipeline.release.sql import literal, quote_name
from schemas import TABLE, TableSpec

_TARGET = 0.5


def validation(
    frame: pl.DataFrame, copies: int, times: int, table: str = "quantities"
) -> list[Measure]:
    """Validate many rows as a build does, by the declaration of their table.

    Floors: the same rules (types, NULL, closed lists, limits, patterns, primary key) as Polars
    expressions in one pass, and as one SQL statement in DuckDB on the same Arrow data.

    Args:
        frame: rows of the table.
        copies: how many times they are taken, each time under another key.
        times: measurements, of which the median is taken.
        table: its name.
    """
    spec = TABLE[table]
    key = spec.primary_key[-1]
    many = pl.concat(
        [frame.with_columns(pl.format("{}-{}", pl.col(key), pl.lit(n))) for n in range(copies)]
        if frame.schema[key] == pl.String
        else [frame] * copies
    ).select(frame.columns)
    expressions, statement = list(_expressions(spec)), _statement(spec)
    connection = duckdb.connect(":memory:")
    connection.register("many", _Arrow(many))

    def ours() -> None:
        if schema_failures(spec, many):
            raise ValueError("the rows break their rules")

    def plain() -> None:
        if many.schema != spec.polars_schema or any(many.select(expressions).row(0)):
            raise ValueError("the rows break their rules")

    def sql() -> None:
        if any(connection.execute(statement).fetchall()[0]):
            raise ValueError("the rows break their rules")

    took, polars, in_sql = alternating(times, ours, plain, sql)
    rows = many.height / 1e6
    what = f"validation of `{table}`, {many.height:,} rows"
    unit = "M rows/s"
    return [
        Measure(
            what,
            "the same rules as Polars expressions",
            rows / took,
            rows / polars,
            unit,
            _TARGET,
            at_least=True,
        ),
        Measure(what, "the same rules as DuckDB SQL", rows / took, rows / in_sql, unit),
    ]


class _Arrow:
    """A frame as DuckDB takes it without pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(schema)


def _expressions(spec: TableSpec) -> Iterator[pl.Expr]:
    """True where a rule is broken: one value a rule."""
    for number, column in enumerate(spec.columns):
        value = pl.col(column.name)
        broken = []
        if not column.nullable:
            broken.append(value.is_null())
        if column.values is not None:
            broken.append(~value.is_in(list(column.values)))
        if column.minimum is not None:
            broken.append(value < column.minimum)
        if column.maximum is not None:
            broken.append(value > column.maximum)
        if column.pattern is not None:
            broken.append(~value.str.contains(f"^(?:{column.pattern})"))
        yield from (rule.any().alias(f"{number}/{at}") for at, rule in enumerate(broken))
    yield pl.struct(spec.primary_key).is_duplicated().any().alias("key")


def _statement(spec: TableSpec) -> str:
    broken = []
    for column in spec.columns:
        name = quote_name(column.name)
        if not column.nullable:
            broken.append(f"{name} IS NULL")
        if column.values is not None:
            broken.append(f"{name} NOT IN ({', '.join(map(literal, column.values))})")
        if column.minimum is not None:
            broken.append(f"{name} < {column.minimum}")
        if column.maximum is not None:
            broken.append(f"{name} > {column.maximum}")
        if column.pattern is not None:
            broken.append(f"NOT regexp_matches({name}, {literal(f'^(?:{column.pattern})')})")
    key = ", ".join(map(quote_name, spec.primary_key))
    wanted = [f"coalesce(bool_or({rule}), false)" for rule in broken]
    twice = (
        f"(SELECT count(*) FROM (SELECT {key} FROM many GROUP BY {key} HAVING count(*) > 1)) > 0"
    )
    return f"SELECT {', '.join([*wanted, twice])} FROM many"
