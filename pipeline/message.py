"""A message: an English sentence that knows the template and the arguments it was made of.

Every room may make one. Its Korean stands in `pipeline/vocabulary/messages.toml`, and whoever
prints it chooses the language.
"""

from collections.abc import Mapping


class Message(str):
    """A sentence that is a text like any other: it can be logged, kept and compared."""

    template: str
    arguments: Mapping[str, object]


class Translation(Message):
    """A text with its Korean beside it, as a row has it: nothing is looked up."""

    own: str


def message(template: str, /, **arguments: object) -> Message:
    """A message: a template, as `str.format` takes it, with its arguments."""
    made = Message(template.format(**arguments))
    made.template = template
    made.arguments = arguments
    return made


def translation(text: str, ko: str) -> Translation:
    """A text that is a message, with its Korean."""
    made = Translation(text)
    made.own = ko
    return made


class MessageError(Exception):
    """An error whose reason is a message, made where it is raised of template and arguments."""

    def __init__(self, reason: str, /, **arguments: object) -> None:
        super().__init__(reason if isinstance(reason, Message) else message(reason, **arguments))


def text_of(error: BaseException) -> str:
    """The message that an error was made with, or its text."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Message) else str(error)
