"""A file of markup that has been read, as a Source: its text laid out, and nothing of it lost."""

import hashlib
from collections.abc import Iterable

from pipeline.sources.blocks import Block
from pipeline.sources.layout import lay_out
from pipeline.sources.ledger import Ledger
from pipeline.sources.source import Source
from pipeline.sources.style import relative_to_body


def markup_source(
    file: str,
    format_: str,
    data: bytes,
    blocks: Iterable[Block],
    *,
    ledger: Ledger,
    stored: Iterable[tuple[str, str]],
    encoding: str = "utf-8",
    saved: str | None = None,
) -> Source:
    """Write the blocks of a file as canonical text.

    Raises:
        UnreadableError: it is more than a report has, or text of the file stands nowhere.
    """
    layout = lay_out(blocks)
    return Source(
        file=file,
        format=format_,
        text=layout.text,
        text_origin="markup",
        encoding=encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        tables=layout.tables,
        furniture=layout.furniture,
        styles=relative_to_body(layout.styles, layout.text.split("\n")),
        balance=ledger.balance(stored, layout.text),
        saved=saved,
    )
