"""The files that the first page offers first: one archive for spreadsheets, the workbook, DuckDB.

What belongs here: which they are, and the archive, which is made for people and so is part of the
site. What does not: the files of the release.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.package import WORKBOOK_FILE, excel_path
from pipeline.release.duckdb_file import DUCKDB_FILE
from pipeline.site.pages import Site
from schemas import TABLES

ARCHIVE = "openbogo-csv.zip"
_BESIDE = ("data-dictionary.md", "LICENSE.md")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is made

Offer = tuple[str, str, str, str, str, int]
"""Address from the first page, name and purpose in both languages, bytes."""


def offered(site: Site, release: Path, files: Mapping[str, FileEntry]) -> list[Offer]:
    """The files most readers want, and the archive, written."""
    size = _write_archive(site.folder / ARCHIVE, release)
    return [
        (
            ARCHIVE,
            "CSV 모두 (ZIP)",
            "All tables as CSV (ZIP)",
            "표마다 CSV 하나. 엑셀에서 한글이 바로 보입니다.",
            "A CSV a table, which Excel opens as it is.",
            size,
        ),
        (
            f"../{WORKBOOK_FILE}",
            "엑셀",
            "Excel",
            "표마다 시트 하나.",
            "A sheet a table.",
            files[WORKBOOK_FILE].bytes,
        ),
        (
            f"../{DUCKDB_FILE}",
            "DuckDB",
            "DuckDB",
            "SQL로 물을 때. 열마다 설명이 들어 있습니다.",
            "For SQL; its columns are commented.",
            files[DUCKDB_FILE].bytes,
        ),
    ]


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
