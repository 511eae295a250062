"""A release to a place: data first, index last, only what changed, as often as it takes."""

import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import fsspec
import pytest
from release_frames import example_frames, write_tables

from pipeline.release.build import build_release
from pipeline.release.errors import ReleaseError
from pipeline.release.history import record
from pipeline.release.publish import Delivery, deliver
from pipeline.release.storage import Place

Publish = Callable[[int], Path]


@pytest.fixture(params=["path", "memory"])
def destination(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "path":
        yield str(tmp_path / "site")
        return
    url = f"memory://{uuid.uuid4().hex}"
    yield url
    if fsspec.filesystem("memory").exists(url):
        fsspec.filesystem("memory").rm(url, recursive=True)


@pytest.fixture
def publish(outputs: Path, releases: dict[int, Path]) -> Callable[[int], Path]:
    """Publish one of the releases in outputs/, as a build does."""

    def put(amount: int) -> Path:
        release = outputs / "releases" / releases[amount].name
        shutil.copytree(releases[amount], release)
        (outputs / "latest").unlink(missing_ok=True)
        (outputs / "latest").symlink_to(release)
        record(outputs, None)
        return release

    return put


def everything(destination: str) -> dict[str, bytes]:
    files, root = fsspec.core.url_to_fs(destination)
    if not files.exists(root):
        return {}
    return {path[len(root) + 1 :]: files.cat_file(path) for path in files.find(root)}


def local(folder: Path, prefix: str) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {f"{prefix}{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def latest(destination: str) -> str | None:
    text = everything(destination).get("index.json")
    return json.loads(text)["latest"] if text else None


def test_a_release_arrives_whole_and_is_named_by_the_index(
    outputs: Path, publish: Publish, destination: str
) -> None:
    release = publish(1)
    done = deliver(outputs, release, destination)
    there = everything(destination)
    expected = local(release, f"releases/{release.name}/")
    assert there == expected | {
        "index.json": there["index.json"],
        **local(outputs / "history", "history/"),
    }
    index = json.loads(there["index.json"])
    assert index["latest"] == release.name
    (entry,) = index["releases"]
    assert entry["path"] == f"releases/{release.name}/"
    assert entry["changes"] == [f"history/0001-{release.name}.md"]
    assert f"{entry['path']}manifest.json" in there
    assert (done.copied, done.kept, done.deleted) == (0, 0, ())
    assert done.sent == len(there)


def test_the_same_again_sends_nothing(outputs: Path, publish: Publish, destination: str) -> None:
    release = publish(1)
    deliver(outputs, release, destination)
    before = everything(destination)
    done = deliver(outputs, release, destination)
    assert done == Delivery(release.name, 0, 0, len(local(release, "")), ())
    assert everything(destination) == before


def test_only_what_changed_is_sent(outputs: Path, publish: Publish, destination: str) -> None:
    one = publish(1)
    deliver(outputs, one, destination)
    two = publish(2)
    done = deliver(outputs, two, destination)
    # three forms of one table, DuckDB, the workbook, five descriptors that name sizes or hashes,
    # sums and manifest; two of the changelog and its index; the index
    assert done.sent == 3 + 9 + 3 + 1
    assert done.copied == len(local(two, "")) - 12
    there = everything(destination)
    for release in (one, two):
        assert local(release, f"releases/{release.name}/").items() <= there.items()
    index = json.loads(there["index.json"])
    assert [entry["release_id"] for entry in index["releases"]] == [one.name, two.name]
    assert index["latest"] == two.name


class CutError(OSError):
    """The line is cut."""


def test_cut_off_anywhere_it_leaves_the_old_release_and_goes_on_when_given_again(
    outputs: Path, publish: Publish, destination: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = publish(1)
    deliver(outputs, one, destination)
    two = publish(2)
    left = [0]

    def cut_after(name: str) -> None:
        original = getattr(Place, name)

        def counted(place: Place, *arguments: object) -> None:
            if left[0] == 0:
                raise CutError("connection reset")
            left[0] -= 1
            original(place, *arguments)

        monkeypatch.setattr(Place, name, counted)

    for name in ("send", "copy", "write"):
        cut_after(name)
    tries = 0
    while True:
        tries += 1
        left[0] = 7  # of some 70 files; then the line is cut
        try:
            deliver(outputs, two, destination)
            break
        except CutError:
            there = everything(destination)
            assert latest(destination) == one.name
            assert local(one, f"releases/{one.name}/").items() <= there.items()
    assert tries > 5
    assert latest(destination) == two.name
    assert local(two, f"releases/{two.name}/").items() <= everything(destination).items()


def test_a_file_that_was_cut_off_on_disk_is_sent_again(
    outputs: Path, publish: Publish, tmp_path: Path
) -> None:
    release = publish(1)
    site = tmp_path / "site" / "releases" / release.name
    site.mkdir(parents=True)
    (site / "openbogo.duckdb.part").write_bytes(b"half")
    (site / "LICENSE.md").write_bytes(b"half")  # as another program would have left it
    deliver(outputs, release, str(tmp_path / "site"))
    assert local(site, "") == local(release, "")


def test_what_does_not_arrive_whole_is_not_named(
    outputs: Path, publish: Publish, destination: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = publish(1)

    def lossy(place: Place, source: Path, path: str) -> None:
        place.write(source.read_bytes()[:-1], path)

    monkeypatch.setattr(Place, "send", lossy)
    with pytest.raises(ReleaseError, match="did not arrive whole"):
        deliver(outputs, release, destination)
    assert latest(destination) is None


def test_old_releases_go_only_after_the_index_stopped_naming_them(
    outputs: Path, publish: Publish, destination: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, three = (publish(n) for n in (1, 2, 3))
    deliver(outputs, one, destination)
    deliver(outputs, two, destination)
    original = Place.delete

    def cut(place: Place, folder: str) -> None:
        assert latest(destination) == three.name
        raise CutError(folder)

    monkeypatch.setattr(Place, "delete", cut)
    with pytest.raises(CutError):
        deliver(outputs, three, destination, keep=2)
    assert local(one, f"releases/{one.name}/").items() <= everything(destination).items()
    monkeypatch.setattr(Place, "delete", original)
    done = deliver(outputs, three, destination, keep=2)
    assert done.deleted == (one.name,)
    there = everything(destination)
    assert not any(path.startswith(f"releases/{one.name}/") for path in there)
    named = [entry["release_id"] for entry in json.loads(there["index.json"])["releases"]]
    assert named == [two.name, three.name]


def test_releases_of_another_machine_stay_named(
    outputs: Path, publish: Publish, releases: dict[int, Path], destination: str
) -> None:
    one = releases[1]
    deliver(one.parents[1], one, destination)
    two = publish(2)
    deliver(outputs, two, destination)
    index = json.loads(everything(destination)["index.json"])
    assert [entry["release_id"] for entry in index["releases"]] == [one.name, two.name]


def test_a_release_that_was_changed_is_not_sent(
    outputs: Path, publish: Publish, destination: str
) -> None:
    release = publish(1)
    (release / "csv" / "duties.csv").write_text("x", "utf-8")
    with pytest.raises(ReleaseError, match=r"is not as it was published\n  csv/duties\.csv"):
        deliver(outputs, release, destination)
    assert everything(destination) == {}


def test_an_index_that_is_none_is_not_overwritten(
    outputs: Path, publish: Publish, destination: str
) -> None:
    release = publish(1)
    Place(destination).write(b"<html>", "index.json")
    with pytest.raises(ReleaseError, match="is no index of releases"):
        deliver(outputs, release, destination)
    assert everything(destination) == {"index.json": b"<html>"}


def test_a_full_disk_there_leaves_what_was_there(
    outputs: Path, publish: Publish, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = publish(1)
    site = str(tmp_path / "site")
    deliver(outputs, release, site)
    before = everything(site)
    shutil.rmtree(outputs / "history")
    two = publish(2)

    def full(place: Place, source: Path, path: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Place, "send", full)
    with pytest.raises(OSError, match="No space left"):
        deliver(outputs, two, site)
    assert before.items() <= everything(site).items()
    assert latest(site) == release.name


def test_people_are_led_to_the_site_of_the_latest_release(
    outputs: Path, tmp_path: Path, destination: str
) -> None:
    def site(folder: Path) -> None:
        (folder / "site").mkdir()
        (folder / "site" / "index.html").write_text("<h1>", "utf-8")

    tables = write_tables(example_frames(), tmp_path / "tables")
    release = build_release(tables, outputs, site).path
    record(outputs, None)
    deliver(outputs, release, destination)
    page = everything(destination)["index.html"].decode("utf-8")
    target = f"releases/{release.name}/site/index.html"
    assert f'content="0; url={target}"' in page
    assert f'<a href="{target}">' in page
    assert target in everything(destination)
    Place(destination).write(b"<h1>Welcome", "index.html")
    deliver(outputs, release, destination)
    assert everything(destination)["index.html"] == b"<h1>Welcome"
