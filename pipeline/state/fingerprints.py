"""Fingerprints of files that nobody has touched since, so that seeing this needs no reading.

A file counts as untouched if its size, inode and both its times are the ones noted. The time of its
last change of any kind (ctime) is the system's own: copying an old date onto a file sets it too.
What was touched less than `SETTLED` before it was noted is not noted: it could change once more
within the same tick of the clock.

What belongs here: that note. What does not: what a fingerprint is made of (`workspace`). Only the
standard library here.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.state import code_version

SETTLED = 2_000_000_000
"""Nanoseconds: no file system counts time more coarsely."""

Touched = list[int]
"""Size, inode, time of the last change of content, and of any change."""


def touch_state(stat: os.stat_result) -> Touched:
    """The traits of a file that differ once somebody has touched it."""
    return [stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]


def fingerprints(
    note: Path, files: Mapping[str, Sequence[Touched | None]], take: Callable[[str], str]
) -> dict[str, str]:
    """File to fingerprint; only what is new or was touched is read.

    Args:
        note: where fingerprints are noted. If it cannot be read or written, all are taken.
        take: reads a file and takes its fingerprint. What the disk does not give is not noted: it
            may next time, and nobody has touched it then.
    """
    noted, now = _read(note), time.time_ns()
    known = {
        file: noted[file][1]
        for file, state in files.items()
        if file in noted and noted[file][0] == state
    }
    found = {file: known.get(file) or _take(file, take) for file in files}
    if len(known) < len(files) or len(noted) > len(files):
        settled = (
            file
            for file, state in files.items()
            if all(part is None or max(part[2:]) < now - SETTLED for part in state)
            and found[file] != unreadable_fingerprint(file)
        )
        _write(note, {file: (files[file], found[file]) for file in settled})
    return found


def unreadable_fingerprint(file: str) -> str:
    """The fingerprint of a file that the disk does not give."""
    return code_version.hash_of([file, "unreadable"])


def _take(file: str, take: Callable[[str], str]) -> str:
    try:
        return take(file)
    except OSError:
        return unreadable_fingerprint(file)


def _read(note: Path) -> dict[str, Any]:
    try:
        content = json.loads(note.read_bytes())
        return dict(content["files"]) if content["code"] == code_version.BUILDING else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def _write(note: Path, files: Mapping[str, object]) -> None:
    part = note.with_name(f".{note.name}-{os.getpid()}")
    with contextlib.suppress(OSError):  # it only saves time
        part.write_text(json.dumps({"code": code_version.BUILDING, "files": files}), "utf-8")
        part.replace(note)
