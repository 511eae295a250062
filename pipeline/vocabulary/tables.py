"""The way typed tables name their columns: staffing, duties, and those of records."""

from pipeline.vocabulary.load import Examples, Words, reader


class StaffingWords(Words):
    """The way staffing tables name their columns (staffing.toml)."""

    part: tuple[str, ...]
    actual: tuple[str, ...]
    authorized: tuple[str, ...]
    current: tuple[str, ...]
    attached: frozenset[str]
    planned: tuple[str, ...]
    foreign: tuple[str, ...]


staffing = reader("staffing", StaffingWords)


class DutyWords(Words):
    """The way tables of duties look (duties.toml)."""

    duty: tuple[str, ...]
    column: tuple[str, ...]
    department: tuple[str, ...]
    heading: tuple[str, ...]
    parts: tuple[str, ...]
    no_parts: tuple[str, ...]
    open_ends: tuple[str, ...]
    foreign: tuple[str, ...]
    bullets: tuple[str, ...]


duties = reader("duties", DutyWords)


class RecordWords(Examples):
    """A typed table whose rows are rows of the source (records.toml).

    Examples are the headings of such a table, with bars between them.
    """

    table: str
    required: tuple[str, ...]
    columns: dict[str, tuple[str, ...]]
    """Column of the release to the headings that it stands below."""


records = reader("records", tuple[RecordWords, ...], "record")
