"""docs/scale.md: reports read by one process, two, a Dask cluster; the same release each time.

The scheduler and its workers are processes of their own, as on other machines: all that they share
with the build is the place of the shards.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from many_reports import write_reports
from s3_server import EXTRA as S3
from s3_server import KEYS, s3_server

from pipeline.state.workspace import Workspace
from tests.e2e.home import PATIENCE, Home

DASK = Path(sys.executable).parents[1] / "dask"
"""Where `make test` installs requirements/scale.txt, kept apart."""
REPORTS = 30
# As few reports as these are read by the process that builds: here they are not.
BUILD = """
from pipeline.parallel import setting
setting.WORTH_A_POOL = 0
from pipeline.cli.main import main
main(["build"])
"""


def environment(root: Path, **more: str) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    path = os.pathsep.join([str(root), str(DASK), str(S3)])
    return inherited | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"} | more


class Builds:
    """Builds of the same reports, each in a folder of its own."""

    def __init__(self, root: Path, make: Callable[[], Home]) -> None:
        self._root, self.home = root, make

    def start(self, home: Home, **settings: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", BUILD],
            cwd=home.path,
            env=environment(self._root, **settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, home: Home, **settings: str) -> str:
        """What a build says, that succeeds."""
        process = self.start(home, **settings)
        said, _ = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return said


@pytest.fixture(scope="module")
def builds(root: Path, packages: Path, tmp_path_factory: pytest.TempPathFactory) -> Builds:
    def make() -> Home:
        path = tmp_path_factory.mktemp("many")
        write_reports(path / "raw", REPORTS, per_office=10)
        shutil.copytree(packages, Workspace(path).packages, copy_function=os.link)
        return Home(path)

    return Builds(root, make)


@pytest.fixture(scope="module")
def release(builds: Builds) -> dict[str, str]:
    """The release that one process makes."""
    home = builds.home()
    said = builds.run(home, OPENBOGO_WORKERS="1", PYTHONHASHSEED="1")
    assert read_now(said) == REPORTS
    return home.digests()


def read_now(said: str) -> int:
    """Reports that a build says it read."""
    return sum(line.startswith("read     office-") for line in said.splitlines())


class Cluster:
    """A scheduler and two workers."""

    def __init__(self, root: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        self.address = f"tcp://127.0.0.1:{port}"
        # As docs/scale.md says to start workers.
        quiet = {"POLARS_MAX_THREADS": "1", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
        self._environment = environment(root, **quiet, **settings)
        local = ["--host=127.0.0.1", "--no-dashboard"]
        self.scheduler = self._run("dask_scheduler", f"--port={port}", *local)
        one = ["--nthreads=1", "--no-nanny", *local]
        self.workers = [self._run("dask_worker", self.address, *one) for _ in range(2)]

    def _run(self, program: str, *options: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *options],
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait_for_workers(self) -> None:
        """Until both are there."""
        count = (
            "from distributed import Client; "
            f"Client('{self.address}', timeout=60).wait_for_workers(2, timeout=60)"
        )
        subprocess.run([sys.executable, "-c", count], env=self._environment, check=True)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@contextlib.contextmanager
def cluster(root: Path, **settings: str) -> Iterator[Cluster]:
    assert DASK.is_dir(), "requirements/scale.txt is not installed: `make test` does it"
    started = Cluster(root, **settings)
    try:
        started.wait_for_workers()
        yield started
    finally:
        started.end()


@pytest.fixture(scope="module")
def storage() -> Iterator[dict[str, str]]:
    """The settings by which an S3 server is found; it has an empty bucket `shards`."""
    with s3_server("shards") as address:
        yield KEYS | {"AWS_ENDPOINT_URL": address, "OPENBOGO_SHARDS": "s3://shards/openbogo"}


def until_some_are_read(build: subprocess.Popen[str]) -> str:
    """Wait until a build has told of reports it read; return what it said."""
    assert build.stdout is not None
    said = ""
    while read_now(said) < 3:
        line = build.stdout.readline()
        assert line, said
        said += line
    return said


def test_two_processes_make_the_release_of_one(builds: Builds, release: dict[str, str]) -> None:
    home = builds.home()
    said = builds.run(home, OPENBOGO_WORKERS="2", PYTHONHASHSEED="2")
    assert read_now(said) == REPORTS
    assert home.digests() == release


def test_a_cluster_makes_it_too_and_a_lost_worker_loses_nothing(
    root: Path, builds: Builds, release: dict[str, str], storage: dict[str, str]
) -> None:
    """The shards are in a bucket: nothing of the disk is shared."""
    home = builds.home()
    with cluster(root, **storage, PYTHONHASHSEED="3") as there:
        build = builds.start(home, OPENBOGO_WORKERS=there.address, **storage)
        said = until_some_are_read(build)
        there.workers[0].send_signal(signal.SIGKILL)
        rest, _ = build.communicate(timeout=PATIENCE)
        assert build.returncode == 0, said + rest
        assert read_now(said + rest) == REPORTS
        assert home.digests() == release
        assert not list((home.path / "outputs" / "work").glob("reports/*/*"))

        # … and with the other worker gone: what is known needs none
        there.workers[1].kill()
        shutil.rmtree(home.path / "outputs" / "work" / "collections")
        (home.path / "outputs" / "state.json").unlink()
        assert read_now(builds.run(home, OPENBOGO_WORKERS=there.address, **storage)) == 0
        assert home.digests() == release


def test_a_lost_scheduler_is_a_failure_that_the_next_build_repairs(
    root: Path, builds: Builds, release: dict[str, str]
) -> None:
    home = builds.home()
    with cluster(root) as there:
        build = builds.start(home, OPENBOGO_WORKERS=there.address)
        said = until_some_are_read(build)
        there.scheduler.send_signal(signal.SIGKILL)
        began = time.monotonic()
        rest, _ = build.communicate(timeout=PATIENCE)
    assert build.returncode == 1, said + rest
    assert f"the scheduler {there.address} is lost; what was read is kept" in rest
    assert "no release was published; there was none before" in rest
    assert time.monotonic() - began < 120
    known = read_now(said + rest)
    again = builds.run(home, OPENBOGO_WORKERS="1")
    assert known + read_now(again) <= REPORTS
    assert read_now(again) < REPORTS
    assert home.digests() == release


def test_a_scheduler_that_is_not_there_is_said(root: Path, builds: Builds) -> None:
    home = builds.home()
    for address, reason in (
        ("some", "OPENBOGO_WORKERS is 'some': give a number"),
        ("carrier-pigeon://loft", "no Dask scheduler answers at carrier-pigeon://loft"),
        ("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9"),
    ):
        build = builds.start(home, OPENBOGO_WORKERS=address)
        said, _ = build.communicate(timeout=PATIENCE)
        assert build.returncode == 1, said
        assert reason in said


def test_the_bucket_is_really_used(storage: dict[str, str], root: Path) -> None:
    listing = "import fsspec; print(len(fsspec.filesystem('s3').find('shards/openbogo')))"
    process = subprocess.run(
        [sys.executable, "-c", listing],
        env=environment(root, **storage),
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(process.stdout) == REPORTS
