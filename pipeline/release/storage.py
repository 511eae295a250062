"""A place that fsspec knows: a folder, a bucket, a memory for tests.

What belongs here: putting one file there whole, and seeing what is there. What does not: in which
order, and what for (`deliver`).
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from pipeline.release.errors import ReleaseError
from pipeline.vocabulary.system_errors import reason_of

_PART = ".part"
_HALF_URL = re.compile(r"[a-z][a-z0-9+]+:(?!//)")  # it would be a folder of that name


class Place:
    """Files by their path below a folder or bucket, each of them there whole or not at all.

    Raises:
        ReleaseError: fsspec knows no such place, or it is a folder that cannot be written to.
    """

    def __init__(self, destination: str, *, to_write: bool = True) -> None:
        if _HALF_URL.match(destination):
            raise ReleaseError(
                "{place} is no place: a bucket is s3://bucket/path", place=destination
            )
        try:
            self.files, self.root = fsspec.core.url_to_fs(destination)
        except ValueError as error:
            raise ReleaseError(
                "{place} is no place: {error}", place=destination, error=error
            ) from error
        self.files.invalidate_cache()
        # An object store shows a file when all of it has come; a disk shows it growing.
        self.on_disk = isinstance(self.files, LocalFileSystem)
        if self.on_disk and to_write:
            try:
                os.makedirs(self.root, exist_ok=True)
                tempfile.TemporaryFile(dir=self.root).close()
            except OSError as error:
                raise ReleaseError(
                    "{place} cannot be written to ({reason}); give a folder of your own, or a "
                    "bucket: s3://bucket/path",
                    place=destination,
                    reason=reason_of(error),
                ) from error

    def sizes(self, folder: str) -> dict[str, int]:
        """Path below a folder to size in bytes, of every file that is whole."""
        self.files.invalidate_cache()
        top = self._at(folder)
        if not self.files.exists(top):
            return {}
        found = self.files.find(top, detail=True)
        return {
            path[len(top) + 1 :]: entry["size"]
            for path, entry in found.items()
            if not path.endswith(_PART)
        }

    def read(self, path: str) -> bytes | None:
        """The content of a file, None if there is none."""
        try:
            return bytes(self.files.cat_file(self._at(path)))
        except FileNotFoundError:
            return None

    def sha256(self, path: str) -> str:
        """The hash of a file's content."""
        with self.files.open(self._at(path), "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def send(self, source: Path, path: str) -> None:
        """Put a file there."""
        with self._whole(path) as target:
            self.files.put_file(str(source), target)

    def write(self, content: bytes, path: str) -> None:
        """Put a text there."""
        with self._whole(path) as target:
            self.files.pipe_file(target, content)

    def copy(self, source: str, path: str) -> None:
        """Have the place copy one of its files."""
        with self._whole(path) as target:
            self.files.cp_file(self._at(source), target)

    def delete(self, folder: str) -> None:
        """Remove a folder and all that is in it."""
        self.files.rm(self._at(folder), recursive=True)

    def folders(self, folder: str) -> list[str]:
        """Names of the folders in a folder."""
        top = self._at(folder)
        if not self.files.exists(top):
            return []
        entries = self.files.ls(top, detail=True)
        return [
            e["name"].rstrip("/").rpartition("/")[2] for e in entries if e["type"] == "directory"
        ]

    @contextmanager
    def _whole(self, path: str) -> Iterator[str]:
        target = self._at(path)
        self.files.makedirs(target.rpartition("/")[0], exist_ok=True)
        if not self.on_disk:
            yield target
            return
        yield target + _PART
        os.replace(target + _PART, target)

    def _at(self, path: str) -> str:
        return f"{self.root.rstrip('/')}/{path}"
