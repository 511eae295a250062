"""What the reading step leaves for the next one: the tables of a collection, and what made them.

    outputs/work/collections/<collection>/<table>.parquet
    outputs/work/collections/<collection>/read.json      written last: which files, by which code

What belongs here: that folder. What does not: reading reports, or putting collections together.
"""

import json
import shutil
from collections.abc import Collection as Names
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import versions
from pipeline.corpus import Collection, write_frames

_READ = "read.json"


@dataclass(frozen=True)
class Made:
    """What the tables of a collection were made from."""

    reading: str
    """The code that read them: `versions.READING` then."""
    fingerprints: dict[str, str]
    """File to its fingerprint."""


def leave(folder: Path, collection: Collection) -> None:
    """Replace the tables of a collection. Killed halfway, there is none until it is read again."""
    shutil.rmtree(folder, ignore_errors=True)
    write_frames(folder, collection.frames)
    made = Made(versions.READING, collection.fingerprints)
    (folder / _READ).write_text(json.dumps(asdict(made)), "utf-8")


def forget_others(folders: Path, collections: Names[str]) -> None:
    """Drop what is left of collections whose folder is gone from raw/."""
    for left in folders.iterdir() if folders.is_dir() else ():
        if left.name not in collections:
            shutil.rmtree(left)


def collections_read(folders: Path) -> dict[Path, dict[str, str]]:
    """Folder of each collection that was read, to the fingerprints of its files.

    Raises:
        ValueError: a collection was read by other code than this, or not to the end. Merged with
            the others it would give a release that no one build can give again.
    """
    found: dict[Path, dict[str, str]] = {}
    stale = []
    for folder in sorted(folders.iterdir()) if folders.is_dir() else ():
        made = _made(folder)
        if made is None or made.reading != versions.READING:
            stale.append(folder.name)
        else:
            found[folder] = made.fingerprints
    if stale:
        raise ValueError(
            f"read by another version of the program, or not to the end: {', '.join(stale)}; "
            "run the build for all collections (what did not change is not read again)"
        )
    return found


def _made(folder: Path) -> Made | None:
    try:
        return Made(**json.loads((folder / _READ).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
