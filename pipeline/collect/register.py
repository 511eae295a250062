r"""The register of sources beside the reports of an agency: `raw/<agency>/sources.toml`.

    hosts = ["www.seoul.go.kr"]

    [[source]]
    page = "https://www.seoul.go.kr/reports"    # or file = "https://…/2025-12.hwpx"
    pattern = '업무보고.*\.hwpx?$'               # in the address or the text of a link
    note = {agency = "경제실"}                    # what the note beside each file says

What belongs here: reading and refusing a register. What does not: looking anywhere.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import ReportError
from pipeline.sources.sidecar import sidecar_of
from pipeline.state.workspace import REGISTER
from pipeline.vocabulary.messages import message

_MEGABYTE = 1_000_000
_KEYS = {"hosts", "every_hours", "max_megabytes", "allow_private", "source"}
_SOURCE_KEYS = {"page", "file", "pattern", "note"}
_REMEDY = "mend it, or remove it; docs/operate.md has an example"


@dataclass(frozen=True)
class Source:
    """One address to look at."""

    url: str
    is_page: bool
    """It is a page of links to reports, not a report."""
    pattern: re.Pattern[str] = re.compile("")
    note: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """The search for the reports of one agency."""

    collection: str
    """The folder of raw/ that files go to."""
    hosts: frozenset[str]
    """Lower case; a port that is not the usual one belongs to it: `localhost:8000`."""
    sources: tuple[Source, ...]
    every_hours: float = 24.0
    max_bytes: int = 100 * _MEGABYTE
    allow_private: bool = False
    """Addresses of this machine or its network may be asked."""


def registers(raw: Path) -> list[Path]:
    """The registers there are. Without one, nothing touches the network."""
    return sorted(path for path in raw.glob(f"*/{REGISTER}") if path.is_file())


def read_register(path: Path) -> Register:
    """Read a register.

    Raises:
        ReportError: it is none, or says what no register says.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        stated = tomllib.loads(path.read_text("utf-8-sig"))
        return _register(path.parent.name, stated)
    except (ValueError, TypeError, KeyError, AttributeError, re.error) as error:
        raise ReportError(
            name, message("it is no register of sources: {error}", error=error), _REMEDY
        ) from error


def _register(collection: str, stated: dict[str, Any]) -> Register:
    _require(stated, _KEYS)
    hosts = frozenset(host.lower() for host in stated["hosts"])
    limits: dict[str, Any] = {}
    if "max_megabytes" in stated:
        limits["max_bytes"] = int(_positive(stated, "max_megabytes") * _MEGABYTE)
    if "every_hours" in stated:
        limits["every_hours"] = _positive(stated, "every_hours")
    allow = stated.get("allow_private", False)
    if allow is not True and allow is not False:
        raise ValueError("allow_private is true or false")
    sources = tuple(_source(entry, hosts) for entry in stated.get("source", ()))
    return Register(collection, hosts, sources, allow_private=allow, **limits)


def _source(entry: dict[str, Any], hosts: frozenset[str]) -> Source:
    _require(entry, _SOURCE_KEYS)
    if ("page" in entry) == ("file" in entry):
        raise ValueError("a source has either a page or a file")
    url = str(entry.get("page") or entry.get("file"))
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
        raise ValueError(f"{url} is no http address of a host that is listed")
    note = entry.get("note", {})
    if "source_url" in note or "retrieved_on" in note:
        raise ValueError("where a file came from and when is not said beforehand")
    sidecar_of(note)  # refuses what no note says
    return Source(url, "page" in entry, re.compile(entry.get("pattern", "")), note)


def _require(stated: dict[str, Any], keys: set[str]) -> None:
    if unknown := sorted(stated.keys() - keys):
        raise ValueError(f"'{unknown[0]}' is nothing that it has")


def _positive(stated: dict[str, Any], key: str) -> float:
    value = stated[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise ValueError(f"{key} is a number above 0")
    return float(value)
