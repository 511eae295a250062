"""A table that is larger than a part: sorted on disk, checked across parts, the same rows."""

import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from release_frames import example_frames, hard_frames, write_tables

from pipeline.release import parquet, tables
from pipeline.release.csv_files import write_csv
from pipeline.release.errors import ReleaseError
from pipeline.release.tables import check_references, height, parts, sorted_parts, table_file
from schemas import TABLE, TABLES


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tables, parquet):
        monkeypatch.setattr(module, "PART", 3)


def test_parts_are_the_sorted_table(tmp_path: Path) -> None:
    frames = hard_frames()
    folder = write_tables(frames, tmp_path / "in", seed=1)
    for spec in TABLES:
        found = list(sorted_parts(folder, spec, tmp_path))
        assert [part.height for part in found[:-1]] == [3] * (len(found) - 1)
        whole = frames[spec.name].select(list(spec.polars_schema)).sort(spec.primary_key)
        assert pl.concat(found).equals(whole), spec.name
    assert not (tmp_path / "duckdb").exists()


def test_files_of_many_parts_are_those_of_one(tmp_path: Path) -> None:
    frame = hard_frames()["lines"].sort("report_id", "line_no")
    file = tmp_path / "lines.parquet"
    thirds = [frame[n : n + 3] for n in range(0, frame.height, 3)]
    assert (
        parquet.write_parquet(thirds, TABLE["lines"], file)
        == frame.height
        == height(tmp_path, "lines")
    )
    assert pl.concat(parts(file)).equals(frame)
    write_csv(thirds, tmp_path / "parts.csv")
    write_csv([frame], tmp_path / "whole.csv")
    assert (tmp_path / "parts.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_any_number_of_threads_gives_the_same_bytes(tmp_path: Path) -> None:
    write = tmp_path / "write.py"
    write.write_text(
        "import sys\nfrom pathlib import Path\nimport polars as pl\n"
        "from pipeline.release.parquet import write_parquet\nfrom schemas import TABLE\n"
        "spec = TABLE['lines']\n"
        "row = {n: pl.lit(1 if t == pl.Int64 else '글') for n, t in spec.polars_schema.items()}\n"
        "rows = pl.select(line_no=pl.int_range(300_000)).select(**row | {'line_no': 'line_no'})\n"
        "rows = rows.with_columns(text=pl.col('line_no').cast(pl.String))\n"
        "rows = rows.cast(spec.polars_schema)\n"
        "write_parquet(rows.iter_slices(70_000), spec, Path(sys.argv[1]))\n"
    )
    files = {threads: tmp_path / f"{threads}.parquet" for threads in ("1", "2", "5")}
    for threads, file in files.items():
        own = {**os.environ, "PYTHONPATH": str(Path.cwd()), "POLARS_MAX_THREADS": threads}
        subprocess.run([sys.executable, write, file], env=own, check=True)
    assert len({file.read_bytes() for file in files.values()}) == 1
    assert pl.read_parquet(files["1"])["line_no"].to_list() == list(range(300_000))
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [*[".parquet"] * 3, ".py"]


def test_a_table_without_rows_is_one_empty_part(tmp_path: Path) -> None:
    frames = {name: frame.clear() for name, frame in example_frames().items()}
    folder = write_tables(frames, tmp_path / "in")
    for spec in TABLES:
        (part,) = sorted_parts(folder, spec, tmp_path)
        file = tmp_path / "empty.parquet"
        assert parquet.write_parquet([part], spec, file) == 0
        (read,) = parts(file)
        assert read.schema == part.schema


def test_a_key_that_is_twice_is_found_where_parts_meet(tmp_path: Path) -> None:
    spec = TABLE["lines"]
    frame = example_frames(5)["lines"].sort(spec.primary_key)
    twice = pl.concat([frame[:3], frame[2:]])  # the third row again, as the first of its part
    folder = tmp_path / "in"
    folder.mkdir()
    twice.write_parquet(table_file(folder, "lines"))
    with pytest.raises(ReleaseError, match=r"lines breaks its declaration\n.* is there twice"):
        list(sorted_parts(folder, spec, tmp_path))


def test_a_reference_to_nothing_is_named(tmp_path: Path) -> None:
    frames = example_frames(5)
    folder = write_tables(frames, tmp_path / "in")
    check_references(folder, TABLES, tmp_path)
    frames["duties"] = frames["duties"].with_columns(report_id=pl.lit("nobody-2022-03"))
    write_tables(frames, folder)
    with pytest.raises(ReleaseError, match=r"duties.report_id is nobody-2022-03"):
        check_references(folder, TABLES, tmp_path)
