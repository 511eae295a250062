"""Who reports, for which month, under which title: read from the cover, checked against raw/."""

import datetime
import re
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.errors import ReportError
from pipeline.figures.dates import as_of_dates, cover_month
from pipeline.reference import agencies

_COVER_LINES = 15
_LONGEST_NAME = 14
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE_MONTH = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True)
class Identity:
    """One report's name."""

    report_id: str
    government: str | None
    agency: str
    agency_id: str
    title: str | None
    period: datetime.date
    """First day of the month reported."""
    as_of: datetime.date | None


def identify(document: Document) -> Identity:
    """Say who reports and when.

    The month is the cover's; without one, the file name's (`2022-03.txt`); without one, that of
    the latest day figures are stated for.

    Raises:
        ReportError: the folder is no name for an office, or no office or month can be found.
    """
    source = document.source
    agency_id = source.collection
    if "/" not in source.file or not _SLUG.fullmatch(agency_id):
        in_none = "/" not in source.file
        raise ReportError(
            source.file,
            1,
            "the file is in no folder of raw/"
            if in_none
            else f"the folder '{agency_id}' has other letters than a-z, digits and hyphens",
            "put it into a folder of raw/ named for its office, such as seoul-economic-policy/",
        )
    cover = _cover(document)
    as_of = max(as_of_dates(document.text), default=None)
    period = (
        next((month for line in cover if (month := cover_month(line))), None)
        or file_month(source.stem)
        or (as_of.replace(day=1) if as_of else None)
    )
    if period is None:
        raise ReportError(
            source.file,
            1,
            "no month is printed on the cover and no day (기준) in the text",
            "name the file for the month it reports, such as 2022-03.txt",
        )
    known = agencies().agencies.get(agency_id)
    agency = known.name if known else _agency(cover)
    if agency is None:
        raise ReportError(
            source.file,
            1,
            "the cover names no office",
            f"list '{agency_id}' in pipeline/reference/agencies.toml",
        )
    return Identity(
        report_id=f"{agency_id}-{period:%Y-%m}",
        government=known.government if known else _government(cover),
        agency=agency,
        agency_id=agency_id,
        title=_title(cover),
        period=period,
        as_of=as_of,
    )


def file_month(stem: str) -> datetime.date | None:
    """The month a file is named for: `2022-03`, also as the beginning of a longer name."""
    match = _FILE_MONTH.match(stem)
    try:
        return datetime.date(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        return None


def _cover(document: Document) -> list[str]:
    """Readable lines before the first heading."""
    lines: list[str] = []
    for line, kind in zip(document.lines, document.kinds, strict=True):
        if kind == "heading" or len(lines) == _COVER_LINES:
            break
        if kind != "blank":
            lines.append(readable(document.text[line.start : line.end]))
    return lines


def _agency(cover: list[str]) -> str | None:
    names = (closed(line) for line in cover)
    endings = agencies().agency_endings
    return next((n for n in names if len(n) <= _LONGEST_NAME and n.endswith(endings)), None)


def _title(cover: list[str]) -> str | None:
    endings = agencies().title_endings
    return next((line for line in cover if closed(line).endswith(endings)), None)


def _government(cover: list[str]) -> str | None:
    """The government the cover names; what the text mentions is no proof of whose it is."""
    names = (name for name in agencies().governments for line in cover if name in closed(line))
    return next(names, None)
