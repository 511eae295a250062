"""Which code runs: the hashes by which what an earlier build left is judged.

They are taken once, when the process starts: a daemon that runs for months must not mark what its
old code read with the hash of newer files. Only the standard library here.
"""

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CODE = Path(__file__).resolve().parent.parent.parent
"""The folder that holds pipeline/ and schemas/."""

# Everything between the bytes of a file and the rows of its report.
_READING_FILES = (
    "pipeline/sources/**/*",
    "pipeline/document/**/*",
    "pipeline/figures/**/*",
    "pipeline/facts/**/*",
    "pipeline/reconcile/**/*",
    "pipeline/rules/**/*",
    "pipeline/vocabulary/**/*",
    "pipeline/report.py",
    "pipeline/corpus/**/*",
    "pipeline/errors.py",
    "schemas/**/*",
)
_READING_LIBRARIES = ("defusedxml", "pandera", "polars", "pypdfium2", "rapidfuzz", "unhwp")
_BUILDING_FILES = ("pipeline/**/*", "schemas/**/*")
_BUILDING_LIBRARIES = (
    *_READING_LIBRARIES,
    *("altair", "duckdb", "jinja2", "pyarrow", "vl-convert-python", "xlsxwriter"),
)


def hash_of(parts: Iterable[str]) -> str:
    """One hash of several texts, in their order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode("utf-8", "surrogateescape"))  # names of files
    return digest.hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hex; a large one never stands in memory whole."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@cache
def _code_hash(path: Path) -> str:
    return file_hash(path)


@cache
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # an optional one
        return "absent"


def _code(patterns: Iterable[str], libraries: Iterable[str]) -> str:
    found = {path for pattern in patterns for path in CODE.glob(pattern) if path.is_file()}
    return hash_of(
        [
            *(
                f"{path.relative_to(CODE).as_posix()} {_code_hash(path)}"
                for path in sorted(found)
                if "__pycache__" not in path.parts
            ),
            *(f"{library} {_version(library)}" for library in libraries),
            # Unicode tables and the number formats of the standard library come with it.
            f"python {sys.version_info.major}.{sys.version_info.minor}",
        ]
    )


READING = _code(_READING_FILES, _READING_LIBRARIES)
"""Code, reference tables and libraries that decide what is read in a report."""

BUILDING = _code(_BUILDING_FILES, _BUILDING_LIBRARIES)
"""The same of everything that decides what a release is."""
