"""What the rows and columns of a table of budgets are about: which tables are one.

What belongs here: headings. What does not: the amounts (`budgets.py`).
"""

from dataclasses import dataclass, replace
from itertools import product

from pipeline.document.readable import closed
from pipeline.document.tables.grid import Span
from pipeline.document.tables.headers import heading_name
from pipeline.facts.departments import Mention, kind_of, row_name
from pipeline.facts.rows import PlacedTable
from pipeline.facts.tables import is_total
from pipeline.vocabulary.planned_budgets import YearHeading, budgets


@dataclass(frozen=True)
class About:
    """What the amounts of a row or column are about, as far as its headings say."""

    department: str | None = None
    """As printed, closed up."""
    department_span: Span | None = None
    source: str | None = None
    side: str | None = None
    measure: str | None = None
    year: YearHeading | None = None
    total: bool = False
    """It is the total of the others."""
    aside: bool = False
    """It states no amount of its own."""

    def and_also(self, other: "About") -> "About":
        """What a cell is about, from its row and its column."""
        said = {name: value for name, value in vars(other).items() if value}
        return replace(self, **said)


@dataclass(frozen=True)
class BudgetTable:
    """A table of budgets: every row and column is understood."""

    table: PlacedTable
    rows: dict[int, About]
    columns: dict[int, About]


def budgets_tables(text: str, tables: list[PlacedTable]) -> list[BudgetTable]:
    """Tables of money all of whose headings are departments, sources, sides, years or measures."""
    return [found for table in tables if (found := _budget_table(text, table))]


def _budget_table(text: str, table: PlacedTable) -> BudgetTable | None:
    grid = table.grid
    if table.unit is None or table.unit.canonical != "KRW" or not grid.header_rows:
        return None
    rows = {row[0].row: _about([(row_name(text, row), row[0].span)]) for row in grid.body()}
    columns = {
        column: _about([(heading_name(s.of(text)), s) for s in grid.column_path(column)])
        for column in range(grid.stub_columns, grid.columns)
    }
    known_rows = {number: about for number, about in rows.items() if about}
    known_columns = {number: about for number, about in columns.items() if about}
    if len(known_rows) < len(rows) or len(known_columns) < len(columns):
        return None
    every = [*known_rows.values(), *known_columns.values()]
    clash = any(
        _clash(row, column) for row, column in product(known_rows.values(), known_columns.values())
    )
    by_year = any(about.year for about in known_columns.values())
    says = (
        any(about.side for about in every)
        or (by_year and any(about.measure for about in every))
        or (by_year and _headed(table))
    )
    has_parts = any(about.department or about.source or about.side for about in every)
    if clash or not says or not has_parts:
        return None
    return BudgetTable(table, known_rows, known_columns)


def _headed(table: PlacedTable) -> bool:
    """The heading above the table announces budgets, with a number before it or not."""
    return closed(table.caption or "").lstrip("0123456789.") in budgets().heading


def _about(path: list[tuple[str, Span]]) -> About | None:
    """What the headings of a row or column say together; None when one is not understood."""
    about = About()
    for name, span in path:
        one = _one(name, span)
        if one is None or _clash(about, one):
            return None
        about = about.and_also(one)
    return about if path else None


def _one(name: str, span: Span) -> About | None:
    words = budgets()
    about = About(
        source=name if name in words.sources else None,
        side=words.sides.get(name),
        measure=words.measures.get(name),
        year=words.year(name),
        total=is_total(name),
        aside=name in words.asides,
    )
    if about != About():
        return about
    return About(department=name, department_span=span) if kind_of(name) else None


def _clash(one: About, other: About) -> bool:
    """Both say the same thing differently, such as two years."""
    names = ("department", "source", "side", "measure", "year")
    return any(getattr(one, name) and getattr(other, name) for name in names)


def budget_mentions(tables: list[BudgetTable]) -> list[Mention]:
    """Where these tables name a department."""
    return [
        Mention(found.table.table_id, about.department_span, about.department)
        for found in tables
        for about in (*found.columns.values(), *found.rows.values())
        if about.department and about.department_span
    ]
