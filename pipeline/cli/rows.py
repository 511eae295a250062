"""The one row that somebody means: by its key, by the parts of it behind the report, by values.

What belongs here: from words of a command line to one row. What does not: what is done with it.
"""

import contextlib
import functools
import re
import shlex
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from pipeline.cli.answer import CommandError
from pipeline.cli.language import language, message, say
from pipeline.cli.lookup import LISTED, compose_words, report_condition, require_columns
from pipeline.cli.terminal import cut, one_line
from pipeline.release.reader import Described, Published

Row = Mapping[str, Any]
Reading = Sequence[tuple[str, str]]
"""Column and value of each word, in one way to understand them."""

_FILTER = re.compile(r"([a-z_]+)=(.*)", re.DOTALL)
_PLAIN = re.compile(r"[\w./:,-]+")
_NEAREST = 5
_TITLE_WIDTH = 60
TITLES = (
    *("title", "name", "expression", "finding", "department", "project", "component", "indicator"),
    *("metric", "label", "subject", "description", "caption", "heading", "text", "goal"),
)
"""Columns that say in words what a row is about, the best first: searched where no key fits."""


def find_row(
    release: Published, table: Described, words: Sequence[str], report: str | None = None
) -> Row:
    """The row that some words name.

    Args:
        release: the release.
        table: whose row it is.
        words: values of the primary key in order, all or the first of them, with or without that
            of report_id; else words of its title; and `column=value`.
        report: only rows of this report.

    Raises:
        CommandError: they name no row, or several; it says which, and how to choose.
    """
    filters = [match.groups() for word in words if (match := _FILTER.fullmatch(word))]
    require_columns(table, [column for column, _ in filters])
    keys = [compose_words(word) for word in words if not _FILTER.fullmatch(word)]
    own = [] if report is None else [report_condition(release, table, report)]
    said = [(column, compose_words(value)) for column, value in filters]
    readings = [
        [*zip(names, keys, strict=False), *said] for names in _key_columns(table.key, len(keys))
    ]
    for meant in _meanings(table, keys, said, readings):
        rows = release.select(table.name, functools.partial(_first_rows, [meant, *own], LISTED))
        if rows.height == 1:
            return rows.row(0, named=True)
        if rows.height:
            counted = release.select(table.name, functools.partial(_count, [meant, *own]))
            raise _ambiguity_error(rows, counted.item(), table)
    if len(keys) > len(table.key):
        raise CommandError(
            "a row of {table} is named by {count} values ({names}), not {given}",
            table=table.name,
            count=len(table.key),
            names=", ".join(table.key),
            given=len(keys),
        )
    raise _missing_error(release, table, own, readings)


def _meanings(
    table: Described, keys: Sequence[str], said: Reading, readings: Sequence[Reading]
) -> Iterator[pl.Expr]:
    """The meaning of words, the likeliest first: values of the key, else words of a title."""
    if len(keys) <= len(table.key):
        yield pl.any_horizontal(key_condition(reading, table) for reading in readings)
    named = titles_of(table)
    if keys and named:
        for columns in [*([name] for name in named), named]:
            yield pl.all_horizontal(
                key_condition(said, table), *(title_condition(k, columns) for k in keys)
            )


def _first_rows(conditions: Sequence[pl.Expr], most: int, rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(*conditions).head(most)


def _count(conditions: Sequence[pl.Expr], rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(*conditions).select(pl.len())


def titles_of(table: Described) -> list[str]:
    """The columns of a table that say in words what a row is about, the best first."""
    pairs = [(name, f"{name}_ko") for name in TITLES]
    ordered = [name for pair in pairs for name in (pair[::-1] if language() == "ko" else pair)]
    return [name for name in ordered if table.types.get(name) == pl.String]


def title_condition(word: str, columns: Sequence[str]) -> pl.Expr:
    """The condition that one of some texts has a word in it, spaces or not."""
    closed = "".join(word.split())
    return pl.any_horizontal(
        pl.col(name).str.replace_all(r"\s", "").str.contains(closed, literal=True).fill_null(False)
        for name in columns
    )


def key_of(table: Described, row: Row) -> dict[str, Any]:
    """The primary key of a row."""
    return {name: row[name] for name in table.key}


def _key_columns(key: Sequence[str], count: int) -> list[Sequence[str]]:
    """The columns for so many words: the key from its start, or from behind report_id."""
    behind = key[0] == "report_id" and count < len(key)
    return [key, key[1:]] if behind else [key]


def key_condition(said: Reading, table: Described) -> pl.Expr:
    """The condition that columns have these values, as text or as the number each is."""
    same = (_equality(column, table.types[column], value) for column, value in said)
    return pl.all_horizontal(pl.lit(value=True), *same)


def _equality(column: str, dtype: type[pl.DataType], value: str) -> pl.Expr:
    """The value, as text or as the number that it is; an empty one is a missing one too."""
    same = pl.col(column).cast(pl.String) == value
    if dtype in (pl.Int64, pl.Float64):
        with contextlib.suppress(ValueError, OverflowError, pl.exceptions.PolarsError):
            number = int if dtype == pl.Int64 else float
            same = pl.col(column) == pl.lit(number(value.replace(",", "")), dtype)
    return pl.col(column).is_null() | same if value == "" else same


def _missing_error(
    release: Published, table: Described, own: Sequence[pl.Expr], readings: Sequence[Reading]
) -> CommandError:
    """The error that there is no such row, with the values nearest to the first that fits none.

    That is the last one, if there are rows of which all before it are true.
    """
    reason = message("{table} has no such row", table=table.name)
    for last in reversed(range(len(readings[0]))):
        near: dict[str, float] = {}
        for reading in readings:
            column, value = reading[last]
            values = _values_of(column, [key_condition(reading[:last], table), *own])
            near |= _similar(release.batches(table.name, values), value)
        found = sorted(near, key=lambda text: (-near[text], text))[:_NEAREST]
        if found and value not in found:
            return CommandError(
                "{reason}; nearest to {column} {value}: {names}",
                reason=reason,
                column=column,
                value=value,
                names=", ".join(map(_quote, found)),
                more={"column": column, "nearest": found},
            )
    return CommandError("{reason}: openbogo show {table}", reason=reason, table=table.name)


def _values_of(
    column: str, conditions: Sequence[pl.Expr]
) -> Callable[[pl.LazyFrame], pl.LazyFrame]:
    """The values of a column in the rows of which some things are true, as texts."""
    texts = pl.col(column).cast(pl.String).drop_nulls()
    return lambda rows: rows.filter(*conditions).select(texts)


def _similar(values: Iterable[pl.DataFrame], wanted: str) -> dict[str, float]:
    """The values of a column that are most like one, each with how much."""
    found: dict[str, float] = {}
    for batch in values:
        texts = batch.to_series().unique(maintain_order=True).to_list()
        best = process.extract(wanted, texts, scorer=fuzz.ratio, limit=_NEAREST)
        found |= {text: score for text, score, _ in best}
    return found


def _ambiguity_error(found: pl.DataFrame, count: int, table: Described) -> CommandError:
    keys = [key_of(table, row) for row in found.iter_rows(named=True)]
    title = next((name for name in titles_of(table) if name not in table.key), None)
    lines = []
    for key, row in zip(keys, found.iter_rows(named=True), strict=True):
        line = " ".join(["  openbogo trace", table.name, *map(_quote, key.values())])
        about = one_line(row[title]) if title and row[title] else ""
        # A shell passes over what stands behind a #.
        lines.append(f"{line}  # {cut(about, _TITLE_WIDTH)}" if about else line)
    if count > LISTED:
        lines.append(
            say("  … first {first} of {all:,}; column=value leaves fewer", first=LISTED, all=count)
        )
    reason = message(
        "{count:,} rows of {table} match; choose one:\n{rows}",
        count=count,
        table=table.name,
        rows="\n".join(lines),
    )
    return CommandError(reason, more={"rows": count, "keys": keys})


def _quote(value: object) -> str:
    """A word as a shell takes it; Korean needs no quotes."""
    text = str(value)
    return text if _PLAIN.fullmatch(text) else shlex.quote(text)
