"""What was not touched is not read again; what was, is, however well it hides it."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.state import fingerprints, workspace
from pipeline.state.fingerprints import unreadable_fingerprint
from pipeline.state.workspace import Workspace, read_fingerprint, release_key


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setattr(fingerprints, "SETTLED", -1_000_000_000)  # as if all were written long ago
    (tmp_path / "raw" / "office").mkdir(parents=True)
    (tmp_path / "outputs").mkdir()
    for month in ("2022-03", "2023-03"):
        (tmp_path / "raw" / "office" / f"{month}.txt").write_text(f"in {month}")
    return Workspace(tmp_path)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really read."""
    files: list[str] = []

    def spy(raw: Path, file: str) -> str:
        files.append(file)
        return read_fingerprint(raw, file)

    monkeypatch.setattr(workspace, "read_fingerprint", spy)
    return files


ONE, TWO = "office/2022-03.txt", "office/2023-03.txt"


def _true_key(home: Workspace) -> str:
    return release_key({file: read_fingerprint(home.raw, file) for file in home.files()})


def test_only_what_was_touched_is_read(home: Workspace, taken: list[str]) -> None:
    first = home.key()
    assert taken == [ONE, TWO]
    assert home.key() == first == _true_key(home)
    assert taken == [ONE, TWO]
    path = home.raw / ONE
    before = path.stat()
    path.write_text("IN 2022-03")  # of the same size, and dated back
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert home.key() == _true_key(home) != first
    assert taken == [ONE, TWO, ONE]


def test_a_sidecar_or_another_file_in_its_place_is_noticed(
    home: Workspace, taken: list[str]
) -> None:
    first = home.key()
    sidecar = home.raw / f"{TWO}.toml"
    sidecar.write_text('title = "x"')
    second = home.key()
    assert second == _true_key(home) != first
    sidecar.unlink()
    assert home.key() == first
    other = home.raw / "office" / ".other"
    other.write_text("XX 2023-03")
    other.replace(home.raw / TWO)
    assert home.key() == _true_key(home) not in (first, second)
    assert taken == [ONE, TWO, TWO, TWO, TWO]


def test_what_was_just_written_is_read_again(
    home: Workspace, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprints, "SETTLED", 2_000_000_000)
    home.key()
    home.key()
    assert taken == [ONE, TWO, ONE, TWO]


@pytest.mark.parametrize("content", ["", "[]", '{"code": "other", "files": {}}', '{"files": 1}'])
def test_a_note_of_no_use_is_no_note(home: Workspace, taken: list[str], content: str) -> None:
    key = home.key()
    (home.outputs / "known.json").write_text(content)
    assert home.key() == key
    assert taken == [ONE, TWO] * 2
    home.key()
    assert taken == [ONE, TWO] * 2  # it was mended


def test_what_the_disk_does_not_give_is_asked_for_again(
    home: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(raw: Path, file: str) -> str:
        raise OSError(errno.EIO, "I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "read_fingerprint", stumbling)
        assert home.key() == release_key(
            {file: unreadable_fingerprint(file) for file in (ONE, TWO)}
        )
    assert home.key() == _true_key(home)
