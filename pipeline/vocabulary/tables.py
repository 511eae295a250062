"""How typed tables name their columns: staffing, duties, and those of records."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class StaffingWords:
    """How staffing tables name their columns (staffing.toml)."""

    part: tuple[str, ...]
    actual: tuple[str, ...]
    authorized: tuple[str, ...]
    current: tuple[str, ...]
    planned: tuple[str, ...]
    foreign: tuple[str, ...]


@cache
def staffing() -> StaffingWords:
    """The words of staffing.toml."""
    return StaffingWords(**{name: tuple(listed) for name, listed in load("staffing").items()})


@dataclass(frozen=True)
class DutyWords:
    """How tables of duties look (duties.toml)."""

    duty: tuple[str, ...]
    department: tuple[str, ...]
    parts: tuple[str, ...]
    foreign: tuple[str, ...]
    bullets: tuple[str, ...]


@cache
def duties() -> DutyWords:
    """The words of duties.toml."""
    return DutyWords(**{name: tuple(listed) for name, listed in load("duties").items()})


@dataclass(frozen=True)
class RecordWords:
    """A typed table whose rows are rows of the source (records.toml)."""

    table: str
    required: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    """Column of the release to the headings that it stands below."""
    examples: tuple[str, ...]
    """Headings of such a table, with bars between them."""
    counter_examples: tuple[str, ...]


@cache
def records() -> tuple[RecordWords, ...]:
    """The entries of records.toml."""
    return tuple(
        RecordWords(
            entry["table"],
            tuple(entry["required"]),
            {column: tuple(words) for column, words in entry["columns"].items()},
            tuple(entry["examples"]),
            tuple(entry["counter_examples"]),
        )
        for entry in load("records")["record"]
    )
