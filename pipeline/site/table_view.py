"""A table as its page shows it: columns in reading order, values in Korean, places in the source.

The files keep the published order and the published values. What belongs here: what is shown of
rows, as texts and links. What does not: writing pages and data (`table_pages`), HTML.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import polars as pl

from pipeline.release.reports import Report
from pipeline.site.department_pages import department_path
from pipeline.site.program_pages import program_address
from pipeline.site.table_columns import (
    KOREAN,
    korean_labels,
    reading_order,
    shown_columns,
    target_of,
)
from pipeline.site.tables import Row, place, quantity_keys, reference_id, row_id
from pipeline.site.text import decimals_of, unit_text, value_text
from schemas import TABLE, ColumnSpec, TableSpec

NUMERIC = (pl.Int64, pl.Float64)
_PAGES = {
    "department": "department_id",
    "name": "department_id",
    "title": "program_id",
    "topic": "outcome_program_id",
}
"""Columns of names to what says whose they are."""
_SHORT = 18  # characters that stand on one line of a phone; `static/table.js` agrees
_LONG = 44  # characters that still stand on one line of a desk; the scripts agree
_LINE = 26  # Korean letters of a line of a cell; `static/site.js` agrees
_UNFOLDED = 3  # lines
_WIDE = "\u2e80"  # letters from here on are as wide as they are high


@dataclass(frozen=True)
class Cell:
    """A cell of the preview."""

    text: str
    """The value, in Korean where it has a name."""
    own: str
    """The value as the files have it."""
    href: str | None
    style: str
    """Its class: `n` a number, `wide` a text of several lines, `some` one of them on a phone."""
    is_folded: bool
    """So long that only its beginning is seen until it is opened."""


@dataclass(frozen=True)
class SourceLink:
    """A place of a row in its source."""

    text: str
    ko: str
    address: str
    """Page and fragment, within `source/`."""


@dataclass(frozen=True)
class PreviewRow:
    """A row of the preview."""

    row_id: str
    places: Sequence[SourceLink]
    cells: Sequence[Cell]


@dataclass(frozen=True)
class TableView:
    """The context that rows of a table are shown with."""

    spec: TableSpec
    columns: Sequence[ColumnSpec]
    """In reading order."""
    shown: Sequence[ColumnSpec]
    """Those that the page has from the start."""
    labels: Mapping[str, Mapping[str, str]]
    """Column to what its values are called in Korean, where they have a name."""
    quantities: Mapping[str, str]
    """Quantity to its address, for rows that stand where their quantities do."""
    decimals: Mapping[str, int]
    """Column of rates to the decimals that its values are printed with."""

    def links(self, row: Row) -> list[SourceLink]:
        """The place where a row was read: its own place, or that of each quantity it names."""
        if "report_id" in row:
            address = _address(row)
            line = row.get("line_start", row.get("line_no"))
            return [] if address is None else [SourceLink(f"L{line}", f"{line}줄", address)]
        keys = [
            (self.spec.column(key).ko.removesuffix(" 수량"), row[key])
            for key in quantity_keys(self.spec)
        ]
        known = self.quantities
        return [SourceLink(ko, ko, known[key]) for ko, key in keys if key in known]

    def preview(self, frame: pl.DataFrame) -> list[PreviewRow]:
        """Rows for the page itself."""
        return [
            PreviewRow(
                row_id(self.spec, row),
                self.links(row),
                [self._cell(column, row) for column in self.shown],
            )
            for row in frame.iter_rows(named=True)
        ]

    def _cell(self, column: ColumnSpec, row: Row) -> Cell:
        value = row[column.name]
        text, target = value_text(value), target_of(column)
        decimals = self.decimals.get(column.name)
        if decimals is not None and isinstance(value, float):
            text = f"{value:.{decimals}f}"
        korean = self.labels.get(column.name, {}).get(text)
        name = page_column(self.spec, column)
        href = None
        if name and value is not None and row[name] is not None:
            href = f"../{page_of(name, row[name])}"
        elif target is not None and value is not None:
            page = "" if target == self.spec.name else f"{target}.html"
            href = f"{page}#{reference_id(value)}"
        shown = korean or text
        style = "" if len(shown) <= _SHORT else "wide" if len(shown) > _LONG else "some"
        style = "wide" if "\n" in shown else style
        return Cell(
            shown,
            text,
            href,
            "n" if column.dtype in NUMERIC else style,
            _lines_of(shown) > _UNFOLDED,
        )


def table_view(
    spec: TableSpec,
    frame: pl.DataFrame,
    quantities: pl.LazyFrame,
    reports: Sequence[Report],
    *,
    is_whole: bool = True,
) -> TableView:
    """The context that rows of a table are shown with.

    Args:
        quantities: all quantities of the release, read only for tables of no report.
        reports: those that the rows name.
        is_whole: the page has no other rows, so that a column without a value says nothing.
    """
    labels = {column.name: korean_labels(column) for column in spec.columns}
    for column in spec.columns:
        if (translation := column.name + KOREAN) in spec.polars_schema:
            pairs = frame.select(column.name, translation).drop_nulls().iter_rows()
            labels[column.name] = {own: ko for own, ko in pairs if own != ko}
    if "table_name" in spec.polars_schema:
        labels["table_name"] = {name: table.ko for name, table in TABLE.items()}
    if "unit" in spec.polars_schema:
        units = frame["unit"].drop_nulls().unique().sort()
        labels["unit"] = {unit: unit_text(unit) for unit in units}
    if "report_id" in spec.polars_schema:
        there = set(frame["report_id"].unique())
        labels["report_id"] = {r.report_id: r.short_name for r in reports if r.report_id in there}
    named = {name: texts for name, texts in labels.items() if texts}
    columns = [column for column in reading_order(spec) if not column.name.endswith(KOREAN)]
    shown = shown_columns(spec, frame if is_whole else frame.clear())
    addresses = _addresses(spec, frame, quantities)
    rates = [c.name for c in spec.columns if c.unit == "percent" and c.dtype == pl.Float64]
    decimals = {name: decimals_of(frame[name].drop_nulls().to_list()) for name in rates}
    return TableView(spec, columns, shown, named, addresses, decimals)


def _lines_of(text: str) -> int:
    """The lines that a text fills at least in a cell."""
    widths = (sum(map(_width, line)) for line in text.split("\n"))
    return sum(max(1, ceil(width / _LINE)) for width in widths)


def _width(letter: str) -> float:
    """In Korean letters."""
    return 0.25 if letter == " " else 0.5 if letter < _WIDE else 1


def page_column(spec: TableSpec, column: ColumnSpec) -> str | None:
    """The column that says whose page the name in a column leads to."""
    name = _PAGES.get(column.name)
    return name if name in spec.polars_schema else None


def page_of(column: str, value: str) -> str:
    """The page of a department or a program, relative to the site."""
    if column == "department_id":
        return department_path(value)
    return program_address(value.partition("/")[0], value)


def pages_of(spec: TableSpec, frame: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Columns that name departments or programs, to their pages by value."""
    named = dict.fromkeys(name for c in spec.columns if (name := page_column(spec, c)))
    return {
        name: {
            value: page_of(name, value)
            for value in frame[name].drop_nulls().unique(maintain_order=True)
        }
        for name in named
    }


def _addresses(spec: TableSpec, frame: pl.DataFrame, quantities: pl.LazyFrame) -> dict[str, str]:
    """The places where the quantities stand that rows of no report name."""
    keys = quantity_keys(spec)
    if "report_id" in spec.polars_schema or not keys:
        return {}
    wanted = pl.concat([frame[key].rename("quantity_id") for key in keys]).drop_nulls().unique()
    found = quantities.filter(pl.col("quantity_id").is_in(wanted.implode())).collect()
    rows = found.iter_rows(named=True)
    return {row["quantity_id"]: address for row in rows if (address := _address(row))}


def _address(row: Row) -> str | None:
    fragment, report = place(row), row["report_id"]
    return None if fragment is None or report is None else f"{report}.html#{fragment}"
