"""openbogo.xlsx: the reports and the tables of facts for people in Excel, behind a guide.

A sheet is a table. Everything is written as what it is: texts stay texts (`=1+1`, `007`), numbers
are numbers as long as Excel holds them exactly, NULL is an empty cell. The parts are stored
uncompressed and undated: compression differs between builds of zlib, and the same tables must give
the same bytes.

What belongs here: sheets, cells and their formats. What does not: the words of the guide (`guide`).
"""

import datetime
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import polars as pl
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.release.guide import Sheet, Style, guide_rows, korean_unit
from pipeline.release.reports import REPORTS_TABLE, Report, release_title
from pipeline.release.tables import height, scan
from schemas import ColumnSpec, TableSpec

SHEET_ROWS = 200_000
"""Rows of a sheet, headers included. Excel holds 1,048,576, but takes minutes to open them."""
BOOK_ROWS = 100_000
"""Rows of all sheets together: writing and opening more takes long as well."""
_HEADER_ROWS = 2
# A cell holds 32,767 UTF-16 units; a character takes one or two.
_CELL_CHARACTERS = 16_000
_CUT = " … [칸보다 긴 글: 이하는 CSV에 있음]"
# What Excel keeps exactly: 15 digits, and doubles that are neither denormal nor above its largest.
_LARGEST_INTEGER = 10**15 - 1
_LARGEST, _SMALLEST = 9.99999999999999e307, 2.2250738585072014e-308
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it Excel counts a day that never was
_NO_DAY = datetime.datetime(1980, 1, 1)  # the zero of zip files: no time is meant
_WIDTHS = (8, 60)
_GUIDE = "안내"
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write_workbook(
    specs: Sequence[TableSpec], reports: Sequence[Report], parquet: Path, path: Path
) -> None:
    """Write the workbook from sorted Parquet files. One table is in memory at a time.

    The longest tables are left out where there are more rows than the workbook or a sheet can
    have, and the guide says so.

    Args:
        parquet: folder with `<table>.parquet`, rows in primary key order.
    """
    draft = path.with_suffix(".draft")
    with Workbook(str(draft), _OPTIONS | {"tmpdir": str(path.parent)}) as book:
        book.set_properties({"title": release_title(reports), "created": _NO_DAY})
        formats = _Formats(book)
        guide = book.add_worksheet(_GUIDE)
        rows = {spec.name: height(parquet, spec.name) for spec in specs}
        people = [spec for spec in specs if spec.group == "facts" or spec.name == REPORTS_TABLE]
        here = _tables_that_fit([spec.name for spec in people], rows)
        sheets = [
            _write_table(book, spec, parquet, formats)
            if spec.name in here
            else Sheet(spec, rows[spec.name], "too long" if spec in people else "elsewhere")
            for spec in specs
        ]
        _write_guide(guide, sheets, reports, parquet, formats)
    _store(draft, path)
    draft.unlink()


class _Formats:
    """The looks of cells, made once a workbook."""

    def __init__(self, book: Workbook) -> None:
        grey = {"bg_color": "#EDEFF2", "valign": "top"}
        self.korean = book.add_format({"bold": True, **grey})
        self.english = book.add_format({"italic": True, "font_color": "#555555", **grey})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.amount = book.add_format({"num_format": "#,##0"})
        self.percent = book.add_format({"num_format": "0.0##"})
        self.styles: dict[Style, Format | None] = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "heading": book.add_format({"bold": True, "font_size": 12}),
            "header": self.korean,
            "text": None,
        }

    def of(self, column: ColumnSpec) -> Format | None:
        """The way the values of a column look."""
        if column.dtype == pl.Date:
            return self.day
        if column.dtype == pl.Int64 and column.unit:
            return self.amount
        if column.dtype == pl.Float64 and column.unit == "percent":
            return self.percent
        return None


def _tables_that_fit(tables: Sequence[str], rows: Mapping[str, int]) -> set[str]:
    """The tables that have a sheet: the shortest ones, as many as the workbook has rows for.

    The reports always have one while a sheet can hold them.
    """
    fitting: set[str] = set()
    left = BOOK_ROWS
    for name in sorted(tables, key=lambda name: (name != REPORTS_TABLE, rows[name], name)):
        if rows[name] > SHEET_ROWS - _HEADER_ROWS:
            continue
        left -= rows[name]
        if left >= 0 or name == REPORTS_TABLE:
            fitting.add(name)
    return fitting


def _write_table(book: Workbook, spec: TableSpec, parquet: Path, formats: _Formats) -> Sheet:
    frame = scan(parquet, spec.name).collect()
    sheet = book.add_worksheet(spec.ko)
    for number, column in enumerate(spec.columns):
        sheet.set_column(number, number, _width(column, frame), formats.of(column))
        unit = f" ({korean_unit(column.unit)})" if column.unit else ""
        sheet.write_string(0, number, f"{column.ko}{unit}", formats.korean)
    for number, column in enumerate(spec.columns):
        sheet.write_string(1, number, column.name, formats.english)
    sheet.freeze_panes(_HEADER_ROWS, 0)
    sheet.autofilter(1, 0, _HEADER_ROWS + max(frame.height, 1) - 1, len(spec.columns) - 1)
    looks = [formats.of(column) for column in spec.columns]
    cut = 0
    for line, row in enumerate(frame.iter_rows(), start=_HEADER_ROWS):
        for number, (value, look) in enumerate(zip(row, looks, strict=True)):
            cut += _write(sheet, line, number, value, look)
    return Sheet(spec, frame.height, "here", cut)


def _write(sheet: Worksheet, row: int, column: int, value: object, look: Format | None) -> bool:
    """Write one value as what it is; whether only its beginning fitted."""
    match value:
        case None:
            return False
        case bool():
            sheet.write_boolean(row, column, value, look)
        case int() | float() if _is_exact(value):
            sheet.write_number(row, column, value, look)
        case datetime.date() if value >= _FIRST_DAY:
            sheet.write_datetime(row, column, value, look)
        case _:
            text = str(value)
            is_long = len(text) > _CELL_CHARACTERS
            shown = text[:_CELL_CHARACTERS] + _CUT if is_long else text
            sheet.write_string(row, column, shown, look)
            return is_long
    return False


def _is_exact(number: float) -> bool:
    if isinstance(number, int):
        return abs(number) <= _LARGEST_INTEGER
    return number == 0 or _SMALLEST <= abs(number) <= _LARGEST


def _width(column: ColumnSpec, frame: pl.DataFrame) -> int:
    """Characters of the longest text, a Korean one taking two, within limits."""
    words = max(2 * len(column.ko), len(column.name), 12 if column.unit else 0)
    if column.dtype == pl.String:
        longest = frame[column.name].str.len_bytes().max() or 0
        words = max(words, int(str(longest)) * 2 // 3)
    return min(max(words + 2, _WIDTHS[0]), _WIDTHS[1])


def _write_guide(
    sheet: Worksheet,
    sheets: Sequence[Sheet],
    reports: Sequence[Report],
    parquet: Path,
    formats: _Formats,
) -> None:
    for number, width in enumerate((26, 26, 24, 14, 14, 80)):
        sheet.set_column(number, number, width)
    for line, row in enumerate(guide_rows(sheets, reports, parquet)):
        for number, value in enumerate(row.cells):
            _write(sheet, line, number, value, formats.styles[row.style])


def _store(draft: Path, path: Path) -> None:
    """The same parts in the same order, with nothing of the machine they were written on."""
    with ZipFile(draft) as source, ZipFile(path, "w", ZIP_STORED) as target:
        for name in source.namelist():
            info = ZipInfo(name)
            info.create_system = 0  # else it says which system packed it
            with source.open(name) as part, target.open(info, "w") as copy:
                shutil.copyfileobj(part, copy)
