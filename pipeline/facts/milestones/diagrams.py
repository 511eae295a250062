"""Procedures that are drawn: boxes as blocks of lines, arrows or dates on lines of their own.

What belongs here: which block of lines goes with which date. What does not: sentences
(`milestone_entries`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Grid, Span
from pipeline.facts.milestones.statements import Piece, cut_at_bullets
from pipeline.facts.milestones.stretches import DateMark
from pipeline.vocabulary.milestones import milestones
from pipeline.vocabulary.signs import arrow_sign


def items_of_periods(document: Document) -> dict[int, list[Span]]:
    """Line to the items of its cells, for each line of such a table; its header has none."""
    found: dict[int, list[Span]] = {}
    for grid in document.tables:
        if not _has_periods(document.text, grid):
            continue
        for cell in grid.cells:
            listed = found.setdefault(document.line_at(cell.span.start), [])
            if cell.row:
                listed += cut_at_bullets(document.text, cell.span)
    return found


def _has_periods(text: str, grid: Grid) -> bool:
    """Every cell of the first row names a part of a year, and nothing else."""
    first = [closed(cell.span.of(text)) for cell in grid.cells if cell.row == 0]
    period = milestones().period.pattern
    return len(first) > 1 and all(period.fullmatch(words) for words in first)


@dataclass(frozen=True)
class Drawn:
    """A box with its date."""

    date: int
    """Index of the date."""
    description: str
    lines: Span
    """From the box to its date."""
    section: int
    """Index of the section of the box."""
    subject: str | None = None
    """Its owner, from its row of a table."""
    roles: tuple[str, ...] = ()
    """The roles announced above, if that is no schedule."""


@dataclass(frozen=True)
class Unpaired:
    """Dates drawn below boxes that are more or fewer than they."""

    span: Span
    dates: int
    boxes: int


@dataclass(frozen=True)
class _Block:
    """Lines without a blank one between them."""

    pieces: tuple[Piece, ...]

    @property
    def span(self) -> Span:
        return Span(self.pieces[0].span.start, self.pieces[-1].span.end)


def _blocks(document: Document, pieces: Sequence[Piece]) -> list[_Block]:
    """Lines without a blank one between them; an item begins a block of its own."""
    blocks: list[list[Piece]] = []
    for piece in pieces:
        begins = document.kinds[piece.line - 1] in ("item", "heading")
        if blocks and not begins and piece.line == blocks[-1][-1].line + 1:
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    return [_Block(tuple(block)) for block in blocks]


def drawn_down(
    document: Document, pieces: Sequence[Piece], dates: Sequence[DateMark]
) -> list[Drawn]:
    """Boxes below each other, with lines between them that are nothing but an arrow."""
    blocks = _blocks(document, pieces)
    arrows = {i for i, block in enumerate(blocks) if _is_arrow(document, block)}
    boxes = [i for i, _ in enumerate(blocks) if i not in arrows and {i - 1, i + 1} & arrows]
    found = []
    for index in boxes:
        inside = _inside(dates, blocks[index].span)
        words = _words(document, blocks[index], dates)
        section = blocks[index].pieces[-1].section
        found += [Drawn(date, words, blocks[index].span, section) for date in inside if words]
    return found if len({step.lines for step in found}) > 1 else []


def read_chains_above_dates(
    document: Document, pieces: Sequence[Piece], dates: Sequence[DateMark]
) -> list[Drawn]:
    """Boxes beside each other with arrows between them, on one line, and as many dates below."""
    found: list[Drawn] = []
    for chain, below in pairwise(pieces):
        if below.line != chain.line + 1 or _inside(dates, chain.span):
            continue
        inside = _row_of_dates(document, _Block((below,)), dates)
        boxes = [readable(part) for part in arrow_sign().split(chain.span.of(document.text))]
        if len(boxes) == len(inside) and all(boxes):
            lines = Span(chain.span.start, below.span.end)
            found += [
                Drawn(date, words, lines, chain.section)
                for date, words in zip(inside, boxes, strict=True)
            ]
    return found


def drawn_across(
    document: Document, pieces: Sequence[Piece], dates: Sequence[DateMark]
) -> list[Drawn] | Unpaired:
    """Boxes beside each other: their words first, then one line of as many dates."""
    blocks = _blocks(document, pieces)
    for number, block in enumerate(blocks):
        inside = _row_of_dates(document, block, dates)
        if not inside:
            continue
        above = _boxes_above(document, blocks[:number], dates)
        if not above:
            continue
        if len(above) == 1:  # no blank lines between the boxes: one line each
            above = [_Block((piece,)) for piece in above[0].pieces]
        if len(above) != len(inside):
            return Unpaired(block.span, len(inside), len(above))
        return [
            Drawn(
                date,
                _words(document, box, dates),
                Span(box.span.start, block.span.end),
                box.pieces[0].section,
            )
            for date, box in zip(inside, above, strict=True)
        ]
    return []


def _row_of_dates(document: Document, block: _Block, dates: Sequence[DateMark]) -> list[int]:
    """The dates of a block that holds several, and nothing else; else none."""
    inside = _inside(dates, block.span)
    return (
        inside if len(inside) > 1 and not re.search(r"\w", _words(document, block, dates)) else []
    )


def read_stacked_boxes(
    document: Document, pieces: Sequence[Piece], dates: Sequence[DateMark]
) -> list[Drawn]:
    """Boxes of a road map one after the other: a date alone on a line, its words below or above."""
    lines = [p for p in pieces if document.kinds[p.line - 1] == "paragraph"]
    alone = {p.line: date for p in lines if (date := _date_alone(document, p, dates)) is not None}
    if len(alone) < 2 or any(_inside(dates, p.span) for p in lines if p.line not in alone):
        return []
    below = lines[0].line in alone
    if below == (lines[-1].line in alone):
        return []
    boxes: list[list[Piece]] = []
    for piece, before in zip(lines, [None, *lines], strict=False):
        if piece.line in alone if below else before is None or before.line in alone:
            boxes.append([])
        boxes[-1].append(piece)
    found = []
    for box in boxes:
        dated = [piece for piece in box if piece.line in alone]
        words = _words(document, _Block(tuple(p for p in box if p.line not in alone)), dates)
        if len(dated) != 1 or not words:
            return []
        found.append(Drawn(alone[dated[0].line], words, _Block(tuple(box)).span, box[0].section))
    return found


def _date_alone(document: Document, piece: Piece, dates: Sequence[DateMark]) -> int | None:
    """The date that is all a line holds."""
    inside = _inside(dates, piece.span)
    rest = _words(document, _Block((piece,)), dates)
    return inside[0] if len(inside) == 1 and not re.search(r"\w", rest) else None


def _boxes_above(
    document: Document, blocks: Sequence[_Block], dates: Sequence[DateMark]
) -> list[_Block]:
    """The boxes right above a line of dates: undated blocks, with nothing but arrows between."""
    found: list[_Block] = []
    for block in reversed(blocks):
        if not re.search(r"\w", block.span.of(document.text)):
            continue  # an arrow, or a sign of a symbol font for one
        if _inside(dates, block.span) or document.kinds[block.pieces[0].line - 1] == "item":
            break
        found.insert(0, block)
    return found


def _is_arrow(document: Document, block: _Block) -> bool:
    """A line that is nothing but an arrow."""
    return readable(block.span.of(document.text)) in milestones().arrows


def _inside(dates: Sequence[DateMark], span: Span) -> list[int]:
    return [i for i, d in enumerate(dates) if span.start <= d.start and d.end <= span.end]


def _words(document: Document, block: _Block, dates: Sequence[DateMark]) -> str:
    """The readable words of a block, line by line, without its dates."""
    lines = []
    for piece in block.pieces:
        shown, at = "", piece.span.start
        for index in _inside(dates, piece.span):
            shown += document.text[at : dates[index].start]
            at = dates[index].end
        line = readable(shown + document.text[at : piece.span.end])
        lines.append(re.sub(r"[(\[（]\s*[)\]）]", "", line).strip())
    return " ".join(filter(None, lines))
