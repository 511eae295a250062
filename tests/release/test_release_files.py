"""Each format gives back what went in: types, NULL and empty text, hard characters."""

import csv
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from polars.testing import assert_frame_equal
from release_frames import HARD_TEXTS, example_frames, hard_frames

from pipeline.release.build import Release
from pipeline.release.column_types import COLUMN_TYPES, column_type
from pipeline.release.csv_files import without_formulas, write_csv
from pipeline.release.errors import ReleaseError
from schemas import TABLE, TABLES, ColumnSpec, TableSpec

each_table = pytest.mark.parametrize("spec", TABLES, ids=lambda spec: spec.name)


def expected(spec: TableSpec) -> pl.DataFrame:
    return hard_frames()[spec.name].sort(spec.primary_key)


def read_csv(path: Path, spec: TableSpec) -> pl.DataFrame:
    """Read as DuckDB reads it when told that a quoted empty field is not NULL."""
    types = {column.name: column_type(column).sql for column in spec.columns}
    return duckdb.sql(
        "SELECT * FROM read_csv(?, columns = ?, header = true, nullstr = '', delim = ',', "
        "quote = '\"', escape = '\"', allow_quoted_nulls = false, auto_detect = false)",
        params=[str(path), types],
    ).pl()


@each_table
def test_parquet_reads_back(hard_release: Release, spec: TableSpec) -> None:
    path = hard_release.path / "parquet" / f"{spec.name}.parquet"
    assert_frame_equal(pl.read_parquet(path), expected(spec))


@each_table
def test_other_programs_read_the_same_parquet(hard_release: Release, spec: TableSpec) -> None:
    path = hard_release.path / "parquet" / f"{spec.name}.parquet"
    rows = pl.read_parquet(path)
    relation = duckdb.read_parquet(str(path))
    assert dict(zip(relation.columns, map(str, relation.types), strict=True)) == {
        column.name: column_type(column).sql for column in spec.columns
    }
    assert pl.DataFrame(relation.fetchall(), schema=rows.schema, orient="row").equals(rows)
    assert pl.DataFrame(pq.read_table(path)).equals(rows)
    frame = pd.read_parquet(path)
    assert pl.DataFrame(pa.Table.from_pandas(frame)).cast(rows.schema).equals(rows)


@each_table
def test_parquet_says_what_its_columns_are(hard_release: Release, spec: TableSpec) -> None:
    path = hard_release.path / "parquet" / f"{spec.name}.parquet"
    schema = pq.read_schema(path)
    assert schema.metadata[b"ko"].decode() == spec.ko
    for column in spec.columns:
        field = schema.field(column.name)
        about = {key.decode(): value.decode() for key, value in field.metadata.items()}
        assert about["ko"] == column.ko
        assert about["description"] == column.description
        assert about.get("unit") == column.unit
        assert field.nullable == column.nullable
    told = duckdb.sql(
        f"SELECT decode(value) FROM parquet_kv_metadata('{path}') WHERE key = 'title'"
    )
    assert told.fetchall() == [(spec.title,)]


@each_table
def test_csv_reads_back(hard_release: Release, spec: TableSpec) -> None:
    path = hard_release.path / "csv" / f"{spec.name}.csv"
    assert_frame_equal(read_csv(path, spec), expected(spec))


@each_table
def test_duckdb_reads_back(hard_release: Release, spec: TableSpec) -> None:
    with duckdb.connect(hard_release.path / "openbogo.duckdb", read_only=True) as connection:
        frame = connection.sql(f'SELECT * FROM "{spec.name}"').pl()  # no ORDER BY: file order
    assert_frame_equal(frame, expected(spec))


@each_table
def test_excel_twin_is_the_same_behind_a_mark(hard_release: Release, spec: TableSpec) -> None:
    plain = (hard_release.path / "csv" / f"{spec.name}.csv").read_bytes()
    twin = hard_release.path / "csv-excel" / f"{spec.name}.csv"
    assert not plain.startswith(b"\xef\xbb\xbf")
    assert twin.read_bytes().startswith(b"\xef\xbb\xbf")
    assert_frame_equal(read_csv(twin, spec), without_formulas(expected(spec)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ('=HYPERLINK("http://example.org/","열기")', '\'=HYPERLINK("http://example.org/","열기")'),
        ("@SUM(A1:A9)", "'@SUM(A1:A9)"),
        ("+1+1", "'+1+1"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("- 예산 3백만원", "'- 예산 3백만원"),
        ("\t=1+1", "'\t=1+1"),
        ("＝1+1", "'＝1+1"),
        ("-1,234", "-1,234"),
        ("-3.5%", "-3.5%"),
        ("+12", "+12"),
        ("1-1", "1-1"),
        (" =1+1", " =1+1"),
        ("", ""),
        (None, None),
    ],
)
def test_a_spreadsheet_runs_no_text(text: str | None, shown: str | None) -> None:
    frame = pl.DataFrame({"text": [text], "number": [-5]}, schema={"text": str, "number": int})
    assert without_formulas(frame).row(0) == (shown, -5)


def test_python_csv_reads_hard_texts(hard_release: Release) -> None:
    path = hard_release.path / "csv" / "lines.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["text_raw"] for row in rows) == sorted(HARD_TEXTS)


def test_csv_as_written(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "text": ['a,"b"', "", None, "=1+1", "줄\n바꿈"],
            "number": [22.0, None, 0.1, 1e16, -3.25],
            "flag": [True, False, None, True, False],
        }
    )
    write_csv([frame], tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_bytes().decode() == (
        'text,number,flag\n"a,""b""",22.0,true\n"",,false\n,0.1,\n=1+1,1e+16,true\n'
        '"줄\n바꿈",-3.25,false\n'
    )


def test_a_reader_that_guesses_guesses_the_declared_types(tmp_path: Path) -> None:
    # Whole numbers in a column of decimals must not make it a column of integers.
    spec = TABLE["budget_execution"]
    frame = example_frames()["budget_execution"].with_columns(
        pl.lit(22.0).alias("commitment_rate_pct")
    )
    write_csv([frame], tmp_path / "x.csv")
    columns = duckdb.execute(
        "DESCRIBE SELECT * FROM read_csv(?)", [str(tmp_path / "x.csv")]
    ).fetchall()
    guessed = {name: sql for name, sql, *_ in columns}
    assert guessed == {column.name: column_type(column).sql for column in spec.columns}


def test_every_declared_type_has_a_name_in_every_format() -> None:
    for spec in TABLES:
        for column in spec.columns:
            assert column_type(column) in COLUMN_TYPES


def test_an_unknown_type_is_refused() -> None:
    spec = TABLE["reports"].columns[0]
    strange = ColumnSpec(**{**vars(spec), "dtype": pl.Time()})
    with pytest.raises(ReleaseError, match=r"report_id.*Time"):
        column_type(strange)
