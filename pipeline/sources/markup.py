"""A file of markup that has been read, as a Source: its text laid out, and nothing of it lost."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.errors import ReportError
from pipeline.sources.blocks import Block
from pipeline.sources.layout import LayoutError, lay_out
from pipeline.sources.ledger import Ledger, LostTextError
from pipeline.sources.source import Source


@dataclass(frozen=True)
class Markup:
    """A file."""

    file: str
    format: str
    data: bytes
    encoding: str = "utf-8"


def markup_source(
    markup: Markup,
    blocks: Iterable[Block],
    ledger: Ledger,
    stored: Iterable[tuple[str, str]],
    *,
    advice: str,
    saved: str | None = None,
) -> Source:
    """Write the blocks of a file as canonical text.

    Raises:
        ReportError: it is more than a report has, or text of the file stands nowhere.
    """
    try:
        layout = lay_out(blocks)
        balance = ledger.balance(stored, layout.text)
    except (LayoutError, LostTextError) as error:
        raise ReportError(markup.file, str(error), advice) from error
    return Source(
        file=markup.file,
        format=markup.format,
        text=layout.text,
        text_origin="markup",
        encoding=markup.encoding,
        sha256=hashlib.sha256(markup.data).hexdigest(),
        bytes=len(markup.data),
        tables=layout.tables,
        furniture=layout.furniture,
        styles=layout.relative_styles(),
        balance=balance,
        saved=saved,
    )
