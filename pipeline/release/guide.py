"""The first sheet of the workbook (안내): how to read it, what to doubt, what every column means.

What belongs here: the rows of that sheet, as text. What does not: Excel (`workbook`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import polars as pl

from pipeline.release.column_types import column_type
from pipeline.release.descriptors.data_license import LICENSE_TITLE, LICENSE_URL
from pipeline.release.descriptors.package import (
    DESCRIPTION,
    DESCRIPTION_KO,
    NOT_ENDORSED_KO,
    excel_path,
)
from pipeline.release.dictionary import both
from pipeline.release.reports import Report, release_title
from pipeline.release.tables import height, scan
from pipeline.vocabulary.load import load
from pipeline.vocabulary.units import unit_entries
from schemas import ColumnSpec, TableSpec
from schemas.korean import check_text

Cell = str | int | None
Style = Literal["title", "heading", "header", "text"]


@dataclass(frozen=True)
class Row:
    """One row of the sheet."""

    style: Style
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The outcome of one table of the release in the workbook."""

    spec: TableSpec
    rows: int
    stands: Literal["here", "too long", "elsewhere"]
    """`here`: on a sheet; `too long` for one; `elsewhere`: not for people, in other files only."""
    cut_texts: int = 0
    """Texts longer than a cell can hold, of which the beginning is there."""


def guide_rows(sheets: Sequence[Sheet], reports: Sequence[Report], parquet: Path) -> Iterator[Row]:
    """The rows of the sheet, from top to bottom."""
    yield Row("title", (release_title(reports),))
    license_ = f"{LICENSE_TITLE} {LICENSE_URL}"
    yield from _lines([DESCRIPTION_KO, DESCRIPTION, license_, NOT_ENDORSED_KO])
    yield from _heading("출처 · Sources")
    yield from _lines(report.name for report in reports)
    yield from _heading("읽는 법 · How to read")
    yield from _lines(load("texts", __package__)["reading"])
    yield from _heading("주의 · What to doubt")
    yield Row("header", ("건수 count", "내용 what"))
    yield from _doubts(parquet)
    yield from _heading("표 · Tables")
    yield Row(
        "header", ("시트 sheet", "영문 이름 name", "행 rows", "설명 description", "비고 note")
    )
    here = [sheet for sheet in sheets if sheet.stands == "here"]
    yield from (_table(sheet) for sheet in here)
    yield from _heading("이 파일에 없는 표 · Tables of the other files only (CSV, Parquet, DuckDB)")
    yield Row("header", ("표 table", "영문 이름 name", "행 rows", "설명 description", "비고 note"))
    yield from (_table(sheet) for sheet in sheets if sheet.stands != "here")
    yield from _heading("항목 · Columns")
    yield Row(
        "header", ("시트 sheet", "항목", "영문 이름 name", "단위 unit", "자료형 type", "설명")
    )
    for sheet in here:
        yield from (_column(sheet.spec, column) for column in sheet.spec.columns)


@cache
def korean_unit(unit: str) -> str:
    """A canonical unit as Korean prints it, 원 for KRW; unchanged where no printed one is known.

    Of several, one that is read wherever it stands: 개, not the 동 of houses torn down.
    """
    entries = [entry for entry in unit_entries() if entry.canonical == unit]
    entries.sort(key=lambda entry: entry.before is not None or entry.limit is not None)
    return next((name for e in entries for name, factor in e.names.items() if factor == 1), unit)


def _lines(texts: Iterable[str]) -> Iterator[Row]:
    return (Row("text", (text,)) for text in texts)


def _heading(text: str) -> Iterator[Row]:
    yield Row("text", ())
    yield Row("heading", (text,))


def _doubts(parquet: Path) -> Iterator[Row]:
    """Claims that do not come out, rows held back, known errors, and checks that fail."""
    verdicts = dict(scan(parquet, "relations").group_by("verdict").len().collect().iter_rows())
    for doubt in load("texts", __package__)["doubt"]:
        table, verdict = doubt["table"], doubt.get("verdict")
        count = verdicts.get(verdict, 0) if verdict else height(parquet, table)
        place = f"{excel_path(table)}: {verdict}" if verdict else excel_path(table)
        yield Row("text", (count, f"{doubt['meaning']} ({place})"))
    failed = (
        scan(parquet, "checks")
        .filter(pl.col("passed").not_())
        .sort("check_id")
        .select("rows_failed", "check_id", "description")
        .collect()
    )
    for count, check, description in failed.iter_rows():
        asked = f"{check_text(check) or ''} {description}".lstrip()
        yield Row("text", (count, f"{asked} ({excel_path('checks')}: {check})"))


def _table(sheet: Sheet) -> Row:
    notes = []
    if sheet.stands == "too long":
        notes.append(
            f"엑셀로 열기에는 길어 {excel_path(sheet.spec.name)}에 있음 · too long to open in Excel"
        )
    if sheet.stands == "elsewhere":
        notes.append(excel_path(sheet.spec.name))
    if sheet.cut_texts:
        notes.append(
            f"칸보다 긴 글 {sheet.cut_texts}개는 앞부분만 있음 · texts cut at the cell's end"
        )
    spec = sheet.spec
    return Row("text", (spec.ko, spec.name, sheet.rows, _both(spec), "; ".join(notes) or None))


def _column(spec: TableSpec, column: ColumnSpec) -> Row:
    type_ = column_type(column).label
    unit = f"{korean_unit(column.unit)} {column.unit}" if column.unit else None
    labels = "; ".join(f"{value} {label}" for value, label in column.labels.items())
    text = f"{_both(column)} ({labels})" if labels else _both(column)
    return Row("text", (spec.ko, column.ko, column.name, unit, type_, text))


def _both(described: TableSpec | ColumnSpec) -> str:
    """The meaning of a table or column, Korean first."""
    return both(described.ko_description, described.description)
