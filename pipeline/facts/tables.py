"""Tables of the source, typed or not, and their cells: `tables`, `table_cells`."""

import re
from dataclasses import replace

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.document.tables.axes import Axes, read_axes
from pipeline.document.tables.grid import Cell, Grid
from pipeline.document.tables.headers import heading_name
from pipeline.document.tables.unit_notes import value_unit
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.sections import SectionNames
from pipeline.facts.short_rows import place_short_rows, row_span
from pipeline.figures.number import parse_number
from pipeline.figures.stated_days import as_of_dates
from pipeline.figures.triangles import triangles
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.words import words

_MARK = re.compile(r"^[\s\W_]+(?=\w)")


def place_tables(findings: Findings) -> list[PlacedTable]:
    """Give every table its name, unit and date, and every value its column.

    Values whose column cannot be told, and headers without readable rows, are held back.
    """
    document = findings.document
    tables = []
    for number, grid in enumerate(document.tables, start=1):
        placement = place_short_rows(document.text, grid)
        for short in placement.unplaced:
            findings.hold_back(
                "table_cells",
                row_span(grid, short),
                message(
                    "the row prints {count} values for {value} columns, and the column totals "
                    "do not tell where they belong; compare it with the original",
                    count=len(short.values),
                    value=grid.columns - grid.stub_columns,
                ),
            )
        headed = _beginning(document, grid)
        notes = " ".join(span.of(document.text) for span in headed.captions)
        unit_raw = next(iter(headed.noted.units), None)
        tables.append(
            PlacedTable(
                table_id=f"{findings.report_id}/t{number:03}",
                grid=replace(placement.grid, noted=headed.noted),
                caption=_caption(document, headed),
                unit_raw=unit_raw,
                as_of=max(as_of_dates(notes), default=None),
                placed=placement.placed,
                missing=placement.missing,
            )
        )
    for unread in document.unread:
        findings.hold_back(
            "tables",
            unread.span,
            message(
                "this heads a table, but its rows cannot be told apart as plain text; the "
                "lines below it are published as text"
            ),
        )
    return tables


def add_tables(findings: Findings, tables: list[PlacedTable], sections: SectionNames) -> None:
    """Publish every table, in the section it begins in, and every cell."""
    for table in tables:
        findings.add(
            "tables",
            {
                "table_id": table.table_id,
                "section_id": sections.of_line(findings.lines(table.grid.span)["line_start"]),
                "caption": table.caption,
                "unit": table.unit_raw,
                "as_of": table.as_of,
                "dialect": table.grid.dialect,
                "row_count": table.grid.rows,
                "column_count": table.grid.columns,
                **findings.lines(table.grid.span),
            },
        )
        axes = read_axes(findings.document.text, table.grid)
        for cell in table.grid.cells:
            _add_cell(findings, table, cell, axes)


def header_names(text: str, grid: Grid, column: int) -> list[str]:
    """Headings above a column, top down, closed up and without asides."""
    return [heading_name(span.of(text)) for span in grid.column_path(column)]


def _add_cell(findings: Findings, table: PlacedTable, cell: Cell, axes: Axes) -> None:
    text, grid = findings.document.text, table.grid
    raw = cell.span.of(text)
    header = cell.row < grid.header_rows
    in_body = not header and cell.column >= grid.stub_columns
    rows = axes.rows.get(cell.row, ()) if not header else ()
    columns = axes.columns.get(cell.column, ()) if not header else ()
    printed = parse_number(raw, rising=triangles(text).rising) if in_body else None
    unit = None
    if printed:
        found = value_unit([*columns[::-1], *rows[::-1]], grid.noted, raw, axes.corner)
        unit = printed.unit.printed if printed.unit else found.unit.printed if found else None
    row_header = " / ".join(dict.fromkeys(head.text for head in rows))
    findings.add(
        "table_cells",
        {
            "table_id": table.table_id,
            "row_no": cell.row + 1,
            "column_no": cell.column + 1,
            "is_header": header,
            "row_header": (row_header or None) if in_body else None,
            "column_header": " / ".join(head.text for head in columns) or None,
            "text": readable(raw) or None,
            "text_raw": raw or None,
            "value": float(printed.figure.value) if printed else None,
            "unit": unit,
            "quantity_id": None,
            **findings.place(cell.span),
        },
    )


def _beginning(document: Document, grid: Grid) -> Grid:
    """The table itself, or the one that it goes on with at the top of the next page.

    That one has the same heads and columns, nothing but the foot of the page stands between them,
    and the caption is printed only once.
    """
    if grid.captions or grid.dialect != "box" or not grid.header_rows:
        return grid
    before = [other for other in document.tables if other.span.end <= grid.span.start]
    last = max(before, key=lambda other: (other.span.end, -other.span.start), default=None)
    if last is None or _heads(document, last) != _heads(document, grid):
        return grid
    first, end = document.line_at(last.span.end - 1), document.line_at(grid.span.start)
    between = document.kinds[first : end - 1]
    return _beginning(document, last) if set(between) <= {"blank", "furniture"} else grid


def _heads(document: Document, grid: Grid) -> list[tuple[int, str]]:
    """Columns and words of the heads of a table."""
    return [
        (cell.column, closed(cell.span.of(document.text)))
        for cell in grid.cells
        if cell.row < grid.header_rows
    ]


def _caption(document: Document, grid: Grid) -> str | None:
    """The heading among the lines above a table, without its mark."""
    for span in grid.captions:
        if document.kinds[document.line_at(span.start) - 1] not in ("caption", "table"):
            return _MARK.sub("", readable(span.of(document.text))) or None
    return None


def is_total(heading: str) -> bool:
    """The heading of a row announces a total."""
    return closed(heading) in words().total


def is_subtotal(heading: str) -> bool:
    """The heading of a row or column announces the total of a part of them."""
    return closed(heading) in words().subtotal
