"""`openbogo query`: SQL on a release, as a table, CSV or JSON.

What belongs here: how the rows are given. What does not: what a query may do
(`pipeline/release/query.py`).
"""

import contextlib
import io
import threading
from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from pipeline.cli.answer import Answer, CommandError
from pipeline.cli.show import csv_text
from pipeline.release.query import connect

SECONDS = 60.0
"""What a query may take."""


def query(release: Path, sql: str, form: str) -> Answer:
    """Run SQL on a release.

    Args:
        release: its folder.
        sql: a statement that returns rows.
        form: text, json or csv.

    Raises:
        CommandError: it is no such statement, or DuckDB refuses it, and why.
    """
    with connect(release) as connection:
        timer = threading.Timer(SECONDS, connection.interrupt)
        timer.daemon = True
        timer.start()
        try:
            relation = connection.sql(sql)
            if relation is None:
                raise CommandError(
                    "this statement returns no rows; `openbogo query` takes a SELECT"
                )
            if form == "csv":
                _refuse_twins(relation.columns)
                return Answer(csv_text(pl.DataFrame(relation.to_arrow_table())), {})
            if form == "json":
                return Answer("", _data(relation))
            return Answer(_text(relation), {})
        except duckdb.InterruptException as error:
            raise CommandError(f"the query took more than {SECONDS:g} seconds: ask less") from error
        except duckdb.Error as error:
            raise CommandError(str(error)) from error
        finally:
            timer.cancel()


def _data(relation: duckdb.DuckDBPyRelation) -> dict[str, object]:
    _refuse_twins(relation.columns)
    columns = zip(relation.columns, relation.types, strict=True)
    return {
        "columns": [{"name": name, "type": str(kind)} for name, kind in columns],
        "rows": [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()],
    }


def _refuse_twins(names: Sequence[str]) -> None:
    twins = sorted({name for name in names if names.count(name) > 1})
    if twins:
        raise CommandError(
            f"two columns are called {twins[0]}: give one of them another name with AS"
        )


def _text(relation: duckdb.DuckDBPyRelation) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        relation.show(max_rows=10_000, max_width=10_000)
    return said.getvalue().rstrip("\n")
