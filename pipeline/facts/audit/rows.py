"""The tables that list audit findings, and what stands where in each of their rows.

Only the layout is read here. What the cells say is read in `audit_findings.py`.
"""

import re
from dataclasses import dataclass, replace

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
from pipeline.vocabulary.dimensions import dimensions

_TAGS = r"(?:\s|</?[a-zA-Z][^<>]*>)*"
_NUMBER = re.compile(rf"{_TAGS}(\d{{1,3}})\s*[.)](?!\d)\s*")
_IN_BRACKETS = re.compile(
    rf"(?P<bracket>[(（\[]\s*(?P<names>[^()（）\[\]<>]+?)\s*[)）\]])[\s.]*{_TAGS}[\s.]*\Z"
)
_NAME = re.compile(r"[^\s,，/、·ㆍ](?:[^,，/、·ㆍ]*[^\s,，/、·ㆍ])?")
_DAY_BEHIND = re.compile(r"[(（\[][^()（）\[\]]*\d[^()（）\[\]]*[)）\]]$|['’‘]?\d[\d.월~년]*$")
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
    """The heading of its column of findings, readable."""
    category: str | None
    """Kind of finding; None when the heading is not listed."""
    cells: tuple[Span, ...]
    """Finding and answer."""
    number: int | None
    body: Span
    """The finding without its number and department."""
    responsible: Responsible | None
    status: Span | None = None
    """Its status, if that has a column of its own."""
    whole: tuple[Span, ...] = ()
    """All cells that were read."""

    @property
    def span(self) -> Span:
        """The whole row."""
        cells = self.whole or self.cells
        return Span(min(c.start for c in cells), max(c.end for c in cells))


def readable_lines(text: str, span: Span) -> list[str]:
    """Lines of a cell, by the marks of audit findings."""
    return cell_lines(text, span, audit().bullets, audit().headings)


def finding_rows(document: Document, tables: list[PlacedTable]) -> list[FindingRow]:
    """Every body row of every table of findings: those with a column of findings and of answers.

    Without a kind of findings that is known, and without any row that says how far it is settled,
    a table is of something else.
    """
    rows = []
    for table in tables:
        columns = _columns(document.text, table)
        if "result" in columns and table.grid.columns == len(("finding", "result")):
            columns.setdefault("finding", 1 - columns["result"])
        if not {"finding", "result"} <= set(columns):
            continue
        heading, category = _heading(document, table, columns["finding"])
        found = _rows(document.text, table, columns, heading, category)
        if category or any(_states_status(document.text, row) for row in found):
            rows += found
    return rows


def _columns(text: str, table: PlacedTable) -> dict[str, int]:
    """The column of each part of a finding. A column of states holds mostly states."""
    words, columns = audit(), dict[str, int]()
    for column in range(table.grid.columns):
        name = next(iter(header_names(text, table.grid, column)[::-1]), "")
        states = name in words.status_columns and _holds_statuses(text, table, column)
        for field, fits in (
            ("number", name.lower() in dimensions().ordinal.words),
            ("status", states),
            ("result", name in words.result),
            ("department", name in words.department_columns),
            ("finding", name in words.finding or words.category(name) is not None),
        ):
            if fits and field not in columns:
                columns[field] = column
                break
    return columns


def _holds_statuses(text: str, table: PlacedTable, column: int) -> bool:
    held = [
        cell.span.of(text) for row in table.grid.body() for cell in row if cell.column == column
    ]
    return sum(status_of(content) is not None for content in held) * 2 > len(held)


def status_of(printed: str) -> str | None:
    """How far a finding is settled; the day behind it is none of it: 완료(’25. 2월)."""
    return audit().status(_DAY_BEHIND.sub("", closed(printed)))


def _rows(
    text: str, table: PlacedTable, columns: dict[str, int], heading: str, category: str | None
) -> list[FindingRow]:
    """The rows of a table; where none is numbered, they are counted."""
    found = [
        _row(text, table, {f: by[c] for f, c in columns.items() if c in by}, heading, category)
        for cells in table.grid.body()
        if (by := {cell.column: cell for cell in cells})
    ]
    if any(row.number for row in found):
        return found
    return [replace(row, number=number) for number, row in enumerate(found, start=1)]


def finding_mentions(text: str, rows: list[FindingRow]) -> list[Mention]:
    """The places where findings name departments.

    Findings of one table name one department again and again, so that two spellings in it may
    well be one: each row counts as a table of its own.
    """
    return [
        Mention(f"{row.table.table_id}/{row.row + 1}", span, closed(span.of(text)))
        for row in rows
        if row.responsible
        for span in row.responsible.names
    ]


def _heading(document: Document, table: PlacedTable, column: int) -> tuple[str, str | None]:
    """The heading of the findings, and its kind, by itself or by the section's heading."""
    path = table.grid.column_path(column)
    heading = " / ".join(readable(span.of(document.text)) for span in path)
    name = header_names(document.text, table.grid, column)[-1] if heading else ""
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
    text: str, table: PlacedTable, parts: dict[str, Cell], heading: str, category: str | None
) -> FindingRow:
    cells = [parts[field] for field in ("finding", "result") if field in parts]
    cell = cells[0].span if cells else next(iter(parts.values())).span
    printed = _NUMBER.match(text, cell.start, cell.end)
    start = printed.end() if printed else cell.start
    own = parts["number"].span.of(text).strip(" .)") if "number" in parts else ""
    number = int(own) if own.isdecimal() else int(printed[1]) if printed else None
    responsible = _responsible(text, Span(start, cell.end))
    named = parts["department"].span if "department" in parts else None
    return FindingRow(
        table=table,
        row=next(iter(parts.values())).row,
        heading=heading,
        category=category,
        cells=tuple(cell.span for cell in cells),
        number=number,
        body=Span(start, responsible.span.start if responsible else cell.end),
        responsible=_divided_cell(text, named) if named else responsible,
        status=parts["status"].span if "status" in parts else None,
        whole=tuple(part.span for part in parts.values()),
    )


def _divided_cell(text: str, cell: Span) -> Responsible | None:
    """The departments of a column of their own, where 교통과 is one although 통과 is none."""
    names = _divide(text, cell)
    fits = names and all(kind_of(closed(name.of(text))) for name in names)
    return Responsible(cell, names) if fits else None


def _responsible(text: str, cell: Span) -> Responsible | None:
    """The last parentheses of a finding, when all that stands in them is departments."""
    bracket = _IN_BRACKETS.search(text, cell.start, cell.end)
    if bracket is None:
        return None
    inside = Span(bracket.start("names"), bracket.end("names"))
    names = (inside,) if _is_department(inside.of(text)) else _divide(text, inside)
    if not names or not all(_is_department(name.of(text)) for name in names):
        return None
    return Responsible(Span(bracket.start(), bracket.end("bracket")), names)


def _divide(text: str, inside: Span) -> tuple[Span, ...]:
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
    return len(kind) > 1 or not audit().only_sounds_like_department(shown)


def _states_status(text: str, row: FindingRow) -> bool:
    """Its own column, or its answer, says how far a finding is settled."""
    own = row.status is not None and status_of(row.status.of(text)) is not None
    return own or read_answer(readable_lines(text, row.cells[-1])).status is not None
