"""Is a text as large as a report can be? Asked before anything looks at it more than once."""

import re
from collections.abc import Iterator

from pipeline.errors import ReportError
from pipeline.sources import limits
from pipeline.vocabulary.messages import message

_DIGITS = re.compile(r"\d+")

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
                line,
                message(
                    "{count:,} {what} is more than a report has (limit {limit:,})",
                    count=count,
                    what=what,
                    limit=limit,
                ),
                message("check that the file is one report, saved whole"),
            )


def _measures(text: str) -> Iterator[Measure]:
    yield 1, len(text), "characters", limits.CHARACTERS
    lines = text.splitlines()
    yield 1, len(lines), "lines", limits.LINES
    for number, line in enumerate(lines, start=1):
        yield number, len(line), "characters in a line", limits.LINE_CHARACTERS
        if len(line) > limits.DIGITS:
            digits = max(map(len, _DIGITS.findall(line)), default=0)
            yield number, digits, "digits in a row", limits.DIGITS
