"""CITATION.cff: how to cite the release, and the reports it was read from.

What belongs here: the Citation File Format. What does not: the licence (`data_license`).
"""

from typing import Any

import yaml

from pipeline.release.descriptors.data_license import LICENSE_URL
from pipeline.release.descriptors.package import NAME, Package
from pipeline.release.manifest import MANIFEST
from pipeline.release.reports import Report

_MESSAGE = (
    f"이 데이터를 쓸 때에는 {MANIFEST}의 release_id와 함께 아래와 같이 출처를 밝혀 주십시오. "
    f"Please cite this release with the release_id of {MANIFEST}, and name the reports."
)
_WIDE = 100_000  # no text is cut into lines


def citation(package: Package) -> str:
    """The text of CITATION.cff."""
    content = _citation(package)
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=_WIDE))


def _citation(package: Package) -> dict[str, Any]:
    return {
        "cff-version": "1.2.0",
        "message": _MESSAGE,
        "type": "dataset",
        "title": package.title,
        "version": package.version,
        **({} if package.issued is None else {"date-released": f"{package.issued}"}),
        "abstract": package.description,
        "authors": [{"name": NAME}],
        "keywords": package.keywords,
        "license-url": LICENSE_URL,  # `license` takes SPDX's own ids only
        "references": [_reference(report) for report in package.reports],
    }


def _reference(report: Report) -> dict[str, Any]:
    return {
        "type": "government-document",
        "title": report.name,
        "authors": [{"name": report.office}],
        "year": report.period.year,
        "month": report.period.month,
        "filename": report.source_file,
        "license-url": LICENSE_URL,
    }
