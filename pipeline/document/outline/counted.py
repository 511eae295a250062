"""Numbers that head parts which no contents page lists: 1. 추진방향, 1-1 관광도시, 1 조직.

What belongs here: which of them are headings. What does not: those that contents pages list
(`numbered.py`).
"""

from collections.abc import Iterable, Sequence

from pipeline.document.outline.headings import Numbered
from pipeline.document.outline.marks import Mark

_SORTS = ("dotted", "dashed", "plain")
"""From the top down."""


def counted_headings(marks: Iterable[Mark], numbered: Sequence[Numbered]) -> set[int]:
    """Lines of numbers of one sort that count from 1 on, with headings of their own between them.

    A list of short sentences counts as well, but holds no headings. Where contents pages have told
    the parts of a chapter, nothing is left to guess.
    """
    in_order = sorted(marks, key=lambda mark: mark.line)
    found: set[int] = set()
    stretches = [
        *((stretch, _SORTS) for stretch in _free_stretches(numbered, "chapter")),
        *((stretch, _SORTS[1:]) for stretch in _free_stretches(numbered, "heading")),
    ]
    for (first, last), sorts in stretches:
        for sort in sorts:
            here = [m for m in in_order if m.sort == sort and m.title and first <= m.line < last]
            for run in _runs(here):
                found |= _heading_lines(run, in_order)
    return found


def _runs(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Numbers that count from 1 on, without a gap."""
    runs: list[list[Mark]] = []
    for mark in marks:
        if mark.number == 1:
            runs.append([mark])
        elif runs and runs[-1] and mark.number == (runs[-1][-1].number or 0) + 1:
            runs[-1].append(mark)
        else:
            runs.append([])
    return runs


def _heading_lines(run: Sequence[Mark], marks: Sequence[Mark]) -> set[int]:
    """The lines of a run, if it has two numbers or more and holds headings."""
    if len(run) < 2:
        return set()
    inner = range(run[0].line, run[-1].line)
    holds = any(mark.sort in ("heading", "bracket") and mark.line in inner for mark in marks)
    return {mark.line for mark in run} if holds else set()


def _free_stretches(numbered: Sequence[Numbered], kind: str) -> list[tuple[int, int]]:
    """First line, and the one after the last, of what has no known parts of its own."""
    end = 1 << 62
    if not numbered:
        return [(1, end)] if kind == "chapter" else []
    stretches = []
    for heading, following in zip(numbered, [*numbered[1:], None], strict=True):
        if heading.kind == kind and (following is None or following.kind in ("chapter", kind)):
            stretches.append((heading.title_end + 1, following.line if following else end))
    return stretches
