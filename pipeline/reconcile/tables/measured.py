"""Rates of what two measures say: 집행률 is 집행액 of the budget, 달성률 is 실적 of 목표.

What belongs here: which line each rate is computed from, where headings name years, quarters or
stages beside the measure. What does not: headings that say it by name or letter (`computed`).
"""

from collections.abc import Iterable, Sequence

from pipeline.document.tables.members import Members
from pipeline.reconcile.tables.sheet import Line
from pipeline.vocabulary.dimensions import Year, YearPart, dimensions

_PAID = (("execution", "expenditure"), ("settlement",))
_PLANNED = (("budget_current",), ("budget_final",), ("budget",), ("year",))
"""What is paid, and what it is paid of: the first that a table has."""

Time = tuple[Year | None, YearPart | None]


def rated_lines(line: Line, beside: Sequence[Line]) -> tuple[Line, Line] | None:
    """Numerator and denominator of a rate, among the lines beside it; None where it is open."""
    measure = line.members.measure
    if measure is None:
        return None
    if measure.name == "attainment_rate":
        return _pair(_of(beside, ("result",)), _of(beside, ("target",)))
    if measure.name != "execution_rate":
        return None
    paid = next((found for kinds in _PAID if (found := _of(beside, kinds))), [])
    planned = next((found for kinds in _PLANNED if (found := _of(beside, kinds))), [])
    if len(paid) != 1 or not planned:
        return None
    return _pair(paid, planned) or _of_last_year(paid[0], planned)


def _of(lines: Iterable[Line], kinds: Sequence[str]) -> list[Line]:
    return [line for line in lines if _kind(line.members) in kinds]


def _kind(members: Members) -> str | None:
    """The measure of a heading, of its stage, or that it names a year and nothing else."""
    if members.measure:
        return members.measure.name
    if members.stage:
        return dimensions().stage(members.stage)
    plain = not (members.items or members.total or members.part or members.side)
    return "year" if plain and members.year else None


def _pair(numerators: Sequence[Line], denominators: Sequence[Line]) -> tuple[Line, Line] | None:
    """The only two lines of one time; of several times, those of the last year."""
    pairs = [(n, d) for n in numerators for d in denominators if _time(n) == _time(d)]
    years = [n.members.year.printed for n, _ in pairs if n.members.year]
    if len(pairs) > 1 and len(years) == len(pairs) and None not in years:
        last = max(year for year in years if year is not None)
        pairs = [p for p in pairs if p[0].members.year and p[0].members.year.printed == last]
    return pairs[0] if len(pairs) == 1 else None


def _of_last_year(paid: Line, planned: Sequence[Line]) -> tuple[Line, Line] | None:
    """What is paid, no year named, is of the budget of the last year."""
    if paid.members.year:
        return None
    if len(planned) == 1:
        return paid, planned[0]
    years = {line.members.year.printed: line for line in planned if line.members.year}
    printed = [year for year in years if year is not None]
    distinct = len(years) == len(planned) == len(printed)
    return (paid, years[max(printed)]) if distinct else None


def _time(line: Line) -> Time:
    year, part = line.members.year, line.members.part
    return (year, part if part and part.kind != "month" else None)
