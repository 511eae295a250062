"""Agencies that report, and how covers and tables name them and their departments."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


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
    table = load("departments")
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
    table = load("agencies")
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
