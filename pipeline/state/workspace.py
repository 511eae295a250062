"""The places where a build finds its input and leaves its output, and what state it was left in.

Only the standard library here: seeing that nothing changed must not cost an import.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.message import message
from pipeline.state import code_version
from pipeline.state.fingerprints import Touched, fingerprints, touch_state, unreadable_fingerprint
from pipeline.state.left_behind import is_copy, is_left_behind
from pipeline.state.whole_files import lock_file, replace_text

UNFILED = "_unfiled"
HOME_VARIABLE = "OPENBOGO_HOME"
MADE_FROM = "made-from"
"""Beside the tables of the coming release: the `release_key` of what they were made from."""
REGISTER = "sources.toml"
"""In a folder of raw/: where its reports are looked for (`pipeline/collect/`)."""
SIDECAR = ".toml"
"""`<file>.toml` says who and when of `<file>`, and is no report itself."""

_OF_EACH_REPORT = ("site/source", "site/claims", "site/programs", "site/department/", "site/data/")
_HELD: set[Path] = set()
"""Outputs that this process has the right to write."""


def fingerprint(raw: Path, file: str) -> str:
    """A hash of what a report is read from besides the code: its path, its bytes, its sidecar.

    A file that the disk does not give is one that says so: it is refused when it is read.
    """
    try:
        return read_fingerprint(raw, file)
    except OSError:
        return unreadable_fingerprint(file)


def read_fingerprint(raw: Path, file: str) -> str:
    """The same.

    Raises:
        OSError: the disk does not give the file.
    """
    if not (raw / file).is_file():  # to open a pipe or a device could take for ever
        raise OSError(message("{path} is no file", path=raw / file))
    sidecar = raw / (file + SIDECAR)
    about = code_version.file_hash(sidecar) if sidecar.is_file() else "none"
    return code_version.hash_of([file, code_version.file_hash(raw / file), about])


def _find_files(raw: Path) -> dict[str, Touched]:
    """Every file below a folder but what programs left there, and how it was last touched.

    What is neither a file nor a folder that can be listed is found as well: it is refused, with the
    reason, when it is read.
    """
    found: dict[str, Touched] = {}
    folders = [("", str(raw))]
    while folders:
        below, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if is_left_behind(entry.name):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        folders.append((f"{below}{entry.name}/", entry.path))
                    else:
                        found[below + entry.name] = _last_touch(entry.path)
        except FileNotFoundError:  # gone since it was listed, or there is no raw/
            continue
        except OSError:
            if not below:
                raise
            found[below.rstrip("/")] = _last_touch(folder)
    return {file: state for file, state in found.items() if state and not is_copy(file, found)}


def _last_touch(path: str) -> Touched:
    """The last touch of a file, or of a link that leads nowhere; nothing of one that is gone."""
    for look in (os.stat, os.lstat):
        with contextlib.suppress(OSError):
            return touch_state(look(path))
    return []


def _reports(found: Mapping[str, Touched]) -> list[str]:
    return sorted(
        file
        for file in found
        if not (file.endswith(SIDECAR) and file.removesuffix(SIDECAR) in found)
        and not (file.count("/") == 1 and file.endswith(f"/{REGISTER}"))
    )


def collection_of(file: str) -> str:
    """The collection a file below raw/ belongs to: its folder there, or `UNFILED`."""
    return file.partition("/")[0] if "/" in file else UNFILED


def release_key(fingerprints: Mapping[str, str]) -> str:
    """The inputs that a release is made from, given the fingerprint of each file."""
    return code_version.hash_of(
        [code_version.BUILDING, *(fingerprints[f] for f in sorted(fingerprints))]
    )


def _is_complete(release: str, files: Iterable[Mapping[str, Any]]) -> bool:
    """The files of a release are there in their size, and of what each report has, by name.

    That is ten files a report; to ask for the size of each would take most of the time.
    """
    pages: dict[str, set[str]] = {}
    try:
        for file in files:
            folder, _, name = file["path"].rpartition("/")
            if folder.startswith(_OF_EACH_REPORT):
                pages.setdefault(folder, set()).add(name)
            elif os.stat(f"{release}/{file['path']}").st_size != file["bytes"]:
                return False
        return all(
            names.issubset(os.listdir(f"{release}/{folder}")) for folder, names in pages.items()
        )
    except OSError:
        return False


@dataclass(frozen=True)
class Workspace:
    """A folder that holds raw/ and outputs/."""

    home: Path

    @classmethod
    def find(cls, named: str = "") -> "Workspace":
        """The folder that is named, else by OPENBOGO_HOME, else the current one; never the code."""
        named = named or os.environ.get(HOME_VARIABLE, "")
        return cls(Path(named).resolve() if named else Path.cwd())

    @property
    def raw(self) -> Path:
        """The reports, never written to."""
        return self.home / "raw"

    @property
    def outputs(self) -> Path:
        """Everything a build makes."""
        return self.home / "outputs"

    @property
    def work(self) -> Path:
        """Parquet between the steps."""
        return self.outputs / "work"

    @property
    def tables(self) -> Path:
        """The tables of the coming release, as Parquet."""
        return self.work / "tables"

    @property
    def collection_tables(self) -> Path:
        """The tables of each collection as it was read last, as Parquet."""
        return self.work / "collections"

    @property
    def readings(self) -> Path:
        """The outcome of every file when the reports were last read."""
        return self.work / "readings.json"

    @property
    def stage_folder(self) -> Path:
        """The coming release, step by step (`pipeline/release/stage.py`)."""
        return self.work / "release"

    @property
    def packages(self) -> Path:
        """The packages that the site needs of others, fetched or put together once."""
        return self.work / "packages"

    @property
    def latest(self) -> Path:
        """The last release."""
        return self.outputs / "latest"

    def files(self) -> list[str]:
        """Files below raw/ that should be reports, sorted: paths relative to raw/.

        A sidecar beside its report is none; one without a report is listed, and refused.
        """
        return _reports(_find_files(self.raw))

    def collections(self) -> dict[str, list[str]]:
        """Collection (folder of raw/) to its files; those directly in raw/ under `UNFILED`."""
        found: dict[str, list[str]] = {}
        for file in self.files():
            found.setdefault(collection_of(file), []).append(file)
        return found

    def key(self) -> str:
        """The inputs of a release of raw/ now: the reports, the code, the libraries."""
        return release_key(self.fingerprints())

    def fingerprints(self) -> dict[str, str]:
        """Every file below raw/ that should be a report, to its fingerprint."""
        found = _find_files(self.raw)
        states = {file: [found[file], found.get(file + SIDECAR)] for file in _reports(found)}
        note = self.outputs / "known.json"
        return fingerprints(note, states, lambda file: read_fingerprint(self.raw, file))

    def manifest(self) -> dict[str, Any] | None:
        """The manifest of the last release, or None."""
        try:
            return dict(json.loads((self.latest / "manifest.json").read_text("utf-8")))
        except (OSError, ValueError):
            return None

    def is_current(self, key: str) -> bool:
        """The last release was made from exactly this, and all its files are there."""
        return self.current(key) is not None

    def current(self, key: str) -> dict[str, Any] | None:
        """The manifest of the last release, if it was made from exactly this and is all there."""
        manifest = self.manifest()
        if manifest is None or not self._was_made_from(key, manifest):
            return None
        latest = os.path.realpath(self.latest)
        queried = os.path.isfile(f"{latest}/openbogo.duckdb")  # a release of parts has no SQL page
        if queried and not os.path.isfile(f"{latest}/site/sql.html") and shutil.which("npm"):
            return None  # the page was left out, for want of what npm may bring now
        return manifest if _is_complete(latest, manifest["files"]) else None

    def is_of_latest(self, key: str) -> bool:
        """The last release was made from exactly this, whether or not all of it is still there."""
        manifest = self.manifest()
        return manifest is not None and self._was_made_from(key, manifest)

    def _was_made_from(self, key: str, manifest: Mapping[str, Any]) -> bool:
        return self._state() == {"key": key, "release_id": manifest["release_id"]}

    def remember(self, key: str, release_id: str) -> None:
        """Note what the last release was made from."""
        replace_text(self._state_file, json.dumps({"key": key, "release_id": release_id}))

    @contextlib.contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the one right to build here; the system lets go of it when the process ends.

        A process that has it already keeps it: the command takes it for a whole build, and each
        step for itself, so that runs from the browser respect it too.

        Raises:
            BusyError: another process has it.
        """
        if self.outputs in _HELD:
            yield
            return
        busy = message("another build is running in {home}; wait for it to end", home=self.home)
        with lock_file(self.outputs / ".build.lock", busy):
            _HELD.add(self.outputs)
            try:
                yield
            finally:
                _HELD.discard(self.outputs)

    @property
    def _state_file(self) -> Path:
        return self.outputs / "state.json"

    def _state(self) -> object:
        try:
            return json.loads(self._state_file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
