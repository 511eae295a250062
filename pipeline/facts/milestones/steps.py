"""Steps as the grammar finds them: parts with their wholes, none said twice, in order.

What belongs here: steps that were found. What does not: finding them (`grammar`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.facts.milestones.stretches import Statement, is_loose
from pipeline.vocabulary.milestones import milestones


@dataclass(frozen=True)
class Step:
    """Something that happens at a date."""

    date: int
    """Index of the date."""
    description: str
    """Readable; with the label or bracketed head in front that holds for several steps."""
    part_of: int | None = None
    """Index of the date of the step that this one is a part of."""
    year_of: int | None = None
    """Index of another date of the statement, whose year holds for one without a year."""


def with_their_wholes(steps: list[Step]) -> list[Step]:
    """Steps, of which none is a part of one that is not among them; its year still holds."""
    wholes = {step.date for step in steps if step.part_of is None}
    return [
        x
        if x.part_of is None or x.part_of in wholes
        else replace(x, part_of=None, year_of=x.part_of)
        for x in steps
    ]


def tells_step(s: Statement, index: int) -> bool:
    """A part's date: a year or half among the words (4월 : ’24년 선정) only names something."""
    mark = s.dates[index]
    return not (mark.spoken or mark.precision == "year") or _is_bracketed(s, index)


def _is_bracketed(s: Statement, index: int) -> bool:
    """A date is all that its bracket holds."""
    mark = s.dates[index]
    return s.text.endswith("(", 0, mark.start) and s.text.startswith(")", mark.end)


def finest_steps(s: Statement, steps: list[Step]) -> list[Step]:
    """Steps without a whole that says nothing but its parts: ’24. 8 : 용역 재개(8.1.)."""
    found = []
    parts_of: dict[int | None, list[Step]] = {}
    for step in steps:
        parts_of.setdefault(step.part_of, []).append(step)
    for step in steps:
        parts = parts_of.get(step.date, [])
        rest = step.description
        for part in parts:
            shown = s.words((s.dates[part.date].start, s.dates[part.date].end))
            rest = rest.replace(part.description, "", 1).replace(shown, "", 1)
        bare = all(_is_bracketed(s, part.date) for part in parts)
        if not parts or not bare or any(not is_loose(w) for w in re.split(r"[\s,()·]+", rest) if w):
            found.append(step)
    return found


def step_order(step: Step) -> tuple[int, bool, int]:
    """The order of the dates; parts stand behind their whole."""
    whole = step.date if step.part_of is None else step.part_of
    return whole, step.part_of is not None, step.date


def complete_steps(steps: Iterable[Step], prefix: str) -> Iterator[Step]:
    """Steps under one label; `2분기` behind `1분기 접수·선정` is told of the same words."""
    before = ""
    for step in steps:
        words = step.description.removeprefix(prefix)
        before = words + _text_behind_ordinal(before, words)
        yield replace(step, description=step.description.removesuffix(words) + before)


def _text_behind_ordinal(before: str, words: str) -> str:
    """The text behind the ordinal of a step, for one that is nothing but an ordinal."""
    pattern = milestones().ordinal.pattern
    first, alone = pattern.match(before), pattern.fullmatch(words)
    if first is None or alone is None or first.groups() != alone.groups():
        return ""
    return before[first.end() :]
