"""croissant.json: the release for machine learning, as Croissant 1.1: files, and records in them.

The records are those of the Parquet files, which keep every type.

What belongs here: Croissant's terms. What does not: schema.org's own description (`schema_org`).
"""

from typing import Any

from pipeline.release.column_types import column_type
from pipeline.release.descriptors.data_license import LICENSE_URL
from pipeline.release.descriptors.package import LANGUAGE, NAME, Package, parquet_path
from pipeline.release.descriptors.schema_org import publication_date
from pipeline.release.duckdb_file import column_comment, table_comment
from pipeline.release.tables import PART_FILE
from pipeline.vocabulary.load import load
from schemas import ColumnSpec, TableSpec

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
# Not the registered media type: the only name by which readers of Croissant know Parquet.
_PARQUET_TYPE = "application/x-parquet"


def croissant(package: Package) -> dict[str, Any]:
    """The release as a Croissant dataset."""
    return {
        "@context": load("contexts", __package__)["croissant"],
        "@type": "sc:Dataset",
        "conformsTo": CONFORMS_TO,
        "name": NAME,
        "alternateName": package.title,
        "description": package.description,
        "version": package.version,
        **publication_date(package.issued),
        "license": LICENSE_URL,
        "inLanguage": LANGUAGE,
        "keywords": package.keywords,
        "creator": {"@type": "sc:Organization", "name": NAME},
        "citeAs": package.title,
        "distribution": [_file(spec, package) for spec in package.specs],
        "recordSet": [_records(spec, package) for spec in package.specs],
    }


def _file(spec: TableSpec, package: Package) -> dict[str, Any]:
    path = parquet_path(spec.name)
    if path not in package.files:  # a file for each agency
        return {
            "@type": "cr:FileSet",
            "@id": path,
            "name": path,
            "encodingFormat": _PARQUET_TYPE,
            "includes": f"parquet/{spec.name}/*/{PART_FILE}",
        }
    entry = package.files[path]
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "contentSize": f"{entry.bytes} B",
        "encodingFormat": _PARQUET_TYPE,
        "sha256": entry.sha256,
    }


def _records(spec: TableSpec, package: Package) -> dict[str, Any]:
    kind = "fileObject" if parquet_path(spec.name) in package.files else "fileSet"
    return {
        "@type": "cr:RecordSet",
        "@id": spec.name,
        "name": spec.name,
        "description": table_comment(spec),
        "key": [{"@id": f"{spec.name}/{name}"} for name in spec.primary_key],
        "field": [_field(spec, column, kind) for column in spec.columns],
    }


def _field(spec: TableSpec, column: ColumnSpec, kind: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{spec.name}/{column.name}",
        "name": column.name,
        "description": column_comment(column),
        "dataType": f"sc:{column_type(column).schema_org}",
        "source": {kind: {"@id": parquet_path(spec.name)}, "extract": {"column": column.name}},
    }
