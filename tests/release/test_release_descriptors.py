"""Each descriptor is accepted by a program that is not ours, says what is there, and is refused
when it is damaged.
"""

import datetime
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import mlcroissant
import pytest
import rdflib
import yaml
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SDO
from release_frames import example_frames

from pipeline.release.build import Release
from pipeline.release.checksums import FileEntry
from pipeline.release.descriptors.citation import citation
from pipeline.release.descriptors.package import (
    FILE_FORMATS,
    Package,
    csv_path,
    excel_path,
    parquet_path,
)
from pipeline.release.descriptors.portal import portal_metadata
from pipeline.release.descriptors.schema_org import schema_dataset
from pipeline.release.reports import read_reports
from schemas import TABLE, TABLES
from schemas.money import BUDGET_MEASURES
from tests.descriptors import (
    PAGE,
    cffconvert,
    croissant,
    croissant_rows,
    csvw_rows,
    dcat_problems,
    graph,
    stated,
)


@pytest.fixture(scope="module")
def folder(example_outputs: Path) -> Path:
    return example_outputs / "latest"


@pytest.fixture
def package() -> Package:
    """A package of two tables, without a release behind it."""
    frames = example_frames()
    specs = [TABLE["reports"], TABLE["budget_execution"]]
    paths = [path(spec.name) for spec in specs for path in (csv_path, excel_path, parquet_path)]
    files = {
        path: FileEntry(path, "0" * 64, 7) for path in ["openbogo.duckdb", "openbogo.xlsx", *paths]
    }
    rows = {spec.name: frames[spec.name].height for spec in specs}
    return Package(specs, read_reports(frames["reports"].head(2)), rows, files)


def load(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
    return content


def sums(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    return {path: digest for digest, path in (line.split("  ") for line in lines)}


DATA = {
    f"{name}/{spec.name}.{suffix}"
    for spec in TABLES
    for name, suffix in (("csv", "csv"), ("csv-excel", "csv"), ("parquet", "parquet"))
} | {"openbogo.duckdb", "openbogo.xlsx"}


# DCAT-AP 3


def test_dcat_conforms_to_the_shapes(folder: Path, hard_release: Release) -> None:
    assert dcat_problems(graph(folder, "dcat.jsonld")) == ""
    assert dcat_problems(graph(hard_release.path, "dcat.jsonld")) == ""


# What DCAT-AP 3 makes mandatory: a part of our catalogue, and the property it may not lack
MANDATORY = [
    ("catalog", DCTERMS.title),
    ("catalog", DCTERMS.description),
    ("catalog", DCTERMS.publisher),
    ("publisher", FOAF.name),
    ("release", DCTERMS.title),
    ("staffing", DCTERMS.description),
    ("csv/staffing.csv", DCAT.accessURL),
]


def test_dcat_without_a_mandatory_property_is_refused(folder: Path) -> None:
    data = graph(folder, "dcat.jsonld")
    for part, predicate in MANDATORY:
        subject = rdflib.URIRef(f"{PAGE}dcat.jsonld#{part}")
        assert (subject, predicate, None) in data
        data.remove((subject, predicate, None))
    problems = dcat_problems(data)
    assert f"Results ({len(MANDATORY)})" in problems
    for part, predicate in MANDATORY:
        name = re.split("[/#]", predicate)[-1]
        assert re.search(rf"#{re.escape(part)}>->\w+:{name}\n", problems)


def test_dcat_names_every_file_with_its_checksum(folder: Path) -> None:
    data = graph(folder, "dcat.jsonld")
    spdx = rdflib.Namespace("http://spdx.org/rdf/terms#")
    found = {
        str(url).removeprefix(PAGE): str(data.value(checksum, spdx.checksumValue))
        for distribution, url in data.subject_objects(DCAT.downloadURL)
        for checksum in data.objects(distribution, spdx.checksum)
    }
    assert found == {path: digest for path, digest in sums(folder).items() if path in DATA}
    listed = list(data.objects(rdflib.URIRef(f"{PAGE}dcat.jsonld#catalog"), DCAT.dataset))
    assert len(listed) == len(TABLES) + 1


def test_dcat_period_ends_with_the_last_month(folder: Path) -> None:
    # The example reports are of March 2022, September 2022 and March 2023.
    data = graph(folder, "dcat.jsonld")
    assert {str(day) for day in data.objects(None, DCAT.startDate)} == {"2022-03-01"}
    assert {str(day) for day in data.objects(None, DCAT.endDate)} == {"2023-03-31"}


# schema.org


def test_schema_org_uses_terms_of_schema_org_only(folder: Path) -> None:
    data = graph(folder, "dataset.jsonld")
    terms = {*data.predicates(), *data.objects(None, RDF.type)} - {RDF.type}
    assert len(terms) > 20
    assert [term for term in terms if term not in SDO] == []


def test_schema_org_dataset_has_what_search_engines_ask_for(folder: Path) -> None:
    content = load(folder, "dataset.jsonld")
    assert content["@type"] == "Dataset"
    assert content["name"] == "서울특별시 경제정책실 업무보고 공개 데이터, 2022-03 – 2023-03"
    assert 50 <= len(content["description"]) <= 5000
    assert content["temporalCoverage"] == "2022-03/2023-03"
    assert content["license"] == "https://www.kogl.or.kr/info/licenseType1.do"
    digests = {item["contentUrl"]: item["sha256"] for item in content["distribution"]}
    assert digests == {path: digest for path, digest in sums(folder).items() if path in DATA}
    amounts = [item for item in content["variableMeasured"] if item["unitText"] == "KRW"]
    assert "budget_execution.budget_krw" in {item["name"] for item in amounts}


def test_schema_org_on_a_page_below(package: Package) -> None:
    urls = [item["contentUrl"] for item in schema_dataset(package, "../")["distribution"]]
    assert urls[0] == "../openbogo.duckdb"
    assert all(url.startswith("../") for url in urls)


# Croissant


def test_croissant_gives_every_value(hard_release: Release) -> None:
    dataset = croissant(hard_release.path)
    issues = dataset.metadata.ctx.issues
    assert issues.errors == set()
    # No note beside these reports says when they were issued.
    assert {text.split('"')[1] for text in issues.warnings} == {"https://schema.org/datePublished"}
    assert load(hard_release.path, "croissant.json")["conformsTo"].endswith("/croissant/1.1")
    assert [records.name for records in dataset.metadata.record_sets] == [s.name for s in TABLES]
    for spec in TABLES:
        assert croissant_rows(dataset, spec) == stated(hard_release.path, spec), spec.name


def test_croissant_of_a_file_that_is_not_listed_is_refused(folder: Path, tmp_path: Path) -> None:
    content = load(folder, "croissant.json")
    content["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "parquet/none.parquet"
    (tmp_path / "croissant.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(mlcroissant.ValidationError, match=r"parquet/none\.parquet"):
        croissant(tmp_path)


def test_croissant_states_the_hashes(folder: Path) -> None:
    files = {
        file["contentUrl"]: file["sha256"]
        for file in load(folder, "croissant.json")["distribution"]
    }
    assert files == {p: digest for p, digest in sums(folder).items() if p.startswith("parquet/")}


# CSV on the Web


def test_csvw_gives_every_value(hard_release: Release) -> None:
    found = csvw_rows(hard_release.path)
    assert set(found) == {csv_path(spec.name) for spec in TABLES}
    for spec in TABLES:
        # CSV on the Web does not tell a quoted empty cell from one without quotes.
        empty = [None if column.nullable else "" for column in spec.columns]
        expected = [
            [
                day.isoformat() if isinstance(day, datetime.date) else none if day == "" else day
                for day, none in zip(row, empty, strict=True)
            ]
            for row in stated(hard_release.path, spec)
        ]
        assert found[csv_path(spec.name)] == expected, spec.name


def test_csvw_of_another_type_is_refused(folder: Path, tmp_path: Path) -> None:
    content = load(folder, "csvw.json")
    table = next(t for t in content["tables"] if t["url"] == "csv/staffing.csv")
    department = next(c for c in table["tableSchema"]["columns"] if c["name"] == "department")
    department["datatype"] = "integer"
    shutil.copytree(folder / "csv", tmp_path / "csv")
    (tmp_path / "csvw.json").write_text(json.dumps(content), "utf-8")
    with pytest.raises(AssertionError, match="ValueError"):
        csvw_rows(tmp_path)


# Fiscal Data Package

# fiscal.datapackage.org, Budget Standard Taxonomy 1.0: those of its column types that are used,
# with the type of their columns (a whole number is a number)
TAXONOMY = {
    "activity:generic:program:code": {"string"},
    "activity:generic:project:label": {"string"},
    "activity:generic:subproject:label": {"string"},
    "administrative-classification:generic:code": {"string"},
    "administrative-classification:generic:label": {"string"},
    "date:fiscal-year": {"integer"},
    "date:generic": {"date"},
    "direction": {"string"},
    "fin-source:generic:code": {"string"},
    "phase:id": {"string"},
    "value": {"number", "integer"},
    "value-currency:code": {"string"},
    "value-kind:code": {"string"},
}
BUDGETS = {"budgets", "budget_components", "budget_execution", "program_budgets"}


def test_budgets_have_the_column_types_of_fiscal_data(folder: Path) -> None:
    typed = {
        resource["name"]: [
            field
            for field in resource["schema"]["fields"] + resource["schema"].get("extraFields", [])
            if "columnType" in field
        ]
        for resource in load(folder, "datapackage.json")["resources"]
    }
    assert {name for name, fields in typed.items() if fields} == BUDGETS
    used = [field for fields in typed.values() for field in fields]
    assert {field["columnType"] for field in used} == set(TAXONOMY)
    assert [field for field in used if field["type"] not in TAXONOMY[field["columnType"]]] == []
    # one amount a row, as the specification asks
    for name in BUDGETS:
        amounts = [field["name"] for field in typed[name] if field["columnType"] == "value"]
        assert amounts == ["amount_krw"], name


def test_amounts_of_one_row_can_be_told_apart(folder: Path) -> None:
    resources = load(folder, "datapackage.json")["resources"]
    schema = next(r["schema"] for r in resources if r["name"] == "budget_execution")
    kinds = {f["name"]: f["normalize"] for f in schema["fields"] if "normalize" in f}
    assert kinds == {
        "budget_krw": {"measure": "budget_current"},
        "commitment_krw": {"measure": "commitment"},
        "expenditure_krw": {"measure": "expenditure"},
    }
    targets = [f["name"] for f in schema["extraFields"] if f.get("normalizationTarget")]
    assert targets == ["amount_krw"]
    assert {kind["measure"] for kind in kinds.values()} <= set(BUDGET_MEASURES)


# Version and day


def test_version_is_the_month_and_the_data(folder: Path, package: Package) -> None:
    versions = {
        load(folder, "croissant.json")["version"],
        load(folder, "dataset.jsonld")["version"],
        load(folder, "datapackage.json")["version"],
        yaml.safe_load((folder / "CITATION.cff").read_text("utf-8"))["version"],
    }
    (version,) = versions
    assert re.fullmatch(r"2023\.3\.0\+[0-9a-f]{12}", version)
    path = csv_path("reports")
    other = replace(package, files=package.files | {path: FileEntry(path, "1" * 64, 7)})
    assert other.version != package.version


def test_the_day_of_issue_is_said_where_all_reports_know_it(package: Package) -> None:
    days = [datetime.date(2022, 3, 24), datetime.date(2023, 3, 2)]
    issued = [replace(r, issued=d) for r, d in zip(package.reports, days, strict=True)]
    known = schema_dataset(replace(package, reports=issued))
    assert known["datePublished"] == "2023-03-02"
    assert [report["datePublished"] for report in known["isBasedOn"]] == [
        "2022-03-24",
        "2023-03-02",
    ]
    partly = schema_dataset(replace(package, reports=[issued[0], package.reports[1]]))
    assert "datePublished" not in partly
    assert "date-released: '2023-03-02'" in citation(replace(package, reports=issued))


# CITATION.cff


def test_citation_is_valid_and_convertible(folder: Path) -> None:
    code, said = cffconvert(folder / "CITATION.cff", "--validate")
    assert code == 0, said
    code, said = cffconvert(folder / "CITATION.cff", "-f", "bibtex")
    assert code == 0, said
    assert "title = {서울특별시 경제정책실 업무보고 공개 데이터, 2022-03 – 2023-03}" in said


@pytest.mark.parametrize("line", ["message:", "cff-version:", "title:"])
def test_citation_without_a_mandatory_line_is_refused(
    folder: Path, tmp_path: Path, line: str
) -> None:
    lines = (folder / "CITATION.cff").read_text("utf-8").splitlines()
    kept = [text for text in lines if not text.startswith(line)]
    assert len(kept) == len(lines) - 1
    (tmp_path / "CITATION.cff").write_text("\n".join(kept), "utf-8")
    assert cffconvert(tmp_path / "CITATION.cff", "--validate")[0] != 0


HARD_TITLES = [
    '따옴표 " 와 \\ 역사선',
    "콜론: # 주석",
    "\x85\ufeff\x1b",
    "- 목록",
    "2022",
    "true",
    "😀 \uf000",
]


@pytest.mark.parametrize("title", HARD_TITLES)
def test_citation_of_a_hard_title_comes_back(package: Package, tmp_path: Path, title: str) -> None:
    reports = [replace(package.reports[0], title=title)]
    (tmp_path / "x.cff").write_text(citation(replace(package, reports=reports)), "utf-8")
    assert cffconvert(tmp_path / "x.cff", "--validate")[0] == 0
    read = yaml.safe_load((tmp_path / "x.cff").read_text("utf-8"))
    assert read["references"][0]["title"] == f"서울특별시 경제정책실 {title} (2022-03)"
    assert read["references"][0]["year"] == 2022


# The portal of Korea


def test_portal_has_the_fields_it_asks_for(package: Package) -> None:
    content = portal_metadata(package)
    assert content["제목"] == "서울특별시 경제정책실 업무보고 공개 데이터, 2022-03 – 2023-03"
    assert content["제공기관"] == ["서울특별시"]
    # reference/agencies.toml: administrative standard code, local finance code
    assert content["제공기관코드"] == [
        {"기관": "서울특별시", "행정표준코드": "6110000", "지방재정365": "1100000"}
    ]
    assert content["담당부서"] == ["경제정책실"]
    assert content["갱신주기"] == "수시"
    assert content["파일형식"] == ["CSV", "DUCKDB", "PARQUET", "XLSX"]
    assert content["라이선스"]["식별자"] == "LicenseRef-KOGL-1"
    assert content["시간범위"] == {"시작": "2022-03-01", "끝": "2023-03-31"}
    assert {"설명", "분류체계", "키워드", "언어", "제공형태"} <= content.keys()
    assert "등록일" not in content
    budget = content["표"][1]
    assert (budget["표"], budget["행"]) == ("예산 집행", 4)
    columns = {column["영문명"]: column for column in budget["항목"]}
    assert columns["budget_krw"] == {
        "항목": "예산현액",
        "영문명": "budget_krw",
        "자료형": "정수",
        "필수": True,
        "단위": "KRW",
    }


def test_an_agency_without_a_government_provides_itself(package: Package) -> None:
    reports = [replace(package.reports[0], government=None, agency="주택건축국")]
    content = portal_metadata(replace(package, reports=reports))
    assert content["제공기관"] == ["주택건축국"]
    assert content["제공기관코드"] == []
    assert content["공간범위"] == ["대한민국"]


# All of them


def test_period_of_one_leap_february(package: Package) -> None:
    february = replace(package.reports[0], period=datetime.date(2024, 2, 1))
    one = replace(package, reports=[february])
    assert (one.first_day, one.last_day) == (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))


def test_every_file_of_a_release_has_a_format(folder: Path) -> None:
    suffixes = {Path(path).suffix for path in sums(folder)}
    assert suffixes == set(FILE_FORMATS) - {".sql"}  # that is in a release of parts


def test_addresses_are_relative_and_lead_to_files(folder: Path) -> None:
    for name in ("dataset.jsonld", "croissant.json"):
        for item in load(folder, name)["distribution"]:
            assert (folder / item["contentUrl"]).is_file()
