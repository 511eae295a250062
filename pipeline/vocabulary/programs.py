"""The way programs label what they say of themselves (programs.toml)."""

from functools import cache, cached_property

from pipeline.vocabulary.load import Words, load_as


class ProgramWords(Words):
    """The way programs label what they say of themselves (programs.toml)."""

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
    funding: dict[str, tuple[str, ...]]
    """Source of money, as published, to the words printed for it."""

    @cached_property
    def funding_of(self) -> dict[str, str]:
        """Printed word to the source of money that is published for it."""
        return {word: name for name, listed in self.funding.items() for word in listed}


@cache
def programs() -> ProgramWords:
    """The words of programs.toml."""
    return load_as("programs", ProgramWords)
