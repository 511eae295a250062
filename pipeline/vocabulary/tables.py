"""The way typed tables name their columns: staffing, duties, and those of records."""

from functools import cache

from pipeline.vocabulary.load import Examples, Words, load_as


class StaffingWords(Words):
    """The way staffing tables name their columns (staffing.toml)."""

    part: tuple[str, ...]
    actual: tuple[str, ...]
    authorized: tuple[str, ...]
    current: tuple[str, ...]
    planned: tuple[str, ...]
    foreign: tuple[str, ...]


@cache
def staffing() -> StaffingWords:
    """The words of staffing.toml."""
    return load_as("staffing", StaffingWords)


class DutyWords(Words):
    """The way tables of duties look (duties.toml)."""

    duty: tuple[str, ...]
    department: tuple[str, ...]
    parts: tuple[str, ...]
    foreign: tuple[str, ...]
    bullets: tuple[str, ...]


@cache
def duties() -> DutyWords:
    """The words of duties.toml."""
    return load_as("duties", DutyWords)


class RecordWords(Examples):
    """A typed table whose rows are rows of the source (records.toml).

    Examples are the headings of such a table, with bars between them.
    """

    table: str
    required: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    """Column of the release to the headings that it stands below."""


class _Records(Words):
    record: tuple[RecordWords, ...]


@cache
def records() -> tuple[RecordWords, ...]:
    """The entries of records.toml."""
    return load_as("records", _Records).record
