"""Cells that print 정원 and 현원 one behind the other: 160 (156), 160/156.

What belongs here: the words around a table that say which of the two comes second. What does not:
which tables state the staff of an office.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from pipeline.document.readable import closed
from pipeline.facts.cube.observations import Cube, Observation
from pipeline.vocabulary.dimensions import Measure, dimensions
from pipeline.vocabulary.tables import staffing

_WORDS = {
    word: dimensions().measures[word] for word in (*staffing().authorized, *staffing().actual)
}
_ANY = "|".join(_WORDS)
_NAMED = re.compile(rf"(?:{_ANY})[(/](?P<inner>{_ANY})")
"""정원(현원) or 정원/현원, closed up."""
_NOTED = re.compile(
    rf"(?:\(\)|괄호)(?:안|내|속)?(?:의수는|의숫자는|은|는|[:：=])?(?P<inner>{_ANY})"
)
"""( )는 현원, closed up."""
_STATED = re.compile(
    rf"(?P<first>{_ANY})[^가-힣\d]*(?P<n>\d[\d,]*)명?[^가-힣\d]*"
    rf"(?P<second>{_ANY})[^가-힣\d]*(?P<m>\d[\d,]*)"
)
"""정원 160명 / 현원 156명, closed up."""
_NOTES = 3
"""Lines below a table that may say what its brackets are."""


def tell_brackets(text: str, cube: Cube) -> Cube:
    """The cube with cells of 정원(현원) as pairs, if something says that they are."""
    if not any(seen.place in ("bracket", "second") for seen in cube.observations):
        return cube
    cells: dict[tuple[int, int], list[Observation]] = {}
    for seen in cube.observations:
        cells.setdefault((seen.row, seen.column), []).append(seen)
    pairs = {at: cell for at, cell in sorted(cells.items()) if _is_pair(cell)}
    of_all = _second_of_all(text, cube, pairs.values()) if pairs else None
    found: list[Observation] = []
    for at in sorted(cells):
        second = (_second_of_heads(cells[at][0]) or of_all) if at in pairs else None
        found += _as_pair(cells[at], second) if second else cells[at]
    return replace(cube, observations=tuple(found))


def _is_pair(cell: list[Observation]) -> bool:
    """Two counts, the second in brackets or behind a slash, without words of their own."""
    places = [seen.place for seen in cell]
    return (
        places in (["main", "bracket"], ["first", "second"])
        and all(seen.state in ("figure", "nil") for seen in cell)
        and all(seen.unit in (None, "person") for seen in cell)
        and not cell[1].said.known
        and not any(head.members.pair for head in (*cell[0].columns, *cell[0].rows))
        and cell[0].members.category not in staffing().part
    )


def _as_pair(cell: list[Observation], second: Measure) -> list[Observation]:
    first = next(measure for measure in _WORDS.values() if measure != second)
    return [
        replace(seen, place=place, members=replace(seen.members, measure=measure))
        for seen, place, measure in zip(cell, ("first", "second"), (first, second), strict=True)
    ]


def _second_of_heads(seen: Observation) -> Measure | None:
    """정원(현원) as a heading of this cell."""
    names = [_NAMED.search(closed(head.text)) for head in (*seen.columns, *seen.rows)]
    return next((_WORDS[name["inner"]] for name in names if name), None)


def _second_of_all(text: str, cube: Cube, cells: Iterable[list[Observation]]) -> Measure | None:
    """What the corner, the lines above or a note below say of all pairs."""
    above = [closed(head.text) for head in cube.axes.corner] + [closed(cube.caption)]
    below = text[cube.table.grid.span.end :].lstrip("\n").split("\n", _NOTES)[:_NOTES]
    for said in (*above, *(closed(line) for line in below)):
        if match := _NAMED.search(said) or _NOTED.search(said):
            return _WORDS[match["inner"]]
    match = _STATED.search(closed(cube.caption))
    if match is None or match["first"] == match["second"]:
        return None
    stated = [int(match[name].replace(",", "")) for name in ("n", "m")]
    printed = [[o.figure.value if o.figure else 0 for o in cell] for cell in cells]
    return _WORDS[match["second"]] if stated in printed else None
