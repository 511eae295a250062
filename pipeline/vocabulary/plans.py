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
    qualifier: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    def qualifiers(self, text: str) -> frozenset[str]:
        """The words of a text that narrow what is counted."""
        return frozenset(word for word in self.qualifier if word in text)


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
        tuple(table["qualifier"]["words"]),
        tuple(table["qualifier"]["examples"]),
        tuple(table["qualifier"]["counter_examples"]),
    )
