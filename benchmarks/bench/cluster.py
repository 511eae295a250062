"""Reading by the workers of a Dask cluster, against as many processes of the build itself.

What belongs here: a cluster on this machine, and what it reads in how long. What does not: the
other ways to read (`growth`).
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.bench.growth import READ
from benchmarks.bench.measure import ROOT, Measure, Skipped, run
from benchmarks.reports.make import make_reports
from pipeline.parallel.executor import WORKERS_VARIABLE

_DASK = Path(sys.executable).parents[1] / "dask"
"""Where `make bench` installs requirements/scale.txt, kept apart."""
_TARGET = 0.85
_PATH = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(_DASK)])}
# As docs/scale.md says to start workers.
_WORKER = {"POLARS_MAX_THREADS": "1", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}


def cluster(scratch: Path, count: int) -> Measure | Skipped:
    """Reading reports by two workers of a cluster that is up. Floor: a pool of two processes."""
    what = f"reports a second by two Dask workers, {count:,} reports"
    if not _DASK.is_dir():
        return Skipped(what, "requirements/scale.txt is not installed: `make bench` does it")
    home = scratch / "cluster"
    make_reports(home / "raw", count)
    pool = run(["-c", READ, str(home)], {WORKERS_VARIABLE: "2"}).seconds
    shutil.rmtree(home / "outputs")
    with _two_workers() as address:
        dask = run(["-c", READ, str(home)], {WORKERS_VARIABLE: address} | _PATH).seconds
    shutil.rmtree(home)
    return Measure(
        what,
        "two processes of the build itself",
        count / dask,
        count / pool,
        "reports/s",
        _TARGET,
        at_least=True,
        note="the cluster is up; the processes have to start",
    )


@contextlib.contextmanager
def _two_workers() -> Iterator[str]:
    """The address of a scheduler on this machine with two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    local = ["--host=127.0.0.1", "--no-dashboard"]
    started = [_start("dask_scheduler", f"--port={port}", *local)]
    try:
        started += [
            _start("dask_worker", address, "--nthreads=1", "--no-nanny", *local) for _ in range(2)
        ]
        wait = f"from distributed import Client; Client('{address}', timeout=120)"
        run(["-c", f"{wait}.wait_for_workers(2, timeout=120)"], _PATH)
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


def _start(program: str, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{program}", *options],
        env=os.environ | _PATH | _WORKER,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
