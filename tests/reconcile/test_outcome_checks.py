"""Checks of outcomes: they hold for the real reports, and fail when tampered with."""

from collections.abc import Callable

import polars as pl
import pytest
from reports import FOLDER, real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.outcomes.checks import OUTCOME_READING_CHECKS, OUTCOME_SOURCE_CHECKS
from pipeline.rules.check import run_checks

Frames = dict[str, pl.DataFrame]


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, str]:
    return {
        r.check.id: r.sample or ""
        for r in run_checks((*OUTCOME_SOURCE_CHECKS, *OUTCOME_READING_CHECKS), frames)
        if not r.passed
    }


def test_real_reports() -> None:
    frames = _frames()
    assert _failing(frames) == {}


def _row(frames: Frames, table: str, line: int, raw: str) -> int:
    rows = frames[table].with_row_index().filter(
        pl.col("report_id") == f"{FOLDER}-2023-03", line_start=line, raw=raw
    )  # fmt: skip
    return int(rows["index"][0])


def _lost(frames: Frames) -> Frames:
    earlier = pl.col("report_id") == f"{FOLDER}-2022-03"
    return frames | {"outcomes": frames["outcomes"].filter(earlier)}


def _changed(line: int, raw: str, **values: object) -> Callable[[Frames], Frames]:
    def tamper(frames: Frames) -> Frames:
        at = _row(frames, "outcomes", line, raw)
        return frames | {"outcomes": with_row(frames["outcomes"], at, **values)}

    return tamper


def _twice(frames: Frames) -> Frames:
    at = _row(frames, "outcomes", 1404, "100억원")
    return frames | {"outcomes": pl.concat([frames["outcomes"], frames["outcomes"][at : at + 1]])}


@pytest.mark.parametrize(
    ("check", "tamper", "message"),
    [
        ("found_below_headings", _lost, "no figure below '"),
        (
            "announced",
            _changed(1404, "100억원", heading="추진계획"),
            "'추진계획' announces no results",
        ),
        ("as_in_quantities", _changed(1404, "100억원", value=1e9), "line 1404: value"),
        ("as_in_quantities", _changed(1404, "100억원", unit="person"), "line 1404: unit"),
        ("as_in_quantities", _changed(1404, "100억원", char_start=5), "line 1404: char_start"),
        ("as_in_quantities", _twice, "published twice"),
    ],
)
def test_tampering_is_noticed(check: str, tamper: Callable[[Frames], Frames], message: str) -> None:
    assert message in _failing(tamper(_frames())).get(f"outcomes.{check}", "")
