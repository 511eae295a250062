"""Lines of a program as statements: an item with the lines it runs on over.

What belongs here: where one statement ends and the next begins. What does not: what it says.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.vocabulary.milestones import milestones

_NUMBER = re.compile(r"(\d{1,2})\)")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def is_footnote(document: Document, line: Line) -> bool:
    """Whether a line is a note whose mark stands behind a word of the text: DFKI²⁾, 예산현액1)."""
    if document.kinds[line.no - 1] != "note":
        return False
    shown = readable(document.text[line.start : line.end])
    if not milestones().footnote.pattern.search(shown):
        return False
    number = _NUMBER.match(shown)
    if number is None:
        return True
    raised = number[1].translate(_SUPERSCRIPT)
    mark = re.compile(rf"[^\W\d_](?:{raised}[⁾)]|{number[1]}\))")
    return mark.search(document.text) is not None


HasDate = Callable[[Span], bool]
"""Whether a date stands in a stretch of text."""

_UNFINISHED = (",", "/", "~", ":", "(", "·", "및")


@dataclass(frozen=True)
class Piece:
    """A line, or the part of it behind a label, in its section."""

    line: int
    span: Span
    section: int


@dataclass(frozen=True)
class Text:
    """A statement: consecutive pieces of one section."""

    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        """From the first to the last character, line endings included."""
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)

    @property
    def section(self) -> int:
        """Index of its section."""
        return self.pieces[0].section


def statements(document: Document, pieces: Iterable[Piece], has_date: HasDate) -> Iterator[Text]:
    """Statements, in order.

    A paragraph goes on with what stands above it, across one blank line at the most. A statement
    that has its date is finished, unless it breaks off or an arrow follows.
    """
    open_pieces: list[Piece] = []
    for piece in pieces:
        if open_pieces and not _goes_on(document, open_pieces, piece, has_date):
            yield Text(tuple(open_pieces))
            open_pieces = []
        open_pieces.append(piece)
    if open_pieces:
        yield Text(tuple(open_pieces))


def _goes_on(document: Document, before: list[Piece], piece: Piece, has_date: HasDate) -> bool:
    last = before[-1]
    kinds = document.kinds
    if kinds[piece.line - 1] != "paragraph" or piece.section != last.section:
        return False
    if piece.line - last.line > 2 or kinds[last.line - 1] == "table":
        return False
    if not any(has_date(earlier.span) for earlier in before):
        return True
    shown, above = (readable(p.span.of(document.text)) for p in (piece, last))
    arrows = milestones().arrows
    broken = above.count("(") > above.count(")") or above.endswith((*_UNFINISHED, *arrows))
    return broken or shown.startswith(arrows)
