"""Duties (주요기능): what each department is for, one row a bullet, or a cell without bullets.

What belongs here: tables and lists of departments with what they do. What does not: the duties of
institutions outside the office, and work that is planned.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.readable import closed, content_start, readable
from pipeline.document.tables.grid import Span
from pipeline.document.tables.headers import heading_name
from pipeline.document.tables.members import is_department
from pipeline.facts.cube.observations import Cube
from pipeline.facts.cube.records import RecordTable, record_table
from pipeline.facts.departments import Mention, Names
from pipeline.facts.rows import Findings
from pipeline.facts.tables import is_subtotal, is_total
from pipeline.vocabulary.messages import message
from pipeline.vocabulary.tables import duties

_NAMED = re.compile(
    r"(?P<name>[^:：()\d]{2,24}?)\s*(?:\([^:：()]{1,20}\)\s*)?(?:[:：]|(?<=\s)[—―–-]\s)\s*"
    r"(?P<text>\S.*?)\s*$"
)
_NOTE = re.compile(r"\s*\([^()]*\)\s*$")
_PARTS = ("name", "text")
_LEAST_LISTED = 2
_LONGEST_HEADING = 24


@dataclass(frozen=True)
class DutyRow:
    """The figures that one row of a table, or one line of a list, states of a department."""

    department: Span
    content: Span
    table_id: str | None = None
    row: int | None = None
    """Row of the table, from 0."""
    paragraphs: tuple[int, ...] = ()
    """Offsets where the paragraphs of its cell begin, but the first."""


def duty_rows(document: Document, cubes: Sequence[Cube]) -> list[DutyRow]:
    """The rows of every table, and the lines of every list, of what departments do."""
    text, columns = document.text, (*duties().duty, *duties().column)
    fields = {"text": columns, "department": duties().department}
    rows = [
        DutyRow(
            _name_in_cell(text, row["department"].span), row["text"].span, cube.table.table_id,
            row["text"].row, row["text"].paragraphs,
        )
        for cube in cubes
        if (table := record_table(text, cube, fields, fields)) and _is_of_departments(text, table)
        for row in table.rows()
        if len(row) == len(fields)
    ]  # fmt: skip
    rows += [row for cube in cubes for row in _duties_without_headings(text, cube)]
    return sorted([*rows, *_duties_of_lists(document)], key=lambda row: row.department.start)


def _duties_without_headings(text: str, cube: Cube) -> list[DutyRow]:
    """The rows of a table of two columns, departments from its first row on, below a heading."""
    grid, caption = cube.table.grid, closed(cube.caption)
    columns = [[c for c in grid.cells if c.column == n] for n in range(grid.columns)]
    if len(columns) != len(_PARTS) or not _announces(caption, columns[0]):
        return []
    units = [_is_unit(closed(cell.span.of(text))) for cell in columns[0]]
    if not units[0] or sum(units) * 2 <= len(units) or len(columns[0]) != len(columns[1]):
        return []
    return [
        DutyRow(name.span, cell.span, cube.table.table_id, name.row, cell.paragraphs)
        for name, cell in zip(*columns, strict=True)
    ]


def _duties_of_lists(document: Document) -> list[DutyRow]:
    """Lines that each begin with the name of a department, below a heading of duties."""
    found: list[DutyRow] = []
    run: list[DutyRow] = []
    heading = above = ""
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind in ("blank", "furniture"):
            continue
        start = content_start(document.text, line.start, line.end)
        content = document.text[start : line.end]
        named = _NAMED.match(content) if kind != "table" else None
        if named and _is_unit(closed(named["name"])):
            heading = heading if run else above
            name, stated = (Span(start + a, start + b) for a, b in map(named.span, _PARTS))
            run.append(DutyRow(name, stated))
        else:
            found += run if _announces(heading, run) else []
            run, above = [], closed(content)
    found += run if _announces(heading, run) else []
    return [*found, *_duties_below_names(document)]


def _duties_below_names(document: Document) -> list[DutyRow]:
    """Items below the name of a department that is an item itself, under a heading of duties.

    All names have the mark of the first.
    """
    found: list[DutyRow] = []
    run: list[DutyRow] = []
    names: list[Span] = []
    heading = mark = ""
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind in ("blank", "furniture"):
            continue
        start = content_start(document.text, line.start, line.end)
        content = Span(start, line.end).stripped(document.text)
        words, sign = closed(content.of(document.text)), document.text[line.start : start].strip()
        if kind == "item" and (sign == mark if names else _is_unit(words)):
            mark = sign
            names.append(content)
        elif kind == "item" and names:
            run.append(DutyRow(names[-1], content))
        elif kind != "paragraph" or not names:
            found += run if _are_units(document.text, heading, names) else []
            run, names, heading = [], [], words
    return [*found, *(run if _are_units(document.text, heading, names) else [])]


def _are_units(text: str, heading: str, names: Sequence[Span]) -> bool:
    units = sum(_is_unit(closed(name.of(text))) for name in names)
    return _announces(heading, names) and 2 * units > len(names)


def _announces(heading: str, run: Sequence[object]) -> bool:
    """A short heading names duties, and several departments follow."""
    named = heading in duties().heading or any(word in heading for word in duties().duty)
    return len(run) >= _LEAST_LISTED and len(heading) <= _LONGEST_HEADING and named


def _is_of_departments(text: str, table: RecordTable) -> bool:
    """Most rows are named like departments, or the caption announces what departments do."""
    axes = table.cube.axes
    across = [head for heads in axes.columns.values() for head in heads]
    if any(heading_name(head.text) in duties().foreign for head in (*across, *axes.corner)):
        return False
    cells = [row["department"].span for row in table.rows() if "department" in row]
    named = [closed(_name_in_cell(text, cell).of(text)) for cell in cells]
    names = [name for name in named if not (is_total(name) or is_subtotal(name))]
    departments = sum(_is_unit(name) for name in names)
    caption = closed(table.cube.caption)
    announced = any(word in caption for word in duties().duty)
    return departments * 2 > len(names) or (announced and len(names) > 1)


def _name_in_cell(text: str, cell: Span) -> Span:
    """The name in a cell, without a bracket behind it: 유초등교육과 (4팀)."""
    note = _NOTE.search(text, cell.start, cell.end)
    return Span(cell.start, note.start()) if note and note.start() > cell.start else cell


def duty_mentions(text: str, rows: Sequence[DutyRow]) -> list[Mention]:
    """The places where these tables and lists name a department."""
    cells = {(row.table_id or "", row.department) for row in rows}
    return [
        Mention(table, span, closed(span.of(text)))
        for table, span in sorted(cells, key=lambda c: c[1].start)
        if _is_name(closed(span.of(text)))
    ]


def _is_unit(name: str) -> bool:
    """A department, or what only reports of its duties name so: 예산담당, 경영본부."""
    part = len(name) > 2 and name.endswith(duties().parts) and not name.endswith(duties().no_parts)
    return is_department(name) or part


def _is_name(name: str) -> bool:
    return bool(name) and not is_total(name) and not is_subtotal(name)


def add_duties(findings: Findings, rows: Sequence[DutyRow], names: Names) -> None:
    """Publish every bullet of every department; a row without either is held back."""
    text = findings.document.text
    numbers: dict[str, int] = {}
    for row in rows:
        printed = closed(row.department.of(text))
        bullets = _bullets(text, row) if row.table_id else [row.content]
        if not _is_name(printed) or not bullets:
            findings.hold_back(
                "duties",
                Span(row.department.start, row.content.end),
                message("no department or no duty in this row; compare it with the original"),
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
                    "table_id": row.table_id,
                    "row_no": None if row.row is None else row.row + 1,
                    **findings.place(bullet),
                },
            )


def _bullets(text: str, row: DutyRow) -> list[Span]:
    """Bullets of a cell: a mark at its start, after a tag or after a space, up to the next one.

    All bullets of a cell have the mark of its first, so that a `·` inside a duty splits nothing. A
    cell that begins with none is one duty a paragraph.
    """
    marks = "|".join(map(re.escape, duties().bullets))
    content = row.content
    stands = content.of(text)
    if not closed(stands):
        return []
    first = re.match(rf"(?:\s|<[^<>]*>)*({marks})", stands)
    if first is None:
        starts = [
            content.start,
            *(n for n in row.paragraphs if not _goes_on(text[content.start : n])),
        ]
    else:
        starts = [
            content.start + match.start(1)
            for match in re.finditer(rf"(?:^|>|\s)({re.escape(first[1])})", stands)
        ]
    ends = [*starts[1:], content.end]
    return [
        Span(start, start + len(text[start:end].rstrip()))
        for start, end in zip(starts, ends, strict=True)
    ]


def _goes_on(before: str) -> bool:
    """A line that ends so goes on in the next paragraph."""
    return before.rstrip().endswith(duties().open_ends)
