"""The sections of a document of Hangul as XML: paragraphs, tables, notes, drawings.

What belongs here: which elements hold text, in which order. What does not: the file around them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.errors import UnreadableError
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell
from pipeline.sources.elements import find_all, find_first, is_whole, name_of
from pipeline.sources.hwpx.line import WORDS, Line, words_of
from pipeline.sources.hwpx.looks import Looks
from pipeline.sources.hwpx.numbering import Numbering, in_form
from pipeline.sources.layout import cells_by_span
from pipeline.sources.ledger import Ledger

_TEXT_ATTRIBUTES = {"compose": "composeText", "textart": "text"}
_NO_TEXT = {
    "hiddenComment": "hidden comment",
    "equation": "formula script",
    "shapeComment": "description of a picture",
    "indexmark": "index mark",
    "parameters": "field",
    "metaTag": "field",
}
"""Elements whose text is not printed, by what they are called where that is counted."""


def stored_text(parts: Iterable[tuple[str, Element]]) -> Iterator[tuple[str, str]]:
    """Every text of the file, with the part that holds it."""
    for name, root in parts:
        for element in root.iter():
            attribute = _TEXT_ATTRIBUTES.get(name_of(element))
            if attribute:
                yield name, element.get(attribute, "")
            yield name, element.text or ""
            yield name, element.tail or ""


def raised_styles(header: Element | None) -> frozenset[str]:
    """Ids of the character styles that are superscript or subscript."""
    return frozenset(
        style.get("id", "")
        for style in find_all(header.iter() if header is not None else (), "charPr")
        if any(name_of(property_) in ("supscript", "subscript") for property_ in style)
    )


@dataclass
class SectionReader:
    """One section being read."""

    numbering: Numbering
    raised: frozenset[str]
    """Styles of characters that are superscript or subscript."""
    looks: Looks
    ledger: Ledger
    notes: list[Block] = field(default_factory=list)
    """Footnotes and endnotes that wait for the end of their paragraph or table."""

    def blocks(self, section: Element) -> Iterator[Block]:
        """Blocks of the section; notes follow the paragraph or the outermost table they are of."""
        for properties in find_all(section.iter(), "secPr"):
            self.numbering.outline = properties.get("outlineShapeIDRef", "")
        for element in section:
            yield from self._blocks_of(element)
            yield from self.notes
            self.notes.clear()

    def _paragraph(self, paragraph: Element) -> list[Block]:
        """The text of a paragraph, and the tables and boxes that stand in it, in their order."""
        mark = self.numbering.mark(paragraph)
        line = Line(mark, self.ledger, look=self.looks.of)
        for run in paragraph:
            line.style = run.get("charPrIDRef", "")
            line.is_raised = line.style in self.raised
            for content in run if name_of(run) == "run" else (run,):
                self._content(content, line)
        return line.done()

    def _content(self, content: Element, line: Line) -> None:
        """One thing in a run of characters."""
        name = name_of(content)
        if name in WORDS:
            line.add(words_of(name, content, line))
        elif name == "ctrl":
            for control in content:
                self._control(control, line)
        elif name == "switch":  # the same for other versions: what any reader understands
            chosen = find_first(content, "default")
            chosen = chosen if chosen is not None else next(iter(content), None)
            for other in content:
                if other is not chosen:
                    self.ledger.leave_out("other version of the same", all_text(other))
            for inner in chosen if chosen is not None else ():
                self._content(inner, line)
        else:
            line.put(self._blocks_of(content))

    def _control(self, control: Element, line: Line) -> None:
        name = name_of(control)
        if name in ("footNote", "endNote"):
            number = self.numbering.note(name, control.get("number"))
            line.text += self.ledger.add(f"{number}{_suffix(control.get('suffixChar', ''))}")
            self.notes += self._inside(control)
        elif name in ("header", "footer"):
            texts = paragraphs_of(self._inside(control))
            self.notes += [Paragraph(text.text, furniture=True) for text in texts]
        elif name == "autoNum":
            line.text += self.ledger.add(_running_number(control))
        elif name == "fieldBegin" and control.get("type") == "MEMO":
            self.ledger.leave_out("hidden comment", all_text(control))
        else:
            self.notes += self._blocks_of(control)

    def _blocks_of(self, element: Element) -> list[Block]:
        """The paragraphs and tables that an element is, or that stand anywhere below it."""
        name = name_of(element)
        if name in _NO_TEXT:
            self.ledger.leave_out(_NO_TEXT[name], all_text(element))
            return []
        if name == "p":
            return self._paragraph(element)
        return self._table(element) if name == "tbl" else self._inside(element)

    def _inside(self, element: Element) -> list[Block]:
        return [block for inner in element for block in self._blocks_of(inner)]

    def _table(self, table: Element) -> list[Block]:
        """A table with its caption, above it unless the file says below."""
        rows = [list(find_all(row, "tc")) for row in find_all(table, "tr")]
        aside = [e for e in table if name_of(e) != "tr"]
        caption = [block for e in aside for block in self._blocks_of(e)]
        if all(find_first(cell, "cellAddr") is None for row in rows for cell in row):
            cells = list(cells_by_span([[self._cell(cell, (0, 0)) for cell in r] for r in rows]))
        else:
            cells = [self._cell(cell) for row in rows for cell in row]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        grid: list[Block] = [Table(tuple(cells))]
        captions = (part for e in aside for part in find_all(e.iter(), "caption"))
        below = any(part.get("side") == "BOTTOM" for part in captions)
        return grid + caption if below else caption + grid

    def _cell(self, cell: Element, place: tuple[int, int] | None = None) -> TableCell:
        parts = {name_of(part): part for part in cell}
        address, span = parts.get("cellAddr"), parts.get("cellSpan")
        if address is None and place is None:
            raise UnreadableError("a cell of a table has no place (cellAddr), though others have")
        return TableCell(
            row=place[0] if place else _count(address, "rowAddr", least=0),
            column=place[1] if place else _count(address, "colAddr", least=0),
            row_span=_count(span, "rowSpan", least=1),
            column_span=_count(span, "colSpan", least=1),
            blocks=tuple(self._inside(cell)),
            is_header=cell.get("header") == "1",
            is_filled=self.looks.is_filled(cell),
        )


def all_text(element: Element) -> str:
    """All that an element holds as text, in attributes too."""
    words = "".join(element.itertext())
    inner = ((_TEXT_ATTRIBUTES.get(name_of(e)), e) for e in element.iter())
    return words + "".join(e.get(attribute, "") for attribute, e in inner if attribute)


def paragraphs_of(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs among blocks, those in the cells of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from paragraphs_of(cell.blocks)


def _running_number(control: Element) -> str:
    """A running number in the form that the file asks for; none of pages, which flow anew."""
    if control.get("numType") == "PAGE":
        return ""
    form = find_first(control, "autoNumFormat")
    number = control.get("num", "")
    if form is None or not is_whole(number):
        return number
    shown = in_form(int(number[:6]), form.get("type", ""))
    return form.get("prefixChar", "") + shown + form.get("suffixChar", "")


def _suffix(code: str) -> str:
    """The sign behind a note's number: a code point, as the format writes it here."""
    short = is_whole(code) and len(code) < 4
    return chr(int(code)) if short and 32 < int(code) < 128 else ")"


def _count(element: Element | None, attribute: str, least: int) -> int:
    """A count from an attribute."""
    value = element.get(attribute, str(least)) if element is not None else str(least)
    if not is_whole(value) or len(value) > 6 or int(value) < least:
        raise UnreadableError(
            "a cell of a table has {attribute} '{value}'", attribute=attribute, value=value[:20]
        )
    return int(value)
