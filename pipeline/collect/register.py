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
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StrictBool, ValidationError, model_validator

from pipeline.errors import ReportError
from pipeline.sources.sidecar import sidecar_of
from pipeline.state.workspace import REGISTER
from pipeline.vocabulary.load import Words, wrong_entries
from pipeline.vocabulary.messages import message

_MEGABYTE = 1_000_000
_REMEDY = "mend it, or remove it; docs/operate.md has an example"


class Source(Words):
    """One address to look at."""

    page: str = ""
    """A page of links to reports; nothing where the address is of a report."""
    file: str = ""
    pattern: re.Pattern[str] = re.compile("")
    note: dict[str, Any] = {}

    @property
    def url(self) -> str:
        """The address."""
        return self.page or self.file

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        if bool(self.page) == bool(self.file):
            raise ValueError("a source has either a page or a file")
        if "source_url" in self.note or "retrieved_on" in self.note:
            raise ValueError("where a file came from and when is not said beforehand")
        sidecar_of(self.note)  # refuses what no note says
        return self


def _lower(hosts: frozenset[str]) -> frozenset[str]:
    return frozenset(map(str.lower, hosts))


class Register(Words):
    """The search for the reports of one agency."""

    collection: str
    """The folder of raw/ that files go to."""
    hosts: Annotated[frozenset[str], AfterValidator(_lower)]
    """Lower case; a port that is not the usual one belongs to it: `localhost:8000`."""
    sources: tuple[Source, ...] = Field((), alias="source")
    every_hours: float = Field(24.0, gt=0, strict=True)
    max_megabytes: float = Field(100.0, gt=0, strict=True)
    allow_private: StrictBool = False
    """Addresses of this machine or its network may be asked."""

    @property
    def max_bytes(self) -> int:
        """The bytes of a file, at most."""
        return int(self.max_megabytes * _MEGABYTE)

    @model_validator(mode="after")
    def _lists_all_hosts(self) -> Self:
        for source in self.sources:
            parts = urlsplit(source.url)
            if parts.scheme not in ("http", "https") or parts.netloc.lower() not in self.hosts:
                raise ValueError(f"{source.url} is no http address of a host that is listed")
        return self


def registers(raw: Path) -> list[Path]:
    """The registers there are. Without one, nothing touches the network."""
    return sorted(path for path in raw.glob(f"*/{REGISTER}") if path.is_file())


def read_register(path: Path) -> Register:
    """Read a register.

    Raises:
        ReportError: it is none, or says what no register says.
    """
    try:
        stated = tomllib.loads(path.read_text("utf-8-sig"))
        return Register(collection=path.parent.name, **stated)
    except (ValueError, TypeError) as error:
        problem = wrong_entries(error) if isinstance(error, ValidationError) else str(error)
        raise ReportError(
            f"{path.parent.name}/{path.name}",
            message("it is no register of sources: {error}", error=problem),
            _REMEDY,
        ) from error
