"""The rows read in each report, kept so that it need not be read again.

A shard holds the tables of one report (or the reason why it was refused) as Arrow in one archive:
one file is there whole or not at all, and the archive's own checksums tell when the disk has
changed it. Its name says what it was read from and by which code; one that cannot be read back is
as good as none. Whoever reads a report leaves its shard himself, in a folder or in a bucket that
all of them see.

What belongs here: keeping and finding. What does not: reading a report (`report`), or deciding
which ones are published (`superseded`).
"""

import contextlib
import hashlib
import io
import os
import re
import uuid
import zipfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import fsspec
import polars as pl
from fsspec.implementations.local import LocalFileSystem

from pipeline.state import code_version
from pipeline.state.names import escape_name

Frames = dict[str, pl.DataFrame]

SHARDS_VARIABLE = "OPENBOGO_SHARDS"
"""The place of shards, if not outputs/work/reports: a folder, or s3://bucket/prefix."""

_SUFFIX = ".zip"
_URL = re.compile(r"[a-z][a-z0-9+]*://")
_OURS = re.compile(r"[0-9a-f]{32}\.zip(?:\.[0-9a-f]{32}\.part)?")
_EPOCH = (1980, 1, 1, 0, 0, 0)
# What a damaged archive, or a damaged table in it, gives: a flag or a length may be wrong too.
_DAMAGE = (
    *(zipfile.BadZipFile, ValueError, RuntimeError, EOFError),
    *(pl.exceptions.PolarsError, pl.exceptions.PanicException),
)


@dataclass(frozen=True)
class Shards:
    """Shards below one place. It belongs to one raw/: what is not of its reports is forgotten."""

    place: str
    """A folder, or a URL that fsspec knows."""

    def of(self, collection: str) -> "Shards":
        """Those of one collection."""
        return Shards(f"{self.place.rstrip('/')}/{escape_name(collection)}")

    def find_kept(self, fingerprints: Iterable[str]) -> set[str]:
        """Those of these that there is a shard for, by this very code. It may still be damaged."""
        files, folder = self._place()
        names = {_name(path) for path in _list_paths(files, folder)}
        return {wanted for wanted in fingerprints if _shard(wanted) in names}

    def load(self, fingerprint: str, only: Collection[str] = ()) -> Frames | None:
        """The tables read from a file of this fingerprint by this very code, or None.

        Args:
            fingerprint: of the file.
            only: the tables that are wanted, if not all.
        """
        files, folder = self._place()
        try:
            content = files.cat_file(f"{folder}/{_shard(fingerprint)}")
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                return {
                    name: pl.read_ipc_stream(io.BytesIO(archive.read(name)))
                    for name in archive.namelist()
                    if not only or name in only
                }
        except (OSError, *_DAMAGE):
            return None

    def save(self, fingerprint: str, frames: Frames) -> None:
        """Keep the tables of one report; empty ones are not written."""
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for name, frame in frames.items():
                if frame.height:
                    buffer = io.BytesIO()
                    frame.write_ipc_stream(buffer, compression="zstd")
                    archive.writestr(zipfile.ZipInfo(name, _EPOCH), buffer.getbuffer())
        files, folder = self._place()
        path = f"{folder}/{_shard(fingerprint)}"
        if not isinstance(files, LocalFileSystem):  # an object is there when all of it has come
            files.pipe_file(path, content.getvalue())
            return
        files.makedirs(folder, exist_ok=True)
        # Two workers may read one report, when the first was taken for lost.
        part = f"{path}.{uuid.uuid4().hex}.part"
        try:
            files.pipe_file(part, content.getvalue())
            os.replace(part, path)
        except OSError:
            with contextlib.suppress(OSError):
                os.unlink(part)
            raise

    def keep_only(self, fingerprints: Iterable[str]) -> None:
        """Forget every other shard: of files that are gone or changed, and of older code."""
        files, folder = self._place()
        wanted = {_shard(fingerprint) for fingerprint in fingerprints}
        names = ((path, _name(path)) for path in _list_paths(files, folder))
        # What is not named as a shard is not ours: the place may be the top of a bucket.
        others = [path for path, name in names if _OURS.fullmatch(name) and name not in wanted]
        for path in others:
            files.rm_file(path)  # `rm` takes brackets in the name of an office for a pattern

    def keep_only_collections(self, names: Collection[str]) -> None:
        """Forget the shards of every other collection."""
        wanted = set(map(escape_name, names))
        files, folder = self._place()
        for path in _list_paths(files, folder):
            if (name := _name(path)) not in wanted and files.isdir(path):
                self.of(name).keep_only([])
                if isinstance(files, LocalFileSystem):
                    with contextlib.suppress(OSError):  # something else is in it
                        os.rmdir(path)

    def _place(self) -> tuple[fsspec.AbstractFileSystem, str]:
        if not _URL.match(self.place):  # taken as it is: `::` and `~` mean something in others
            return LocalFileSystem(), os.path.abspath(self.place)
        files, folder = fsspec.core.url_to_fs(self.place)
        return files, folder.rstrip("/")


def content_hash(frames: Mapping[str, pl.DataFrame]) -> str:
    """Names and rows of frames as a fingerprint, for one version of the table library."""
    digest = hashlib.sha256()
    for name, frame in sorted(frames.items()):
        digest.update(f"{name} {frame.schema} {frame.height} ".encode())
        hashes = io.BytesIO()
        frame.hash_rows().rechunk().to_frame().write_ipc_stream(hashes)
        digest.update(hashes.getbuffer())
    return digest.hexdigest()


def _shard(fingerprint: str) -> str:
    return f"{code_version.hash_of([code_version.READING, fingerprint])[:32]}{_SUFFIX}"


def _name(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _list_paths(files: fsspec.AbstractFileSystem, folder: str) -> list[str]:
    """Paths in a folder, as it is now; none if there is no folder."""
    files.invalidate_cache()
    try:
        return [str(path) for path in files.ls(folder, detail=False)]
    except FileNotFoundError:
        return []
