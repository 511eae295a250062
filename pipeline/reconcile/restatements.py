"""The same figure of the same thing and time in two tables of a report.

Two tables speak of one thing where their headings share several places, by every dimension, and
most figures there agree: then one that differs is a mistake. Where most differ, the tables mean
other things, and nothing is claimed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.document.readable import closed
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.figures.figures import Quantity
from pipeline.reconcile.tables.sheet import is_bound
from pipeline.rules.claim import Claim, Term, stated_as
from pipeline.vocabulary.messages import message

_LEAST_AGREEING = 3
_MOST_DIFFERING = Fraction(1, 4)
"""Share of the common places at which two tables of one thing differ at most."""
_CHANCE = 10
"""Figures below it agree by chance."""
_FEWEST_HEADINGS = 2

Key = tuple[object, ...]
Pair = tuple[Observation, Observation]


def restatement_claims(
    text: str, cubes: Sequence[Cube], quantities: Sequence[Quantity]
) -> list[Claim]:
    """Every figure of a table that an earlier table of the report states as well.

    Args:
        text: canonical text.
        cubes: all tables of the report, read.
        quantities: all quantities of the report, as the cubes number them.
    """
    claims = []
    for (first, second), pairs in _pairs(cubes, quantities).items():
        if _is_one_thing(pairs):
            claims += [_claim(text, pair, quantities, first, second) for pair in pairs]
    return claims


def _pairs(
    cubes: Sequence[Cube], quantities: Sequence[Quantity]
) -> dict[tuple[str, str], list[Pair]]:
    """Values that two tables give for the same place; each with the first that has it."""
    first: dict[Key, Observation] = {}
    found: dict[tuple[str, str], list[Pair]] = {}
    for cube in cubes:
        for key, observation in _figures_by_place(cube, quantities).items():
            before = first.setdefault(key, observation)
            if before is not observation:
                tables = (before.table.table_id, observation.table.table_id)
                found.setdefault(tables, []).append((before, observation))
    return found


def _figures_by_place(cube: Cube, quantities: Sequence[Quantity]) -> dict[Key, Observation]:
    """The figures of a table by what all of its headings say; none that stands there twice."""
    keyed = [
        (_key(cube, observation), observation)
        for observation in cube.observations
        if _is_stated(observation, quantities)
    ]
    times = Counter(key for key, _ in keyed)
    return {key: observation for key, observation in keyed if key and times[key] == 1}


def _is_stated(observation: Observation, quantities: Sequence[Quantity]) -> bool:
    index = observation.quantity
    if observation.state != "figure" or index is None or observation.figure is None:
        return False
    quantity = quantities[index]
    same = quantity.value_normalized == observation.figure.value
    return same and not quantity.repeated and not is_bound(quantity)


def _key(cube: Cube, observation: Observation) -> Key | None:
    """The subject of a figure: all members of its headings and of the table, its unit and day."""
    if not observation.rows or not observation.columns:
        return None
    members = observation.members.within(cube.about)
    headings = [closed(h.text) for h in (*observation.rows, *observation.columns)]
    if len(set(headings)) < _FEWEST_HEADINGS:
        return None
    year = members.year
    return (
        frozenset(headings),
        observation.place,
        observation.unit,
        members.side,
        members.stage,
        members.account,
        (year.printed, year.relative, year.bound) if year else None,
        cube.table.as_of,
    )


def _is_one_thing(pairs: Sequence[Pair]) -> bool:
    """Most figures agree that are no small numbers, or nothing."""
    agreeing = {
        first.figure.value
        for first, second in pairs
        if first.figure and second.figure and first.figure.value == second.figure.value
        and abs(first.figure.value) >= _CHANCE
    }  # fmt: skip
    differing = sum(
        first.figure is None or second.figure is None or first.figure.value != second.figure.value
        for first, second in pairs
    )
    return len(agreeing) >= _LEAST_AGREEING and differing <= _MOST_DIFFERING * len(pairs)


def _claim(text: str, pair: Pair, quantities: Sequence[Quantity], first: str, second: str) -> Claim:
    observation = pair[1]
    stated, other = _quantities(pair, quantities)
    number = second.rpartition("/")[2]
    heads = " / ".join(h.text for h in (*observation.rows, *observation.columns))
    return Claim(
        rule="observations.restated",
        subject=f"{number}/r{observation.row + 1}c{observation.column + 1}"
        + (f"/{observation.value_no}" if observation.value_no > 1 else ""),
        kind="restatement",
        stated=stated.figure,
        terms=(Term(other.figure, "addend", other.span),),
        unit=stated.unit,
        expression=stated_as(
            message(
                "{about}: {number} in table {table}",
                about=heads,
                number=other.span.of(text),
                table=first.rpartition("/")[2],
            ),
            stated.span.of(text),
        ),
        span=stated.span,
        table_id=second,
    )


def _quantities(pair: Pair, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """The quantities of the later and of the earlier figure."""
    return (quantities[o.quantity] for o in reversed(pair) if o.quantity is not None)
