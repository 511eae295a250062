"""The relations between headings (relations.toml), typed."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field

from pipeline.vocabulary.load import Examples, Words, at, reader

_DOTS = re.compile("[·ㆍ‧∙․・•]")


def plain(heading: str) -> str:
    """A heading, closed up, without the dots between its words: the form that is compared."""
    return _DOTS.sub("", heading)


def _plain_all(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(plain, words)))


Endings = Annotated[tuple[str, ...], AfterValidator(_plain_all)]
Headings = Annotated[frozenset[str], BeforeValidator(_plain_all)]
"""Headings in the form that is compared."""


class Operation(Words):
    """A heading whose figures are computed from those below two others."""

    names: Headings
    first: Endings = Field(validation_alias=AliasChoices("numerator", "minuend", "addend"))
    second: Endings = Field(validation_alias=AliasChoices("denominator", "subtrahend", "other"))


class RelationWords(Examples):
    """Headings of what is computed from other rows or columns."""

    derived: Endings
    """Endings of headings whose figures are no addends."""
    share: Headings
    rates: tuple[Operation, ...] = Field(alias="rate")
    differences: tuple[Operation, ...] = Field(alias="difference")
    sums: tuple[Operation, ...] = Field(alias="sum")
    product: Headings = at("product", "names")
    price: Headings = at("product", "price")
    numbers: Headings = at("product", "numbers")
    """Words for numbers that a price is multiplied by."""
    before: Headings = at("whole", "before")
    """Headings of money of all years before the first that is named."""
    after: Headings = at("whole", "after")
    change: Headings = at("change", "difference")
    amount: Headings = at("change", "amount")
    """Headings under one of a change that say that it is no percentage."""
    growth: Headings = at("change", "growth")
    earlier: Headings = at("change", "earlier")
    later: Headings = at("change", "later")

    def is_derived(self, heading: str) -> bool:
        """The figures below a heading, closed up, are computed ones: no addends of a total."""
        return plain(heading).endswith(self.derived)


relations = reader("relations", RelationWords)
