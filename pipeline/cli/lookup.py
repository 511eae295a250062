"""The release that a command is asked about, and the words of people for what is in it.

What belongs here: finding a release, a table, a column and a report by what somebody typed, and
saying what there is instead when there is none of that name.
"""

import difflib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipeline.cli.answer import CommandError
from pipeline.cli.language import message, say
from pipeline.release.reader import Described, Published, find_release, open_release_folder

LATEST = "latest"
LISTED = 20
"""Most reports or rows that an error lists to choose from."""


def folder_of(outputs: Path, name: str) -> Path:
    """The folder of a release, `latest` or another.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: there is no release of that name.
    """
    if name == LATEST and not (outputs / LATEST).exists():
        raise CommandError(
            "no release at {path}: run `openbogo build` first", path=outputs / LATEST
        )
    return find_release(outputs, name)


def open_release(outputs: Path, name: str) -> Published:
    """A release, `latest` or another.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: there is no release of that name.
    """
    return open_release_folder(folder_of(outputs, name))


def find_table(release: Published, name: str) -> Described:
    """A table of a release.

    Raises:
        CommandError: there is none of that name; it says which are near, and all there are.
    """
    found = {table.name: table for table in release.tables}
    if name not in found:
        raise CommandError(
            "there is no table {name}{near}; there are: {names}",
            name=name,
            near=nearest(name, list(found)),
            names=", ".join(found),
            more={"tables": list(found)},
        )
    return found[name]


def require_columns(table: Described, names: Sequence[str]) -> None:
    """See that a table has all of these columns.

    Raises:
        CommandError: it has not; it says which are near, and all there are.
    """
    for name in names:
        if name not in table.types:
            raise CommandError(
                "{table} has no column {name}{near}; there are: {names}",
                table=table.name,
                name=name,
                near=nearest(name, list(table.types)),
                names=", ".join(table.types),
                more={"columns": list(table.types)},
            )


def report_condition(release: Published, table: Described, name: str) -> pl.Expr:
    """The condition that a row is of one report, named by its id or a part of it: 2023-03.

    Raises:
        CommandError: no report, or more than one, is named so; or no row belongs to one report.
    """
    if "report_id" not in table.types:
        raise CommandError(
            "a row of {table} belongs to no one report: leave --report out", table=table.name
        )
    ids = release.select("reports", lambda rows: rows.select("report_id"))["report_id"].to_list()
    found = [id_ for id_ in ids if id_ == name] or [id_ for id_ in ids if name in id_]
    if len(found) != 1:
        there = found or ids
        listed = ", ".join(there[:LISTED])
        if len(there) > LISTED:
            listed += say(" … first {first} of {all:,}", first=LISTED, all=len(there))
        several = (
            message(
                "several reports are called {name}; there are: {names}", name=name, names=listed
            )
            if found
            else message("no report is called {name}; there are: {names}", name=name, names=listed)
        )
        raise CommandError(several, more={"reports": there})
    return pl.col("report_id").eq(found[0])


def nearest(name: str, names: Sequence[str]) -> str:
    """A question after the names that look like this one, or nothing."""
    near = difflib.get_close_matches(compose_words(name), names, n=3, cutoff=0.5)
    return message(" (did you mean {near}?)", near=", ".join(near)) if near else ""


def compose_words(text: str) -> str:
    """The words somebody typed, composed as the data are: some keyboards send Hangul in letters."""
    return unicodedata.normalize("NFC", text)
