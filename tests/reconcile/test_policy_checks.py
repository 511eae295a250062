"""Checks of the programs: they hold for the real reports, and fail when tampered with."""

from collections.abc import Callable

import polars as pl
import pytest
from reports import of_program, read, real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.programs import checks as program_checks
from pipeline.rules.check import checks_in, run_checks

POLICY_SOURCE_CHECKS = [check for check in checks_in(program_checks) if check.severity == "warning"]

Frames = dict[str, pl.DataFrame]


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, str]:
    return {
        r.check.id: r.sample or "" for r in run_checks(POLICY_SOURCE_CHECKS, frames) if not r.passed
    }


def test_real_reports() -> None:
    results = run_checks(POLICY_SOURCE_CHECKS, _frames())
    assert all(result.passed and result.outcome.checked for result in results)


def _row(table: str, index: int, **values: object) -> Callable[[Frames], Frames]:
    return lambda f: f | {table: with_row(f[table], index, **values)}


@pytest.mark.parametrize(
    ("check", "tamper", "message"),
    [
        (
            "programs.goals_in_vision",
            _row("programs", 3, goal="도시농업과 농수산물 유통 활성화"),
            "is none of 정책비전",
        ),
        # row 1 is 市 6,336백만원, a part of 인건비 9,289백만원
        (
            "program_budgets.parts_below_their_whole",
            _row("program_budgets", 1, amount_krw=9_290_000_000),
            "'市' 9,290,000,000 is more than 9,289,000,000 won",
        ),
        (
            "program_budgets.parts_below_their_whole",
            _row("program_budgets", 1, parent_item_no=2),
            "'市' is a part of nothing above it",
        ),
        (
            "program_budgets.parts_below_their_whole",
            _row("program_budgets", 0, program_id="seoul-economic-policy-2022-03/1-1"),
            "'인건비' is a part of nothing above it",
        ),
    ],
)
def test_tampering_is_noticed(check: str, tamper: Callable[[Frames], Frames], message: str) -> None:
    assert message in _failing(tamper(_frames()))[check]


@pytest.mark.parametrize(
    ("line", "known"),
    [("소요예산 : 30억원", True), ("운영재원 : 30억원", False), ("총사업비 : 30억원", True)],
)
def test_a_label_of_money_that_no_list_knows_is_said(line: str, known: bool) -> None:
    frames = merge([read(of_program(f"□ 사업개요\n○ {line}")).frames])
    said = _failing(frames).get("programs.money_labels_known")
    assert (said is None) == known
    assert known or said == f"line 25: '{line}' may be a budget; programs.toml lists no '운영재원'"
