"""The code that runs: the hashes by which what an earlier build left is judged.

They are taken once, when the process starts: a daemon that runs for months must not mark what its
old code read with the hash of newer files. Only the standard library here.
"""

import hashlib
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


_code_hash = cache(file_hash)


@cache
def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:  # an optional one
        return "absent"


def imported_files(modules: Iterable[str], code: Path = CODE) -> set[Path]:
    """Files of modules and of all they import, here or within functions, with the data beside."""
    found: set[Path] = set()
    open_ = [code / module for module in modules]
    while open_:
        path = open_.pop()
        if path in found:
            continue
        found.add(path)
        for match in _IMPORT.finditer(path.read_text("utf-8")):
            package, names, alone = match.groups()
            within = [f"{package}.{name}" for name in re.findall(r"\w+", names or "")]
            for name in (package or alone, *within):
                open_ += _module_files(code, name)
    rooms = {path.parent for path in found}
    beside = {path for room in rooms for path in room.iterdir() if path.suffix != ".py"}
    return found | set(filter(Path.is_file, beside))


@cache
def _module_files(code: Path, name: str) -> list[Path]:
    """The files of a module and of the packages it is in; none where there is no such module."""
    parts = name.split(".")
    above = [code.joinpath(*parts[:n], "__init__.py") for n in range(1, len(parts) + 1)]
    files = [*above, code.joinpath(*parts).with_suffix(".py")]
    return [path for path in files if path.is_file()]


def _code(found: Iterable[Path], libraries: Iterable[str]) -> str:
    return hash_of(
        [
            *(
                f"{path.relative_to(CODE).as_posix()} {_code_hash(path)}"
                for path in sorted(found)
                if "__pycache__" not in path.parts
            ),
            *(f"{library} {_version(library)}" for library in libraries),
            # Pages that are pictures are refused where it is missing.
            f"tesseract {'absent' if shutil.which('tesseract') is None else 'present'}",
            # Unicode tables and the number formats of the standard library come with it.
            f"python {sys.version_info.major}.{sys.version_info.minor}",
        ]
    )


READING = _code(imported_files(_READING_MODULES), _READING_LIBRARIES)
"""Code, reference tables and libraries that decide what is read in a report."""

BUILDING = _code(
    (
        path
        for room in ("pipeline", "schemas")
        for path in (CODE / room).rglob("*")
        if path.is_file()
    ),
    _BUILDING_LIBRARIES,
)
"""The same of everything that decides what a release is."""
