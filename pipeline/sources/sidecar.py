"""The note a maintainer puts beside a report that does not say who reports, or when.

`2025-12.hwpx.toml` belongs to `2025-12.hwpx`, and what it says wins over what is read.
"""

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pipeline.errors import ReportError
from pipeline.state.names import is_text
from pipeline.vocabulary.messages import message

ENDING = ".toml"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_AT_LINE = re.compile(r"at line (\d+)")
_MONTH = re.compile(r"\d{4}-\d{2}")
_LONGEST = 200
"""Characters of a name; the longest title of a report has 60."""
_LONGEST_URL = 2000
_URL = re.compile(r"https?://\S+")
_YEARS = range(1900, 2101)
_MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Sidecar:
    """The note of the maintainer on a report; None where nothing is said."""

    government: str | None = None
    agency: str | None = None
    agency_id: str | None = None
    """Lower-case letters, digits and hyphens; published as the agency's stable name."""
    title: str | None = None
    period: datetime.date | None = None
    """First day of the month reported."""
    as_of: datetime.date | None = None
    issued: datetime.date | None = None
    """Day this version of the report was issued: of two files of a report the later is kept."""
    source_url: str | None = None
    """The address at which the file was published."""
    retrieved_on: datetime.date | None = None
    """Day the file was taken from there."""


NO_SIDECAR = Sidecar()
_DATES = ("period", "as_of", "issued", "retrieved_on")
_NAMES = tuple(f.name for f in fields(Sidecar))


def read_sidecar(raw: Path, file: str) -> Sidecar:
    """Read the note beside a report; an empty one where there is none.

    Raises:
        ReportError: it is no TOML, or says something that no report has.
    """
    name = f"{file}{ENDING}"
    path = raw / name
    if not path.is_file():
        return NO_SIDECAR
    if path.stat().st_size > _MOST_BYTES:
        raise _error(name, 1, f"it has more than {_MOST_BYTES:,} bytes")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        stated = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise _error(name, 1, "it is not UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1  # else at its end
        raise _error(name, line, f"it is no TOML: {error}") from error
    return sidecar_of(stated, name, text)


def sidecar_of(stated: Mapping[str, object], name: str = "note", text: str = "") -> Sidecar:
    """The fields of a note.

    Raises:
        ReportError: there is no such key, or its value is none for it.
    """
    return Sidecar(**{key: _value(name, text, key, value) for key, value in stated.items()})


def _value(name: str, text: str, key: str, value: object) -> Any:
    """One value, as its kind."""
    found = re.search(rf"^\s*\"?{re.escape(key)}", text, re.MULTILINE)
    line = text.count("\n", 0, found.end()) + 1 if found else 1
    if key not in _NAMES:
        raise _error(name, line, f"'{key}' is nothing that a report has")
    if key in _DATES:
        day = _date(key, value)
        if day is None:
            wanted = "a month (2025-12) or day" if key == "period" else "a day (2025-12-31)"
            raise _error(name, line, f"'{key}' must be {wanted}, not {str(value)[:40]!r}")
        return day
    if not isinstance(value, str) or not value.strip():
        raise _error(name, line, f"'{key}' must be text in quotes")
    longest = _LONGEST_URL if key == "source_url" else _LONGEST
    if len(value) > longest or not is_text(value):
        raise _error(
            name, line, f"'{key}' must be on one line, of at most {longest} printed characters"
        )
    if key == "source_url" and not _URL.fullmatch(value):
        raise _error(name, line, "'source_url' is no http address")
    if key == "agency_id" and not _SLUG.fullmatch(value):
        raise _error(name, line, f"'{value}' has other letters than a-z, digits and hyphens")
    return value.strip()


def _date(key: str, value: object) -> datetime.date | None:
    """A date; of a period, the first day of its month."""
    if isinstance(value, str):
        month_only = key == "period" and _MONTH.fullmatch(value)
        try:
            value = datetime.date.fromisoformat(f"{value}-01" if month_only else value)
        except ValueError:
            return None
    if isinstance(value, datetime.datetime):
        value = value.date()
    if not isinstance(value, datetime.date) or value.year not in _YEARS:
        return None
    return value.replace(day=1) if key == "period" else value


def _error(name: str, line: int, problem: str) -> ReportError:
    return ReportError(
        name,
        problem,
        message("mend it, or remove it; it may say {names}", names=", ".join(_NAMES)),
        line,
    )
