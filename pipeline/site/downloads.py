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
    workbook = (
        f"../{WORKBOOK_FILE}",
        "엑셀",
        "Excel",
        "표마다 시트 하나로 담았습니다.",
        "A sheet a table.",
        files[WORKBOOK_FILE].bytes,
    )
    if SCRIPT_FILE in files:
        script = (
            f"../{SCRIPT_FILE}",
            "DuckDB를 만드는 SQL",
            "SQL that makes the DuckDB file",
            "내려받은 parquet/ 폴더 옆에서 실행합니다.",
            "Run it beside the folder parquet/.",
            files[SCRIPT_FILE].bytes,
        )
        return [workbook, script]
    archive = (
        ARCHIVE,
        "전체 CSV (ZIP)",
        "All tables as CSV (ZIP)",
        "표마다 CSV 파일 하나. 엑셀에서 열어도 한글이 깨지지 않습니다.",
        "A CSV a table, which Excel opens as it is.",
        _write_archive(site.folder / ARCHIVE, release),
    )
    database = (
        f"../{DUCKDB_FILE}",
        "DuckDB",
        "DuckDB",
        "SQL로 조회할 때. 열마다 설명이 있습니다.",
        "For SQL; its columns are commented.",
        files[DUCKDB_FILE].bytes,
    )
    return [archive, workbook, database]


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
