"""The code that runs: the hashes by which what an earlier build left is judged.

They are taken once, when the process starts: a daemon that runs for months must not mark what its
old code read with the hash of newer files. Only the standard library here.
"""

import hashlib
import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CODE = Path(__file__).resolve().parent.parent.parent
"""The folder that holds pipeline/ and schemas/."""

_READING_MODULES = ("pipeline/report.py", "pipeline/corpus/batch.py", "pipeline/corpus/agency.py")
"""The modules that read reports and judge an agency; their imports count too."""
_IMPORT = re.compile(
    r"^[ \t]*(?:from\s+((?:pipeline|schemas)[\w.]*)\s+import\s+(\([^)]*\)|.*)"
    r"|import\s+((?:pipeline|schemas)[\w.]*))",
    re.MULTILINE,
)
_READING_LIBRARIES = (
    *("defusedxml", "pandera", "polars", "pypdfium2", "rapidfuzz", "unhwp"),
    *("onnxruntime", "rapidocr"),  # optional: what they read was refused before
)
_BUILDING_LIBRARIES = (*_READING_LIBRARIES, *("duckdb", "jinja2", "nanoarrow", "xlsxwriter"))


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
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # an optional one
        return "absent"


def imported_files(modules: Iterable[str], code: Path = CODE) -> set[str]:
    """Files of modules and of all they import, here or within functions, with the data beside."""
    there = code_files(code)
    found: set[str] = set()
    imported: set[str] = set()
    open_ = list(modules)
    while open_:
        file = open_.pop()
        if file in found:
            continue
        found.add(file)
        for package, names, alone in _IMPORT.findall((code / file).read_text("utf-8")):
            within = {f"{package}.{name}" for name in re.findall(r"\w+", names)}
            for name in {package or alone, *within} - imported:
                imported.add(name)
                open_ += _module_files(name) & there
    rooms = {os.path.dirname(file) for file in found}
    beside = {f for f in there if os.path.dirname(f) in rooms and not f.endswith(".py")}
    return found | beside


@cache
def code_files(code: Path = CODE) -> frozenset[str]:
    """All files of the code, as paths from its folder; none that Python compiled."""
    return frozenset(
        f"{folder[len(str(code)) + 1 :]}/{name}"
        for room in ("pipeline", "schemas")
        for folder, _, names in os.walk(code / room)
        if not folder.endswith("__pycache__")
        for name in names
    )


def _module_files(name: str) -> set[str]:
    """The files that a module and the packages it is in may have."""
    parts = name.split(".")
    above = {"/".join((*parts[:n], "__init__.py")) for n in range(1, len(parts) + 1)}
    return {*above, "/".join(parts) + ".py"}


@cache
def _hash_of_code(file: str) -> str:
    return file_hash(CODE / file)


def _code(found: Iterable[str], libraries: Iterable[str]) -> str:
    return hash_of(
        [
            *(f"{file} {_hash_of_code(file)}" for file in sorted(found)),
            *(f"{library} {_version(library)}" for library in libraries),
            # Pages that are pictures are refused where it is missing.
            f"tesseract {'absent' if shutil.which('tesseract') is None else 'present'}",
            # Unicode tables and the number formats of the standard library come with it.
            f"python {sys.version_info.major}.{sys.version_info.minor}",
        ]
    )


READING = _code(imported_files(_READING_MODULES), _READING_LIBRARIES)
"""Code, reference tables and libraries that decide what is read in a report."""

BUILDING = _code(code_files(), _BUILDING_LIBRARIES)
"""The same of everything that decides what a release is."""
