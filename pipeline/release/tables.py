"""The tables as they come in: read, checked against their declaration, sorted by primary key.

What belongs here: every condition a table must meet before any format of it is written. What does
not: the formats, and any judgement of what the figures say (those are rows of `checks`).
"""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
from pandera.errors import SchemaErrors

from pipeline.release.errors import ReleaseError, first_of
from schemas import ColumnSpec, TableSpec

_LINE = "line_start"  # the column that says where a row was read, in every table that has one


def table_file(folder: Path, name: str) -> Path:
    """Where the Parquet file of a table is, in the input as in the release."""
    return folder / f"{name}.parquet"


def require_exactly(folder: Path, specs: Sequence[TableSpec]) -> None:
    """Refuse a folder that lacks a declared table or holds an undeclared one.

    Raises:
        ReleaseError: with the names of both kinds.
    """
    declared = {table_file(folder, spec.name).name for spec in specs}
    present = {path.name for path in folder.glob("*.parquet")}
    problems = [f"missing: {name}" for name in sorted(declared - present)]
    problems += [f"not declared in schemas: {name}" for name in sorted(present - declared)]
    if problems:
        raise ReleaseError(f"the tables are not those declared\n{first_of(problems)}")


def read_table(folder: Path, spec: TableSpec) -> pl.DataFrame:
    """One table, columns in published order, rows sorted by primary key (texts by code point).

    Raises:
        ReleaseError: a column is missing, undeclared or mistyped, or a row breaks a rule of the
            declaration (NULL, key, range, closed list, pattern), or a number is not finite.
    """
    frame = pl.read_parquet(table_file(folder, spec.name), glob=False)
    _require_columns(frame, spec)
    # Sorted before it is checked, so that the rows an error names do not depend on input order.
    frame = frame.select(list(spec.polars_schema)).sort(spec.primary_key)
    problems = _broken_rules(frame, spec) + _not_finite(frame, spec)
    if problems:
        raise ReleaseError(f"table {spec.name} breaks its declaration\n{first_of(problems)}")
    return frame


def check_references(folder: Path, specs: Sequence[TableSpec]) -> None:
    """Every foreign key points at a row that exists; only key columns are read.

    Raises:
        ReleaseError: with the rows whose key points nowhere.
    """
    problems = [
        problem
        for spec in specs
        for column in spec.columns
        if column.references is not None
        for problem in _dangling(folder, spec, column, column.references)
    ]
    if problems:
        raise ReleaseError(f"foreign keys point at nothing\n{first_of(problems)}")


def _require_columns(frame: pl.DataFrame, spec: TableSpec) -> None:
    declared = spec.polars_schema
    problems = [f"missing: {name}" for name in declared if name not in frame.columns]
    for name, dtype in frame.schema.items():
        if name not in declared:
            problems.append(f"not declared: {name}")
        elif dtype != declared[name]:
            problems.append(f"{name} is {dtype}, declared as {declared[name]}")
    if problems:
        raise ReleaseError(f"table {spec.name} has other columns\n{first_of(problems)}")


def _broken_rules(frame: pl.DataFrame, spec: TableSpec) -> list[str]:
    try:
        spec.schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        return [
            f"{case['column']}: {case['check']}, but is {case['failure_case']}"
            f"{_place(frame, spec, case['index'])}"
            for case in errors.failure_cases.iter_rows(named=True)
        ]
    return []


def _not_finite(frame: pl.DataFrame, spec: TableSpec) -> list[str]:
    # NaN and infinity are no figures: what is missing is NULL. No pandera rule says so.
    return [
        f"{name}: a finite number, but is {value}{_place(frame, spec, index)}"
        for name, dtype in spec.polars_schema.items()
        if dtype == pl.Float64
        for index, value in frame.with_row_index("index_")
        .filter(pl.col(name).is_finite().not_())
        .select("index_", name)
        .iter_rows()
    ]


def _place(frame: pl.DataFrame, spec: TableSpec, index: int | None) -> str:
    """Key and source line of a row, for a message; nothing when it is about the whole table."""
    if index is None:
        return ""
    row = frame.row(index, named=True)
    place = ", ".join(f"{name}={row[name]}" for name in spec.primary_key)
    line = row.get(_LINE)
    return f" ({place})" if line is None else f" ({place}, line {line})"


def _dangling(
    folder: Path, spec: TableSpec, column: ColumnSpec, references: tuple[str, str]
) -> list[str]:
    table, target = references
    line = [_LINE] if _LINE in spec.polars_schema else []
    names = list(dict.fromkeys([*spec.primary_key, column.name, *line]))
    child = pl.read_parquet(table_file(folder, spec.name), columns=names, glob=False)
    parent = pl.read_parquet(table_file(folder, table), columns=[target], glob=False)
    lost = (
        child.filter(pl.col(column.name).is_not_null())
        .join(parent, left_on=column.name, right_on=target, how="anti")
        .sort(spec.primary_key)
    )
    return [
        f"{spec.name}.{column.name} is {row[column.name]}, which is not in {table}.{target}"
        f"{_place(lost, spec, index)}"
        for index, row in enumerate(lost.iter_rows(named=True))
    ]
