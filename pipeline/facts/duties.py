"""Duties (주요기능): what each department is for, one row a bullet."""

import re

from pipeline.document.readable import readable
from pipeline.document.tables.grid import Span
from pipeline.facts.departments import Names, row_name
from pipeline.facts.rows import Findings, PlacedTable
from pipeline.facts.tables import header_names, is_subtotal, is_total
from pipeline.vocabulary.tables import duties


def duty_tables(text: str, tables: list[PlacedTable]) -> list[PlacedTable]:
    """Tables of two columns whose second one is headed as duties."""
    return [
        table
        for table in tables
        if table.grid.columns == 2
        and any(name in duties().duty for name in header_names(text, table.grid, 1))
    ]


def add_duties(findings: Findings, tables: list[PlacedTable], names: Names) -> None:
    """Publish every bullet of every department; a row without a bullet is held back."""
    text = findings.document.text
    numbers: dict[str, int] = {}
    for table in tables:
        for row in table.grid.body():
            heading, content = row[0].span, row[-1].span
            printed = row_name(text, row)
            bullets = _bullets(text, content)
            if not printed or not bullets or is_total(printed) or is_subtotal(printed):
                findings.hold_back(
                    "duties",
                    Span(heading.start, content.end),
                    "no department or no bullet in this row; compare it with the original",
                )
                continue
            department = names.canonical(printed)
            for bullet in bullets:
                numbers[department] = numbers.get(department, 0) + 1
                findings.add(
                    "duties",
                    {
                        "department": department,
                        "item_no": numbers[department],
                        "department_id": names.department_id(department),
                        "text": readable(bullet.of(text)).lstrip("".join(duties().bullets) + " "),
                        "text_raw": bullet.of(text),
                        "table_id": table.table_id,
                        "row_no": row[0].row + 1,
                        **findings.place(bullet),
                    },
                )


def _bullets(text: str, content: Span) -> list[Span]:
    """Bullets of a cell: a mark at its start, after a tag or after a space, up to the next one.

    All bullets of a cell have the mark of its first, so that a `·` inside a duty splits nothing.
    """
    marks = "|".join(map(re.escape, duties().bullets))
    first = re.search(rf"(?:^|>|\s)\s*({marks})", content.of(text))
    if first is None:
        return []
    starts = [
        content.start + match.start(1)
        for match in re.finditer(rf"(?:^|>|\s)({re.escape(first[1])})", content.of(text))
    ]
    ends = [*starts[1:], content.end]
    return [
        Span(start, start + len(text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    ]
