"""The dimensions of headings of tables (dimensions.toml): words and patterns, one dimension each.

What belongs here: the tables, ready to be asked. What does not: taking a heading apart
(`pipeline/document/tables/members.py`).
"""

import re
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from pipeline.vocabulary.load import Examples, Listed, Shape, Words, reader

_LETTER = r"[A-HS-Va-hs-v①-⑳㉠-㉻ⓐ-ⓩ]"
_TERM = rf"(?:\(*(?:{_LETTER}(?![A-Za-z])|100|\d+)\)*%?)"
_FORMULA = re.compile(rf"{_TERM}(?:[-+*×÷/=~–−x]{_TERM})*")
_LETTERS = re.compile(_LETTER)

RATE = "rate"
"""The member for a rate that no entry names."""


@dataclass(frozen=True)
class Measure:
    """The thing measured, and what that says of its unit."""

    name: str
    kind: str
    """count, money, rate, difference or level."""
    unit: str | None
    """Unit of a bare figure, as printed; None where the word does not tell it."""


@dataclass(frozen=True)
class Year:
    """A year that a heading names."""

    printed: int | None
    """Two digits or four; None for one that is told from the report's."""
    relative: int | None = None
    """-1: the year before the report's; 0: the report's; 1: the year after it."""
    bound: str | None = None
    """until or from: all years before or after it are meant as well."""
    at_end: bool = False
    """The last day of it is meant (2024년말)."""


@dataclass(frozen=True)
class YearPart:
    """A quarter, a half or a month that a heading names."""

    kind: str
    number: int
    at_end: bool = False
    """The last day of it is meant (6월말)."""


class _MeasureEntry(Examples):
    name: str
    kind: str
    unit: str | None = None
    words: tuple[str, ...]


class _Stage(Examples):
    measure: str
    words: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None


class _Side(Examples):
    name: str
    words: tuple[str, ...]


class _Funding(Listed):
    letters: frozenset[str]


class _Category(Listed):
    pattern: re.Pattern[str]


class _Endings(Examples):
    endings: tuple[str, ...]


class _Rate(_Endings):
    no_rates: tuple[str, ...] = Field(alias="not")


class _Years(Shape):
    until: tuple[str, ...]
    since: tuple[str, ...] = Field(alias="from")
    last: tuple[str, ...]
    this: tuple[str, ...]
    following: tuple[str, ...] = Field(alias="next")
    before: tuple[str, ...]
    after: tuple[str, ...]


class Dimensions(Words):
    """The vocabulary of headings."""

    measure_entries: tuple[_MeasureEntry, ...] = Field(alias="measure")
    rates: _Rate = Field(alias="rate")
    stage_entries: tuple[_Stage, ...] = Field(alias="stage")
    side_entries: tuple[_Side, ...] = Field(alias="side")
    funding: _Funding
    accounts: _Endings = Field(alias="account")
    total: Listed
    subtotal: Listed
    category_words: _Category = Field(alias="category")
    gender: Listed
    remark: Listed
    ordinal: Listed
    years: _Years = Field(alias="year")
    parts: Shape = Field(alias="part")
    formula: Examples

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """Word to what it measures."""
        return {
            word: Measure(e.name, e.kind, e.unit or ("%" if e.kind == "rate" else None))
            for e in self.measure_entries
            for word in e.words
        }

    @cached_property
    def stages(self) -> dict[str, str]:
        """Word to the measure of the amount at that stage."""
        return {word: e.measure for e in self.stage_entries for word in e.words}

    @cached_property
    def sides(self) -> dict[str, str]:
        """Word to the side of a budget."""
        return {word: e.name for e in self.side_entries for word in e.words}

    @cached_property
    def relative_years(self) -> dict[str, Year]:
        """Word to the year it tells from that of the report."""
        years = self.years
        listed_years = (
            (years.last, Year(None, -1)),
            (years.this, Year(None, 0)),
            (years.following, Year(None, 1)),
            (years.before, Year(None, 0, "until")),
            (years.after, Year(None, 0, "from")),
        )
        return {word: year for listed, year in listed_years for word in listed}

    @cached_property
    def bounds(self) -> dict[str, str]:
        """Word behind a year to what it bounds."""
        years = self.years
        return dict.fromkeys(years.until, "until") | dict.fromkeys(years.since, "from")

    def measure(self, name: str) -> Measure | None:
        """The measure that a closed-up word is."""
        if found := self.measures.get(name):
            return found
        rate = name.endswith(self.rates.endings) and not name.endswith(self.rates.no_rates)
        return Measure(RATE, "rate", "%") if rate and len(name) > 1 else None

    def stage(self, name: str) -> str | None:
        """The measure of an amount at the stage that a closed-up word names."""
        patterns = ((e.pattern, e.measure) for e in self.stage_entries if e.pattern)
        found = self.stages.get(name)
        return found or next((m for pattern, m in patterns if pattern.fullmatch(name)), None)

    def category(self, name: str) -> bool:
        """True when a closed-up word is a kind or grade of staff."""
        words = self.category_words
        return name in words.words or words.pattern.fullmatch(name) is not None

    def account(self, name: str) -> bool:
        """True when a closed-up word is an account of the budget."""
        return name.endswith(self.accounts.endings)

    def year(self, name: str) -> tuple[Year, str] | None:
        """The year that a closed-up heading begins with, and what follows it."""
        match = self.years.pattern.match(name)
        if match:
            digits = match["short"] or match["marked"] or match["long"]
            bound = self.bounds.get(match["bound"] or "")
            year = Year(int(digits), bound=bound, at_end=match["end"] == "말")
            rest = name[match.end() :]
            numbered = rest[:1].isdigit() and not self.parts.pattern.match(rest)
            return None if rest[:1] in ("간", "차", "째") or numbered else (year, rest)
        word = max((w for w in self.relative_years if name.startswith(w)), key=len, default=None)
        return (self.relative_years[word], name[len(word) :]) if word else None

    def part(self, name: str) -> tuple[YearPart, str] | None:
        """The part of a year that a closed-up heading begins with, and what follows it."""
        match = self.parts.pattern.match(name)
        if match is None:
            return None
        kind = next(kind for kind in ("quarter", "half", "month") if match[kind])
        number = {"상": 1, "하": 2}.get(match[kind]) or int(match[kind])
        return YearPart(kind, number, match["end"] == "말"), name[match.end() :]


def is_formula(name: str) -> bool:
    """True when a closed-up text is a letter that names cells, or a formula of such letters."""
    return bool(_LETTERS.search(name)) and _FORMULA.fullmatch(name) is not None


dimensions = reader("dimensions", Dimensions)
