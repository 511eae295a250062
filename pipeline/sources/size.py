"""Is a text as large as a report can be? Asked before anything looks at it more than once."""

import re
from collections.abc import Iterator

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.vocabulary.messages import message

_NUMBER = re.compile(r"\d+(?:,\d{3})*")

Measure = tuple[int, int, str, int]
"""Line, count, of what, and how many of it there may be."""


def refuse_if_too_large(file: str, text: str) -> None:
    """Refuse a text that is more than a report.

    Raises:
        ReportError: it has too many characters or lines, or a line or number that is too long.
    """
    for line, count, what, limit in _measures(text):
        if count > limit:
            raise ReportError(
                file,
                message(
                    "{count:,} {what} is more than a report has (limit {limit:,})",
                    count=count,
                    what=what,
                    limit=limit,
                ),
                message("check that the file is one report, saved whole"),
                line,
            )


def _measures(text: str) -> Iterator[Measure]:
    yield 1, len(text), "characters", limits.CHARACTERS
    lines = text.splitlines()
    yield 1, len(lines), "lines", limits.LINES
    for number, line in enumerate(lines, start=1):
        yield number, len(line), "characters in a line", limits.LINE_CHARACTERS
        if len(line) > limits.DIGITS:
            yield number, _digits(line), "digits in a row", limits.DIGITS


def _digits(line: str) -> int:
    """Digits of its longest number; the commas between thousands end none."""
    return max((len(n) - n.count(",") for n in _NUMBER.findall(line)), default=0)
