"""What takes long to make and is only read: made once in a run, for all workers of the tests."""

import fcntl
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

WORKER = "PYTEST_XDIST_WORKER"
"""Set by pytest-xdist in each of its workers."""


def shared(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The folder that `make` has filled; whoever else wants it meanwhile waits. It is not to be
    written in.

    Args:
        factory: of this worker.
        name: of the folder, alike in all workers.
        make: what fills an empty folder. Where it fails, the next one tries in a new folder.
    """
    base = factory.getbasetemp()
    if WORKER in os.environ:
        base = base.parent  # one for all workers
    made = base / f"shared-{name}"
    with (base / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            folder = factory.mktemp(name)
            make(folder)
            folder.rename(made)
    return made


def copied(folder: Path, factory: pytest.TempPathFactory) -> Path:
    """A copy of a folder to write in. Files that are there twice as one (hard links) stay so."""
    path = factory.mktemp("copy") / folder.name
    subprocess.run(["cp", "-a", folder, path], check=True)  # shutil would copy them twice
    return path
