"""The workbook holds every value of the reports and the tables of facts, as Excel would show it."""

import datetime
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from release_frames import Frames, example_frames

from pipeline.release import workbook
from pipeline.release.build import Release
from pipeline.release.guide import korean_unit
from pipeline.release.reports import read_reports
from pipeline.release.workbook import write_workbook
from schemas import TABLE, TABLES, TableSpec
from schemas.korean import check_text
from tests.descriptors import sheet_rows, stated

SHEETS = [spec for spec in TABLES if spec.group == "facts" or spec.name == "reports"]
BUDGET = TABLE["budget_execution"]


def made(frames: Frames, folder: Path) -> openpyxl.Workbook:
    """The workbook of some frames."""
    folder.mkdir(exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    write_workbook(TABLES, read_reports(frames["reports"]), folder, folder / "x.xlsx")
    return openpyxl.load_workbook(folder / "x.xlsx")


def as_excel(value: Any) -> Any:
    """What Excel can hold of a value: 16 digits of a number; what is beyond it is text."""
    if isinstance(value, float):
        in_range = value == 0 or 2.2250738585072014e-308 <= abs(value) <= 9.99999999999999e307
        return float(f"{value:.16G}") if in_range else str(value)
    return value


def of_sheet(book: openpyxl.Workbook, spec: TableSpec) -> list[tuple[Any, ...]]:
    return sheet_rows(book, spec.ko)


def guide(book: openpyxl.Workbook) -> list[tuple[Any, ...]]:
    return [tuple(c for c in row if c is not None) for row in sheet_rows(book, "안내")]


def listed(book: openpyxl.Workbook, heading: str) -> dict[str, tuple[Any, ...]]:
    """The tables below a heading of the guide, by their names."""
    rows = guide(book)
    start = next(n for n, row in enumerate(rows) if row[:2] == (heading, "영문 이름 name"))
    end = next(n for n in range(start, len(rows)) if not rows[n])
    return {row[1]: row for row in rows[start + 1 : end]}


@pytest.fixture(scope="module")
def hard_book(hard_release: Release) -> openpyxl.Workbook:
    return openpyxl.load_workbook(hard_release.path / "openbogo.xlsx")


def test_the_reports_and_every_table_of_facts_have_a_sheet(hard_book: openpyxl.Workbook) -> None:
    assert hard_book.sheetnames == ["안내", *(spec.ko for spec in SHEETS)]
    assert len(SHEETS) > 10
    assert hard_book.sheetnames[1] == "보고서"


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_every_value_comes_back(
    hard_release: Release, hard_book: openpyxl.Workbook, spec: TableSpec
) -> None:
    korean, english, *rows = of_sheet(hard_book, spec)
    for heading, column in zip(korean, spec.columns, strict=True):
        unit = f" ({korean_unit(column.unit)})" if column.unit else ""
        assert heading == column.ko + unit
    assert english == tuple(spec.polars_schema)
    expected = [tuple(map(as_excel, row)) for row in stated(hard_release.path, spec)]
    assert rows == expected
    types = [[type(value) for value in row] for row in rows]
    plain = [[type(value) for value in row] for row in expected]
    # A whole float (22.0) is 22 in the file; bool must not have become 1.
    whole = {float: int}
    assert [[whole.get(t, t) for t in row] for row in types] == [
        [whole.get(t, t) for t in row] for row in plain
    ]


def test_nothing_is_a_formula(hard_book: openpyxl.Workbook) -> None:
    cells = [cell for sheet in hard_book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert all(cell.data_type != "f" for cell in cells if cell.value != "=1+1")
    assert all(cell.quotePrefix is False and cell.hyperlink is None for cell in cells)


def test_formats_and_frozen_headings(hard_book: openpyxl.Workbook) -> None:
    sheet = hard_book[BUDGET.ko]
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref.startswith("A2:")
    looks = {sheet.cell(2, n).value: sheet.cell(3, n).number_format for n in range(1, 18)}
    assert looks["budget_krw"] == "#,##0"
    assert looks["commitment_rate_pct"] == "0.0##"
    assert looks["fiscal_year"] == "General"  # 2022, not 2,022
    assert looks["as_of"] == "yyyy-mm-dd"


@pytest.mark.parametrize(
    ("unit", "printed"),
    [
        ("KRW", "원"),
        ("percent", "%"),
        ("person", "명"),
        ("item", "개"),
        ("office", "과"),
        ("device", "대"),
        ("byte", "byte"),
    ],
)
def test_units_in_korean(unit: str, printed: str) -> None:
    assert korean_unit(unit) == printed


# what a cell cannot hold as it is, and what it holds instead
BEYOND = [
    ("budget_krw", 999_999_999_999_999, 999_999_999_999_999),
    ("budget_krw", -1_000_000_000_000_001, "-1000000000000001"),
    ("budget_krw", 2**63 - 1, "9223372036854775807"),
    ("as_of", datetime.date(1900, 3, 1), datetime.date(1900, 3, 1)),
    ("as_of", datetime.date(1899, 12, 31), "1899-12-31"),
    ("table_id", "a\r\nb\x00\ufffe_x0041_", "a\r\nb\x00\ufffe_x0041_"),
    ("table_id", "가" * 16_000, "가" * 16_000),
    ("table_id", "😀" * 20_000, "😀" * 16_000 + " … [칸보다 긴 글: 이하는 CSV에 있음]"),
]


@pytest.mark.parametrize(("column", "value", "shown"), BEYOND, ids=lambda value: str(value)[:20])
def test_what_a_cell_cannot_hold(tmp_path: Path, column: str, value: Any, shown: Any) -> None:
    frames = example_frames()
    rows = frames[BUDGET.name].to_dicts()
    rows[0][column] = value
    book = made(frames | {BUDGET.name: BUDGET.frame(rows)}, tmp_path)
    place = list(BUDGET.polars_schema).index(column)
    assert of_sheet(book, BUDGET)[2][place] == shown
    notes = [row for row in guide(book) if row[:2] == (BUDGET.ko, BUDGET.name)]
    is_cut = isinstance(value, str) and value != shown
    assert [("앞부분만" in str(row[-1])) for row in notes] == [is_cut]


def test_a_table_longer_than_a_sheet_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "SHEET_ROWS", 6)  # two of headings, four of rows
    frames = example_frames(4)
    frames[BUDGET.name] = pl.concat([frames[BUDGET.name], frames[BUDGET.name].head(1)])
    book = made(frames, tmp_path)
    assert BUDGET.ko not in book.sheetnames
    assert len(book.sheetnames) == len(SHEETS)
    assert BUDGET.name not in listed(book, "시트 sheet")
    note = listed(book, "표 table")[BUDGET.name][-1]
    told = "엑셀로 열기에는 길어 csv-excel/budget_execution.csv에 있음"
    assert note == f"{told} · too long to open in Excel"


def test_the_longest_tables_are_left_out_of_a_workbook_that_would_be_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frames = example_frames(4)
    frames[BUDGET.name] = pl.concat([frames[BUDGET.name], frames[BUDGET.name].head(1)])
    monkeypatch.setattr(workbook, "BOOK_ROWS", sum(frames[s.name].height for s in SHEETS) - 1)
    book = made(frames, tmp_path)
    assert book.sheetnames == ["안내", *(spec.ko for spec in SHEETS if spec != BUDGET)]
    assert "too long to open in Excel" in listed(book, "표 table")[BUDGET.name][-1]
    monkeypatch.setattr(workbook, "BOOK_ROWS", 0)
    assert made(frames, tmp_path).sheetnames == ["안내", TABLE["reports"].ko]


def test_the_guide_lists_the_sheets_and_where_the_other_tables_are(
    hard_book: openpyxl.Workbook,
) -> None:
    names = [row[0] for row in listed(hard_book, "시트 sheet").values()]
    assert ["안내", *names] == hard_book.sheetnames
    others = listed(hard_book, "표 table")
    assert list(others) == [spec.name for spec in TABLES if spec not in SHEETS]
    assert all(row[-1] == f"csv-excel/{name}.csv" for name, row in others.items())


def test_the_guide_says_what_to_doubt(tmp_path: Path) -> None:
    frames = example_frames(5)
    # verdicts of the example go round: exact, rounding, unlikely, mismatch, not_checkable
    passed = pl.Series("passed", [True, False, True, True, True])
    frames["checks"] = frames["checks"].with_columns(passed, rows_failed=pl.lit(17))
    said = guide(made(frames, tmp_path))
    start = said.index(("건수 count", "내용 what"))
    counts = [row[0] for row in said[start + 1 : start + 6]]
    assert counts == [1, 1, 5, 5, 17]  # mismatch, unlikely, quarantine, errata, the failed check
    # A check that nobody knows, in English alone.
    assert said[start + 5][1] == "description-1 (csv-excel/checks.csv: check_id-1)"
    frames["checks"] = frames["checks"].with_columns(
        check_id=pl.when(passed).then("check_id").otherwise(pl.lit("staffing.surplus/a-2022-03"))
    )
    asked = f"{check_text('staffing.surplus')} description-1 "
    assert any(asked in str(row[1]) for row in guide(made(frames, tmp_path)) if len(row) == 2)


def test_the_guide_describes_every_column(hard_book: openpyxl.Workbook) -> None:
    said = {(row[0], row[2]): row for row in guide(hard_book) if len(row) >= 5}
    for spec in SHEETS:
        for column in spec.columns:
            row = said[spec.ko, column.name]
            assert row[1] == column.ko
            text = f"{column.ko_description} {column.description}"
            assert str(row[-1]).startswith(text)
            assert all(f"{value} {ko}" in str(row[-1]) for value, ko in column.labels.items())


def test_names_of_sheets_are_allowed_by_excel() -> None:
    names = ["안내", *(spec.ko for spec in SHEETS)]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_nothing_of_the_machine_is_in_the_file(hard_release: Release) -> None:
    with zipfile.ZipFile(hard_release.path / "openbogo.xlsx") as file:
        for part in file.infolist():
            assert part.compress_type == zipfile.ZIP_STORED
            assert part.date_time == (1980, 1, 1, 0, 0, 0)
            assert (part.create_system, part.external_attr & 0xFFFF) == (0, 0)
        core = file.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2  # created and modified
    assert not list(hard_release.path.glob("*.draft"))


def test_an_empty_table_is_headings_only(tmp_path: Path) -> None:
    frames = example_frames()
    book = made(frames | {BUDGET.name: frames[BUDGET.name].clear()}, tmp_path)
    assert len(of_sheet(book, BUDGET)) == 2
