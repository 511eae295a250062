"""The door of the pipeline: a file of raw/ becomes a Source, or an error that says why not.

A new format is a reader and a line in `READERS`.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import ReportError
from pipeline.sources.encoding import decode
from pipeline.sources.source import Source

MAX_BYTES = 64 * 1024 * 1024
"""A report is some hundred kilobytes; a text file beyond this is not one."""

Reader = Callable[[str, bytes], Source]


def read_text(file: str, data: bytes) -> Source:
    """A plain text file: its canonical text is the decoded file, unchanged.

    Raises:
        ReportError: it is not text.
    """
    try:
        text, encoding = decode(data)
    except (ValueError, UnicodeError) as error:
        raise ReportError(
            file, 1, f"not a text file: {error}", "save the report as UTF-8 text and add it again"
        ) from error
    return Source(
        file=file,
        format="txt",
        text=text,
        text_origin="text_layer",
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
    )


READERS: dict[str, Reader] = {".txt": read_text}


def read_source(raw: Path, file: str) -> Source:
    """Read one file below `raw`.

    Raises:
        ReportError: the file is empty, too large, of an unknown format, or not what it says.
    """
    path = raw / file
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise ReportError(
            file,
            1,
            f"files ending in '{path.suffix}' are not read",
            f"add the report as one of: {', '.join(sorted(READERS))}",
        )
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise ReportError(
            file,
            1,
            f"{size:,} bytes is more than a report has (limit {MAX_BYTES:,})",
            "check that the file is one report",
        )
    source = reader(file, path.read_bytes())
    if not source.text.strip():
        raise ReportError(file, 1, "the file is empty", "copy the report again, or remove the file")
    return source
