"""OpenDocument text (.odt): paragraphs, lists, tables and notes.

What belongs here: which elements of OpenDocument hold text. What does not: where it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.errors import UnreadableError, refusing
from pipeline.sources import limits
from pipeline.sources.archive import Archive
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell, as_heading
from pipeline.sources.elements import find_all, find_first, is_whole, name_of, value_of
from pipeline.sources.encoding import ARCHIVE, refuse_unless
from pipeline.sources.hwpx.line import Line
from pipeline.sources.hwpx.sections import all_text, paragraphs_of
from pipeline.sources.layout import cells_by_span
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.source import Source
from pipeline.vocabulary.messages import message

_ADVICE = message(
    "open it in LibreOffice, save it again as .odt or print it to a PDF, and add that"
)
_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_LEFT_OUT = {
    **dict.fromkeys(("annotation", "annotation-end"), "hidden comment"),
    "tracked-changes": "struck out",
    "math": "formula script",
    **dict.fromkeys(("title", "desc"), "description of a picture"),
    **dict.fromkeys(("forms", "script", "scripts", "binary-data"), "form"),
}
"""Elements whose text is not printed, by what they are called where that is counted."""
_FURNITURE = ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
_BLOCKS = ("frame", "table", "list", "section", "text-box", "custom-shape", "rect", "g")
"""Elements in a paragraph that hold paragraphs of their own."""


def read_odt(file: str, data: bytes) -> Source:
    """Read an OpenDocument text.

    Raises:
        ReportError: it is none, encrypted, broken, or larger than a report.
    """
    remedy = message("give the file the ending of what it is")
    refuse_unless(file, data, ARCHIVE, ".odt", remedy)
    with refusing(file, _ADVICE):
        body, aside = _parts(Archive(data))
        reader = _Reader()
        blocks = [block for element in body for block in reader.outer(element)]
        blocks += [
            Paragraph(line.text, furniture=True)
            for element in aside
            for line in paragraphs_of(reader.inside(element))
        ]
        stored = [(_CONTENT, "".join(e.itertext())) for e in body]
        stored += [(_STYLES, "".join(e.itertext())) for e in aside]
        return markup_source(file, "odt", data, blocks, ledger=reader.ledger, stored=stored)


def _parts(archive: Archive) -> tuple[list[Element], list[Element]]:
    """The parts that hold the text, and what holds that of every page."""
    manifest = archive.xml(_MANIFEST).iter() if _MANIFEST in archive else ()
    locked = find_first(manifest, "encryption-data") is not None
    if locked or _CONTENT not in archive:
        raise UnreadableError(
            message("it is encrypted") if locked else message("it has no text of OpenDocument")
        )
    body = _below(archive.xml(_CONTENT), ("body",))
    return body, _below(archive.xml(_STYLES), _FURNITURE) if _STYLES in archive else []


def _below(root: Element, names: tuple[str, ...]) -> list[Element]:
    return [element for element in root.iter() if name_of(element) in names]


@dataclass
class _Reader:
    """A document being read."""

    ledger: Ledger = field(default_factory=Ledger)
    waiting: list[Block] = field(default_factory=list)
    """Notes that wait for the end of their paragraph or table."""

    def outer(self, element: Element) -> Iterator[Block]:
        """The blocks of the body, notes behind the outermost paragraph or table they are of."""
        for inner in element:
            if name_of(inner) == "text":
                yield from self.outer(inner)
            else:
                yield from self._blocks_of(inner)
                yield from self.waiting
                self.waiting.clear()

    def inside(self, element: Element) -> list[Block]:
        """The blocks anywhere below an element."""
        return [block for inner in element for block in self._blocks_of(inner)]

    def _blocks_of(self, element: Element) -> list[Block]:
        name = name_of(element)
        if name in _LEFT_OUT:
            self.ledger.leave_out(_LEFT_OUT[name], all_text(element))
            return []
        if name in ("p", "h"):
            line = Line("", self.ledger)
            self._inline(element, line)
            return as_heading(line.done(), _heading_level(element))
        return [self._table(element)] if name == "table" else self.inside(element)

    def _inline(self, element: Element, line: Line) -> None:
        """The text of an element, and what stands between it."""
        line.add(element.text or "")
        for inner in element:
            name = name_of(inner)
            if name in _LEFT_OUT or name in _BLOCKS:
                line.put(self._blocks_of(inner))
            elif name in ("tab", "line-break", "s"):
                line.add(" ")
            elif name == "note":
                self._note(inner, line)
            else:
                self._inline(inner, line)
            line.add(inner.tail or "")

    def _note(self, note: Element, line: Line) -> None:
        """The number of a note where it is referred to, and the note with its number below."""
        number = "".join(map(all_text, find_all(note, "note-citation")))
        line.add(f"{number}{self.ledger.add(')')}")
        bodies = find_all(note, "note-body")
        texts = [text for body in bodies for text in paragraphs_of(self.inside(body))]
        first = texts[0].text.lstrip() if texts else ""
        again = self.ledger.add(f"{number})")
        self.waiting += [Paragraph(f"{again} {first}"), *texts[1:]]

    def _table(self, table: Element) -> Table:
        """A table; what a file says of repeated empty cells and rows is not written out."""
        return Table(cells_by_span([list(self._row(row)) for row in _rows(table)]))

    def _row(self, row: Element) -> Iterator[TableCell]:
        for cell in find_all(row, "table-cell"):  # others are covered by one
            blocks = tuple(self.inside(cell))
            times = _count(cell, "number-columns-repeated") if not blocks else 1
            spans = (_count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned"))
            for _ in range(min(times, limits.TABLE_COLUMNS)):
                yield TableCell(0, 0, *spans, blocks)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table, those in groups and among its headings in their place."""
    for inner in table:
        if name_of(inner) == "table-row":
            yield inner
        elif name_of(inner) in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(inner)


def _count(element: Element, name: str) -> int:
    value = value_of(element, name)
    return max(int(value[:6]), 1) if is_whole(value) else 1


def _heading_level(element: Element) -> int | None:
    """The outline level of a heading (OpenDocument 1.3, 19.850.3)."""
    level = value_of(element, "outline-level") if name_of(element) == "h" else ""
    return int(level) if is_whole(level) and len(level) < 3 else None
