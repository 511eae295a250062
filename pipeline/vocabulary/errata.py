"""Known errors of the sources (errata.toml), typed."""

from dataclasses import dataclass
from functools import cache

from pipeline.vocabulary.load import load
from schemas.reconciliation import ERRATA_STATUSES


@dataclass(frozen=True)
class Erratum:
    """Something that a report prints and does not mean."""

    report: str
    """Id of the report."""
    line: int
    expect: str
    """What stands in that line, once."""
    raw: str
    """The wrong part of it."""
    reason: str
    status: str
    """One of ERRATA_STATUSES."""
    meant: str | None = None
    """What should stand there; None where nobody knows."""

    def __post_init__(self) -> None:
        if self.status not in ERRATA_STATUSES or self.expect.count(self.raw) != 1:
            raise ValueError(
                f"pipeline/vocabulary/errata.toml: the entry for line {self.line} of {self.report} "
                f"needs a status of {' or '.join(ERRATA_STATUSES)}, and 'raw' once in 'expect'"
            )


@cache
def errata() -> tuple[Erratum, ...]:
    """The entries of errata.toml, in order.

    Raises:
        ValueError: an entry is not as the head of the file says.
    """
    table = load("errata")
    return tuple(Erratum(**entry) for entry in table["erratum"])
