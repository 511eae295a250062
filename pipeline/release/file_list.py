"""Are the files of a release those that it lists, wherever they stand?

What belongs here: names, hashes and the id. What does not: what is in the files (`verify`).
"""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from pipeline.release.checksums import SHA256SUMS, file_entry
from pipeline.release.manifest import MANIFEST
from pipeline.release.reader import Published
from pipeline.vocabulary.messages import message

Asked = tuple[int, Sequence[str]]
"""Files, rows or values that were looked at, and what is wrong with them."""


def check_files(release: Published) -> Asked:
    """The folder holds what SHA256SUMS and the manifest list, and the id is the hash of it.

    Returns:
        How many files are listed, and what is wrong with them.
    """
    folder = release.folder
    sums = folder / SHA256SUMS
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    text = sums.read_text("utf-8") if sums.is_file() else None
    return check_list(release.manifest, text, there, lambda path: file_entry(folder, path).sha256)


def check_list(
    manifest: Mapping[str, Any],
    sums: str | None,
    there: Collection[str],
    sha256_of: Callable[[str], str],
) -> Asked:
    """The same of files that stand anywhere.

    Args:
        sums: the text of its SHA256SUMS, None where it has none.
    """
    if sums is None:
        return 0, [message("{file} is missing", file=SHA256SUMS)]
    listed = {line.partition("  ")[2]: line.partition("  ")[0] for line in sums.splitlines()}
    outside = [path for path in listed if ".." in PurePosixPath(path).parts or path[:1] == "/"]
    if outside:
        return len(listed), [
            message("{file} is outside of the release", file=path) for path in outside
        ]
    stated = {entry["path"]: entry["sha256"] for entry in manifest["files"]}
    digest = hashlib.sha256(sums.encode("utf-8")).hexdigest()
    failures = [
        message("{file} is missing or was changed", file=path)
        for path, sha256 in listed.items()
        if path not in there or sha256_of(path) != sha256
    ]
    unlisted = sorted({*there} - listed.keys() - {SHA256SUMS, MANIFEST})
    failures += [
        message("{file} is not listed in {list}", file=path, list=SHA256SUMS) for path in unlisted
    ]
    if stated != listed:
        failures.append(
            message("{one} and {other} do not list the same files", one=MANIFEST, other=SHA256SUMS)
        )
    id_ = manifest["release_id"]
    if not id_.endswith(f"-{digest[:12]}"):
        failures.append(
            message("the id {id} is not that of these files ({hash})", id=id_, hash=digest[:12])
        )
    return len(listed), failures
