"""Publication is one rename: whatever goes wrong before it, the old release stays."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from release_frames import Frames, example_frames, with_row, write_tables

from pipeline.release import build
from pipeline.release.build import build_release
from pipeline.release.commit import staging
from pipeline.release.errors import ReleaseError


def snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """Every path below a folder with its inode and change time: equal means nothing was touched."""
    return {
        path.relative_to(folder).as_posix(): (path.lstat().st_ino, path.lstat().st_ctime_ns)
        for path in folder.rglob("*")
        if path.name != ".lock"
    }


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def changed(frames: Frames) -> Frames:
    return with_row(frames, "budget_components", 0, amount_krw=1)


def test_what_is_published(tables: Path, outputs: Path) -> None:
    release = build_release(tables, outputs)
    assert names(outputs) == [".lock", "latest", "releases"]
    assert os.readlink(outputs / "latest") == f"releases/{release.release_id}"
    assert release.path == outputs / "releases" / release.release_id
    assert names(release.path) == [
        "CITATION.cff",
        "LICENSE.md",
        "SHA256SUMS",
        "croissant.json",
        "csv",
        "csv-excel",
        "csvw.json",
        "data-dictionary.md",
        "datapackage.json",
        "dataset.jsonld",
        "dcat.jsonld",
        "manifest.json",
        "metadata.ko.json",
        "openbogo.duckdb",
        "openbogo.xlsx",
        "parquet",
    ]


def test_manifest_is_written_last(
    tables: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[list[str]] = []
    write = build._write_json

    def spy(path: Path, content: dict[str, object]) -> None:
        written.append([path.name, *names(path.parent)])
        write(path, content)

    monkeypatch.setattr(build, "_write_json", spy)
    release = build_release(tables, outputs)
    name, *before = written[-1]
    assert name == "manifest.json"
    assert before == [other for other in names(release.path) if other != "manifest.json"]


def test_publishing_the_same_again_touches_nothing(tables: Path, outputs: Path) -> None:
    first = build_release(tables, outputs)
    before = snapshot(outputs)
    second = build_release(write_tables(example_frames(), tables, seed=5), outputs)
    assert second == first
    assert snapshot(outputs) == before


def test_going_back_to_an_earlier_content(tables: Path, outputs: Path) -> None:
    first = build_release(tables, outputs)
    second = build_release(write_tables(changed(example_frames()), tables), outputs)
    build_release(write_tables(example_frames(), tables), outputs)
    assert (outputs / "latest").resolve() == first.path
    assert names(outputs / "releases") == sorted([first.path.name, second.path.name])


@pytest.mark.parametrize(
    "name", ["csv/lines.csv", "SHA256SUMS", "manifest.json", "openbogo.duckdb"]
)
def test_a_tampered_release_is_not_republished(tables: Path, published: Path, name: str) -> None:
    with (published / "latest" / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(ReleaseError, match=f"was changed after it was published(.|\n)*{name}"):
        build_release(tables, published)
    assert names(published) == [".lock", "latest", "releases"]


WRITERS = [
    "write_parquet",
    "write_csv",
    "write_excel_twin",
    "write_duckdb",
    "write_workbook",
    "data_dictionary",
    "data_license",
    "citation",
    "croissant",
    "schema_dataset",
    "dcat_catalog",
    "portal_metadata",
    "data_package",
    "sums_text",
    "manifest",
    "publish",
]


@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()], ids=["error", "^C"])
@pytest.mark.parametrize("writer", WRITERS)
def test_a_failure_leaves_the_old_release(
    tables: Path,
    published: Path,
    monkeypatch: pytest.MonkeyPatch,
    writer: str,
    error: BaseException,
) -> None:
    before = snapshot(published)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(build, writer, fail)
    with pytest.raises(type(error)):
        build_release(write_tables(changed(example_frames()), tables), published)
    assert snapshot(published) == before


def test_a_failure_at_the_link_is_made_good_by_the_next_build(
    tables: Path, outputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = build_release(tables, outputs)
    write_tables(changed(example_frames()), tables)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(OSError, match="disk full"):
            build_release(tables, outputs)
    assert (outputs / "latest").resolve() == first.path
    second = build_release(tables, outputs)
    assert (outputs / "latest").resolve() == second.path != first.path
    assert names(outputs) == [".lock", "latest", "releases"]


def test_leftovers_of_a_killed_build_are_removed(tables: Path, outputs: Path) -> None:
    leftover = outputs / ".staging-99999" / "csv"
    leftover.mkdir(parents=True)
    (leftover / "half.csv").write_text("a,b")
    (outputs / ".latest-99999").symlink_to("releases/none")
    build_release(tables, outputs)
    assert names(outputs) == [".lock", "latest", "releases"]


def test_builds_wait_for_each_other(tables: Path, outputs: Path) -> None:
    with staging(outputs) as held:
        other = threading.Thread(target=build_release, args=(tables, outputs))
        other.start()
        other.join(0.5)
        assert other.is_alive()
        assert held.is_dir()
    other.join(30)
    assert (outputs / "latest" / "manifest.json").is_file()


def rename(frames: Frames, table: str, old: str, new: str) -> Frames:
    return frames | {table: frames[table].rename({old: new})}


def cast(frames: Frames, table: str, column: str) -> Frames:
    return frames | {table: frames[table].with_columns(pl.col(column).cast(pl.Float64))}


def twice(frames: Frames, table: str) -> Frames:
    return frames | {table: pl.concat([frames[table], frames[table].head(1)])}


# what is wrong with the input, and what the error must say
BROKEN: list[tuple[Callable[[Frames], Frames], str]] = [
    (
        lambda frames: with_row(frames, "budget_components", 1, report_id="nowhere"),
        r"budget_components.report_id is nowhere, which is not in reports.report_id"
        r" \(report_id=nowhere, component=component-1, line 2\)",
    ),
    (
        lambda frames: with_row(frames, "duties", 0, department_id="nobody"),
        r"duties.department_id is nobody, which is not in departments.department_id",
    ),
    (lambda frames: twice(frames, "lines"), r"table lines(.|\n)*uniqueness(.|\n)*line_no=1"),
    (
        lambda frames: with_row(frames, "lines", 0, kind="void"),
        r"kind: isin(.|\n)*but is void \(report_id=report_id-0, line_no=1\)",
    ),
    (lambda frames: with_row(frames, "lines", 0, text=None), r"text: not_nullable, but is None"),
    (lambda frames: with_row(frames, "lines", 0, line_no=0), r"line_no: greater_than_or_equal"),
    (
        lambda frames: with_row(frames, "relations", 0, stated_value=float("nan")),
        r"stated_value: a finite number, but is nan \(relation_id=relation_id-0, line 1\)",
    ),
    (
        lambda frames: with_row(frames, "relations", 0, computed_value=float("inf")),
        r"computed_value: a finite number, but is inf",
    ),
    (
        lambda frames: rename(frames, "lines", "kind", "sort"),
        r"missing: kind\n.*not declared: sort",
    ),
    (lambda frames: cast(frames, "lines", "line_no"), r"line_no is Float64, declared as Int64"),
    (
        lambda frames: {name: frame.clear() for name, frame in frames.items()},
        r"no report: there is nothing to publish",
    ),
]


@pytest.mark.parametrize(("breaking", "message"), BROKEN)
def test_broken_tables_are_refused(
    tables: Path, published: Path, breaking: Callable[[Frames], Frames], message: str
) -> None:
    before = snapshot(published)
    write_tables(breaking(example_frames()), tables)
    with pytest.raises(ReleaseError, match=message):
        build_release(tables, published)
    assert snapshot(published) == before


def test_many_broken_rows_are_cut_and_counted(tmp_path: Path) -> None:
    frames = example_frames(30)
    frames["duties"] = frames["duties"].with_columns(pl.lit("nobody").alias("table_id"))
    with pytest.raises(ReleaseError, match="first 20 of 30") as caught:
        build_release(write_tables(frames, tmp_path / "in"), tmp_path / "out")
    assert str(caught.value).count("nobody") == 20


def test_missing_and_undeclared_tables_are_refused(tables: Path, outputs: Path) -> None:
    (tables / "duties.parquet").rename(tables / "chores.parquet")
    with pytest.raises(
        ReleaseError, match=r"missing: duties.parquet\n  not declared: chores.parquet"
    ):
        build_release(tables, outputs)


def test_a_copied_release_stands_alone(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published / "latest", tmp_path / "copy")
    manifest = json.loads((tmp_path / "copy" / "manifest.json").read_text("utf-8"))
    assert os.readlink(published / "latest") == f"releases/{manifest['release_id']}"
