"""Known errors of the sources (errata.toml), typed."""

from pydantic import model_validator

from pipeline.vocabulary.load import Words, reader
from schemas.judgement import ERRATA_STATUSES


class Erratum(Words):
    """Something that a report prints and does not mean."""

    report: str
    """Id of the report."""
    line: int
    expect: str
    """The text in that line, once."""
    raw: str
    """The wrong part of it."""
    reason: str
    ko: str
    """The reason in Korean."""
    status: str
    """One of ERRATA_STATUSES."""
    meant: str | None = None
    """The correct text; None if nobody knows it."""

    @model_validator(mode="after")
    def _is_whole(self) -> "Erratum":
        if self.status not in ERRATA_STATUSES or self.expect.count(self.raw) != 1:
            raise ValueError(
                f"the entry for line {self.line} of {self.report} needs a status of "
                f"{' or '.join(ERRATA_STATUSES)}, and 'raw' once in 'expect'"
            )
        return self


errata = reader("errata", tuple[Erratum, ...], "erratum")
"""The entries of errata.toml, in order."""
