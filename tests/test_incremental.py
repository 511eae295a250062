"""What did not change is not read again; what is kept is exactly what reading would give."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from reports import FOLDER, head

from pipeline import corpus, versions
from pipeline.collected import collections_read, forget_others, leave
from pipeline.report import ReportTables, read_report
from pipeline.shards import Shards
from pipeline.sources.source import Source
from pipeline.workspace import Workspace, fingerprint, release_key

FILES = [f"{FOLDER}/2022-03.txt", f"{FOLDER}/2023-03.txt"]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw" / FOLDER).mkdir(parents=True)
    for file in FILES:
        (tmp_path / "raw" / file).write_text(head(Path(file).stem), "utf-8")
    return tmp_path / "raw"


@pytest.fixture
def shards(tmp_path: Path) -> Shards:
    return Shards(tmp_path / "shards")


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The files that were really read, in order."""
    files: list[str] = []

    def spy(source: Source) -> ReportTables:
        files.append(source.file)
        return read_report(source)

    monkeypatch.setattr(corpus, "read_report", spy)
    return files


def _same(one: corpus.Frames, other: corpus.Frames) -> bool:
    return one.keys() == other.keys() and all(one[name].equals(other[name]) for name in one)


def test_only_what_changed_is_read_again(
    raw: Path, shards: Shards, read_files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = corpus.read_collection(raw, FILES, shards)
    assert (read_files, first.read) == (FILES, 2)
    again = corpus.read_collection(raw, FILES, shards)
    assert (read_files, again.read) == (FILES, 0)
    assert _same(first.frames, again.frames)

    read_files.clear()
    (raw / FILES[1]).write_text(head("2023-03").replace("749,663", "849,663"), "utf-8")
    changed = corpus.read_collection(raw, FILES, shards)
    assert read_files == [FILES[1]]
    assert _same(changed.frames, corpus.read_collection(raw, FILES).frames)

    read_files.clear()
    (raw / f"{FILES[0]}.toml").write_text('title = "업무보고"\n', "utf-8")
    corpus.read_collection(raw, FILES, shards)
    assert read_files == [FILES[0]]

    read_files.clear()
    monkeypatch.setattr(versions, "READING", "other code")
    corpus.read_collection(raw, FILES, shards)
    assert read_files == FILES
    assert len(list(shards.folder.iterdir())) == 2  # nothing of the older code is left


def test_a_refused_report_is_refused_again_without_reading_it(
    raw: Path, shards: Shards, read_files: list[str]
) -> None:
    (raw / FILES[0]).write_text("점심은 열두 시에 먹습니다.\n" * 30, "utf-8")
    first = corpus.read_collection(raw, FILES, shards)
    assert len(corpus.refusals(first.frames)) == 1
    read_files.clear()
    again = corpus.read_collection(raw, FILES, shards)
    assert read_files == []
    assert _same(first.frames, again.frames)


def test_a_report_that_breaks_its_schema_is_kept_as_refused(
    raw: Path, shards: Shards, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrongly(source: Source) -> ReportTables:
        report = read_report(source)
        if "2023" in report.report_id:
            report.frames["lines"] = report.frames["lines"].head(0)
            report.frames["reports"] = report.frames["reports"].with_columns(
                encoding=report.frames["reports"]["encoding"].replace({"utf-8": None})
            )
        return report

    monkeypatch.setattr(corpus, "read_report", wrongly)
    for _ in range(2):
        frames = corpus.read_collection(raw, FILES, shards).frames
        (told,) = corpus.refusals(frames)
        assert told.startswith(f"{FILES[1]}:1: its tables are not as declared")


@pytest.mark.parametrize("damage", ["cut", "flip", "empty"])
def test_a_damaged_shard_is_read_again(
    damage: str, raw: Path, shards: Shards, read_files: list[str]
) -> None:
    first = corpus.read_collection(raw, FILES, shards)
    for path in shards.folder.iterdir():
        data = bytearray(path.read_bytes())
        if damage == "flip":
            data[len(data) // 3] ^= 0xFF
        path.write_bytes({"cut": data[:-100], "flip": data, "empty": b""}[damage])
    read_files.clear()
    again = corpus.read_collection(raw, FILES, shards)
    assert read_files == FILES
    assert _same(first.frames, again.frames)


def test_two_files_of_one_report_and_then_one(raw: Path, shards: Shards) -> None:
    copy = f"{FOLDER}/2023-03-copy.txt"
    (raw / copy).write_text(head("2023-03"), "utf-8")
    both = corpus.read_collection(raw, sorted([*FILES, copy]), shards)
    assert len(corpus.refusals(both.frames)) == 1
    (raw / copy).unlink()
    one = corpus.read_collection(raw, FILES, shards)
    assert one.read == 0
    assert _same(one.frames, corpus.read_collection(raw, FILES).frames)


def test_a_file_that_changes_while_it_is_read_is_not_taken_half(
    raw: Path, shards: Shards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "_PAUSE", 0)
    growing = raw / FILES[1]
    left = [1]  # it grows during the first reading only, then for ever

    def meanwhile(source: Source) -> ReportTables:
        if source.file == FILES[1] and left:
            left.pop()
            with growing.open("a", encoding="utf-8") as file:
                file.write("\n○ 하나 더\n")
        return read_report(source)

    monkeypatch.setattr(corpus, "read_report", meanwhile)
    settled = corpus.read_collection(raw, FILES, shards)
    assert "○ 하나 더" in settled.frames["lines"]["text_raw"].to_list()
    assert settled.fingerprints[FILES[1]] == fingerprint(raw, FILES[1])

    left.extend([1] * 9)
    growing.write_text(head("2023-03"), "utf-8")
    restless = corpus.read_collection(raw, FILES, shards)
    (told,) = corpus.refusals(restless.frames)
    assert told.startswith(f"{FILES[1]}:1: it changes while it is read")
    # … which is not remembered against it
    left.clear()
    assert corpus.refusals(corpus.read_collection(raw, FILES, shards).frames) == []


def test_a_fault_of_the_disk_is_tried_again_and_never_kept(
    raw: Path, shards: Shards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus, "_PAUSE", 0)
    faults = [OSError(5, "Input/output error")]

    def faulty(source: Source) -> ReportTables:
        if faults and source.file == FILES[0]:
            raise faults.pop()
        return read_report(source)

    monkeypatch.setattr(corpus, "read_report", faulty)
    assert corpus.refusals(corpus.read_collection(raw, FILES, shards).frames) == []
    shards.keep_only([])
    faults += [OSError(5, "Input/output error")] * 3
    (told,) = corpus.refusals(corpus.read_collection(raw, FILES, shards).frames)
    assert "Input/output error" in told
    assert corpus.refusals(corpus.read_collection(raw, FILES, shards).frames) == []


def test_collections_read_by_other_code_are_not_merged(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = tmp_path / "collections"
    collection = corpus.read_collection(raw, FILES[:1])
    leave(folders / "one", collection)
    monkeypatch.setattr(versions, "READING", "other code")
    leave(folders / "two", corpus.read_collection(raw, FILES[1:]))
    with pytest.raises(ValueError, match=r"read by another version of the program.*: one;"):
        collections_read(folders)
    leave(folders / "one", collection)
    found = collections_read(folders)
    assert list(found) == [folders / "one", folders / "two"]
    fingerprints = {file: f for files in found.values() for file, f in files.items()}
    assert release_key(fingerprints) == Workspace(raw.parent).key()
    # killed while it left its tables: not merged either
    (folders / "two" / "read.json").unlink()
    with pytest.raises(ValueError, match="two"):
        collections_read(folders)
    forget_others(folders, ["one"])
    assert len(collections_read(folders)) == 1


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
