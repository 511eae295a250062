"""What differs between two releases: rows by key, with old and new values."""

import json
import shutil
from pathlib import Path

import polars as pl
import pytest
from release_frames import Frames, example_frames, with_row, write_tables

from pipeline.release.build import build_release
from pipeline.release.diff import ReleaseDiff, as_json, as_text, diff_releases
from pipeline.release.errors import ReleaseError
from pipeline.release.reader import find_release, open_release_folder
from pipeline.release.table_diff import TableDiff, diff_tables
from schemas import TABLES

KEY = (["id"], ["id"])


def frame(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame(columns)


def diff(before: pl.DataFrame, after: pl.DataFrame) -> TableDiff:
    return diff_tables("t", before, after, KEY)


def test_equal_frames_are_the_same_in_any_order() -> None:
    one = frame(id=["a", "b", None], n=[1, None, 3])
    assert diff(one, one).same
    assert diff(one, one.reverse()).same


def test_rows_added_removed_and_changed_with_old_and_new_values() -> None:
    found = diff(
        frame(id=["a", "b", "c"], n=[1, 2, None], s=["x", "y", "z"]),
        frame(id=["b", "c", "d"], n=[2, 0, 4], s=["y", "Z", "w"]),
    )
    assert [row["id"] for row in found.added] == ["d"]
    assert [row["id"] for row in found.removed] == ["a"]
    (change,) = found.changed
    assert change.key == {"id": "c"}
    assert change.values == {"n": (None, 0), "s": ("z", "Z")}  # NULL is not 0
    assert not found.same


def test_null_keys_are_matched() -> None:
    found = diff(frame(id=[None, "b"], n=[1, 2]), frame(id=[None, "b"], n=[9, 2]))
    assert [change.values for change in found.changed] == [{"n": (1, 9)}]
    assert (found.added, found.removed) == ((), ())


def test_columns_that_came_went_or_changed_type() -> None:
    found = diff(frame(id=["a"], n=[1], old=[1]), frame(id=["a"], n=[1.0], new=[1]))
    assert (found.columns_added, found.columns_removed) == (("new",), ("old",))
    assert found.columns_retyped == ("n: Int64 → Float64",)
    assert found.changed == ()
    assert not found.same


@pytest.mark.parametrize(
    ("before", "after", "keys", "problem"),
    [
        (frame(id=["a", "a"]), frame(id=["a"]), KEY, "names some rows twice before"),
        (frame(id=["a"]), frame(id=["a", "a"]), KEY, "names some rows twice after"),
        (frame(id=["a"]), frame(id=[1]), KEY, "another type: id"),
        (
            frame(id=["a"], k=[1]),
            frame(id=["a"], k=[1]),
            (["id"], ["k"]),
            "the key was id and is k",
        ),
    ],
)
def test_rows_that_cannot_be_compared_are_never_called_the_same(
    before: pl.DataFrame, after: pl.DataFrame, keys: tuple[list[str], list[str]], problem: str
) -> None:
    found = diff_tables("t", before, after, keys)
    assert problem in str(found.not_compared)
    assert not found.same


def build(frames: Frames, folder: Path, tables: Path) -> Path:
    return build_release(write_tables(frames, tables), folder).path


def changed(frames: Frames) -> Frames:
    return with_row(frames, "budget_components", 0, amount_krw=1)


@pytest.fixture(scope="session")
def two_built(example_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Outputs with the example and one with another amount and a duty less, and the first's id."""
    folder = tmp_path_factory.mktemp("changed")
    shutil.copytree(example_outputs, folder / "out", symlinks=True)
    frames = changed(example_frames())
    frames["duties"] = frames["duties"].head(3)
    build(frames, folder / "out", folder / "tables")
    return folder / "out", (example_outputs / "latest").resolve().name


@pytest.fixture
def two(two_built: tuple[Path, str], outputs: Path) -> tuple[Path, Path]:
    """Copies of both."""
    shutil.copytree(two_built[0], outputs, symlinks=True)
    return outputs / "releases" / two_built[1], (outputs / "latest").resolve()


def test_two_releases(two: tuple[Path, Path]) -> None:
    found = diff_releases(*two)
    assert not found.identical
    differing = {table.table: table for table in found.tables if not table.same}
    assert differing.keys() == {"budget_components", "duties"}
    assert differing["duties"].rows == (4, 3)
    assert len(found.tables) == len(open_release_folder(two[0]).tables)
    assert "csv/duties.csv" in found.files_changed
    assert "csv/staffing.csv" not in found.files_changed
    text = as_text(found)
    assert f"{two[0].name} → {two[1].name}" in text
    assert "## duties: 4 → 3 rows, 0 added, 1 removed, 0 changed" in text
    assert "amount_krw 0 → 1" in text
    data = json.loads(json.dumps(as_json(found), default=str))
    (component,) = [t for t in data["tables"] if t["table"] == "budget_components"]
    assert component["changed"][0]["values"] == {"amount_krw": [0, 1]}
    assert (data["identical"], data["before"]) == (False, two[0].name)


def test_identical_says_how_much_was_compared(two: tuple[Path, Path], tmp_path: Path) -> None:
    copy = shutil.copytree(two[1], tmp_path / "copy")
    found = diff_releases(two[1], copy)
    assert found.identical
    rows = sum(table.height for table in example_frames().values()) - 1  # a duty less
    assert f"identical: every file, and {rows} rows in {len(TABLES)} tables" in as_text(found)
    # the same tables, but a file beside them differs
    (copy / "LICENSE.md").write_text("x", "utf-8")
    other = diff_releases(two[1], copy)
    assert all(table.same for table in other.tables)
    assert not other.identical
    assert other.files_changed == ("LICENSE.md",)


def test_a_table_that_only_one_has(two: tuple[Path, Path]) -> None:
    package = two[1] / "datapackage.json"
    content = json.loads(package.read_text("utf-8"))
    content["resources"] = [r for r in content["resources"] if r["name"] != "staffing"]
    package.write_text(json.dumps(content), "utf-8")
    for pair, rows, said in (
        (two, (4, None), "## staffing: gone, 4 rows"),
        (two[::-1], (None, 4), "## staffing: new, 4 rows"),
    ):
        found: ReleaseDiff = diff_releases(*pair)
        (table,) = [t for t in found.tables if t.table == "staffing"]
        assert table.rows == rows
        assert not table.same
        assert said in as_text(found)


def test_changelog_counts_rows_of_new_reports_and_lists_the_others(tmp_path: Path) -> None:
    # all rows of one report go, and one row of a report that stays
    frames = example_frames()
    gone = frames["reports"]["report_id"][3]
    fewer = {
        name: f.filter(pl.col("report_id") != gone)
        if name in ("duties", "audit_summary") or name == "quarantine"
        else f
        for name, f in frames.items()
    }
    fewer["duties"] = fewer["duties"].tail(2)
    one = build(frames, tmp_path / "out", tmp_path / "a")
    other = build(fewer, tmp_path / "out", tmp_path / "b")
    manifest = json.loads((other / "manifest.json").read_text("utf-8"))
    manifest["reports"].remove(gone)
    (other / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    found = diff_releases(one, other)
    text = as_text(found, shared_reports_only=True)
    assert "- removed: 1 rows of reports that are no longer there" in text
    (duties,) = [
        t for t in as_json(found, shared_reports_only=True)["tables"] if t["table"] == "duties"
    ]
    assert (duties["rows_removed"], len(duties["removed"])) == (2, 1)


def test_long_lists_are_cut_and_long_texts_shown_where_they_differ() -> None:
    before = frame(id=list(range(30)), s=["가" * 300 + "나" * 300] * 30)
    after = before.with_columns(s=pl.lit("가" * 300 + "다" * 300))
    found = ReleaseDiff("a", "b", (diff(before, after),), (), (), (), frozenset())
    text = as_text(found)
    assert "… the first 20 of 30" in text
    assert "나" in text
    assert "다" in text
    assert max(map(len, text.splitlines())) < 300


def test_finding_a_release_by_name(two: tuple[Path, Path]) -> None:
    outputs = two[0].parent.parent
    assert find_release(outputs, "latest").resolve() == two[1]
    assert find_release(outputs, two[0].name) == two[0]
    assert find_release(outputs, two[0].name[:-4]) == two[0]
    assert find_release(outputs, str(two[0])) == two[0]
    with pytest.raises(ReleaseError, match="several releases begin with 2023-03"):
        find_release(outputs, "2023-03")
    with pytest.raises(ReleaseError, match="no release is called 1999; there are: 2023"):
        find_release(outputs, "1999")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"resources": [{}]}', '{"resources": 5}'])
def test_a_folder_that_says_nothing_of_itself_is_no_release(
    content: str, two: tuple[Path, Path]
) -> None:
    (two[1] / "datapackage.json").write_text(content, "utf-8")
    with pytest.raises(ReleaseError, match="is no release"):
        diff_releases(*two)


def test_a_broken_table_is_an_error_and_no_difference(two: tuple[Path, Path]) -> None:
    (two[1] / "parquet" / "duties.parquet").write_bytes(b"PAR1")
    with pytest.raises(ReleaseError, match=r"duties\.parquet cannot be read"):
        diff_releases(*two)
