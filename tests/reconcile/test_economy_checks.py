"""Checks of the indicators: they hold for the real reports, and fail when tampered with."""

import datetime
from collections.abc import Callable

import polars as pl
import pytest
from reports import real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.indicators import checks as indicator_checks
from pipeline.rules.check import checks_in, run_checks

ECONOMY_READING_CHECKS = [
    check for check in checks_in(indicator_checks) if check.severity == "error"
]
ECONOMY_SOURCE_CHECKS = [
    check for check in checks_in(indicator_checks) if check.severity == "warning"
]

Frames = dict[str, pl.DataFrame]


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, str]:
    checks = (*ECONOMY_READING_CHECKS, *ECONOMY_SOURCE_CHECKS)
    return {r.check.id: r.sample or "" for r in run_checks(checks, frames) if not r.passed}


def test_real_reports() -> None:
    assert _failing(_frames()) == {}


def test_every_figure_of_both_chapters_is_asked_for() -> None:
    outcomes = ECONOMY_SOURCE_CHECKS[0].run(_frames())
    # 2022-03.txt:119-171 and 2023-03.txt:73-117; 2015=100 (lines 111, 112) is no figure
    assert [outcome.checked for outcome in outcomes] == [28, 38]


def test_without_indicators_nothing_is_asked() -> None:
    frames = _frames()
    nothing = frames | {
        "indicators": frames["indicators"].clear(),
        "sections": frames["sections"].filter(~pl.col("title").str.contains("경제상황|經濟")),
    }
    assert _failing(nothing) == {}


def _set(index: int, **values: object) -> Callable[[Frames], Frames]:
    """Change one indicator; 2022-03 has the first 28 of them."""
    return lambda f: f | {"indicators": with_row(f["indicators"], index, **values)}


def _drop(index: int) -> Callable[[Frames], Frames]:
    return lambda f: (
        f | {"indicators": pl.concat([f["indicators"][:index], f["indicators"][index + 1 :]])}
    )


def _publish_how_long_it_lasts(frames: Frames) -> Frames:
    lasts = frames["quantities"].filter((pl.col("raw") == "9개월") & (pl.col("line_start") == 90))
    return _set(60, quantity_id=lasts["quantity_id"].item())(frames)


@pytest.mark.parametrize(
    ("check", "tamper", "message"),
    [
        ("every_quantity_decided", _drop(11), "line 145: '507만5천명' is neither"),
        ("every_quantity_decided", _drop(30), "line 78: '22.7%' is neither"),
        ("every_quantity_decided", _publish_how_long_it_lasts, "line 90: '9개월' is published"),
        ("figures_stand_in_source", _set(0, value=18.5), "18.5 is not '18.4%'"),
        ("figures_stand_in_source", _set(0, value=-18.4), "-18.4 is not '18.4%'"),
        ("figures_stand_in_source", _set(11, unit="company"), "is not '507만5천명'"),
        ("figures_stand_in_source", _set(11, raw="507만명"), "is not '507만5천명'"),
        ("figures_stand_in_source", _set(11, char_start=1), "is not '507만5천명'"),
        ("figures_stand_in_source", _set(11, quantity_id="none"), "is no quantity"),
        ("falls_are_negative", _set(23, value=0.1), "line 165: 선행종합지수: 0.1 goes down"),
        ("falls_are_negative", _set(22, value=-0.6), "line 165: 동행종합지수: -0.6 goes up"),
        (
            "periods_run_forward",
            _set(0, period_start=datetime.date(2022, 1, 1)),
            "2022-01-01 is after 2021-12-31",
        ),
        ("periods_run_forward", _set(0, period=None), "2021-01-01 is printed nowhere"),
        ("forecasts_agree", _set(8, status="actual"), "forecast is actual"),
        ("forecasts_agree", _set(8, measure="level"), "level is forecast"),
        ("base_named", _set(12, comparison=None), "132000.0 from what?"),
    ],
)
def test_tampering_is_noticed(check: str, tamper: Callable[[Frames], Frames], message: str) -> None:
    failing = _failing(tamper(_frames()))
    assert message in failing[f"indicators.{check}"]
