"""A plan in one report and its result in the next one of the same agency: `plan_outcomes`.

A plan is a figure of a program that states what it aims at; results are the rows of `outcomes`.
Each result gets at most one plan, each plan at most one result: the pair that is most alike in
its program and in what it measures. The score is published, so that an analyst can judge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from pipeline.figures.wording import is_vague
from pipeline.reconcile.planned_figures import (
    Plan,
    addend_ids,
    program_title,
    read_plans,
    with_single_targets,
)
from pipeline.rules.similarity import Weighed, Weights
from pipeline.vocabulary.plans import plans
from schemas import TABLE
from schemas.table import Row

Frames = Mapping[str, pl.DataFrame]

_LEAST_SCORE = 0.3
_LEAST_TOPIC = 0.3
_TARGET_SCORE = 0.6
"""Certainty that the target of a whole program is the figure of a later report."""
_AMOUNT_SCORE = 0.75
"""Certainty that money paid as support is the budget of a program of as much money."""
_SAME_PROGRAM = 0.9
"""Likeness of titles from which the support that was paid came out of a program's budget."""
_LEAST_LABEL = 0.3
"""Least likeness of a target counted in 개 and a result counted by name."""
_TEXT_SCORE = 0.8
"""Words elsewhere in the item say less than those of the figure's own label."""
_GENERIC_SCORE = 0.95
"""개 may count what the other report counts by name."""
_READ = {
    "sections": ("section_id", "parent_id", "kind"),
    "programs": ("program_id", "section_id", "title", "subprogram_no", "budget_char_start"),
    "lines": ("line_no", "text", "kind"),
    "quantities": (
        "quantity_id",
        "section_id",
        "line_start",
        "char_start",
        "label",
        "unit",
        "unit_raw",
        "part",
        "modifier",
        "is_repeat",
        "value_normalized",
    ),
    "outcomes": (
        "quantity_id",
        "program_id",
        "kind",
        "heading",
        "subject",
        "metric",
        "unit",
        "value",
        "raw",
    ),
    "indicators": ("quantity_id",),
    "program_budgets": ("quantity_id",),
    "relation_terms": ("quantity_id", "role"),
}
"""The columns that are read of each table."""


@dataclass(frozen=True)
class _Match:
    score: float
    topic: float
    measure: float
    method: str
    likeness: float
    """Likeness of the words of both figures."""
    plan: Plan
    outcome: Row

    @property
    def order(self) -> tuple[float, float, str, str]:
        """Best first; ties by their words, then in the order of the texts."""
        return (
            -self.score,
            -self.likeness,
            self.outcome["quantity_id"],
            self.plan.quantity["quantity_id"],
        )


def plan_outcomes(frames: Frames) -> pl.DataFrame:
    """Link the plans of each report with the results of the next one of its agency.

    Args:
        frames: all tables of all reports.

    Returns:
        The table `plan_outcomes`, sorted by its key.
    """
    table = TABLE["plan_outcomes"]
    rows = [
        row
        for (agency, earlier), (same, later) in pairwise(_reports(frames))
        if agency == same
        for row in _link(earlier, later)
    ]
    return table.frame(rows).sort(table.primary_key)


def _reports(frames: Frames) -> Iterator[tuple[str, dict[str, list[Row]]]]:
    """The agency of each report with the report's rows; those of an agency in order of time."""
    reports = frames["reports"].sort("agency_id", "period").select("agency_id", "report_id")
    for agency_id, report_id in reports.iter_rows():
        own = pl.col("report_id") == report_id
        yield (
            agency_id,
            {
                name: frames[name].filter(own).select(columns).to_dicts()
                for name, columns in _READ.items()
            },
        )


def _link(earlier: dict[str, list[Row]], later: dict[str, list[Row]]) -> Iterator[Row]:
    programs = {row["program_id"]: row for rows in (earlier, later) for row in rows["programs"]}
    weights = Weights(
        [row["title"] for row in programs.values()]
        + [row["metric"] or "" for rows in (earlier, later) for row in rows["outcomes"]]
    )
    found = sorted(_matches(earlier, later, programs, weights), key=lambda match: match.order)
    taken: set[str] = set()
    for match in found:
        plan, outcome = match.plan.quantity, match.outcome
        if taken.isdisjoint((plan["quantity_id"], outcome["quantity_id"])):
            taken |= {plan["quantity_id"], outcome["quantity_id"]}
            yield _row(match, programs)


def _scope(match: _Match, programs: Mapping[str, Row]) -> str:
    """True when plan and result are qualified alike: 춘계 on one side only makes them differ."""
    plan, outcome = match.plan, match.outcome
    planned = f"{program_title(plan.program, programs)} {plan.label}"
    reported = f"{program_title(programs[outcome['program_id']], programs)} {outcome['metric']}"
    wider = plans().qualifiers(planned) - plans().qualifiers(f"{reported} {outcome['raw']}")
    narrower = plans().qualifiers(outcome["metric"]) - plans().qualifiers(f"{planned} {plan.text}")
    if wider and narrower:
        return "unknown"
    return "wider" if wider else "narrower" if narrower else "same"


def _row(match: _Match, programs: Mapping[str, Row]) -> Row:
    plan, outcome = match.plan.quantity, match.outcome
    scope = _scope(match, programs)
    attained = round(100 * outcome["value"] / plan["value_normalized"], 1)
    return {
        "plan_quantity_id": plan["quantity_id"],
        "outcome_quantity_id": outcome["quantity_id"],
        "topic": match.plan.program["title"],
        "plan_program_id": match.plan.program["program_id"],
        "outcome_program_id": outcome["program_id"],
        "plan_metric": match.plan.label,
        "metric": outcome["metric"],
        "unit": outcome["unit"],
        "plan_value": plan["value_normalized"],
        "outcome_value": outcome["value"],
        "scope": scope,
        "attainment_pct": attained if scope == "same" else None,
        "match_score": round(match.score, 3),
        "match_topic_score": round(match.topic, 3),
        "match_measure_score": round(match.measure, 3),
        "match_method": match.method,
    }


def _matches(
    earlier: dict[str, list[Row]],
    later: dict[str, list[Row]],
    programs: Mapping[str, Row],
    weights: Weights,
) -> Iterator[_Match]:
    stated = with_single_targets(list(read_plans(earlier)))
    parts = addend_ids(later)
    titles = {key: weights.text(program_title(row, programs)) for key, row in programs.items()}
    for outcome in later["outcomes"]:
        if outcome["kind"] != "result" or outcome["quantity_id"] in parts or not outcome["value"]:
            continue
        if outcome["program_id"] is None or outcome["metric"] is None:
            continue
        metric = weights.text(f"{outcome['subject']} {outcome['metric']}")
        named = metric if is_vague(outcome["metric"]) else weights.text(outcome["metric"])
        own = weights.text(programs[outcome["program_id"]]["title"])
        whole = weights.pairs(titles[outcome["program_id"]].pairs | metric.pairs)
        topics: dict[str, float] = {}
        for plan in stated:
            key = plan.program["program_id"]
            comparable = _comparable(plan.quantity, outcome["unit"])
            if comparable and key not in topics:
                title = weights.text(plan.program["title"])
                topics[key] = max(
                    weights.shared(title, own),
                    weights.shared(title, metric),
                    weights.shared(titles[key], whole),
                )
            if comparable and topics[key] >= _LEAST_TOPIC:
                measure, method = _measure(plan, named, weights, same_unit=comparable == 1)
                paid = _is_support(outcome)
                if plan.is_budget:
                    measure = _AMOUNT_SCORE if paid and topics[key] >= _SAME_PROGRAM else 0
                    method = "budget"
                elif measure < _AMOUNT_SCORE and paid and _is_as_much(plan, outcome):
                    measure, method = _AMOUNT_SCORE, "amount"
                score = topics[key] * measure * comparable
                if score >= _LEAST_SCORE:
                    likeness = weights.shared(weights.text(plan.label), metric)
                    yield _Match(score, topics[key], measure, method, likeness, plan, outcome)


def _is_support(outcome: Row) -> bool:
    """Money that was paid, of which the result names nothing but what it paid for: 보험료 지원."""
    paid = outcome["metric"].rpartition(" / ")[2].rpartition(" ")[2] in plans().paid
    return paid and bool(outcome["unit"] == "KRW")


def _is_as_much(plan: Plan, outcome: Row) -> bool:
    return bool(plan.quantity["value_normalized"] == outcome["value"])


def _measure(plan: Plan, named: Weighed, weights: Weights, *, same_unit: bool) -> tuple[float, str]:
    """The certainty that a plan and a result measure the same, and by what that was told."""
    beyond = weights.pairs(named.pairs - weights.text(plan.program["title"]).pairs)
    planned = weights.text(plan.label)
    label = weights.shared(planned, named)
    item = _TEXT_SCORE * weights.shared(weights.text(plan.text), beyond)
    scores = [(label, "label"), (item, "item")]
    if plan.is_target and (same_unit or label >= _LEAST_LABEL):
        scores.append((_TARGET_SCORE, "target"))
    return max(scores, key=lambda each: each[0])


def _comparable(plan: Row, other: str | None) -> float:
    """1 for the same unit, less where one of them is the counter of anything, else 0."""
    one = plan["unit"]
    if one == other:
        return 1.0 if one else 0.0
    generic = plans().generic in (one, other)
    if one == plans().generic and plan["unit_raw"] not in plans().generic_printed:
        return 0.0
    return _GENERIC_SCORE if generic and {one, other} <= plans().counted else 0.0
