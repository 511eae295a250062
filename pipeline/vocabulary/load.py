"""One loader for the vocabulary: a TOML file of this folder, as a table or as a typed model."""

import tomllib
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AliasPath, BaseModel, ConfigDict, Field, ValidationError

Model = TypeVar("Model", bound=BaseModel)


def longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in the order in which a text is tried for them."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


LongestFirst = Annotated[tuple[str, ...], AfterValidator(longest_first)]


def at(*keys: str) -> Any:
    """A field whose words stand in a table of the file, by their keys."""
    return Field(validation_alias=AliasPath(*keys))


class Words(BaseModel):
    """A part of the vocabulary: unknown keys are errors, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Examples(Words):
    """An entry with what it fits and what it does not: tests try both."""

    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


class VocabularyError(ValueError):
    """A vocabulary file that says what its model does not know."""


def load(name: str) -> dict[str, Any]:
    """The table of `<name>.toml` in this folder."""
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text("utf-8"))


def load_as(name: str, model: type[Model], part: str | None = None) -> Model:
    """`<name>.toml`, or a part of it, as a model.

    Raises:
        VocabularyError: an entry is missing, unknown or of another type; names file and key.
    """
    table = load(name)
    try:
        return model.model_validate(table if part is None else table[part])
    except ValidationError as error:
        wrong = "; ".join(f"{_key(part, one['loc'])}: {one['msg']}" for one in error.errors())
        raise VocabularyError(f"pipeline/vocabulary/{name}.toml: {wrong}") from error


def _key(part: str | None, steps: tuple[int | str, ...]) -> str:
    return ".".join(str(step) for step in (part, *steps) if step is not None)
