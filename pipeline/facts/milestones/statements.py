"""The lines and cells of a report as statements: an item with the lines it runs on over.

What belongs here: where one statement ends and the next begins. What does not: what it says.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.document.bullets import bullets_only
from pipeline.document.digits import YEAR_MARK
from pipeline.document.document import Document
from pipeline.document.lines import Line
from pipeline.document.readable import readable
from pipeline.document.tables.grid import Cell, Grid, Span
from pipeline.document.tables.nesting import Nesting
from pipeline.vocabulary.milestones import milestones
from pipeline.vocabulary.signs import any_of

_NUMBER = re.compile(r"(\d{1,2})\)")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNFINISHED = (",", "/", "~", ":", "(", "·", "및")
_NOTE = re.compile(r"(?<=\s)(?:※|\*{1,2})(?=\s)|[▹▷‣](?=\s?[^\s0-9])")

_NAME = re.compile(
    r"^\W*(?:w\s+)?(?:사업|과제|행사|시설|단지|공사|용역)\s?명\s*[:：]\s*(\S.{1,80})$"
)
_LONGEST = 160
"""Letters of the heading of a row that says whose its steps are."""
_DATE_BELOW = re.compile(rf"\({YEAR_MARK}?\s?[0-9][^()]*\)")
"""The date of the last step of the line above, in its bracket."""
_REST_BELOW = re.compile(r"[^,/()0-9→⇒]{1,40}\([^()]*[0-9][^()]*\)")
_STEP_BEGUN = re.compile(r"\)\s*(?:,|/|→|⇒|⇨|➡)\s*[가-힣][^,/()0-9→⇒⇨➡]*$")
"""A step without its date behind one that has it: 준공(8월) ⇒ 개, and below it 교(9. 1.)."""

DatesIn = Callable[[Span], int]
"""The number of dates in a stretch of text."""


def is_footnote(document: Document, line: Line) -> bool:
    """True for a note whose mark stands behind a word of the text: DFKI²⁾, 예산현액1)."""
    if document.kinds[line.no - 1] != "note":
        return False
    shown = readable(document.text[line.start : line.end])
    if not milestones().footnote.pattern.search(shown):
        return False
    number = _NUMBER.match(shown)
    if number is None:
        return False  # an asterisk may stand before anything
    raised = number[1].translate(_SUPERSCRIPT)
    mark = re.compile(rf"[^\W\d_](?:{raised}[⁾)]|{number[1]}\))")
    return mark.search(document.text) is not None


@dataclass(frozen=True)
class Piece:
    """A line, or the part of it behind a label or in a cell, in its section."""

    line: int
    span: Span
    section: int
    begins: bool = False
    """It begins a statement: an item of a cell, a note."""
    subject: str | None = None
    """Its owner, from its cell or the heading of its row."""
    is_listed: bool = False
    """It is one of several items of a cell."""
    column: str | None = None
    """The headings of the column of its cell, as printed."""
    is_note: bool = False
    """It stands behind an asterisk: a remark, whatever is announced above."""
    roles: tuple[str, ...] = ()
    """The roles of the heading above."""


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


def cut_at_notes(text: str, piece: Piece) -> Iterator[Piece]:
    """A line, and what stands in it behind ※, * or ▹."""
    asterisk = text[piece.span.start : piece.span.end].lstrip().startswith("*")
    piece = replace(piece, is_note=asterisk)
    cuts = [m for m in _NOTE.finditer(text, piece.span.start, piece.span.end)
            if text[piece.span.start : m.start()].strip()]  # fmt: skip
    ends = [*(cut.start() for cut in cuts), piece.span.end]
    starts = [piece.span.start, *(cut.end() for cut in cuts)]
    yield replace(piece, span=Span(starts[0], ends[0]))
    for cut, start, end in zip(cuts, starts[1:], ends[1:], strict=True):
        note = asterisk or cut.group().startswith("*")
        yield replace(piece, span=Span(start, end), begins=True, is_note=note)


def cut_at_bullets(text: str, span: Span) -> list[Span]:
    """The items of a cell: each begins with a bullet, or behind a tag of HTML."""
    cuts = [m.span() for m in _bullet().finditer(text, span.start, span.end)]
    ends = [*(start for start, _ in cuts), span.end]
    starts = [span.start, *(end if text[at] in "<w" else at for at, end in cuts)]
    return [Span(a, b) for a, b in zip(starts, ends, strict=True) if a < b]


def pieces_of_cells(document: Document, section_of: Sequence[int]) -> dict[int, list[Piece]]:
    """Line to the items of the cells that begin on it, in order.

    Of a cell with a table inside, what is left.
    """
    found: dict[int, list[Piece]] = {}
    nesting = Nesting([grid.span for grid in document.tables])
    for index, grid in enumerate(document.tables):
        inside = nesting.inside(index)
        for cell in grid.cells:
            line = document.line_at(cell.span.start)
            spans = list(_without(cell.span, inside))
            items = [item for span in spans for item in cut_at_bullets(document.text, span)]
            subject = _item_name(document.text, items) or _row_heading(document.text, grid, cell)
            column = " ".join(readable(s.of(document.text)) for s in grid.column_path(cell.column))
            for item in items:
                piece = Piece(line, item, section_of[line - 1], True, subject,
                              is_listed=len(items) > 2, column=column)  # fmt: skip
                found.setdefault(line, []).append(piece)
    return {
        line: sorted(pieces, key=lambda piece: piece.span.start) for line, pieces in found.items()
    }


def _without(span: Span, holes: Sequence[Span]) -> Iterator[Span]:
    start = span.start
    for hole in (hole for hole in holes if _holds(span, hole)):
        if start < hole.start:
            yield Span(start, hole.start)
        start = max(start, hole.end)
    if start < span.end:
        yield Span(start, span.end)


def _item_name(text: str, items: Sequence[Span]) -> str | None:
    """신선마을 살리기, where an item of a cell is `사업명 : 신선마을 살리기`."""
    names = (_NAME.match(readable(item.of(text))) for item in items)
    return next((name[1] for name in names if name), None)


def _row_heading(text: str, grid: Grid, cell: Cell) -> str | None:
    """The first cell left of a cell that names something."""
    first, last = (
        bisect_left(grid.cells, (cell.row, column), key=lambda c: (c.row, c.column))
        for column in (0, cell.column)
    )
    row = grid.cells[first:last]
    shown = (readable(c.span.of(text)) for c in row)
    return next((words for words in shown if 3 < len(words) <= _LONGEST), None)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and outer != inner


@cache
def _bullet() -> re.Pattern[str]:
    # A letter w is a bullet of a symbol font.
    marks = rf"{any_of(bullets_only())}(?=\s|[^\W\d])|w(?=\s[가-힣])"
    return re.compile(rf"</?[A-Za-z][^<>\n]*>|(?<![^\s])(?:{marks})")


def statements(document: Document, pieces: Iterable[Piece], dates_in: DatesIn) -> Iterator[Text]:
    """Statements, in order.

    A paragraph goes on with what stands above it, across as many blank lines as stand between most
    lines, or one. A statement that has its date is finished, unless it breaks off, a date is not
    over at its end, or an arrow follows.

    Args:
        dates_in: the number of dates that stand in a stretch of text.
    """
    open_pieces: list[Piece] = []
    dated = False
    prose = document.source.wraps and document.is_of_sentences
    reach = max(2, document.usual_step)
    for piece in pieces:
        near = bool(open_pieces) and piece.line - open_pieces[-1].line <= reach
        closes = not prose or (bool(open_pieces) and _ends_sentence(document, open_pieces[-1]))
        goes_on = near and (
            _goes_on(document, open_pieces[-1], piece, dated=dated and closes)
            or _share_a_date(open_pieces[-1], piece, dates_in)
        )
        if open_pieces and not goes_on:
            yield Text(tuple(open_pieces))
            open_pieces, dated = [], False
        open_pieces.append(piece)
        dated = dated or dates_in(piece.span) > 0
    if open_pieces:
        yield Text(tuple(open_pieces))


def _share_a_date(last: Piece, piece: Piece, dates_in: DatesIn) -> bool:
    """A date begins at the end of one and ends in the other."""
    if piece.begins or piece.section != last.section or piece.line != last.line + 1:
        return False
    both = Span(last.span.start, piece.span.end)
    return dates_in(both) > dates_in(last.span) + dates_in(piece.span)


def _ends_sentence(document: Document, piece: Piece) -> bool:
    return readable(piece.span.of(document.text)).endswith((".", ")", ":"))


def _goes_on(document: Document, last: Piece, piece: Piece, *, dated: bool) -> bool:
    """A piece goes on with the statement that ends in `last`; `dated`: that one has its date."""
    kinds = document.kinds
    if piece.begins or kinds[piece.line - 1] != "paragraph" or piece.section != last.section:
        return False
    if kinds[last.line - 1] == "table":
        return False
    if not dated and document.source.wraps:
        return True
    shown, above = (readable(p.span.of(document.text)) for p in (piece, last))
    arrows = milestones().arrows
    if milestones().dated_item.pattern.match(shown):
        return False
    broken = above.count("(") > above.count(")") or above.endswith((*_UNFINISHED, *arrows))
    if broken or shown.startswith(arrows) or _DATE_BELOW.match(shown):
        return True
    return _STEP_BEGUN.search(above) is not None and _REST_BELOW.match(shown) is not None
