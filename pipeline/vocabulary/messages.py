"""Messages in two languages: an English template with its arguments, and Korean for the template.

What belongs here: the message, and its Korean from messages.toml. What does not: which language
somebody speaks, which the edge decides (`pipeline/cli/language.py`, the pages of the site).
"""

from collections.abc import Mapping
from functools import cache

from pipeline.vocabulary.load import load


class Message(str):
    """An English sentence that knows the template and the arguments it was made of.

    It is a text like any other, to be logged, kept and compared; its Korean is asked for where
    people read it.
    """

    template: str
    arguments: Mapping[str, object]

    @property
    def korean(self) -> str:
        """The same in Korean; in English where the catalogue has no words for it."""
        said = {name: _argument(value) for name, value in self.arguments.items()}
        return korean().get(self.template, self.template).format(**said)


class Translation(Message):
    """A text with its Korean beside it, as a row has it: nothing is looked up."""

    own: str

    @property
    def korean(self) -> str:
        """The text beside it."""
        return self.own


def translation(text: str, ko: str) -> Translation:
    """A text that is a message, with its Korean."""
    made = Translation(text)
    made.own = ko
    return made


def message(template: str, /, **arguments: object) -> Message:
    """A message: a template, as `str.format` takes it, with its arguments."""
    made = Message(template.format(**arguments))
    made.template = template
    made.arguments = arguments
    return made


@cache
def korean() -> Mapping[str, str]:
    """English template to Korean template."""
    table: Mapping[str, str] = load("messages")["korean"]
    return table


def in_korean(text: str) -> str:
    """A text in Korean where it is a message; any other as it is."""
    return text.korean if isinstance(text, Message) else text


def _argument(value: object) -> object:
    return in_korean(value) if isinstance(value, str) else value
