"""What the headings of tables say (dimensions.toml): words and patterns, one dimension each.

What belongs here: the tables, ready to be asked. What does not: taking a heading apart
(`pipeline/document/tables/members.py`).
"""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pipeline.vocabulary.load import load

_LETTER = r"[A-HS-Va-hs-v①-⑳㉠-㉻ⓐ-ⓩ]"
_TERM = rf"(?:\(*(?:{_LETTER}(?![A-Za-z])|100|\d+)\)*%?)"
_FORMULA = re.compile(rf"{_TERM}(?:[-+*×÷/=~–−x]{_TERM})*")
_LETTERS = re.compile(_LETTER)


@dataclass(frozen=True)
class Measure:
    """What is measured, and what that says of its unit."""

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


@dataclass(frozen=True)
class Tried:
    """Examples and counter-examples of one entry."""

    dimension: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Dimensions:
    """The vocabulary of headings."""

    measures: dict[str, Measure]
    stages: dict[str, str]
    """Word to the measure of the amount at that stage."""
    stage_patterns: tuple[tuple[re.Pattern[str], str], ...]
    sides: dict[str, str]
    funding: frozenset[str]
    account_endings: tuple[str, ...]
    totals: frozenset[str]
    subtotals: frozenset[str]
    categories: frozenset[str]
    genders: frozenset[str]
    remarks: frozenset[str]
    ordinals: frozenset[str]
    relative_years: dict[str, Year]
    rate_endings: tuple[str, ...]
    no_rates: tuple[str, ...]
    tried: tuple[Tried, ...]
    _category: re.Pattern[str]
    _year: re.Pattern[str]
    _part: re.Pattern[str]
    _bounds: dict[str, str] = field(repr=False)

    def measure(self, name: str) -> Measure | None:
        """The measure that a closed-up word is."""
        if found := self.measures.get(name):
            return found
        rate = name.endswith(self.rate_endings) and not name.endswith(self.no_rates)
        return Measure("rate", "rate", "%") if rate and len(name) > 1 else None

    def stage(self, name: str) -> str | None:
        """The measure of an amount at the stage that a closed-up word names."""
        found = self.stages.get(name)
        return found or next((m for p, m in self.stage_patterns if p.fullmatch(name)), None)

    def category(self, name: str) -> bool:
        """Whether a closed-up word is a kind or grade of staff."""
        return name in self.categories or self._category.fullmatch(name) is not None

    def account(self, name: str) -> bool:
        """Whether a closed-up word is an account of the budget."""
        return name.endswith(self.account_endings)

    def year(self, name: str) -> tuple[Year, str] | None:
        """The year that a closed-up heading begins with, and what follows it."""
        match = self._year.match(name)
        if match:
            digits = match["short"] or match["marked"] or match["long"]
            bound = self._bounds.get(match["bound"] or "")
            year = Year(int(digits), bound=bound, at_end=match["end"] == "말")
            rest = name[match.end() :]
            return None if rest[:1] in ("간", "차", "째") or rest[:1].isdigit() else (year, rest)
        told = max((w for w in self.relative_years if name.startswith(w)), key=len, default=None)
        return (self.relative_years[told], name[len(told) :]) if told else None

    def part(self, name: str) -> tuple[YearPart, str] | None:
        """The part of a year that a closed-up heading begins with, and what follows it."""
        match = self._part.match(name)
        if match is None:
            return None
        kind = match.lastgroup or ""
        number = {"상": 1, "하": 2}.get(match[kind]) or int(match[kind])
        return YearPart(kind, number), name[match.end() :]


def is_formula(name: str) -> bool:
    """Whether a closed-up text is a letter that names cells, or a formula of such letters."""
    return bool(_LETTERS.search(name)) and _FORMULA.fullmatch(name) is not None


@cache
def dimensions() -> Dimensions:
    """The entries of dimensions.toml."""
    table = load("dimensions")
    year = table["year"]
    relative = {"last": Year(None, -1), "this": Year(None, 0), "next": Year(None, 1)}
    relative |= {"before": Year(None, 0, "until"), "after": Year(None, 0, "from")}
    return Dimensions(
        measures={
            word: Measure(e["name"], e["kind"], e.get("unit") or _unit_of(e["kind"]))
            for e in table["measure"]
            for word in e["words"]
        },
        stages={word: e["measure"] for e in table["stage"] for word in e.get("words", ())},
        stage_patterns=tuple(
            (re.compile(e["pattern"]), e["measure"]) for e in table["stage"] if "pattern" in e
        ),
        sides={word: e["name"] for e in table["side"] for word in e["words"]},
        funding=frozenset(table["funding"]["words"]),
        account_endings=tuple(table["account"]["endings"]),
        totals=frozenset(table["total"]["words"]),
        subtotals=frozenset(table["subtotal"]["words"]),
        categories=frozenset(table["category"]["words"]),
        genders=frozenset(table["gender"]["words"]),
        remarks=frozenset(table["remark"]["words"]),
        ordinals=frozenset(table["ordinal"]["words"]),
        relative_years={word: of for key, of in relative.items() for word in year[key]},
        rate_endings=tuple(table["rate"]["endings"]),
        no_rates=tuple(table["rate"]["not"]),
        tried=tuple(_tried(table)),
        _category=re.compile(table["category"]["pattern"]),
        _year=re.compile(year["pattern"]),
        _part=re.compile(table["part"]["pattern"]),
        _bounds={word: name for name in ("until", "from") for word in year[name]},
    )


def _unit_of(kind: str) -> str | None:
    return "%" if kind == "rate" else None


def _tried(table: dict[str, Any]) -> list[Tried]:
    entries = [
        (name, entry)
        for name, listed in table.items()
        for entry in (listed if isinstance(listed, list) else [listed])
    ]
    return [
        Tried(
            str(entry.get("name") or entry.get("measure") or name),
            tuple(entry["examples"]),
            tuple(entry["counter_examples"]),
        )
        for name, entry in entries
    ]
