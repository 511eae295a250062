"""The tables that state an agency's budget, and those that state what its departments paid of it.

What belongs here: what headings and captions tell of a table as a whole. What does not: the amounts
(`tables`), or the project that a table is about (`context`).
"""

from collections import Counter
from collections.abc import Sequence

from pipeline.document.readable import closed
from pipeline.document.tables.members import Members, is_department
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.cube.periods import year_of
from pipeline.vocabulary.planned_budgets import budgets

_EXECUTION = {"budget_current", "expenditure"}
_COMMITMENT = "commitment"
_LEAST_SOURCES = 2
_OF_MONEY = {"KRW", "percent", "percentage_point", None}


def is_state_of_budgets(cube: Cube, year: int) -> bool:
    """The table is a state of affairs (수입 현황) of budgets or of what was paid of them.

    Args:
        year: the year that the report plans.
    """
    units = {o.unit for o in cube.observations if o.state == "figure"}
    is_state = any(w.partition("(")[0].endswith(budgets().state) for w in cube.caption.split())
    return is_state and units <= _OF_MONEY and (is_execution(cube) or states_budgets(cube, year))


def is_execution(cube: Cube) -> bool:
    """The table compares 예산현액 with what departments have paid: one of budget execution.

    Without a column of what is bound, the rows must be departments, of one year.
    """
    stated = [(o.row, m.name) for o in cube.observations if (m := o.members.measure)]
    found = {name for _, name in stated}
    if not found >= _EXECUTION:
        return False
    rows = {h.text: h for heads in cube.axes.rows.values() for h in heads if not h.members.total}
    named = sum(is_department(closed(text)) for text in rows)
    counts = Counter(stated)
    once = all(count == 1 for (_, name), count in counts.items() if name in _EXECUTION)
    return _COMMITMENT in found or (once and named * 2 > len(rows))


def states_budgets(cube: Cube, year: int) -> bool:
    """The table states budgets.

    Args:
        year: the year that the report plans.
    """
    words = budgets()
    every = (*cube.heads, *cube.axes.corner)
    named = [h for h in every if not (h.members.department or h.members.remark)]
    heads = [closed(head.text) for head in named]
    both = len({head.members.side for head in named if head.members.side}) > 1
    # 수입액 beside 지출 is of a budget, and not of imports.
    asked = [closed(head.text) for head in named if not (both and head.members.side)]
    caption = closed(cube.caption)
    for own in words.own:
        caption = caption.replace(own, "")
    if any(word in head for word in words.foreign for head in asked) or is_execution(cube):
        return False
    money = [o for o in cube.observations if o.unit == "KRW" and o.state == "figure"]
    if not money or any(word in caption for word in words.foreign):
        return False
    if words.fund in heads:
        return _states_funds(cube, money)
    said = [o.members for o in money]
    costs = {year_of(m.year, year) for m in said if _is_cost(m) and m.year}
    if (
        any(m.measure and m.measure.name in words.measures for m in said)
        or any(m.stage for m in said)
        or sum(coming >= year for coming in costs) > 1
        or _divides_by_source(said)
        or (_lists_projects(cube) and any(_is_cost(m) for m in said))
    ):
        return True
    announced = any(word in caption for word in words.caption)
    sides = any(head.startswith(("세입", "세출")) for head in heads)
    said.append(cube.about)
    return sides or (announced and any(m.side or m.funding or m.account or m.year for m in said))


def _lists_projects(cube: Cube) -> bool:
    """Its rows are projects, and 사업비 alone heads their money: no prize, contract or grant."""
    titles = [closed(head.text) for path in cube.axes.stubs.values() for head in path]
    heads = {closed(head.text).partition("(")[0] for head in cube.heads if _is_cost(head.members)}
    return any(title.endswith(budgets().listed) for title in titles) and heads == {budgets().cost}


def is_built(cube: Cube) -> bool:
    """It tells how far projects are built, or from when to when: their money is of all years."""
    return any(closed(head.text).startswith(budgets().built) for head in cube.heads)


def _states_funds(cube: Cube, money: Sequence[Observation]) -> bool:
    """The rows are funds, and the table says what they hold, or take in and pay."""
    rows = [h for path in cube.axes.rows.values() for h in path if not h.members.total]
    named = [closed(head.text).strip("*※") for head in rows]
    said = any(o.members.side or (o.members.measure and o.members.measure.name == "balance")
               for o in money)  # fmt: skip
    return said and bool(named) and all(n.endswith(budgets().fund_ending) for n in named)


def _is_cost(members: Members) -> bool:
    return members.measure is not None and members.measure.name == "cost"


def _divides_by_source(said: Sequence[Members]) -> bool:
    """Headings name several sources, one of them public, or accounts; and years or a total."""
    sources = {m.funding for m in said if m.funding}
    public = len(sources) >= _LEAST_SOURCES and not sources.isdisjoint(budgets().public)
    years = any(m.year for m in said)
    return (public and (years or any(m.total for m in said))) or (
        years and any(m.account for m in said)
    )
