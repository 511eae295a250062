"""dcat.jsonld: the release as a DCAT-AP 3 catalogue of one dataset a table, and one of them all.

What belongs here: DCAT terms, and the codes of the EU's authority tables that it asks for. What
does not: the words of the description (`package`).
"""

from typing import Any

from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.data_license import LICENSE_ID, LICENSE_TITLE, LICENSE_URL
from pipeline.release.descriptors.package import (
    LANGUAGE,
    NAME,
    NOT_ENDORSED_KO,
    Package,
    file_format,
)
from pipeline.release.duckdb_file import table_comment
from pipeline.release.reports import Report
from pipeline.vocabulary.load import load
from schemas import TableSpec

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
# Those of our formats that the EU's table of file types has a code for.
_FILE_TYPES = {"CSV", "JSON", "JSON_LD", "PARQUET", "XLSX", "YAML"}
_LICENSE = {
    "@id": LICENSE_URL,
    "@type": "dct:LicenseDocument",
    "dct:identifier": LICENSE_ID,
    "dct:title": LICENSE_TITLE,
    "dct:type": {
        "@id": "http://purl.org/adms/licencetype/Attribution",
        "@type": "skos:Concept",
        "skos:prefLabel": {"@value": "Attribution", "@language": "en"},
    },
}
_LANGUAGE = {"@id": f"{_AUTHORITY}/language/KOR", "@type": "dct:LinguisticSystem"}
_IRREGULAR = {"@id": f"{_AUTHORITY}/frequency/IRREG", "@type": "dct:Frequency"}
_KOREA = {"@id": f"{_AUTHORITY}/country/KOR", "@type": "dct:Location"}
_PUBLIC = {"@id": f"{_AUTHORITY}/access-right/PUBLIC", "@type": "dct:RightsStatement"}
_GOVERNMENT = {
    "@id": f"{_AUTHORITY}/data-theme/GOVE",
    "@type": "skos:Concept",
    "skos:prefLabel": {"@value": "Government and public sector", "@language": "en"},
}


def dcat_catalog(package: Package) -> dict[str, Any]:
    """The release as a DCAT-AP 3 catalogue."""
    everything = {
        **_dataset("", package.title, package.description, package.whole, package),
        "dcat:version": package.version,
        **(
            {}
            if package.issued is None
            else {"dct:issued": {"@value": f"{package.issued}", "@type": "xsd:date"}}
        ),
        "dct:hasPart": [{"@id": f"#{spec.name}"} for spec in package.specs],
        "dct:source": [_source(report) for report in package.reports],
    }
    return {
        "@context": load("contexts", __package__)["dcat"],
        "@id": "#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _text(package.title),
        "dct:description": _text(package.description),
        "dct:publisher": {"@id": "#publisher", "@type": "foaf:Agent", "foaf:name": NAME},
        "dct:language": _LANGUAGE,
        "dct:license": _LICENSE,
        "dct:spatial": _KOREA,
        "dct:temporal": _period(package),
        "dcat:themeTaxonomy": {
            "@id": f"{_AUTHORITY}/data-theme",
            "@type": "skos:ConceptScheme",
            "dct:title": {"@value": "Data theme", "@language": "en"},
        },
        "dcat:dataset": [everything, *(_table(spec, package) for spec in package.specs)],
    }


def _table(spec: TableSpec, package: Package) -> dict[str, Any]:
    title = f"{spec.ko} · {spec.title}"
    return _dataset(spec.name, title, table_comment(spec), package.of_table(spec), package)


def _dataset(
    name: str, title: str, description: str, files: list[FileEntry], package: Package
) -> dict[str, Any]:
    return {
        "@id": f"#{name or 'release'}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{NAME}/{name}" if name else NAME,
        "dct:title": _text(title),
        "dct:description": _text(description),
        "dct:publisher": {"@id": "#publisher"},
        "dct:language": {"@id": _LANGUAGE["@id"]},
        "dct:accessRights": _PUBLIC,
        "dct:accrualPeriodicity": _IRREGULAR,
        "dct:provenance": {"@type": "dct:ProvenanceStatement", "dct:title": _text(NOT_ENDORSED_KO)},
        "dct:spatial": {"@id": _KOREA["@id"]},
        "dct:temporal": _period(package),
        "dcat:theme": _GOVERNMENT,
        "dcat:keyword": [_text(word) for word in package.keywords],
        "dcat:distribution": [_distribution(file) for file in files],
    }


def _source(report: Report) -> dict[str, Any]:
    return {
        "@id": f"#report-{report.report_id}",
        "@type": "dcat:Dataset",
        "dct:identifier": report.report_id,
        "dct:title": _text(report.name),
        "dct:description": _text(f"원문 보고서: {report.name}. raw/{report.source_file}"),
        "dct:creator": {"@type": "foaf:Agent", "foaf:name": report.office},
    }


def _distribution(file: FileEntry) -> dict[str, Any]:
    format_ = file_format(file.path)
    code = {
        "dct:format": {
            "@id": f"{_AUTHORITY}/file-type/{format_.name}",
            "@type": "dct:MediaTypeOrExtent",
        }
    }
    return {
        "@id": f"#{file.path}",
        "@type": "dcat:Distribution",
        "dct:title": file.path,
        "dcat:accessURL": {"@id": file.path},
        "dcat:downloadURL": {"@id": file.path},
        "dcat:mediaType": {"@id": f"{_MEDIA_TYPES}/{format_.media_type}", "@type": "dct:MediaType"},
        **(code if format_.name in _FILE_TYPES else {}),
        "dcat:byteSize": {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"},
        "dct:license": {"@id": LICENSE_URL},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {
                "@id": "spdx:checksumAlgorithm_sha256",
                "@type": "spdx:ChecksumAlgorithm",
            },
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _period(package: Package) -> dict[str, Any]:
    return {
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@value": f"{package.first_day}", "@type": "xsd:date"},
        "dcat:endDate": {"@value": f"{package.last_day}", "@type": "xsd:date"},
    }


def _text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": LANGUAGE}
