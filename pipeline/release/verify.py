"""Is a release what it says it is? Asked of the release alone, by its own descriptor.

Releases of older versions can be verified too: nothing here looks at today's schemas.

What belongs here: questions whose answer is in the release. What does not: whether the reports were
read right, which the checks asked before it was published.
"""

import contextlib
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.release.copies import compare_csv, compare_duckdb
from pipeline.release.duckdb_file import DUCKDB_FILE
from pipeline.release.errors import ReleaseError, first_of
from pipeline.release.file_list import Asked, check_files
from pipeline.release.manifest import MANIFEST
from pipeline.release.query import connect
from pipeline.release.reader import Described, Published, open_release_folder, place_columns
from pipeline.sources.encoding import encode
from pipeline.vocabulary.messages import join_messages, message, text_of

_UNREADABLE = (ReleaseError, OSError, ValueError, pl.exceptions.PolarsError, duckdb.Error)


@dataclass(frozen=True)
class Answer:
    """The answer to one question."""

    question: str
    checked: int
    """Files, rows or values that were looked at."""
    failures: tuple[str, ...]


def verify(folder: Path) -> Iterator[Answer]:
    """Ask everything that can be asked of a release folder, one answer after another.

    Raises:
        ReleaseError: it is no release: it does not say what is in it.
    """
    release = open_release_folder(folder)
    count, failures = check_files(release)
    yield Answer(message("every file is the one that was published"), count, tuple(failures))
    yield from _verify_tables(release)


def require_sound_tables(folder: Path) -> None:
    """Ask of a release folder what `verify` asks, but for the checksums of its files.

    Raises:
        ReleaseError: it is no release, or `verify` would find it not whole.
    """
    for answer in _verify_tables(open_release_folder(folder)):
        if answer.failures:
            raise ReleaseError(
                "it is not so that {question}\n{problems}",
                question=answer.question,
                problems=first_of(answer.failures),
            )


def _verify_tables(release: Published) -> Iterator[Answer]:
    with contextlib.closing(_Opened(release)) as opened:
        for question, ask in _OF_TABLES:
            failures: list[str] = []
            checked = 0
            for table in release.tables:
                try:
                    count, found = ask(opened, table)
                except _UNREADABLE as error:
                    count, found = 0, [join_messages((f"{table.name}: ", text_of(error)), "")]
                checked += count
                failures += found
            yield Answer(question, checked, tuple(failures))


class _Opened:
    """A release, and the connections that all questions share: to open one takes longest."""

    def __init__(self, release: Published) -> None:
        self.release = release

    @cached_property
    def database(self) -> duckdb.DuckDBPyConnection:
        """Its DuckDB file."""
        return connect(self.release.folder)

    @cached_property
    def memory(self) -> duckdb.DuckDBPyConnection:
        """A connection that reads its CSV files."""
        return duckdb.connect()

    def close(self) -> None:
        """Close what was opened."""
        for name in ("database", "memory"):
            if connection := self.__dict__.pop(name, None):
                connection.close()


def _schema(opened: _Opened, table: Described) -> Asked:
    """Columns, types, required values, ranges, closed lists and patterns."""
    release = opened.release
    frame = release.frame(table.name)
    if dict(frame.schema) != table.types:
        return 0, [
            message(
                "{table}: columns {there}, declared {declared}",
                table=table.name,
                there=dict(frame.schema),
                declared=table.types,
            )
        ]
    stated = release.manifest["tables"].get(table.name)
    failures: list[str] = []
    if stated != frame.height:
        failures.append(
            message(
                "{table}: {there} rows, {stated} in {file}",
                table=table.name,
                there=frame.height,
                stated=stated,
                file=MANIFEST,
            )
        )
    for field in table.fields:
        column = pl.col(field["name"])
        limits = field.get("constraints", {})
        for name, broken in _broken_rules(column, limits).items():
            if count := frame.filter(broken).height:
                failures.append(
                    message(
                        "{column}: {count} values break '{rule}'",
                        column=f"{table.name}.{field['name']}",
                        count=count,
                        rule=name,
                    )
                )
    return frame.height * frame.width, failures


def _broken_rules(column: pl.Expr, limits: dict[str, Any]) -> dict[str, pl.Expr]:
    """The rules of a column, each as what would break it."""
    rules: dict[str, Callable[[Any], pl.Expr]] = {
        "required": lambda _: column.is_null(),
        "minimum": lambda least: column < least,
        "maximum": lambda most: column > most,
        "enum": lambda values: column.is_in(values).not_(),
        "pattern": lambda pattern: column.str.contains(f"^(?:{pattern})$").not_(),
    }
    return {name: rules[name](limit) for name, limit in limits.items() if limit is not False}


def _keys(opened: _Opened, table: Described) -> Asked:
    """The primary key names each row once; every foreign key points at a row."""
    release = opened.release
    frame = release.frame(table.name)
    failures: list[str] = []
    if twice := frame.select(table.key).is_duplicated().sum():
        failures.append(
            message("{table}: {count} rows share their key", table=table.name, count=twice)
        )
    for column, target, key in table.foreign_keys:
        there = release.frame(target).select(key).unique()
        lost = frame.filter(pl.col(column).is_not_null()).join(
            there, left_on=column, right_on=key, how="anti"
        )
        failures += [
            message(
                "{column}: {value} is not in {target}",
                column=f"{table.name}.{column}",
                value=value,
                target=f"{target}.{key}",
            )
            for value in lost[column].unique().sort()
        ]
    return frame.height, failures


def _spans(opened: _Opened, table: Described) -> Asked:
    """Every raw value is what stands at its place in the text put together from `lines`."""
    release = opened.release
    frame = release.frame(table.name)
    if table.name == "lines":
        frame = frame.with_columns(
            char_end=pl.col("char_start") + pl.col("text_raw").str.len_chars()
        )
    if "report_id" not in frame.columns:
        return 0, []
    checked = 0
    failures: list[str] = []
    for start, end, raw in _places(frame.columns):
        placed = frame.filter(pl.col(start).is_not_null(), pl.col(end).is_not_null())
        for row in placed.iter_rows(named=True):
            checked += 1
            text = release.texts.get(row["report_id"], "")
            if not 0 <= row[start] <= row[end] <= len(text):
                failures.append(
                    message(
                        "{table}: {row} lies outside of its report",
                        table=table.name,
                        row=_key(table, row),
                    )
                )
            elif raw and row[raw] is not None and text[row[start] : row[end]] != row[raw]:
                failures.append(
                    message(
                        "{table}: {row}: '{raw}' is not there",
                        table=table.name,
                        row=_key(table, row),
                        raw=row[raw],
                    )
                )
    return checked, failures


def _places(columns: list[str]) -> Iterator[tuple[str, str, str | None]]:
    """Start, end and raw value of each place that a row of these columns has.

    A place of its own prefix (`result_char_start`) belongs to the raw value of that prefix; the
    place of the row to `raw`, or to the first raw value of the table.
    """
    raws = [name for name in columns if name.endswith("raw")]
    for start, end in place_columns(columns):
        prefix = start.removesuffix("char_start")
        own = f"{prefix}raw" if prefix or "raw" in raws else next(iter(raws), None)
        yield start, end, own if own in columns else None


def _sources(opened: _Opened, table: Described) -> Asked:
    """The lines of a report read from plain text are its file, to the byte."""
    if table.name != "reports":
        return 0, []
    release = opened.release
    reports = release.frame("reports").filter(pl.col("source_format") == "txt")
    failures = []
    for row in reports.iter_rows(named=True):
        data = encode(release.texts.get(row["report_id"], ""), row["encoding"])
        if hashlib.sha256(data).hexdigest() != row["source_sha256"]:
            failures.append(
                message(
                    "reports: the lines of {report} are not the file it names",
                    report=row["report_id"],
                )
            )
    return reports.height, failures


def _csv(opened: _Opened, table: Described) -> Asked:
    release = opened.release
    return compare_csv(release.folder, table, release.frame(table.name), opened.memory)


def _duckdb(opened: _Opened, table: Described) -> Asked:
    if not (opened.release.folder / DUCKDB_FILE).is_file():
        return 0, []  # a release of parts: what is asked there are the parts themselves
    return compare_duckdb(table, opened.release.frame(table.name), opened.database)


def _key(table: Described, row: dict[str, Any]) -> str:
    return ", ".join(f"{name} {row[name]}" for name in table.key)


_OF_TABLES: tuple[tuple[str, Callable[[_Opened, Described], Asked]], ...] = (
    (message("every table is as its schema declares it"), _schema),
    (message("every key names one row, and every reference points at one"), _keys),
    (message("every raw value stands at its place in the text"), _spans),
    (message("the lines of plain texts are the files that were read"), _sources),
    (message("CSV holds what Parquet holds"), _csv),
    (message("DuckDB holds what Parquet holds"), _duckdb),
)
