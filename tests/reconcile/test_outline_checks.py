"""Checks of the outline: they hold for the real reports, and fail when tampered with."""

from collections.abc import Callable

import polars as pl
import pytest
from reports import FOLDER, read, real, whole, with_row

from pipeline.corpus.merge import merge
from pipeline.reconcile import outline_checks
from pipeline.rules.check import checks_in, run_checks

OUTLINE_READING_CHECKS = [check for check in checks_in(outline_checks) if check.severity == "error"]
OUTLINE_SOURCE_CHECKS = [
    check for check in checks_in(outline_checks) if check.severity == "warning"
]

Frames = dict[str, pl.DataFrame]


def _frames() -> Frames:
    return merge([real("2022-03").frames, real("2023-03").frames])


def _failing(frames: Frames) -> dict[str, str]:
    checks = (*OUTLINE_READING_CHECKS, *OUTLINE_SOURCE_CHECKS)
    return {r.check.id: r.sample or "" for r in run_checks(checks, frames) if not r.passed}


def test_real_reports() -> None:
    assert _failing(_frames()) == {}


def _section(frames: Frames, section_id: str, **values: object) -> Frames:
    index = frames["sections"]["section_id"].to_list().index(f"{FOLDER}-{section_id}")
    return frames | {"sections": with_row(frames["sections"], index, **values)}


def _other_section(frames: Frames) -> Frames:
    # line 400 of 2022-03 in the section of another line
    lines = frames["lines"]
    return frames | {"lines": with_row(lines, 399, section_id=lines["section_id"][10])}


@pytest.mark.parametrize(
    ("check", "tamper", "message"),
    [
        # a program that reaches into the next one, and one outside its goal
        ("sections.nest", lambda f: _section(f, "2022-03/4.1.1", line_end=430), "line 428"),
        ("sections.nest", lambda f: _section(f, "2023-03/4.2.3", line_start=3), "lies across"),
        ("sections.nest", lambda f: _section(f, "2023-03/4.2", parent_id=None), "no section"),
        ("lines.in_their_section", _other_section, "line 400"),
        ("sections.numbers_run_on", lambda f: _section(f, "2023-03/4.2.3", number=5), "after 2"),
    ],
)
def test_tampering_is_noticed(check: str, tamper: Callable[[Frames], Frames], message: str) -> None:
    failing = _failing(tamper(_frames()))
    assert check in failing
    assert message in failing[check]


def test_a_program_lost_from_the_source_is_said() -> None:
    # 2023-03.txt: the title of program 2-3 is gone from the cover (line 525) and its text (632)
    lines = whole("2023-03").splitlines(keepends=True)
    for line in (525, 632):
        lines[line - 1] = "\n"
    frames = merge([read("".join(lines), f"{FOLDER}/2023-03.txt").frames])
    assert frames["sections"].filter(pl.col("kind") == "program").height == 22
    assert " is 4, after 2" in _failing(frames)["sections.numbers_run_on"]


def test_programs_may_be_counted_through_the_goals() -> None:
    # as moel2025_고용노동부_업무보고.hwpx does: 1 to 4 below goal 1, 5 to 8 below goal 2
    frames = _frames()
    sections = frames["sections"].filter(
        (pl.col("kind") == "program") & (pl.col("report_id") == f"{FOLDER}-2023-03")
    )
    counted = sections.with_columns(pl.Series("number", range(1, sections.height + 1)))
    assert _failing(frames | {"sections": counted}).get("sections.numbers_run_on") is None
    gap = counted.with_columns(
        pl.when(pl.col("number") > 5).then(99).otherwise("number").alias("number")
    )
    assert "after" in _failing(frames | {"sections": gap})["sections.numbers_run_on"]
    bare = counted.with_columns(pl.lit(None, pl.Int64).alias("number"))
    assert _failing(frames | {"sections": bare}).get("sections.numbers_run_on") is None
