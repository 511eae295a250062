"""Dates without a digit: 상반기, 하반기, 연중.

What belongs here: where they stand in a text, and their days once the year is known. They are no
numerals, and no figure is stated for them, so they are asked for by readers of schedules only.
"""

import calendar
import datetime
import re
from collections.abc import Iterator, Sequence

from pipeline.document.grid import Span
from pipeline.figures.date_values import DateSpan
from pipeline.reference.milestones import Spoken, milestones

_BEHIND = "중|에|내|말|초|까지|부터|이후|이전|예정|[^가-힣]|$"


def spoken_dates(
    text: str, span: Span, printed: Sequence[DateSpan], year: int, year_from: str
) -> Iterator[DateSpan]:
    """The parts of a year that a stretch of text names, outside the dates printed there."""
    for match in _pattern().finditer(text, span.start, span.end):
        if any(d.char_start < match.end() and match.start() < d.char_end for d in printed):
            continue
        spoken = _meaning(match.group())
        last = calendar.monthrange(year, spoken.months[1])[1]
        yield DateSpan(
            match.start(),
            match.end(),
            match.group(),
            datetime.date(year, spoken.months[0], 1),
            datetime.date(year, spoken.months[1], last),
            spoken.precision,
            year_from,
            open_start=False,
            open_end=False,
        )


def _pattern() -> re.Pattern[str]:
    words = sorted((w for s in milestones().spoken for w in s.words), key=len, reverse=True)
    return re.compile(rf"(?<![가-힣0-9])(?:{'|'.join(map(re.escape, words))})(?={_BEHIND})")


def _meaning(word: str) -> Spoken:
    return next(spoken for spoken in milestones().spoken if word in spoken.words)
