"""Budgets as a projection of cubes: which tables state them, and what each amount is of.

Departments, projects, sides, sources, years and stages may stand in rows or columns. What belongs
here: the headings. What does not: the project that a table is about as a whole (`context`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document.readable import closed
from pipeline.document.tables.axes import Head, combine_members
from pipeline.document.tables.grid import Span
from pipeline.document.tables.heading_rows import QUARTERS
from pipeline.document.tables.members import NOTHING, Members, is_department
from pipeline.facts.budgets.stating import is_built, states_budgets
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.facts.departments import Mention
from pipeline.facts.staffing.tables import department_name
from pipeline.vocabulary.dimensions import Year, dimensions
from pipeline.vocabulary.planned_budgets import budgets

CURRENT = "예산현액"
"""The budget with what is carried over and moved: a stage of it."""
_SETTLED = "settlement"
_PLANNED = ("budget", "budget_current", "total_cost")
_LONGEST_WORDS = 20
"""Words that stand in the place of an amount are few: 미정, RISE 연계."""


@dataclass(frozen=True)
class BudgetAmount:
    """One amount of a table of budgets, or words in its place."""

    cube: Cube
    seen: Observation
    measure: str
    name: Head | None
    """The heading that says whose money it is; None for the total, or where the table as a whole
    is about one project."""
    by_department: bool
    """The names are departments."""
    item: Head | None
    """The heading that says what a department's money is for: 인건비."""

    @property
    def stage(self) -> str | None:
        """본예산, 기정, 1회추경, 예산현액 …, of its headings or of the caption."""
        measure = self.seen.members.measure
        current = CURRENT if measure and measure.name == "budget_current" else None
        return self.seen.members.stage or self.cube.about.stage or current


def budget_amounts(cubes: Iterable[Cube], known: frozenset[str], year: int) -> list[BudgetAmount]:
    """The amounts of all tables of budgets.

    Args:
        known: departments, closed up, that other tables name.
        year: the year that the report plans.
    """
    stated = (cube for cube in cubes if states_budgets(cube, year))
    return [amount for cube in stated for amount in _amounts(cube, known)]


def _amounts(cube: Cube, known: frozenset[str]) -> list[BudgetAmount]:
    named: list[tuple[Observation, str, Head | None]] = []
    for seen in cube.observations:
        measure = _measure(cube, seen)
        if measure:
            named.append((seen, measure, _name(cube, seen)))
    in_rows = {name.text: name for seen, _, name in named if name and name in seen.rows}
    if any(_is_department(name, known) for name in in_rows.values()):
        # Beside departments in rows, a column names what money is for, of their total as well.
        named = [(s, m, name if name in s.rows else None) for s, m, name in named]
    names = {name.text: name for *_, name in named if name}
    departments = [n for n in names.values() if _is_department(n, known)]
    accounts = [n for n in names.values() if n.members.account]
    by_department = len(departments) * 2 > len(names) - len(accounts)
    return [
        BudgetAmount(
            cube, seen, measure, name,
            by_department and (name is None or not name.members.account),
            _item(seen) if by_department and name not in seen.columns else None,
        )
        for seen, measure, name in named
    ]  # fmt: skip


def _measure(cube: Cube, seen: Observation) -> str | None:
    """The kind of an amount; None for what is none: rates, counts, remarks, words of a remark.

    A part in brackets with words of its own is not what the heading says of the whole.
    """
    members = seen.members
    paid = _is_paid(cube, seen)
    of_year = members.part is None or members.part.at_end or paid  # a quarter is no year
    if (
        not of_year
        or members.remark
        or members.ordinal
        or (seen.place == "bracket" and seen.said.items)
        or (not _in_place(cube, seen) if seen.state == "words" else seen.unit != "KRW")
    ):
        return None
    if members.measure and members.measure.kind in ("rate", "count"):
        return None
    across = next((h.members.measure for h in seen.columns[::-1] if h.members.measure), None)
    measure = across if _is_line(seen) else members.measure
    name = measure.name if measure else None
    built = name == "cost" and members.year is None and is_built(cube)
    if built or (name in (None, "cost", "budget") and _over_years(cube, seen)):
        return "total_cost"
    if paid or (measure is None and _is_received(seen)):
        return "execution"
    if measure is None:
        return "change" if _is_difference(seen) else _of_stage(cube, seen)
    of_year = measure.name == "cost" and members.year is not None
    planned = measure.name == "budget_current" or _is_planned(cube, seen, measure.name) or of_year
    return "budget" if planned else measure.name


def _is_paid(cube: Cube, seen: Observation) -> bool:
    """상반기 실적 beside the budget of a side: what is paid, or has come in, since January."""
    stated = {m.name for o in cube.observations if (m := o.members.measure)}
    measure, part = seen.members.measure, seen.members.part
    since_january = part is None or (part.kind != "month" and part.number == 1)
    named = measure is not None and measure.name == "result" and seen.members.side is not None
    return named and since_january and "budget" in stated


def _is_received(seen: Observation) -> bool:
    """수입액 in a row of revenue: what has come in of it."""
    across = seen.columns[-1].members.side if seen.columns else None
    return across is not None and any(head.members.side == across for head in seen.rows)


def _of_stage(cube: Cube, seen: Observation) -> str:
    """The kind of an amount whose headings name a stage at most.

    Where all of a table, or of one of its years, is of one stage, 최종예산 is simply the budget.
    """
    stage = dimensions().stage(seen.members.stage) if seen.members.stage else None
    about = dimensions().stage(cube.about.stage) if cube.about.stage else None
    if stage and (stage == _SETTLED or not _is_only_stage(cube, seen)):
        return stage
    return (about if not stage and about != "budget_final" else None) or "budget"


def _is_difference(seen: Observation) -> bool:
    """Its heading is a formula and nothing else: B-A."""
    own = seen.columns[-1].members if seen.columns else NOTHING
    return own == Members(formula=own.formula) and "-" in (own.formula or "")


def _is_planned(cube: Cube, seen: Observation, measure: str) -> bool:
    """총사업비 of one of several years; 사업비 beside what is paid, or quarters; 금액 of a side."""
    if measure == "total_cost":
        across, along = (combine_members(heads) for heads in (seen.columns, seen.rows))
        return bool((across.year and along.measure) or (along.year and across.measure))
    stated = {m.name for o in cube.observations if (m := o.members.measure)}
    by_quarter = any(closed(head.text) in QUARTERS for head in cube.heads)
    about = cube.about.measure.name if cube.about.measure else None
    of_side = about == "budget" and seen.members.side is not None and stated <= {"cost", "share"}
    paid = "execution" in stated and stated.isdisjoint(_PLANNED)
    return measure == "cost" and (by_quarter or of_side or paid)


def _is_only_stage(cube: Cube, seen: Observation) -> bool:
    """The table compares years, and none of them at two stages: 2024년 최종, 2025년 당초."""
    stages: dict[Year, set[str | None]] = {}
    for members in (o.members for o in cube.observations):
        if members.year and not (members.measure and members.measure.kind != "money"):
            stages.setdefault(members.year, set()).add(members.stage)
    compared = len(stages) > 1 and all(len(of_year) == 1 for of_year in stages.values())
    return compared and seen.members.year in stages


def _over_years(cube: Cube, seen: Observation) -> bool:
    """It stands under a total beside several years: the money of all of them."""
    for heads, axis in ((seen.columns, cube.axes.columns), (seen.rows, cube.axes.rows)):
        years = {h.cell.column if axis is cube.axes.columns else h.cell.row
                 for path in axis.values() for h in path if h.members.year}  # fmt: skip
        if len(years) > 1 and heads and heads[-1].members.total and not seen.members.year:
            return True
    return False


def _in_place(cube: Cube, seen: Observation) -> bool:
    """Words stand in a column of amounts, or under a year beside amounts, and are few.

    A column without a heading is one of values of all kinds, and a row whose figures are none of
    money (건수) has no amounts.
    """
    units = {o.unit for o in cube.observations if o.row == seen.row and o.state == "figure"}
    headed = bool(seen.columns) or seen.members.measure is not None
    short = (
        headed
        and (not units or "KRW" in units)
        and seen.span.end - seen.span.start <= _LONGEST_WORDS
    )
    dated = any(head.members.year for head in seen.columns)
    return short and any(
        (o.column == seen.column or (dated and o.row == seen.row))
        and o.unit == "KRW"
        and o.state == "figure"
        for o in cube.observations
    )


def _is_line(seen: Observation) -> bool:
    """Its row has a measure that is the name of a line: 사업비, under years or stages."""
    columns = [head.members for head in seen.columns]
    across = any(m.measure or m.stage or m.year or m.side for m in columns)
    lines = [head for head in seen.rows if head.members.measure]
    return across and bool(lines) and all(map(_is_line_head, lines))


def _is_line_head(head: Head) -> bool:
    measure = head.members.measure
    return measure is not None and measure.name not in budgets().measures


def _name(cube: Cube, seen: Observation) -> Head | None:
    """The innermost heading that is no measure, year, side, source or total.

    The only row of money is no line of several: 금액 below 면적.
    """
    rows = {o.row for o in cube.observations if o.unit == "KRW"}
    if len(rows) > 1 and _is_line(seen) and _is_line_head(seen.rows[-1]):
        return seen.rows[-1]
    for heads in (seen.rows, seen.columns):
        named = [head for head in heads if _names(head) or _is_line_of_fund(cube, head)]
        if heads is seen.rows:
            named = [head for head in named if not _is_step(cube, seen, head)]
        if heads is seen.columns or len(rows) == 1:  # 투자액, the only row below years
            named = [head for head in named if not _is_general(head)]
        if named:
            return next(filter(lambda head: _is_titled(cube, head), named), named[-1])
    accounts = [h for h in (*seen.rows, *seen.columns) if h.members.account]
    return accounts[-1] if accounts else None


def _is_titled(cube: Cube, head: Head) -> bool:
    """It stands below a heading such as 사업명 and is the name of one row: what follows is 주관."""
    titles = cube.axes.stubs.get(head.cell.column, ()) if head.cell.row_span == 1 else ()
    return any(closed(title.text).endswith(budgets().project) for title in titles)


def _is_line_of_fund(cube: Cube, head: Head) -> bool:
    """기금 among names of lines, and not among sources of money."""
    axis = {h.cell.span: h for path in cube.axes.rows.values() for h in path}
    sources = {h.members.funding for h in axis.values() if h.members.funding}
    return (
        head.cell.span in axis
        and len(sources) == 1
        and sources.isdisjoint(budgets().public)
        and head.members.funding in sources
        and any(map(_names, axis.values()))
    )


def _is_step(cube: Cube, seen: Observation, head: Head) -> bool:
    """It tells what is done in the year of the row."""
    titles = cube.axes.stubs.get(head.cell.column, ())
    dated = any(h.members.year and not h.members.items for h in seen.rows)
    return dated and any(closed(title.text).endswith(budgets().steps) for title in titles)


def _item(seen: Observation) -> Head | None:
    """The innermost heading of a column that names something: the rows are departments."""
    named = [head for head in seen.columns if _names(head) and not head.members.department]
    return named[-1] if seen.rows and named and not _is_general(named[-1]) else None


def _names(head: Head) -> bool:
    members = head.members
    return bool(members.department or members.items or members.category) and not (
        members.measure or members.stage or members.side or members.year
        or members.total or members.remark or members.ordinal
    )  # fmt: skip


def _is_general(head: Head) -> bool:
    """연도별 투자계획: it says what the amounts below it are, not whose."""
    return any(word in closed(head.text) for word in budgets().general)


def _is_department(head: Head, known: frozenset[str]) -> bool:
    name = department_name(head)
    return name in known or is_department(name)


def budget_mentions(amounts: Sequence[BudgetAmount]) -> list[Mention]:
    """The places where these tables name a department."""
    spans: dict[tuple[str, Span], str] = {
        (amount.cube.table.table_id, amount.name.cell.span): department_name(amount.name)
        for amount in amounts
        if amount.name and amount.by_department
    }
    return [Mention(table, span, name) for (table, span), name in spans.items()]
