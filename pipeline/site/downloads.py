"""The files that the first page offers first: one archive for spreadsheets, the workbook, DuckDB.

What belongs here: which they are, and the archive, which is made for people and so is part of the
site. What does not: the files of the release.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.package import WORKBOOK_FILE, excel_path
from pipeline.release.duckdb_file import DUCKDB_FILE, SCRIPT_FILE
from pipeline.site.pages import Site
from pipeline.vocabulary.load import load
from schemas import TABLES

ARCHIVE = "openbogo-csv.zip"
_BESIDE = ("data-dictionary.md", "LICENSE.md")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made

Offer = tuple[str, str, str, str, str, int]
"""Address from the first page, name and purpose in both languages, bytes."""


def list_offers(site: Site, release: Path, files: Mapping[str, FileEntry]) -> list[Offer]:
    """The files most readers want, and the archive, written.

    A release of parts has too many rows for an archive, and a script in place of the database.
    """
    about = load("downloads", __package__)

    def offer(key: str, address: str, size: int) -> Offer:
        ko, en, use, use_en = (about[key][name] for name in ("ko", "en", "use", "use_en"))
        return address, ko, en, use, use_en, size

    def of_release(key: str, path: str) -> Offer:
        return offer(key, f"../{path}", files[path].bytes)

    workbook = of_release("workbook", WORKBOOK_FILE)
    if SCRIPT_FILE in files:
        return [workbook, of_release("script", SCRIPT_FILE)]
    archive = offer("archive", ARCHIVE, _write_archive(site.folder / ARCHIVE, release))
    return [archive, workbook, of_release("database", DUCKDB_FILE)]


def _write_archive(path: Path, release: Path) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [*_BESIDE, *(excel_path(spec.name) for spec in TABLES)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            entry = zipfile.ZipInfo(f"openbogo/{Path(name).name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (release / name).open("rb") as source, archive.open(entry, "w") as target:
                while piece := source.read(1 << 20):
                    target.write(piece)
    return path.stat().st_size
