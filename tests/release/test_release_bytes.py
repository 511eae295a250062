"""The same tables give the same bytes, whatever the folder, the row order and the process."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from release_frames import Frames, example_frames, with_row, write_tables

from pipeline.release.build import Release, build_release
from pipeline.release.checksums import changed_files


def contents(folder: Path) -> dict[str, str]:
    """Path to hash of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def long_frames() -> Frames:
    """Enough text to fill blocks of the DuckDB file, some of it too long to stand in a block."""
    frames = example_frames()
    rows = 20_000
    one = frames["lines"].head(1).drop("line_no", "text", "text_raw")
    lines = pl.DataFrame(
        {
            "line_no": range(1, rows + 1),
            "text_raw": ["라" * 9_000 if row % 997 == 0 else str(row) for row in range(rows)],
            "text": [f"{row} 가나다" * (row % 13) for row in range(rows)],
        }
    ).join(one, how="cross")
    return frames | {"lines": lines}


def test_folder_and_row_order_leave_no_trace(tmp_path: Path) -> None:
    frames = example_frames(40)
    first = build_release(write_tables(frames, tmp_path / "a"), tmp_path / "out")
    elsewhere = tmp_path / "다른 [폴더] it's *"
    second = build_release(write_tables(frames, elsewhere / "in", seed=3), elsewhere / "out")
    assert first.release_id == second.release_id
    assert contents(first.path) == contents(second.path)


def test_full_blocks_hold_no_stray_memory(tmp_path: Path) -> None:
    frames = long_frames()
    first = build_release(write_tables(frames, tmp_path / "a"), tmp_path / "out-a")
    os.urandom(50_000_000)  # whatever the process has held before
    second = build_release(write_tables(frames, tmp_path / "b", seed=1), tmp_path / "out-b")
    assert contents(first.path) == contents(second.path)


def test_another_process_and_hash_seed(tmp_path: Path, tables: Path) -> None:
    here = build_release(tables, tmp_path / "here")
    program = (
        "import sys; from pathlib import Path; from pipeline.release.build import build_release;"
        "print(build_release(Path(sys.argv[1]), Path(sys.argv[2])).release_id)"
    )
    there = subprocess.run(
        [sys.executable, "-c", program, str(tables), str(tmp_path / "there")],
        env=os.environ | {"PYTHONHASHSEED": "42", "TZ": "Asia/Seoul", "LANG": "C"},
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    assert there.stdout.strip() == here.release_id
    assert contents(here.path) == contents(tmp_path / "there" / "latest")


def test_one_changed_value_is_another_release(tmp_path: Path, tables: Path) -> None:
    before = build_release(tables, tmp_path / "out")
    changed = with_row(example_frames(), "budget_components", 0, amount_krw=753_976_000_000)
    after = build_release(write_tables(changed, tables), tmp_path / "out")
    assert after.release_id != before.release_id
    assert (tmp_path / "out" / "latest").resolve() == after.path


def test_id_is_month_and_hash_of_the_sums(hard_release: Release) -> None:
    digest = hashlib.sha256((hard_release.path / "SHA256SUMS").read_bytes()).hexdigest()
    assert hard_release.release_id == f"2023-03-{digest[:12]}"
    manifest = json.loads((hard_release.path / "manifest.json").read_text("utf-8"))
    assert manifest["release_id"] == hard_release.path.name == hard_release.release_id
    assert manifest["tables"] == hard_release.rows
    assert len(manifest["reports"]) == hard_release.rows["reports"]


def test_sums_cover_every_file_but_themselves_and_the_manifest(hard_release: Release) -> None:
    text = (hard_release.path / "SHA256SUMS").read_text("utf-8")
    stated = [line.split("  ") for line in text.splitlines()]
    actual = contents(hard_release.path)
    assert [path for _, path in stated] == sorted(set(actual) - {"SHA256SUMS", "manifest.json"})
    assert all(actual[path] == sha256 for sha256, path in stated)


def test_manifest_lists_the_same_files(hard_release: Release) -> None:
    manifest = json.loads((hard_release.path / "manifest.json").read_text("utf-8"))
    listed = [f"{entry['sha256']}  {entry['path']}" for entry in manifest["files"]]
    assert listed == (hard_release.path / "SHA256SUMS").read_text("utf-8").splitlines()
    for entry in manifest["files"]:
        assert (hard_release.path / entry["path"]).stat().st_size == entry["bytes"]


def test_id_and_folder_are_in_no_other_file(hard_release: Release) -> None:
    for path in hard_release.path.rglob("*"):
        if path.is_file() and path.name != "manifest.json":
            data = path.read_bytes()
            assert hard_release.release_id.encode() not in data, path
            assert str(hard_release.path.parents[2]).encode() not in data, path


@pytest.mark.parametrize("damage", ["other bytes", "gone"])
def test_a_changed_file_is_found(published: Path, damage: str) -> None:
    folder = published / "latest"
    assert changed_files(folder) == []
    file = folder / "csv" / "staffing.csv"
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes() + b"x")
    assert changed_files(folder) == ["csv/staffing.csv"]
