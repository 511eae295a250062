"""The Korean texts of tables, columns, values and checks, from korean.toml.

They stand apart from the models because they are for readers only: no name, type or rule depends on
them. What belongs here: finding a text. What does not: the texts.
"""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

_TABLE_ITSELF = "_"


@cache
def korean_texts() -> Mapping[str, Any]:
    """`shared`, `table`, `values` and `checks` of korean.toml."""
    return tomllib.loads(files("schemas").joinpath("korean.toml").read_text("utf-8"))


def table_text(table: str) -> str | None:
    """The meaning of a table; None where korean.toml does not say."""
    return _of_table(table).get(_TABLE_ITSELF)


def column_text(table: str, column: str) -> str | None:
    """The meaning of a column: in its table, else wherever it is."""
    text = _of_table(table).get(column)
    return text if text is not None else korean_texts()["shared"].get(column)


def value_labels(table: str, column: str, values: Iterable[str]) -> tuple[str, ...] | None:
    """The name of the values of a closed list, in its order; None where one has no name."""
    known = korean_texts()["values"]
    labels = known.get(f"{table}.{column}", known.get(column, {}))
    found = [labels.get(value) for value in values]
    return None if None in found else tuple(found)


def check_text(check_id: str) -> str | None:
    """The question of a check; None where korean.toml does not say.

    Args:
        check_id: as in the table `checks`: table and name, and the report if it was asked of one.
    """
    check = check_id.partition("/")[0]
    texts: Mapping[str, str] = korean_texts()["checks"]
    return texts.get(check, texts.get(check.rpartition(".")[2]))


def _of_table(table: str) -> Mapping[str, str]:
    texts: Mapping[str, str] = korean_texts()["table"].get(table, {})
    return texts
