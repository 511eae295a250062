"""CITATION.cff: how to cite the release, and the reports it was read from.

What belongs here: the Citation File Format, and the little YAML it takes. What does not: the
licence (`data_license`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.release.descriptors.data_license import LICENSE_URL
from pipeline.release.descriptors.package import NAME, Package
from pipeline.release.manifest import MANIFEST
from pipeline.release.reports import Report

_MESSAGE = (
    f"이 데이터를 쓸 때에는 {MANIFEST}의 release_id와 함께 아래와 같이 출처를 밝혀 주십시오. "
    f"Please cite this release with the release_id of {MANIFEST}, and name the reports."
)


def citation(package: Package) -> str:
    """The text of CITATION.cff."""
    return "".join(f"{line}\n" for line in _lines(_citation(package)))


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


def _lines(node: Mapping[str, Any], indent: str = "") -> list[str]:
    """A mapping as YAML in blocks; texts in double quotes, so that none is taken for a number."""
    lines = []
    for key, value in node.items():
        if isinstance(value, Sequence) and not isinstance(value, str):
            lines.append(f"{indent}{key}:")
            lines += [line for item in value for line in _item(item, f"{indent}  ")]
        else:
            lines.append(f"{indent}{key}: {_scalar(value)}")
    return lines


def _item(item: Mapping[str, Any] | str, indent: str) -> list[str]:
    if isinstance(item, str):
        return [f"{indent}- {_scalar(item)}"]
    first, *others = _lines(item, f"{indent}  ")
    return [f"{indent}- {first.lstrip()}", *others]


def _scalar(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return '"' + "".join(map(_character, value)) + '"'


def _character(character: str) -> str:
    if character in '\\"':
        return f"\\{character}"
    # YAML forbids most characters that cannot be seen.
    return character if character.isprintable() else f"\\U{ord(character):08x}"
