"""A text with dates in it, as stretches: in brackets, between marks, beside a date.

What belongs here: where the stretches are. What does not: which of them say what happens at a date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.document.brackets import CLOSING, OPENING, read_brackets
from pipeline.document.digits import TILDES
from pipeline.document.readable import readable
from pipeline.vocabulary.milestones import milestones

_NAME_MARKS = "《｢"
"""Brackets that a schedule prints around names only: what they hold is no remark."""
_EDGE = " \t\n\r\u3000\u00a0,;/·ㆍ:：…‥"
_AROUND_DATES = re.compile(rf"[\s,/·()\[\]（）{TILDES}]+")
_DURATION = re.compile(r"^총?\s?[0-9]+\s?(?:일|주|개월|년)간?$")
Stretch = tuple[int, int]


@dataclass(frozen=True)
class DateMark:
    """A date of a statement."""

    start: int
    """With the ~ of an open beginning."""
    end: int
    """With the 까지 or 부터 behind it."""
    precision: str
    spoken: bool = False
    """Written without a digit: 상반기."""

    @property
    def fine(self) -> bool:
        """A day or a month, not a longer part of a year."""
        return self.precision in ("day", "month")


@dataclass(frozen=True)
class Statement:
    """A text, and the dates in it, in order."""

    text: str
    dates: tuple[DateMark, ...]

    @cached_property
    def brackets(self) -> tuple[Stretch, ...]:
        """Each pair of brackets, from the opening one to behind the closing one."""
        pairs = read_brackets(self.text).pairs
        return tuple((p.start, p.end) for p in pairs if self.text[p.start] not in _NAME_MARKS)

    def inside(self, start: int, end: int) -> list[int]:
        """Indexes of the dates of a stretch."""
        return [i for i, d in enumerate(self.dates) if start <= d.start and d.end <= end]

    def around(self, at: int, start: int, end: int) -> Stretch | None:
        """The outermost brackets of a stretch that a character stands in."""
        pairs = (p for p in self.brackets if start <= p[0] <= at < p[1] <= end)
        return next(pairs, None)

    def places(self, start: int, end: int, mark: re.Pattern[str]) -> list[Stretch]:
        """The place where a mark stands in a stretch, in no brackets and no date."""
        return [
            match.span()
            for match in mark.finditer(self.text, start, end)
            if self.around(match.start(), start, end) is None
            and not any(d.start <= match.start() < d.end for d in self.dates)
        ]

    def cut(self, start: int, end: int, mark: re.Pattern[str]) -> list[Stretch]:
        """The parts of a stretch between the marks, in order; empty ones left out."""
        ends = [*self.places(start, end, mark), (end, end)]
        parts, at = [], start
        for left, right in ends:
            if self.text[at:left].strip():
                parts.append((at, left))
            at = right
        return parts

    def words(self, *stretches: Stretch) -> str:
        """The readable words of some stretches, without the marks around them."""
        lines = (
            readable(line) for a, b in stretches for line in re.split("[\r\n]+", self.text[a:b])
        )
        return " ".join(filter(None, lines)).strip(_EDGE)

    def without(self, start: int, end: int, holes: list[Stretch]) -> Iterator[Stretch]:
        """The parts of a stretch that are left outside some others, which are in order."""
        at = start
        for left, right in holes:
            yield at, left
            at = right
        yield at, end


def only_dates(s: Statement, start: int, end: int) -> bool:
    """Dates, with remarks in brackets and words such as 예정, and nothing else."""
    dates = [(s.dates[i].start, s.dates[i].end) for i in s.inside(start, end)]
    if not dates:
        return False
    remarks = [p for p in s.brackets if start <= p[0] and p[1] <= end and not s.inside(*p)]
    rest = list(s.without(start, end, sorted([*dates, *outermost(remarks)])))
    words = [
        word for a, b in rest for word in re.split(rf"[\s,/·()\[\]（）{TILDES}]+", s.text[a:b])
    ]
    return all(is_loose(word) for word in words if word)


def outermost(pairs: list[Stretch]) -> list[Stretch]:
    """Those of some brackets that stand in no other."""
    return [p for p in pairs if not any(o != p and o[0] <= p[0] and p[1] <= o[1] for o in pairs)]


def is_loose(word: str) -> bool:
    """A word beside a date that is no part of what happens: 예정, 5개월간, a sign."""
    return word in milestones().loose or bool(_DURATION.match(word)) or not re.search(r"\w", word)


def dated_pairs(s: Statement, within: Stretch) -> list[Stretch]:
    """The outermost brackets of a stretch that hold a date."""
    pairs = [p for p in s.brackets if within[0] <= p[0] and p[1] <= within[1] and s.inside(*p)]
    return outermost(pairs)


def inner(pair: Stretch) -> Stretch:
    """The text between two brackets."""
    return pair[0] + 1, pair[1] - 1


def remarks(s: Statement, within: Stretch, dates: list[int]) -> list[str]:
    """The text beside each date: behind each, or before each when words come first."""
    places = [(s.dates[i].start, s.dates[i].end) for i in dates]
    gaps = [_remark(s, gap) for gap in s.without(*within, places)]
    if len(dates) == 1:
        return [", ".join(filter(None, gaps))]
    return gaps[:-1] if gaps[0] else gaps[1:]


def _remark(s: Statement, gap: Stretch) -> str:
    """Words beside a date, out of their own brackets; nothing for 예정 and the like."""
    words = s.words(gap)
    if words[:1] in OPENING and words[-1:] in CLOSING:
        words = words[1:-1].strip()
    return "" if all(map(is_loose, words.split())) else words
