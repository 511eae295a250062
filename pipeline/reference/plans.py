"""What is a plan, and which figures can be compared (plans.toml)."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.document.readable import closed
from pipeline.reference import _load

_LABEL = re.compile(r"^[^\w(]*(?:\(([^()]+)\)|([^:：()]{1,40}?)\s*[:：])")


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
    table = _load("plans")
    return PlanWords(
        tuple(table["target"]),
        tuple(table["no_target"]),
        frozenset(table["no_unit"]),
        table["generic"],
        frozenset(table["counted"]),
    )


def label_of(text: str) -> str:
    """The label that an item begins with, closed up: 지원대상 of `○ 지원대상 : …`; else nothing."""
    match = _LABEL.match(text)
    return closed(match[1] or match[2]) if match else ""
