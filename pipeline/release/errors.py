"""The one way a release is refused.

What belongs here: the error that every module of this package raises when publishing would publish
something wrong. What does not: errors of reading a report, which have their own.
"""

from collections.abc import Sequence

from pipeline.message import MessageError
from pipeline.vocabulary.messages import Message, join_messages, message


class ReleaseError(MessageError):
    """A release that must not be published; the message says what is wrong and where."""


def first_of(problems: Sequence[str], shown: int = 20) -> Message:
    """The first problems, one a line, and "of N" when the list is cut."""
    lines = [join_messages(("  ", problem), "") for problem in problems[:shown]]
    if len(problems) > shown:
        lines.append(message("  … first {first} of {all}", first=shown, all=len(problems)))
    return join_messages(lines)
