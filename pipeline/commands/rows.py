"""The one row that somebody means: by its key, by the parts of it behind the report, by values.

What belongs here: from words of a command line to one row. What does not: what is done with it.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from pipeline.commands.answer import CommandError
from pipeline.commands.opened import nearest, of_report, require_columns, typed
from pipeline.release.described import Described, Published

Row = Mapping[str, Any]

_FILTER = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
_PLAIN = re.compile(r"[\w./:,-]+")
_LISTED = 20


def row_named(
    release: Published, table: Described, words: Sequence[str], report: str | None = None
) -> Row:
    """The row that some words name.

    Args:
        release: the release.
        table: whose row it is.
        words: values of the primary key in order, all or the first of them, with or without that
            of report_id; and `column=value`.
        report: only rows of this report.

    Raises:
        CommandError: they name no row, or several; it says which, and how to choose.
    """
    filters = [match.groups() for word in words if (match := _FILTER.fullmatch(word))]
    require_columns(table, [column for column, _ in filters])
    keys = [typed(word) for word in words if not _FILTER.fullmatch(word)]
    if len(keys) > len(table.key):
        raise CommandError(
            f"a row of {table.name} is named by {len(table.key)} values "
            f"({', '.join(table.key)}), not {len(keys)}"
        )
    frame = release.frame(table.name)
    if report is not None:
        frame = of_report(release, table, frame, report)
    for column, value in filters:
        frame = frame.filter(_is(column, typed(value)))
    found = _by_key(frame, table.key, keys)
    if found.height == 1:
        return found.row(0, named=True)
    if found.height == 0:
        raise CommandError(f"no row of {table.name} is called so{_near(frame, table, keys)}")
    raise _several(found, table)


def key_of(table: Described, row: Row) -> dict[str, Any]:
    """The primary key of a row."""
    return {name: row[name] for name in table.key}


def _by_key(frame: pl.DataFrame, names: Sequence[str], values: Sequence[str]) -> pl.DataFrame:
    """Rows whose key begins with the values, or does so behind report_id."""
    begins = _all_are(names, values)
    if names[0] == "report_id" and len(values) < len(names):
        begins = begins | _all_are(names[1:], values)
    return frame.filter(begins)


def _all_are(names: Sequence[str], values: Sequence[str]) -> pl.Expr:
    return pl.all_horizontal(
        pl.lit(value=True), *(_is(n, v) for n, v in zip(names, values, strict=False))
    )


def _is(column: str, value: str) -> pl.Expr:
    """The value, as text or as the number that it is; an empty one is a missing one too."""
    text = pl.col(column).cast(pl.String)
    same = text == value
    if value == "":
        same = same | pl.col(column).is_null()
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        return same.fill_null(value=False)
    return (same | (text.cast(pl.Float64, strict=False) == number)).fill_null(value=False)


def _near(frame: pl.DataFrame, table: Described, values: Sequence[str]) -> str:
    if not values:
        return ""
    names = [name for name in table.key if frame.schema[name] == pl.String]
    there = sorted({value for name in names for value in frame[name].unique().to_list()})
    near = nearest(values[-1], there)
    return near or f"; its rows are named by {', '.join(table.key)}: openbogo show {table.name}"


def _several(found: pl.DataFrame, table: Described) -> CommandError:
    keys = [key_of(table, row) for row in found.head(_LISTED).iter_rows(named=True)]
    lines = [
        " ".join(["  openbogo trace", table.name, *map(_quoted, key.values())]) for key in keys
    ]
    if found.height > _LISTED:
        lines.append(f"  … first {_LISTED} of {found.height:,}; column=value leaves fewer")
    reason = f"{found.height:,} rows of {table.name} are called so; choose one:\n"
    return CommandError(reason + "\n".join(lines), {"rows": found.height, "keys": keys})


def _quoted(value: object) -> str:
    """A word as a shell takes it; Korean needs no quotes."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)
