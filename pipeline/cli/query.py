"""`openbogo query`: SQL on a release, in the format that was asked for.

What belongs here: how the rows are given, and how many. What does not: what a query may do
(`pipeline/release/query.py`).
"""

import contextlib
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.cli.answer import Answer, CommandError, json_value
from pipeline.cli.language import Message, message, say
from pipeline.cli.show import csv_text
from pipeline.cli.terminal import Column, format_value, layout
from pipeline.release.query import connect

SECONDS = 60.0
"""Time limit of a query."""
ROWS = 1000
"""Rows that are printed as a table, where nobody says how many."""

_MISTAKES = (
    (duckdb.ParserException, message("the SQL cannot be read")),
    (duckdb.CatalogException, message("no table, function or type has this name")),
    (duckdb.BinderException, message("names or types in the SQL do not fit")),
    (duckdb.ConversionException, message("a value does not have the type that is wanted")),
    (duckdb.PermissionException, message("a query reads the release only: no files, no network")),
    (duckdb.InvalidInputException, message("this cannot be done with a release")),
    (duckdb.OutOfMemoryException, message("the query needs more memory than there is: narrow it")),
)
_NUMBERS = ("INT", "DECIMAL", "DOUBLE", "FLOAT")


def query(release: Path, sql: str, form: str, rows: int | None = None) -> Answer:
    """Run SQL on a release.

    Args:
        release: its folder.
        sql: a statement that returns rows.
        form: table, csv, json, jsonl or markdown.
        rows: how many to give, 0 for all. None for ROWS of a table, and for all otherwise.

    Returns:
        The rows; its `note` says so where there are more.

    Raises:
        CommandError: it is no such statement, or DuckDB refuses it, and why.
    """
    most = (ROWS if form in ("table", "markdown") else 0) if rows is None else rows
    with query_connection(release) as connection:
        relation = connection.sql(sql)
        if relation is None:
            raise CommandError("this statement returns no rows; `openbogo query` takes a SELECT")
        if form not in ("table", "markdown"):
            _refuse_twins(relation.columns)
        names, kinds = relation.columns, [str(kind) for kind in relation.types]
        if form == "csv":
            frame = pl.DataFrame(relation.limit(most + 1) if most else relation)
            note = _cut(most) if 0 < most < frame.height else ""
            return Answer(csv_text(frame.head(most) if most else frame), {}, note=note)
        found, complete = first_rows(relation, most)
        note = "" if complete else _cut(len(found))
    if form == "jsonl":
        texts = (json_value(dict(zip(names, row, strict=True))) for row in found)
        return Answer("\n".join(json.dumps(t, ensure_ascii=False) for t in texts), {}, note=note)
    if form == "json":
        return Answer("", _data(names, kinds, found, complete=complete), note=note)
    if form == "markdown":
        return Answer("\n".join([*_markdown(names, found), "", *([note] if note else [])]), {})
    return Answer("\n".join([*_table(names, kinds, found), "", note or _all(len(found))]), {})


@contextlib.contextmanager
def query_connection(release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to ask a release on, for so long.

    Raises:
        CommandError: DuckDB refuses what it is asked, or it takes too long.
    """
    with connect(release) as connection:
        timer = threading.Timer(SECONDS, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield connection
        except duckdb.InterruptException as error:
            raise CommandError(
                "the query took more than {seconds:g} seconds: narrow it", seconds=SECONDS
            ) from error
        except duckdb.Error as error:
            raise CommandError(_refusal(error)) from error
        finally:
            timer.cancel()


def _refusal(error: duckdb.Error) -> Message:
    """The kind of mistake in a query, and what DuckDB says of it."""
    named = (mistake for kind, mistake in _MISTAKES if isinstance(error, kind))
    mistake = next(named, message("the query failed"))
    return message("{mistake}. DuckDB: {error}", mistake=mistake, error=error)


def first_rows(relation: duckdb.DuckDBPyRelation, most: int) -> tuple[list[tuple[Any, ...]], bool]:
    """The first rows of a result, 0 for all, and whether these are all."""
    if not most:
        return relation.fetchall(), True
    found = relation.limit(most + 1).fetchall()
    return found[:most], len(found) <= most


def _cut(count: int) -> str:
    return say("the first {count:,} rows; there are more: --rows N gives more, 0 all", count=count)


def _all(count: int) -> str:
    return say("{count:,} rows", count=count)


def _data(
    names: Sequence[str], kinds: Sequence[str], rows: Sequence[tuple[Any, ...]], *, complete: bool
) -> dict[str, object]:
    return {
        "columns": [{"name": n, "type": kind} for n, kind in zip(names, kinds, strict=True)],
        "rows": [dict(zip(names, row, strict=True)) for row in rows],
        "complete": complete,
    }


def _refuse_twins(names: Sequence[str]) -> None:
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise CommandError(
            "two columns are called {name}: give one of them another name with AS", name=twins[0]
        )


def _table(
    names: Sequence[str], kinds: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> list[str]:
    """Rows as columns that line up; no cell is cut."""
    return layout([
        Column((name,), tuple(format_value(r[n]) for r in rows), any(k in kind for k in _NUMBERS))
        for n, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ])  # fmt: skip


def _markdown(names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    for cells in (names, ["---"] * len(names), *rows):
        yield "| " + " | ".join(format_value(cell).replace("|", "\\|") for cell in cells) + " |"
