"""Checks are asked of a few reports after another: with the outcome they have for all at once."""

import polars as pl
import pytest
from reports import real

from pipeline.corpus.merge import merge
from pipeline.reconcile.catalogue import CHECKS
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.rules import frames as reconcile_frames
from pipeline.rules.check import Check, Outcome, run_checks
from pipeline.rules.frames import KeptFrames

Frames = dict[str, pl.DataFrame]


@pytest.fixture(scope="module")
def frames() -> Frames:
    merged = merge([real("2022-03").frames, real("2023-03").frames])
    # Without its digits, in one report only, a check of them has something to find.
    lost = (pl.col("report_id") == merged["reports"]["report_id"][1]) & (pl.col("line_start") > 99)
    return merged | {
        "plan_outcomes": plan_outcomes(merged),
        "numerals": merged["numerals"].filter(~lost),
    }


def test_one_report_after_another_finds_what_all_at_once_do(
    frames: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = KeptFrames(frames)
    at_once = [(check.id, outcome) for check in CHECKS for outcome in check.run(kept)]
    monkeypatch.setattr(reconcile_frames, "_REPORTS_AT_ONCE", 1)
    divided = [(result.check.id, result.outcome) for result in run_checks(CHECKS, frames)]
    assert divided == at_once
    failing = {id_: outcome.report_id for id_, outcome in divided if outcome.failures}
    assert failing["numerals.conserved"] == frames["reports"]["report_id"][1]


def test_only_a_check_of_all_has_an_outcome_of_no_report(frames: Frames) -> None:
    for result in run_checks(CHECKS, frames):
        whole = result.check.of_all and result.check.id != "superseded.one_file_each"
        assert (result.outcome.report_id is None) == whole, result.check.id


def test_what_each_check_is_given(frames: Frames, monkeypatch: pytest.MonkeyPatch) -> None:
    def reports(given: object) -> list[Outcome]:
        assert isinstance(given, dict | KeptFrames)
        ids = given["reports"]["report_id"].to_list()
        assert set(given["lines"]["report_id"]) == set(ids)
        # No row of it names a report.
        assert given["departments"].equals(frames["departments"])
        return [Outcome(None, len(ids))]

    monkeypatch.setattr(reconcile_frames, "_REPORTS_AT_ONCE", 1)
    checks = [
        Check("reports", "each", "error", "", reports),
        Check("reports", "all", "error", "", reports, of_all=True),
    ]
    found = [(r.check.name, r.outcome.checked) for r in run_checks(checks, frames)]
    assert found == [("each", 1), ("each", 1), ("all", 2)]
