"""Files that are there whole or not at all, and locks that die with their process.

Only the standard library here.
"""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path


class BusyError(Exception):
    """Another process has the right to do what was asked for."""


def replace_text(path: Path, text: str) -> None:
    """Write a text file, UTF-8 and LF, in place of the one that is there."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


@contextlib.contextmanager
def lock_file(path: Path, busy: str | None = None) -> Iterator[None]:
    """Hold the one right that a file stands for; the system lets go of it with the process.

    Raises:
        BusyError: another process has it; `busy` says so. Without it, this one waits.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (fcntl.LOCK_NB if busy else 0))
        except BlockingIOError as error:
            raise BusyError(busy) from error
        yield
