"""How programs label what they say of themselves (programs.toml)."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load


@dataclass(frozen=True)
class ProgramWords:
    """How programs label what they say of themselves (programs.toml)."""

    budget: tuple[str, ...]
    scale: tuple[str, ...]
    sounds_like_budget: tuple[str, ...]
    not_budget: tuple[str, ...]
    box_marks: tuple[str, ...]
    legal_basis: tuple[str, ...]
    objective: tuple[str, ...]
    objective_examples: tuple[str, ...]
    """Items that carry one of its labels, and items that do not."""
    objective_counter_examples: tuple[str, ...]
    aim_marks: tuple[str, ...]
    vision: tuple[str, ...]
    used: str
    funding: dict[str, str]
    """Printed word to the source of money that is published for it."""


@cache
def programs() -> ProgramWords:
    """The words of programs.toml."""
    table = load("programs")
    funding = {word: name for name, listed in table.pop("funding").items() for word in listed}
    used = table.pop("used")
    words = {name: tuple(listed) for name, listed in table.items()}
    return ProgramWords(**words, used=used, funding=funding)
