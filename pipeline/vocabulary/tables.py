"""How typed tables name their columns: staffing, budgets, duties."""

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
    foreign: tuple[str, ...]
    bullets: tuple[str, ...]


@cache
def duties() -> DutyWords:
    """The words of duties.toml."""
    return DutyWords(**{name: tuple(listed) for name, listed in load("duties").items()})
