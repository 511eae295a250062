"""Korean for messages, from messages.toml.

What belongs here: the Korean of a message. What does not: the message itself
(`pipeline/message.py`), and which language somebody speaks, which the edge decides
(`pipeline/cli/language.py`, the pages of the site).
"""

from collections.abc import Iterable, Mapping
from functools import cache

from pipeline.message import Message, Translation, message, text_of, translation
from pipeline.vocabulary.load import load

__all__ = ["Message", "in_korean", "join_messages", "korean", "message", "text_of", "translation"]


@cache
def korean() -> Mapping[str, str]:
    """English template to Korean template."""
    table: Mapping[str, str] = load("messages")["korean"]
    return table


def in_korean(text: str) -> str:
    """A text in Korean where it is a message; any other as it is.

    A message whose template the catalogue does not have stays English.
    """
    if isinstance(text, Translation):
        return text.own
    if not isinstance(text, Message):
        return text
    said = {name: _argument(value) for name, value in text.arguments.items()}
    return korean().get(text.template, text.template).format(**said)


def join_messages(texts: Iterable[str], between: str = "\n") -> Message:
    """Texts and messages as one message."""
    parts = list(texts)
    return translation(between.join(parts), between.join(map(in_korean, parts)))


def _argument(value: object) -> object:
    if isinstance(value, BaseException):
        return in_korean(text_of(value))
    return in_korean(value) if isinstance(value, str) else value
