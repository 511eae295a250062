"""Word documents (.docx): paragraphs, tables, notes and automatic numbers.

What belongs here: which elements of WordprocessingML hold text. What does not: where it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from pipeline.errors import UnreadableError, refusing
from pipeline.sources.archive import Archive
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell, as_heading
from pipeline.sources.elements import find_all, find_first, is_whole, name_of, value_of
from pipeline.sources.encoding import ARCHIVE, refuse_unless
from pipeline.sources.hwpx.line import Line
from pipeline.sources.hwpx.sections import all_text, paragraphs_of
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.office.docx_looks import Looks
from pipeline.sources.office.docx_numbers import Numbers
from pipeline.sources.shade import is_shade
from pipeline.sources.source import Source
from pipeline.vocabulary.messages import message

_ADVICE = message("open it in Word, save it again as .docx or print it to a PDF, and add that")
_BODY = "word/document.xml"
_NOTES = {"word/footnotes.xml": "footnote", "word/endnotes.xml": "endnote"}
_ASIDE = re.compile(
    r"word/(?:(?P<furniture>(?:header|footer)\d*)|(?P<comment>comments)|(?P<chart>charts/chart\d*))"
    r"\.xml"
)
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-", "ptab": " "}
_LEFT_OUT = {
    **dict.fromkeys(("del", "moveFrom", "delText"), "struck out"),
    **dict.fromkeys(("instrText", "delInstrText", "fldData"), "field"),
    **dict.fromkeys(("oMath", "oMathPara"), "formula script"),
    "Fallback": "other version of the same",
}
"""Elements whose text is not printed, by what they are called where that is counted."""
_HIDES = {"vanish": "hidden", "strike": "struck out", "dstrike": "struck out"}
_OFF = ("0", "false", "off")


def read_docx(file: str, data: bytes) -> Source:
    """Read a Word document.

    Raises:
        ReportError: it is none, encrypted, broken, or larger than a report.
    """
    remedy = message("save it as .docx without a password, and add that")
    refuse_unless(file, data, ARCHIVE, ".docx", remedy)
    with refusing(file, _ADVICE):
        archive = Archive(data)
        parts = _parts(archive)
        reader = _Reader(Numbers(archive), Looks(archive), parts)
        stored = ((name, "".join(root.itertext())) for name, root in parts.items())
        return markup_source(
            file, "docx", data, reader.blocks(), ledger=reader.ledger, stored=stored
        )


def _parts(archive: Archive) -> dict[str, Element]:
    """Every part that holds text, by its name."""
    if _BODY not in archive:
        raise UnreadableError("it is a zip archive without the text of a Word document")
    aside = sorted(name for name in archive if _ASIDE.fullmatch(name))
    return {name: archive.xml(name) for name in (_BODY, *_NOTES, *aside) if name in archive}


@dataclass
class _Reader:
    """A document being read."""

    numbers: Numbers
    looks: Looks
    parts: dict[str, Element]
    ledger: Ledger = field(default_factory=Ledger)
    waiting: list[Block] = field(default_factory=list)
    """Notes that wait for the end of their paragraph or table."""

    def __post_init__(self) -> None:
        self._notes = {
            (kind, value_of(note, "id")): note
            for part, kind in _NOTES.items()
            for note in self.parts.get(part, ())
        }
        self._counts = dict.fromkeys(_NOTES.values(), 0)

    def blocks(self) -> Iterator[Block]:
        """The body with its notes, then what is printed on every page."""
        for element in self.parts[_BODY]:
            for inner in element:
                yield from self._blocks_of(inner)
                yield from self.waiting
                self.waiting.clear()
        for note in self._notes.values():  # separators, and notes that nothing refers to
            yield from self._inside(note)
        for name, root in self.parts.items():
            if not (aside := _ASIDE.fullmatch(name)):
                continue
            if aside["furniture"]:
                for line in paragraphs_of(self._inside(root)):
                    yield Paragraph(line.text, furniture=True)
            else:
                kind = "hidden comment" if aside["comment"] else "chart"
                self.ledger.leave_out(kind, all_text(root))

    def _blocks_of(self, element: Element) -> list[Block]:
        """The paragraphs and tables that an element is, or that stand anywhere below it."""
        name = name_of(element)
        if name in _LEFT_OUT:
            self.ledger.leave_out(_LEFT_OUT[name], all_text(element))
            return []
        if name == "p":
            return self._paragraph(element)
        return [self._table(element)] if name == "tbl" else self._inside(element)

    def _inside(self, element: Element) -> list[Block]:
        return [block for inner in element for block in self._blocks_of(inner)]

    def _paragraph(self, paragraph: Element) -> list[Block]:
        line = Line(self.numbers.mark(paragraph), self.ledger, look=self.looks.of)
        line.style = self.looks.of_run(paragraph, None)
        for inner in paragraph:
            self._inline(inner, line, paragraph)
        return as_heading(line.done(), self.looks.level_of(paragraph))

    def _inline(self, element: Element, line: Line, paragraph: Element) -> None:
        """The text in a paragraph: runs, and elements around them."""
        name = name_of(element)
        properties = find_first(element, "rPr")
        hidden = _hidden_reason(properties) or _LEFT_OUT.get(name)
        if hidden:
            self.ledger.leave_out(hidden, all_text(element))
        elif name == "t":
            line.add(element.text or "")
        elif name in _SIGNS:
            line.add(self.ledger.add(_SIGNS[name]))
        elif name in ("footnoteReference", "endnoteReference"):
            self._note(name.removesuffix("Reference"), value_of(element, "id"), line)
        elif name in ("drawing", "pict", "object"):
            line.put(self._drawing(element))
        else:
            if name == "r":
                line.is_raised = _is_raised(properties)
                line.style = self.looks.of_run(paragraph, element)
            for inner in element:
                self._inline(inner, line, paragraph)

    def _note(self, kind: str, identity: str, line: Line) -> None:
        note = self._notes.pop((kind, identity), None)
        if note is not None:
            self._counts[kind] += 1
            number = f"{self._counts[kind]})"
            line.add(self.ledger.add(number))
            texts = list(paragraphs_of(self._inside(note)))
            first = texts[0].text.lstrip() if texts else ""
            self.waiting += [Paragraph(f"{self.ledger.add(number)} {first}"), *texts[1:]]

    def _drawing(self, element: Element) -> list[Block]:
        """The text boxes of a drawing; its measures are text to the file, and to nobody else."""
        blocks: list[Block] = []
        for inner in element:
            if name_of(inner) == "txbxContent":
                blocks += self._inside(inner)
            elif name_of(inner) in _LEFT_OUT:
                self.ledger.leave_out(_LEFT_OUT[name_of(inner)], all_text(inner))
            else:
                self.ledger.leave_out("drawing", inner.text or "")
                blocks += self._drawing(inner)
        return blocks

    def _table(self, table: Element) -> Table:
        """A table; a cell goes on below where the next row says so (vMerge)."""
        cells: list[TableCell] = []
        open_at: dict[int, int] = {}
        for number, row in enumerate(find_all(_unwrap(table), "tr")):
            column = _count(row, "trPr", "gridBefore", 0)
            for cell in find_all(_unwrap(row), "tc"):
                width = _count(cell, "tcPr", "gridSpan", 1)
                above = open_at.get(column)
                merge = _property(cell, "tcPr", "vMerge")
                blocks = tuple(self._inside(cell))
                if merge is not None and value_of(merge, "val") != "restart" and above is not None:
                    upper = cells[above]
                    cells[above] = replace(
                        upper, row_span=number - upper.row + 1, blocks=upper.blocks + blocks
                    )
                else:
                    open_at[column] = len(cells)
                    shade = _property(cell, "tcPr", "shd")
                    filled = shade is not None and is_shade(value_of(shade, "fill"))
                    cells.append(TableCell(number, column, 1, width, blocks, is_filled=filled))
                column += width
        return Table(tuple(cells))


def _unwrap(element: Element) -> Iterator[Element]:
    """Children, those of content controls and tracked insertions in their place."""
    for inner in element:
        if name_of(inner) in ("sdt", "sdtContent", "ins", "customXml"):
            yield from _unwrap(inner)
        else:
            yield inner


def _property(element: Element, group: str, name: str) -> Element | None:
    return find_first(find_first(element, group), name)


def _count(element: Element, group: str, name: str, least: int) -> int:
    found = _property(element, group, name)
    value = value_of(found, "val") if found is not None else ""
    return max(int(value[:4]), least) if is_whole(value) else least


def _hidden_reason(properties: Element | None) -> str:
    """The reason why a run is not printed; empty if it is."""
    for property_ in properties if properties is not None else ():
        name = name_of(property_)
        if name in _HIDES and value_of(property_, "val") not in _OFF:
            return _HIDES[name]
    return ""


def _is_raised(properties: Element | None) -> bool:
    aligned = find_all(properties, "vertAlign")
    return any(value_of(e, "val") in ("superscript", "subscript") for e in aligned)
