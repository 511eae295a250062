"""One release from a folder of tables: the steps, in order.

    tables/<table>.parquet → checked, sorted → every format → pages → checksums → published

What belongs here: the order of the steps. What does not: any step itself.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.release.agency_parts import write_parted_table
from pipeline.release.checksums import SHA256SUMS, FileEntry, file_entries, file_entry, sums_text
from pipeline.release.commit import link_tree, publish, staging
from pipeline.release.csv_files import write_csv, write_excel_twin
from pipeline.release.descriptors.citation import citation
from pipeline.release.descriptors.croissant import croissant
from pipeline.release.descriptors.csvw import csvw
from pipeline.release.descriptors.data_license import data_license
from pipeline.release.descriptors.datapackage import data_package
from pipeline.release.descriptors.dcat import dcat_catalog
from pipeline.release.descriptors.package import (
    WORKBOOK_FILE,
    Package,
    csv_path,
    excel_path,
    parquet_path,
)
from pipeline.release.descriptors.portal import portal_metadata
from pipeline.release.descriptors.schema_org import schema_dataset
from pipeline.release.dictionary import data_dictionary
from pipeline.release.duckdb_file import DUCKDB_FILE, SCRIPT_FILE, script, write_duckdb
from pipeline.release.history import COMPARED_ROWS
from pipeline.release.manifest import MANIFEST, manifest, release_id
from pipeline.release.parquet import write_parquet
from pipeline.release.reports import REPORTS_TABLE, SUPERSEDED_TABLE, Report, read_reports
from pipeline.release.tables import (
    check_references,
    height,
    is_parted,
    parts,
    require_exactly,
    scan,
    sorted_parts,
)
from pipeline.release.verify import require_sound_tables
from pipeline.release.workbook import write_workbook
from schemas import TABLES


@dataclass(frozen=True)
class Release:
    """A published release."""

    release_id: str
    """Latest month reported and a hash of the content: `2023-03-0123456789ab`."""
    path: Path
    """Its folder, `outputs/releases/<release_id>`."""
    rows: dict[str, int]
    """Table name to number of rows, in published order."""


def build_release(
    tables: Path, outputs: Path, pages: Callable[[Path], None] | None = None
) -> Release:
    """Build a release and publish it as `outputs/latest`.

    The same tables give the same bytes and so the same release; publishing it again changes
    nothing. Until the last step nothing published is touched, whatever fails.

    Args:
        tables: folder with one `<table>.parquet` for each of `schemas.TABLES`, rows in any order,
            or the parts of a table (`agency_parts`).
        outputs: folder of all releases; created if need be.
        pages: writes pages for people into the finished data's folder; the same data must give
            the same pages. They are covered by the checksums and named by the release id.

    Raises:
        ReleaseError: the tables break their declaration or their foreign keys, there is no report,
            or the same release is there already and was changed.
    """
    with staging(outputs) as folder:
        write_files(tables, folder)
        if pages is not None:
            pages(folder)
        return _publish_staged(folder, outputs)


def write_files(tables: Path, folder: Path) -> dict[str, int]:
    """Write the data of a release into an empty folder: every format, and what describes it.

    Returns:
        Table name to number of rows.

    Raises:
        ReleaseError: the tables break their declaration or their foreign keys, or there is no
            report.
    """
    rows, reports = _write_tables(tables, folder)
    _write_descriptions(folder, rows, reports)
    return rows


def publish_content(content: Path, outputs: Path) -> Release:
    """Publish what is in a folder, which stays as it is: files are linked, not copied.

    The tables are asked first what `verify` asks of them, up to `COMPARED_ROWS` rows: of more,
    `openbogo publish` asks it.

    Raises:
        ReleaseError: `verify` would refuse it, or the same release is there already and was
            changed.
    """
    with staging(outputs) as folder:
        link_tree(content, folder)
        return _publish_staged(folder, outputs, is_verified=True)


def _publish_staged(folder: Path, outputs: Path, *, is_verified: bool = False) -> Release:
    parquet = (folder / parquet_path("")).parent
    rows = {spec.name: height(parquet, spec.name) for spec in TABLES}
    reports = read_reports(scan(parquet, REPORTS_TABLE).collect())
    id_ = _write_identity(folder, rows, reports)
    if is_verified and sum(rows.values()) <= COMPARED_ROWS:
        require_sound_tables(folder)
    return Release(id_, publish(folder, outputs, id_), rows)


def _write_tables(tables: Path, folder: Path) -> tuple[dict[str, int], tuple[Report, ...]]:
    """Every table in every format. A part of one table is in memory at a time."""
    require_exactly(tables, TABLES)
    parquet = (folder / parquet_path("")).parent
    for path in (csv_path, excel_path, parquet_path):
        (folder / path("")).parent.mkdir()
    rows = {}
    for spec in TABLES:
        if is_parted(tables, spec.name):
            rows[spec.name] = write_parted_table(tables, spec, folder)
            continue
        file = folder / parquet_path(spec.name)
        rows[spec.name] = write_parquet(sorted_parts(tables, spec, folder), spec, file)
        write_csv(parts(file), folder / csv_path(spec.name))
        write_excel_twin(parts(file), folder / excel_path(spec.name))
    parted = [spec.name for spec in TABLES if is_parted(parquet, spec.name)]
    if parted:  # references are within an agency, and were looked at with its parts
        _write_text(folder / SCRIPT_FILE, script(TABLES, parted))
    else:
        check_references(parquet, TABLES, folder)
        write_duckdb(TABLES, parquet, folder / DUCKDB_FILE)
    reports = read_reports(scan(parquet, REPORTS_TABLE).collect())
    write_workbook(TABLES, reports, parquet, folder / WORKBOOK_FILE)
    return rows, reports


def _write_descriptions(folder: Path, rows: Mapping[str, int], reports: tuple[Report, ...]) -> None:
    """A description of the data, for people and for machines."""
    _write_text(folder / "data-dictionary.md", data_dictionary(TABLES, rows, reports))
    _write_text(folder / "LICENSE.md", data_license(reports))
    files = _by_path(file_entries(folder))
    package = Package(TABLES, reports, rows, files)
    _write_text(folder / "CITATION.cff", citation(package))
    descriptors = {
        "croissant.json": croissant(package),
        "csvw.json": csvw(package),
        "dataset.jsonld": schema_dataset(package),
        "dcat.jsonld": dcat_catalog(package),
        "metadata.ko.json": portal_metadata(package),
    }
    for name, content in descriptors.items():
        _write_json(folder / name, content)
    # The last one lists the others too.
    others = [file_entry(folder, name) for name in ("CITATION.cff", *descriptors)]
    everything = replace(package, files=_by_path([*files.values(), *others]))
    _write_json(folder / "datapackage.json", data_package(everything))


def _write_identity(folder: Path, rows: Mapping[str, int], reports: tuple[Report, ...]) -> str:
    """SHA256SUMS over all that is there, the release id from it, and the manifest last."""
    entries = file_entries(folder)
    sums = sums_text(entries)
    _write_text(folder / SHA256SUMS, sums)
    id_ = release_id(reports, sums)
    parquet = (folder / parquet_path("")).parent
    left_out = scan(parquet, SUPERSEDED_TABLE).collect()
    superseded = dict(left_out.select("source_file", "superseded_by").iter_rows())
    _write_json(folder / MANIFEST, manifest(id_, reports, rows, entries, superseded))
    return id_


def _by_path(entries: Iterable[FileEntry]) -> dict[str, FileEntry]:
    return {entry.path: entry for entry in sorted(entries, key=lambda entry: entry.path)}


def _write_json(path: Path, content: dict[str, Any]) -> None:
    _write_text(path, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
