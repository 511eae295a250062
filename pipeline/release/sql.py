"""Names, texts and files in SQL that is put together."""

import re
from pathlib import Path

_GLOB = re.compile(r"[*?\[]")


def quote_name(name: str) -> str:
    """A name, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text, whatever is in it."""
    return "'" + text.replace("'", "''") + "'"


def one_file(path: Path) -> str:
    """A file for DuckDB's readers, which take a name with brackets or stars for a pattern."""
    return _GLOB.sub(r"[\g<0>]", str(path))
