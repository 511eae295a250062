"""The vocabulary of schedules (milestones.toml), typed."""

import re

from pipeline.vocabulary.load import Examples, Shape, Words, reader
from pipeline.vocabulary.signs import signs

_REACH = 80
"""Letters before a date that are looked at, but for what the beginning of its line says."""


class Spoken(Words):
    """A part of a year written without a digit."""

    words: tuple[str, ...]
    months: tuple[int, int]
    """First and last month."""
    precision: str


class Exclusion(Examples):
    """A reason why a date is no step's, with examples in which @ stands before its digits."""

    name: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None

    def holds(self, line: str, at: int, end: int) -> bool:
        """True when it holds for a run of digits of a line."""
        if self.after is not None and self.after.match(line, end) is None:
            return False
        if self.before is None:
            return True
        if self.before.pattern.startswith("^"):
            return self.before.match(line, 0, at) is not None
        return self.before.search(line, max(at - _REACH, 0), at) is not None


class MilestoneWords(Words):
    """The way schedules are written."""

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

    @property
    def arrows(self) -> tuple[str, ...]:
        """Signs between the steps of a chain."""
        return signs().arrows

    def is_for_another_year(self, words: str) -> bool:
        """True when a step prepares for the year that its words, closed up, name."""
        return any(word in words for word in self.for_another_year)

    def is_general(self, title: str) -> bool:
        """A title, closed up, names nothing of which something could be said: 감사대상."""
        return title.endswith(self.general)

    founded: tuple[str, ...]
    """The beginnings of bodies, which tables of them tell."""
    when_alone: tuple[str, ...]
    """Headings of columns of dates, as a whole."""

    def is_when(self, label: str) -> bool:
        """A label, closed up, says when something happens, not how long a project takes."""
        name = label.strip("()[]")
        return name.endswith(self.when) and name not in self.whole_project

    def is_basis(self, label: str) -> bool:
        """A label, closed up, says why or by which law something is done."""
        return label.strip("()[]").endswith(self.basis)

    def reason(self, line: str, at: int, end: int) -> str | None:
        """The reason why a run of digits of a line belongs to no step; None if there is none."""
        return next((entry.name for entry in self.excluded if entry.holds(line, at, end)), None)


milestones = reader("milestones", MilestoneWords)
