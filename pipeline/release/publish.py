"""A release to where people fetch it: a folder, a bucket, any place fsspec knows.

    DEST/releases/<id>/…     as in outputs/; never changed once it is whole
    DEST/history/…           what each release changed, and the index of that
    DEST/index.json          which releases there are, and the latest: written last
    DEST/index.html          leads people to the site of the latest; somebody else's stays

Readers start from the index, so that whatever is cut off before it is written leaves them the
release they had. What is there already is not sent again, so that the same command, given again,
goes on where it was cut off; what the release before already holds with the same content is copied
over there. Nothing is deleted before the index that no longer names it is in place.

What belongs here: the order of sending. What does not: whether the release is whole (`verify`).
"""

import html
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.release.checksums import SHA256SUMS, FileEntry, file_entry
from pipeline.release.errors import ReleaseError, first_of
from pipeline.release.file_list import check_files
from pipeline.release.history import HISTORY, INDEX, publications
from pipeline.release.manifest import MANIFEST
from pipeline.release.reader import open_release_folder
from pipeline.release.storage import Place

FRONT_PAGE = "index.html"
_SITE = "site/index.html"


@dataclass(frozen=True)
class Delivery:
    """The steps that brought a release to its place."""

    release_id: str
    sent: int
    """Files that were sent."""
    copied: int
    """Files that the place had in the release before, and copied itself."""
    kept: int
    """Files that were there already."""
    deleted: tuple[str, ...]
    """Ids of older releases that were removed in the end."""


def deliver(outputs: Path, release: Path, destination: str, keep: int | None = None) -> Delivery:
    """Bring a release to a place, and make it the latest there.

    Args:
        keep: how many releases stay there, the newest ones; all of them if None.

    Raises:
        ReleaseError: the release is not whole, the index there is none, or what arrived is not
            what was sent.
        Exception: the place did not take it, of whatever type its client has for that; given
            again, the same command goes on.
    """
    opened = open_release_folder(release)
    if problems := check_files(opened)[1]:
        raise ReleaseError(
            "{release} is not as it was published\n{problems}",
            release=release,
            problems=first_of(problems),
        )
    place = Place(destination)
    index = read_index(place)
    entries = [FileEntry(**entry) for entry in opened.manifest["files"]]
    # What says that a release is whole comes after all that it speaks of.
    entries += [file_entry(release, SHA256SUMS), file_entry(release, MANIFEST)]
    sent, copied, kept = _send_release(place, release, opened.release_id, entries, index)
    sent += _send_history(place, outputs)
    fresh = _fresh_index(index, outputs, opened.release_id, opened.manifest, keep)
    text = (json.dumps(fresh, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
    sent += _write(place, text, INDEX)
    if (release / _SITE).is_file() and is_ours(place.read(FRONT_PAGE)):
        sent += _write(place, front_page(opened.release_id, opened.manifest["title"]), FRONT_PAGE)
    named = {entry["release_id"] for entry in fresh["releases"]}
    gone = sorted(set(place.folders("releases")) - named) if keep is not None else []
    for release_id in gone:
        place.delete(f"releases/{release_id}")
    return Delivery(opened.release_id, sent, copied, kept, tuple(gone))


def read_index(place: Place) -> dict[str, Any]:
    """The releases that a place has; none where nothing is published there.

    Raises:
        ReleaseError: there is an index that is none.
    """
    text = place.read(INDEX)
    if text is None:
        return {"latest": None, "releases": []}
    try:
        index = json.loads(text)
        return {"latest": index["latest"], "releases": list(index["releases"])}
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(
            "{file} at the destination is no index of releases: {error}", file=INDEX, error=error
        ) from error


def _send_release(
    place: Place,
    release: Path,
    release_id: str,
    entries: Iterable[FileEntry],
    index: Mapping[str, Any],
) -> tuple[int, int, int]:
    """Send what is missing; return how many files were sent, copied there, and there already."""
    target = f"releases/{release_id}"
    there = place.sizes(target)
    before = _files_of(place, index["latest"])
    sent = copied = kept = 0
    expected = {}
    for entry in entries:
        expected[entry.path] = entry.bytes
        if there.get(entry.path) == entry.bytes:
            kept += 1
        elif entry.sha256 in before:
            place.copy(before[entry.sha256], f"{target}/{entry.path}")
            copied += 1
        else:
            place.send(release / entry.path, f"{target}/{entry.path}")
            sent += 1
    arrived = place.sizes(target)
    wrong = [path for path, size in expected.items() if arrived.get(path) != size]
    if wrong:
        raise ReleaseError("did not arrive whole\n{problems}", problems=first_of(wrong))
    return sent, copied, kept


def _files_of(place: Place, release_id: str | None) -> dict[str, str]:
    """Content hash to path, of the files of the latest release there that are whole."""
    text = place.read(f"releases/{release_id}/{MANIFEST}") if release_id else None
    if text is None:
        return {}
    sizes = place.sizes(f"releases/{release_id}")
    entries = [FileEntry(**entry) for entry in json.loads(text)["files"]]
    return {
        entry.sha256: f"releases/{release_id}/{entry.path}"
        for entry in entries
        if sizes.get(entry.path) == entry.bytes
    }


def _send_history(place: Place, outputs: Path) -> int:
    """The changelogs, then the index that names them: it is what the pages of a site look for."""
    folder = outputs / HISTORY
    paths = [*sorted(folder.glob("[0-9]*")), *folder.glob(INDEX)]
    return sum(_write(place, path.read_bytes(), f"{HISTORY}/{path.name}") for path in paths)


def _write(place: Place, content: bytes, path: str) -> int:
    """Write a file unless it is there already; return how many were sent."""
    if place.read(path) == content:
        return 0
    place.write(content, path)
    return 1


def is_ours(front_page: bytes | None) -> bool:
    """Nothing stands there, or a page that leads to a release."""
    return front_page is None or b"url=releases/" in front_page


def front_page(release_id: str, title: str) -> bytes:
    """The way to the site of the latest release, for whoever knows only the address of the place.

    A file is named, because a bucket does not know which file of a folder is its page.
    """
    target = f"releases/{release_id}/{_SITE}"
    return (
        '<!doctype html>\n<html lang="ko">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="refresh" content="0; url={target}">\n'
        f'<title>{html.escape(title)}</title>\n<a href="{target}">{html.escape(title)}</a>\n'
    ).encode()


def index_entry(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The entry of a release in the index, but for the changelogs."""
    release_id = manifest["release_id"]
    return {
        "release_id": release_id,
        "title": manifest["title"],
        "reports": manifest["reports"],
        "rows": sum(manifest["tables"].values()),
        "path": f"releases/{release_id}/",
    }


def _fresh_index(
    index: Mapping[str, Any],
    outputs: Path,
    release_id: str,
    manifest: Mapping[str, Any],
    keep: int | None,
) -> dict[str, Any]:
    """The index with this release as the latest; those it named before stay, up to `keep`."""
    entry = index_entry(manifest) | {
        "changes": [
            f"{HISTORY}/{done.changes}.md"
            for done in publications(outputs)
            if done.release_id == release_id
        ]
    }
    others = [other for other in index["releases"] if other["release_id"] != release_id]
    listed = [*others, entry]
    return {"latest": release_id, "releases": listed[-keep:] if keep else listed}
