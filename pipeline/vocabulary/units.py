"""The vocabulary of figures, typed: units and counters, words around them, roles of digits.

What belongs here: the tables units.toml, modifiers.toml and numerals.toml, ready to be matched.
What does not: reading any text with them.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Annotated

from pydantic import BeforeValidator, PlainValidator

from pipeline.vocabulary.load import ByWord, Examples, LongestFirst, Words, at, reader

MAGNITUDES = {"십": 10, "백": 100, "천": 1_000, "만": 10**4, "억": 10**8, "조": 10**12}
"""Korean powers of ten. 만, 억 and 조 close a group; 십, 백 and 천 count inside one."""
_REACH = 16
"""Letters of a text that are looked at for what a unit stands behind."""
_PREFIXES = ("천", "만", "십만", "백만", "천만", "억", "십억", "백억", "천억", "조")


@dataclass(frozen=True)
class Unit:
    """A unit as printed."""

    printed: str
    canonical: str
    factor: Fraction
    """Printed figure times this is the figure in the canonical unit."""
    exact: bool
    """It counts whole things: a figure in the base unit carries no rounding."""


@dataclass(frozen=True)
class Counter:
    """One meaning of a printed unit, and where it has that meaning."""

    unit: Unit
    behind: re.Pattern[str] | None
    """Pattern of the text up to the end of the printed name."""
    before: re.Pattern[str] | None
    """Pattern of the text behind the printed name."""
    not_before: re.Pattern[str] | None
    """Pattern that must not follow the printed name."""
    limit: int | None
    """Largest figure of this unit."""

    def fits(self, text: str, end: int, value: Fraction) -> bool:
        """True when the name that ends at `end` has this meaning for this figure."""
        return (
            (self.limit is None or value <= self.limit)
            and (
                self.behind is None
                or self.behind.search(text, max(end - _REACH, 0), end) is not None
            )
            and (self.before is None or self.before.match(text, end) is not None)
            and (self.not_before is None or self.not_before.match(text, end) is None)
        )


_AsciiPattern = Annotated[re.Pattern[str], BeforeValidator("(?a:{})".format)]
"""A pattern whose \\d and \\w are ASCII."""


class UnitEntry(Examples):
    """One entry of units.toml, for people who look a unit up and tests that try its examples."""

    canonical: str
    names: dict[str, Annotated[Fraction, PlainValidator(Fraction)]]
    """As printed, the plainest first, to how many of the canonical unit one is."""
    exact: bool
    behind: _AsciiPattern | None = None
    before: _AsciiPattern | None = None
    not_before: _AsciiPattern | None = None
    limit: int | None = None


unit_entries = reader("units", tuple[UnitEntry, ...], "unit")
"""The entries of units.toml with their examples."""


@cache
def counters() -> dict[str, tuple[Counter, ...]]:
    """Printed name, closed up, to its meanings, the first that fits counts (units.toml)."""
    found: dict[str, list[Counter]] = {}
    for entry in unit_entries():
        for name, factor in entry.names.items():
            unit = Unit(name, entry.canonical, factor, entry.exact)
            counter = Counter(unit, entry.behind, entry.before, entry.not_before, entry.limit)
            found.setdefault(name, []).append(counter)
    return {name: tuple(meanings) for name, meanings in found.items()}


@cache
def unit_patterns() -> dict[str, re.Pattern[str]]:
    """First letter of a printed unit to a pattern for all units that begin so, longest first."""
    groups: dict[str, list[str]] = {}
    for name in sorted(counters(), key=lambda name: (-len(name), name)):
        spaced = name[0] in "개대회" and (len(name) > 2 or name in ("개사", "개구", "개팀"))
        printed = re.escape(name[0]) + r"\s?" + re.escape(name[1:]) if spaced else re.escape(name)
        groups.setdefault(name[0], []).append(printed)
    return {first: re.compile("|".join(names)) for first, names in groups.items()}


@cache
def units() -> dict[str, Unit]:
    """Printed unit, closed up, to Unit: also 천명, 백만원. Of several meanings the plain one."""
    found: dict[str, Unit] = {}
    for name, meanings in counters().items():
        if any(letter.isdigit() for letter in name):  # m2 is read where it stands, never alone
            continue
        plain = [m for m in meanings if m.before is None and m.limit is None] or list(meanings)
        found[name] = plain[0].unit
    for name, unit in list(found.items()):
        if name in MAGNITUDES:  # 억 alone is money; 천억 is made with 원
            continue
        for prefix in _PREFIXES:
            factor = 1
            for letter in prefix:
                factor *= MAGNITUDES[letter]
            printed = prefix + name
            found.setdefault(
                printed, Unit(printed, unit.canonical, unit.factor * factor, unit.exact)
            )
    return found


implied_units = reader("units", ByWord, "implied")
"""Word of a heading, closed up, to the unit of bare figures under it (units.toml)."""
told_units = reader("units", ByWord, "told")
"""Last word of a heading, closed up, to the canonical unit of figures under it (units.toml)."""


class Modifiers(Words):
    """Words around figures (modifiers.toml)."""

    before: LongestFirst
    after: LongestFirst
    bound: frozenset[str]
    nouns_in_about: str
    """Letters before 약 at the end of a noun."""
    listed: tuple[str, ...]
    """Between figures that share what stands in brackets behind the last of them."""
    alternative: tuple[str, ...]
    """Between figures that share a bound behind the last of them."""
    up: LongestFirst = at("direction", "up")
    down: LongestFirst = at("direction", "down")
    adnominal: LongestFirst
    """Endings of words that describe the thing right behind them."""


modifiers = reader("modifiers", Modifiers)
"""The words of modifiers.toml, longest first."""


class RoleRule(Examples):
    """Digits that are a name, an identifier or an ordinal (numerals.toml)."""

    role: str
    name: str
    pattern: str
    weak: bool = False
    """Tried only on what is neither a date nor a quantity with a unit."""


role_rules = reader("numerals", tuple[RoleRule, ...], "rule")
"""The rules of numerals.toml, in order."""
