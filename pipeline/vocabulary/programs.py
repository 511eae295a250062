"""The way programs label what they say of themselves (programs.toml)."""

from pydantic import Field

from pipeline.vocabulary.load import ByWord, Words, reader


class ProgramWords(Words):
    """The way programs label what they say of themselves (programs.toml)."""

    budget: tuple[str, ...]
    scale: tuple[str, ...]
    overview: frozenset[str]
    form: tuple[str, ...]
    listed_name: tuple[str, ...]
    listed_work: tuple[str, ...]
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
    funding_of: ByWord = Field(alias="funding")
    """Printed word to the source of money that is published for it."""


programs = reader("programs", ProgramWords)
