"""The month that a report is of: from its cover, its lines or the name of its file.

What belongs here: dates. What does not: whose report it is (`identity`).
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable

from pipeline.document.digits import plain
from pipeline.document.document import Document
from pipeline.errors import ReportError
from pipeline.facts.cover import CoverLine, furniture, is_title, signature
from pipeline.figures.stated_days import (
    as_of_dates,
    cover_month,
    leading_month,
    meeting_month,
    titled_month,
    titled_quarter,
    titled_year,
)
from pipeline.vocabulary.messages import message

_PARTS = re.compile(r"\s[/|·]\s")
"""Between the date on a cover and the office beside it."""
_FILE_YEAR = r"(?<![0-9])((?:19|20)[0-9]{2})"
_FILE_MONTH = re.compile(
    rf"{_FILE_YEAR}(?:[-._년 ]{{1,2}}(1[0-2]|0?[1-9])|(1[0-2]|0[1-9])(?:[0-3][0-9])?)"
    r"(?!\d|\s?(?:/\s?4\s?)?분기)"
)


def file_month(stem: str) -> datetime.date | None:
    """The month a file is named for: `2022-03`, `moef_2010-11`, `20250207 업무보고`."""
    match = _FILE_MONTH.search(plain(unicodedata.normalize("NFC", stem)))
    return datetime.date(int(match[1]), int(match[2] or match[3]), 1) if match else None


def read_period(
    document: Document, lines: list[CoverLine], title: str | None, as_of: datetime.date | None
) -> tuple[datetime.date, int | None]:
    """The month reported, and the line that says it.

    A date on the cover counts first, one that figures are stated for after the others; then the
    title's month, the day of a meeting, the file's name, the latest day that figures are stated
    for, and the date beside a signature. Without any, the year of the title or of the file's name
    is all there is: its first month.

    Raises:
        ReportError: not even a year is anywhere.
    """
    heads = sorted([*lines, *furniture(document)], key=lambda line: _states_figures(line.text))
    titles = [line for line in lines if is_title(line.text)]
    parts = [CoverLine(line.no, part) for line in heads for part in _PARTS.split(line.text)]
    by_evidence = (
        _first(cover_month, heads),
        _first(cover_month, parts),
        _first(leading_month, lines),
        _first(titled_month, titles),
        _first(titled_quarter, titles),
        _first(meeting_month, lines),
    )
    if found := next(filter(None, by_evidence), None):
        return found
    if month := file_month(document.source.stem):
        return month, None
    if as_of:
        return as_of.replace(day=1), _line_of(document, as_of)
    if found := _first(cover_month, signature(document)):
        return found
    file_year = re.search(_FILE_YEAR, plain(document.source.stem))
    year = (titled_year(title) if title else None) or (int(file_year[1]) if file_year else None)
    if year is None:
        raise ReportError(
            document.source.file,
            message("no month is printed on the cover and no day (기준) in the text"),
            message(
                "name the file for the month it reports, such as 2022-03.txt, or say `period = "
                "2022-03-01` in {file}.toml",
                file=document.source.file,
            ),
        )
    return datetime.date(year, 1, 1), None


def _first(
    month_of: Callable[[str], datetime.date | None], lines: Iterable[CoverLine]
) -> tuple[datetime.date, int] | None:
    found = ((month, line.no) for line in lines if (month := month_of(line.text)))
    return next(found, None)


def _states_figures(line: str) -> bool:
    """A date of figures and not of the report: 기준일 : 2025. 4. 30."""
    return bool(as_of_dates(line))


def _line_of(document: Document, day: datetime.date) -> int | None:
    """The first line that states figures for a day."""
    for line in document.lines:
        text = document.text[line.start : line.end]
        if ("기준" in text or "현재" in text) and day in as_of_dates(text):
            return line.no
    return None
