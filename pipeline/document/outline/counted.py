"""Dotted numbers that head parts which no contents page lists: 1. 추진방향, 2. 추진전략.

What belongs here: which of them are headings. What does not: those that contents pages list
(`numbered.py`).
"""

from collections.abc import Iterable, Sequence

from pipeline.document.outline.marks import Mark
from pipeline.document.outline.numbered import Numbered


def counted_headings(marks: Iterable[Mark], numbered: Sequence[Numbered]) -> set[int]:
    """Lines of dotted numbers that count from 1 on, with headings of their own between them.

    A list of short sentences counts as well, but holds no headings. Where contents pages have told
    the parts of a chapter, nothing is left to guess.
    """
    in_order = sorted(marks, key=lambda mark: mark.line)
    found: set[int] = set()
    for first, last in _free_stretches(numbered):
        run: list[Mark] = []
        for mark in (m for m in in_order if first <= m.line < last):
            if mark.sort != "dotted":
                continue
            if run and mark.number == (run[-1].number or 0) + 1:
                run.append(mark)
                continue
            found |= _heading_lines(run, in_order)
            run = [mark] if mark.number == 1 else []
        found |= _heading_lines(run, in_order)
    return found


def _heading_lines(run: Sequence[Mark], marks: Sequence[Mark]) -> set[int]:
    """The lines of a run, if it has two numbers or more and holds headings."""
    if len(run) < 2:
        return set()
    inner = range(run[0].line, run[-1].line)
    holds = any(mark.sort in ("heading", "bracket") and mark.line in inner for mark in marks)
    return {mark.line for mark in run} if holds else set()


def _free_stretches(numbered: Sequence[Numbered]) -> list[tuple[int, int]]:
    """First line, and the one after the last, of each chapter without parts of its own."""
    end = 1 << 62
    if not numbered:
        return [(1, end)]
    stretches = []
    for heading, following in zip(numbered, [*numbered[1:], None], strict=True):
        if heading.kind == "chapter" and (following is None or following.kind == "chapter"):
            stretches.append((heading.title_end + 1, following.line if following else end))
    return stretches
