"""Coverage: what is typed, and which headings are not known; tampering is noticed."""

from collections.abc import Callable

import polars as pl
import pytest
from reports import of_program, read, real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.coverage import coverage
from pipeline.reconcile import coverage_checks
from pipeline.rules.check import Result, checks_in, run_checks

COVERAGE_READING_CHECKS = [
    check for check in checks_in(coverage_checks) if check.severity == "error"
]
COVERAGE_SOURCE_CHECKS = [
    check for check in checks_in(coverage_checks) if check.severity == "warning"
]

Frames = dict[str, pl.DataFrame]


def _results(frames: Frames) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {}
    for result in run_checks((*COVERAGE_READING_CHECKS, *COVERAGE_SOURCE_CHECKS), frames):
        found.setdefault(result.check.id, []).append(result)
    return found


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def test_shares_of_the_real_reports_recount() -> None:
    results = _results(_frames())["reports.shares_recount"]
    assert [result.outcome.checked for result in results] == [1, 1]
    assert all(result.passed for result in results)
    shares = _frames()["reports"].select(
        pl.sum_horizontal(f"{k}_share_derived_pct" for k in ("typed", "untyped", "furniture"))
    )
    assert all(abs(total - 100) < 0.2 for total in shares.to_series())


@pytest.mark.parametrize(
    "tamper",
    [
        lambda f: f | {"reports": with_row(f["reports"], 0, typed_share_derived_pct=99.0)},
        # duties lost, and with them the lines that were typed
        lambda f: f | {"duties": f["duties"].filter(pl.col("report_id").str.ends_with("2023-03"))},
        lambda f: f | {"lines": f["lines"].filter(pl.col("line_no") < 1000)},
    ],
)
def test_tampering_is_noticed(tamper: Callable[[Frames], Frames]) -> None:
    assert not all(
        result.passed for result in _results(tamper(_frames()))["reports.shares_recount"]
    )


def test_headings_that_the_reference_does_not_know() -> None:
    frames = merge(
        [read(of_program(f"□ 조감도 설명\n{'갑을병정' * 8}\n\n□ 사업개요\n{'가나' * 20}")).frames]
    )
    (result,) = _results(frames)["sections.headings_known"]
    assert result.outcome.failures == (
        "line 24: '조감도 설명' heads 32 letters in no table of facts",
    )


def test_counting() -> None:
    lines = [
        {"line_no": 1, "kind": "item", "text_raw": "가 나 다"},
        {"line_no": 2, "kind": "furniture", "text_raw": "- 1 -"},
        {"line_no": 3, "kind": "paragraph", "text_raw": " 가나\t "},
        {"line_no": 4, "kind": "blank", "text_raw": ""},
    ]
    covered = coverage(lines, {1})
    assert (covered.typed, covered.furniture, covered.untyped) == (3, 3, 2)
    assert covered.share(covered.typed) == 37.5
