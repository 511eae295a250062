"""The canonical text of a PDF: its pages one after another, laid out as every other format is."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.sources.blocks import Block, Paragraph, Table
from pipeline.sources.blocks import TableCell as BlockCell
from pipeline.sources.layout import lay_out
from pipeline.sources.pdf.furniture import find_furniture
from pipeline.sources.pdf.lines import TextLine
from pipeline.sources.pdf.reading_order import Item, RuledTable, TableCell
from pipeline.sources.source import SourceTable
from pipeline.sources.span import Span
from pipeline.sources.style import LineStyle

_LONG = 25
"""Letters of a line of running text."""
_PARAGRAPH_GAP = 1.5
"""Gap between two lines, of their size, at which a blank line stands in the text."""
_SPACE = 0.25
"""Width of a space, of the size of its line, at least."""


@dataclass
class CanonicalText:
    """The text of all pages, and what stands where in it."""

    text: str = ""
    page_starts: list[int] = field(default_factory=list)
    tables: list[SourceTable] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)
    styles: list[LineStyle] = field(default_factory=list)
    """One a line; sizes and distances in points."""


def write_canonical(pages: Sequence[Sequence[Item]], second: Collection[int] = ()) -> CanonicalText:
    """Write all pages.

    Args:
        second: indexes of those that stand on one sheet with the page before: a page of the file
            is a sheet, as a viewer counts.

    Raises:
        UnreadableError: the text or one of its tables is larger than a report has.
    """
    furniture = find_furniture(pages)
    written = CanonicalText()
    parts: list[str] = []
    at = 0
    for number, items in enumerate(pages):
        if number not in second:
            written.page_starts.append(at)
        known = {index for page, index in furniture if page == number}
        for first, paragraphs in enumerate(_paragraphs(items, known)):
            if first:
                parts.append("\n")
                at += 1
                written.styles.append(LineStyle())
            layout = lay_out(paragraphs)
            parts.append(layout.text)
            written.tables += [_move(table, at) for table in layout.tables]
            written.styles += layout.styles
            written.furniture += [Span(s.start + at, s.end + at) for s in layout.furniture]
            at += len(layout.text)
    written.text = "".join(parts)
    return written


def _paragraphs(items: Sequence[Item], furniture: set[int]) -> Iterator[list[Block]]:
    """The text on a page, parted where a blank line stands between."""
    part: list[Block] = []
    top = min((n for n in range(len(items)) if n not in furniture), default=0)
    for number, item in enumerate(items):
        if number and _is_apart(items[number - 1], item):
            yield part
            part = []
        if isinstance(item, TextLine):
            gap = item.box[1] - items[number - 1].box[3] if number else None
            style = replace(item.style, indent=item.box[0], space_above=gap, page_top=number == top)
            part.append(Paragraph(item.text, number in furniture, style))
        else:
            part.append(_table(item))
    if part:
        yield part


def _is_apart(above: Item, below: Item) -> bool:
    """Two lines with room between them, or in two columns, are of different paragraphs."""
    if not (isinstance(above, TextLine) and isinstance(below, TextLine)):
        return False
    gap = below.box[1] - above.box[3]
    size = max(above.size, below.size)
    return gap > _PARAGRAPH_GAP * size or gap < -size  # the next column begins above


def _blocks(cell: TableCell) -> tuple[Block, ...]:
    """The paragraphs and tables in a cell."""
    lines = [item for item in cell.items if isinstance(item, TextLine)]
    left, _, right, _ = cell.place.box
    margin = min(min(li.box[0] - left, right - li.box[2]) for li in lines) if lines else 0.0
    edge, blocks, last = right - margin, list[Block](), None
    for item in cell.items:
        if isinstance(item, RuledTable):
            blocks.append(_table(item))
            last = None
            continue
        if last is not None and _goes_on(last, item, edge):
            above = blocks.pop()
            assert isinstance(above, Paragraph)
            blocks.append(replace(above, text=f"{above.text} {item.text}"))
        else:
            blocks.append(Paragraph(item.text, style=item.style))
        last = item
    return tuple(blocks)


def _goes_on(above: TextLine, below: TextLine, edge: float) -> bool:
    """Two lines of a cell are of one paragraph: the first word of the second found no room."""
    word = below.text.split(" ", 1)[0]
    width = (below.box[2] - below.box[0]) * _letters(word) / _letters(below.text)
    beside = min(above.box[3], below.box[3]) - max(above.box[1], below.box[1]) > 0
    return not beside and above.box[2] + _SPACE * above.size + width > edge


def _letters(text: str) -> float:
    """Width of a text in Hangul letters: Latin letters, digits and spaces are half as wide."""
    return sum(0.5 if char.isascii() else 1.0 for char in text)


def _table(table: RuledTable) -> Table:
    return Table(
        tuple(
            BlockCell(
                cell.place.row,
                cell.place.column,
                cell.place.row_span,
                cell.place.column_span,
                _blocks(cell),
                is_filled=cell.place.is_filled,
            )
            for cell in table.cells
        )
    )


def _move(table: SourceTable, by: int) -> SourceTable:
    cells = (
        replace(
            cell,
            start=cell.start + by,
            end=cell.end + by,
            paragraphs=tuple(begin + by for begin in cell.paragraphs),
        )
        for cell in table.cells
    )
    return SourceTable(table.start + by, table.end + by, tuple(cells))
