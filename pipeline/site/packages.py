"""The base of the SQL page: packages for browsers, pinned, fetched once, served with the release.

`packages.toml` names each package, its version, the hash of its archive, and the files wanted of it
with their hashes. npm fetches the archive from whatever registry this machine is set up for.

What belongs here: fetching, checking and keeping the files. What does not: the page.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.message import MessageError
from pipeline.state.code_version import file_hash
from pipeline.vocabulary.load import load

_SECONDS = 300


class PackagesError(MessageError):
    """The packages cannot be had, with what to do about it."""


@dataclass(frozen=True)
class Package:
    """One pinned package."""

    name: str
    version: str
    integrity: str
    """`sha512-` and the hash of the archive in base 64, as npm writes it."""
    license: str
    files: dict[str, str]
    """Path in the archive to the SHA-256 of the file, in hexadecimal."""

    @property
    def folder(self) -> str:
        """Name of its folder in the cache."""
        return f"{self.name.rpartition('/')[2]}-{self.version}"


@cache
def pinned_packages() -> tuple[Package, ...]:
    """The packages of packages.toml."""
    return tuple(Package(**entry) for entry in load("packages", __package__)["package"])


def browser_packages(cache: Path) -> list[Path]:
    """The files of all packages, in a cache; what is not there yet is fetched.

    Raises:
        PackagesError: npm is missing, or failed, or brought something else than what is pinned.
    """
    return [
        path
        for package in pinned_packages()
        for path in _files(package, cache / package.folder) or _fetch(package, cache)
    ]


def _files(package: Package, folder: Path) -> list[Path]:
    """The files of a package if all are there, whole."""
    paths = [folder / Path(name).name for name in package.files]
    wanted = zip(paths, package.files.values(), strict=True)
    whole = all(path.is_file() and file_hash(path) == sha256 for path, sha256 in wanted)
    return paths if whole else []


def _fetch(package: Package, cache: Path) -> Sequence[Path]:
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".fetching-") as name:
        folder = Path(name)
        archive = _pack(package, folder)
        fresh = folder / package.folder
        fresh.mkdir()
        _unpack(package, archive, fresh)
        if not _files(package, fresh):
            raise PackagesError(
                "files of {package} {version} are not those pinned",
                package=package.name,
                version=package.version,
            )
        target = cache / package.folder
        shutil.rmtree(target, ignore_errors=True)
        os.rename(fresh, target)
    return _files(package, target)


def _pack(package: Package, folder: Path) -> Path:
    """The archive of a package, as npm brings it, checked."""
    npm = shutil.which("npm")
    if npm is None:
        raise PackagesError("npm is not installed; install it (apt-get install npm), build again")
    wanted = f"{package.name}@{package.version}"
    command = [npm, "pack", wanted, "--silent", "--prefer-offline", "--fetch-retries=1"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise PackagesError(
            "npm took more than {seconds} s for {package}; build again",
            seconds=_SECONDS,
            package=wanted,
        ) from error
    archives = list(folder.glob("*.tgz"))
    if done.returncode != 0 or len(archives) != 1:
        raise PackagesError(
            "npm could not fetch {package}; see to `npm pack {package}`, build again",
            package=wanted,
        )
    digest = base64.b64encode(hashlib.sha512(archives[0].read_bytes()).digest()).decode("ascii")
    if f"sha512-{digest}" != package.integrity:
        raise PackagesError(
            "what npm brought for {package} has another hash than packages.toml", package=wanted
        )
    return archives[0]


def _unpack(package: Package, archive: Path, folder: Path) -> None:
    """Only the files wanted, read one by one: no path of the archive is followed."""
    with tarfile.open(archive) as opened:
        for name in package.files:
            try:
                member = opened.extractfile(f"package/{name}")
            except KeyError as error:
                raise PackagesError(
                    "{package} holds no {file}", package=package.name, file=name
                ) from error
            if member is None:
                raise PackagesError(
                    "{file} of {package} is no file", package=package.name, file=name
                )
            (folder / Path(name).name).write_bytes(member.read())
