"""HWPX, the open format of Hangul: a zip of XML, with the grid of every table.

What belongs here: which elements hold text, in which order. What does not: where the text stands
in the end (`layout.py`), or what it means.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.errors import ReportError
from pipeline.sources.archive import Archive, ArchiveError
from pipeline.sources.blocks import Block, Paragraph, Table, TableCell
from pipeline.sources.encoding import kind_of_file
from pipeline.sources.hwpx.line import WORDS, Line, words_of
from pipeline.sources.hwpx.numbering import Numbering, name_of, numbered
from pipeline.sources.layout import LayoutError, cells_by_span, lay_out
from pipeline.sources.ledger import Ledger, LostTextError
from pipeline.sources.saved import moment_of_iso
from pipeline.sources.source import Source

_HEADER = "Contents/header.xml"
_CONTENTS = "Contents/content.hpf"
_MANIFEST = "META-INF/manifest.xml"
_MODIFIED = "ModifiedDate"
_SECTION = re.compile(r"Contents/section(\d+)\.xml")
_LEFT_OUT = re.compile(r"(?P<chart>Chart/.*\.xml)|Contents/masterpage\d*\.xml", re.IGNORECASE)
"""Parts whose words are not among those of the sections: charts, and what lies behind each page."""
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


def read_hwpx(file: str, data: bytes) -> Source:
    """Read an HWPX file.

    Raises:
        ReportError: it is no HWPX, encrypted, broken, or larger than a report.
    """
    if not data.startswith(b"PK"):
        raise ReportError(
            file,
            1,
            f"this is no HWPX file but {kind_of_file(data)}",
            "give the file the ending of what it is, or save it as HWPX",
        )
    try:
        archive = Archive(data)
        ledger, parts = Ledger(), list(_parts(archive))
        blocks = list(_blocks(archive, parts, ledger))
        saved = _saved(archive)
        layout = lay_out(blocks)
        balance = ledger.balance(_stored(parts), layout.text)
    except _EncryptedError as error:
        raise ReportError(
            file, 1, "it is encrypted", "save it without a password and add it again"
        ) from error
    except (ArchiveError, LayoutError, LostTextError) as error:
        raise ReportError(
            file, 1, str(error), "open it in Hangul, save it again as HWPX, and add it again"
        ) from error
    return Source(
        file=file,
        format="hwpx",
        text=layout.text,
        text_origin="markup",
        encoding="utf-8",
        sha256=hashlib.sha256(data).hexdigest(),
        bytes=len(data),
        tables=layout.tables,
        furniture=layout.furniture,
        balance=balance,
        saved=saved,
    )


class _EncryptedError(Exception):
    """The archive needs a password."""


def _parts(archive: Archive) -> Iterator[tuple[str, Element]]:
    """The sections in order, then other parts that hold text, each with its name."""
    encrypted = _MANIFEST in archive and any(
        name_of(element) == "encryption-data" for element in archive.xml(_MANIFEST).iter()
    )
    if encrypted or archive.is_encrypted:
        raise _EncryptedError
    sections = _sections(archive)
    if not sections:
        raise ArchiveError("it is a zip archive without the sections of an HWPX")
    for name in (*sections, *sorted(filter(_LEFT_OUT.fullmatch, archive))):
        yield name, archive.xml(name)


def _blocks(
    archive: Archive, parts: Sequence[tuple[str, Element]], ledger: Ledger
) -> Iterator[Block]:
    """All paragraphs and tables, section by section."""
    header = archive.xml(_HEADER) if _HEADER in archive else None
    numbering, raised = Numbering(header), _raised(header)
    for name, root in parts:
        if aside := _LEFT_OUT.fullmatch(name):
            ledger.leave_out("chart" if aside["chart"] else "master page", "".join(root.itertext()))
        else:
            yield from _Section(numbering, raised, ledger).blocks(root)


def _stored(parts: Sequence[tuple[str, Element]]) -> Iterator[tuple[str, str]]:
    """Every text of the file, with the part that holds it."""
    for name, root in parts:
        for element in root.iter():
            attribute = _TEXT_ATTRIBUTES.get(name_of(element))
            if attribute:
                yield name, element.get(attribute, "")
            yield name, element.text or ""
            yield name, element.tail or ""


def _saved(archive: Archive) -> str | None:
    """When it was last saved, as its own metadata say."""
    elements = archive.xml(_CONTENTS).iter() if _CONTENTS in archive else ()
    stated = (e.text or "" for e in elements if e.get("name") == _MODIFIED)
    return next((found for text in stated if (found := moment_of_iso(text))), None)


def _raised(header: Element | None) -> frozenset[str]:
    """Ids of the character styles that are superscript or subscript."""
    return frozenset(
        style.get("id", "")
        for style in (header.iter() if header is not None else ())
        if name_of(style) == "charPr"
        and any(name_of(property_) in ("supscript", "subscript") for property_ in style)
    )


def _sections(archive: Archive) -> list[str]:
    """Names of the sections: in the order of the spine, else in the order of their numbers."""
    if _CONTENTS in archive:
        contents = list(archive.xml(_CONTENTS).iter())
        parts = {e.get("id"): e.get("href", "") for e in contents if name_of(e) == "item"}
        spine = [parts.get(e.get("idref"), "") for e in contents if name_of(e) == "itemref"]
        listed = [name for part in spine if (name := _section_name(archive, part))]
        if listed:
            return listed
    found = {name: int(match[1]) for name in archive if (match := _SECTION.fullmatch(name))}
    return sorted(found, key=lambda name: found[name])


def _section_name(archive: Archive, part: str) -> str | None:
    """The entry that a part of the spine is, if it is a section."""
    for name in (part, f"Contents/{part}"):
        if _SECTION.fullmatch(name):
            if name not in archive:
                raise ArchiveError(f"its part {name} is missing")
            return name
    return None


@dataclass
class _Section:
    """One section being read."""

    numbering: Numbering
    raised: frozenset[str]
    """Styles of characters that are superscript or subscript."""
    ledger: Ledger
    notes: list[Block] = field(default_factory=list)
    """Footnotes and endnotes that wait for the end of their paragraph or table."""

    def blocks(self, section: Element) -> Iterator[Block]:
        """Blocks of the section; notes follow the paragraph or the outermost table they are of."""
        for properties in section.iter():
            if name_of(properties) == "secPr":
                self.numbering.outline = properties.get("outlineShapeIDRef", "")
        for element in section:
            yield from self._held(element)
            yield from self.notes
            self.notes.clear()

    def _paragraph(self, paragraph: Element) -> list[Block]:
        """The text of a paragraph, and the tables and boxes that stand in it, in their order."""
        line = Line(self.numbering.mark(paragraph), self.ledger)
        for run in paragraph:
            line.is_raised = run.get("charPrIDRef", "") in self.raised
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
            chosen = next((e for e in content if name_of(e) == "default"), None)
            chosen = chosen if chosen is not None else next(iter(content), None)
            for other in content:
                if other is not chosen:
                    self.ledger.leave_out("other version of the same", _all_text(other))
            for inner in chosen if chosen is not None else ():
                self._content(inner, line)
        else:
            line.put(self._held(content))

    def _control(self, control: Element, line: Line) -> None:
        name = name_of(control)
        if name in ("footNote", "endNote"):
            number = self.numbering.note(name, control.get("number"))
            line.text += self.ledger.add(f"{number}{_suffix(control.get('suffixChar', ''))}")
            self.notes += self._inside(control)
        elif name in ("header", "footer"):
            texts = _paragraphs(self._inside(control))
            self.notes += [Paragraph(text.text, furniture=True) for text in texts]
        elif name == "autoNum":
            line.text += self.ledger.add(_running_number(control))
        elif name == "fieldBegin" and control.get("type") == "MEMO":
            self.ledger.leave_out("hidden comment", _all_text(control))
        else:
            self.notes += self._held(control)

    def _held(self, element: Element) -> list[Block]:
        """The paragraphs and tables that an element is, or that stand anywhere below it."""
        name = name_of(element)
        if name in _NO_TEXT:
            self.ledger.leave_out(_NO_TEXT[name], _all_text(element))
            return []
        if name == "p":
            return self._paragraph(element)
        return self._table(element) if name == "tbl" else self._inside(element)

    def _inside(self, element: Element) -> list[Block]:
        return [block for inner in element for block in self._held(inner)]

    def _table(self, table: Element) -> list[Block]:
        """A table with its caption, above it unless the file says below."""
        rows = [[e for e in row if name_of(e) == "tc"] for row in table if name_of(row) == "tr"]
        aside = [e for e in table if name_of(e) != "tr"]
        caption = [block for e in aside for block in self._held(e)]
        if all(name_of(part) != "cellAddr" for row in rows for cell in row for part in cell):
            cells = list(cells_by_span([[self._cell(cell, (0, 0)) for cell in r] for r in rows]))
        else:
            cells = [self._cell(cell) for row in rows for cell in row]
        cells.sort(key=lambda cell: (cell.row, cell.column))
        grid: list[Block] = [Table(tuple(cells))]
        below = any(e.get("side") == "BOTTOM" for e in aside if name_of(e) == "caption")
        return grid + caption if below else caption + grid

    def _cell(self, cell: Element, place: tuple[int, int] | None = None) -> TableCell:
        parts = {name_of(part): part for part in cell}
        address, span = parts.get("cellAddr"), parts.get("cellSpan")
        if address is None and place is None:
            raise ArchiveError("a cell of a table has no place (cellAddr), though others have")
        return TableCell(
            row=place[0] if place else _count(address, "rowAddr", least=0),
            column=place[1] if place else _count(address, "colAddr", least=0),
            row_span=_count(span, "rowSpan", least=1),
            column_span=_count(span, "colSpan", least=1),
            blocks=tuple(self._inside(cell)),
            is_header=cell.get("header") == "1",
        )


def _all_text(element: Element) -> str:
    """All that an element holds as text, in attributes too."""
    words = "".join(element.itertext())
    inner = ((_TEXT_ATTRIBUTES.get(name_of(e)), e) for e in element.iter())
    return words + "".join(e.get(attribute, "") for attribute, e in inner if attribute)


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs among blocks, those in the cells of tables included."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for cell in block.cells:
                yield from _paragraphs(cell.blocks)


def _running_number(control: Element) -> str:
    """A running number in the form that the file asks for; none of pages, which flow anew."""
    if control.get("numType") == "PAGE":
        return ""
    form = next((e for e in control if name_of(e) == "autoNumFormat"), None)
    number = control.get("num", "")
    if form is None or not (number.isascii() and number.isdigit()):
        return number
    shown = numbered(int(number[:6]), form.get("type", ""))
    return form.get("prefixChar", "") + shown + form.get("suffixChar", "")


def _suffix(code: str) -> str:
    """The sign behind a note's number: a code point, as the format writes it here."""
    short = code.isascii() and code.isdigit() and len(code) < 4
    return chr(int(code)) if short and 32 < int(code) < 128 else ")"


def _count(element: Element | None, attribute: str, least: int) -> int:
    """A count from an attribute.

    Raises:
        ArchiveError: it is no such number.
    """
    value = element.get(attribute, str(least)) if element is not None else str(least)
    if not value.isascii() or not value.isdigit() or len(value) > 6 or int(value) < least:
        raise ArchiveError(f"a cell of a table has {attribute} '{value[:20]}'")
    return int(value)
