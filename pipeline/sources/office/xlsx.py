"""Spreadsheets (.xlsx): the sheets that are shown, as lines and tables.

What belongs here: which parts and cells of a workbook hold text. What does not: how a number is
shown, or where it stands in the text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from pipeline.errors import UnreadableError, refusing
from pipeline.sources import limits
from pipeline.sources.archive import Archive
from pipeline.sources.blocks import Block, Paragraph
from pipeline.sources.elements import find_all, find_first, is_whole, name_of, value_of
from pipeline.sources.encoding import ARCHIVE, refuse_unless
from pipeline.sources.hwpx.sections import all_text
from pipeline.sources.layout import clean
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.office.number_format import BUILT_IN, format_number
from pipeline.sources.office.sheet import Cell, closed_up, sheet_blocks
from pipeline.sources.saved import moment_of_iso
from pipeline.sources.source import Source
from pipeline.sources.style import LineStyle
from pipeline.vocabulary.messages import message

_ADVICE = message("open it in Excel, save it again as .xlsx or print it to a PDF, and add that")
_BOOK, _LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STRINGS, _STYLES, _CORE = "xl/sharedStrings.xml", "xl/styles.xml", "docProps/core.xml"
_ASIDE = re.compile(
    r"xl/(?:(?P<comment>comments(?:/comment)?|threadedComments/threadedComment)\d*"
    r"|(?P<drawing>drawings/drawing\d*)|(?P<chart>charts/chart\d*))\.xml"
)
_ASIDE_NAMES = {"comment": "hidden comment", "drawing": "drawing", "chart": "chart"}
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_UNNAMED = re.compile(r"(?:sheet|시트)\s*\d*", re.IGNORECASE)
_OTHER_TEXT = {"f": "formula script", "oddHeader": "field", "oddFooter": "field"}


def read_xlsx(file: str, data: bytes) -> Source:
    """Read a workbook.

    Raises:
        ReportError: it is none, encrypted, broken, larger than a report, or was saved without the
            results of its formulas.
    """
    remedy = message("save it as .xlsx without a password, and add that")
    refuse_unless(file, data, ARCHIVE, ".xlsx", remedy)
    with refusing(file, _ADVICE):
        archive = Archive(data)
        book = _Book(archive)
        core = archive.xml(_CORE) if _CORE in archive else ()
        saved = next((moment_of_iso(e.text or "") for e in find_all(core, "modified")), None)
        blocks, stored = book.blocks(), book.stored()
        return markup_source(
            file, "xlsx", data, blocks, ledger=book.ledger, stored=stored, saved=saved
        )


@dataclass
class _Book:
    """A workbook being read."""

    archive: Archive
    ledger: Ledger = field(default_factory=Ledger)

    def __post_init__(self) -> None:
        if _BOOK not in self.archive:
            raise UnreadableError("it is a zip archive without a workbook of Excel")
        book = self.archive.xml(_BOOK)
        self._from_1904 = any(
            value_of(e, "date1904") in ("1", "true") for e in find_all(book, "workbookPr")
        )
        self._strings = self._part(_STRINGS)
        self._texts = [_run_text(item) for item in self._strings]
        self._used: set[int] = set()
        self._formats = _formats(self._part(_STYLES))
        links = {value_of(e, "Id"): value_of(e, "Target") for e in self._part(_LINKS)}
        listed = [e for group in find_all(book, "sheets") for e in group]
        self._sheets = [
            (value_of(e, "name"), value_of(e, "state") or "visible", self._sheet(links, e))
            for e in listed
        ]
        self._aside = {
            name: (_ASIDE_NAMES[aside.lastgroup or ""], self.archive.xml(name))
            for name in sorted(self.archive)
            if (aside := _ASIDE.fullmatch(name))
        }

    def _part(self, name: str) -> Element | tuple[()]:
        return self.archive.xml(name) if name in self.archive else ()

    def _sheet(self, links: dict[str, str], listed: Element) -> Element:
        target = next((links[v] for k, v in listed.items() if k.endswith("}id") and v in links), "")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        return self.archive.xml(name)

    def stored(self) -> Iterator[tuple[str, str]]:
        """Every text of the file, cell by cell; what no cell shows stands there as well."""
        for name, _, sheet in self._sheets:
            for element in sheet.iter():
                if name_of(element) == "c":
                    kind = value_of(element, "t")
                    cell = value_of(element, "r")
                    place = message("sheet {sheet}, cell {cell}", sheet=name, cell=cell)
                    yield place, self._held_value(element, kind)
                elif name_of(element) in _OTHER_TEXT:
                    yield message("sheet {sheet}", sheet=name), all_text(element)
        for number, item in enumerate(self._strings):
            yield _STRINGS, _unshown(item, self._texts[number], is_used=number in self._used)
        for part, (_, root) in self._aside.items():
            yield part, all_text(root)

    def _held_value(self, cell: Element, kind: str) -> str:
        """The value that a cell stores, before any format."""
        if kind == "inlineStr":
            return "".join(map(_run_text, find_all(cell, "is")))
        value = "".join(e.text or "" for e in find_all(cell, "v"))
        if kind != "s":
            return value
        if is_whole(value) and int(value) < len(self._texts):
            self._used.add(int(value))
            return self._texts[int(value)]
        raise UnreadableError(
            "its cell {value} names a text that is missing", value=value_of(cell, "r")
        )

    def blocks(self) -> Iterator[Block]:
        """The sheets that are shown, one after another."""
        for name, state, sheet in self._sheets:
            for element in sheet.iter():
                if name_of(element) in _OTHER_TEXT:
                    self.ledger.leave_out(_OTHER_TEXT[name_of(element)], all_text(element))
            cells = self._cells(sheet, is_shown=state == "visible")
            if cells and not _UNNAMED.fullmatch(name):
                yield Paragraph(self.ledger.add(clean(name)), style=LineStyle(heading_level=1))
            yield from sheet_blocks(cells)
        for number, item in enumerate(self._strings):
            is_used = number in self._used
            self.ledger.leave_out("hidden", _unshown(item, self._texts[number], is_used=is_used))
        for name, root in self._aside.values():
            self.ledger.leave_out(name, all_text(root))

    def _cells(self, sheet: Element, *, is_shown: bool) -> list[Cell]:
        """The cells that show something; the others are counted."""
        rows = [row for data in find_all(sheet, "sheetData") for row in data]
        hidden_rows = {_number(row, "r") - 1 for row in rows if _is_hidden(row, "ht")}
        hidden_columns = set(_hidden_columns(sheet))
        merged = list(_merged_cells(sheet))
        spans = {(top, left): (bottom, right) for top, left, bottom, right in merged}
        cells = []
        for number, row in enumerate(rows):
            for index, cell in enumerate(row):
                at = _place(value_of(cell, "r")) or (number, index)
                bottom, right = spans.get(at, at)
                across = _visible(at[0], bottom, hidden_rows)
                down = _visible(at[1], right, hidden_columns)
                held = self._held_value(cell, value_of(cell, "t"))
                is_seen = is_shown and across and down
                if held and (not is_seen or (at not in spans and _is_covered(at, merged))):
                    self.ledger.leave_out("hidden", held)
                elif is_seen and (text := self._shown_text(cell, held)):
                    cells.append(Cell(across[0], down[0], len(across), len(down), text))
        return closed_up(cells, hidden_rows, hidden_columns)

    def _shown_text(self, cell: Element, held: str) -> str:
        """The text that a cell shows of its value."""
        if not held and find_first(cell, "f") is not None and not value_of(cell, "t"):
            raise UnreadableError(
                "its cell {value} has a formula whose result is not stored",
                value=value_of(cell, "r"),
            )
        if value_of(cell, "t") == "b":
            text = {"0": "FALSE", "1": "TRUE"}.get(held, held)
        elif value_of(cell, "t") in ("", "n") and held:
            style = _number(cell, "s")
            code = self._formats[style] if style < len(self._formats) else "General"
            text = format_number(held, code, from_1904=self._from_1904)
        else:
            return held
        if text != held:
            self.ledger.leave_out("number as it is stored" if text else "hidden", held)
            self.ledger.add(text)
        return text


def _visible(first: int, last: int, hidden: set[int]) -> list[int]:
    """Rows or columns that a cell covers and that are not hidden; no table has more."""
    return [n for n in range(first, min(last, first + limits.TABLE_CELLS) + 1) if n not in hidden]


def _is_covered(at: tuple[int, int], merged: list[tuple[int, int, int, int]]) -> bool:
    """Another cell is merged over this one."""
    row, column = at
    return any(t <= row <= bottom and left <= column <= r for t, left, bottom, r in merged)


def _formats(styles: Element | tuple[()]) -> list[str]:
    """The number format of each style of a cell."""
    groups = {name_of(group): group for group in styles}
    codes = dict(BUILT_IN)
    for element in groups.get("numFmts", ()):
        codes[_number(element, "numFmtId")] = value_of(element, "formatCode")
    return [codes.get(_number(e, "numFmtId"), "General") for e in groups.get("cellXfs", ())]


def _run_text(item: Element) -> str:
    """The text of a string, without what it says of how its words are read aloud."""
    return "".join(
        (e.text or "") if name_of(e) == "t" else _run_text(e) for e in item if name_of(e) != "rPh"
    )


def _unshown(item: Element, text: str, *, is_used: bool) -> str:
    """The part of a string that no cell shows: all of it, or how its words are read aloud."""
    spoken = "".join(map(all_text, find_all(item, "rPh")))
    return spoken if is_used else spoken + text


def _hidden_columns(sheet: Element) -> Iterator[int]:
    for group in find_all(sheet, "cols"):
        for column in group:
            if _is_hidden(column, "width"):
                first, last = _number(column, "min"), _number(column, "max")
                yield from range(first - 1, min(last, first + limits.TABLE_CELLS))


def _is_hidden(element: Element, size: str) -> bool:
    return value_of(element, "hidden") in ("1", "true") or value_of(element, size) in ("0", "0.0")


def _merged_cells(sheet: Element) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of each merged cell."""
    for group in find_all(sheet, "mergeCells"):
        for merge in group:
            first, _, last = value_of(merge, "ref").partition(":")
            start, end = _place(first), _place(last)
            if start and end:
                yield *start, *end


def _place(reference: str) -> tuple[int, int] | None:
    """Row and column of `B7`, from 0."""
    match = _PLACE.fullmatch(reference)
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _number(element: Element, name: str) -> int:
    value = value_of(element, name)
    return int(value[:7]) if is_whole(value) else 0
