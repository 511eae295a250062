"""Which tables list audit findings, and what stands where in each of their rows.

Only the layout is read here. What the cells say is read in `audit_findings.py`.
"""

import re
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.cell_lines import cell_lines
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import heading_name
from pipeline.facts.audit.answer import read_answer
from pipeline.facts.departments import Mention, kind_of
from pipeline.facts.rows import PlacedTable
from pipeline.facts.tables import header_names
from pipeline.vocabulary.audit import audit

_TAGS = r"(?:\s|</?[a-zA-Z][^<>]*>)*"
_NUMBER = re.compile(rf"{_TAGS}(\d{{1,3}})\s*[.)](?!\d)\s*")
_IN_BRACKETS = re.compile(
    rf"(?P<bracket>[(（\[]\s*(?P<names>[^()（）\[\]<>]+?)\s*[)）\]])[\s.]*{_TAGS}[\s.]*\Z"
)
_NAME = re.compile(r"[^\s,，/、·ㆍ](?:[^,，/、·ㆍ]*[^\s,，/、·ㆍ])?")
_BEFORE_HEADING = re.compile(r"^[\W\d]+")


@dataclass(frozen=True)
class Responsible:
    """The parentheses behind a finding that name who answers it."""

    span: Span
    """With its brackets."""
    names: tuple[Span, ...]


@dataclass(frozen=True)
class FindingRow:
    """One body row of a table of findings."""

    table: PlacedTable
    row: int
    """Row of the table, from 0."""
    heading: str
    """What heads its column of findings, readable."""
    category: str | None
    """Kind of finding; None when the heading is not listed."""
    cells: tuple[Span, ...]
    """Finding and answer, and what else the table has."""
    number: int | None
    body: Span
    """The finding without its number and department."""
    responsible: Responsible | None

    @property
    def span(self) -> Span:
        """The whole row."""
        return Span(self.cells[0].start, self.cells[-1].end)


def readable_lines(text: str, span: Span) -> list[str]:
    """Lines of a cell, by the marks of audit findings."""
    return cell_lines(text, span, audit().bullets, audit().headings)


def finding_rows(document: Document, tables: list[PlacedTable]) -> list[FindingRow]:
    """Every body row of every table of findings: those whose last column is headed as answers."""
    rows = []
    for table in tables:
        heads = header_names(document.text, table.grid, table.grid.columns - 1)
        if not heads or heads[-1] not in audit().result:
            continue
        heading, category = _heading(document, table)
        found = [
            _row(document.text, table, cells, heading, category) for cells in table.grid.body()
        ]
        if category or any(_states_status(document.text, row.cells[-1]) for row in found):
            rows += found
    return rows


def finding_mentions(text: str, rows: list[FindingRow]) -> list[Mention]:
    """Where findings name departments.

    Findings of one table name one department again and again, so that two spellings in it may
    well be one: each row counts as a table of its own.
    """
    return [
        Mention(f"{row.table.table_id}/{row.row + 1}", span, closed(span.of(text)))
        for row in rows
        if row.responsible
        for span in row.responsible.names
    ]


def _heading(document: Document, table: PlacedTable) -> tuple[str, str | None]:
    """What heads the findings, and the kind it announces, itself or by the section's heading."""
    heading = " / ".join(readable(span.of(document.text)) for span in table.grid.column_path(0))
    name = header_names(document.text, table.grid, 0)[-1] if heading else ""
    if name not in audit().finding:
        return heading, audit().category(name)
    for line in document.lines_before(table.grid.span.start):
        above = _BEFORE_HEADING.sub("", readable(document.text[line.start : line.end]))
        if document.kinds[line.no - 1] != "table" and (
            category := audit().category(heading_name(above))
        ):
            return above, category
    return heading, None


def _row(
    text: str, table: PlacedTable, cells: list[Cell], heading: str, category: str | None
) -> FindingRow:
    cell = cells[0].span
    printed = _NUMBER.match(text, cell.start, cell.end)
    start = printed.end() if printed else cell.start
    responsible = _responsible(text, Span(start, cell.end))
    return FindingRow(
        table=table,
        row=cells[0].row,
        heading=heading,
        category=category,
        cells=tuple(cell.span for cell in cells),
        number=int(printed[1]) if printed else None,
        body=Span(start, responsible.span.start if responsible else cell.end),
        responsible=responsible,
    )


def _responsible(text: str, cell: Span) -> Responsible | None:
    """The last parentheses of a finding, when all that stands in them is departments."""
    bracket = _IN_BRACKETS.search(text, cell.start, cell.end)
    if bracket is None:
        return None
    inside = Span(bracket.start("names"), bracket.end("names"))
    names = (inside,) if _is_department(inside.of(text)) else _divided(text, inside)
    if not names or not all(_is_department(name.of(text)) for name in names):
        return None
    return Responsible(Span(bracket.start(), bracket.end("bracket")), names)


def _divided(text: str, inside: Span) -> tuple[Span, ...]:
    """The names between the commas, slashes or dots of the parentheses."""
    return tuple(
        Span(match.start(), match.end()) for match in _NAME.finditer(text, inside.start, inside.end)
    )


def _is_department(printed: str) -> bool:
    """One word, beginning with a letter, that ends like a listed sort of unit."""
    shown = readable(printed)
    kind = kind_of(shown)
    if kind is None or " " in shown or not shown[0].isalpha():
        return False
    # A sort of one syllable also ends many other words.
    return len(kind) > 1 or not shown.endswith(audit().no_departments)


def _states_status(text: str, answer: Span) -> bool:
    return read_answer(readable_lines(text, answer)).status is not None
