"""Is what stands at a place what was published there? Every file is fetched and hashed.

The id of a release is the hash of its SHA256SUMS, which has the hash of every file: a release there
proves itself. What no id covers (manifest, index, changelogs, front page) is compared with what it
is made from, and with `outputs/` where it is still there.

What belongs here: that comparison. What does not: mending (`publish` sends what is missing).
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.release.checksums import SHA256SUMS
from pipeline.release.errors import ReleaseError
from pipeline.release.file_list import check_list
from pipeline.release.history import HISTORY, INDEX
from pipeline.release.manifest import MANIFEST
from pipeline.release.publish import FRONT_PAGE, front_page, index_entry, is_ours, read_index
from pipeline.release.storage import Place
from pipeline.vocabulary.messages import join_messages, message


@dataclass(frozen=True)
class PlaceCheck:
    """The files that were looked at, and what is wrong with them."""

    releases: tuple[str, ...]
    files: int
    problems: tuple[str, ...]
    """Path at the place, and what is wrong with it."""


def check_place(outputs: Path, destination: str) -> PlaceCheck:
    """Compare a place with what was published there.

    Args:
        outputs: the folder of all releases; what it does not have is not compared with it.

    Raises:
        ReleaseError: nothing is published there, or its index is none.
    """
    place = Place(destination, to_write=False)
    if place.read(INDEX) is None:
        raise ReleaseError(
            "nothing is published at {place}: it has no {file}", place=destination, file=INDEX
        )
    index = read_index(place)
    files, problems = 0, []
    named = []
    for entry in index["releases"]:
        release_id = str(entry.get("release_id"))
        named.append(release_id)
        count, found = _check_release(place, outputs, release_id, entry)
        files += count
        problems += found
    if index["latest"] not in named:
        problems.append(
            message(
                "{file}: the latest, {release}, is not among its releases",
                file=INDEX,
                release=index["latest"],
            )
        )
    problems += _check_history(place, outputs)
    problems += _check_front_page(place, str(index["latest"]))
    return PlaceCheck(tuple(named), files, tuple(problems))


def _check_release(
    place: Place, outputs: Path, release_id: str, entry: Mapping[str, Any]
) -> tuple[int, list[str]]:
    folder = f"releases/{release_id}"
    content = place.read(f"{folder}/{MANIFEST}")
    sums = place.read(f"{folder}/{SHA256SUMS}")
    try:
        manifest = json.loads(content or b"")
        problems = list(_differences(outputs, release_id, entry, manifest, content))
        count, found = check_list(
            manifest,
            None if sums is None else sums.decode("utf-8"),
            place.sizes(folder),
            lambda path: place.sha256(f"{folder}/{path}"),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return 0, [message("{file} is missing or was changed", file=f"{folder}/{MANIFEST}")]
    return count, [*problems, *(join_messages((f"{folder}/", problem), "") for problem in found)]


def _differences(
    outputs: Path,
    release_id: str,
    entry: Mapping[str, Any],
    manifest: Mapping[str, Any],
    content: bytes | None,
) -> Iterator[str]:
    """The places where the index and the manifest differ from what was written."""
    kept = outputs / "releases" / release_id / MANIFEST
    changed = kept.is_file() and kept.read_bytes() != content
    if changed or manifest["release_id"] != release_id:
        yield message("{file} was changed", file=f"releases/{release_id}/{MANIFEST}")
    if {key: value for key, value in entry.items() if key != "changes"} != index_entry(manifest):
        yield message(
            "{file}: what it says of {release} was changed", file=INDEX, release=release_id
        )


def _check_history(place: Place, outputs: Path) -> Iterator[str]:
    for path in sorted((outputs / HISTORY).glob("[0-9]*")):
        there = place.read(f"{HISTORY}/{path.name}")
        if there is not None and there != path.read_bytes():
            yield message("{file} was changed", file=f"{HISTORY}/{path.name}")


def _check_front_page(place: Place, latest: str) -> Iterator[str]:
    """The page that leads people to the latest site; one of somebody else is not looked at."""
    page = place.read(FRONT_PAGE)
    content = place.read(f"releases/{latest}/{MANIFEST}")
    if page is None or content is None or not is_ours(page):
        return
    if page != front_page(latest, str(json.loads(content).get("title"))):
        yield message("{file} was changed", file=FRONT_PAGE)
