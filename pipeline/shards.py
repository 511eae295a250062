"""What was read in each report, kept so that it need not be read again.

A shard holds the tables of one report (or the reason why it was refused) as Parquet in one
uncompressed archive: one file is there whole or not at all, and the archive's own checksums tell
when the disk has changed it. Its name says what it was read from and by which code; one that
cannot be read back is as good as none.

What belongs here: keeping and finding. What does not: reading a report (`report`), or deciding
which ones are published (`corpus`).
"""

import io
import os
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pipeline import versions

Frames = dict[str, pl.DataFrame]

_SUFFIX = ".zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Shards:
    """The shards of one collection, in a folder of their own."""

    folder: Path

    def load(self, fingerprint: str) -> Frames | None:
        """The tables read from a file of this fingerprint by this very code, or None."""
        try:
            with zipfile.ZipFile(self._path(fingerprint)) as archive:
                return {
                    name: pl.read_parquet(io.BytesIO(archive.read(name)))
                    for name in archive.namelist()
                }
        except (OSError, zipfile.BadZipFile, pl.exceptions.PolarsError):
            return None

    def save(self, fingerprint: str, frames: Frames) -> None:
        """Keep the tables of one report; empty ones are not written."""
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._path(fingerprint)
        fresh = path.with_suffix(".new")
        with zipfile.ZipFile(fresh, "w") as archive:
            for name, frame in frames.items():
                if frame.height:
                    buffer = io.BytesIO()
                    frame.write_parquet(buffer)
                    archive.writestr(zipfile.ZipInfo(name, _EPOCH), buffer.getvalue())
        os.replace(fresh, path)

    def keep_only(self, fingerprints: Collection[str]) -> None:
        """Forget every other shard: of files that are gone or changed, and of older code."""
        if not self.folder.is_dir():
            return
        wanted = {self._path(fingerprint).name for fingerprint in fingerprints}
        for path in self.folder.iterdir():
            if path.name not in wanted:
                path.unlink()

    def _path(self, fingerprint: str) -> Path:
        return self.folder / f"{versions.hash_of([versions.READING, fingerprint])[:32]}{_SUFFIX}"
