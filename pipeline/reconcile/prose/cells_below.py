"""Totals and numbers of things stated above a table, with the parts in its cells.

What belongs here: which cells are the parts of which figure. What does not: totals that stand in
the table themselves (`table_claims`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed, readable
from pipeline.document.tables.grid import Cell
from pipeline.document.tables.headers import heading_name
from pipeline.reconcile.prose.build_claim import (
    comparable,
    is_far_off,
    is_rate,
    is_total,
    make,
    make_count,
    names_no_part,
)
from pipeline.reconcile.prose.listed import can_count, is_about
from pipeline.reconcile.prose.statement import Mention
from pipeline.reconcile.prose.statements import Statement, TableBelow
from pipeline.rules.claim import Claim, whole
from pipeline.vocabulary.relations import relations
from pipeline.vocabulary.signs import more_behind
from pipeline.vocabulary.words import words

_RATES = ("percent", "percentage_point", "point")
_COUNTERS = "개대"
"""Between a number and what is counted: 6개 분야, 5대 분야."""
_SHORTEST_NOUN = 2
_WORDS_BEHIND = re.compile(r"(?:\s?[가-힣]+){0,2}")


@dataclass(frozen=True)
class _Parts:
    """The figures of one row or column that stand at the same place of their cells."""

    figures: tuple[Mention, ...]
    headings: tuple[str, ...]
    """The heading of each, without spaces."""
    is_complete: bool
    """Every cell beside them states figures, or none."""


def sums_of_cells(statement: Statement) -> Iterator[Claim]:
    """`158개 학과, 총 6,407명`, and in the cells below `37/1,728`, `21/1,010` and so on."""
    heads = [
        mention for mention in statement.mentions
        if not (mention.quantity.part or is_rate(mention) or mention.unit in _RATES)
    ]  # fmt: skip
    for table in statement.tables if heads else ():
        lines = [*_lines(table, by_row=True), *_lines(table, by_row=False)]
        for head in heads:
            near = [
                parts for parts in lines
                if all(comparable(head, part) for part in parts.figures)
                and not is_far_off(head, parts.figures)
            ]  # fmt: skip
            parts = _choose_parts(statement, head, near, lines)
            if parts is not None:
                yield make(
                    statement, "sum_of_cells", "sum", head,
                    [("addend", part) for part in parts.figures],
                    complete=parts.is_complete and not _says_more(parts.headings),
                )  # fmt: skip


def _choose_parts(
    statement: Statement, head: Mention, near: Sequence[_Parts], lines: Sequence[_Parts]
) -> _Parts | None:
    """The parts of a figure: those that give it, or else the only ones that could be meant."""
    if _of_years(near) and not is_total(head):
        return None
    giving = [parts for parts in near if _gives(parts, head)]
    if giving:
        return giving[0] if len(giving) == 1 else None
    if len(near) != 1:
        return None
    given = {
        mention: parts
        for mention in statement.mentions
        for parts in lines
        if mention is not head and _gives(parts, mention)
    }
    alone = is_total(head) or not (
        any(_is_rival(mention, head) for mention in statement.mentions if mention not in given)
        or any(
            comparable(head, parts.figures[0])
            for parts in lines
            if parts not in (*near, *given.values())
        )
    )
    return near[0] if alone and near[0] not in given.values() else None


def _gives(parts: _Parts, head: Mention) -> bool:
    return (
        all(comparable(head, part) for part in parts.figures)
        and sum(part.value for part in parts.figures) == head.value
    )


def _is_rival(mention: Mention, head: Mention) -> bool:
    """Another figure that the parts could be those of."""
    return (
        mention is not head
        and comparable(mention, head)
        and (mention.group is None) == (head.group is None)
    )


def _of_years(near: Sequence[_Parts]) -> bool:
    """The figures of several years are no parts of one of them."""
    return any(all(part.quantity.period for part in parts.figures) for parts in near)


def _says_more(headings: Sequence[str]) -> bool:
    return bool(headings) and more_behind().search(headings[-1]) is not None


def _lines(table: TableBelow, *, by_row: bool) -> Iterator[_Parts]:
    """The figures of each row, or of each column, by their place in the cells."""
    rows, columns = table.headings
    own_headings, headings = (rows, columns) if by_row else (columns, rows)
    lines: dict[int, dict[tuple[int, int], Statement]] = {}
    for at, cell in table.cells.items():
        lines.setdefault(at[0 if by_row else 1], {})[at] = cell
    for number, cells in sorted(lines.items()):
        own = own_headings.get(number, ())
        across = {at: headings.get(at[1 if by_row else 0], ()) for at in cells}
        if any(map(_is_no_addend, [own, *across.values()])):
            continue
        for inside in (False, True):
            yield from _at_one_place(cells, across, inside=inside)


def _is_no_addend(headings: tuple[str, ...]) -> bool:
    """A total, or computed from others."""
    known = words().total | words().subtotal
    return any(
        name in known or relations().is_derived(name) or names_no_part(name) for name in headings
    )


def _at_one_place(
    cells: dict[tuple[int, int], Statement],
    across: dict[tuple[int, int], tuple[str, ...]],
    *,
    inside: bool,
) -> Iterator[_Parts]:
    """The figures of one unit, one a cell, in parentheses or outside of them."""
    found: dict[str | None, list[tuple[Mention, str]]] = {}
    several: set[str | None] = set()
    gaps = False
    for at, cell in sorted(cells.items()):
        shown = closed(cell.text[cell.start : cell.end])
        gaps |= bool(shown) and shown not in words().nil and not cell.mentions
        seen: set[str | None] = set()
        for mention in cell.mentions:
            if (mention.group is not None) != inside:
                continue
            if mention.unit in seen or mention.quantity.part or is_rate(mention):
                several.add(mention.unit)
            seen.add(mention.unit)
            heading = across[at][-1] if across[at] else ""
            found.setdefault(mention.unit, []).append((mention, heading))
    for unit, listed in found.items():
        if unit not in several and len(listed) > 1:
            yield _Parts(
                tuple(mention for mention, _ in listed),
                tuple(heading for _, heading in listed),
                not gaps,
            )


def listings_in_tables(statement: Statement) -> Iterator[Claim]:
    """`6개 분야` above a table whose columns are headed as 분야, `5대 분야` above one of rows."""
    for mention in statement.mentions:
        nouns = _nouns(statement, mention)
        if not nouns or not can_count(mention):
            continue
        for table in statement.tables:
            named = _counted_headings(statement.text, table, nouns)
            if not is_about(len(named), mention):
                continue
            names = [readable(cell.span.of(statement.text)) for cell in named]
            yield make_count(
                statement, "listed_in_table", mention,
                [(whole(1), cell.span) for cell in named],
                listed=", ".join(names), complete=not _says_more(names),
            )  # fmt: skip


def _nouns(statement: Statement, mention: Mention) -> tuple[str, ...]:
    """The things counted: 6개 분야, and the words behind a mere 4대 or 4개 (핵심산업 분야)."""
    noun = closed(mention.quantity.unit_raw or "").lstrip(_COUNTERS)
    if noun:
        return (noun,) if len(noun) >= _SHORTEST_NOUN else ()
    behind = _WORDS_BEHIND.match(statement.text, mention.end, statement.end)
    assert behind is not None
    return tuple(word for word in behind.group().split() if len(word) >= _SHORTEST_NOUN)


def _counted_headings(text: str, table: TableBelow, nouns: Sequence[str]) -> list[Cell]:
    """The headings of rows or columns that are headed by what is counted."""
    grid = table.grid
    totals = words().total | words().subtotal
    for head in grid.cells:
        name = heading_name(head.span.of(text))
        if head.row >= grid.header_rows or not any(_is_of(name, noun) for noun in nouns):
            continue
        if head.column < grid.stub_columns:
            named = [c for c in grid.cells if c.column == head.column and c.row >= grid.header_rows]
        elif head.row + head.row_span < grid.header_rows:
            last = grid.header_rows - 1
            named = [c for c in grid.cells if c.row == last and c.column >= grid.stub_columns]
        else:
            continue
        shown = [(cell, heading_name(cell.span.of(text))) for cell in named]
        return [cell for cell, name in shown if name and name not in totals]
    return []


def _is_of(heading: str, noun: str) -> bool:
    """분야 and 5대 분야 head what 분야 and 핵심산업분야 are."""
    return noun in heading or (len(heading) >= _SHORTEST_NOUN and noun.endswith(heading))
