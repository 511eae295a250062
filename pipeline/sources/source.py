"""The result of every format reader: the canonical text of one file and where it came from."""

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.sources.ledger import Balance
from pipeline.sources.sidecar import NO_SIDECAR, Sidecar
from pipeline.sources.span import Span
from pipeline.sources.style import LineStyle

PLAIN_TEXT = ("txt", "md")
"""Formats whose canonical text is the decoded file itself."""

WRAPPED = (*PLAIN_TEXT, "pdf")
"""Formats whose lines are those of a page, not those of an author."""


@dataclass(frozen=True)
class SourceCell:
    """One cell of a table that the file itself states. Rows and columns count from 0."""

    row: int
    column: int
    start: int
    """Offsets of the cell's text, without space around it; equal where the cell is empty."""
    end: int
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    """The file marks the cell as a heading (`<th>`); most formats cannot say so."""
    is_filled: bool = False
    """The cell stands on a colour, where the format says so."""
    paragraphs: tuple[int, ...] = ()
    """Offsets where its second paragraph begins, and each after it, where the format has any."""


@dataclass(frozen=True)
class SourceTable:
    """A table that the file itself states: its grid is used as it is, never guessed.

    In the canonical text a row is a line with a tab between cells; a break inside a cell is one
    space. A table inside a cell stands in that cell's text, and is a table of its own as well.
    """

    start: int
    end: int
    """Offsets of the whole table, in the canonical text."""
    cells: tuple[SourceCell, ...]
    """By row and column; a merged cell once. No two cells cover one place of the grid."""


@dataclass(frozen=True)
class Source:
    """One file of raw/, decoded."""

    file: str
    """Path below raw/, with forward slashes."""
    format: str
    """txt, md, html, pdf, hwpx, hwp, hml, docx, odt or xlsx."""
    text: str
    """Canonical text. Every character position published anywhere counts in it."""
    text_origin: str
    """text_layer, ocr or markup."""
    encoding: str
    sha256: str
    """SHA-256 of the file's bytes, in hex."""
    bytes: int
    """Size of the file."""
    tables: tuple[SourceTable, ...] = ()
    """Tables that the file states, in order; an outer one before those inside it."""
    page_starts: tuple[int, ...] = ()
    """The beginning of each page in the text, ascending; empty where the format has no pages."""
    furniture: tuple[Span, ...] = ()
    """Page numbers, running headers and footers: whole lines, kept but no part of the text."""

    recognised: tuple[Span, ...] = ()
    """Stretches that text recognition (OCR) read and no second reading has, in order."""

    styles: tuple[LineStyle, ...] = ()
    """The look of each line of the text, in order; empty where the format knows none."""

    balance: Balance | None = None
    """The count of the characters that the file stores; None where the text is the file."""

    saved: str | None = None
    """Time of the last save, from the file itself: a `moment` of `pipeline/sources/saved.py`."""

    sidecar: Sidecar = NO_SIDECAR
    """The maintainer's notes on the report."""

    def is_recognised(self, span: Span) -> bool:
        """Some digit of it was read by text recognition, and by that alone."""
        if not self.recognised:
            return False
        digits = [at for at in range(span.start, span.end) if self.text[at].isdigit()]
        return any(self._is_recognised(at) for at in digits or [span.start])

    def _is_recognised(self, at: int) -> bool:
        number = bisect_right(self.recognised, at, key=lambda span: span.start) - 1
        return number >= 0 and at < self.recognised[number].end

    @property
    def wraps(self) -> bool:
        """A line may end where its paragraph goes on; otherwise a line is a whole paragraph."""
        return self.format in WRAPPED

    @property
    def collection(self) -> str:
        """The folder of raw/ the file stands in: one office's reports."""
        return self.file.partition("/")[0]

    @property
    def stem(self) -> str:
        """Name of the file without its folder and ending."""
        return self.file.rpartition("/")[2].rpartition(".")[0]
