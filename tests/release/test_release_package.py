"""datapackage.json is valid, checks what it claims to check, and says what the schemas say."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import frictionless
import pytest
from release_frames import example_frames, write_tables

from pipeline.release.build import Release, build_release
from pipeline.release.descriptors.datapackage import table_schema
from schemas import TABLE, TABLES


def command(folder: Path) -> tuple[int, str]:
    """Run `frictionless validate` as a downloader would."""
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "datapackage.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def problems(folder: Path) -> str:
    """Types of the errors of the same validation, without starting a program."""
    report = frictionless.Package("datapackage.json", basepath=str(folder)).validate()
    types = [error.type for task in report.tasks for error in task.errors]
    assert report.valid == (not types and not report.errors)
    return " ".join([*(error.type for error in report.errors), *types])


def package(folder: Path) -> dict[str, Any]:
    descriptor: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return descriptor


def without_hashes(folder: Path) -> None:
    """Take hashes and sizes out of the descriptor, so that only content can be wrong."""
    descriptor = package(folder)
    for resource in descriptor["resources"]:
        del resource["hash"], resource["bytes"]
    (folder / "datapackage.json").write_text(json.dumps(descriptor), "utf-8")


@pytest.fixture
def copy(example_outputs: Path, tmp_path: Path) -> Path:
    """A copy of a release to be damaged."""
    return Path(shutil.copytree(example_outputs / "latest", tmp_path / "copy"))


def edit(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / "csv" / f"{table}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_hard_texts_are_valid(hard_release: Release) -> None:
    code, report = command(hard_release.path)
    assert code == 0, report
    assert report.count("VALID") == len(TABLES)


def test_empty_tables_are_valid(tmp_path: Path) -> None:
    frames = example_frames()
    empty = {name: frame.clear() for name, frame in frames.items()} | {"reports": frames["reports"]}
    release = build_release(write_tables(empty, tmp_path / "in"), tmp_path / "out")
    assert problems(release.path) == ""
    assert release.rows["lines"] == 0


# old and new text in one CSV file, and what frictionless must call it
DAMAGES = [
    ("departments", "department_id-1,", "department_id-0,", "primary-key"),
    ("budget_components", "report_id-2,", "report_id-9,", "foreign-key"),
    ("duties", ",department_id-0,", ",department_id-9,", "foreign-key"),
    ("lines", "report_id-0,1,", "report_id-0,,", "constraint-error"),  # required
    ("lines", "report_id-0,1,", "report_id-0,0,", "constraint-error"),  # minimum
    ("lines", ",blank\n", ",void\n", "constraint-error"),  # enum
    ("reports", f",{'a' * 64},1,", f",{'z' * 64},1,", "constraint-error"),  # pattern
    ("checks", ",true,", ",perhaps,", "type-error"),
    ("reports", "2022-03-01", "2022-13-01", "type-error"),
    ("staffing", "department_id", "department", "label"),  # header
]


@pytest.mark.parametrize(("table", "old", "new", "error"), DAMAGES)
def test_damage_is_found(copy: Path, table: str, old: str, new: str, error: str) -> None:
    edit(copy, table, old, new)
    without_hashes(copy)
    assert error in problems(copy)


def test_damage_that_breaks_no_rule_is_found_by_the_hash(copy: Path) -> None:
    edit(copy, "lines", "text-1", "text-2")
    assert "hash" in problems(copy)
    assert command(copy)[0] != 0


def test_hashes_sizes_and_alternates_are_the_files(hard_release: Release) -> None:
    descriptor = package(hard_release.path)
    sums = (hard_release.path / "SHA256SUMS").read_text("utf-8").splitlines()
    stated = {path: sha256 for sha256, path in (line.split("  ") for line in sums)}
    listed = [*descriptor["resources"], *descriptor["alternates"]]
    assert {file["path"] for file in listed} == set(stated) - {"datapackage.json"}
    for file in listed:
        assert file["hash"] == f"sha256:{stated[file['path']]}"
        assert file["bytes"] == (hard_release.path / file["path"]).stat().st_size


def test_sources_and_licence(example_outputs: Path) -> None:
    descriptor = package(example_outputs / "latest")
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["title"] == "서울특별시 경제정책실 업무보고 공개 데이터, 2022-03 – 2023-03"
    assert [licence["name"] for licence in descriptor["licenses"]] == ["LicenseRef-KOGL-1"]
    assert descriptor["sources"][1] == {
        "title": "서울특별시 경제정책실 주요 업무보고 (2023-03)",
        "path": "raw/seoul/report_id-1.txt",
        "bytes": 2,
        "hash": f"sha256:{'a' * 64}",
    }


def test_every_column_is_described_once() -> None:
    for spec in TABLES:
        schema = table_schema(spec)
        assert [field["name"] for field in schema["fields"]] == list(spec.polars_schema)
        assert all(field["title"] and field["description"] for field in schema["fields"])
        assert "fieldsMatch" not in schema


def test_fields_say_what_the_columns_say() -> None:
    fields = {field["name"]: field for field in table_schema(TABLE["budget_execution"])["fields"]}
    assert fields["budget_krw"] == {
        "name": "budget_krw",
        "type": "integer",
        "title": "예산현액",
        "description": "Current budget: the original budget with transfers and carry-over.",
        "constraints": {"required": True},
        "unit": "KRW",
        "normalize": {"measure": "budget_current"},
    }
    limits = fields["fiscal_year"]["constraints"]
    assert limits == {"required": True, "minimum": 1948, "maximum": 2999}
    assert isinstance(limits["minimum"], int)
    assert fields["department"]["missingValues"] == []
    assert "constraints" not in fields["department_id"]
    assert "missingValues" not in fields["department_id"]
