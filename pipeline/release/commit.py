"""Making a finished folder the release everyone sees, in one rename.

    outputs/.staging-<pid>/     being built; nobody looks here
    outputs/releases/<id>/      published, never changed again
    outputs/latest              → releases/<id>: replacing this link is the publication

What belongs here: renames, links, and removing what a killed build left. What does not: what
is in a release. POSIX only: it needs symbolic links, atomic rename and flock.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.release.checksums import SHA256SUMS, changed_files
from pipeline.release.errors import ReleaseError, first_of
from pipeline.release.manifest import MANIFEST
from pipeline.state.whole_files import lock_file

_STAGING = ".staging-"
_LINK = ".latest-"


@contextmanager
def staging(outputs: Path) -> Iterator[Path]:
    """A fresh folder to build a release in, gone afterwards unless it was published.

    Builds into the same `outputs` wait for each other, so that a staging folder found at the start
    is one that a killed build left behind: the lock dies with its process.
    """
    with lock_file(outputs / ".lock"):
        _remove_leftovers(outputs)
        folder = outputs / f"{_STAGING}{os.getpid()}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(staged: Path, outputs: Path, release_id: str) -> Path:
    """Move a finished folder to `releases/` and point `latest` at it.

    A release that is there already with the same content is kept as it is.

    Returns:
        The folder of the release.

    Raises:
        ReleaseError: that release is there already but somebody changed its files.
    """
    final = outputs / "releases" / release_id
    if final.exists():
        _require_same(staged, final)
    else:
        final.parent.mkdir(exist_ok=True)
        # Everything in a folder is on disk before the folder gets its final name.
        for path in [staged, *staged.rglob("*")]:
            _sync_entry(path)
        os.rename(staged, final)
        _sync_entry(final.parent)
    _point_latest(outputs, release_id)
    return final


def link_tree(source: Path, target: Path) -> None:
    """Give the files of a folder a second name in another one, or copies where that cannot be."""
    for folder, _, names in os.walk(source):
        there = target / Path(folder).relative_to(source)
        there.mkdir(exist_ok=True)
        for name in names:
            link_file(Path(folder) / name, there / name)


def link_file(source: Path, target: Path) -> None:
    """Give a file a second name that is free, or copy it where that cannot be."""
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def _remove_leftovers(outputs: Path) -> None:
    for folder in outputs.glob(f"{_STAGING}*"):
        shutil.rmtree(folder)
    for link in outputs.glob(f"{_LINK}*"):
        link.unlink()


def _require_same(staged: Path, final: Path) -> None:
    problems = [
        name
        for name in (SHA256SUMS, MANIFEST)
        if not (final / name).is_file()
        or (final / name).read_bytes() != (staged / name).read_bytes()
    ] or changed_files(final)
    if problems:
        raise ReleaseError(
            "releases/{release} was changed after it was published; move it away and build "
            "again\n{problems}",
            release=final.name,
            problems=first_of(problems),
        )


def _point_latest(outputs: Path, release_id: str) -> None:
    latest = outputs / "latest"
    target = f"releases/{release_id}"
    if latest.is_symlink() and os.readlink(latest) == target:
        return
    link = outputs / f"{_LINK}{os.getpid()}"
    link.symlink_to(target)
    os.replace(link, latest)
    _sync_entry(outputs)


def _sync_entry(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
