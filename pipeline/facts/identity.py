"""The office, month and title of a report: read from the report, or said beside it."""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from pipeline.document.digits import plain
from pipeline.document.document import Document
from pipeline.document.readable import closed
from pipeline.errors import ReportError
from pipeline.facts.cover import (
    CoverLine,
    cover,
    furniture,
    is_title,
    organisation,
    signature,
    text_behind_label,
)
from pipeline.facts.governing import government_by_path, government_by_text
from pipeline.facts.office_names import (
    Office,
    government_name,
    government_word,
    office_and_government,
    office_before_title,
    office_in,
    office_of,
    state_body_in,
    words_of,
)
from pipeline.facts.report_period import read_period
from pipeline.facts.slug import slug
from pipeline.figures.stated_days import as_of_dates, cover_day
from pipeline.vocabulary.agencies import agencies
from pipeline.vocabulary.governments import governments
from pipeline.vocabulary.messages import message

_COUNCIL = re.compile(r"(?<![가-힣])([가-힣]{2,7}[시도군구])\s?의회")
"""A council that names the government of a report: 제287회 한밭구의회(임시회)."""
_ONLY_A_YEAR = re.compile(r"^\W*(?:[0-9]{4})\s*(?:학?년도?)?\s*(?:[상하]반기)?\W*$")
_AND = "및"


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
    day: datetime.date | None
    """The day on its cover."""
    agency_line: int | None
    """Line that names the office; None where only the file's name or a note does."""
    period_line: int | None
    """Line that says the month."""


@dataclass(frozen=True)
class _Found:
    """An office and the line that names it."""

    office: Office
    line: int | None


def identify(document: Document) -> Identity:
    """Say who reports and when. What the note beside the report says wins.

    The stable name of the office is its folder's, romanised where it is Korean.

    Raises:
        ReportError: the file is in no folder, or no office or month can be found.
    """
    source, note = document.source, document.source.sidecar
    if "/" not in source.file:
        raise ReportError(
            source.file,
            message("the file is in no folder of raw/"),
            message(
                "put it into a folder of raw/ named for its office, such as seoul-economic-policy/"
            ),
        )
    agency_id = note.agency_id or slug(source.collection)
    lines = cover(document)
    title = _title(lines)
    days = as_of_dates(document.text)
    period, period_line = (
        (note.period, None)
        if note.period
        else read_period(document, lines, title, max(days, default=None))
    )
    if period_line:  # what a report states for a later month is a plan
        days = [day for day in days if (day.year, day.month) <= (period.year, period.month)]
    found = None if note.agency else _agency(document, lines)
    found = _split_government(document, found) if found else None
    agency = note.agency or (found.office.name if found else None)
    known = agencies().agencies.get(agency_id)
    if known and not note.agency and _may_be(known.name, agency):
        agency = known.name
    if agency is None:
        raise _unknown_office(source.file, agency_id)
    government = note.government or (known.government if known else None)
    return Identity(
        report_id=f"{agency_id}-{period:%Y-%m}",
        government=government or _government(document, lines, agency, found),
        agency=agency,
        agency_id=agency_id,
        title=note.title or title,
        period=period,
        as_of=note.as_of or max(days, default=None),
        day=_day(document, period_line) if period_line else None,
        agency_line=found.line if found else None,
        period_line=period_line,
    )


def _day(document: Document, number: int) -> datetime.date | None:
    line = document.lines[number - 1]
    return cover_day(document.text[line.start : line.end])


def _agency(document: Document, lines: list[CoverLine]) -> _Found | None:
    """The office that reports, by the strongest of what names one.

    A line of the cover that is nothing but its name; the title or the number of a notice; who
    signs; the running head; the head of the organisation; the file's name; the first ministry that
    the cover mentions. A committee alone on a cover is one that is reported to, if anything
    further on names another office.
    """
    printed = _find_offices(office_in, lines)
    titled = [
        *_find_offices(office_before_title, (line for line in lines if is_title(line.text))),
        *_find_offices(_issuer, lines),
    ]
    chosen = _chosen(printed) or _chosen(titled)
    if chosen and chosen.office.kind in ("state", "office"):
        return chosen
    further = (  # of a government as the office, only the first three are evidence
        _chosen(titled),
        _chosen(_find_offices(office_in, signature(document))),
        _chosen(_find_offices(office_in, furniture(document))),
        next(
            (
                found
                for found in _find_offices(office_in, organisation(document))
                if found.office.kind != "government"
            ),
            None,
        ),
        _of_file(document),
        next(iter(_find_offices(state_body_in, lines)), None),
        _chosen(_find_offices(office_in, text_behind_label(document))),
    )
    above = chosen.office if chosen else None
    for found in further:
        if found and found.office.kind != "government" and found.office != above:
            return found
    return chosen or next((found for found in further[:3] if found), None)


def _split_government(document: Document, found: _Found) -> _Found:
    """An office without the government written together with it, which the text names apart."""
    office = found.office
    split = None if office.government else office_and_government(office.name)
    if split and government_word(split[0]).search(document.text):
        return replace(found, office=Office(split[1], split[0], office.kind))
    return found


def _find_offices(read: Callable[[str], Office | None], lines: Iterable[CoverLine]) -> list[_Found]:
    return [_Found(office, line.no) for line in lines if (office := read(line.text))]


def _chosen(found: list[_Found]) -> _Found | None:
    chosen = office_of([one.office for one in found])
    return next((one for one in found if one.office is chosen), None)


def _issuer(line: str) -> Office | None:
    """The office that issues a notice: 문화체육관광부 공고 제2024-42호."""
    words = plain(line).split()
    at = next((n for n, word in enumerate(words) if word in agencies().cover.issues), 0)
    return office_in(" ".join(words[:at])) if at else None


def _of_file(document: Document) -> _Found | None:
    """The office that the path of a file names, by a word or a ministry's letters."""
    path = unicodedata.normalize("NFC", document.source.file.rpartition(".")[0])
    for part in reversed(path.split("/")):
        if office := next(words_of(part), None):
            return _Found(office, None)
    letters = re.findall("[a-z]+", path.lower())
    bodies = governments().state.bodies
    body = next((body for word in letters for body in bodies if word in body.codes), None)
    return _Found(Office(body.name, None, "state"), None) if body else None


def _may_be(listed: str, named: str | None) -> bool:
    """An office of a list may be the one that a cover names: 경제정책실, 서울특별시경제정책실."""
    return named is None or named.endswith((listed, *agencies().cover.addressee_endings))


def _government(
    document: Document, lines: list[CoverLine], agency: str, found: _Found | None
) -> str | None:
    """The government of an office: from its line, a line or word of the cover, text or path."""
    if found and found.office.government:
        return found.office.government
    if (found and found.office.kind == "state") or governments().state.owns(agency):
        return None
    if of_cover := _government_of_cover(lines, agency):
        return of_cover
    names = governments().printed
    words = [word for line in lines for word in line.text.split()]
    printed = next((names[word] for word in words if len(word) > 2 and word in names), None)
    path = government_by_path(unicodedata.normalize("NFC", document.source.file))
    is_body = agency.endswith(agencies().cover.own_name)
    begun = governments().begins_name_of(agency) if is_body else None
    return printed or begun or government_by_text(document.text) or path


def _government_of_cover(lines: list[CoverLine], agency: str) -> str | None:
    """The government that the office's name or a line of the cover says, or a council's name."""
    offices = [office for line in lines if (office := office_in(line.text))]
    governing = agencies().cover.governing
    above = (o.name for o in offices if o.name != agency and o.name.endswith(governing))
    own = office_in(agency)
    stated = (office.government for office in (own, *offices) if office and office.government)
    councils = (council[1] for line in lines if (council := _COUNCIL.search(line.text)))
    named = (name for word in councils if (name := government_name(word, weak=True)))
    return next((name for names in (above, stated, named) for name in names), None)


def _title(lines: list[CoverLine]) -> str | None:
    """The title, with what its line goes on from: - 2025년도 - / 주요업무계획, … 및 / … 보고."""
    for at, line in enumerate(lines):
        if is_title(line.text):
            above = [before.text for before in lines[max(at - 2, 0) : at]]
            if above and _ONLY_A_YEAR.match(above[-1]):
                above = [above[-1].strip(" -–—~")]
            elif not (above and closed(above[-1]).endswith(_AND)):
                above = []
            elif closed(above[-1]) != _AND:
                above = above[-1:]
            return " ".join([*above, line.text])
    return None


def _unknown_office(file: str, agency_id: str) -> ReportError:
    return ReportError(
        file,
        message("neither its cover, its text nor its name names an office"),
        message(
            "list '{agency_id}' in pipeline/vocabulary/agencies.toml, or say `agency = \"…\"` "
            "in {file}.toml",
            agency_id=agency_id,
            file=file,
        ),
    )
