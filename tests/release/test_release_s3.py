"""`openbogo publish s3://…` against a server that speaks S3, in a process of its own."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from release_frames import with_row, write_tables
from reports import head, read
from s3_server import environment, s3_server

from pipeline.release.build import build_release
from pipeline.release.checksums import file_entries
from pipeline.release.history import record
from schemas import TABLES


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of an S3 server with an empty bucket `open-data`."""
    with s3_server("open-data") as address:
        yield address


def sound_tables(folder: Path, amount: int) -> Path:
    """The tables of a report, as only what verifies is published, with an amount of its own."""
    found = read(head("2022-03")).frames
    frames = {table.name: found.get(table.name, table.frame([])) for table in TABLES}
    return write_tables(with_row(frames, "budget_components", 0, amount_krw=amount), folder)


def publish(home: Path, server: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from pipeline.cli.main import main; main()", "publish"]
    return subprocess.run(
        [*command, "s3://open-data/openbogo", "--home", str(home), *options],
        env=environment(AWS_ENDPOINT_URL=server),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


_DUMP = """
import hashlib, json, s3fs
files = s3fs.S3FileSystem()
there = {p: hashlib.sha256(files.cat_file(p)).hexdigest() for p in files.find("open-data/openbogo")}
index = json.loads(files.cat_file("open-data/openbogo/index.json"))
names = {path.removeprefix("open-data/openbogo/"): digest for path, digest in there.items()}
print(json.dumps([index["latest"], names]))
"""


def bucket(server: str) -> tuple[str, dict[str, str]]:
    """The latest release by the index, and path to hash of all that is there, as s3fs finds it."""
    process = subprocess.run(
        [sys.executable, "-c", _DUMP],
        env=environment(AWS_ENDPOINT_URL=server),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    latest, there = json.loads(process.stdout)
    return latest, there


def test_releases_are_published_to_s3(server: str, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    ids = []
    for amount in (1, 2):
        release = build_release(sound_tables(tmp_path / "tables", amount), outputs)
        record(outputs, None)
        ids.append(release.release_id)
        process = publish(tmp_path, server)
        assert process.returncode == 0, process.stderr
        assert f"{release.release_id} is the latest at s3://open-data/openbogo" in process.stdout
        latest, there = bucket(server)
        assert latest == release.release_id
        for entry in file_entries(release.path):
            assert there[f"releases/{release.release_id}/{entry.path}"] == entry.sha256
    assert ": 16 files sent, " in process.stdout  # as test_only_what_changed_is_sent counts them
    assert ": 0 files sent, 0 copied there" in publish(tmp_path, server).stdout

    # What the bucket has is fetched and hashed: an object of the same size, but another, is told.
    assert publish(tmp_path, server, "--check").returncode == 0
    changed = f"releases/{ids[1]}/{file_entries(release.path)[0].path}"
    _turn_last_byte(server, changed)
    process = publish(tmp_path, server, "--check")
    assert process.returncode == 1
    assert changed in process.stdout + process.stderr

    process = publish(tmp_path, server, "--keep", "1")
    assert f"deleted there: {ids[0]}" in process.stdout
    _, there = bucket(server)
    assert {path.split("/")[1] for path in there if path.startswith("releases/")} == {ids[1]}


def _turn_last_byte(server: str, path: str) -> None:
    """Put an object of the same size in place of one of the bucket."""
    program = (
        "import s3fs, sys; files = s3fs.S3FileSystem(); content = files.cat_file(sys.argv[1]); "
        "files.pipe_file(sys.argv[1], content[:-1] + bytes([content[-1] ^ 1]))"
    )
    subprocess.run(
        [sys.executable, "-c", program, f"open-data/openbogo/{path}"],
        env=environment(AWS_ENDPOINT_URL=server),
        check=True,
        timeout=120,
    )


def test_a_place_that_cannot_be_reached_is_said_with_what_to_do(tmp_path: Path) -> None:
    build_release(sound_tables(tmp_path / "tables", 1), tmp_path / "outputs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = f"http://127.0.0.1:{free.getsockname()[1]}"
    process = publish(tmp_path, closed)
    assert process.returncode == 1
    assert "the same command goes on where this one stopped" in process.stderr
    assert "Traceback" not in process.stderr
