"""Who reports, for which month, under which title: read from the cover, or said beside it."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document.document import Document
from pipeline.document.readable import closed, readable
from pipeline.errors import ReportError
from pipeline.facts.slug import slug
from pipeline.figures.date_values import as_of_dates, cover_month
from pipeline.vocabulary.agencies import agencies

_COVER_LINES = 15
_LONGEST_NAME = 14
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
    """Say who reports and when. What the note beside the report says wins.

    The month is the cover's; without one, the file name's (`2022-03.txt`); without one, that of
    the latest day figures are stated for. The stable name of the office is its folder's, romanised
    where it is Korean.

    Raises:
        ReportError: the file is in no folder, or no office or month can be found.
    """
    source, said = document.source, document.source.sidecar
    if "/" not in source.file:
        raise ReportError(
            source.file,
            1,
            "the file is in no folder of raw/",
            "put it into a folder of raw/ named for its office, such as seoul-economic-policy/",
        )
    agency_id = said.agency_id or slug(source.collection)
    cover = _cover(document)
    as_of = said.as_of or max(as_of_dates(document.text), default=None)
    period = (
        said.period
        or next((month for line in cover if (month := cover_month(line))), None)
        or file_month(source.stem)
        or (as_of.replace(day=1) if as_of else None)
    )
    if period is None:
        raise ReportError(
            source.file,
            1,
            "no month is printed on the cover and no day (기준) in the text",
            "name the file for the month it reports, such as 2022-03.txt, or say "
            f"`period = 2022-03-01` in {source.file}.toml",
        )
    known = agencies().agencies.get(agency_id)
    agency = said.agency or _agency(cover)
    if known and not said.agency and _may_be(known.name, agency):
        agency = known.name
    if agency is None:
        raise ReportError(
            source.file,
            1,
            "the cover names no office",
            f"list '{agency_id}' in pipeline/vocabulary/agencies.toml, or say `agency = \"…\"` in "
            f"{source.file}.toml",
        )
    return Identity(
        report_id=f"{agency_id}-{period:%Y-%m}",
        government=said.government or (known.government if known else _government(cover)),
        agency=agency,
        agency_id=agency_id,
        title=said.title or _title(cover),
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
    """The office: a line that ends like one, or a word of the title: 고용노동부 업무보고."""
    title = _title(cover)
    names = [closed(line) for line in cover] + (title.split() if title else [])
    endings = agencies().agency_endings
    return office_of([n for n in names if 1 < len(n) <= _LONGEST_NAME and n.endswith(endings)])


def _may_be(listed: str, named: str | None) -> bool:
    """An office of a list may be the one that a cover names: 경제정책실, 서울특별시경제정책실."""
    return named is None or named.endswith((listed, *agencies().addressee_endings))


def office_of(names: Sequence[str]) -> str | None:
    """Which of the names that a cover prints is the office that reports.

    Councils' committees are named as addressees; one that reports itself is named last.
    """
    addressees = agencies().addressee_endings
    reporting = (name for name in names if not name.endswith(addressees))
    return next(reporting, names[-1] if names else None)


def _title(cover: list[str]) -> str | None:
    endings = agencies().title_endings
    return next((line for line in cover if closed(line).endswith(endings)), None)


def _government(cover: list[str]) -> str | None:
    """The government the cover names; what the text mentions is no proof of whose it is."""
    names = (name for name in agencies().governments for line in cover if name in closed(line))
    return next(names, None)
