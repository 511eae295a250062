"""Counts of settled findings of the council's audit (행정사무감사 처리결과 총괄), by kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.document.tables.axes import Head
from pipeline.document.tables.grid import Span
from pipeline.document.tables.headers import heading_name
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.departments import TOTAL
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.tables import is_total
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
    counts: Mapping[str, int | None]
    """total and each status whose cell is not empty."""
    places: dict[str, Span]

    @property
    def is_total(self) -> bool:
        """It is the total row."""
        return self.category == TOTAL


def read_summary(findings: Findings, cubes: Sequence[Cube]) -> list[SummaryRow]:
    """Read every row of every summary; unknown kinds, statuses and counts are held back."""
    found: dict[str, SummaryRow] = {}
    for cube in filter(is_summary, cubes):
        unknown = _unknown_columns(cube)
        for head in unknown:
            findings.hold_back(
                "audit_summary",
                head.cell.span,
                message(
                    "'{readable}' heads counts of no status that "
                    "pipeline/vocabulary/audit.toml lists",
                    readable=head.text,
                ),
            )
        for cells in cube.table.grid.body():
            span = Span(cells[0].span.start, cells[-1].span.end)
            read = _read_row(cube, cells[0].row, span)
            if isinstance(read, SummaryRow) and read.category in found:
                read = f"{read.category} is already stated in another row or table"
            if isinstance(read, SummaryRow):
                found[read.category] = read
            else:
                findings.hold_back("audit_summary", span, read)
    return list(found.values())


def is_summary(cube: Cube) -> bool:
    """A table with a total and statuses as columns, and kinds of audit findings as rows."""
    measures = set(_columns(cube).values())
    return (
        "total" in measures
        and len(measures.intersection(STATUSES)) >= _LEAST_STATUSES
        and any(audit().category(_name(heads)) for heads in cube.axes.rows.values())
    )


def _read_row(cube: Cube, row: int, span: Span) -> SummaryRow | str:
    """The counts of a row, or why there are none."""
    heads = cube.axes.rows.get(row, ())
    printed = heads[-1].text if heads else ""
    category = TOTAL if is_total(printed) else audit().category(_name(heads))
    if category is None:
        return f"'{printed}' is no kind of finding that pipeline/vocabulary/audit.toml lists"
    columns = _columns(cube)
    cells: dict[str, list[Observation]] = {}
    for seen in cube.observations:
        if seen.row == row and seen.column in columns:
            cells.setdefault(columns[seen.column], []).append(seen)
    counts = {measure: _count(seen) for measure, seen in cells.items()}
    unread = [measure for measure, count in counts.items() if count is None]
    if unread:
        return f"{', '.join(unread)} cannot be read; compare it with the original"
    places = {measure: seen[0].span for measure, seen in cells.items()}
    return SummaryRow(cube.table, row, category, printed, span, counts, places)


def _count(seen: Sequence[Observation]) -> int | None:
    """The count in a cell: `27`, `27건`, a dash for 0. None: no whole number."""
    figure = seen[0].figure if len(seen) == 1 else None
    whole = figure is not None and figure.resolution <= 1 and figure.value.denominator == 1
    return int(figure.value) if figure and whole and figure.value >= 0 else None


def _name(heads: Sequence[Head]) -> str:
    """The innermost heading of a row or column, closed up and without asides."""
    return heading_name(heads[-1].text) if heads else ""


def _columns(cube: Cube) -> dict[int, str]:
    """The measure of each column, by its heading; only the first of two with one heading."""
    columns: dict[int, str] = {}
    for column, heads in cube.axes.columns.items():
        name = _name(heads)
        measure = "total" if name in words().total else audit().status(name)
        if measure and measure not in columns.values():
            columns[column] = measure
    return columns


def _unknown_columns(cube: Cube) -> list[Head]:
    """Headings of columns that hold something and count nothing known."""
    filled = {seen.column for seen in cube.observations} - _columns(cube).keys()
    heads = (cube.axes.columns.get(column, ()) for column in sorted(filled))
    return [found[-1] for found in heads if found]


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
