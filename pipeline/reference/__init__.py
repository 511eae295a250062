"""The vocabulary of the genre, as small readable tables (TOML), and their typed form.

What belongs here: words, marks, units, endings, names, with examples and counter-examples that
the tests run. What does not: any rule about what to do with them.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from pipeline.reference.measures import Unit as Unit
from pipeline.reference.measures import units as units


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Words:
    """Words that carry structure (words.toml), closed up."""

    stub: frozenset[str]
    column: frozenset[str]
    total: frozenset[str]
    subtotal: frozenset[str]
    spaced: frozenset[str]
    particle: frozenset[str]
    nil: frozenset[str]
    section: frozenset[str]
    ratio: frozenset[str]

    @cached_property
    def header(self) -> frozenset[str]:
        """Every word that can head a column, of any kind of table."""
        categories = frozenset(staffing().category)
        return self.stub | self.column | categories


@cache
def words() -> Words:
    """The words of words.toml."""
    return Words(**{name: frozenset(listed) for name, listed in _load("words").items()})


@dataclass(frozen=True)
class Pattern:
    """A rule that says what sort of line a readable line is, with examples either way."""

    kind: str
    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True)
class Markers:
    """What lines begin with (markers.toml)."""

    kinds: dict[str, str]
    """Mark to kind of line."""
    readable: dict[str, str]
    """Private-use mark to the one that is published in its place in readable text."""
    boxed: dict[str, int]
    """Number in a box to the number it is."""
    patterns: tuple[Pattern, ...]

    @cached_property
    def unreadable(self) -> re.Pattern[str]:
        """Any mark that readable text shows another one for."""
        return re.compile("|".join(map(re.escape, self.readable)))


@cache
def markers() -> Markers:
    """The marks and line patterns of markers.toml."""
    table = _load("markers")
    kinds = {mark: entry["kind"] for entry in table["marker"] for mark in entry["marks"]}
    readable = {
        mark: entry["readable"]
        for entry in table["marker"]
        if "readable" in entry
        for mark in entry["marks"]
    }
    boxed = {mark: number for number, mark in enumerate(table["boxed"]["numbers"], start=1)}
    shown = dict(zip(boxed, table["boxed"]["readable"], strict=True))
    readable |= {mark: shown[mark] for mark in sorted(boxed, key=len, reverse=True)}
    patterns = tuple(
        Pattern(
            kind=kind,
            name=entry["name"],
            pattern=re.compile(entry["pattern"]),
            examples=tuple(entry["examples"]),
            counter_examples=tuple(entry["counter_examples"]),
        )
        for kind in ("furniture", "caption", "heading", "note")
        for entry in table[kind]
    )
    return Markers(kinds, readable, boxed, patterns)


@dataclass(frozen=True)
class StaffingWords:
    """How staffing tables name their columns (staffing.toml)."""

    total: tuple[str, ...]
    category: tuple[str, ...]
    part: tuple[str, ...]
    remark: tuple[str, ...]
    unit: tuple[str, ...]
    authorized: tuple[str, ...]
    actual: tuple[str, ...]


@cache
def staffing() -> StaffingWords:
    """The words of staffing.toml."""
    return StaffingWords(**{name: tuple(listed) for name, listed in _load("staffing").items()})


@dataclass(frozen=True)
class BudgetWords:
    """How budget execution tables name their columns (budget.toml)."""

    budget: tuple[str, ...]
    commitment: tuple[str, ...]
    expenditure: tuple[str, ...]
    rate: tuple[str, ...]


@cache
def budget() -> BudgetWords:
    """The words of budget.toml."""
    return BudgetWords(**{name: tuple(listed) for name, listed in _load("budget").items()})


@dataclass(frozen=True)
class DutyWords:
    """How tables of duties look (duties.toml)."""

    duty: tuple[str, ...]
    bullets: tuple[str, ...]


@cache
def duties() -> DutyWords:
    """The words of duties.toml."""
    return DutyWords(**{name: tuple(listed) for name, listed in _load("duties").items()})


@dataclass(frozen=True)
class DepartmentWords:
    """Endings, other spellings and known misreadings of names (departments.toml)."""

    kind: tuple[str, ...]
    above: tuple[str, ...]
    spellings: dict[str, str]
    misread: dict[str, str]


@cache
def departments() -> DepartmentWords:
    """The words of departments.toml."""
    table = _load("departments")
    return DepartmentWords(
        tuple(table["kind"]), tuple(table["above"]), table["spellings"], table["misread"]
    )


@dataclass(frozen=True)
class Agency:
    """An office that reports (agencies.toml)."""

    id: str
    name: str
    government: str


@dataclass(frozen=True)
class AgencyWords:
    """Known offices, and how covers name offices and titles (agencies.toml)."""

    agencies: dict[str, Agency]
    governments: tuple[str, ...]
    codes: dict[str, dict[str, str]]
    """Government to its codes: `administrative` (행정표준코드), `local_finance` (지방재정365)."""
    agency_endings: tuple[str, ...]
    addressee_endings: tuple[str, ...]
    title_endings: tuple[str, ...]
    cover_examples: tuple[tuple[tuple[str, ...], str], ...]
    """Names that a cover prints, in order, and the office that reports by them."""


@cache
def agencies() -> AgencyWords:
    """The offices and words of agencies.toml."""
    table = _load("agencies")
    listed = [Agency(**entry) for entry in table["agency"]]
    return AgencyWords(
        {agency.id: agency for agency in listed},
        tuple(entry["name"] for entry in table["government"]),
        {entry["name"]: dict(entry["codes"]) for entry in table["government"]},
        tuple(table["cover"]["agency_endings"]),
        tuple(table["cover"]["addressee_endings"]),
        tuple(table["cover"]["title_endings"]),
        tuple((tuple(entry["names"]), entry["office"]) for entry in table["cover_example"]),
    )


@dataclass(frozen=True)
class ProgramWords:
    """How programs label what they say of themselves (programs.toml)."""

    budget: tuple[str, ...]
    scale: tuple[str, ...]
    sounds_like_budget: tuple[str, ...]
    not_budget: tuple[str, ...]
    box_marks: tuple[str, ...]
    legal_basis: tuple[str, ...]
    objective: tuple[str, ...]
    objective_examples: tuple[str, ...]
    """Items that carry one of its labels, and items that do not."""
    objective_counter_examples: tuple[str, ...]
    aim_marks: tuple[str, ...]
    vision: tuple[str, ...]
    used: str
    funding: dict[str, str]
    """Printed word to the source of money that is published for it."""


@cache
def programs() -> ProgramWords:
    """The words of programs.toml."""
    table = _load("programs")
    funding = {word: name for name, listed in table.pop("funding").items() for word in listed}
    used = table.pop("used")
    words = {name: tuple(listed) for name, listed in table.items()}
    return ProgramWords(**words, used=used, funding=funding)
