"""Checks of the programs: that their goals are those of the vision, and their budgets' parts."""

import polars as pl

from pipeline.document.readable import closed
from pipeline.rules.check import Check, Outcome, at_line, per_report, table_check
from pipeline.rules.common_checks import claim_check
from pipeline.rules.frames import Frames, rows_of
from pipeline.rules.similarity import letter_pairs
from pipeline.vocabulary.programs import programs
from schemas.table import Row

_LEAST_SHARE = 0.4
"""Share of a goal's pairs of letters that its vision prints; 0.5 to 1 in the two first reports,
whose visions put the goals in other words, and about 0.2 for a goal of another report."""


@table_check("programs.goals_in_vision", "warning")
def goals_in_vision(frames: Frames) -> list[Outcome]:
    """Every program belongs to a goal that the chapter 정책비전 names."""
    vision = _visions(frames)
    goals = frames["programs"].filter(
        pl.col("report_id").is_in(list(vision)) & pl.col("goal_no").is_not_null()
    )

    def failure(row: Row) -> str | None:
        share = _share(row["goal"], vision[row["report_id"]])
        if share >= _LEAST_SHARE:
            return None
        return at_line(
            row, "goal {goal_no} '{goal}' is none of 정책비전 ({share:.0%})", share=share
        )

    return per_report(goals, failure)


def _visions(frames: Frames) -> dict[str, str]:
    """Report to the text of its chapter on vision and goals, closed up."""
    found: dict[str, str] = {}
    for section in frames["sections"].filter(pl.col("kind") == "chapter").iter_rows(named=True):
        if any(word in closed(section["title"] or "") for word in programs().vision):
            lines = frames["lines"].filter(
                (pl.col("report_id") == section["report_id"])
                & pl.col("line_no").is_between(section["line_start"] + 1, section["line_end"])
            )
            found[section["report_id"]] = "".join(map(closed, lines["text"]))
    return found


def _share(goal: str, vision: str) -> float:
    pairs = letter_pairs(goal)
    return sum(pair in vision for pair in pairs) / max(len(pairs), 1)


@table_check("program_budgets.parts_below_their_whole", "warning")
def parts_below_their_whole(frames: Frames) -> list[Outcome]:
    """Every part of a budget belongs to an amount above it and is not larger."""
    parts = frames["program_budgets"]
    amounts: dict[tuple[str, int | None], int | None] = {
        (row["program_id"], None): row["budget_krw"] for row in rows_of(frames, "programs")
    }
    amounts |= {
        (row["program_id"], row["item_no"]): row["amount_krw"]
        for row in parts.iter_rows(named=True)
    }

    def failure(row: Row) -> str | None:
        whole = amounts.get((row["program_id"], row["parent_item_no"]))
        parent = row["parent_item_no"]
        if whole is None or (parent is not None and parent >= row["item_no"]):
            return at_line(row, "'{label}' is a part of nothing above it")
        if row["amount_krw"] > whole:
            return at_line(row, "'{label}' {amount_krw:,} is more than {whole:,} won", whole=whole)
        return None

    return per_report(parts, failure)


@table_check("programs.money_labels_known", "warning")
def money_labels_known(frames: Frames) -> list[Outcome]:
    """No program without a budget has money behind a label that sounds like one."""
    amounts = frames["quantities"].filter(pl.col("unit") == "KRW")
    money = set(amounts.select("report_id", "line_start").iter_rows())
    sections = {row["section_id"]: row for row in rows_of(frames, "sections")}
    program_of = {row["section_id"]: row for row in rows_of(frames, "programs")}

    def failure(row: Row) -> str | None:
        label, colon, _ = (row["title"] or "").partition(":")
        name = closed(label)
        if not colon or not name.endswith(programs().sounds_like_budget):
            return None
        at = row["parent_id"]
        while at is not None and at not in program_of:
            at = sections[at]["parent_id"]
        stated = at is None or program_of[at]["budget_krw"] is not None
        other = name.startswith(programs().not_budget)
        if stated or other or (row["report_id"], row["line_start"]) not in money:
            return None
        if name in programs().budget:
            return at_line(row, "'{title}' is of a project below a program, not published")
        return at_line(row, "'{title}' may be a budget; programs.toml lists no '{name}'", name=name)

    labelled = (row for row in rows_of(frames, "sections") if row["kind"] in ("item", "heading"))
    return per_report(labelled, failure)


CLAIM_CHECKS: tuple[Check, ...] = (
    claim_check(
        "program_budgets.parts",
        "The parts of a budget add up to it, where nothing says that some are left out.",
        rounding=True,
    ),
    claim_check(
        "programs.subprogram_budgets",
        "The budgets of the parts of a program add up to its own.",
        rounding=True,
    ),
)
