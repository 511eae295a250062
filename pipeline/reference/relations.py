"""What headings say of each other (relations.toml), typed."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Operation:
    """A heading whose figures are computed from those below two others."""

    names: frozenset[str]
    first: tuple[str, ...]
    """Headings of the numerator or minuend."""
    second: tuple[str, ...]
    """Headings of the denominator or subtrahend."""


@dataclass(frozen=True)
class RelationWords:
    """Headings of what is computed from other rows or columns."""

    derived: tuple[str, ...]
    """Endings of headings whose figures are no addends."""
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    share: frozenset[str]
    rates: tuple[Operation, ...]
    differences: tuple[Operation, ...]
    change: frozenset[str]
    growth: frozenset[str]
    earlier: frozenset[str]
    later: frozenset[str]

    def is_derived(self, heading: str) -> bool:
        """The figures below a heading, closed up, are computed ones: no addends of a total."""
        return heading.endswith(self.derived)


@cache
def relations() -> RelationWords:
    """The words of relations.toml."""
    table = tomllib.loads(files(__package__).joinpath("relations.toml").read_text("utf-8"))
    change = table["change"]
    return RelationWords(
        derived=tuple(table["derived"]),
        examples=tuple(table["examples"]),
        counter_examples=tuple(table["counter_examples"]),
        share=frozenset(table["share"]),
        rates=tuple(
            Operation(frozenset(e["names"]), tuple(e["numerator"]), tuple(e["denominator"]))
            for e in table["rate"]
        ),
        differences=tuple(
            Operation(frozenset(e["names"]), tuple(e["minuend"]), tuple(e["subtrahend"]))
            for e in table["difference"]
        ),
        change=frozenset(change["difference"]),
        growth=frozenset(change["growth"]),
        earlier=frozenset(change["earlier"]),
        later=frozenset(change["later"]),
    )
