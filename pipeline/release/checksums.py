"""The files that a release holds and what is in them, to the bit.

What belongs here: hashing, SHA256SUMS, and finding what no longer agrees with it. What does not:
deciding what to do about it (`publish`).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SHA256SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class FileEntry:
    """One file of a release."""

    path: str
    """Relative to the release folder, with forward slashes."""
    sha256: str
    bytes: int


def file_entry(folder: Path, path: str) -> FileEntry:
    """Hash one file of a folder."""
    with (folder / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
        return FileEntry(path, digest.hexdigest(), file.tell())


def file_entries(folder: Path) -> list[FileEntry]:
    """Hash every file below a folder, sorted by path."""
    paths = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [file_entry(folder, path) for path in sorted(paths)]


def sums_text(entries: Iterable[FileEntry]) -> str:
    """The text of SHA256SUMS, as `sha256sum -c` reads it, sorted by path."""
    ordered = sorted(entries, key=lambda entry: entry.path)
    return "".join(f"{entry.sha256}  {entry.path}\n" for entry in ordered)


def changed_files(folder: Path) -> list[str]:
    """Paths that SHA256SUMS names and that are gone or hold other bytes."""
    lines = (folder / SHA256SUMS).read_text("utf-8").splitlines()
    stated = (line.split("  ", 1) for line in lines)
    return [
        path
        for sha256, path in stated
        if not (folder / path).is_file() or file_entry(folder, path).sha256 != sha256
    ]
