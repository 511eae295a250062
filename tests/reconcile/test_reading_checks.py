"""Checks that stop a misread source: each holds for the real reports, and fails when tampered with.

A tampering changes one published table, as a defect of the reader would.
"""

from collections.abc import Callable

import polars as pl
import pytest
from reports import real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.cube import checks as observation_checks
from pipeline.reconcile import place_checks, reading_checks
from pipeline.rules.check import Result, checks_in, run_checks
from schemas import TABLE

READING_CHECKS = checks_in(reading_checks, place_checks, observation_checks)

Frames = dict[str, pl.DataFrame]
Tamper = Callable[[Frames], Frames]


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, Result]:
    return {r.check.id: r for r in run_checks(READING_CHECKS, frames) if not r.passed}


def _set(table: str, index: int, column: str, change: Callable[[object], object]) -> Tamper:
    def tamper(frames: Frames) -> Frames:
        value = frames[table][column][index]
        return frames | {table: with_row(frames[table], index, **{column: change(value)})}

    return tamper


def _drop(table: str, index: int) -> Tamper:
    def tamper(frames: Frames) -> Frames:
        frame = frames[table]
        return frames | {table: pl.concat([frame[:index], frame[index + 1 :]])}

    return tamper


def _all(table: str, column: str, value: object) -> Tamper:
    return lambda frames: (
        frames
        | {
            table: frames[table].with_columns(
                pl.lit(value, TABLE[table].polars_schema[column]).alias(column)
            )
        }
    )


def _more(number: object) -> object:
    assert isinstance(number, int | float)
    return number + 1


def _mismatch_most(frames: Frames) -> Frames:
    """All staffing rows claim something else."""
    verdict = (
        pl.when(pl.col("rule") == "staffing.category_total")
        .then(pl.lit("mismatch"))
        .otherwise("verdict")
    )
    return frames | {"relations": frames["relations"].with_columns(verdict.alias("verdict"))}


# Check, what is done to the tables, and a part of the message that points at it.
CASES: list[tuple[str, Tamper, str]] = [
    # a character of the file that stands nowhere
    ("reports.nothing_lost", _set("reports", 1, "stored_char_count", _more), "in its lines"),
    # a line lost, changed, or ended otherwise
    ("lines.rebuild_source", _drop("lines", 20), "do not give its text back"),
    (
        "lines.rebuild_source",
        _set("reports", 0, "source_sha256", lambda _: "0" * 64),
        "do not give the file back",
    ),
    (
        "lines.rebuild_source",
        _set("lines", 21, "text_raw", lambda t: str(t).replace("307", "308")),
        "do not give its text back",
    ),
    ("lines.rebuild_source", _set("lines", 0, "line_ending", lambda _: "crlf"), "give its text"),
    ("lines.rebuild_source", _set("reports", 0, "line_count", _more), "miscounted"),
    ("lines.rebuild_source", _set("reports", 0, "char_count", _more), "miscounted"),
    # a span shifted by one, a raw text that does not stand there
    ("table_cells.spans_slice", _set("table_cells", 7, "char_start", _more), "is published"),
    ("table_cells.spans_slice", _set("table_cells", 7, "char_end", _more), "is published"),
    ("table_cells.spans_slice", _set("table_cells", 7, "text_raw", lambda _: "307"), "'307'"),
    ("department_aliases.spans_slice", _set("department_aliases", 3, "char_end", _more), "stands"),
    ("duties.spans_slice", _set("duties", 5, "char_start", _more), "is published"),
    ("duties.spans_slice", _set("duties", 5, "text_raw", lambda t: f"{t}."), "is published"),
    # figures of money and rates
    *[
        (
            "budget_execution.figures_stand_in_source",
            _set("budget_execution", 2, column, _more),
            column,
        )
        for column in (
            "budget_krw",
            "commitment_krw",
            "expenditure_krw",
            "commitment_rate_pct",
            "expenditure_rate_pct",
        )
    ],
    (
        "budget_execution.figures_stand_in_source",
        _set("budget_execution", 2, "row_no", _more),
        "is no cell there",
    ),
    (
        "budget_execution.figures_stand_in_source",
        _all("tables", "unit", "천원"),
        "is no cell there",
    ),
    ("budget_execution.figures_stand_in_source", _all("tables", "unit", None), "is no cell there"),
    # headcounts
    *[
        ("staffing.figures_stand_in_source", _set("staffing", 2, column, change), message)
        for column, change, message in (
            ("actual", _more, "is not"),
            ("actual", lambda _: None, "is not"),
            ("char_start", _more, "is not"),
            ("char_start", lambda _: None, "figures without a place"),
        )
    ],
    # components
    *[
        (
            "budget_components.figures_stand_in_source",
            _set("budget_components", 0, column, _more),
            "본예산: ",
        )
        for column in ("amount_krw", "char_start")
    ],
    # headline budgets of programs: row 1 is 1-1-1 of 2022-03, 10,000백만원
    *[
        ("programs.figures_stand_in_source", _set("programs", 1, column, change), "안심일자리")
        for column, change in (
            ("budget_krw", _more),
            ("budget_char_start", _more),
            ("budget_raw", lambda _: "10,000억원"),
        )
    ],
    # parts of budgets: row 1 is 市 6,336백만원 of 2022-03/1-1-1
    *[
        ("program_budgets.states_a_quantity", _set("program_budgets", 1, column, change), message)
        for column, change, message in (
            ("amount_krw", _more, "6,336,000,001"),
            ("amount_raw", lambda _: "6,336억원", "6,336억원"),
            ("char_start", _more, "6,336"),
            ("quantity_id", lambda _: "nothing", "is no quantity"),
        )
    ],
    # rows and cells lost
    ("observations.figures_accounted", lambda f: f | {"observations": f["observations"].filter(
        pl.col("measure") != "budget_current")}, "is no observation"),
    ("observations.quantities_named", lambda f: f | {"observations": f["observations"].with_columns(
        char_start=pl.col("char_start") + 1)}, "is not"),
    ("duties.rows_accounted", lambda f: f | {"duties": f["duties"].filter(
        pl.col("department") != "금융투자과")}, "neither published nor held back"),
    # a table whose claims fail
    ("relations.reading_plausible", _mismatch_most, "of staffing.category_total fail"),
]  # fmt: skip


def test_real_reports_pass() -> None:
    results = run_checks(READING_CHECKS, _frames())
    assert all(result.passed for result in results)
    assert all(result.outcome.checked > 0 for result in results)
    assert {result.check.id for result in results} == {check.id for check in READING_CHECKS}


@pytest.mark.parametrize(
    ("check", "tamper", "message"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_tampering_is_found(check: str, tamper: Tamper, message: str) -> None:
    failing = _failing(tamper(_frames()))
    assert check in failing
    assert message in (failing[check].sample or "")
    assert failing[check].check.severity == "error"


def test_every_check_has_a_case() -> None:
    assert {case[0] for case in CASES} == {check.id for check in READING_CHECKS}
