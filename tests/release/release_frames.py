"""Small tables for release tests, generated from the declarations.

Every table of `schemas.TABLES` gets rows, also one declared tomorrow: values follow the column's
type, closed list, limits and pattern, and foreign keys point at rows made before.
"""

import datetime
import re
from pathlib import Path

import polars as pl

from schemas import TABLE, TABLES, ColumnSpec, TableSpec

Frames = dict[str, pl.DataFrame]

# What breaks a careless CSV: each must come back as it went in.
HARD_TEXTS = (
    "쉼표, 그리고 따옴표 \"인용\" '작은'",
    "두 줄\n셋째 줄\r\n넷째",
    "=1+1",
    "-5%",
    "@cmd",
    "+82",
    "",
    " 앞뒤 공백 ",
    "\ttab",
    '"',
    ",",
    "NULL",
    "NA",
    "#주석",
    "가\u0301 분해형",
    "\u2028줄 구분\u0085",
    "😀 \uf000",
    "\\N",
    "TRUE",
    "2022-03-01",
    "007",
    "1e5",
)
HARD_NUMBERS = (0.1, 22.0, -0.0, 1 / 3, 1e16, 1e22, 5e-324, 1.7976931348623157e308, 123456789.125)
_SAMPLES = ("a" * 64, "a-1", "A1", "1", "가", "http://a.kr/1")


def example_frames(rows: int = 4) -> Frames:
    """`rows` rows of every table, all rules and foreign keys kept."""
    frames: Frames = {}
    for spec in TABLES:
        columns = {column.name: _values(spec, column, frames, rows) for column in spec.columns}
        frames[spec.name] = pl.DataFrame(columns, schema=spec.polars_schema)
    return frames | {"reports": _reports(frames["reports"])}


def hard_frames() -> Frames:
    """Frames whose free texts and numbers are the hard ones."""
    count = len(HARD_TEXTS)
    frames = example_frames(count)
    for spec in TABLES:
        hard = [_hard(column, count) for column in spec.columns if _is_free(spec, column)]
        frames[spec.name] = frames[spec.name].with_columns(hard)
    return frames


def write_tables(frames: Frames, folder: Path, *, seed: int | None = None) -> Path:
    """Write the input of a release; with a seed, rows in another order."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        ordered = frame if seed is None else frame.sample(fraction=1, shuffle=True, seed=seed)
        ordered.write_parquet(folder / f"{name}.parquet")
    return folder


def with_row(frames: Frames, table: str, row: int, **values: object) -> Frames:
    """The frames with some values of one row replaced."""
    rows = frames[table].to_dicts()
    rows[row] |= values
    return frames | {table: TABLE[table].frame(rows)}


def _values(spec: TableSpec, column: ColumnSpec, frames: Frames, rows: int) -> list[object]:
    return [
        None if column.nullable and row % 2 else _value(spec, column, frames, row)
        for row in range(rows)
    ]


def _value(spec: TableSpec, column: ColumnSpec, frames: Frames, row: int) -> object:
    if column.references is not None:
        table, target = column.references
        return f"{target}-0" if table == spec.name else frames[table][target][row]
    if column.values is not None:
        return column.values[row % len(column.values)]
    if column.dtype == pl.String:
        return _text(column, row)
    if column.dtype == pl.Boolean:
        return row % 2 == 0
    if column.dtype == pl.Date:
        return datetime.date(2022, 1 + row % 12, 1)
    return _number(column, row)


def _number(column: ColumnSpec, row: int) -> float:
    value = (column.minimum or 0) + row + (0.5 if column.dtype == pl.Float64 else 0)
    return value if column.maximum is None else min(value, column.maximum)


def _text(column: ColumnSpec, row: int) -> str:
    if column.pattern is None:
        return f"{column.name}-{row}"
    return next(text for text in _SAMPLES if re.fullmatch(column.pattern, text))


def _reports(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(
        pl.lit("서울특별시").alias("government"),
        pl.lit("경제정책실").alias("agency"),
        pl.lit("주요 업무보고").alias("title"),
        pl.Series("period", [datetime.date(2022, 3, 1), datetime.date(2023, 3, 1)])
        .extend_constant(datetime.date(2022, 9, 1), frame.height - 2)
        .alias("period"),
        (pl.lit("seoul/") + pl.col("report_id") + ".txt").alias("source_file"),
    )


def _is_free(spec: TableSpec, column: ColumnSpec) -> bool:
    ruled = column.key or column.references or column.values or column.pattern
    return not ruled and spec.name != "reports" and column.dtype in (pl.String, pl.Float64)


def _hard(column: ColumnSpec, count: int) -> pl.Series:
    if column.dtype == pl.String:
        return pl.Series(column.name, HARD_TEXTS, dtype=pl.String)
    low = column.minimum if column.minimum is not None else float("-inf")
    high = column.maximum if column.maximum is not None else float("inf")
    fitting = [number for number in HARD_NUMBERS if low <= number <= high]
    return pl.Series(column.name, [fitting[i % len(fitting)] for i in range(count)])
