"""The rows or columns of a table that are totals, and of which others, by their headings alone.

What belongs here: the structure that words such as 계 and 소계 give a list of headings. What does
not: any figure.
"""

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.vocabulary.words import words

Path = tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """A line that is the sum of others."""

    line: int
    """Index of the line."""
    options: tuple[tuple[int, ...], ...]
    """Indices of its addends, nearest to it first. Several: the headings leave open which."""


def totals(paths: Sequence[Path]) -> list[Total]:
    """Every total among lines, in order. No total is an addend together with its own addends."""
    found: list[Total] = []
    paths = _of_all(paths)
    _stand_for(paths, range(len(paths)), 0, found)
    return sorted(found, key=lambda total: total.line)


def _of_all(paths: Sequence[Path]) -> Sequence[Path]:
    """The only total of a table, in a group with one line beside it, is the total of them all."""
    known = words().total | words().subtotal
    marked = [index for index, path in enumerate(paths) if known.intersection(path)]
    if len(marked) != 1 or len(path := paths[marked[0]]) < 2 or path[-1] not in words().total:
        return paths
    group = [other for other in paths if other[: len(path) - 1] == path[:-1]]
    if len(group) > 2 or len(group) == len(paths):
        return paths
    return [(path[-1],) if index == marked[0] else p for index, p in enumerate(paths)]


@dataclass(frozen=True)
class _Child:
    """Lines next to each other with the same heading."""

    name: str
    lines: tuple[int, ...]
    stands: tuple[int, ...] | None
    """Lines that add up to the group: its total, or its parts. None: that cannot be told."""


def _stand_for(
    paths: Sequence[Path], lines: Sequence[int], depth: int, found: list[Total]
) -> tuple[int, ...] | None:
    """Find the totals of a group of lines, and say which lines add up to the group."""
    children = [
        _child(paths, name, tuple(group), depth, found)
        for name, group in itertools.groupby(lines, lambda line: _name(paths[line], depth))
    ]
    marked = [child for child in children if child.name in words().total | words().subtotal]
    if len(children) == 1:
        return children[0].stands
    if not marked:
        return _together(children)
    grand = _grand(marked)
    if grand is None:
        return None
    if len(grand.lines) > 1:
        found.extend(_by_kind(paths, grand, children, depth))
        return None
    return _of_blocks(grand, children, [child for child in marked if child is not grand], found)


def _child(
    paths: Sequence[Path], name: str, lines: tuple[int, ...], depth: int, found: list[Total]
) -> _Child:
    if len(lines) == 1:
        return _Child(name, lines, lines)
    ending = [len(paths[line]) <= depth + 1 for line in lines]
    if all(ending) and name not in words().total | words().subtotal:
        return _Child(name, lines, lines)  # two of one name
    if any(ending):
        return _Child(name, lines, None)  # a line beside its own parts
    return _Child(name, lines, _stand_for(paths, lines, depth + 1, found))


def _name(path: Path, depth: int) -> str:
    return path[depth] if len(path) > depth else ""


def _together(children: Sequence[_Child]) -> tuple[int, ...] | None:
    stands: list[int] = []
    for child in children:
        if child.stands is None:
            return None
        stands.extend(child.stands)
    return tuple(stands)


def _grand(marked: Sequence[_Child]) -> _Child | None:
    """The total of them all: the only 계, or the one word that is not repeated."""
    whole = [child for child in marked if child.name in words().total]
    if len(whole) == 1:
        return whole[0]
    if not whole:
        return marked[0] if len(marked) == 1 else None
    times = Counter(child.name for child in whole)
    once = [child for child in whole if times[child.name] == 1]
    return once[0] if len(once) == 1 else None


def _by_kind(
    paths: Sequence[Path], grand: _Child, children: Sequence[_Child], depth: int
) -> list[Total]:
    """합계 / 정원 is the sum of all that is headed 정원, 합계 / 현원 of all that is headed 현원."""
    kinds = {paths[line][depth + 1 :] for line in grand.lines}
    others = [child for child in children if child is not grand]
    if any(kinds.isdisjoint(paths[line][depth + 1 :] for line in c.lines) for c in others):
        return []
    found = []
    for line in grand.lines:
        kind = paths[line][depth + 1 :]
        if not kind:
            continue
        same = [
            [other for other in child.lines if paths[other][depth + 1 :] == kind]
            for child in others
        ]
        # 기타 can have 현원 alone: it is no part of the sum of 정원.
        own = tuple(lines[0] for lines in same if lines)
        if all(len(lines) < 2 for lines in same) and len(own) > 1:
            found.append(Total(line, (own,)))
    return found


def _of_blocks(
    grand: _Child, children: Sequence[_Child], blocks: Sequence[_Child], found: list[Total]
) -> tuple[int, ...] | None:
    """The addends of the grand total, where some of them are totals of blocks themselves."""
    at = children.index(grand)
    sides = [
        stands
        for side in (children[at + 1 :], children[:at][::-1])
        if side and (stands := _side(side, blocks, found)) is not None
    ]
    if sides:
        found.append(Total(grand.lines[0], tuple(sides)))
    return grand.lines if children[0] is grand or children[-1] is grand else None


def _side(
    side: Sequence[_Child], blocks: Sequence[_Child], found: list[Total]
) -> tuple[int, ...] | None:
    """Addends on one side of a total: the totals of its blocks, or all."""
    marked = [child for child in side if child in blocks]
    if not marked:
        return _together(side)
    first, last = side[0] in blocks, side[-1] in blocks
    if first == last or any(len(child.lines) > 1 for child in marked):
        return None  # does 소계 stand above its block, or below it?
    ordered = side if first else side[::-1]
    block: list[_Child] = []
    totals_of: list[tuple[_Child, list[_Child]]] = []
    for child in ordered:
        if child in blocks:
            block = []
            totals_of.append((child, block))
        else:
            block.append(child)
    for child, parts in totals_of:
        addends = _together(parts)
        if addends:
            found.append(Total(child.lines[0], (addends,)))
    return tuple(child.lines[0] for child, _ in totals_of)
