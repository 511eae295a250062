"""dataset.jsonld: the release as a schema.org Dataset, for search engines and for the site.

What belongs here: schema.org terms. What does not: the HTML it is embedded in; there, `base` leads
from the page to the folder of the release.
"""

import datetime
from typing import Any

from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.data_license import LICENSE_URL
from pipeline.release.descriptors.package import LANGUAGE, NAME, Package, file_format
from pipeline.release.duckdb_file import column_comment
from pipeline.release.reports import Report
from schemas import ColumnSpec, TableSpec

# Inline, not the address of a context: it can be read without a network.
_CONTEXT = {"@vocab": "https://schema.org/"}


def schema_dataset(package: Package, base: str = "") -> dict[str, Any]:
    """The release as a schema.org Dataset.

    Args:
        base: what is put before every path of a file, such as `../` on a page in a folder of it.
    """
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": package.title,
        "alternateName": NAME,
        "description": package.description,
        "inLanguage": LANGUAGE,
        "version": package.version,
        **publication_date(package.issued),
        "keywords": package.keywords,
        "license": LICENSE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": NAME},
        "temporalCoverage": f"{package.first_month}/{package.last_month}",
        "spatialCoverage": [
            {"@type": "Place", "name": name} for name in package.governments or ["대한민국"]
        ],
        "isBasedOn": [_report(report) for report in package.reports],
        "variableMeasured": [
            _variable(spec, column)
            for spec in package.specs
            for column in spec.columns
            if spec.group == "facts" and column.unit
        ],
        "distribution": [_download(file, base) for file in package.data_files],
    }


def publication_date(day: datetime.date | None) -> dict[str, str]:
    """The time when something was published, where it is known."""
    return {} if day is None else {"datePublished": day.isoformat()}


def _report(report: Report) -> dict[str, Any]:
    return {
        "@type": "Report",
        "name": report.name,
        "author": {"@type": "GovernmentOrganization", "name": report.office},
        "temporalCoverage": report.month,
        **publication_date(report.issued),
        "license": LICENSE_URL,
    }


def _variable(spec: TableSpec, column: ColumnSpec) -> dict[str, Any]:
    return {
        "@type": "PropertyValue",
        "name": f"{spec.name}.{column.name}",
        "description": column_comment(column),
        "unitText": column.unit,
    }


def _download(file: FileEntry, base: str) -> dict[str, Any]:
    return {
        "@type": "DataDownload",
        "name": file.path,
        "contentUrl": base + file.path,
        "encodingFormat": file_format(file.path).media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
    }
