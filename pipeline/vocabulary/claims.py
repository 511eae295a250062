"""The words by which prose claims something of its figures (claims.toml), typed."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class ClaimWords:
    """The words of claims.toml."""

    total: frozenset[str]
    not_part: frozenset[str]
    things: frozenset[str]
    any_thing: str
    progress: tuple[str, ...]
    left_out: tuple[str, ...]
    remaining: tuple[str, ...]
    action: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    per: dict[str, tuple[str, ...]]
    """Word with a price to the units it is multiplied with."""

    def stands_for(self, one: str | None, other: str | None) -> bool:
        """Whether two units are the same, or one is a mere 개 and the other a thing."""
        if one == other:
            return True
        return self.any_thing in (one, other) and {one, other} <= self.things


@dataclass(frozen=True)
class RuleExamples:
    """Sentences that a rule finds something in, and sentences that it does not."""

    name: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


def _load() -> dict[str, Any]:
    return load("claims")


@cache
def claim_words() -> ClaimWords:
    """The words of claims.toml."""
    table = _load()
    return ClaimWords(
        frozenset(table["total"]),
        frozenset(table["not_part"]),
        frozenset(table["things"]),
        table["any_thing"],
        tuple(table["progress"]),
        tuple(table["left_out"]),
        tuple(table["remaining"]),
        tuple(table["action"]),
        tuple(table["change"]["more"]),
        tuple(table["change"]["less"]),
        {word: tuple(units) for word, units in table["per"].items()},
    )


@cache
def rule_examples() -> tuple[RuleExamples, ...]:
    """The rules of claims.toml with their examples."""
    return tuple(
        RuleExamples(rule["name"], tuple(rule["examples"]), tuple(rule["counter_examples"]))
        for rule in _load()["rule"]
    )
