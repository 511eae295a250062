"""What is a plan, and which figures can be compared (plans.toml)."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class PlanWords:
    """The words of plans.toml."""

    target: tuple[str, ...]
    no_target: tuple[str, ...]
    no_unit: frozenset[str]
    generic: str
    counted: frozenset[str]


@cache
def plans() -> PlanWords:
    """The words and units of plans.toml."""
    table = load("plans")
    return PlanWords(
        tuple(table["target"]),
        tuple(table["no_target"]),
        frozenset(table["no_unit"]),
        table["generic"],
        frozenset(table["counted"]),
    )
