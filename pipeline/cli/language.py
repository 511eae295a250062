"""The language in which the command line speaks: Korean where the locale is Korean, else English.

What belongs here: which language it is, and texts in it. What does not: the words, which stand in
`pipeline/vocabulary/messages.toml`.
"""

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextvars import ContextVar
from typing import Any

from pipeline.vocabulary.messages import Message, in_korean, korean, message

__all__ = ["Message", "message"]  # which every command says things with

LANGUAGE_VARIABLE = "OPENBOGO_LANG"
"""Environment variable that chooses a language whatever the locale is: ko or en."""
_LOCALE = (LANGUAGE_VARIABLE, "LC_ALL", "LC_MESSAGES", "LANG")

_chosen: ContextVar[str | None] = ContextVar("language", default=None)


def language() -> str:
    """`ko` or `en`: the first of the variables that says anything decides, as in any locale."""
    named = _chosen.get() or next((os.environ[n] for n in _LOCALE if os.environ.get(n)), "")
    return "ko" if named.lower().startswith("ko") else "en"


@contextlib.contextmanager
def use_language(name: str) -> Iterator[None]:
    """Speak one language meanwhile, whatever the environment says."""
    before = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(before)


def localize(text: str) -> str:
    """A message in the language of whoever reads it; any other text as it is."""
    return in_korean(text) if language() == "ko" else str(text)


def say(template: str, /, **arguments: object) -> str:
    """A message, worded at once."""
    return localize(message(template, **arguments))


def sentence(row: Mapping[str, Any], column: str) -> str:
    """A sentence of a row that has it in both languages, in that of whoever reads it."""
    return str(row[f"{column}_ko"] if language() == "ko" else row[column])


def columns_for_reader(columns: Sequence[str]) -> list[str]:
    """The columns without those whose sentence another one has in the language of the reader."""
    own = {name.removesuffix("_ko") for name in columns if name.endswith("_ko")}
    other = own if language() == "ko" else {f"{name}_ko" for name in own}
    return [name for name in columns if name not in other]


def translate(text: str) -> str:
    """A help text, which has its words in the catalogue as a whole, below its first sentence."""
    return korean().get(help_key(text), text) if language() == "ko" else text


def help_key(text: str) -> str:
    """The name of a help text in the catalogue: its first paragraph, on one line."""
    return " ".join(text.partition("\n\n")[0].split())
