"""sql.html: DuckDB in the browser, on the release's own file.

What belongs here: the page and the files of its engine. What does not: fetching them (`packages`),
running a query (`static/sql.js`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.release.checksums import FileEntry
from pipeline.release.commit import link_file
from pipeline.site.packages import pinned_packages
from pipeline.site.pages import Site
from pipeline.vocabulary.load import load
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
    listed = load("examples", __package__)["example"]
    return tuple(Example(one["ko"], one["en"], one["sql"].strip()) for one in listed)


def write_sql_page(site: Site, packages: Sequence[Path], database: FileEntry) -> None:
    """The page, and the engine beside it."""
    folder = site.folder / _FOLDER
    folder.mkdir()
    for path in packages:
        # Not every server knows that .mjs is a script.
        suffix = ".js" if path.suffix == ".mjs" else path.suffix
        link_file(path, folder / f"{path.stem}{suffix}")
    about = (f"{one.name} {one.version}: {one.license}\n" for one in pinned_packages())
    site.write_text(f"{_FOLDER}/ABOUT.txt", "".join(about))
    size = database.bytes + sum(path.stat().st_size for path in packages)
    site.write(
        "sql.html", "sql.html", examples=examples(), database=database, specs=TABLES, size=size
    )
