"""How many findings of the council's audit are settled (행정사무감사 처리결과 총괄), by kind."""

from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.headers import heading_name
from pipeline.facts.departments import TOTAL
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.tables import header_names, is_total
from pipeline.figures.number import parse_number
from pipeline.vocabulary.audit import audit
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.words import words

STATUSES = ("done", "in_progress", "under_review", "not_adopted")
MEASURES = ("total", *STATUSES)
_LEAST_STATUSES = 2
"""Columns of statuses from which a table with a total is a summary."""


@dataclass(frozen=True)
class SummaryRow:
    """The counts of one kind of findings."""

    table: PlacedTable
    row: int
    """Row of the table, from 0."""
    category: str
    """As the reference names it, or 계."""
    category_raw: str
    span: Span
    """The whole row."""
    counts: dict[str, int | None]
    """total and each status that has a column; None where the cell is empty."""
    places: dict[str, Span]
    complete: bool
    """Every column of counts is one of a status that is known."""

    @property
    def is_total(self) -> bool:
        """It is the total row."""
        return self.category == TOTAL


def summary_tables(text: str, tables: list[PlacedTable]) -> list[PlacedTable]:
    """Tables with a total and statuses as columns, and kinds of audit findings as rows."""
    return [
        table
        for table in tables
        if "total" in (measures := set(_columns(text, table).values()))
        and len(measures.intersection(STATUSES)) >= _LEAST_STATUSES
        and any(audit().category(heading_name(_stub(text, table, r))) for r in table.grid.body())
    ]


def read_summary(findings: Findings, tables: list[PlacedTable]) -> list[SummaryRow]:
    """Read every row of every summary; unknown kinds, statuses and counts are held back."""
    text = findings.document.text
    found: dict[str, SummaryRow] = {}
    for table in tables:
        unknown = _unknown_columns(text, table)
        for cell in unknown:
            findings.hold_back(
                "audit_summary",
                cell.span,
                message(
                    "'{readable}' heads counts of no status that "
                    "pipeline/vocabulary/audit.toml lists",
                    readable=readable(cell.span.of(text)),
                ),
            )
        for cells in table.grid.body():
            read = _read_row(text, table, cells, complete=not unknown)
            if isinstance(read, SummaryRow) and read.category in found:
                read = f"{read.category} is already stated in another row or table"
            if isinstance(read, SummaryRow):
                found[read.category] = read
            else:
                span = Span(cells[0].span.start, cells[-1].span.end)
                findings.hold_back("audit_summary", span, read)
    return list(found.values())


def _read_row(
    text: str, table: PlacedTable, cells: list[Cell], *, complete: bool
) -> SummaryRow | str:
    """The counts of a row, or why there are none."""
    printed = _stub(text, table, cells)
    category = TOTAL if is_total(printed) else audit().category(heading_name(printed))
    if category is None:
        return f"'{printed}' is no kind of finding that pipeline/vocabulary/audit.toml lists"
    columns = _columns(text, table)
    places = {columns[cell.column]: cell.span for cell in cells if cell.column in columns}
    contents = {measure: span.of(text) for measure, span in places.items()}
    counts = {measure: _count(content) for measure, content in contents.items()}
    unread = [m for m, content in contents.items() if content and counts[m] is None]
    if unread:
        return f"{', '.join(unread)} cannot be read; compare it with the original"
    span = Span(cells[0].span.start, cells[-1].span.end)
    return SummaryRow(table, cells[0].row, category, printed, span, counts, places, complete)


def _count(content: str) -> int | None:
    """A count of findings: `27`, `27건`, a dash for 0. None: empty, or no whole number."""
    if closed(content) in words().nil:
        return 0
    read = parse_number(content)
    whole = read is not None and read.figure.resolution == 1 and read.figure.value >= 0
    return int(read.figure.value) if read and whole else None


def _stub(text: str, table: PlacedTable, cells: list[Cell]) -> str:
    """The heading of a row, readable: the innermost one where the heading has several columns."""
    stub = (readable(c.span.of(text)) for c in cells if c.column < table.grid.stub_columns)
    return ([name for name in stub if name] or [""])[-1]


def _columns(text: str, table: PlacedTable) -> dict[int, str]:
    """Which column counts what, by its heading; only the first of two with one heading."""
    columns: dict[int, str] = {}
    for column in range(table.grid.stub_columns, table.grid.columns):
        heading = (header_names(text, table.grid, column) or [""])[-1]
        measure = "total" if heading in words().total else audit().status(heading)
        if measure and measure not in columns.values():
            columns[column] = measure
    return columns


def _unknown_columns(text: str, table: PlacedTable) -> list[Cell]:
    """Headings of columns that hold something and count nothing known."""
    known = _columns(text, table)
    filled = {
        cell.column
        for row in table.grid.body()
        for cell in row
        if cell.span.start < cell.span.end and cell.column >= table.grid.stub_columns
    }
    return [
        cell
        for cell in table.grid.cells
        if cell.row == table.grid.header_rows - 1 and cell.column in filled - known.keys()
    ]


def add_summary(findings: Findings, rows: list[SummaryRow]) -> None:
    """Publish the summary."""
    for row in rows:
        findings.add(
            "audit_summary",
            {
                "category": row.category,
                "category_raw": row.category_raw,
                "is_total": row.is_total,
                **{measure: row.counts.get(measure) for measure in MEASURES},
                "as_of": row.table.as_of,
                "table_id": row.table.table_id,
                "row_no": row.row + 1,
                **findings.lines(row.span),
            },
        )
