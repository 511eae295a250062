"""The vocabulary of schedules (milestones.toml), typed."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load
from pipeline.vocabulary.signs import signs

_REACH = 80
"""Letters before a date that are looked at, but for what the beginning of its line says."""


@dataclass(frozen=True)
class Spoken:
    """A part of a year written without a digit."""

    words: tuple[str, ...]
    months: tuple[int, int]
    """First and last month."""
    precision: str


@dataclass(frozen=True)
class Exclusion:
    """Why a date is no step's, with examples in which @ stands before its digits."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def holds(self, line: str, at: int, end: int) -> bool:
        """Whether it holds for a run of digits of a line."""
        if self.after is not None and self.after.match(line, end) is None:
            return False
        if self.before is None:
            return True
        if self.before.pattern.startswith("^"):
            return self.before.match(line, 0, at) is not None
        return self.before.search(line, max(at - _REACH, 0), at) is not None


@dataclass(frozen=True)
class Shape:
    """A regular expression with examples either way."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class MilestoneWords:
    """How schedules are written."""

    arrows: tuple[str, ...]
    until: tuple[str, ...]
    since: tuple[str, ...]
    loose: tuple[str, ...]
    for_another_year: tuple[str, ...]
    happens: tuple[str, ...]
    held: tuple[str, ...]
    whole_project: frozenset[str]
    when: tuple[str, ...]
    any_step: frozenset[str]
    beside_steps: frozenset[str]
    contents: tuple[str, ...]
    general: tuple[str, ...]
    basis: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    period: Shape
    figure: Shape
    ordinal: Shape
    dated_item: Shape
    footnote: Shape
    excluded: tuple[Exclusion, ...]

    def is_for_another_year(self, words: str) -> bool:
        """Whether a step prepares for the year that its words, closed up, name."""
        return any(word in words for word in self.for_another_year)

    def is_general(self, title: str) -> bool:
        """A title, closed up, names nothing of which something could be said: 감사대상."""
        return title.endswith(self.general)

    def is_when(self, label: str) -> bool:
        """A label, closed up, says when something happens, not how long a project takes."""
        name = label.strip("()[]")
        return name.endswith(self.when) and name not in self.whole_project

    def is_basis(self, label: str) -> bool:
        """A label, closed up, says why or by which law something is done."""
        return label.strip("()[]").endswith(self.basis)

    def reason(self, line: str, at: int, end: int) -> str | None:
        """Why a run of digits of a line belongs to no step; None when nothing says so."""
        return next((entry.name for entry in self.excluded if entry.holds(line, at, end)), None)


@cache
def milestones() -> MilestoneWords:
    """The words of milestones.toml."""
    table = load("milestones")
    return MilestoneWords(
        signs().arrows,
        tuple(table["until"]),
        tuple(table["since"]),
        tuple(table["loose"]),
        tuple(table["for_another_year"]),
        tuple(table["happens"]),
        tuple(table["held"]),
        frozenset(table["whole_project"]),
        tuple(table["when"]),
        frozenset(table["any_step"]),
        frozenset(table["beside_steps"]),
        tuple(table["contents"]),
        tuple(table["general"]),
        tuple(table["basis"]),
        tuple(
            Spoken(tuple(entry["words"]), (entry["months"][0], entry["months"][1]),
                   entry["precision"])
            for entry in table["spoken"]
        ),
        _shape(table["period"]),
        _shape(table["figure"]),
        _shape(table["ordinal"]),
        _shape(table["dated_item"]),
        _shape(table["footnote"]),
        tuple(
            Exclusion(
                entry["name"],
                _pattern(entry.get("before")),
                _pattern(entry.get("after")),
                tuple(entry["examples"]),
                tuple(entry["counter_examples"]),
            )
            for entry in table["excluded"]
        ),
    )  # fmt: skip


def _pattern(printed: str | None) -> re.Pattern[str] | None:
    return None if printed is None else re.compile(printed)


def _shape(entry: dict[str, list[str]]) -> Shape:
    return Shape(
        re.compile(str(entry["pattern"])),
        tuple(entry["examples"]),
        tuple(entry["counter_examples"]),
    )
