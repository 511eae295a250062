"""A published release as its own descriptor states it: what older and newer releases share.

What belongs here: finding a release, and reading the few facts of `datapackage.json` and
`manifest.json` that comparing and verifying need. What does not: today's schemas; a release stays
readable when they have moved on.
"""

import contextlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from pipeline.release.column_types import COLUMN_TYPES
from pipeline.release.errors import ReleaseError
from pipeline.release.manifest import MANIFEST
from pipeline.release.tables import scan, table_files
from pipeline.rules.frames import texts
from pipeline.vocabulary.messages import message

DESCRIPTOR = "datapackage.json"
_TYPES = {known.table_schema: known.polars for known in COLUMN_TYPES}


@dataclass(frozen=True)
class Described:
    """One table, as the descriptor of its release declares it."""

    name: str
    title: str
    """Korean, then English; the name where the release gives it none."""
    fields: tuple[Mapping[str, Any], ...]
    """Table Schema fields, in published order."""
    key: tuple[str, ...]
    foreign_keys: tuple[tuple[str, str, str], ...]
    """Column, table it points at, column there."""
    csv: str
    """Path of its CSV file in the release."""

    @property
    def types(self) -> dict[str, type[pl.DataType]]:
        """Column to polars type."""
        return {field["name"]: _TYPES[field["type"]] for field in self.fields}


@dataclass(frozen=True)
class Published:
    """A release on disk."""

    folder: Path
    release_id: str
    manifest: Mapping[str, Any]
    tables: tuple[Described, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of its tables, in published order."""
        return tuple(table.name for table in self.tables)

    @cached_property
    def texts(self) -> dict[str, str]:
        """Canonical text of each report, put together from its lines."""
        return texts({"lines": self.frame("lines")})

    def frame(self, table: str, reports: Collection[str] | None = None) -> pl.DataFrame:
        """The rows of a table, from its Parquet file.

        Args:
            reports: those whose rows are wanted, of a table that has a column `report_id`.

        Raises:
            ReleaseError: the file is gone or broken.
        """

        def wanted(rows: pl.LazyFrame) -> pl.LazyFrame:
            if reports is None or "report_id" not in rows.collect_schema():
                return rows
            first, last = (pl.lit(end(reports, default="")) for end in (min, max))
            # The bounds spare the reading of what is of other reports.
            named = pl.col("report_id").is_in(list(reports))
            return rows.filter(pl.col("report_id").is_between(first, last) & named)

        return self.select(table, wanted)

    def select(self, table: str, query: Callable[[pl.LazyFrame], pl.LazyFrame]) -> pl.DataFrame:
        """The rows that a query gives of a table; no more is read than it asks for.

        Raises:
            ReleaseError: the file is gone or broken.
        """
        with self._reading(table):
            return query(self.scan(table)).collect()

    def batches(
        self, table: str, query: Callable[[pl.LazyFrame], pl.LazyFrame]
    ) -> Iterator[pl.DataFrame]:
        """The same, part by part: all of it is never in memory.

        Raises:
            ReleaseError: the file is gone or broken.
        """
        with self._reading(table):
            yield from query(self.scan(table)).collect_batches()

    @contextlib.contextmanager
    def _reading(self, table: str) -> Iterator[None]:
        try:
            yield
        except (OSError, pl.exceptions.PolarsError) as error:
            path = table_files(self.folder / "parquet", table)[0]
            raise ReleaseError("{path} cannot be read: {error}", path=path, error=error) from error

    def scan(self, table: str) -> pl.LazyFrame:
        """The rows of a table, not read yet."""
        return scan(self.folder / "parquet", table)


def place_columns(names: Collection[str]) -> list[tuple[str, str]]:
    """Start and end of each place that a row of these columns names: `result_char_start` …."""
    starts = [name for name in names if name.endswith("char_start")]
    return [(s, end) for s in starts if (end := f"{s.removesuffix('start')}end") in names]


def open_release_folder(folder: Path) -> Published:
    """Open a release folder.

    Raises:
        ReleaseError: it is none, or it does not say what is in it.
    """
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        package = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
        tables = tuple(_describe(resource) for resource in package["resources"])
        return Published(folder, str(manifest["release_id"]), manifest, tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReleaseError(
            "{folder} is no release: {kind}: {error}",
            folder=folder,
            kind=type(error).__name__,
            error=error,
        ) from error


def find_release(outputs: Path, name: str) -> Path:
    """The folder of a release: a path, `latest`, a release id, or the unambiguous start of one.

    Raises:
        ReleaseError: there is none of that name, or several.
    """
    if name == "latest" and (outputs / "latest").exists():
        return outputs / "latest"
    if (Path(name) / MANIFEST).is_file():
        return Path(name)
    ids = sorted(path.parent.name for path in (outputs / "releases").glob(f"*/{MANIFEST}"))
    found = [id_ for id_ in ids if id_ == name] or [id_ for id_ in ids if id_.startswith(name)]
    if len(found) == 1:
        return outputs / "releases" / found[0]
    if found:
        raise ReleaseError(
            "several releases begin with {name}: {names}", name=name, names=", ".join(found)
        )
    raise ReleaseError(
        "no release is called {name}; there are: {names}",
        name=name,
        names=", ".join(ids) or message("none"),
    )


def _describe(resource: Mapping[str, Any]) -> Described:
    schema = resource["schema"]
    described = Described(
        name=resource["name"],
        title=resource.get("title", resource["name"]),
        fields=tuple(schema["fields"]),
        key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(
            (key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
            for key in schema["foreignKeys"]
        ),
        csv=resource["path"],
    )
    if unknown := {field["type"] for field in described.fields} - _TYPES.keys():
        raise ValueError(f"table {described.name} has columns of unknown types {sorted(unknown)}")
    return described
