"""Checks of milestones: they hold for the real reports, and fail when tampered with."""

import datetime
from collections.abc import Callable

import polars as pl
import pytest
from reports import real, with_row

from pipeline.corpus.merge import merge
from pipeline.facts.milestones.checks import MILESTONE_READING_CHECKS, MILESTONE_SOURCE_CHECKS
from pipeline.rules.check import run_checks

Frames = dict[str, pl.DataFrame]
CHECKS = (*MILESTONE_READING_CHECKS, *MILESTONE_SOURCE_CHECKS)


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, str]:
    return {r.check.id: r.sample or "" for r in run_checks(CHECKS, frames) if not r.passed}


def _index(frames: Frames, line: int, raw: str) -> int:
    frame = frames["milestones"].with_row_index("at")
    return int(frame.filter((pl.col("line_end") == line) & (pl.col("date_raw") == raw))["at"][0])


def _set(line: int, raw: str, **values: object) -> Callable[[Frames], Frames]:
    def tamper(frames: Frames) -> Frames:
        at = _index(frames, line, raw)
        return frames | {"milestones": with_row(frames["milestones"], at, **values)}

    return tamper


def _drop(line: int, raw: str) -> Callable[[Frames], Frames]:
    def tamper(frames: Frames) -> Frames:
        at, frame = _index(frames, line, raw), frames["milestones"]
        return frames | {"milestones": pl.concat([frame[:at], frame[at + 1 :]])}

    return tamper


def _twice(line: int, raw: str) -> Callable[[Frames], Frames]:
    def tamper(frames: Frames) -> Frames:
        at, frame = _index(frames, line, raw), frames["milestones"]
        return frames | {"milestones": pl.concat([frame, frame[at : at + 1]])}

    return tamper


DAY = datetime.date(2022, 6, 30)

# Check, what is done to the milestone of a line, and a part of the message that points at it.
CASES = [
    ("spans_slice", _set(416, "~ ’22. 5월", date_raw="’22. 5월"), "line 416"),
    ("spans_slice", _set(416, "~ ’22. 5월", char_start=100), "line 416"),
    # a line lost; one of three in a line; one of a drawing; one of two without a year
    ("every_date_decided", _drop(416, "~ ’22. 5월"), "line 416"),
    ("every_date_decided", _drop(1037, "5~6월"), "line 1037"),
    ("every_date_decided", _drop(622, "’22.5 ~ 8월"), "line 622"),
    ("every_date_decided", _drop(389, "9월"), "line 389"),
    ("every_date_decided", _drop(1445, "'22.12~'23.1"), "line 1445"),
    # another month, day or year than printed; no day at all
    ("dates_stand_in_source", _set(684, "’22.7월", end_date=DAY, start_date=DAY), "line 684"),
    ("dates_stand_in_source", _set(768, "’22. 1. 6", end_date=DAY, start_date=DAY), "line 768"),
    ("dates_stand_in_source", _set(1485, "’22.하반기", end_date=datetime.date(2023, 12, 31)),
     "line 1485"),
    ("dates_stand_in_source", _set(416, "~ ’22. 5월", end_date=None), "neither"),
    ("dates_apart", _twice(1104, "’23년"), "line 1104"),
    ("words_stand_in_source", _set(626, "’22.3.3", description="참여기업 협약"), "협약"),
    ("wholes_published", _set(693, "5월", parent_item_no=4000), "line 693"),
    ("steps_in_order", _set(684, "’22.7월", end_date=DAY), "starts 2022-07-01"),
]  # fmt: skip


def test_real_reports_pass() -> None:
    results = run_checks(CHECKS, _frames())
    assert all(result.passed for result in results)
    assert all(result.outcome.checked > 0 for result in results)
    assert len(results) == 2 * len(CHECKS)


@pytest.mark.parametrize(
    ("check", "tamper", "message"), CASES, ids=[f"{n}-{c[0]}" for n, c in enumerate(CASES)]
)
def test_tampering_is_noticed(check: str, tamper: Callable[[Frames], Frames], message: str) -> None:
    failing = _failing(tamper(_frames()))
    assert f"milestones.{check}" in failing
    assert message in failing[f"milestones.{check}"]


def test_every_check_has_a_case() -> None:
    assert {f"milestones.{case[0]}" for case in CASES} == {check.id for check in CHECKS}


def test_a_date_that_is_held_back_or_excluded_is_decided() -> None:
    frames = _drop(416, "~ ’22. 5월")(_frames())
    row = frames["milestones"].row(0, named=True)
    held = {
        "report_id": row["report_id"], "table_name": "milestones", "line_start": 416,
        "line_end": 416, "char_start": 0, "reason": "tried", "reason_ko": "tried",
        "raw": "’22. 5월",
    }  # fmt: skip
    quarantine = pl.concat(
        [frames["quarantine"], pl.DataFrame([held], schema=frames["quarantine"].schema)]
    )
    assert "milestones.every_date_decided" not in _failing(frames | {"quarantine": quarantine})
    # 2023-03 line 1142, a footnote: 1988년 is in no milestone, and excluded
    dates = frames["numerals"].filter((pl.col("line_start") == 1142) & (pl.col("role") == "date"))
    assert dates["raw"].to_list() == ["1988"]
