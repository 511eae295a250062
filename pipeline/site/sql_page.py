"""sql.html: DuckDB in the browser, on the release's own file.

What belongs here: the page and the files of its engine. What does not: fetching them (`packages`),
running a query (`static/sql.js`).
"""

import os
import shutil
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pipeline.release.checksums import FileEntry
from pipeline.site.packages import pinned
from pipeline.site.pages import Site
from schemas import TABLES

_FOLDER = "vendor"


@dataclass(frozen=True)
class Example:
    """A query that the page offers."""

    ko: str
    en: str
    sql: str


@cache
def examples() -> tuple[Example, ...]:
    """The queries of examples.toml."""
    text = files("pipeline.site").joinpath("examples.toml").read_text("utf-8")
    own = [Example(**entry) for entry in tomllib.loads(text)["example"]]
    return tuple(Example(one.ko, one.en, one.sql.strip()) for one in own)


def write_sql_page(site: Site, packages: Sequence[Path], database: FileEntry) -> None:
    """The page, and the engine beside it."""
    folder = site.folder / _FOLDER
    folder.mkdir()
    for path in packages:
        _share(path, folder / _serve_name(path.name))
    about = (f"{one.name} {one.version}: {one.license}\n" for one in pinned())
    site.write_text(f"{_FOLDER}/ABOUT.txt", "".join(about))
    size = database.bytes + sum(path.stat().st_size for path in packages)
    site.write(
        "sql.html", "sql.html", examples=examples(), database=database, specs=TABLES, size=size
    )


def _share(kept: Path, target: Path) -> None:
    """One file under both names: every release of a place has the same engine."""
    try:
        os.link(kept, target)
    except OSError:  # another disk, or a system without links
        shutil.copyfile(kept, target)


def _serve_name(name: str) -> str:
    # Not every server knows that .mjs is a script.
    return name.removesuffix(".mjs") + ".js" if name.endswith(".mjs") else name
