"""A claim written out, as a reader of Korean reads it.

`relations.expression` joins the report's own numbers by a few English words. What belongs here:
those words in Korean, from `expressions.toml`. What does not: any number, any judgement.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_BETWEEN = "; "


@dataclass(frozen=True)
class Wording:
    """One way to say half of a claim."""

    en: re.Pattern[str]
    """All of the half."""
    ko: str
    example: str
    korean: str
    """The example in Korean."""


@dataclass(frozen=True)
class Expression:
    """A claim written out."""

    ko: str
    en: str | None
    """What of it reads otherwise in English; None where it has no words of its own."""


@cache
def wordings() -> dict[str, tuple[Wording, ...]]:
    """What can be said of what was `computed`, and of what is `stated`."""
    text = files("pipeline.site").joinpath("expressions.toml").read_text("utf-8")
    return {
        half: tuple(Wording(re.compile(one.pop("en")), **one) for one in entries)
        for half, entries in tomllib.loads(text).items()
    }


@lru_cache(maxsize=10_000)  # the pages of a report say each claim twice
def in_korean(expression: str) -> Expression:
    """An expression of `relations` in Korean, beside the words of the table."""
    computed, between, stated = expression.rpartition(_BETWEEN)
    ko_computed = half_in_korean(computed, wordings()["computed"])
    ko_stated = half_in_korean(stated, wordings()["stated"])
    if (ko_computed, ko_stated) == (computed, stated):
        return Expression(expression, None)
    en = stated if ko_computed == computed else expression
    return Expression(f"{ko_computed}{between}{ko_stated}", en)


def half_in_korean(half: str, known: Sequence[Wording]) -> str:
    """One half, as the first wording that fits says it; as it is where none does."""
    for wording in known:
        if match := wording.en.fullmatch(half):
            return wording.ko.format(**match.groupdict(default=""))
    return half
