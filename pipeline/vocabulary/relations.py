"""What headings say of each other (relations.toml), typed."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


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
    sums: tuple[Operation, ...]
    product: frozenset[str]
    price: frozenset[str]
    numbers: frozenset[str]
    """What stands beside a price and is multiplied with it."""
    before: frozenset[str]
    """What heads the money of all years before the first that is named."""
    after: frozenset[str]
    change: frozenset[str]
    amount: frozenset[str]
    """Headings under one of a change that say that it is no percentage."""
    growth: frozenset[str]
    earlier: frozenset[str]
    later: frozenset[str]

    def is_derived(self, heading: str) -> bool:
        """The figures below a heading, closed up, are computed ones: no addends of a total."""
        return plain(heading).endswith(self.derived)


_DOTS = re.compile("[·ㆍ‧∙․・•]")


def plain(heading: str) -> str:
    """A heading, closed up, without the dots between its words: the form that is compared."""
    return _DOTS.sub("", heading)


@cache
def relations() -> RelationWords:
    """The words of relations.toml."""
    table = load("relations")
    change = table["change"]

    def listed(words: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(plain, words)))

    def operations(kind: str, first: str, second: str) -> tuple[Operation, ...]:
        return tuple(
            Operation(frozenset(listed(e["names"])), listed(e[first]), listed(e[second]))
            for e in table[kind]
        )

    return RelationWords(
        derived=listed(table["derived"]),
        examples=tuple(table["examples"]),
        counter_examples=tuple(table["counter_examples"]),
        share=frozenset(listed(table["share"])),
        rates=operations("rate", "numerator", "denominator"),
        differences=operations("difference", "minuend", "subtrahend"),
        sums=operations("sum", "addend", "other"),
        product=frozenset(listed(table["product"]["names"])),
        price=frozenset(listed(table["product"]["price"])),
        numbers=frozenset(listed(table["product"]["numbers"])),
        before=frozenset(listed(table["whole"]["before"])),
        after=frozenset(listed(table["whole"]["after"])),
        change=frozenset(listed(change["difference"])),
        amount=frozenset(listed(change["amount"])),
        growth=frozenset(listed(change["growth"])),
        earlier=frozenset(listed(change["earlier"])),
        later=frozenset(listed(change["later"])),
    )
