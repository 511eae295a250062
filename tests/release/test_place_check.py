"""A published place is compared by content: an edit of the same size is found anywhere in it."""

import shutil
from pathlib import Path

import pytest
from release_frames import example_frames, write_tables

from pipeline.release.build import build_release, publish_content, write_files
from pipeline.release.errors import ReleaseError
from pipeline.release.history import record
from pipeline.release.place_check import check_place
from pipeline.release.publish import deliver


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs with a release that has a site, and the place it was sent to; to be copied."""
    folder = tmp_path_factory.mktemp("delivered")

    def pages(release: Path) -> None:
        (release / "site").mkdir()
        (release / "site" / "index.html").write_text("<h1>", "utf-8")

    tables = write_tables(example_frames(), folder / "tables")
    release = build_release(tables, folder / "outputs", pages).path
    record(folder / "outputs", None)
    deliver(folder / "outputs", release, str(folder / "www"))
    return folder


@pytest.fixture
def sent(delivered: Path, outputs: Path, tmp_path: Path) -> Path:
    """A place to which a release with a site was sent."""
    shutil.copytree(delivered / "outputs", outputs, symlinks=True)
    return Path(shutil.copytree(delivered / "www", tmp_path / "www"))


def altered(path: Path, old: bytes, new: bytes) -> None:
    assert len(old) == len(new)
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


def problems(outputs: Path, place: Path) -> list[str]:
    return [p.replace(release_of(place), "ID") for p in check_place(outputs, str(place)).problems]


def release_of(place: Path) -> str:
    return next((place / "releases").iterdir()).name


def test_what_was_sent_is_as_it_was(outputs: Path, sent: Path) -> None:
    done = check_place(outputs, str(sent))
    assert done.problems == ()
    assert done.releases == (release_of(sent),)
    folder = sent / "releases" / release_of(sent)
    assert done.files == sum(path.is_file() for path in folder.rglob("*")) - 2


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("releases/ID/csv/duties.csv", b"text_raw", b"text_RAW", "is missing or was changed"),
        ("releases/ID/site/index.html", b"<h1>", b"<h2>", "is missing or was changed"),
        ("releases/ID/manifest.json", "서울".encode(), "부산".encode(), "was changed"),
        ("index.json", "서울".encode(), "부산".encode(), ": what it says of ID was changed"),
        ("history/0001-ID.md", b"first", b"first"[::-1], "was changed"),
        ("index.html", b"content=", b"CONTENT=", "was changed"),
    ],
)
def test_an_edit_of_the_same_size(
    outputs: Path, sent: Path, *, file: str, old: bytes, new: bytes, told: str
) -> None:
    altered(sent / file.replace("ID", release_of(sent)), old, new)
    assert any(p.startswith(file) and p.endswith(told) for p in problems(outputs, sent))


def test_sums_that_were_changed_with_a_file_have_another_id(outputs: Path, sent: Path) -> None:
    folder = sent / "releases" / release_of(sent)
    listed = (folder / "SHA256SUMS").read_text("utf-8").splitlines(keepends=True)
    (folder / "SHA256SUMS").write_text("".join(listed[1:]), "utf-8")
    (told,) = [p for p in problems(outputs, sent) if "is not that of these files" in p]
    assert told.startswith("releases/ID/the id ID")


def test_a_file_more_is_named(outputs: Path, sent: Path) -> None:
    (sent / "releases" / release_of(sent) / "site" / "x.js").write_text("", "utf-8")
    assert problems(outputs, sent) == ["releases/ID/site/x.js is not listed in SHA256SUMS"]


def test_without_outputs_a_place_still_proves_itself(sent: Path, tmp_path: Path) -> None:
    assert check_place(tmp_path / "nothing", str(sent)).problems == ()


def test_nothing_is_made_where_nothing_is(outputs: Path, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="nothing is published"):
        check_place(outputs, str(tmp_path / "none"))
    assert not (tmp_path / "none").exists()


def test_a_build_publishes_nothing_that_verify_refuses(outputs: Path, tmp_path: Path) -> None:
    # The rows of these tables stand in no text.
    tables = write_tables(example_frames(), tmp_path / "tables")
    content = tmp_path / "content"
    content.mkdir()
    write_files(tables, content)
    with pytest.raises(ReleaseError, match="it is not so that every raw value stands at its place"):
        publish_content(content, outputs)
    assert not (outputs / "latest").exists()
