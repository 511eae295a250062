"""The parts of a release of many rows: of each agency its rows of a table, as Parquet and CSV.

    <table>/agency_id=<id>/part.parquet     sorted, checked; the layout of Hive
    <table>/agency_id=<id>/part.csv         the same rows without a header
    <table>/agency_id=<id>/part.excel.csv   the same, harmless in a spreadsheet

A part is written once. As long as its agency has the same rows, later releases link it. The CSV
file of a table is the bytes of its parts in order. Tables whose rows need not name a report stay
whole: they are short.

What belongs here: writing parts, and tables from parts. What does not: which agencies changed
(`pipeline/corpus`).
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from pipeline.release.checksums import SHA256SUMS, changed_files, file_entries, sums_text
from pipeline.release.commit import link_file, link_tree
from pipeline.release.csv_files import BYTE_ORDER_MARK, without_formulas, write_csv
from pipeline.release.descriptors.package import csv_path, excel_path, parquet_path
from pipeline.release.parquet import write_parquet
from pipeline.release.reports import REPORTS_TABLE, SUPERSEDED_TABLE
from pipeline.release.tables import (
    PART_FILE,
    check_references,
    height,
    sorted_parts,
    table_file,
    table_files,
)
from schemas import TABLES, TableSpec

PARTED = frozenset(
    spec.name for spec in TABLES if spec.is_of_reports and spec.name != SUPERSEDED_TABLE
)
"""The tables that are divided: each row is of a report. That of files left out is short."""
_CSV = "part.csv"
_EXCEL = "part.excel.csv"


def write_agency_parts(frames: Mapping[str, pl.DataFrame], folder: Path) -> None:
    """Check the tables of some agencies, and write the parts of those that are divided.

    Args:
        folder: where to. Killed halfway, there is none.

    Raises:
        ReleaseError: the tables break their declaration or their foreign keys.
    """
    draft = folder.with_name(f".{folder.name}-new")
    scratch = folder.with_name(f".{folder.name}-scratch")
    for place in (draft, scratch):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
    for name, frame in frames.items():
        frame.write_parquet(table_file(scratch, name))
    check_references(scratch, TABLES, scratch)
    agencies = frames[REPORTS_TABLE].select("report_id", "agency_id")
    for spec in TABLES:
        rows = pl.concat(sorted_parts(scratch, spec, scratch))
        for agency, part in _by_agency(rows, agencies) if spec.name in PARTED else ():
            below = draft / spec.name / f"agency_id={agency}"
            below.mkdir(parents=True)
            write_parquet([part], spec, below / PART_FILE)
            write_csv([part], below / _CSV, header=False)
            write_csv([without_formulas(part)], below / _EXCEL, header=False)
    shutil.rmtree(scratch)
    shutil.rmtree(folder, ignore_errors=True)
    (draft / SHA256SUMS).write_text(sums_text(file_entries(draft)), "utf-8")
    draft.rename(folder)


def are_whole(folder: Path) -> bool:
    """True where the parts of some agencies are in a folder, as they were written.

    A published file has the same bytes on disk under another name: what is changed there is changed
    here.
    """
    return (folder / SHA256SUMS).is_file() and not changed_files(folder)


def link_agency_parts(folder: Path, tables: Path) -> None:
    """Give the parts of some agencies a second name among the tables of a coming release."""
    for name in sorted(PARTED):
        if (folder / name).is_dir():
            link_tree(folder / name, tables / name)


def write_parted_table(tables: Path, spec: TableSpec, release: Path) -> int:
    """Write a table of a release from its parts; return how many rows it has."""
    parquet = (release / parquet_path("")).parent
    files = table_files(tables, spec.name)
    for file in files:
        target = parquet / spec.name / file.parent.name
        target.mkdir(parents=True)
        link_file(file, target / PART_FILE)
    header = pl.DataFrame(schema=spec.polars_schema)
    for path, name, mark in (
        (csv_path(spec.name), _CSV, b""),
        (excel_path(spec.name), _EXCEL, BYTE_ORDER_MARK),
    ):
        write_csv([header], release / path, mark)
        with (release / path).open("ab") as whole:
            for file in files:
                with file.with_name(name).open("rb") as part:
                    shutil.copyfileobj(part, whole, 1 << 20)
    return height(parquet, spec.name)


def _by_agency(rows: pl.DataFrame, agencies: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """Agency to its rows, in their order."""
    of = dict(agencies.iter_rows())
    named = rows["report_id"].replace_strict(of, return_dtype=pl.String)
    for agency in named.unique().sort():
        yield agency, rows.filter(named == agency)
