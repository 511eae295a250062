"""Tables of the staff that an office has: which they are, and what their headings say of a value.

What belongs here: form, department, category and measure. What does not: the published rows.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.document.tables.axes import Head
from pipeline.document.tables.members import is_department
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.departments import Mention
from pipeline.vocabulary.tables import staffing

ALL_STAFF = "합계"
"""The name of the category of all staff."""

MEASURES = {"headcount_authorized": "authorized", "headcount_actual": "actual"}
_LEAST_CATEGORIES = 2
_SPACED = {
    "authorized": "|".join(r"\s?".join(word) for word in staffing().authorized),
    "actual": "|".join(r"\s?".join(word) for word in staffing().actual),
}
_NAMED = {
    measure: re.compile(
        rf"(?<![가-힣])(?:{words})(?=\s*기준|[^가-힣]|$)(?:\s*:?\s*(?P<count>\d[\d,]*))?"
    )
    for measure, words in _SPACED.items()
}
"""정원 or 현원 as a word of a caption, and the count behind it."""


@dataclass(frozen=True)
class StaffTable:
    """A table that states the staff there is."""

    cube: Cube
    form: str
    """measures: headings say 정원 and 현원; pair: a cell has both; authorized or actual: the
    caption says of which of the two all cells are."""
    in_rows: bool
    """Categories stand in rows."""
    in_columns: bool


def staff_tables(cubes: Iterable[Cube]) -> list[StaffTable]:
    """The tables of the staff of the office itself, as it is and not as it is planned."""
    return [table for cube in cubes if (table := _staff_table(cube))]


def _staff_table(cube: Cube) -> StaffTable | None:
    words = staffing()
    every = (*cube.heads, *cube.axes.corner)
    heads = [_bare(head.text) for head in every if not head.members.department]
    caption = _bare(cube.caption)
    planned = any(word in text for word in words.planned for text in (caption, *heads))
    foreign = any(word in text for word in words.foreign for text in (caption, *heads))
    counts = [o for o in cube.observations if is_count(o)]
    if planned or foreign or not any(o.state == "figure" for o in counts):
        return None
    measured = [o for o in counts if o.members.measure and o.members.measure.name in MEASURES]
    named = {o.members.measure.name for o in measured if o.members.measure}
    in_rows, in_columns = (
        _has_categories(axis, bool(named))
        for axis in (cube.axes.rows.values(), cube.axes.columns.values())
    )
    pairs = sum(o.place in ("first", "second") for o in counts)
    paired = pairs * 2 >= len(counts) and all(o.place in ("first", "second") for o in measured)
    if not (in_rows or in_columns):
        rows, columns = cube.axes.rows.values(), cube.axes.columns.values()
        in_rows, in_columns = _divides(rows, columns), _divides(columns, rows)
    if (in_rows or in_columns) and paired:
        form = "pair"
    elif named:
        form = "measures"
    elif (in_rows or in_columns) and (told := _told_above(cube, counts)):
        form = told
    else:
        return None
    return StaffTable(cube, form, in_rows, in_columns)


def _told_above(cube: Cube, counts: Sequence[Observation]) -> str | None:
    """Of which of 정원 and 현원 a caption says the table is; 인력 alone means people in post.

    Where it states both counts, the table is of the one that is its total.
    """
    named = {name: pattern.search(cube.caption) for name, pattern in _NAMED.items()}
    found = [name for name, match in named.items() if match]
    if len(found) == 1:
        return found[0]
    if found:
        total = max(o.figure.value for o in counts if o.figure)
        told = [n for n in found if (m := named[n]) and m["count"]
                and int(m["count"].replace(",", "")) == total]  # fmt: skip
        return told[-1] if told else None
    current = any(word in _bare(cube.caption) for word in staffing().current)
    return "actual" if current else None


def _bare(text: str) -> str:
    """Closed up, without brackets: 구성(안) is 구성안."""
    return closed(text).replace("(", "").replace(")", "")


def is_count(seen: Observation) -> bool:
    """A count of people, or a dash for none."""
    person = seen.unit in (None, "person") and seen.place != "bracket"
    whole = seen.figure is not None and seen.figure.value.denominator == 1
    return seen.state in ("figure", "nil") and person and whole and not seen.members.remark


def _has_categories(axis: Iterable[tuple[Head, ...]], measured: bool) -> bool:
    """Several headings of one axis are kinds or grades of staff; one is enough beside 정원."""
    found = {
        (head.cell.row, head.cell.column)
        for heads in axis
        for head in heads
        if head.members.category and head.members.category not in staffing().part
    }
    return len(found) >= (1 if measured else _LEAST_CATEGORIES)


def _divides(axis: Iterable[tuple[Head, ...]], across: Iterable[tuple[Head, ...]]) -> bool:
    """Headings of one axis divide a total into kinds of an office's own words: 의무·약무, 행정 등.

    Those of the other axis are departments.
    """
    kinds, offices = _names(axis), _names(across)
    own = [head for head in kinds if not head.members.total]
    named = [head for head in offices if not head.members.total]
    known = [head for head in named if is_department(department_name(head))]
    return (
        len(own) >= _LEAST_CATEGORIES
        and len(own) < len(kinds)
        and not any(is_department(department_name(head)) for head in own)
        and len(known) * 2 > len(named)
    )


def _names(axis: Iterable[tuple[Head, ...]]) -> list[Head]:
    """The headings of an axis that are no measures and no remarks, once each."""
    found = {(head.cell.row, head.cell.column): head for heads in axis for head in heads}
    return [h for h in found.values() if not _is_measure(h) and not _is_aside(h)]


def _is_aside(head: Head) -> bool:
    """A remark, a number of the row, or women and men beside all people in post."""
    members = head.members
    return members.remark or members.ordinal or members.category in staffing().part


def staff_mentions(tables: Iterable[StaffTable]) -> list[Mention]:
    """The places where these tables name a department."""
    heads = {
        (table.cube.table.table_id, head.cell.span): head
        for table in tables
        for seen in [o for o in table.cube.observations if is_count(o) and measure_of(table, o)]
        if (head := department_heading(table, seen)) and not head.members.total
    }
    return [Mention(table, span, department_name(head)) for (table, span), head in heads.items()]


def measure_of(table: StaffTable, seen: Observation) -> str | None:
    """Authorized (정원) or actual (현원) of a value; women and men are counted in 현원 only."""
    if seen.members.category in staffing().part:
        return "actual"
    if table.form in MEASURES.values():
        return table.form
    if seen.members.measure:
        return MEASURES.get(seen.members.measure.name)
    if table.form == "pair" and (seen.place != "main" or seen.state == "nil"):
        return "actual" if seen.place == "second" else "authorized"
    return None


def category_of(table: StaffTable, seen: Observation) -> str | None:
    """The kind of staff; beside kinds and grades every other heading of that axis is one too."""
    if seen.members.category in staffing().part:
        return seen.members.category
    for by_category, heads in ((table.in_columns, seen.columns), (table.in_rows, seen.rows)):
        if by_category:
            named = [h for h in heads if not _is_measure(h) and not h.members.remark]
            if not named:  # 정원 alone, beside 일반직: of all
                return ALL_STAFF if seen.members.measure else None
            last = named[-1]
            return ALL_STAFF if last.members.total else closed(last.text).rstrip("*")
    return ALL_STAFF


def department_heading(table: StaffTable, seen: Observation) -> Head | None:
    """The heading that names the department, or the total of all; None where there is none."""
    axes = ((table.in_rows, seen.rows), (table.in_columns, seen.columns))
    heads = [
        head
        for by_category, axis in axes
        if not by_category
        for head in axis
        if not _is_measure(head) and not _is_aside(head)
    ]
    named = [head for head in heads if not head.members.total]
    return next(iter([*named[::-1], *heads[::-1]]), None)


def _is_measure(head: Head) -> bool:
    measured = head.members.measure is not None or head.members.pair is not None
    return measured or head.members.year is not None


def department_name(head: Head) -> str:
    """A department as a heading prints it, closed up, without the marks of notes."""
    return closed(head.text).strip("*※∎■□○◦●•∙·▪-")
