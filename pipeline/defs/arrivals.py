"""Has raw/ something new, and is it all there? Decided from names, sizes and times alone.

What belongs here: pure decisions about what was seen when. What does not: Dagster, and reading the
files.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.state import code_version
from pipeline.state.workspace import SIDECAR, Workspace

QUIET_SECONDS = 10.0
"""A file that changed less than this ago is taken to be still written to."""


@dataclass(frozen=True)
class Memory:
    """The memory that one look leaves for the next; small, whatever the number of files."""

    seen: str = ""
    """Signature of the last look."""
    asked: str = ""
    """Signature for which a build was asked last, or found to be needless."""
    process: str = ""
    """The run of the service: a restart may have ended the build that it requested."""
    count: int = 0
    """Builds asked for so far."""

    @classmethod
    def load(cls, text: str | None) -> "Memory":
        """The memory that `dump` wrote; empty if there is none, or if another version wrote it."""
        try:
            return cls(**json.loads(text or "{}"))
        except (ValueError, TypeError):
            return cls()

    def dump(self) -> str:
        """This memory as text."""
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Look:
    """The files of raw/ at one moment."""

    signature: str
    """Of the names, sizes and times of all files, and of the code: it changes with any of them."""
    unsettled: tuple[str, ...]
    """Files that changed only just now."""


def this_service() -> str:
    """The run of the service that this is; another one after a restart or a reboot.

    The service is the parent: it starts a new process for this code every minute or so.
    """
    parent = os.getppid()
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("utf-8").strip()
        began = Path(f"/proc/{parent}/stat").read_text("utf-8").rpartition(")")[2].split()[19]
    except (OSError, IndexError):  # no Linux: the number of the process has to do
        return str(parent)
    return f"{parent}-{began}-{boot}"


def look(workspace: Workspace, now: float) -> Look:
    """Look at the files of raw/ and their sidecars, without opening them.

    Args:
        now: seconds since the epoch.
    """
    seen: dict[str, tuple[int, int]] = {}
    for file in workspace.files():
        for path in (workspace.raw / file, workspace.raw / (file + SIDECAR)):
            if found := _stat(path):
                seen[path.relative_to(workspace.raw).as_posix()] = found
    states = (f"{file} {size} {changed}" for file, (size, changed) in sorted(seen.items()))
    signature = code_version.hash_of([code_version.BUILDING, *states])
    return Look(signature, _unsettled_files(seen, now))


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:  # gone since it was listed
        return None
    return status.st_size, status.st_mtime_ns


def _unsettled_files(seen: Mapping[str, tuple[int, int]], now: float) -> tuple[str, ...]:
    # A time in the future is a clock that is wrong, not a file that will be written to for ever.
    return tuple(
        file
        for file, (_, changed) in sorted(seen.items())
        if 0 <= now - changed / 1e9 < QUIET_SECONDS
    )


def reason_to_wait(memory: Memory, seen: Look) -> str | None:
    """The reason not to request a build now, or None if there are new files and all are complete.

    A look that differs from the one before is only remembered: a file that keeps an old time while
    it grows shows in its size.
    """
    if seen.signature == memory.asked:
        return "nothing is new in raw/"
    if seen.unsettled:
        return f"still being written: {', '.join(seen.unsettled)}"
    if seen.signature != memory.seen:
        return "something is new in raw/; it is taken up if the next look finds it unchanged"
    return None
