"""What did not change is not read again; what is kept is exactly what reading would give."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from reports import FOLDER, head, read_files

from pipeline.corpus import batch, incremental
from pipeline.corpus.cache import Shards
from pipeline.corpus.collection import (
    Made,
    collection_fingerprints,
    forget_others,
    write_collection,
)
from pipeline.corpus.incremental import Brought, bring_up_to_date, shards_of
from pipeline.corpus.merge import read_frames
from pipeline.report import ReportTables, read_report
from pipeline.sources.source import Source
from pipeline.state import code_version
from pipeline.state.workspace import Workspace, fingerprint, release_key

FILES = [f"{FOLDER}/2022-03.txt", f"{FOLDER}/2023-03.txt"]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "raw" / FOLDER).mkdir(parents=True)
    for file in FILES:
        (tmp_path / "raw" / file).write_text(head(Path(file).stem), "utf-8")
    return Workspace(tmp_path)


@pytest.fixture
def raw(workspace: Workspace) -> Path:
    return workspace.raw


@pytest.fixture
def read_now(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were really read, in order."""
    files: list[str] = []

    def spy(source: Source) -> ReportTables:
        files.append(source.file)
        return read_report(source)

    monkeypatch.setattr(batch, "read_report", spy)
    return files


def _frames(workspace: Workspace) -> batch.Frames:
    return read_frames(workspace.collection_tables / FOLDER)


def _same(one: batch.Frames, other: batch.Frames) -> bool:
    return one.keys() == other.keys() and all(one[name].equals(other[name]) for name in one)


def _again(workspace: Workspace) -> Brought:
    """As after a build that was killed before it had put its collections together."""
    shutil.rmtree(workspace.collection_tables)
    return bring_up_to_date(workspace)


def _shards(workspace: Workspace) -> list[Path]:
    return sorted((workspace.work / "reports" / FOLDER).iterdir())


def test_only_what_changed_is_read_again(
    workspace: Workspace, raw: Path, read_now: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = bring_up_to_date(workspace)
    assert (read_now, first.files, first.read) == (FILES, 2, 2)
    frames = _frames(workspace)
    assert first.rows == {name: frame.height for name, frame in frames.items()}
    for once_more in (bring_up_to_date, _again):
        assert once_more(workspace).read == 0
        assert read_now == FILES
        assert _same(frames, _frames(workspace))

    read_now.clear()
    (raw / FILES[1]).write_text(head("2023-03").replace("749,663", "849,663"), "utf-8")
    assert bring_up_to_date(workspace).read == 1
    assert read_now == [FILES[1]]
    assert _same(_frames(workspace), read_files(raw, FILES))

    read_now.clear()
    (raw / f"{FILES[0]}.toml").write_text('title = "업무보고"\n', "utf-8")
    bring_up_to_date(workspace)
    assert read_now == [FILES[0]]

    read_now.clear()
    monkeypatch.setattr(code_version, "READING", "other code")
    bring_up_to_date(workspace)
    assert read_now == FILES
    assert len(_shards(workspace)) == 2  # nothing of the older code is left


def test_the_tables_of_a_collection_are_put_together_again_only_if_need_be(
    workspace: Workspace, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (raw / "another").mkdir()
    shutil.copy(raw / FILES[0], raw / "another" / "2022-03.txt")
    shutil.copy(raw / FILES[0], raw / "another" / "copy.txt")
    bring_up_to_date(workspace)
    left: list[str] = []

    def spy(folder: Path, reads: Sequence[batch.Read], shards: Shards) -> Made:
        left.append(folder.name)
        return write_collection(folder, reads, shards)

    monkeypatch.setattr(incremental, "write_collection", spy)
    bring_up_to_date(workspace)
    assert left == []
    (raw / "another" / "copy.txt").unlink()
    bring_up_to_date(workspace)
    assert left == ["another"]


@pytest.mark.parametrize("damage", ["cut", "flip", "gone"])
def test_a_damaged_table_of_a_collection_is_made_again(
    damage: str, workspace: Workspace, read_now: list[str]
) -> None:
    bring_up_to_date(workspace)
    frames = _frames(workspace)
    path = workspace.collection_tables / FOLDER / "lines.parquet"
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(data if damage == "flip" else data[:-100])
    assert bring_up_to_date(workspace).read == 0
    assert _same(_frames(workspace), frames)
    assert read_now == FILES


def test_a_refused_report_is_refused_again_without_reading_it(
    workspace: Workspace, raw: Path, read_now: list[str]
) -> None:
    (raw / FILES[0]).write_text("점심은 열두 시에 먹습니다.\n" * 30, "utf-8")
    first = bring_up_to_date(workspace)
    assert len(first.refused) == 1
    frames = _frames(workspace)
    read_now.clear()
    for once_more in (bring_up_to_date, _again):
        assert once_more(workspace).refused == first.refused
        assert read_now == []
        assert _same(frames, _frames(workspace))


def test_a_report_that_breaks_its_schema_is_kept_as_refused(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(source: Source) -> ReportTables:
        report = read_report(source)
        if "2023" in report.report_id:
            report.frames["lines"] = report.frames["lines"].head(0)
            report.frames["reports"] = report.frames["reports"].with_columns(
                encoding=report.frames["reports"]["encoding"].replace({"utf-8": None})
            )
        return report

    monkeypatch.setattr(batch, "read_report", wrongly)
    bring_up_to_date(workspace)
    (told,) = _again(workspace).refused
    assert told.startswith(f"{FILES[1]}:1: its tables are not as declared")


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_shard_is_read_again(
    damage: str, workspace: Workspace, read_now: list[str]
) -> None:
    bring_up_to_date(workspace)
    frames = _frames(workspace)
    for path in _shards(workspace):
        data = bytearray(path.read_bytes())
        if damage == "flip":
            data[len(data) // 3] ^= 0xFF
        path.write_bytes({"cut": data[:-100], "flip": data, "empty": b""}[damage])
    read_now.clear()
    assert _again(workspace).read == 2
    assert read_now == FILES
    assert _same(frames, _frames(workspace))


def test_two_files_of_one_report_and_then_one(workspace: Workspace, raw: Path) -> None:
    copy = f"{FOLDER}/2023-03-again.txt"
    (raw / copy).write_text(head("2023-03"), "utf-8")
    assert bring_up_to_date(workspace).rows["superseded"] == 1
    (raw / copy).unlink()
    assert bring_up_to_date(workspace).read == 0
    assert _same(_frames(workspace), read_files(raw, FILES))


def test_a_file_that_changes_while_it_is_read_is_not_taken_half(
    workspace: Workspace, raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_PAUSE", 0)
    growing = raw / FILES[1]
    left = [1]  # it grows during the first reading only, then for ever

    def meanwhile(source: Source) -> ReportTables:
        if source.file == FILES[1] and left:
            left.pop()
            with growing.open("a", encoding="utf-8") as file:
                file.write("\n○ 하나 더\n")
        return read_report(source)

    monkeypatch.setattr(batch, "read_report", meanwhile)
    bring_up_to_date(workspace)
    assert "○ 하나 더" in _frames(workspace)["lines"]["text_raw"].to_list()
    (fingerprints,) = collection_fingerprints(workspace.collection_tables).values()
    assert fingerprints[FILES[1]] == fingerprint(raw, FILES[1])

    left.extend([1] * 9)
    growing.write_text(head("2023-03"), "utf-8")
    (told,) = bring_up_to_date(workspace).refused
    assert told.startswith(f"{FILES[1]}:1: it changes while it is read")
    # … which is not remembered against it
    left.clear()
    assert bring_up_to_date(workspace).refused == ()


def test_a_fault_of_the_disk_is_tried_again_and_never_kept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch, "_PAUSE", 0)
    faults = [OSError(5, "Input/output error")]

    def faulty(source: Source) -> ReportTables:
        if faults and source.file == FILES[0]:
            raise faults.pop()
        return read_report(source)

    monkeypatch.setattr(batch, "read_report", faulty)
    assert bring_up_to_date(workspace).refused == ()
    shards_of(workspace).of(FOLDER).keep_only([])
    faults += [OSError(5, "Input/output error")] * 3
    (told,) = _again(workspace).refused
    assert "Input/output error" in told
    assert bring_up_to_date(workspace).refused == ()


def test_collections_read_by_other_code_are_not_merged(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_up_to_date(workspace)
    folders = workspace.collection_tables
    monkeypatch.setattr(code_version, "READING", "other code")
    with pytest.raises(ValueError, match=rf"read by another version of the program.*: {FOLDER};"):
        collection_fingerprints(folders)
    bring_up_to_date(workspace)
    found = collection_fingerprints(folders)
    fingerprints = {file: f for files in found.values() for file, f in files.items()}
    assert list(found) == [folders / FOLDER]
    assert release_key(fingerprints) == workspace.key()
    # killed while it left its tables: not merged either
    (folders / FOLDER / "read.json").unlink()
    with pytest.raises(ValueError, match=FOLDER):
        collection_fingerprints(folders)
    forget_others(folders, [])
    assert collection_fingerprints(folders) == {}


def test_sidecars_are_no_reports_but_part_of_the_key(raw: Path) -> None:
    workspace = Workspace(raw.parent)
    before = workspace.key()
    sidecar = raw / f"{FILES[0]}.toml"
    sidecar.write_text("", "utf-8")
    (raw / FOLDER / "lost.toml").write_text("", "utf-8")  # the sidecar of nothing: to be refused
    assert workspace.files() == [*FILES, f"{FOLDER}/lost.toml"]
    (raw / FOLDER / "lost.toml").unlink()
    with_sidecar = workspace.key()
    assert with_sidecar != before
    sidecar.write_text('title = "x"', "utf-8")
    assert workspace.key() not in {before, with_sidecar}
    sidecar.unlink()
    assert workspace.key() == before


def test_a_new_module_counts_for_what_was_read(tmp_path: Path) -> None:
    """Whatever the reader imports decides what is read; nobody has to list it."""
    room = tmp_path / "pipeline" / "room"
    room.mkdir(parents=True)
    for package in (tmp_path / "pipeline", room):
        (package / "__init__.py").write_text("")
    (tmp_path / "pipeline" / "report.py").write_text("from pipeline.room import (\n    new,\n)\n")
    (room / "new.py").write_text("def read():\n    from pipeline.room.within import rows\n")
    (room / "within.py").write_text("rows = ()\n")
    (room / "words.toml").write_text("")
    (room / "apart.py").write_text("")
    names = code_version.imported_files(["pipeline/report.py"], tmp_path)
    assert {f"pipeline/room/{name}" for name in ("new.py", "within.py", "words.toml")} <= names
    assert "pipeline/room/apart.py" not in names


def test_all_rooms_of_the_reader_count() -> None:
    names = code_version.imported_files(("pipeline/report.py", "pipeline/corpus/batch.py"))
    assert {
        "pipeline/report.py",
        "pipeline/errors.py",
        "pipeline/sources/pdf/lattice.py",
        "pipeline/vocabulary/units.toml",
        "pipeline/reconcile/tables/sums.py",
        "schemas/korean.toml",
    } <= names
    assert not any(name.startswith(("pipeline/site/", "pipeline/cli/")) for name in names)
