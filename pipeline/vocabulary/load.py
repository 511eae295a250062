"""One loader for the vocabulary: a TOML file of this folder, as a table or as a typed model."""

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    AliasPath,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

Model = TypeVar("Model")


def longest_first(words: Iterable[str]) -> tuple[str, ...]:
    """Words in the order in which a text is tried for them."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


LongestFirst = Annotated[tuple[str, ...], AfterValidator(longest_first)]


def _by_word(listed: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: name for name, words in listed.items() for word in words}


ByWord = Annotated[dict[str, str], BeforeValidator(_by_word)]
"""Word to what it stands for; the file lists the words of each."""


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


class Shape(Examples):
    """A regular expression, with what it fits and what it does not."""

    pattern: re.Pattern[str]


class Listed(Examples):
    """Words, with texts that are among them and texts that are not."""

    words: frozenset[str]


class VocabularyError(ValueError):
    """A vocabulary file that says what its model does not know."""


def load(name: str, package: str = __package__) -> dict[str, Any]:
    """The table of `<name>.toml` in this folder, or in that of another package."""
    return tomllib.loads(files(package).joinpath(f"{name}.toml").read_text("utf-8"))


def reader(name: str, model: type[Model], part: str | None = None) -> Callable[[], Model]:
    """A function that gives `<name>.toml`, or a part of it, as a model; it reads the file once.

    It raises a VocabularyError where an entry is missing, unknown or of another type.
    """
    return cache(lambda: _load_as(name, model, part))


def _load_as(name: str, model: type[Model], part: str | None) -> Model:
    table = load(name)
    try:
        return TypeAdapter(model).validate_python(table if part is None else table[part])
    except ValidationError as error:
        wrong = wrong_entries(error, *([part] if part else []))
        raise VocabularyError(f"pipeline/vocabulary/{name}.toml: {wrong}") from error


def wrong_entries(error: ValidationError, *above: str) -> str:
    """Each wrong entry of a file, with its key below others, and what is wrong with it."""
    keys = [".".join(map(str, (*above, *one["loc"]))) for one in error.errors()]
    return "; ".join(
        f"{key}: {one['msg']}" if key else one["msg"]
        for key, one in zip(keys, error.errors(), strict=True)
    )
