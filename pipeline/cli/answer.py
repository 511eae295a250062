"""The answer of a command: text for people, the same as data for machines, and an exit code.

What belongs here: the shape that all commands share, and the one way in which they fail. What does
not: printing, which the command line does.
"""

import datetime
import decimal
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.message import Message, MessageError, text_of
from pipeline.vocabulary.system_errors import failure_of

_ESCAPED = re.compile(r"[\x7f-\x9f\ud800-\udfff]")
"""Characters that move the cursor, or half characters; Python escapes only some of them."""

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Answer:
    """The answer of a command."""

    text: str
    data: Data
    """The same for `--json`; its keys are documented and stay."""
    code: int = 0
    note: str = ""
    """A remark on the answer, for standard error where the answer is for programs."""


class CommandError(MessageError):
    """A command that cannot do what it was asked; the reason says what to do instead.

    Args:
        more: further keys for programs, in the same document as the reason.
    """

    def __init__(self, reason: str, /, *, more: Data | None = None, **arguments: object) -> None:
        super().__init__(reason, **arguments)
        self.more = more or {}


def error_text(error: Exception) -> str:
    """The reason that an error gives: its message, or that of the operating system."""
    reason = text_of(error)
    if isinstance(reason, Message) or not isinstance(error, OSError):
        return reason
    return failure_of(error) or reason


def json_text(data: Data) -> str:
    """One JSON document, readable, with Korean as it is."""
    text = json.dumps(json_value(data), ensure_ascii=False, indent=2, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def json_value(value: Any) -> Any:
    """A value as JSON knows it: days as ISO 8601, numbers that JSON has not as text."""
    if isinstance(value, Mapping):
        return {str(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if isinstance(value, decimal.Decimal):
        return json_value(float(value))
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)
