"""HTML pages: their text, and their tables with merged cells. Nothing is fetched or run.

What belongs here: which tags hold text and which break it. What does not: HTML that stands in the
cells of a text file (`document/html_tables.py`).
"""

import re
from collections.abc import Mapping

from pipeline.errors import ReportError, UnreadableError
from pipeline.sources import limits
from pipeline.sources.blocks import Block, Paragraph, Table
from pipeline.sources.encoding import decode, kind_of_file
from pipeline.sources.html_parts import (
    ENDS,
    INLINE,
    VOID,
    OpenCell,
    OpenTable,
    hidden_reason,
    is_ended_by,
    is_filled,
    span_of,
)
from pipeline.sources.html_tokens import Tag, Text, tokens
from pipeline.sources.layout import cells_by_span
from pipeline.sources.ledger import Ledger
from pipeline.sources.markup import markup_source
from pipeline.sources.source import Source
from pipeline.sources.style import LineStyle
from pipeline.vocabulary.messages import message, text_of

_SPACE = re.compile(r"[ \t\r\n\f]+")
_HEADING = re.compile(r"h[1-6]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_html(file: str, data: bytes) -> Source:
    """Read an HTML page.

    Raises:
        ReportError: it is no text, or more than a report has.
    """
    try:
        text, encoding = decode(data)
    except (ValueError, UnicodeError) as error:
        raise ReportError(
            file,
            message("no HTML text ({error}), but {kind}", error=error, kind=kind_of_file(data)),
            message("save the page as UTF-8 HTML and add it again"),
        ) from error
    page = _Page()
    try:
        for token in tokens(text):
            page.take(token)
        blocks = page.finish()
        stored = page.stored
        return markup_source(
            file, "html", data, blocks, ledger=page.ledger, stored=stored, encoding=encoding
        )
    except UnreadableError as error:
        remedy = message("check that the file is one report, saved whole")
        raise ReportError(file, text_of(error), remedy, page.line) from error


class _Page:
    """Reads the tags of a page in their order."""

    def __init__(self) -> None:
        self.line = 1
        """Where the last tag or text begins."""
        self._blocks: list[Block] = []
        self._tables: list[OpenTable] = []
        self._text: list[str] = []
        self._silent: list[str] = []
        """The tag whose text is not printed, and the tags open inside it."""
        self._why = ""
        self._raised = 0
        self._level: int | None = None
        """Level of the open heading: 2 in h2."""
        self._lists = 0
        """Lists that are open."""
        self._begins_item = False
        self.ledger = Ledger()
        self.stored: list[tuple[str, str]] = []
        """Every text of the page, with the line it begins in."""

    def take(self, token: Tag | Text) -> None:
        """The next tag or text."""
        self.line = token.line
        if isinstance(token, Text):
            self._data(token.text)
        elif token.opens:
            self._open(token.name, token.attributes)
        else:
            self._close(token.name)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """A tag opens."""
        if self._silent and is_ended_by(self._silent[0], tag):
            self._silent.clear()
        if self._silent:
            self._silent += [tag] if tag not in VOID else []
            return
        if tag not in VOID and (why := hidden_reason(tag, attributes)):
            self._silent, self._why = [tag], why
            if tag in ("td", "th", "tr") and self._tables:
                self._end_paragraph()
                self._tables[-1].close_cell()
            return
        self._raised += tag == "sup"
        if tag not in INLINE:
            self._end_paragraph()
        self._structure(tag, opens=True)
        table = self._tables[-1] if self._tables else None
        if tag == "table":
            if len(self._tables) * 4 >= limits.XML_DEPTH:
                raise UnreadableError(
                    "its tables are nested more than {value} deep", value=len(self._tables)
                )
            self._tables.append(OpenTable())
        elif table and tag == "tr":
            table.close_cell()
            table.rows.append([])
            table.shaded_row = is_filled(attributes)
        elif table and tag in ("td", "th"):
            table.close_cell()
            rows, columns = span_of(attributes, "rowspan"), span_of(attributes, "colspan")
            filled = is_filled(attributes, around=table.shaded_row)
            table.cell = OpenCell(rows, columns, tag == "th", filled)

    def _close(self, tag: str) -> None:
        """A tag closes."""
        if self._silent:
            if tag in self._silent:
                while self._silent.pop() != tag:
                    pass
                return
            if self._silent[0] not in ENDS and self._silent[0] != "p":
                return
            self._silent.clear()  # the end of what holds it
        self._raised = max(self._raised - (tag == "sup"), 0)
        if tag not in INLINE:
            self._end_paragraph()
        self._structure(tag, opens=False)
        if not self._tables:
            return
        if tag in ("td", "th", "tr"):
            self._tables[-1].close_cell()
        elif tag == "table":
            self._close_table()

    def _data(self, data: str) -> None:
        """Characters; a raised digit stays apart from the number before it: ㎡ is not 2."""
        data = data.translate(_RAISED) if self._raised and not self._silent else data
        self.stored.append((f"line {self.line}", data))
        if self._silent:
            self.ledger.leave_out(self._why, data)
        else:
            self._text.append(data)

    def finish(self) -> list[Block]:
        """All blocks, what was left open included."""
        self._end_paragraph()
        while self._tables:
            self._close_table()
        return self._blocks

    def _end_paragraph(self) -> None:
        text, self._text = _SPACE.sub(" ", "".join(self._text)).strip(), []
        if text:
            item = max(self._lists, 1) if self._begins_item else None
            style = LineStyle(heading_level=self._level, list_level=item)
            self._begins_item = False
            self._add_block(Paragraph(text, style=style))

    def _structure(self, tag: str, *, opens: bool) -> None:
        """Note which heading, list and item the text to come stands in."""
        if _HEADING.fullmatch(tag):
            self._level = int(tag[1]) if opens else None
        elif tag in ("ul", "ol"):
            self._lists = max(self._lists + (1 if opens else -1), 0)
        elif tag == "li":
            self._begins_item = opens

    def _close_table(self) -> None:
        table = self._tables.pop()
        table.close_cell()
        for block in table.above:
            self._add_block(block)
        self._add_block(Table(cells_by_span(table.rows)))

    def _add_block(self, block: Block) -> None:
        if not self._tables:
            self._blocks.append(block)
        elif self._tables[-1].cell is not None:
            self._tables[-1].cell.blocks.append(block)
        else:
            self._tables[-1].above.append(block)
