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
from pipeline.release.reader import Described, Published, find_release, published

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
        raise CommandError(f"no release at {outputs / LATEST}: run `openbogo build` first")
    return find_release(outputs, name)


def opened(outputs: Path, name: str) -> Published:
    """A release, `latest` or another.

    Raises:
        CommandError: nothing is published here yet.
        ReleaseError: there is no release of that name.
    """
    return published(folder_of(outputs, name))


def table_named(release: Published, name: str) -> Described:
    """A table of a release.

    Raises:
        CommandError: there is none of that name; it says which are near, and all there are.
    """
    found = {table.name: table for table in release.tables}
    if name not in found:
        raise CommandError(
            f"there is no table {name}{nearest(name, list(found))}; there are: {', '.join(found)}",
            {"tables": list(found)},
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
                f"{table.name} has no column {name}{nearest(name, list(table.types))}; "
                f"there are: {', '.join(table.types)}",
                {"columns": list(table.types)},
            )


def of_report(release: Published, table: Described, name: str) -> pl.Expr:
    """That a row is of one report, named by its id or a part of it: 2023-03.

    Raises:
        CommandError: no report, or more than one, is named so; or no row belongs to one report.
    """
    if "report_id" not in table.types:
        raise CommandError(f"a row of {table.name} belongs to no one report: leave --report out")
    ids = release.select("reports", lambda rows: rows.select("report_id"))["report_id"].to_list()
    found = [id_ for id_ in ids if id_ == name] or [id_ for id_ in ids if name in id_]
    if len(found) != 1:
        several, there = ("several reports are", found) if found else ("no report is", ids)
        more = f" … first {LISTED} of {len(there):,}" if len(there) > LISTED else ""
        raise CommandError(
            f"{several} called {name}; there are: {', '.join(there[:LISTED])}{more}",
            {"reports": there},
        )
    return pl.col("report_id").eq(found[0])


def nearest(name: str, names: Sequence[str]) -> str:
    """A question after the names that look like this one, or nothing."""
    near = difflib.get_close_matches(typed(name), names, n=3, cutoff=0.5)
    return f" (did you mean {' or '.join(near)}?)" if near else ""


def typed(text: str) -> str:
    """What somebody typed, composed as the data are: some keyboards send Hangul in letters."""
    return unicodedata.normalize("NFC", text)
