"""Files that programs leave beside reports: neither reports nor versions of one.

Only the standard library here: seeing that nothing changed must not cost an import.
"""

import re
import unicodedata
from collections.abc import Collection

_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"})
_BEGINNINGS = (".", "~$", "~wrl")
"""Hidden files, and those by which programs mark that a file is open."""
_ENDINGS = (
    *(".crdownload", ".part", ".partial", ".opdownload", ".download"),
    *(".tmp", ".temp", ".bak", ".asv"),
)
"""Downloads that were not finished; what programs saved of themselves."""
_COPY = re.compile(r" ?- ?(?:복사본|Copy)(?: ?\(\d+\))?(?=\.[^.]+$)", re.IGNORECASE)


def is_left_behind(name: str) -> bool:
    """A program, not a person, put the file or folder of this name there."""
    low = name.lower()
    return low in _NAMES or low.startswith(_BEGINNINGS) or low.endswith(_ENDINGS)


def is_copy(file: str, files: Collection[str]) -> bool:
    """A file manager made it of another of the files, which is still beside it.

    A copy whose original is gone is a report like any other.
    """
    plain = unicodedata.normalize("NFC", file)
    original = _COPY.sub("", plain)
    return original != plain and any(
        name in files for name in (original, unicodedata.normalize("NFD", original))
    )
