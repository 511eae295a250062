"""Plain text files: the canonical text is the decoded file, unchanged."""

import hashlib

from pipeline.errors import ReportError
from pipeline.sources.encoding import decode, kind_of_file
from pipeline.sources.source import Source
from pipeline.vocabulary.messages import message


def read_text(file: str, data: bytes) -> Source:
    """Read a plain text file.

    Raises:
        ReportError: it is not text.
    """
    try:
        text, encoding = decode(data)
    except (ValueError, UnicodeError) as error:
        kind = kind_of_file(data)
        known = "" if kind == "of unknown kind" else message("{kind}: ", kind=kind)
        raise ReportError(
            file,
            message("not a text file: {known}{error}", known=known, error=error),
            message("give the file the ending of what it is")
            if known
            else message("save the report as UTF-8 text and add it again"),
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
