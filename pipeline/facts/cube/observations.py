"""Every value of every table, with the members of all dimensions that its headings name.

What belongs here: putting values, headings and units together. What does not: any kind of table;
typed tables are projections of what is read here.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.document.readable import readable
from pipeline.document.tables.axes import Axes, Head, read_axes
from pipeline.document.tables.grid import Cell, Span
from pipeline.document.tables.members import Members, read_heading
from pipeline.document.tables.unit_notes import TableUnit, value_unit
from pipeline.facts.cube.values import Value, read_values
from pipeline.facts.rows import PlacedTable
from pipeline.figures.figures import Quantity
from pipeline.figures.number import Figure


@dataclass(frozen=True)
class Observation:
    """One value of a table."""

    table: PlacedTable
    row: int
    """Row of the table, from 0; as in the grid."""
    column: int
    value_no: int
    """From 1: a cell can hold several."""
    rows: tuple[Head, ...]
    """Headings of its row, outermost first."""
    columns: tuple[Head, ...]
    """Headings of its column, outermost first."""
    members: Members
    """Their meaning together, with the words beside the value and the parts of a pair."""
    said: Members
    """The meaning of a word beside the value: 시비 of `시비 10,541`."""
    state: str
    """figure, nil (a dash: nothing, or none) or words."""
    place: str
    """main, first or second of a pair, or bracket."""
    figure: Figure | None
    """In the canonical unit; None for words."""
    unit: str | None
    """Canonical."""
    unit_from: str | None
    span: Span
    quantity: int | None
    """Index of the quantity that stands there."""

    @property
    def is_total(self) -> bool:
        """It is the total of others, on one side of the table at least."""
        return self.members.total is not None

    @property
    def formulas(self) -> tuple[str, ...]:
        """Letters and formulas of its headings, those of rows first."""
        return tuple(h.members.formula for h in (*self.rows, *self.columns) if h.members.formula)


@dataclass(frozen=True)
class Cube:
    """A table, read."""

    table: PlacedTable
    axes: Axes
    observations: tuple[Observation, ...]
    """By row, column and number of the value; rows of headings and blank cells have none."""
    about: Members
    """The members that caption and corner give all values: a year, a stage, an account, a side."""
    caption: str
    """The lines above it, readable, nearest first."""

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """Every heading of its rows and columns, once."""
        every = [*self.axes.rows.values(), *self.axes.columns.values()]
        cells = {(h.cell.row, h.cell.column): h for heads in every for h in heads}
        return tuple(cells[at] for at in sorted(cells))


def read_cubes(
    text: str, tables: Sequence[PlacedTable], quantities: Sequence[Quantity]
) -> list[Cube]:
    """Read every table of a report."""
    starts = [quantity.span.start for quantity in quantities]
    return [_cube(text, table, quantities, starts) for table in tables]


def _cube(
    text: str, table: PlacedTable, quantities: Sequence[Quantity], starts: Sequence[int]
) -> Cube:
    grid = table.grid
    axes = read_axes(text, grid)
    found: list[Observation] = []
    for cell in grid.cells:
        if cell.row < grid.header_rows or cell.column < grid.stub_columns:
            continue
        columns = axes.columns.get(cell.column, ())
        if columns and columns[-1].members.ordinal:
            continue
        found += _observations(text, table, axes, cell)
    found = _named_in_cells(text, found)
    placed = [replace(o, quantity=_quantity(o.span, quantities, starts)) for o in found]
    notes = [readable(span.of(text)) for span in grid.captions]
    return Cube(table, axes, tuple(placed), _about(notes, axes), " ".join(notes))


def _observations(text: str, table: PlacedTable, axes: Axes, cell: Cell) -> list[Observation]:
    rows, columns = axes.rows.get(cell.row, ()), axes.columns.get(cell.column, ())
    said = axes.members(cell.row, cell.column)
    found = []
    for number, value in enumerate(read_values(text, cell.span), start=1):
        members = _members(value, said, axes)
        printed = value.span.of(text)
        unit = _unit(
            table, axes, [*columns[::-1], *rows[::-1]], replace(value, said=members), printed
        )
        found.append(
            Observation(
                table=table,
                row=cell.row,
                column=cell.column,
                value_no=number,
                rows=rows,
                columns=columns,
                members=members,
                said=value.said,
                state=value.state,
                place=value.place,
                figure=_scale(value.figure, unit),
                unit=unit.unit.canonical if unit else None,
                unit_from=unit.source if unit else None,
                span=value.span,
                quantity=None,
            )
        )
    return found


def _named_in_cells(text: str, found: list[Observation]) -> list[Observation]:
    """A column of figures in brackets alone is named in one of them: 여성(153), (18), (15)."""
    columns: dict[int, list[Observation]] = {}
    for seen in found:
        columns.setdefault(seen.column, []).append(seen)
    named = {}
    for column, below in columns.items():
        names = {o.said.category for o in below if o.said.category}
        bracketed = all(text[o.span.start - 1 : o.span.start] == "(" for o in below)
        if bracketed and len(names) == 1:
            named[column] = next(o.said for o in below if o.said.category)
    return [
        replace(o, members=named[o.column].within(o.members)) if o.column in named else o
        for o in found
    ]


def _members(value: Value, said: Members, axes: Axes) -> Members:
    """The members of one value: a word beside it, or its part of a pair, comes before headings."""
    pair = said.pair or next((h.members.pair for h in axes.corner if h.members.pair), None)
    if pair and value.place in ("first", "second"):
        said = pair[value.place == "second"].within(replace(said, pair=None))
    return value.said.within(replace(said, pair=None))


def _unit(
    table: PlacedTable, axes: Axes, heads: Sequence[Head], value: Value, printed: str
) -> TableUnit | None:
    """The unit of a value, which has its own members: those of a part of a pair come first."""
    if value.unit:
        return TableUnit(value.unit, "cell")
    if value.figure is None:
        return None
    own = Head(Cell(0, 0, value.span), "", replace(value.said, unit=None, formula=None))
    inner = [own, *heads] if value.place != "main" and value.said.measure else list(heads)
    return value_unit(inner, table.grid.noted, printed, axes.corner)


def _scale(figure: Figure | None, unit: TableUnit | None) -> Figure | None:
    """The figure in the canonical unit; a count of whole things is exact."""
    if figure is None or unit is None:
        return figure
    whole = unit.unit.exact and unit.unit.factor == 1 and figure.value.denominator == 1
    scaled = figure.scaled(unit.unit.factor)
    return Figure(scaled.value, scaled.resolution * 0) if whole else scaled


def _quantity(span: Span, quantities: Sequence[Quantity], starts: Sequence[int]) -> int | None:
    """The quantity that stands at a place."""
    at = bisect_left(starts, span.start)
    inside = at < len(starts) and starts[at] < span.end
    return at if inside and quantities[at].span.end <= span.end else None


def _about(notes: Sequence[str], axes: Axes) -> Members:
    """The members in the lines above a table: the words of their brackets and headings."""
    found = Members()
    for note in [*(h.text for h in axes.corner), *notes]:
        for part in note.replace("(", ",").replace(")", ",").replace(":", ",").split(","):
            read = read_heading(part) if part.strip() else Members()
            if read.year and read.part and read.part.kind != "half":
                continue  # 2010.11월 누계 기준: the day up to which figures count, not their month
            found = found.within(replace(read, items=(), total=None, unit=None, formula=None))
    return found
