"""The declarations of `schemas/`, enforced: real rows pass, and any breach is found."""

import polars as pl
import pytest
from reports import real, with_row

from pipeline.corpus.merge import merge
from pipeline.reconcile.catalogue import judge_release
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS, UNCHECKED, schema_failures
from pipeline.rules.check import SAMPLE_SIZE, Check, Outcome, Result, run_checks
from schemas import TABLE, TABLES

Frames = dict[str, pl.DataFrame]
TESTED = [table for table in TABLES if table.name != UNCHECKED]


@pytest.fixture(scope="module")
def frames() -> Frames:
    merged = merge([real("2022-03").frames, real("2023-03").frames])
    table = merged["tables"].row(0, named=True)
    # Neither of the two reports has a table of budgets by year; a row of one, in its place.
    row = {
        **dict.fromkeys(column.name for column in TABLE["budgets"].columns),
        "report_id": table["report_id"],
        "table_id": table["table_id"],
        "row_no": 2,
        "column_no": 2,
        "department_id": merged["departments"]["department_id"][0],
        "is_total": False,
        "measure": "budget",
        "amount_raw": "-",
        "line_start": 1,
        "line_end": 1,
        "char_start": 0,
        "char_end": 1,
    }
    # Nor of what others run for the office (민간위탁).
    entrusted = {
        **dict.fromkeys(column.name for column in TABLE["entrustments"].columns),
        "report_id": table["report_id"],
        "table_id": table["table_id"],
        "row_no": 2,
        "facility": "청소년회관",
        "trustee": "복지재단",
        "line_start": 1,
        "line_end": 1,
    }
    # Nor does a newer file supersede one of them.
    superseded = {
        "report_id": table["report_id"],
        "source_file": "older.txt",
        "superseded_by": "newer.txt",
        "evidence": "name",
        "stated": "older.txt",
        "stated_newer": "newer.txt",
        "same_text": False,
        "source_sha256": "0" * 64,
        "reason": "its name comes later",
        "reason_ko": "이름이 나중임",
    }
    return merged | {
        "plan_outcomes": plan_outcomes(merged),
        "budgets": TABLE["budgets"].frame([row]),
        "entrustments": TABLE["entrustments"].frame([entrusted]),
        "superseded": TABLE["superseded"].frame([superseded]),
    }


def _failures(frames: Frames, check: str) -> str:
    results = {r.check.id: r for r in run_checks(SCHEMA_CHECKS, frames)}
    return results[check].sample or ""


def test_real_reports_pass(frames: Frames) -> None:
    assert all(result.passed for result in run_checks(SCHEMA_CHECKS, frames))


@pytest.mark.parametrize("table", TESTED, ids=lambda table: table.name)
def test_a_row_twice(frames: Frames, table) -> None:
    doubled = pl.concat([frames[table.name], frames[table.name][:1]])
    assert schema_failures(table, doubled)


@pytest.mark.parametrize("table", TESTED, ids=lambda table: table.name)
def test_a_column_lost(frames: Frames, table) -> None:
    name = table.columns[-1].name
    assert name in _failures(
        frames | {table.name: frames[table.name].drop(name)}, f"{table.name}.schema"
    )


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (table.name, column.name)
        for table in TESTED
        for column in table.columns
        if column.references is not None
    ],
)
def test_a_reference_to_nothing(frames: Frames, table: str, column: str) -> None:
    broken = frames | {table: with_row(frames[table], 0, **{column: "nothing"})}
    assert f"{column} 'nothing' is not in" in _failures(broken, f"{table}.foreign_keys")


# Table, what is done to its first row, and the column the failure must name.
@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("lines", "line_no", 0),
        ("lines", "kind", "poem"),
        ("reports", "source_sha256", "A" * 64),
        ("reports", "agency_id", "Seoul"),
        ("staffing", "actual", -1),
        ("staffing", "cell_status", "guessed"),
        ("staffing", "is_total", None),
        ("budget_execution", "fiscal_year", 23),
        ("budget_execution", "budget_krw", None),
        ("relations", "verdict", "fine"),
        ("department_aliases", "score", 1.1),
    ],
)
def test_a_value_out_of_range(frames: Frames, table: str, column: str, value: object) -> None:
    broken = frames | {table: with_row(frames[table], 0, **{column: value})}
    assert column in _failures(broken, f"{table}.schema")


def test_a_column_too_many_and_a_wrong_type(frames: Frames) -> None:
    frame = frames["duties"]
    assert schema_failures(TABLE["duties"], frame.with_columns(extra=pl.lit(1)))
    assert schema_failures(TABLE["duties"], frame.with_columns(pl.col("item_no").cast(pl.Float64)))


# A sample shows the first failures, and says when it is cut.
@pytest.mark.parametrize(
    ("count", "lines", "last"),
    [
        (1, 1, "failure 0"),
        (SAMPLE_SIZE, SAMPLE_SIZE, f"failure {SAMPLE_SIZE - 1}"),
        (SAMPLE_SIZE + 1, SAMPLE_SIZE + 1, f"… first {SAMPLE_SIZE} of {SAMPLE_SIZE + 1}"),
    ],
)
def test_samples_are_cut_aloud(count: int, lines: int, last: str) -> None:
    failures = tuple(f"failure {n}" for n in range(count))
    check = Check("lines", "example", "warning", "An example.", lambda _: [])
    result = Result(check, Outcome("r", 50, failures))
    shown = (result.sample or "").splitlines()
    assert len(shown) == lines
    assert shown[-1] == last
    assert result.row()["check_id"] == "lines.example/r"
    assert result.row()["rows_failed"] == count


def test_judging_never_changes_the_tables(frames: Frames) -> None:
    before = {name: frame.clone() for name, frame in frames.items()}
    judge_release(frames)
    assert all(before[name].equals(frames[name]) for name in before)
